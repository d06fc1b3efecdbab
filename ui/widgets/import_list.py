"""The cells of an import in one list: what needs a person is answered in it, by a click or by keys."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from scorecard.exchange.import_plan import OnConflict, PlannedCell
from scorecard.exchange.reading import Fault
from scorecard.i18n import _
from ui.models.import_rows import HeadRow, ImportRows
from ui.theme import Theme
from ui.widgets.import_painter import ImportPainter


class ImportList(QTreeView):
    """A tree without branches: a list would measure all of its rows again for each that is answered.

    `decided` carries a row and an answer, or None to leave it open; `remedied` a row whose way out is wanted.

    By keys: 1 or the left arrow keeps what is stored, 2 or the right arrow takes the file's, Backspace leaves it
    open; Enter takes the way out of a problem.
    """

    decided = Signal(int, object)
    remedied = Signal(int)

    def __init__(self, theme: Theme, rows: ImportRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = rows
        self.setAccessibleName(_("What would be taken in"))
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
        self._painter = ImportPainter(theme, rows, self)
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
        if isinstance(here, PlannedCell) and here.state == "conflict":
            match event.key():
                case Qt.Key.Key_1 | Qt.Key.Key_Left:
                    self.decided.emit(row, "keep")
                    return
                case Qt.Key.Key_2 | Qt.Key.Key_Right:
                    self.decided.emit(row, "replace")
                    return
                case Qt.Key.Key_Backspace | Qt.Key.Key_Delete:
                    self.decided.emit(row, None)
                    return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(here, Fault):
                self.remedied.emit(row)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setProperty("keyed", False)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        row, pressed = self._under(event.position())
        if pressed == "remedy":
            self.remedied.emit(row)
        elif pressed:
            self.decided.emit(row, pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        _row, pressed = self._under(event.position())
        cursor = Qt.CursorShape.PointingHandCursor if pressed else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(cursor)

    def _under(self, point: QPointF) -> tuple[int, OnConflict | Literal["remedy", ""]]:
        """The row at a point, and what would be pressed there."""
        index = self.indexAt(point.toPoint())
        here = self._model.row(index.row()) if index.isValid() else None
        rect = self.visualRect(index)
        if isinstance(here, PlannedCell) and here.state == "conflict":
            for choice, box in self._painter.answers(rect).items():
                if box.contains(point):
                    return index.row(), choice
        elif isinstance(here, Fault) and self._painter.remedy_box(rect, here).contains(point):
            return index.row(), "remedy"
        return index.row(), ""

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        before, self._painter.hovered = self._painter.hovered, index.row()
        for row in {before, index.row()} - {-1}:
            self.viewport().update(self.visualRect(self._model.index(row)))
