"""A table of plain lines that are chosen as a whole."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.models.columns import Column
from ui.models.history import Lines
from ui.theme import Theme
from ui.widgets.data_table import LEFT, RIGHT, DataTable, Index, RowDelegate


class LineTable(DataTable):
    """The rows of a `Lines` model; figures stand flush right."""

    def __init__(self, theme: Theme, model: Lines, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, name=name, row_height=30, head_height=34, head_ground="surface", margin=20, parent=parent
        )
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(theme, self))
        self.set_columns(model.columns)


class _LineDelegate(RowDelegate):
    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        if column.kind == "name":
            text = index.data(Qt.ItemDataRole.DisplayRole) or ""
            self.write(painter, rect, text, weight=600 if selected else 500)
        elif column.kind in ("figure", "text"):
            text = index.data(Qt.ItemDataRole.DisplayRole) or ""
            self.write(painter, rect, text, align=RIGHT if column.kind == "figure" else LEFT)
        else:
            super().paint_cell(painter, rect, index, column, selected)
