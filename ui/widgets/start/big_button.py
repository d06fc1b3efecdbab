"""The large choices of the start page: an icon, what it does, and a line on what follows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QEnterEvent, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.icons import draw_icon

_HEIGHT = 72


class BigButton(QAbstractButton):
    """Triggers an action; the keys of the action stand at the right."""

    def __init__(
        self,
        theme: Theme,
        action: QAction,
        icon: str,
        sentence: str,
        *,
        primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._sentence = sentence
        self._primary = primary
        self._keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(action.text())
        self.setAccessibleDescription(sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self._theme.font(12.5)).horizontalAdvance(self._sentence)
        keys = QFontMetricsF(self._theme.font(12)).horizontalAdvance(self._keys)
        return QSize(int(62 + words + 24 + keys + 18), _HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge = self._colours()
        painter.setPen(QPen(self._theme.colour(edge), 1))
        painter.setBrush(self._theme.colour(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        ink = "accent-text" if self._primary else "text"
        quiet = "accent-text" if self._primary else "muted"
        draw_icon(painter, QRectF(20, 24, 24, 24), self._theme, self._icon, ink if self._primary else "link")
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._theme.font(15, 600))
        painter.setPen(self._theme.colour(ink))
        painter.drawText(QRectF(62, 13, self.width() - 80, 22), line, self.text())
        painter.setFont(self._theme.font(12.5))
        painter.setPen(self._theme.colour(quiet))
        painter.drawText(QRectF(62, 37, self.width() - 80, 20), line, self._sentence)
        painter.setFont(self._theme.font(12))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(self.rect()).adjusted(0, 0, -17, 0), right, self._keys)
        painter.end()

    def _colours(self) -> tuple[str, str]:
        """Ground and edge by what the pointer does."""
        if self._primary:
            state = "accent-pressed" if self.isDown() else "accent-hover" if self.underMouse() else "accent"
            return state, state
        return ("border" if self.isDown() else "hover" if self.underMouse() else "surface"), "outline"
