"""What an import or a merge would do in one list: what needs a person is answered in it, by a click or by keys."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from ui.models.exchange.preview_rows import HeadRow, PreviewRows, Question, Trouble
from ui.theme import Theme
from ui.widgets.exchange.preview_painter import PreviewPainter


class PreviewList(QTreeView):
    """A tree without branches: a list would measure all of its rows again for each that is answered.

    `decided` carries a row and the place of an answer, or None to leave it open; `remedied` a row whose way out is
    wanted.

    By keys: a digit gives that answer, the left arrow the first, the right arrow the last, Backspace leaves it open;
    Enter takes the way out of a problem.
    """

    decided = Signal(int, object)
    remedied = Signal(int)

    def __init__(self, theme: Theme, rows: PreviewRows, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = rows
        self.setAccessibleName(name)
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
        self._painter = PreviewPainter(theme, rows, self)
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
        face = here.face() if here is not None else None
        if isinstance(face, Question):
            side = _answer_meant(event, len(face.answers))
            if side is not None:
                self.decided.emit(row, side)
                return
            if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
                self.decided.emit(row, None)
                return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(face, Trouble):
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
        elif pressed is not None:
            self.decided.emit(row, pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        _row, pressed = self._under(event.position())
        cursor = Qt.CursorShape.ArrowCursor if pressed is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(cursor)

    def _under(self, point: QPointF) -> tuple[int, int | Literal["remedy"] | None]:
        """The row at a point, and what would be pressed there: an answer by its place, or the way out."""
        index = self.indexAt(point.toPoint())
        here = self._model.row(index.row()) if index.isValid() else None
        rect = self.visualRect(index)
        match here.face() if here is not None else None:
            case Question() as face:
                for side, box in enumerate(self._painter.answers(rect, face)):
                    if box.contains(point):
                        return index.row(), side
            case Trouble() as face if self._painter.remedy_box(rect, face).contains(point):
                return index.row(), "remedy"
        return index.row(), None

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        before, self._painter.hovered = self._painter.hovered, index.row()
        for row in {before, index.row()} - {-1}:
            self.viewport().update(self.visualRect(self._model.index(row)))


def _answer_meant(event: QKeyEvent, answers: int) -> int | None:
    if event.key() == Qt.Key.Key_Left:
        return 0
    if event.key() == Qt.Key.Key_Right:
        return answers - 1
    text = event.text()
    if len(text) == 1 and text in "123456789" and int(text) <= answers:
        return int(text) - 1
    return None
