"""A table of the sources as it is read: texts wrapped in rows as high as they need."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.models.columns import Column
from ui.models.notes.entries import DEPTH_ROLE
from ui.models.notes.source_table_rows import SourceTableRows
from ui.theme import Theme
from ui.widgets.data_table import DataTable, Index, RowDelegate
from ui.widgets.wrapped_text import draw_wrapped, wrapped_height

_LEAST_ROW = 30
_LEAST_HEAD = 34
_PADDING = 7
_INDENT = 16
_MARGIN = 14
_GAP = 10
_TEXT, _HEAD = 12.5, 12.0


class SourceTableView(DataTable):
    """Rows chosen as a whole; `copy_wanted` when the keys of copying are pressed."""

    copy_wanted = Signal()

    def __init__(
        self, theme: Theme, model: SourceTableRows, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            name=name,
            row_height=_LEAST_ROW,
            head_height=_LEAST_HEAD,
            head_ground="sunken",
            margin=_MARGIN,
            parent=parent,
        )
        self._model = model
        self._measured: list[int] = []
        self.setModel(model)
        self.setItemDelegate(_Painter(theme, self))
        model.modelReset.connect(self._renew)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def room(self, rect: QRectF, column: int, depth: int) -> QRectF:
        """The room of a text within the rectangle of its cell."""
        last = self._model.columnCount() - 1
        left = (self.margin if column == 0 else 0) + _INDENT * depth
        return rect.adjusted(left, _PADDING, -(self.margin if column == last else _GAP), -_PADDING)

    def sizeHintForRow(self, row: int) -> int:  # noqa: N802
        """Rows know their heights; nobody works them out from delegates."""
        return self.rowHeight(row)

    def _renew(self) -> None:
        self._measured = []
        self.set_columns(self._model.columns)
        self._measure()
        self.scrollToTop()
        self.horizontalScrollBar().setValue(0)

    def _measure(self) -> None:
        """Make head and rows as high as their texts, unless the widths are those of the last time."""
        widths = [self.columnWidth(column) for column in range(self._model.columnCount())]
        if not self.isVisible() or widths == self._measured:
            return
        self._measured = widths
        columns = self._model.columns
        rooms = [self.room(QRectF(0, 0, width, 100), place, 0).width() for place, width in enumerate(widths)]
        font = self.theme.font(_HEAD, 500)
        heads = [wrapped_height(one.title, font, room) for one, room in zip(columns, rooms, strict=True)]
        self.horizontalHeader().setFixedHeight(max(round(max(heads, default=0)) + 12, _LEAST_HEAD))
        font = self.theme.font(_TEXT)
        for row in range(self._model.rowCount()):
            heights = [
                wrapped_height(text, font, room - _INDENT * self._depth(row, place))
                for place, (text, room) in enumerate(zip(self._model.texts(row), rooms, strict=True))
                if text
            ]
            self.setRowHeight(row, max(round(max(heights, default=0)) + 2 * _PADDING, _LEAST_ROW))

    def _depth(self, row: int, column: int) -> int:
        return int(self._model.index(row, column).data(DEPTH_ROLE) or 0)


class _Painter(RowDelegate):
    def __init__(self, theme: Theme, view: SourceTableView) -> None:
        super().__init__(theme, view)
        self._view = view

    def inside(self, rect: QRect, index: Index) -> QRectF:
        """The room of the text: the view measures rows by the same."""
        return self._view.room(QRectF(rect), index.column(), index.data(DEPTH_ROLE) or 0)

    def paint_ground(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        """A hairline beside each column but the last: empty cells are cells too."""
        super().paint_ground(painter, rect, index, selected)
        if index.column() < index.model().columnCount() - 1:
            painter.fillRect(rect.right() - 4, rect.top(), 1, rect.height(), self.theme.colour("grid"))

    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        font = self.theme.font(_TEXT, 400)
        painter.setFont(font)
        text = str(index.data() or "")
        painter.setPen(self.theme.colour("muted"))
        if index.data(DEPTH_ROLE):
            painter.drawText(rect.adjusted(-12, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, "–")
        painter.setPen(self.theme.colour("text"))
        if column.kind == "figure":
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, text)
        else:
            draw_wrapped(painter, text, font, rect)
