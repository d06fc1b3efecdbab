"""A small heat map without words: the sample at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from scorecard.model.framework import NA, NE
from ui.theme import Theme
from ui.widgets.marks import level_role

_CELL = 10
_GAP = 3
_SECTION_GAP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """Rows of programmes by columns of criteria: positions of levels, `NE`, `NA` or nothing."""

    sections: tuple[int, ...]
    top: int
    rows: tuple[tuple[int | str, ...], ...]


class Mosaic(QWidget):
    """Keeps its room before the tiles are there, so that nothing moves when they come."""

    def __init__(
        self, theme: Theme, columns: Sequence[int], rows: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tiles: Tiles | None = None
        width = sum(columns) * (_CELL + _GAP) + len(columns) * _SECTION_GAP
        self._size = QSize(width, rows * (_CELL + _GAP))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._size

    def set_tiles(self, tiles: Tiles) -> None:
        """Show these."""
        self._tiles = tiles
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tiles is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, values in enumerate(self._tiles.rows):
            x, column = 0.0, 0
            for count in self._tiles.sections:
                for _index in range(count):
                    self._draw(painter, QRectF(x, row * (_CELL + _GAP), _CELL, _CELL), values[column])
                    x += _CELL + _GAP
                    column += 1
                x += _SECTION_GAP
        painter.end()

    def _draw(self, painter: QPainter, box: QRectF, value: int | str) -> None:
        colour = self._theme.colour
        match value:
            case int() as position:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(f"fill{level_role(position, self._tiles.top if self._tiles else 4)}"))
                painter.drawRoundedRect(box, 2, 2)
            case code if code == NE:
                painter.save()
                painter.setClipRect(box)
                painter.setPen(QPen(colour("ne-hatch"), 1))
                for shift in range(-9, 10, 4):
                    painter.drawLine(
                        int(box.left()) + shift,
                        int(box.bottom()),
                        int(box.left()) + shift + 10,
                        int(box.top()),
                    )
                painter.restore()
            case code if code == NA:
                painter.setPen(QPen(colour("na-text"), 1.5))
                middle = box.center()
                painter.drawLine(int(middle.x()) - 2, int(middle.y()), int(middle.x()) + 3, int(middle.y()))
            case _:
                painter.setPen(QPen(colour("unscored-edge"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
