"""A row of chips, one for each answer, of which one can be chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from scorecard.model.framework import NA, NE, Framework
from ui.models.workshop.words import answer_named
from ui.theme import Theme
from ui.widgets import marks


class LevelRow(QWidget):
    """The levels of a scale, NE and NA; `chosen` carries the code that a person chose."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._framework: Framework | None = None
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._buttons: dict[str, _Chip] = {}
        self.value = ""
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)

    def show_framework(self, framework: Framework) -> None:
        """Offer the answers of a framework."""
        if framework is self._framework:
            return
        self._framework = framework
        for chip in self._buttons.values():
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._buttons = {}
        for value in (*framework.codes, NE, NA):
            chip = _Chip(self._theme, framework, value, f"{self.accessibleName()}: ")
            chip.clicked.connect(lambda _checked=False, value=value: self._pressed(value))
            self._buttons[value] = chip
            self._row.addWidget(chip)
        self.choose("")

    def choose(self, value: str) -> None:
        """Mark an answer, or none, without announcing it."""
        self.value = value
        for code, chip in self._buttons.items():
            chip.setChecked(code == value)

    def chip(self, value: str) -> QAbstractButton:
        """The button of an answer."""
        return self._buttons[value]

    def _pressed(self, value: str) -> None:
        self.choose(value)
        self.chosen.emit(value)


class _Chip(QAbstractButton):
    def __init__(self, theme: Theme, framework: Framework, value: str, named: str) -> None:
        super().__init__()
        self._theme = theme
        self._framework = framework
        self._value = value
        self.setCheckable(True)
        self.setAccessibleName(named + answer_named(framework, value))
        self.setToolTip(answer_named(framework, value))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(42, 36)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(self._theme.colour("accent-soft"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        elif self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        chip = box.adjusted(5, 5, -5, -5)
        marks.draw_value(painter, chip, self._theme, self._framework, self._value)
        painter.end()
