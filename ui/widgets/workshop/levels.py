"""The levels of the criterion at hand, in full: to read before scoring, and to choose from in private."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scorecard.i18n import _, language
from scorecard.model.framework import NA, NE, Criterion, Framework
from ui.theme import Theme
from ui.widgets.answer_form import level_keys
from ui.widgets.level_button import LevelButton, StateButton

_GAP = 6


class WorkshopLevels(QWidget):
    """Buttons of a scale, with NE and NA unless only to read; `answered` carries the code of what was pressed."""

    answered = Signal(str)

    def __init__(self, theme: Theme, *, to_read: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._to_read = to_read
        self._framework: Framework | None = None
        self.buttons: list[LevelButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 3, 4, 4)
        column.setSpacing(_GAP)
        self._ladder = QVBoxLayout()
        self._ladder.setSpacing(_GAP)
        column.addLayout(self._ladder)
        self.no_evidence = StateButton(theme, NE, _("No evidence"), _("Looked, found none"), "E")
        self.not_applicable = StateButton(theme, NA, _("Does not apply"), _("A reason is required"), "X")
        self.no_evidence.clicked.connect(lambda: self.answered.emit(NE))
        self.not_applicable.clicked.connect(lambda: self.answered.emit(NA))
        if to_read:
            self.no_evidence.hide()
            self.not_applicable.hide()
        else:
            row = QHBoxLayout()
            row.setSpacing(_GAP)
            row.addWidget(self.no_evidence, 1)
            row.addWidget(self.not_applicable, 1)
            column.addLayout(row)

    def show_criterion(self, framework: Framework, criterion: Criterion) -> None:
        """Show the levels of a criterion, none of them chosen."""
        self._framework = framework
        while len(self.buttons) < len(framework.scale):
            button = LevelButton(self._theme)
            button.set_locked(self._to_read)
            place = len(self.buttons)
            button.clicked.connect(lambda _checked=False, place=place: self._pressed(place))
            self._ladder.addWidget(button)
            self.buttons.append(button)
        keys, tongue = level_keys(framework), language()
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(framework.scale))
            if place < len(framework.scale):
                word = framework.scale[place].word.into(tongue)
                text = criterion.levels[place].into(tongue)
                button.show_level(framework, place, word, text, keys[place])
        self.choose("")

    def choose(self, value: str) -> None:
        """Mark an answer, or none."""
        codes = self._framework.codes if self._framework else ()
        for code, button in zip(codes, self.buttons, strict=False):
            button.set_chosen(code == value, carried=False)
        self.no_evidence.set_chosen(value == NE, carried=False)
        self.not_applicable.set_chosen(value == NA, carried=False)

    def _pressed(self, place: int) -> None:
        if self._framework is not None and not self._to_read:
            self.answered.emit(self._framework.codes[place])


def answer_by_key(framework: Framework, text: str) -> str:
    """The answer that a typed key stands for: a level's code, NE, NA, or nothing."""
    if not text:
        return ""
    keys = level_keys(framework)
    if text in keys:
        return framework.codes[keys.index(text)]
    return {"e": NE, "x": NA}.get(text.casefold(), "")
