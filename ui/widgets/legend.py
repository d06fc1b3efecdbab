"""The legend of a table or chart in words, each beside a sample of what it explains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.marks import draw_interval, soft_colour

Sample = Literal["certain", "open", "score", "interval", "hatch", "text", "strong", "chance", "hollow"]
Entry = tuple[Sample, str, str]
"""A kind of sample, the text that the samples `text` and `strong` show, and the words for it."""

_AFTER_SAMPLE = 7
_AFTER_WORDS = 20
_PX = 12


class Legend(QWidget):
    """Samples with their words in one line; entries that find no room are left out from the right, but for the tip."""

    def __init__(self, theme: Theme, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries = tuple(entries)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(words for _sample, _text, words in entries))
        self.setToolTip("\n".join(f"{text} {words}".strip() for _sample, text, words in entries))

    def sizeHint(self) -> QSize:
        return QSize(int(sum(self._width(entry) for entry in self._entries)), 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.0
        for entry in self._entries:
            width = self._width(entry)
            if x + width - _AFTER_WORDS > self.width():
                break
            sample, text, words = entry
            room = QRectF(x, 0, self._sample_width(sample, text), self.height())
            self._paint_sample(painter, room, sample, text)
            painter.setFont(self._theme.font(_PX))
            painter.setPen(self._theme.colour("muted"))
            left = room.right() + _AFTER_SAMPLE
            painter.drawText(
                QRectF(left, 0, width, self.height()),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                words,
            )
            x += width
        painter.end()

    def _width(self, entry: Entry) -> float:
        sample, text, words = entry
        spoken = QFontMetricsF(self._theme.font(_PX)).horizontalAdvance(words)
        return self._sample_width(sample, text) + _AFTER_SAMPLE + spoken + _AFTER_WORDS

    def _sample_width(self, sample: Sample, text: str) -> float:
        match sample:
            case "text" | "strong":
                return QFontMetricsF(self._theme.font(13, 600)).horizontalAdvance(text)
            case "score" | "hollow":
                return 5
            case _:
                return 24

    def _paint_sample(self, painter: QPainter, room: QRectF, sample: Sample, text: str) -> None:
        theme = self._theme
        bar = QRectF(room.left(), room.center().y() - 4, room.width(), 8)
        painter.setPen(Qt.PenStyle.NoPen)
        match sample:
            case "certain":
                painter.setBrush(theme.colour("data"))
                painter.drawRoundedRect(bar, 2, 2)
            case "open":
                painter.setBrush(soft_colour(theme, "data"))
                painter.drawRoundedRect(bar, 2, 2)
            case "score":
                painter.setBrush(theme.colour("data-strong"))
                painter.drawRoundedRect(QRectF(room.left(), room.center().y() - 8, 4, 16), 1.5, 1.5)
            case "hollow":
                painter.setPen(QPen(theme.colour("data-strong"), 1.2))
                painter.setBrush(theme.colour("surface"))
                painter.drawRect(QRectF(room.left(), room.center().y() - 8, 4, 15))
            case "chance":
                tint = QColor(theme.colour("chance"))
                tint.setAlphaF(0.32)
                painter.setBrush(tint)
                painter.drawRoundedRect(bar, 2, 2)
            case "interval":
                draw_interval(painter, room, theme, 0, 2, 1, 2)
            case "hatch":
                draw_interval(painter, bar, theme, 0, 2, None, 2)
            case "text" | "strong":
                painter.setFont(theme.font(13, 600 if sample == "strong" else 400))
                painter.setPen(theme.colour("text" if sample == "strong" else "muted"))
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
