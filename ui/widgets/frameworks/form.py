"""The texts of what is open in a framework: a heading, then English and Spanish side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from scorecard.model.framework import Framework
from scorecard.model.text import Text
from ui.models.frameworks.texts import Field
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.frameworks.text import TextPair
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label

HEADINGS = 124
"""Pixels of the column of headings."""

_CHIP = 26
_CODE = 15
"""Pixels of the letters of a chip of this height."""


class FrameworkForm(SteadyArea):
    """Shows the fields of one place, to read or to write. A form of the same shape is filled, never made anew.

    `entered` carries the name of a field and its `Text` when it should be stored; `done` says that the person is
    through with writing.
    """

    entered = Signal(str, object)
    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shape: tuple[object, ...] = ()
        self._place: object = None
        self._pairs: dict[str, TextPair] = {}
        self._chips: list[_LevelHeading] = []

    def show_fields(
        self, framework: Framework, place: object, fields: Sequence[Field], *, editable: bool
    ) -> None:
        """Show these texts; `place` says whose they are."""
        shape = (editable, *((field.name, field.heading, field.lines) for field in fields))
        elsewhere = place != self._place or shape != self._shape
        if shape != self._shape:
            self._make(fields, editable)
            self._shape = shape
        if elsewhere:
            self.verticalScrollBar().setValue(0)
        self._place = place
        for field in fields:
            self._pairs[field.name].show_text(field.text, elsewhere=elsewhere)
        for chip in self._chips:
            chip.show_level(framework)

    def store(self) -> None:
        """Have what is still being typed stored now."""
        for pair in self._pairs.values():
            pair.store()

    def put_back(self, name: str, text: Text) -> None:
        """Write what a person wrote before and could not be stored."""
        if name in self._pairs:
            self._pairs[name].put_back(text)

    def write(self, name: str = "", tongue: str = "") -> None:
        """Take the caret to a field, by default to the first; nothing where the texts can only be read."""
        pair = self._pairs.get(name) or next(iter(self._pairs.values()), None)
        if pair is not None and pair.fields:
            field = pair.fields[1 if tongue == "es" else 0]
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(field, 0, 32)

    def _make(self, fields: Sequence[Field], editable: bool) -> None:
        self._pairs.clear()
        self._chips.clear()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 24)
        grid = language_grid(self._theme, column, spacing=8 if editable else 14)
        for row, field in enumerate(fields, start=1):
            if field.level >= 0:
                chip = _LevelHeading(self._theme, field)
                self._chips.append(chip)
                grid.addWidget(chip, row, 0, Qt.AlignmentFlag.AlignTop)
            else:
                grid.addWidget(
                    heading(self._theme, field.heading, editable), row, 0, Qt.AlignmentFlag.AlignTop
                )
            pair = TextPair(self._theme, grid, row, name=field.heading, lines=field.lines, editable=editable)
            pair.entered.connect(lambda text, name=field.name: self.entered.emit(name, text))
            pair.done.connect(self.done)
            self._pairs[field.name] = pair
        column.addStretch()
        self.setWidget(inside)


def language_grid(theme: Theme, column: QVBoxLayout, *, spacing: int) -> QGridLayout:
    """A grid with the names of the languages over its second and third column, added to a column."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(spacing)
    grid.setColumnMinimumWidth(0, HEADINGS)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    grid.addWidget(label(theme, "English", "head"), 0, 1)
    grid.addWidget(label(theme, "Español", "head"), 0, 2)
    column.addLayout(grid)
    return grid


def heading(theme: Theme, text: str, editable: bool) -> QLabel:
    """What a row of texts is, at the height of their first line."""
    words = label(theme, text, "field", ink="muted", wrap=True)
    words.setFixedWidth(HEADINGS)
    words.setContentsMargins(0, 7 if editable else 1, 0, 0)
    return words


class _LevelHeading(QWidget):
    """The chip of a level and its word."""

    def __init__(self, theme: Theme, field: Field) -> None:
        super().__init__()
        self._position = field.level
        self.setFixedWidth(HEADINGS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._chip = LevelChip(theme)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        words = label(theme, field.word, "field", wrap=True)
        words.setContentsMargins(0, 5, 0, 0)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)

    def show_level(self, framework: Framework) -> None:
        """Show the code that the level has on the scale of a framework."""
        self._chip.show_level(framework.codes[self._position], self._position, framework.top)


class LevelChip(QWidget):
    """A level as it stands on a scale."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._level = ("", 0, 1)
        self.setFixedSize(_CHIP + 4, _CHIP)

    def show_level(self, code: str, position: int, top: int) -> None:
        """Show a level of a scale."""
        self._level = (code, position, top)
        width = QFontMetrics(self._theme.font(_CODE, 600)).horizontalAdvance(code) + 14
        self.setFixedWidth(max(_CHIP + 4, width))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        code, position, top = self._level
        marks.draw_level(painter, QRectF(self.rect()), self._theme, code, position, top)
        painter.end()
