"""Two scores on one axis in each row, and the line between them: a square and a circle, apart in grey as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.models.columns import CELL_ROLE, Column
from ui.models.compare.gap_table import GAP, OWN, GapRow, GapTable
from ui.theme import Theme
from ui.widgets.data_table import RIGHT, DataTable, Index, RowDelegate, axis_rect, paint_axis
from ui.widgets.marks import draw_interval, draw_section_tick

if TYPE_CHECKING:
    from scorecard.analysis.views.gap_numbers import Pair, Side

_OWN, _INDEPENDENT = "series2", "data"
_TICK = 12


class DumbbellTable(DataTable):
    """The rows of a `GapTable`."""

    def __init__(
        self,
        theme: Theme,
        model: GapTable,
        *,
        name: str,
        row_height: int,
        margin: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme,
            name=name,
            row_height=row_height,
            head_height=56,
            head_ground="surface",
            margin=margin,
            parent=parent,
        )
        self.setModel(model)
        self.setItemDelegate(_DumbbellDelegate(theme, self))
        model.modelReset.connect(lambda: self.set_columns(model.columns))


class _DumbbellDelegate(RowDelegate):
    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        row = index.data(CELL_ROLE)
        if not isinstance(row, GapRow):
            return
        match column.kind:
            case "name":
                self._paint_name(painter, rect, row, selected)
            case "bar":
                axis = axis_rect(rect, column)
                paint_axis(painter, axis, self.theme, column.top)
                self._paint_pair(painter, axis, row.pair, column.top, 5 if row.section < 0 else 4.5)
            case _:
                text = row.figures[index.column() - OWN]
                settled = text[:1] not in "(–"
                weight = 600 if index.column() == GAP and row.section < 0 and settled else 400
                ink = "text" if settled else "muted"
                px = 12.5 if len(text) < 9 else 11
                self.write(painter, rect, text, ink=ink, px=px, weight=weight, align=RIGHT)

    def _paint_name(self, painter: QPainter, rect: QRectF, row: GapRow, selected: bool) -> None:
        if row.section >= 0:
            draw_section_tick(painter, rect, self.theme, row.section)
            self.write(painter, rect.adjusted(_TICK, 0, 0, 0), row.label)
            return
        known = row.pair.gap is not None
        weight = 600 if selected else 500 if known else 400
        self.write(painter, rect, row.label, ink="text" if known else "muted", weight=weight, keep_last=True)

    def _paint_pair(self, painter: QPainter, axis: QRectF, pair: Pair, top: int, size: float) -> None:
        """Both marks with the line between them; an interval, a little above or below, where there is no score."""
        own, independent = pair.own.score, pair.independent.score
        if own is not None and independent is not None:
            painter.setPen(QPen(self.theme.colour("outline"), 4))
            y = axis.center().y()
            ends = [QPointF(axis.left() + axis.width() * one / top, y) for one in (own, independent)]
            painter.drawLine(*ends)
        apart = 0.0 if pair.gap is not None else size
        # Where both are the same the square shows around the circle.
        draw_side(painter, axis.translated(0, -apart), self.theme, pair.own, top, size, own=True)
        draw_side(painter, axis.translated(0, apart), self.theme, pair.independent, top, size, own=False)


def draw_side(
    painter: QPainter, axis: QRectF, theme: Theme, side: Side, top: int, size: float, *, own: bool
) -> None:
    """One score on an axis from 0 to `top`: its mark, or between open marks what missing evidence leaves open."""
    y = axis.center().y()

    def place(value: float) -> QPointF:
        return QPointF(axis.left() + axis.width() * value / top, y)

    if side.score is not None:
        draw_side_mark(painter, place(side.score), theme, size, own=own)
    elif side.low is not None and side.high is not None and side.coverage:
        band = QRectF(axis.left(), y - 2.5, axis.width(), 5)
        draw_interval(painter, band, theme, side.low, side.high, None, top)
        for value in (side.low, side.high):
            draw_side_mark(painter, place(value), theme, size - 1, own=own, open=True)


def draw_side_mark(
    painter: QPainter, centre: QPointF, theme: Theme, size: float, *, own: bool, open: bool = False
) -> None:
    """The square of self-assessments or the circle of independent scores; open where there is no score."""
    colour, ground = theme.colour(_OWN if own else _INDEPENDENT), theme.colour("surface")
    painter.setPen(QPen(colour if open else ground, 1.5 if open else 1))
    painter.setBrush(ground if open else colour)
    if own:
        painter.drawRect(QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size))
    else:
        painter.drawEllipse(centre, size - 0.5, size - 0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
