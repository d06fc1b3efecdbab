"""The page of evaluators and rounds: who owes what, who may not judge, and when scoring takes place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext
from ui.dialogs.people_desk import PeopleDesk
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_button import IconButton
from ui.widgets.page import Page, Surroundings
from ui.widgets.people.duties import DutyPane
from ui.widgets.people.panes import EvaluatorPane, RoundPane
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.model.evaluation import Key
    from scorecard.workspace import Workspace

ASSIGNMENTS, EVALUATORS, ROUNDS = range(3)


class PeoplePage(Page):
    """Assignments, evaluators and rounds behind three words; what is removed, undo brings back."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        session, theme, prompts, actions = (
            surroundings.session,
            surroundings.theme,
            surroundings.prompts,
            surroundings.actions,
        )
        self._stale = True
        self._desk = PeopleDesk(session, theme, prompts, self)
        self._desk.notice.connect(self.notice)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self._assignments())
        self._stack.addWidget(self._evaluators())
        self._stack.addWidget(self._rounds())
        self._nobody = EmptyState(
            theme,
            _("Nobody evaluates yet"),
            _("Add who scores: a person or a body. Then say which programmes each of them owes."),
            _("Add evaluator"),
            "users",
        )
        self._nobody.pressed.connect(actions["add-evaluator"].trigger)
        self._stack.addWidget(self._nobody)
        self._nothing = EmptyState(
            theme,
            _("No programmes yet"),
            _("Evaluators owe programmes: add the programmes first, then say here who scores which of them."),
            _("Go to the programmes"),
            "list",
        )
        self._nothing.pressed.connect(lambda: self.go.emit("programmes"))
        self._stack.addWidget(self._nothing)
        for signal in (
            session.opened,
            session.closed,
            session.edited,
            session.place_changed,
            session.evaluator_changed,
        ):
            signal.connect(self._become_stale)
        self.tabs.changed.connect(lambda _tab: self._turn_to_tab())

    def refresh(self) -> None:
        """Show the evaluation as it is now, if anything has changed since the last time."""
        workspace = self._session.workspace
        if workspace is not None and self._stale:
            self._stale = False
            self._show(workspace)

    def kept(self) -> Any:
        """The word that is raised."""
        return self.tabs.current

    def take_up(self, kept: Any) -> None:
        """Go on at the word that was raised."""
        self.tabs.set_current(kept)
        self._show_tab()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()
        self._show_tab()
        self._take_focus()

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(self._theme, _("Evaluators and rounds"), "title"))
        self._counts = label(self._theme, "", "caption", ink="muted")
        words.addWidget(self._counts)
        row.addLayout(words)
        row.addStretch()
        self.tabs = Segmented(
            self._theme, [_("Assignments"), _("Evaluators"), _("Rounds")], name=_("What is shown")
        )
        row.addWidget(self.tabs)
        row.addSpacing(4)
        texts = (_("Add evaluator"), _("Add round"))
        self._add = IconButton(self._theme, "plus", texts[0], kind="primary")
        metrics = QFontMetrics(self._theme.font(12.5, 500))
        self._add.setMinimumWidth(max(metrics.horizontalAdvance(text) for text in texts) + 50)
        self._add.clicked.connect(self.add)
        row.addWidget(self._add)
        return head

    def _assignments(self) -> QWidget:
        self.duties = DutyPane(self._theme)
        self.duties.assigned.connect(self._desk.assign)
        self.duties.settled.connect(self._desk.settle)
        self.duties.conflict.connect(self._desk.declare)
        self.duties.withdrawn.connect(self._desk.withdraw)
        self.duties.opened.connect(self._score_as)
        self.duties.many.connect(self._assign_many)
        return self.duties

    def _evaluators(self) -> QWidget:
        self.people = EvaluatorPane(self._theme)
        self.people.edit.connect(self._desk.edit_evaluator)
        self.people.remove.connect(self._remove_evaluator)
        self.people.score.connect(self._score_as)
        self.people.declare.connect(self._desk.declare)
        self.people.withdraw.connect(self._desk.withdraw)
        return self.people

    def _rounds(self) -> QWidget:
        self.rounds = RoundPane(self._theme)
        self.rounds.edit.connect(self._desk.edit_round)
        self.rounds.remove.connect(self._remove_round)
        self.rounds.here.connect(lambda key: self._session.go_to(round=key))
        self.rounds.close_or_reopen.connect(self._desk.close_or_reopen)
        self.rounds.blind.connect(self._desk.set_blind)
        self.rounds.move.connect(self._desk.move_round)
        return self.rounds

    def add(self) -> None:
        """Ask for an evaluator, or for a round where rounds are shown, and add it."""
        if self.tabs.current != ROUNDS:
            self._actions["add-evaluator"].trigger()
        elif (added := self._desk.add_round()) is not None:
            self.rounds.choose(self.rounds.table.place_of(added))

    def _remove_evaluator(self, key: Key) -> None:
        """Remove an evaluator; the next one is chosen then."""
        place = self.people.table.place_of(key)
        if self._desk.remove_evaluator(key):
            self.people.choose(min(place, self.people.table.rowCount() - 1))

    def _remove_round(self, key: Key) -> None:
        """Remove a round, if it has no scores; the next one is chosen then."""
        place = self.rounds.table.place_of(key)
        if self._desk.remove_round(key):
            self.rounds.choose(min(place, self.rounds.table.rowCount() - 1))

    def _assign_many(self) -> None:
        matrix = self.duties.matrix
        self._desk.assign_many([matrix.programme(row) for row in range(matrix.rowCount())])

    def _score_as(self, programme: str, evaluator: Key) -> None:
        if evaluator:
            self._session.choose_evaluator(evaluator)
            self._session.go_to(programme=programme or None)
            self.go.emit("score")

    def _become_stale(self, *_what: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _show(self, workspace: Workspace) -> None:
        snapshot, session, changeable = workspace.snapshot, self._session, not workspace.reading
        self.rounds.show_rounds(snapshot, session.round, changeable=changeable)
        self._show_counts(workspace)
        self._show_tab()
        if session.round is None:
            return
        try:
            duties = workspace.duties(session.round)
        except Refusal as refusal:
            session.refused.emit(str(refusal))
            return
        self.duties.show_duties(snapshot, duties, changeable=changeable)
        self.people.show_people(snapshot, duties, session.evaluator, changeable=changeable)

    def _show_counts(self, workspace: Workspace) -> None:
        snapshot = workspace.snapshot
        evaluators, all_rounds = len(snapshot.evaluators), len(snapshot.rounds)
        who = ngettext("{count} evaluator", "{count} evaluators", evaluators).format(count=evaluators)
        when = ngettext("{count} round", "{count} rounds", all_rounds).format(count=all_rounds)
        round = snapshot.rounds.get(self._session.round or "")
        here = _("shown: {round}").format(round=round.name) if round else ""
        self._counts.setText(" · ".join(part for part in (who, when, here) if part))

    def _show_tab(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        tab = self.tabs.current
        snapshot = workspace.snapshot
        nobody = not snapshot.evaluators and tab != ROUNDS
        nothing = tab == ASSIGNMENTS and not snapshot.programmes
        empty = self._nobody if nobody else self._nothing if nothing else None
        self._stack.setCurrentIndex(self._stack.indexOf(empty) if empty else tab)
        if tab == EVALUATORS:
            self.people.show_details()
        self._add.setText(_("Add round") if tab == ROUNDS else _("Add evaluator"))
        self._add.setEnabled(not workspace.reading)
        self._add.setVisible(empty is None)
        self._nobody.set_changeable(not workspace.reading)

    def _turn_to_tab(self) -> None:
        """Another word was raised: what it shows takes the focus, unless keys are walking along the words."""
        self._show_tab()
        focused = self.focusWidget()
        if focused is None or not (self.tabs.isAncestorOf(focused) and focused.property("keyed")):
            self._take_focus()

    def _take_focus(self) -> None:
        view = (self.duties, self.people, self.rounds)[self.tabs.current].view
        if view.isVisible():
            view.setFocus(Qt.FocusReason.OtherFocusReason)
