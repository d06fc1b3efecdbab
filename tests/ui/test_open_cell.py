"""What is seen of the others' scores of the open cell, and from when on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scorecard.edits.workshop import begin_agenda
from scorecard.edits.workshop_cells import begin_scoring, reveal
from scorecard.model.score import Cell
from scorecard.model.workshop import Place
from ui.models.score.open_cell import OpenCell

if TYPE_CHECKING:
    from ui.session import Session


def test_votes_of_a_workshop_are_hidden_until_they_are_revealed(session: Session) -> None:
    workspace = session.workspace
    assert workspace is not None
    assert session.evaluator is not None
    assert session.round is not None
    programme = workspace.snapshot.ordered_programmes()[0].key
    criterion = "ptpr.ANT1"
    cell = Cell(programme, session.evaluator, session.round, criterion)
    place = Place(programme, session.round, criterion)

    def sight(of: str) -> str:
        return OpenCell.at(workspace, cell, None).sight(of)

    assert sight(criterion) == "shown"
    workspace.edit(begin_agenda, "ptpr", session.round, [(programme, criterion)], datetime.now(UTC))
    workspace.edit(begin_scoring, place)
    assert sight(criterion) == "until revealed"
    assert sight("ptpr.ANT2") == "shown"
    votes = workspace.scores(programme=programme, round=session.round, criteria=[criterion])
    workspace.edit(reveal, votes, place)
    assert sight(criterion) == "shown"
