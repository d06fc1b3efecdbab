"""Everything that is done about evaluators and rounds, with the sheets it asks for; the page only shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from scorecard.edits import people, rounds
from scorecard.i18n import _, ngettext
from ui.dialogs.assign import AssignSheet
from ui.dialogs.conflict import ConflictSheet
from ui.dialogs.evaluator import ChangeEvaluator
from ui.dialogs.round import RoundSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from scorecard.model.evaluation import Key, Status
    from scorecard.model.programme import Programme
    from scorecard.workspace import Workspace
    from ui.prompts import Prompts
    from ui.session import Session
    from ui.theme import Theme

Pairs = list[tuple[str, str]]
"""Of the keys of programmes and evaluators."""


class PeopleDesk(QObject):
    """Acts on what it is given by key; what is not there, or in a file that is only read, changes nothing.

    `notice` carries a sentence on what was done, where the window does not show it by itself.
    """

    notice = Signal(str)

    def __init__(self, session: Session, theme: Theme, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._prompts = prompts
        self._over = parent

    def edit_evaluator(self, key: Key) -> None:
        """Ask for another state of an evaluator."""
        workspace = self._writable()
        evaluator = workspace.snapshot.evaluators.get(key) if workspace else None
        if evaluator is not None:
            dialog = ChangeEvaluator(self._session, self._theme, evaluator, parent=self._over)
            self._prompts.run(dialog)
            dialog.deleteLater()

    def remove_evaluator(self, key: Key) -> bool:
        """Remove an evaluator with all their scores; undo brings everything back, so nobody is asked."""
        workspace = self._writable()
        evaluator = workspace.snapshot.evaluators.get(key) if workspace else None
        if workspace is None or evaluator is None:
            return False
        scores = workspace.scores(evaluator=evaluator.key)
        if not self._session.edit(people.remove_evaluator, evaluator.key, scores):
            return False
        sentence = ngettext(
            "{evaluator} is removed with {count} score. Undo (Ctrl+Z) brings everything back.",
            "{evaluator} is removed with {count} scores. Undo (Ctrl+Z) brings everything back.",
            len(scores),
        )
        self.notice.emit(sentence.format(evaluator=evaluator.name, count=len(scores)))
        return True

    def declare(self, programme: str, evaluator: Key) -> None:
        """Ask for the reason of a conflict of interest, and for the programme where it is empty."""
        workspace = self._writable()
        if workspace is not None and evaluator in workspace.snapshot.evaluators:
            dialog = ConflictSheet(
                self._session, self._theme, evaluator, programme or None, parent=self._over
            )
            self._prompts.run(dialog)
            dialog.deleteLater()

    def withdraw(self, programme: Key, evaluator: Key) -> None:
        """Take a conflict of interest back."""
        self._session.edit(people.withdraw_conflict, programme, evaluator)

    def assign(self, pairs: Pairs, owed: bool) -> None:
        """Say that programmes are owed in the round that is shown, or no longer."""
        self._session.edit(people.assign, pairs, self._session.round, owed=owed)

    def assign_many(self, programmes: Sequence[Programme]) -> None:
        """Ask whom to assign these programmes, and assign them as one edit."""
        workspace, round = self._writable(), self._session.round
        if workspace is None or round is None:
            return
        dialog = AssignSheet(self._theme, workspace.snapshot, round, programmes, parent=self._over)
        if self._prompts.run(dialog):
            self.assign(dialog.pairs, True)
        dialog.deleteLater()

    def settle(self, pairs: Pairs, status: Status) -> None:
        """Submit, approve or reopen those that can be; what was submitted with gaps is said."""
        workspace, round = self._writable(), self._session.round
        if workspace is None or round is None:
            return
        me = workspace.snapshot.evaluators.get(self._session.evaluator or "")
        by = me.name if me else workspace.author
        drafts = [pair for pair in pairs if workspace.snapshot.assignment(*pair, round).status == "draft"]
        settled = self._session.edit(people.settle_all, pairs, round, status, by, datetime.now(UTC))
        if not settled or status != "submitted":
            return
        duties = workspace.duties(round)
        gaps = [duty for duty in (duties.duty(*pair) for pair in drafts) if duty.answered < duty.of]
        if gaps:
            sentence = ngettext(
                "Submitted; {count} programme has criteria without an answer. Reopen it to go on.",
                "Submitted; {count} programmes have criteria without an answer. Reopen them to go on.",
                len(gaps),
            )
            self.notice.emit(sentence.format(count=len(gaps)))

    def add_round(self) -> Key | None:
        """Ask for a round and add it; its key where the person agreed."""
        workspace = self._writable()
        if workspace is None:
            return None
        before = set(workspace.snapshot.rounds)
        dialog = RoundSheet(self._session, self._theme, parent=self._over)
        agreed = self._prompts.run(dialog)
        dialog.deleteLater()
        return next(iter(set(workspace.snapshot.rounds) - before), None) if agreed else None

    def edit_round(self, key: Key) -> None:
        """Ask for another state of a round."""
        workspace = self._writable()
        round = workspace.snapshot.rounds.get(key) if workspace else None
        if round is not None:
            dialog = RoundSheet(self._session, self._theme, round, parent=self._over)
            self._prompts.run(dialog)
            dialog.deleteLater()

    def remove_round(self, key: Key) -> bool:
        """Remove a round that has no scores."""
        workspace = self._writable()
        round = workspace.snapshot.rounds.get(key) if workspace else None
        if workspace is None or round is None:
            return False
        if not self._session.edit(rounds.remove_round, round.key, workspace.scores(round=round.key)):
            return False
        sentence = _("The round “{round}” is removed. Undo (Ctrl+Z) brings it back.")
        self.notice.emit(sentence.format(round=round.name))
        return True

    def close_or_reopen(self, key: Key) -> None:
        """Close an open round, reopen a closed one."""
        workspace = self._writable()
        round = workspace.snapshot.rounds.get(key) if workspace else None
        if round is not None:
            self._session.edit(rounds.reopen_round if round.closed else rounds.close_round, round.key)

    def set_blind(self, key: Key, blind: bool) -> None:
        """Hide the others' scores in a round until one's own are submitted, or show them."""
        self._session.edit(rounds.set_blind, key, blind=blind)

    def move_round(self, key: Key, step: int) -> None:
        """Move a round in time."""
        self._session.edit(rounds.move_round, key, step)

    def _writable(self) -> Workspace | None:
        workspace = self._session.workspace
        return None if workspace is None or workspace.reading else workspace
