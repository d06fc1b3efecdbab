"""What a facilitator does with a workshop, stored through the session, each act one edit that undo takes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scorecard.edits import people
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Key
from scorecard.model.score import Cell, Score
from scorecard.model.workshop import Action, Place

if TYPE_CHECKING:
    from scorecard.workspace import Workspace
    from ui.session import Session

CellOf = tuple[Key, str]
"""A programme and a criterion."""


class Acts:
    """Every method says whether what was asked holds now; a refusal is announced by the session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # The agenda

    def begin(
        self,
        chosen: Sequence[CellOf],
        practice: Sequence[CellOf],
        minutes: int,
        absent: Sequence[Key],
    ) -> bool:
        """Begin the agenda of the framework and round of the session."""
        now = datetime.now(UTC)
        return self._agenda(
            agendas.begin_agenda, chosen, now, minutes=minutes, practice=practice, absent=absent
        )

    def add(self, chosen: Sequence[CellOf], *, practice: bool) -> bool:
        """Put cells on the agenda."""
        return self._agenda(agendas.add_items, chosen, practice=practice)

    def end(self) -> bool:
        """Take the agenda away, and with it the items of which nothing has been said."""
        return self._agenda(agendas.remove_agenda)

    def move(self, place: Place, to: int) -> bool:
        """Make an item the one at this place, 0 being the first."""
        return self._session.edit(agendas.move_item, place, to)

    def skip(self, place: Place) -> bool:
        """Pass an item by."""
        return self._session.edit(agendas.skip_item, place)

    def remove(self, place: Place) -> bool:
        """Take an item off the agenda."""
        return self._session.edit(agendas.remove_item, place)

    def set_practice(self, place: Place, *, practice: bool) -> bool:
        """Make an item one to practise on, or a real one."""
        return self._session.edit(agendas.set_practice, place, practice=practice)

    def go_to(self, place: Place) -> bool:
        """Take up an item."""
        return self._session.edit(agendas.go_to, place)

    def change(self, **fields: Any) -> bool:
        """Store other minutes, slides, hidden names or absent evaluators of the agenda."""
        framework, round = self._where()

        def changed(workspace: Workspace) -> Edit | None:
            stored = workspace.snapshot.agenda(framework, round)
            if stored is None:
                return None
            return workspace.edit(agendas.change_agenda, replace(stored, **fields))

        return self._session.perform(changed)

    def set_present(self, evaluator: Key, *, present: bool) -> bool:
        """Say that an evaluator takes part, or has left."""
        return self._agenda(agendas.set_present, evaluator, present=present)

    # The round of a cell

    def begin_scoring(self, place: Place) -> bool:
        """Begin the private scoring of a cell."""
        return self._session.edit(cells.begin_scoring, place)

    def vote(self, place: Place, evaluator: Key, value: str, note: str | None = None) -> bool:
        """Let an evaluator say a level's code, NE or NA; without a `note` the one that is stored stays."""

        def voted(workspace: Workspace) -> Edit | None:
            cell = Cell(place.programme, evaluator, place.round, place.criterion)
            stored = workspace.score(cell)
            said = None if stored.is_blank else stored
            return workspace.edit(cells.vote, said, place, evaluator, value, note)

        return self._session.perform(voted)

    def reopen_work(self, place: Place, evaluator: Key) -> bool:
        """Make what an evaluator has submitted a draft again, so that they can vote."""
        workspace = self._session.workspace
        if workspace is None:
            return False
        name = workspace.snapshot.evaluators[evaluator].name
        return self._session.edit(
            people.reopen, place.programme, evaluator, place.round, name, datetime.now(UTC)
        )

    def reveal(self, place: Place) -> bool:
        """Show what everybody says."""
        return self._with_scores(cells.reveal, place)

    def note(self, place: Place, text: str) -> bool:
        """Keep what was said."""
        return self._session.edit(cells.note, place, text)

    def agree(self, place: Place, value: str, rationale: str) -> bool:
        """Agree on a level, NE or NA, with the reason for it."""
        return self._with_scores(cells.agree, place, value, rationale)

    def dissent(self, place: Place, evaluator: Key, text: str) -> bool:
        """Keep what somebody holds against it; without an evaluator nobody is named."""
        return self._with_scores(cells.dissent, place, evaluator, text)

    def withdraw_dissent(self, place: Place, evaluator: Key) -> bool:
        """Take a dissent back."""
        return self._session.edit(cells.withdraw_dissent, place, evaluator)

    def reopen(self, place: Place) -> bool:
        """Take up an item again that is settled."""
        return self._with_scores(cells.reopen, place)

    def put_action(self, place: Place, action: Action) -> bool:
        """Note what somebody is to do."""
        return self._session.edit(cells.put_action, place, action)

    def remove_action(self, place: Place, key: Key) -> bool:
        """Take an action away."""
        return self._session.edit(cells.remove_action, place, key)

    def _with_scores(self, make: Any, place: Place, *given: Any) -> bool:
        return self._session.perform(
            lambda workspace: workspace.edit(make, scores_at(workspace, place), place, *given)
        )

    def _agenda(self, make: Any, *given: Any, **named: Any) -> bool:
        return self._session.edit(make, *self._where(), *given, **named)

    def _where(self) -> tuple[str, Key]:
        return self._session.framework or "", self._session.round or ""


def scores_at(workspace: Workspace, place: Place) -> list[Score]:
    """The stored scores of a cell."""
    return workspace.scores(programme=place.programme, round=place.round, criteria=(place.criterion,))
