"""The grid of a matrix: rows and columns fill the room, each cell shows as much of its entries as fits."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QWidget

from ui.models.notes.matrix import Index, NoteMatrix
from ui.theme import Theme
from ui.widgets.data_table import DataTable, RowDelegate
from ui.widgets.wrapped_text import draw_wrapped

GRID_HEAD = 56
"""The height of the heads, which what stands beside the grid shares."""

_LEAST_ROW, _MOST_ROW = 34, 96
_SIDE, _TOP = 6, 5


class NoteGrid(DataTable):
    """`chosen` carries the cell that is current; `opened` one to write in, by Enter or a double click."""

    chosen = Signal(QModelIndex)

    def __init__(self, theme: Theme, model: NoteMatrix, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=name,
            row_height=_LEAST_ROW,
            head_height=GRID_HEAD,
            head_ground="surface",
            margin=24,
            parent=parent,
        )
        self.matrix = model
        self.setModel(model)
        self.setItemDelegate(_CellPainter(theme, self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        model.modelReset.connect(self._renew)
        self.set_columns(model.heads)

    def currentChanged(self, current: QModelIndex, before: QModelIndex) -> None:  # noqa: N802
        super().currentChanged(current, before)
        if current.column() == 0:
            self.setCurrentIndex(self.matrix.index(current.row(), max(before.column(), 1)))
            return
        self.viewport().update()
        self.chosen.emit(current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        writes = event.text().isprintable() and event.text().strip() and not event.modifiers()
        if writes or event.key() == Qt.Key.Key_Insert:
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _renew(self) -> None:
        self.set_columns(self.matrix.heads)
        self._share_height()

    def _share_height(self) -> None:
        rows = self.matrix.rowCount()
        if rows:
            height = min(max(self.viewport().height() // rows, _LEAST_ROW), _MOST_ROW)
            self.verticalHeader().setDefaultSectionSize(height)


class _CellPainter(RowDelegate):
    def __init__(self, theme: Theme, grid: NoteGrid) -> None:
        super().__init__(theme, grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        grid, theme = self._grid, self.theme
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == 0:
            self._paint_name(painter, rect, index)
        else:
            here = index == grid.currentIndex()
            last = index.column() == grid.matrix.columnCount() - 1
            cell = rect.adjusted(1.5, 1.5, -grid.margin if last else -1.5, -2.5)
            painter.setPen(QPen(theme.colour("accent" if here else "border"), 1.5 if here else 1))
            painter.setBrush(theme.colour("accent-soft" if here else "raised"))
            painter.drawRoundedRect(cell, 4, 4)
            self._paint_entries(painter, cell.adjusted(_SIDE, _TOP, -_SIDE, -3), str(index.data() or ""))
            if here and theme.shows_focus(grid):
                painter.setPen(QPen(theme.colour("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(cell, 4, 4)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        painter.setFont(self.theme.font(12, 500))
        painter.setPen(self.theme.colour("text"))
        room = rect.adjusted(self._grid.margin, 0, -8, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, str(index.data()))

    def _paint_entries(self, painter: QPainter, room: QRectF, text: str) -> None:
        painter.setClipRect(room)
        painter.setPen(self.theme.colour("text"))
        draw_wrapped(painter, text, self.theme.font(11), room)
