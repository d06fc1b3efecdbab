"""What the cells of a heat map mean, in words below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from scorecard.charts.heat_words import Entry, legend_entries
from ui.theme import Theme
from ui.widgets.heat.chips import draw_cell, draw_dispute

if TYPE_CHECKING:
    from scorecard.analysis.views.heat import Heat
    from scorecard.model.framework import Framework

_PX = 12
_LINE = 24
_CHIP = (26, 18)
_AFTER_CHIP, _AFTER_WORDS = 7, 14
_LONGEST = 150


class HeatLegend(QWidget):
    """Cells with their words, in as many lines as they need; states that do not occur are left out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._framework: Framework | None = None
        self._entries: list[Entry] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_LINE)

    def explain(self, framework: Framework, heat: Heat, average: str) -> None:
        """Explain what these cells show."""
        self._framework, self._entries = framework, legend_entries(framework, heat, average)
        self.setAccessibleName("; ".join(words for _shown, _disputed, words in self._entries))
        self._fit()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._framework is None:
            return
        painter = QPainter(self)
        font = self._theme.font(_PX)
        metrics = QFontMetricsF(font)
        for number, line in enumerate(self._lines()):
            x, top = 0.0, number * _LINE + (_LINE - _CHIP[1]) / 2
            for shown, disputed, words in line:
                chip = QRectF(x, top, *_CHIP)
                draw_cell(painter, chip, self._theme, self._framework, shown)
                if disputed:
                    draw_dispute(painter, chip, self._theme, self._framework, shown)
                painter.setFont(font)
                painter.setPen(self._theme.colour("muted"))
                room = QRectF(chip.right() + _AFTER_CHIP, number * _LINE, self._words(words), _LINE)
                text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 1)
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
                x = room.right() + _AFTER_WORDS
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(max(len(self._lines()), 1) * _LINE)

    def _lines(self) -> list[list[Entry]]:
        lines: list[list[Entry]] = []
        used = 0.0
        for entry in self._entries:
            width = _CHIP[0] + _AFTER_CHIP + self._words(entry[2])
            if not lines or used + width > self.width():
                lines.append([])
                used = 0.0
            lines[-1].append(entry)
            used += width + _AFTER_WORDS
        return lines

    def _words(self, words: str) -> float:
        return min(QFontMetricsF(self._theme.font(_PX)).horizontalAdvance(words) + 1, _LONGEST)
