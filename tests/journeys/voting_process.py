"""A process that holds a workshop without end and says on its standard output which votes it has been promised.

`python -m tests.journeys.voting_process FILE` goes on from the item at hand: everybody who can votes on each item in
turn, one commit each, and never reveals. A line holds the key of the item, that of the evaluator, and the value.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from scorecard.analysis.workshops.items import takers
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.edits.locks import reason_locked
from scorecard.model.score import Cell
from scorecard.workspace import Workspace


def main(path: Path) -> None:
    """Vote until killed."""
    with Workspace.open(path) as workspace:
        question = workspace.question()
        items = workspace.snapshot.discussions_in(question.framework, question.round)
        for number in itertools.count():
            place = items[number % len(items)].place
            workspace.edit(agendas.go_to, place)
            if workspace.snapshot.discussions["/".join(place)].stage != "scoring":
                workspace.edit(cells.begin_scoring, place)
            for turn, who in enumerate(takers(workspace.snapshot, None, place)):
                if reason_locked(workspace.snapshot, place.programme, who.key, place.round):
                    continue
                cell = Cell(place.programme, who.key, place.round, place.criterion)
                value = str((number + turn) % 5)
                workspace.edit(cells.vote, workspace.score(cell), place, who.key, value)
                print("/".join(place), who.key, value, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
