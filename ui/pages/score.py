"""The page on which an evaluator answers criterion by criterion, with the evidence beside the levels."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from scorecard.i18n import _, language
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Key
from scorecard.model.framework import NA, NE, Framework
from scorecard.model.programme import Evidence
from scorecard.model.score import Cell, Score, blank_score
from ui.actions import Actions
from ui.dialogs.evidence import EvidenceDialog
from ui.models.criterion_list import CriterionList
from ui.models.programme_progress import ProgrammeProgress
from ui.preferences import Preferences
from ui.prompts import Prompts
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.answer_form import AnswerArea, AnswerForm
from ui.widgets.criterion_column import CriterionColumn
from ui.widgets.criterion_head import CriterionHead
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page
from ui.widgets.programme_column import ProgrammeColumn
from ui.widgets.proof_panel import ProofPanel

if TYPE_CHECKING:
    from scorecard.model.snapshot import Snapshot
    from scorecard.workspace import Workspace

_WIDEST_ANSWER = 680
"""Lines longer than these are hard to read; a wide screen gives the rest to the evidence."""


class ScorePage(Page):
    """Programmes, criteria, and the open criterion. All that is said goes through the session and comes back by it."""

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
        self._cell: Cell | None = None
        self._framework: Framework | None = None
        self._scores: dict[tuple[Key, str], Score] = {}
        self._evidence: tuple[Evidence, ...] = ()
        self._stale = True
        self._caret: tuple[int, int] | None = None
        self.programmes = ProgrammeProgress()
        self.criteria = CriterionList()
        self._build()
        session.opened.connect(self._forget)
        session.closing.connect(self.leave)
        session.closed.connect(self._forget)
        session.edited.connect(self._edited)
        session.evaluator_changed.connect(self._evaluator_changed)
        session.place_changed.connect(self._place_changed)

    # What the shell calls

    def refresh(self) -> None:
        """Show the place the session is at; called whenever the page is shown."""
        self._show_place()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._caret is not None and self._cell is not None:
            (which, place), self._caret = self._caret, None
            field = self.form.texts[which]
            self.form.write(field)
            field.set_caret(place)

    def kept(self) -> tuple[int, int] | None:
        """Which text is being written and where the caret is, None when no text is."""
        written = [place for place, field in enumerate(self.form.texts) if field.hasFocus()]
        return (written[0], self.form.texts[written[0]].textCursor().position()) if written else None

    def take_up(self, kept: tuple[int, int] | None) -> None:
        """Go on writing where a page before this one was, in another language or theme."""
        self._caret = kept

    def leave(self) -> None:
        """Store the texts that are written and not stored yet."""
        if self._cell is not None:
            self.form.leave()

    def current_state(self) -> str:
        """What the page shows: `open`, `no evaluator`, `no programme`, or `closed`."""
        return ("open", "no evaluator", "no programme", "closed")[self._stack.currentIndex()]

    def hideEvent(self, event: QHideEvent) -> None:
        self.leave()
        super().hideEvent(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the page, unless a text has the focus; there Esc, and Enter in the filter, come back here."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_focus()
            else:
                super().keyPressEvent(event)
        elif self._cell is None or not plain or not self._pressed(event):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Up:
                self.step_criterion(-1)
            case Qt.Key.Key_Down:
                self.step_criterion(1)
            case Qt.Key.Key_Left:
                self.step_programme(-1)
            case Qt.Key.Key_Right:
                self.step_programme(1)
            case Qt.Key.Key_E:
                self.form.answer(NE)
            case Qt.Key.Key_X:
                self.form.answer(NA)
            case Qt.Key.Key_N:
                self.form.write(self.form.note)
            case Qt.Key.Key_Q:
                self.form.write(self.form.question)
            case Qt.Key.Key_F:
                self.next_unscored()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.form.answer("")
            case _:
                return self.form.answer_by_key(event.text())
        return True

    def step_criterion(self, step: int) -> None:
        """Go so many criteria on."""
        if self._cell is not None:
            self._go_to(criterion=self.criteria.neighbour(self._cell.criterion, step))

    def step_programme(self, step: int) -> None:
        """Go so many programmes on, among those that the filter shows."""
        if self._cell is not None:
            self._go_to(programme=self.programmes.neighbour(self._cell.programme, step))

    def next_unscored(self) -> None:
        """Go to the next criterion without an answer: in this programme first, then in the next unfinished one."""
        if self._cell is None:
            return
        self.form.leave()
        criterion = self.criteria.unanswered_after(self._cell.criterion)
        if criterion is None:
            programme = self.programmes.unfinished_after(self._cell.programme)
            if programme is None:
                self.notice.emit(_("Every criterion of every programme shown here has an answer."))
                return
            self._go_to(programme=programme)
            criterion = self.criteria.unanswered_after("")
        if criterion is not None:
            self._go_to(criterion=criterion)
        self._take_focus()

    # How it is built

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.programme_column = ProgrammeColumn(self._theme, self.programmes)
        self.programme_column.view.chosen.connect(self._programme_chosen)
        self.programme_column.view.stepped.connect(self.step_programme)
        self.programme_column.filtered.connect(self._filtered)
        self.criterion_column = CriterionColumn(self._theme, self.criteria)
        self.criterion_column.view.chosen.connect(self._criterion_chosen)
        self.criterion_column.framework_chosen.connect(self._framework_chosen)
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.programme_column)
        row.addWidget(_upright_line())
        row.addWidget(self.criterion_column)
        row.addWidget(_upright_line())
        row.addWidget(self._open_criterion(), 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._work)
        self._nobody = EmptyState(
            self._theme,
            _("Who is scoring?"),
            _("Choose your name at the top right, or add yourself."),
            _("Add evaluator"),
            "user-plus",
        )
        self._nobody.pressed.connect(self._actions["add-evaluator"].trigger)
        self._nothing = EmptyState(
            self._theme,
            _("No programme to score yet"),
            _("Add the programmes under review, then score them here."),
            _("Go to Programmes"),
            "list",
        )
        self._nothing.pressed.connect(self._go_to_programmes)
        self._closed = QWidget()
        for page in (self._nobody, self._nothing, self._closed):
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._closed)

    def _open_criterion(self) -> QWidget:
        panel = QWidget()
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(20, 10, 20, 0)
        layout.setSpacing(8)
        self.head = CriterionHead(self._theme)
        self.head.stepped.connect(self.step_criterion)
        layout.addWidget(self.head)
        self.form = AnswerForm(self._theme)
        self.form.said.connect(self._said)
        self.form.told.connect(self.notice)
        self.form.done.connect(self._take_focus)
        self.area = AnswerArea(self.form)
        self.area.setMaximumWidth(_WIDEST_ANSWER)
        self.proof = ProofPanel(self._theme)
        self.proof.cited.connect(self._cited)
        self.proof.adding.connect(self._add_evidence)
        self.proof.next_wanted.connect(self.next_unscored)
        self.proof.scope_changed.connect(self._take_focus)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.area, 424)
        below.addWidget(self.proof, 306)
        layout.addLayout(below, 1)
        return panel

    # Where the person is

    def _forget(self) -> None:
        self._cell = None
        self._stale = True
        if self.isVisible():
            self._show_place()

    def _evaluator_changed(self) -> None:
        self.leave()
        self._stale = True
        if self.isVisible():
            self._show_place()

    def _place_changed(self) -> None:
        self.leave()
        if self.isVisible():
            self._show_place()

    def _show_place(self) -> None:
        workspace, session = self._session.workspace, self._session
        if workspace is None:
            self._stack.setCurrentWidget(self._closed)
            return
        if session.programme is None or session.round is None or session.criterion is None:
            self._show_instead(self._nothing)
            return
        if session.evaluator is None:
            self._show_instead(self._nobody)
            return
        cell = Cell(session.programme, session.evaluator, session.round, session.criterion)
        if cell != self._cell or self._stale:
            self._open(workspace, cell)
        self._stack.setCurrentWidget(self._work)

    def _show_instead(self, page: QWidget) -> None:
        self._cell = None
        self._stale = True
        self._stack.setCurrentWidget(page)

    def _open(self, workspace: Workspace, cell: Cell) -> None:
        """Show a cell, reading only what differs from the cell before."""
        before, stale = self._cell, self._stale
        self._cell, self._stale = cell, False
        snapshot = workspace.snapshot
        framework, criterion = snapshot.criterion(cell.criterion)
        elsewhere = stale or before is None or before[:3] != cell[:3]
        if elsewhere:
            scores = workspace.scores(programme=cell.programme, round=cell.round)
            self._scores = {(score.evaluator, score.criterion): score for score in scores}
            self._evidence = snapshot.evidence_of(cell.programme)
        if elsewhere or framework != self._framework:
            self._open_framework(workspace, framework, stale=stale)
        self.programme_column.set_place(cell.programme)
        self.criterion_column.set_place(cell.criterion)
        self.head.show_criterion(snapshot.programmes[cell.programme], framework, criterion)
        self.form.show_criterion(framework, criterion)
        if stale:
            self._order_stops()
            self.form.set_changeable(not workspace.reading)
        score = self._own()
        self.form.open(score)
        self.proof.open(criterion, self._evidence, snapshot.documents, score)
        self._show_others(snapshot)

    def _open_framework(self, workspace: Workspace, framework: Framework, *, stale: bool) -> None:
        cell, snapshot = self._cell, workspace.snapshot
        if cell is None:
            return
        if stale or framework != self._framework:
            answered = workspace.answered(framework.id, cell.round, cell.evaluator)
            self.programmes.show(snapshot.ordered_programmes(), answered, len(framework.criteria))
        if stale:
            self.criterion_column.show_frameworks(
                [one.short.into(language()) for one in snapshot.ordered_frameworks()]
            )
        self._framework = framework
        answers = {
            criterion: score.value
            for (evaluator, criterion), score in self._scores.items()
            if evaluator == cell.evaluator
        }
        self.criteria.show(framework, answers, snapshot.evaluation.threshold)
        self._count()

    def _order_stops(self) -> None:
        """Tab goes as the eye does; levels and frameworks are made later than what stands after them."""
        parts = (self.programme_column, self.criterion_column, self.head, self.form, self.proof)
        stops = [stop for part in parts for stop in part.stops]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _count(self) -> None:
        """Counts above the lists: answers of each framework, and programmes that are complete."""
        workspace, cell = self._session.workspace, self._cell
        if workspace is None or cell is None or self._framework is None:
            return
        frameworks = workspace.snapshot.ordered_frameworks()
        counts = [self._answers_of(framework, cell.evaluator) for framework in frameworks]
        self.criterion_column.show_counts(counts, frameworks.index(self._framework))
        self.programme_column.show_complete(self.programmes.complete(), len(workspace.snapshot.programmes))

    def _answers_of(self, framework: Framework, evaluator: Key) -> str:
        said = (self._scores.get((evaluator, criterion.id)) for criterion in framework.criteria)
        return f"{sum(bool(score and score.value) for score in said)}/{len(framework.criteria)}"

    def _own(self) -> Score:
        """What the evaluator says in the open cell."""
        cell = self._cell
        if cell is None:
            raise RuntimeError("no cell is open")
        return self._scores.get((cell.evaluator, cell.criterion)) or blank_score(cell)

    def _show_others(self, snapshot: Snapshot) -> None:
        cell, framework = self._cell, self._framework
        if cell is None or framework is None:
            return
        others = [
            (evaluator.name, score.value)
            for evaluator in snapshot.ordered_evaluators()
            if evaluator.key != cell.evaluator
            and (score := self._scores.get((evaluator.key, cell.criterion))) is not None
            and score.value
        ]
        self.proof.others.show_others(framework, others, shown=bool(self._own().value))

    # What the person does

    def _said(self, fields: dict[str, str]) -> None:
        cell = self._cell
        if cell is None:
            return
        if not self._session.perform(
            lambda workspace: workspace.record_score(replace(workspace.score(cell), **fields))
        ):
            self.form.restore()

    def _cited(self, evidence: Key) -> None:
        cell = self._cell
        if cell is not None:
            cited = evidence not in self._own().cites
            self._session.perform(lambda workspace: workspace.cite(cell, evidence, cited=cited))

    def _add_evidence(self) -> None:
        cell = self._cell
        if cell is not None and self._session.workspace is not None:
            dialog = EvidenceDialog(self._session, self._theme, cell.programme, cell.criterion, parent=self)
            self._prompts.run(dialog)
            dialog.deleteLater()
        self._take_focus()

    def _go_to(self, **place: str) -> None:
        self.form.leave()
        self._session.go_to(**place)

    def _go_to_programmes(self) -> None:
        self.go.emit("programmes")

    def _programme_chosen(self, key: str) -> None:
        self._take_focus()
        self._go_to(programme=key)

    def _criterion_chosen(self, id: str) -> None:
        self._take_focus()
        self._go_to(criterion=id)

    def _framework_chosen(self, index: int) -> None:
        self._take_focus()
        if self._session.workspace is not None:
            frameworks = self._session.workspace.snapshot.ordered_frameworks()
            self._go_to(framework=frameworks[index].id)

    def _filtered(self) -> None:
        if self._cell is not None:
            self.programme_column.set_place(self._cell.programme)

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # What has happened

    def _edited(self, edit: Edit) -> None:
        if not self.isVisible() or self._cell is None or self._session.workspace is None:
            self._stale = True
            return
        if any(change.ref.kind != "score" for change in edit.changes):
            self.leave()
            self._stale = True
            self._show_place()
            return
        for change in edit.changes:
            score = change.after or change.before
            if isinstance(score, Score):
                before = change.before.value if isinstance(change.before, Score) else ""
                after = change.after if isinstance(change.after, Score) else blank_score(score.cell)
                self._score_changed(before, after)
        self._count()

    def _score_changed(self, before: str, score: Score) -> None:
        cell, framework, workspace = self._cell, self._framework, self._session.workspace
        if cell is None or framework is None or workspace is None or score.round != cell.round:
            return
        own, here = score.evaluator == cell.evaluator, score.programme == cell.programme
        if here:
            self._scores[score.evaluator, score.criterion] = score
        if own and score.criterion.partition(".")[0] == framework.id and bool(before) != bool(score.value):
            done = self.programmes.done(score.programme) + (1 if score.value else -1)
            self.programmes.set_done(score.programme, done)
        if own and here:
            self.criteria.set_answer(score.criterion, score.value)
        if here and score.criterion == cell.criterion:
            if own:
                self.form.show_stored(score)
                self.proof.set_cited(score.cites)
            self._show_others(workspace.snapshot)


def _upright_line() -> QFrame:
    line = QFrame()
    line.setProperty("line", "true")
    line.setFixedWidth(1)
    return line
