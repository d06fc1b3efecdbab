"""Buttons with their key printed on them, and the row in which they stand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from ui.theme import Theme
from ui.widgets.marks import draw_keycap

_LEFT, _GAP, _RIGHT = 13, 10, 9


class KeyedButton(QPushButton):
    """A push button whose key stands in a cap at its right."""

    def __init__(self, theme: Theme, text: str, key: str, *, primary: bool = False) -> None:
        super().__init__(text)
        self._theme = theme
        self._key = key
        self._primary = primary
        self.setProperty("kind", "primary" if primary else "")
        self.setAccessibleDescription(key)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str) -> None:
        """Other words, with the room that they need."""
        if text != self.text():
            self.setText(text)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._theme.font(12.5, 500)).horizontalAdvance(self.text())
        return QSize(_LEFT + words + _GAP + round(self._cap_width()) + _RIGHT, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
        self._paint_words()

    def _paint_words(self) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        ink = theme.colour("accent-text" if self._primary else "text")
        if not self.isEnabled():
            ink = theme.colour("disabled")
        painter.setPen(ink)
        painter.setFont(theme.font(12.5, 500))
        cap = QRectF(0, 0, self._cap_width(), 18)
        cap.moveCenter(QRectF(self.rect()).center())
        cap.moveRight(self.width() - _RIGHT)
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(_LEFT, 0, cap.left() - _LEFT, self.height()), line, self.text())
        if self._primary and self.isEnabled():
            ground = QColor(ink)
            ground.setAlphaF(0.16)
            painter.setPen(ink)
            painter.setBrush(ground)
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setFont(theme.font(11, 500))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        else:
            painter.setOpacity(1.0 if self.isEnabled() else 0.5)
            draw_keycap(painter, cap, theme, self._key)
        painter.end()

    def _cap_width(self) -> float:
        return max(18.0, QFontMetrics(self._theme.font(11, 500)).horizontalAdvance(self._key) + 10.0)


def button_row(*buttons: QPushButton | None) -> QHBoxLayout:
    """Buttons side by side; None is the room between those at the left and those at the right."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for button in buttons:
        if button is None:
            row.addStretch(1)
        else:
            row.addWidget(button)
    if None not in buttons:
        row.addStretch(1)
    return row
