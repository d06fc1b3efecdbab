"""A list in which one row is the place a person is at, for the programmes and the criteria of the Score page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from ui.theme import Theme


class PlaceView(QListView):
    """What is current follows the place of the session, never the reverse.

    `chosen` carries the key of a row that was clicked. Up and Down step when the list itself has the focus; every
    other key belongs to the page.
    """

    chosen = Signal(str)
    stepped = Signal(int)

    def __init__(self, model: QAbstractListModel, *, name: str) -> None:
        super().__init__()
        self.place = ""
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.clicked.connect(self._clicked)

    def set_place(self, key: str, index: QModelIndex) -> None:
        """Mark another row, and bring it into sight."""
        before, self.place = self.currentIndex(), key
        self.setCurrentIndex(index)
        if before.isValid():
            self.update(before)
        if index.isValid():
            self.scrollTo(index)
            self.update(index)

    def dataChanged(  # noqa: N802
        self, first: QModelIndex, last: QModelIndex, _roles: Sequence[int] = ()
    ) -> None:
        """Paint the rows that changed. Their heights never depend on what changes, so nothing is laid out anew."""
        for row in range(first.row(), last.row() + 1):
            self.update(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
        else:
            event.ignore()

    def key_at(self, index: QModelIndex) -> str:
        """The key of a row, empty for a head."""
        raise NotImplementedError

    def _clicked(self, index: QModelIndex) -> None:
        if key := self.key_at(index):
            self.chosen.emit(key)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme, *, here: bool) -> None:
    """The ground of a list row: plain, under the pointer, or the place, with the bar at its left."""
    rect = QRectF(option.rect)
    if here:
        painter.fillRect(rect, theme.colour("accent-soft"))
        painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.colour("hover"))
