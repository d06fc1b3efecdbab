"""A count with its word, big enough to be read first, that narrows what is below to what it counts."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from scorecard.i18n import format_count
from ui.theme import Theme

_HEIGHT = 44
_SIDE = 14
_LEAST_WORD = 44


class CountTile(QAbstractButton):
    """Neutral, or in the colours of `warning` or `danger`; pressed it stays pressed, which the text says as well."""

    def __init__(self, theme: Theme, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._word = ""
        self._role = role
        self._count = 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_count(self, count: int, word: str) -> None:
        """Another count, with its word as that number asks for it."""
        self._count, self._word = count, word
        self.setAccessibleName(f"{format_count(count)} {word}")
        self.setEnabled(bool(count))
        self.setChecked(self.isChecked() and bool(count))
        self.updateGeometry()
        self._tell_whole()
        self.update()

    def sizeHint(self) -> QSize:
        number = QFontMetricsF(self._theme.font(18, 600)).horizontalAdvance(format_count(self._count))
        word = QFontMetricsF(self._theme.font(12.5, 500)).horizontalAdvance(self._word)
        return QSize(max(ceil(number + word) + 2 * _SIDE + 8, 96), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """With the first letters of the word: on a narrow screen the rest is told by a tip."""
        number = QFontMetricsF(self._theme.font(18, 600)).horizontalAdvance(format_count(self._count))
        return self.sizeHint().boundedTo(QSize(ceil(number) + 2 * _SIDE + 8 + _LEAST_WORD, _HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        self.setToolTip(self.accessibleName() if self.width() < self.sizeHint().width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self._theme, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        plain = not self._role or not self.isEnabled()
        ground = "sunken" if plain else f"{self._role}-soft"
        ink = "disabled" if not self.isEnabled() else self._role or "text"
        painter.setBrush(
            theme.colour("hover" if self.underMouse() and plain and self.isEnabled() else ground)
        )
        edge = "accent" if self.isChecked() else "border"
        painter.setPen(QPen(theme.colour(edge), 1.6 if self.isChecked() else 1))
        painter.drawRoundedRect(box, 7, 7)
        number = format_count(self._count)
        font = theme.font(18, 600)
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        width = QFontMetricsF(font).horizontalAdvance(number)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(_SIDE, 0, 0, 0), middle, number)
        font = theme.font(12.5, 500)
        painter.setFont(font)
        room = box.adjusted(_SIDE + width + 8, 1, 0, 0)
        word = QFontMetricsF(font).elidedText(
            self._word, Qt.TextElideMode.ElideRight, room.width() - _SIDE / 2
        )
        painter.drawText(room, middle, word)
        painter.end()
