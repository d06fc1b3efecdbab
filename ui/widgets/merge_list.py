"""What a merge would do in one list: conflicts are decided in it, by a click or by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from scorecard.exchange.clashes import Clash
from scorecard.i18n import _
from ui.models.merge_rows import HeadRow, MergeRows
from ui.theme import Theme
from ui.widgets.merge_painter import MergePainter


class MergeList(QTreeView):
    """A tree without branches. `decided` carries a row and the side that holds there, None to leave it open.

    By keys: a digit lets that side hold, the left arrow the first, the right arrow the last; Backspace leaves it open.
    """

    decided = Signal(int, object)

    def __init__(self, theme: Theme, rows: MergeRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = rows
        self.setAccessibleName(_("What merging would change"))
        self.setProperty("ring", "none")
        self.setProperty("card", "true")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setModel(rows)
        self._painter = MergePainter(theme, rows, self)
        self.setItemDelegate(self._painter)
        self.entered.connect(self._hover)
        self.viewportEntered.connect(lambda: self._hover(QModelIndex()))

    def select_row(self, row: int) -> None:
        """Choose a row and bring it into sight, with the words over it where it is the first below them."""
        if row < 0:
            self.setCurrentIndex(QModelIndex())
            return
        self.setCurrentIndex(self._model.index(row))
        if isinstance(self._model.row(row - 1), HeadRow):
            self.scrollTo(self._model.index(row - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        here = self._model.row(row)
        if isinstance(here, Clash):
            side = self._side_meant(event, len(here.sides))
            if side is not None:
                self.decided.emit(row, side)
                return
            if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
                self.decided.emit(row, None)
                return
        super().keyPressEvent(event)

    def _side_meant(self, event: QKeyEvent, sides: int) -> int | None:
        if event.key() == Qt.Key.Key_Left:
            return 0
        if event.key() == Qt.Key.Key_Right:
            return sides - 1
        text = event.text()
        if len(text) == 1 and text in "123456789" and int(text) <= sides:
            return int(text) - 1
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setProperty("keyed", False)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row, side = self._under(event.position())
        if event.button() is Qt.MouseButton.LeftButton and side >= 0:
            self.decided.emit(row, side)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        _row, side = self._under(event.position())
        cursor = Qt.CursorShape.PointingHandCursor if side >= 0 else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(cursor)

    def _under(self, point: QPointF) -> tuple[int, int]:
        """The row at a point, and the side whose answer is there, -1 where there is none."""
        index = self.indexAt(point.toPoint())
        here = self._model.row(index.row()) if index.isValid() else None
        if isinstance(here, Clash):
            for side, box in enumerate(self._painter.answers(self.visualRect(index), here)):
                if box.contains(point):
                    return index.row(), side
        return index.row(), -1

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        before, self._painter.hovered = self._painter.hovered, index.row()
        for row in {before, index.row()} - {-1}:
            self.viewport().update(self.visualRect(self._model.index(row)))
