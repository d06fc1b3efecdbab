"""A workshop held in memory: a snapshot and its scores that edits change, as an open evaluation would."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from scorecard.analysis.cube import build_cube
from scorecard.analysis.question import Question
from scorecard.analysis.study import Study
from scorecard.analysis.workshops.workshop import Workshop
from scorecard.edits import locks
from scorecard.edits import workshop as agendas
from scorecard.model.edit import Edit
from scorecard.model.score import Cell, Score
from scorecard.model.workshop import Agenda, Discussion, Place
from tests.analysis.evaluations import Case, case_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scorecard.model.snapshot import Snapshot

Given = ParamSpec("Given")

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ANSWERS = {
    "P1": {"ana": "1 2 3", "ben": "3 2 3", "eva": "2 . NE"},
    "P2": {"ana": "4 4 0", "ben": "0 4 0", "eva": "2 4 0"},
    "P3": {"ana": "2 2 2", "ben": "2 1 2", "eva": "2 2 2"},
}
FIRST = Place("P2", "round", "f.A1")
SECOND = Place("P1", "round", "f.A1")
CELLS = [("P2", "f.A1"), ("P1", "f.A1"), ("P3", "f.A2")]


class Held:
    """A case whose edits happen; `edits` are those that changed something."""

    def __init__(self, case: Case | None = None) -> None:
        case = case or case_of({"A": 2, "B": 1}, ANSWERS)
        self.snapshot: Snapshot = case.snapshot
        self.scores = {score.cell: score for score in case.scores}
        self.edits: list[Edit] = []

    def do(
        self, make: Callable[Concatenate[Snapshot, Given], Edit], *given: Given.args, **named: Given.kwargs
    ) -> Edit:
        """What an edit makes of it; refused where scores stand fast."""
        edit = make(self.snapshot, *given, **named)
        locks.refuse_locked(self.snapshot, edit)
        self._happen(edit)
        if edit.changes:
            self.edits.append(edit)
        return edit

    def undo(self) -> None:
        """Take the last edit back."""
        self._happen(self.edits.pop().inverse())

    def again(self, edit: Edit) -> None:
        """Do again what was taken back."""
        self._happen(edit)

    def _happen(self, edit: Edit) -> None:
        self.snapshot = self.snapshot.after(edit.changes)
        for change in edit.changes:
            match change.before, change.after:
                case _, Score() as said:
                    self.scores[said.cell] = said
                case Score() as said, None:
                    del self.scores[said.cell]

    def said(self, place: Place) -> list[Score]:
        """The stored scores of a cell."""
        return [one for one in self.scores.values() if (one.programme, one.round, one.criterion) == place]

    def score(self, place: Place, evaluator: str) -> Score | None:
        """What one evaluator says there."""
        return self.scores.get(Cell(place.programme, evaluator, place.round, place.criterion))

    def discussion(self, place: Place = FIRST) -> Discussion:
        """What is discussed there."""
        return self.snapshot.discussions["/".join(place)]

    @property
    def agenda(self) -> Agenda:
        """The agenda that was begun."""
        agenda = self.snapshot.agenda("f", "round")
        assert agenda is not None
        return agenda

    def order(self) -> list[tuple[str, str]]:
        """Programme and criterion of each item."""
        return [(one.programme, one.criterion) for one in self.snapshot.discussions_in("f", "round")]

    def study(self) -> Study:
        """The study of the plainest question."""
        cells: Iterable[tuple[str, str, str, str]] = [
            (one.programme, one.evaluator, one.criterion, one.value)
            for one in self.scores.values()
            if one.programme in self.snapshot.programmes
        ]
        cube = build_cube(self.snapshot, self.snapshot.frameworks["f"], "round", cells)
        return Study(self.snapshot, cube, Question(framework="f", round="round"), lambda _round: None)

    def workshop(self) -> Workshop:
        """What there is to tell of it."""
        return Workshop(self.study())


def begun(case: Case | None = None) -> Held:
    """A workshop whose agenda has three items."""
    held = Held(case)
    held.do(agendas.begin_agenda, "f", "round", CELLS, NOON)
    return held
