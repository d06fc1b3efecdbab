"""The page on which an evaluator answers criterion by criterion, with the evidence beside the levels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QStackedLayout,
    QWidget,
)

from scorecard.i18n import _
from scorecard.model.edit import Edit
from scorecard.model.framework import NA, NE
from scorecard.model.score import Cell
from ui.dialogs.evidence_desk import EvidenceDesk
from ui.models.score.open_cell import OpenCell
from ui.models.score.score_walk import ScoreWalk
from ui.models.score.scoring import Scoring
from ui.widgets.answer_form import Refused
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page, Surroundings
from ui.widgets.score.score_menu import ScoreMenu
from ui.widgets.score.score_view import ScoreView

Kept = tuple[tuple[int, int] | None, Refused]
"""Which text is being written and where the caret is, if one is; and the texts that could not be stored."""


class ScorePage(Page):
    """Programmes, criteria, and the open criterion. All that is said goes through the session and comes back by it."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        session, theme, prompts = surroundings.session, surroundings.theme, surroundings.prompts
        self._open: OpenCell | None = None
        self._stale = True
        self._caret: tuple[int, int] | None = None
        self.scoring = Scoring(session, self)
        self.scoring.told.connect(self.notice)
        self.desk = EvidenceDesk(session, theme, prompts, self)
        self.desk.told.connect(self.notice)
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
        self._take_focus()
        if self._caret is not None and self._open is not None:
            (which, place), self._caret = self._caret, None
            field = self.form.texts[which]
            self.form.write(field)
            field.set_caret(place)

    def kept(self) -> Kept:
        """What is being written, and what could not be stored."""
        written = [place for place, field in enumerate(self.form.texts) if field.hasFocus()]
        caret = (written[0], self.form.texts[written[0]].textCursor().position()) if written else None
        return caret, self.form.refused()

    def take_up(self, kept: Kept) -> None:
        """Go on writing where a page before this one was, in another language or theme."""
        self._caret, refused = kept
        self.form.take_up(refused)

    def leave(self) -> None:
        """Store the texts that are written and not stored yet."""
        if self._open is not None:
            self.form.leave()

    def current_state(self) -> str:
        """What the page shows: `open`, `no evaluator`, `no programme`, or `closed`."""
        return ("open", "no evaluator", "no programme", "closed")[self._stack.currentIndex()]

    def hideEvent(self, event: QHideEvent) -> None:
        self.leave()
        super().hideEvent(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the page, unless a text has the focus; there Esc, and Enter in a finder, come back here."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        taken = False
        if control and event.key() == Qt.Key.Key_F:
            taken = self._find()
        elif isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            taken = plain and self._pressed_in_text(event)
        elif self._open is not None and control:
            taken = self._pressed_with_control(event)
        elif self._open is not None and plain:
            taken = self._pressed(event)
        if not taken:
            super().keyPressEvent(event)

    def _pressed_in_text(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit) and event.key() == Qt.Key.Key_Escape:
            field.clear()
        elif isinstance(field, QLineEdit):
            self._do(self.walk.go_to_found)
        self._take_focus()
        return True

    def _pressed_with_control(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return True
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Up:
                self.step_criterion(-1)
            case Qt.Key.Key_Down:
                self.step_criterion(1)
            case Qt.Key.Key_Left:
                self.step_programme(-1)
            case Qt.Key.Key_Right:
                self.step_programme(1)
            case Qt.Key.Key_E if shift and self._open is not None:
                self.leave_without_evidence(self._open.section)
            case Qt.Key.Key_E:
                self.form.answer(NE)
            case Qt.Key.Key_X:
                self.form.answer(NA)
            case Qt.Key.Key_N:
                self.form.write(self.form.note)
            case Qt.Key.Key_Q:
                self.form.write(self.form.question)
            case Qt.Key.Key_C:
                self.form.write(self.form.challenge)
            case Qt.Key.Key_F:
                self.next_unscored()
            case Qt.Key.Key_T:
                self._do(self.walk.step_framework)
            case Qt.Key.Key_H:
                self.show_history()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.confirm()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.form.answer("")
            case _:
                return self.form.answer_by_key(event.text())
        return True

    def _find(self) -> bool:
        """The caret into the finder of criteria; from there into that of programmes."""
        here = QApplication.focusWidget() is self.criterion_column.finder
        field = (
            self.programme_column.finder
            if here and self.programme_column.isVisible()
            else self.criterion_column.finder
        )
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()
        return True

    # Where to go

    def step_criterion(self, step: int) -> None:
        """Go so many criteria on, among those that are shown."""
        self._act(self.walk.step_criterion, step)

    def step_programme(self, step: int) -> None:
        """Go so many programmes on, among those that are shown."""
        self._act(self.walk.step_programme, step)

    def next_unscored(self) -> None:
        """Go to the next criterion without an answer, or say that there is none."""
        self._do(lambda opened: self._tell(self.walk.go_to_unscored(opened)))

    def show_history(self) -> None:
        """Show who said what in the open cell, and when."""
        if self._open is not None:
            self.form.leave()
            self._session.ask_history(self._open.cell)
            self.go.emit("history")

    # How it is built

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self._actions["score"].text())
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = ScoreView(self._theme)
        self.programmes, self.criteria = self.view.programmes, self.view.criteria
        self.programme_column, self.criterion_column = self.view.programme_column, self.view.criterion_column
        self.walk = ScoreWalk(self._session, self.programmes, self.criteria)
        self.form, self.proof, self.head = self.view.panel.form, self.view.panel.proof, self.view.panel.head
        self._listen()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
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

    def _listen(self) -> None:
        form, proof, work = self.form, self.proof, self.view.panel.work
        self.programme_column.view.chosen.connect(self._programme_chosen)
        self.programme_column.view.stepped.connect(self.step_programme)
        self.programme_column.filtered.connect(self._narrowed)
        self.criterion_column.view.chosen.connect(self._criterion_chosen)
        self.criterion_column.framework_chosen.connect(self._framework_chosen)
        self.criterion_column.filtered.connect(self._narrowed)
        self.criterion_column.section_asked.connect(self._section_asked)
        self.head.stepped.connect(self.step_criterion)
        form.said.connect(self._said)
        form.told.connect(self.notice)
        form.done.connect(self._take_focus)
        work.submitting.connect(self.submit)
        work.approving.connect(lambda: self._do(self.scoring.approve))
        work.reopening.connect(lambda: self._do(self.scoring.reopen))
        work.confirming.connect(self.confirm)
        work.more.clicked.connect(self._more)
        proof.cited.connect(self._cited)
        proof.adding.connect(self._add_evidence)
        proof.editing.connect(self.desk.edit)
        proof.spreading.connect(self.desk.cite_in)
        proof.comparing.connect(self.desk.compare)
        proof.next_wanted.connect(self.next_unscored)
        proof.scope_changed.connect(self._take_focus)

    # Where the person is

    def _forget(self) -> None:
        self._open = None
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
        if self._open is None or cell != self._open.cell or self._stale:
            before = None if self._stale else self._open
            self._open, self._stale = OpenCell.at(workspace, cell, before), False
            self.view.show_cell(self._open, before)
        begins = self._stack.currentWidget() is not self.view
        self._stack.setCurrentWidget(self.view)
        if begins and self.isVisible():
            self._take_focus()

    def _show_instead(self, page: QWidget) -> None:
        self._open = None
        self._stale = True
        self._stack.setCurrentWidget(page)

    # What the person does

    def confirm(self) -> None:
        """Confirm an answer that was carried over."""
        self._do(self.scoring.confirm)

    def submit(self) -> None:
        """Submit the programme, unless a text of it could not be stored: its writer believes that it was."""
        if self._open is None:
            return
        self.form.leave()
        waiting = [cell for cell, _place in self.form.refused() if cell[:3] == self._open.cell[:3]]
        if waiting:
            sentence = _("A text for {criterion} is not stored yet. Shorten it first; then submit.")
            self._session.go_to(criterion=waiting[0].criterion)
            self._session.refused.emit(sentence.format(criterion=waiting[0].criterion.partition(".")[2]))
            return
        self._do(self.scoring.submit)

    def leave_without_evidence(self, section: int) -> None:
        """Answer NE to whatever has no answer in a section of the framework."""
        self._do(self.scoring.leave_without_evidence, section, self.criteria.rest_of_section(section))

    def carry_over(self, round: str) -> None:
        """Begin from the scores of an earlier round."""
        self._do(self.scoring.carry_over, round)

    def menu(self, section: int | None = None) -> ScoreMenu | None:
        """What else can be done with the open score and programme, or with one section only."""
        if self._open is None:
            return None
        menu = ScoreMenu(self._theme, self)
        rest = self.criteria.rest_of_section
        if section is not None:
            menu.offer_section(self._open, section, rest(section))
        else:
            menu.offer_section(self._open, self._open.section, rest(self._open.section), key="Shift+E")
            menu.addSeparator()
            menu.offer_rounds(self._open)
            menu.addSeparator()
            menu.offer_history()
        menu.rest_without_evidence.connect(self.leave_without_evidence)
        menu.carrying.connect(self.carry_over)
        menu.history_wanted.connect(self.show_history)
        return menu

    def _more(self) -> None:
        button = self.view.panel.work.more
        if (menu := self.menu()) is not None:
            menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _section_asked(self, section: int, point: QPoint) -> None:
        if (menu := self.menu(section)) is not None:
            menu.popup(point)

    def _said(self, fields: dict[str, str]) -> None:
        if self._open is not None and not self.scoring.say(self._open.cell, fields):
            self.form.restore()

    def _cited(self, evidence: str) -> None:
        if self._open is not None:
            self.scoring.turn_citation(self._open, evidence)

    def _add_evidence(self) -> None:
        if self._open is not None:
            self.desk.add(self._open.cell.programme, self._open.cell.criterion)
        self._take_focus()

    def _do(self, deed: Callable[..., object], *given: object) -> None:
        """Do something with the open cell; then the page has the keys."""
        self._act(deed, *given)
        self._take_focus()

    def _act(self, deed: Callable[..., object], *given: object) -> None:
        """Do something with the open cell once what is being written is stored."""
        if self._open is not None:
            self.form.leave()
            deed(self._open, *given)

    def _tell(self, sentence: str) -> None:
        if sentence:
            self.notice.emit(sentence)

    def _go_to(self, **place: str) -> None:
        self._do(lambda _opened: self._session.go_to(**place))

    def _go_to_programmes(self) -> None:
        self.go.emit("programmes")

    def _programme_chosen(self, key: str) -> None:
        self._go_to(programme=key)

    def _criterion_chosen(self, id: str) -> None:
        self._go_to(criterion=id)

    def _framework_chosen(self, number: int) -> None:
        self._do(self.walk.go_to_framework, number)

    def _narrowed(self) -> None:
        if self._open is not None:
            self.view.set_place(self._open.cell)

    def _take_focus(self) -> None:
        """The keys of the page, unless there is nothing to score: there the next step keeps the focus."""
        if self._stack.currentWidget() not in (self._nobody, self._nothing):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # What has happened

    def _edited(self, edit: Edit) -> None:
        if not self.isVisible() or self._open is None:
            self._stale = True
            return
        if any(change.ref.kind != "score" for change in edit.changes):
            self.leave()
            self._stale = True
            self._show_place()
            return
        self.view.show_edited(self._open, edit)
