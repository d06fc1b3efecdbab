"""A process that scores without end and says on its standard output what it has been promised is kept.

`python -m tests.storage.scoring_process FILE FIRST [LIMIT]` records the numbers FIRST, FIRST + 1, ... as
notes, one commit each, cell after cell. A number is printed once its commit has returned; a refusal and the
count of stored scores end the process. LIMIT is the greatest size in bytes it may give to a file.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from scorecard.errors import Refusal
from scorecard.model.score import Cell
from scorecard.storage.store import Store
from tests.storage.evaluations import put, score_at


def cells_of(store: Store) -> list[Cell]:
    """The cells that are scored in turn."""
    snapshot = store.snapshot()
    return [
        Cell(programme.key, evaluator.key, round.key, f"ptpr.ANT{number}")
        for programme in snapshot.ordered_programmes()
        for evaluator in snapshot.ordered_evaluators()
        for round in snapshot.ordered_rounds()
        for number in range(1, 4)
    ]


def main(path: Path, first: int) -> None:
    """Score until killed or refused."""
    with Store.open(path) as store:
        cells = cells_of(store)
        for number in itertools.count(first):
            try:
                put(store, score_at(cells[number % len(cells)], str(number % 5), note=str(number)))
            except Refusal as refusal:
                print(refusal.code, len(store.scores()), flush=True)  # noqa: T201
                return
            print(number, flush=True)  # noqa: T201


if __name__ == "__main__":
    if len(sys.argv) > 3:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
    main(Path(sys.argv[1]), int(sys.argv[2]))
