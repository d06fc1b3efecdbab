"""The preview of a pasted list: each row with what would become of it, and the cells that are wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from scorecard.exchange.imports.programme_plan import Outcome
from scorecard.i18n import _
from ui.models.columns import CELL_ROLE, Column
from ui.models.programmes.planned_rows import OUTCOME, PlannedCell
from ui.theme import Theme
from ui.widgets.data_table import DataTable, Index, RowDelegate
from ui.widgets.icons import draw_icon

_ICON = 14
_SIGNS: dict[Outcome, tuple[str, str]] = {
    "add": ("plus", "positive"),
    "update": ("pencil", "info"),
    "unchanged": ("check", "muted"),
    "skip": ("minus", "muted"),
    "ask": ("flag", "warning"),
    "wrong": ("alert", "danger"),
}


class PlannedView(DataTable):
    """Rows to choose one from; a wrong cell has a ground of its own. `digit` carries a key from 1 to 3."""

    digit = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=_("Rows of the list"),
            row_height=28,
            head_height=30,
            head_ground="sunken",
            margin=12,
            parent=parent,
        )
        self.setProperty("card", "true")
        self.setItemDelegate(_PlannedDelegate(theme, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("1", "2", "3"):
            self.digit.emit(int(event.text()))
            return
        super().keyPressEvent(event)


class _PlannedDelegate(RowDelegate):
    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, PlannedCell):
            return
        if index.column() == OUTCOME:
            icon, ink = _SIGNS[cell.row.outcome]
            place = QRectF(rect.left(), rect.center().y() - _ICON / 2, _ICON, _ICON)
            draw_icon(painter, place, self.theme, icon, ink)
            self.write(painter, rect.adjusted(_ICON + 6, 0, 0, 0), index.data(), ink=ink, weight=500)
            return
        if cell.wrong:
            box = rect.adjusted(-5, 3, 5, -4)
            painter.setPen(self.theme.colour("danger"))
            painter.setBrush(self.theme.colour("danger-soft"))
            painter.drawRoundedRect(box, 4, 4)
            self.write(painter, rect, index.data() or _("missing"), ink="danger")
            return
        super().paint_cell(painter, rect, index, column, selected)
