"""A key, printed where it works."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.marks import draw_keycap


class Keycap(QWidget):
    """A key of 18 px with its letter or word."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font(11, 500)).horizontalAdvance(self._key)
        return QSize(max(18, width + 10), 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_keycap(painter, QRectF(self.rect()), self._theme, self._key)
        painter.end()
