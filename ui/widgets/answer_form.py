"""Where a criterion is answered: its levels with their whole texts, NE and NA, and the texts that go with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from scorecard.i18n import _, language, pgettext
from scorecard.model.framework import NA, NE, Criterion, Framework
from scorecard.model.score import CONFIDENCES, Cell, Score
from scorecard.model.text import clean
from ui.theme import Theme
from ui.widgets.entry_field import EntryField
from ui.widgets.keycap import Keycap
from ui.widgets.level_button import AnswerButton, LevelButton, StateButton
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

_GAP = 6
_MOST_LINES = 8

Refused = dict[tuple[Cell, int], str]
"""Texts that could not be stored, by cell and place among `AnswerForm.texts`."""


class AnswerForm(QWidget):
    """The answer of one evaluator to one criterion.

    `said` carries fields of a `Score` by name, to be stored together; the form then shows what was stored by
    `show_stored`, or by `restore` after a refusal. A text that was refused waits in its cell until it can be stored.
    `told` carries a sentence for the strip; `writing` says which text has been gone to, `done` that the person has
    finished with it.
    """

    said = Signal(object)
    told = Signal(str)
    done = Signal()
    writing = Signal(QWidget)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._framework: Framework | None = None
        self._score: Score | None = None
        self._waits_for_reason = False
        self._refused: Refused = {}
        self._levels: list[LevelButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 3, 4, 8)
        self._column.setSpacing(_GAP)
        self._ladder = QVBoxLayout()
        self._ladder.setSpacing(_GAP)
        self._column.addLayout(self._ladder)
        self._add_states()
        self._add_note()
        self._add_questions()
        self._column.addStretch(1)
        self.setProperty("ground", "none")

    @property
    def levels(self) -> list[LevelButton]:
        """The buttons of the scale, worst first."""
        return self._levels[: len(self._framework.scale)] if self._framework else []

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the eye."""
        confidences = self.confidence.findChildren(QPushButton)
        return [*self._levels, self.no_evidence, self.not_applicable, *confidences, *self.texts]

    @property
    def texts(self) -> tuple[EntryField, ...]:
        """The fields to write in."""
        return self.note, self.question, self.challenge

    @property
    def waits_for_reason(self) -> bool:
        """Whether NA was asked for and is not stored yet, because the note says no reason."""
        return self._waits_for_reason

    def show_criterion(self, framework: Framework, criterion: Criterion) -> None:
        """Show the levels of a criterion; the buttons are kept from one to the next."""
        self._framework = framework
        while len(self._levels) < len(framework.scale):
            button = LevelButton(self._theme)
            button.clicked.connect(self._level_pressed)
            self._ladder.addWidget(button)
            self._levels.append(button)
        keys = level_keys(framework)
        tongue = language()
        for position, button in enumerate(self._levels):
            button.setVisible(position < len(framework.scale))
            if position < len(framework.scale):
                word = framework.scale[position].word.into(tongue)
                text = criterion.levels[position].into(tongue)
                button.show_level(framework, position, word, text, keys[position])

    def set_locked(self, locked: bool) -> None:
        """Whether nothing can change here: texts can be read and copied, and answers have no edge."""
        for field, hint in zip(self.texts, self._hints(), strict=True):
            field.setReadOnly(locked)
            field.setPlaceholderText("" if locked else hint)
        for button in (*self._levels, self.no_evidence, self.not_applicable):
            button.set_locked(locked)

    def open(self, score: Score) -> None:
        """Show the score of another place, with what was refused there."""
        self._refused = self.refused()
        self._score = score
        self._wait(False)
        for place, (field, text) in enumerate(self._texts(score)):
            field.open(text)
            waiting = self._refused.get((score.cell, place))
            if waiting is not None and clean(waiting) != text:
                field.take_up(waiting)
            field.set_wrong(field.is_changed)
        self._mark(score)

    def refused(self) -> Refused:
        """The texts that wait in their cells, those of the open one among them."""
        if self._score is None:
            return self._refused
        here = {
            (self._score.cell, place): field.toPlainText()
            for place, field in enumerate(self.texts)
            if field.is_changed
        }
        elsewhere = {where: text for where, text in self._refused.items() if where[0] != self._score.cell}
        return elsewhere | here

    def take_up(self, refused: Refused) -> None:
        """Keep texts that another form could not store."""
        self._refused = refused | self._refused

    def show_stored(self, score: Score) -> None:
        """Show what is stored now in the same place; texts that are being written stay."""
        self._score = score
        if score.value == NA:
            self._wait(False)
        for field, text in self._texts(score):
            field.show_stored(text)
            if not field.is_changed:
                field.set_wrong(False)
        self._mark(score)

    def restore(self) -> None:
        """Show the stored answer again after a refusal; what somebody has written stays before them."""
        if self._score is not None:
            for field, _text in self._texts(self._score):
                if field.is_changed and not field.text:
                    field.restore()
                field.set_wrong(field.is_changed)
            self._mark(self._score)

    def answer(self, value: str) -> None:
        """Give an answer: a level's code, NE, NA, or nothing to clear it. NA waits until the note says why."""
        if self._score is None:
            return
        if value == NA and not self.note.text:
            self._wait(True)
            self.write(self.note)
        elif value == NA and self.note.is_changed:
            self.said.emit({"value": value, "note": self.note.text})
        else:
            self._wait(False)
            self.said.emit({"value": value})

    def answer_by_key(self, key: str) -> bool:
        """Give the level that a typed key stands for; False when it stands for none."""
        if self._framework is None or not key or key not in level_keys(self._framework):
            return False
        self.answer(self._framework.codes[level_keys(self._framework).index(key)])
        return True

    def write(self, field: EntryField) -> None:
        """Take the caret to the end of a text, and the text into sight."""
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.moveCursor(field.textCursor().MoveOperation.End)
        self.writing.emit(field)

    def leave(self) -> None:
        """Store what is written and not stored yet; a reason that is still missing is not waited for any longer."""
        for field in self.texts:
            field.enter()
        self._give_up_waiting()

    def _add_states(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        self.no_evidence = StateButton(self._theme, NE, _("No evidence"), _("Looked, found none"), "E")
        self.not_applicable = StateButton(
            self._theme, NA, _("Does not apply"), _("A reason is required"), "X"
        )
        self.no_evidence.clicked.connect(self._no_evidence_pressed)
        self.not_applicable.clicked.connect(self._not_applicable_pressed)
        row.addWidget(self.no_evidence, 1)
        row.addWidget(self.not_applicable, 1)
        self._column.addLayout(row)

    def _add_note(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.setContentsMargins(0, 2, 0, 0)
        head.addWidget(label(self._theme, _("Note"), "strong"))
        head.addWidget(Keycap(self._theme, "N"))
        head.addStretch(1)
        head.addWidget(label(self._theme, _("Confidence"), "strong"))
        words = (
            pgettext("confidence", "Low"),
            pgettext("confidence", "Medium"),
            pgettext("confidence", "High"),
        )
        self.confidence = Segmented(self._theme, words, name=_("Confidence"), current=-1, px=12)
        take_no_click_focus(self.confidence)
        self.confidence.changed.connect(self._confidence_chosen)
        head.addWidget(self.confidence)
        self._column.addLayout(head)
        self.note = self._field(_("Note"))
        self._column.addWidget(self.note)
        self.note.entered.connect(self._note_entered)
        self.note.left.connect(self._give_up_waiting)

    def _add_questions(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setContentsMargins(0, 2, 0, 0)
        self.question = self._field(_("Open question"))
        self.challenge = self._field(_("Challenge"))
        for column, (words, key) in enumerate(((_("Open question"), "Q"), (_("Challenge"), "C"))):
            head = QHBoxLayout()
            head.setSpacing(8)
            head.addWidget(label(self._theme, words, "strong"))
            head.addWidget(Keycap(self._theme, key))
            head.addStretch(1)
            grid.addLayout(head, 0, column)
        grid.addWidget(self.question, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.challenge, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._column.addLayout(grid)
        self.question.entered.connect(self._question_entered)
        self.challenge.entered.connect(self._challenge_entered)

    def _field(self, name: str) -> EntryField:
        field = EntryField(self._theme, name=name, lines=2, most=_MOST_LINES)
        field.done.connect(self.done)
        return field

    def _texts(self, score: Score) -> tuple[tuple[EntryField, str], ...]:
        return (
            (self.note, score.note),
            (self.question, score.question),
            (self.challenge, score.challenge),
        )

    def _mark(self, score: Score) -> None:
        codes = self._framework.codes if self._framework else ()
        buttons: list[tuple[str, AnswerButton]] = list(zip(codes, self._levels, strict=False))
        for value, button in (*buttons, (NE, self.no_evidence), (NA, self.not_applicable)):
            button.set_chosen(score.value == value, carried=bool(score.carried))
        self.confidence.set_current(CONFIDENCES.index(score.confidence) - 1)

    def _wait(self, waits: bool) -> None:
        if waits != self._waits_for_reason:
            self._waits_for_reason = waits
            self.not_applicable.set_waiting(_("Write the reason") if waits else "")
            self._ask_for_note()

    def _ask_for_note(self) -> None:
        self.note.setPlaceholderText(self._hints()[0])

    def _hints(self) -> tuple[str, str, str]:
        """What each text is for, where nothing is written yet."""
        why = _("Why this answer?")
        if self._waits_for_reason:
            why = _("Why does this criterion not apply? The answer is stored together with the reason.")
        return why, _("What is still to be found out?"), _("What makes this hard?")

    def _give_up_waiting(self) -> None:
        if self._waits_for_reason:
            self._wait(False)
            self.told.emit(
                _("“Does not apply” needs a reason in the note; without one the answer stays as it was.")
            )

    def _level_pressed(self) -> None:
        button = self.sender()
        if self._framework is not None and isinstance(button, LevelButton):
            self.answer(self._framework.codes[self._levels.index(button)])
        self.done.emit()

    def _no_evidence_pressed(self) -> None:
        self.answer(NE)
        self.done.emit()

    def _not_applicable_pressed(self) -> None:
        self.answer(NA)
        if not self._waits_for_reason:
            self.done.emit()

    def _confidence_chosen(self, index: int) -> None:
        if self._score is not None:
            chosen = CONFIDENCES[index + 1]
            self.said.emit({"confidence": "" if chosen == self._score.confidence else chosen})
        self.done.emit()

    def _note_entered(self) -> None:
        reason = self.note.text
        if self._waits_for_reason:
            if reason:
                self.said.emit({"value": NA, "note": reason})
            return
        unfinished = self._score is not None and self._score.value == NA and not reason
        if not (unfinished and self.note.hasFocus()):
            self.said.emit({"note": reason})

    def _question_entered(self) -> None:
        self.said.emit({"question": self.question.text})

    def _challenge_entered(self) -> None:
        self.said.emit({"challenge": self.challenge.text})


class AnswerArea(QScrollArea):
    """The form, scrolled as a whole where it is higher than the window; the arrow keys belong to the page."""

    def __init__(self, form: AnswerForm) -> None:
        super().__init__()
        self._form = form
        self.setWidget(form)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        form.writing.connect(self._bring_into_sight)
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)

    def _bring_into_sight(self, field: QWidget) -> None:
        self.ensureWidgetVisible(field, 0, 12)

    def _keep_in_sight(self) -> None:
        """What is being written stays in sight as it grows."""
        for field in self._form.texts:
            if field.hasFocus():
                self._bring_into_sight(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()


def level_keys(framework: Framework) -> tuple[str, ...]:
    """The key of each level: its code where all codes are digits, or else its position; empty from the tenth on."""
    codes = framework.codes
    if all(len(code) == 1 and code.isdecimal() and code.isascii() for code in codes):
        return codes
    return tuple(str(position) if position < 10 else "" for position in range(len(codes)))


def take_no_click_focus(segmented: Segmented) -> None:
    """Leave the focus where it is on a click, so that the arrows go on meaning criteria and programmes."""
    for button in segmented.findChildren(QPushButton):
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
