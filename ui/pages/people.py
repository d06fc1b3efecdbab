"""The page of evaluators and rounds: who owes what, who may not judge, and when scoring takes place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext
from ui.dialogs.people_desk import PeopleDesk
from ui.models.columns import KEY_ROLE
from ui.models.people_table import EvaluatorRow, EvaluatorTable, RoundRow, RoundTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_button import IconButton
from ui.widgets.page import Page
from ui.widgets.people_details import ConflictLine, EvaluatorDetails, RoundDetails
from ui.widgets.people_duties import DutyPane
from ui.widgets.people_views import PeopleView
from ui.widgets.programme_details import vertical_line
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.duties import Duties
    from scorecard.model.evaluation import Evaluator, Key, Round
    from scorecard.workspace import Workspace
    from ui.actions import Actions
    from ui.preferences import Preferences
    from ui.prompts import Prompts
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme

ASSIGNMENTS, EVALUATORS, ROUNDS = range(3)


class PeoplePage(Page):
    """Assignments, evaluators and rounds behind three words; what is removed, undo brings back."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        prompts: Prompts,
        tasks: Tasks,
        actions: Actions,
        preferences: Preferences,
    ) -> None:
        super().__init__(session, theme, prompts, tasks, actions, preferences)
        self._stale = True
        self._duties: Duties | None = None
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
        self.table = EvaluatorTable(self)
        self.view = PeopleView(self._theme, self.table, self.table.columns, name=_("Evaluators"))
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_evaluator())
        self.view.opened.connect(lambda _index: self._desk.edit_evaluator(self._key(self.view)))
        self._on_delete(self.view, self.remove_evaluator)
        self.details = details = EvaluatorDetails(self._theme)
        details.edit.connect(lambda: self._desk.edit_evaluator(self._key(self.view)))
        details.remove.connect(self.remove_evaluator)
        details.score.connect(lambda: self._score_as("", self._key(self.view)))
        details.declare.connect(lambda: self._desk.declare("", self._key(self.view)))
        details.withdraw.connect(lambda programme: self._desk.withdraw(programme, self._key(self.view)))
        details.opened.connect(lambda programme: self._score_as(programme, self._key(self.view)))
        return _beside(self.view, details)

    def _rounds(self) -> QWidget:
        self.round_table = RoundTable(self)
        self.round_view = PeopleView(
            self._theme, self.round_table, self.round_table.columns, name=_("Rounds")
        )
        self.round_view.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_round())
        self.round_view.opened.connect(lambda _index: self._desk.edit_round(self._key(self.round_view)))
        self._on_delete(self.round_view, self.remove_round)
        self.round_details = details = RoundDetails(self._theme)
        details.edit.connect(lambda: self._desk.edit_round(self._key(self.round_view)))
        details.remove.connect(self.remove_round)
        details.here.connect(lambda: self._session.go_to(round=self._key(self.round_view)))
        details.close_or_reopen.connect(lambda: self._desk.close_or_reopen(self._key(self.round_view)))
        details.blind.connect(lambda blind: self._desk.set_blind(self._key(self.round_view), blind))
        details.move.connect(lambda step: self._desk.move_round(self._key(self.round_view), step))
        return _beside(self.round_view, details)

    def _on_delete(self, view: QWidget, remove: Any) -> None:
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(remove)

    def add(self) -> None:
        """Ask for an evaluator, or for a round where rounds are shown, and add it."""
        if self.tabs.current != ROUNDS:
            self._actions["add-evaluator"].trigger()
        elif (added := self._desk.add_round()) is not None:
            self.round_view.select_row(self.round_table.place_of(added))

    def remove_evaluator(self) -> None:
        """Remove the evaluator that is chosen; the next one is chosen then."""
        place = self.view.currentIndex().row()
        if self._desk.remove_evaluator(self._key(self.view)):
            self.view.select_row(min(place, self.table.rowCount() - 1))

    def remove_round(self) -> None:
        """Remove the round that is chosen, if it has no scores; the next one is chosen then."""
        place = self.round_view.currentIndex().row()
        if self._desk.remove_round(self._key(self.round_view)):
            self.round_view.select_row(min(place, self.round_table.rowCount() - 1))

    def _assign_many(self) -> None:
        matrix = self.duties.matrix
        self._desk.assign_many([matrix.programme(row) for row in range(matrix.rowCount())])

    def _score_as(self, programme: str, evaluator: Key | None) -> None:
        if evaluator is not None:
            self._session.choose_evaluator(evaluator)
            self._session.go_to(programme=programme or None)
            self.go.emit("score")

    def _become_stale(self, *_what: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _show(self, workspace: Workspace) -> None:
        snapshot, session = workspace.snapshot, self._session
        self._duties = None
        evaluator, round = self._key(self.view), self._key(self.round_view)
        if session.round is not None:
            try:
                self._duties = workspace.duties(session.round)
            except Refusal as refusal:
                session.refused.emit(str(refusal))
        if self._duties is None:
            self.duties.matrix.clear()
            self.table.show([])
        else:
            self.duties.show_duties(snapshot, self._duties, changeable=not workspace.reading)
            loads = self._duties.loads
            self.table.show(
                [EvaluatorRow(evaluator=one, load=loads[one.key]) for one in snapshot.ordered_evaluators()]
            )
        _choose(self.view, self.table.place_of(evaluator), self.table.place_of(session.evaluator))
        ordered = snapshot.ordered_rounds()
        self.round_table.show([RoundRow(round=one) for one in ordered])
        _choose(self.round_view, self.round_table.place_of(round), self.round_table.place_of(session.round))
        self._show_counts(workspace)
        self._show_tab()

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
            self._show_evaluator()
        elif tab == ROUNDS:
            self._show_round()
        self._add.setText(_("Add round") if tab == ROUNDS else _("Add evaluator"))
        self._add.setEnabled(not workspace.reading)
        self._add.setVisible(empty is None)

    def _turn_to_tab(self) -> None:
        """Another word was raised: what it shows takes the focus, unless keys are walking along the words."""
        self._show_tab()
        focused = self.focusWidget()
        if focused is None or not (self.tabs.isAncestorOf(focused) and focused.property("keyed")):
            self._take_focus()

    def _take_focus(self) -> None:
        view = (self.duties.view, self.view, self.round_view)[self.tabs.current]
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_evaluator(self) -> None:
        evaluator, duties = self._evaluator(), self._duties
        self.details.set_empty(evaluator is None)
        if evaluator is None or duties is None:
            return
        snapshot = self._workspace().snapshot
        ordered = [snapshot.programmes[key] for key in duties.programmes]
        due = [(one.key, one.label) for one in ordered if duties.duty(one.key, evaluator.key).is_due]
        conflicts = [
            ConflictLine(programme=one.key, name=one.label, reason=conflict.reason)
            for one in ordered
            if (conflict := snapshot.conflict(one.key, evaluator.key)) is not None
        ]
        self.details.show_evaluator(evaluator, due, conflicts, changeable=not self._workspace().reading)

    def _show_round(self) -> None:
        round = self._round()
        self.round_details.set_empty(round is None)
        if round is None:
            return
        place, count = self.round_view.currentIndex().row(), self.round_table.rowCount()
        self.round_details.show_round(
            round,
            self._work_in(round),
            here=round.key == self._session.round,
            first=place == 0,
            last=place == count - 1,
            changeable=not self._workspace().reading,
        )

    def _work_in(self, round: Round) -> str:
        """What is submitted and approved in a round, as a sentence."""
        work = [one for one in self._workspace().snapshot.assignments.values() if one.round == round.key]
        sentence = _("Programmes owed {owed}, submitted {submitted}, approved {approved}.")
        return sentence.format(
            owed=sum(one.owed for one in work),
            submitted=sum(one.status == "submitted" for one in work),
            approved=sum(one.status == "approved" for one in work),
        )

    def _workspace(self) -> Workspace:
        workspace = self._session.workspace
        if workspace is None:
            raise RuntimeError("no evaluation is open")
        return workspace

    def _key(self, view: PeopleView) -> Key | None:
        key = view.currentIndex().data(KEY_ROLE)
        return key if isinstance(key, str) else None

    def _evaluator(self) -> Evaluator | None:
        workspace = self._session.workspace
        return workspace.snapshot.evaluators.get(self._key(self.view) or "") if workspace else None

    def _round(self) -> Round | None:
        workspace = self._session.workspace
        return workspace.snapshot.rounds.get(self._key(self.round_view) or "") if workspace else None


def _beside(view: QWidget, details: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(view, 1)
    row.addWidget(vertical_line())
    row.addWidget(details)
    return whole


def _choose(view: PeopleView, before: int, otherwise: int) -> None:
    """Choose again what was chosen before, wherever it stands now; where it is gone another row, or the first."""
    if view.model().rowCount():
        view.select_row(before if before >= 0 else max(otherwise, 0))
