"""A sentence that holds for everything below it, such as why nothing there can change."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.icons import draw_icon

Tone = Literal["info", "warning"]

_HEIGHT = 26
_INDENT = 4
"""What stands below is inset by the room of the focus ring."""


class Banner(QWidget):
    """One line with a lock or a flag; a sentence that is too long is cut, and whole in the tip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sentence = ""
        self._tone: Tone = "info"
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says, empty while it is away."""
        return self._sentence

    def say(self, sentence: str, tone: Tone = "info") -> None:
        """Say something, or go away with nothing to say."""
        if (sentence, tone) == (self._sentence, self._tone):
            return
        self._sentence, self._tone = sentence, tone
        self.setToolTip(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(f"{self._tone}-soft"))
        box = QRectF(self.rect()).adjusted(_INDENT, 0, 0, 0)
        painter.drawRoundedRect(box, 6, 6)
        icon = "lock" if self._tone == "info" else "flag"
        draw_icon(painter, QRectF(box.left() + 9, _HEIGHT / 2 - 7, 14, 14), self._theme, icon, self._tone)
        font = self._theme.font(12, 500)
        words = box.adjusted(30, 0, -10, 0)
        shown = QFontMetricsF(font).elidedText(self._sentence, Qt.TextElideMode.ElideRight, words.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(self._tone))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
