"""What a grid of the heat map shows at a moment, and what is at a point of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

from scorecard.analysis.views.heat import Order
from ui.models.heat.heatmap import COUNTRY, FIRST, NAME, HeatTable, Index
from ui.models.heat.orders import usual
from ui.widgets.heat.layout import CELL_HEIGHT, CELL_WIDTH, HEAD, ROW, SECTION_HEAD, HeatLayout

if TYPE_CHECKING:
    from scorecard.analysis.views.heat import By


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The places of a grid, how far it is scrolled, and what is pointed at."""

    table: HeatTable
    places: HeatLayout
    down: int
    across: int
    current: Index
    hovered_row: int
    hovered_head: Order | None
    figures: bool
    focused: bool

    def rect(self, row: int, column: int) -> QRect:
        """Where a cell is painted, whether in sight or not."""
        places = self.places
        top = HEAD + places.top_of(row) - self.down
        if column in (NAME, COUNTRY):
            span = places.name if column == NAME else places.country
            return QRect(span.left, top, span.width, ROW)
        place = column - FIRST
        if place < len(places.lefts):
            left = places.left + places.lefts[place] - self.across
            return QRect(left, top + (ROW - CELL_HEIGHT) // 2, CELL_WIDTH, CELL_HEIGHT)
        if place == len(places.lefts):
            return QRect(places.bar.left, top, places.figure.right - places.bar.left, ROW)
        return QRect(places.coverage.left, top, places.coverage.width, ROW)

    def columns(self) -> list[int]:
        """The columns of the table that are shown."""
        last = self.table.columnCount() - 1
        hidden = set()
        if not self.places.country.width:
            hidden.add(COUNTRY)
        if not self.places.coverage.width:
            hidden.add(last)
        return [column for column in range(last + 1) if column not in hidden]

    def cell_at(self, point: QPoint) -> tuple[int, int]:
        """The row and the column at a point, -1 for what is not there."""
        places = self.places
        if not HEAD <= point.y() < HEAD + places.room:
            return -1, -1
        row = places.row_at(point.y() - HEAD + self.down)
        if places.left <= point.x() < places.right:
            place = places.criterion_at(point.x() - places.left + self.across)
            return row, FIRST + place if place >= 0 else -1
        return row, self._column_beside(point.x())

    def order_at(self, point: QPoint) -> Order | None:
        """The order that a press on this place of the head asks for: by a section above, by a column below.

        It is turned round where it is in force.
        """
        places, framework = self.places, self.table.framework
        if framework is None or not 0 <= point.y() < HEAD:
            return None
        above = point.y() < SECTION_HEAD
        if places.left <= point.x() < places.right:
            across = point.x() - places.left + self.across
            if above:
                section = places.section_at(across)
                return self._turned("section", framework.sections[section].id) if section >= 0 else None
            place = places.criterion_at(across)
            return self._turned("criterion", framework.criteria[place].id) if place >= 0 else None
        column = -1 if above else self._column_beside(point.x())
        return None if column < 0 else self._turned(self.table.order_of(column, True).by)

    def _column_beside(self, x: int) -> int:
        """The column at a place beside the criteria, -1 where there is none."""
        places, score = self.places, FIRST + len(self.places.lefts)
        if 0 <= x < places.name.right:
            return NAME
        if places.country.left <= x < places.country.right:
            return COUNTRY
        if places.bar.left <= x < places.figure.right:
            return score
        if places.coverage.left <= x < places.coverage.right:
            return score + 1
        return -1

    def _turned(self, by: By, id: str = "") -> Order:
        order, asked = self.table.order, usual(Order(by, id))
        return order._replace(falling=not order.falling) if (order.by, order.id) == (by, id) else asked
