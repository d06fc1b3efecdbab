"""Entries of a note sheet in rows as high as their texts, written in where they stand."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QWidget

from ui.models.columns import KEY_ROLE
from ui.models.notes.entries import Index, NoteEntries
from ui.theme import Theme
from ui.widgets.data_table import DataTable
from ui.widgets.wrapped_text import wrapped_height

_LEAST_ROW = 32
_MOST_HEIGHTS = 40_000
_INDENT = 18
PADDING = 8
"""Above and below the text of a cell."""

_KEYS = {
    (Qt.Key.Key_Up, "alt"): "up",
    (Qt.Key.Key_Down, "alt"): "down",
    (Qt.Key.Key_Left, "alt"): "before",
    (Qt.Key.Key_Right, "alt"): "after",
    (Qt.Key.Key_Right, "alt shift"): "in",
    (Qt.Key.Key_Left, "alt shift"): "out",
    (Qt.Key.Key_Delete, "control"): "remove",
    (Qt.Key.Key_Delete, ""): "clear",
    (Qt.Key.Key_Insert, ""): "new",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteView(DataTable):
    """One table or list of entries.

    `came` says that another entry is current or that the focus came. `asked` carries what a key asks for the
    current entry: `up`, `down`, `in`, `out`, `remove`, or `before` and `after`, the columns beside it. `left` says
    that an arrow went over the edge of a list, -1 at the left and 1 at the right; `pasted` carries a text to be taken
    in from the current column on.
    """

    came = Signal()
    asked = Signal(str)
    left = Signal(int)
    pasted = Signal(str)

    def __init__(
        self, theme: Theme, model: NoteEntries, *, name: str, heads: bool, parent: QWidget | None = None
    ) -> None:
        margin = 24 if heads else 16
        super().__init__(
            theme,
            name=name,
            row_height=_LEAST_ROW,
            head_height=48,
            head_ground="surface",
            margin=margin,
            parent=parent,
        )
        self.entries = model
        self.is_active = True
        self._heights: dict[tuple[str, int, float], float] = {}
        self._widths: list[int] = []
        self._kept = ("", 0, 0)
        self._goes_on = ""
        self._refused: QPersistentModelIndex | None = None
        self.setModel(model)
        self.horizontalHeader().setVisible(heads)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.clicked.connect(self._clicked)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._renew)
        model.rowsInserted.connect(lambda _parent, first, last: self._measure_rows(first, last))
        model.dataChanged.connect(lambda first, last: self._measure_rows(first.row(), last.row()))

    @property
    def key(self) -> str:
        """The key of the entry that is current; empty where none is, or where a new one is begun."""
        return str(self.currentIndex().data(KEY_ROLE) or "")

    def go_to(self, key: str, column: int = -1) -> None:
        """Make an entry current, by default in the column in which one is; without a key the row of a new one."""
        row = self.entries.row_of(key) if key else self.entries.rowCount() - 1
        if row >= 0:
            column = max(self.currentIndex().column(), 0) if column < 0 else column
            self.setCurrentIndex(self.entries.index(row, column))
            self.scrollTo(self.currentIndex())

    def begin(self) -> None:
        """Begin a new entry."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.entries.is_editable:
            self.go_to("", 0)
            self.edit(self.currentIndex())

    def commit(self) -> None:
        """Store what is being written, and stop writing."""
        editor = self.editor
        if editor is not None:
            self.finish(editor, "")

    @property
    def editor(self) -> QWidget | None:
        """What is being written with, if anything is."""
        index = self.currentIndex()
        return self.indexWidget(index) if index.isValid() else None

    def finish(self, editor: QWidget, goes_on: str) -> None:
        """Store what an editor holds and close it; then go `next` or `back` a column, or `below` to a new entry."""
        self._goes_on = goes_on
        self.commitData(editor)
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def abandon(self, editor: QWidget) -> None:
        """Close an editor and forget what it holds."""
        self.entries.forget(self.currentIndex())
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def refuse(self, index: Index) -> None:
        """What was written in a cell could not be stored: it is opened again once its editor has closed."""
        self._refused = QPersistentModelIndex(index)

    def text_room(self, rect: QRectF, column: int, depth: int) -> QRectF:
        """The room of a cell's text within its rectangle, beside the margins and what its entry is set in by."""
        first, last = column == 0, column == self.entries.columnCount() - 1
        left = self.margin + _INDENT * depth if first else 0
        return rect.adjusted(left, PADDING, -self.margin if last else -10, -PADDING)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802
        """Close an editor, then go on as the key that closed it asks."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        goes_on, self._goes_on = self._goes_on, ""
        refused, self._refused = self._refused, None
        if refused is not None:
            QTimer.singleShot(0, self, lambda: self._edit_again(refused))
        elif goes_on:
            place = (self.entries.written, self.currentIndex().column())
            QTimer.singleShot(0, self, lambda: self._go_on(goes_on, *place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match _asked(event):
            case "new":
                self.begin()
            case "clear" if not self.entries.is_list:
                self.entries.setData(self.currentIndex(), "")
            case "clear" | "remove":
                self.asked.emit("remove")
            case str(asked) if asked:
                self.asked.emit(asked)
            case _:
                self._take(event)

    def _take(self, event: QKeyEvent) -> None:
        """A key that asks nothing of the page."""
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if event.key() in _ENTER:
            if self.entries.is_editable:
                self.edit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.currentIndex().data() or "")
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif sideways and self.entries.is_list:
            self.left.emit(sideways)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            # Past the table of whole rows, whose Enter and space bar open and mark rather than write.
            QAbstractItemView.keyPressEvent(self, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.entries.columnCount():
            self.setCurrentIndex(self.entries.index(0, 0))
        self.came.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def currentChanged(self, current: QModelIndex, before: QModelIndex) -> None:  # noqa: N802
        super().currentChanged(current, before)
        self.viewport().update()
        self.came.emit()

    def _clicked(self, index: QModelIndex) -> None:
        if self.entries.row_at(index.row()) is None:
            self.edit(index)

    def _edit_again(self, refused: QPersistentModelIndex) -> None:
        if refused.isValid() and self.isVisible():
            index = self.entries.index(refused.row(), refused.column())
            self.setCurrentIndex(index)
            self.edit(index)

    def _go_on(self, where: str, written: str, column: int) -> None:
        if not written:
            return
        if where == "below":
            self.go_to("" if self.entries.is_list else written)
            if self.entries.is_list and self.entries.row_of(written) == self.entries.rowCount() - 2:
                self.edit(self.currentIndex())
            elif self.entries.is_list:
                self.go_to(written)
            return
        column += 1 if where == "next" else -1
        if 0 <= column < self.entries.columnCount():
            self.go_to(written, column)
            self.edit(self.currentIndex())
        else:
            self.go_to(written)

    def _keep(self) -> None:
        index = self.currentIndex()
        self._kept = (self.key, index.row(), index.column())

    def _renew(self) -> None:
        self._widths = []
        self.set_columns(self.entries.heads)
        self._measure()
        key, row, column = self._kept
        found = self.entries.row_of(key) if key else row
        last = self.entries.rowCount() - 1
        if found >= 0 or row >= 0:
            place = found if found >= 0 else row
            self.setCurrentIndex(
                self.entries.index(min(place, last), min(max(column, 0), self.entries.columnCount() - 1))
            )

    def _measure(self) -> None:
        """Make every row as high as its texts, unless they and the widths are those of the last time."""
        widths = [self.columnWidth(column) for column in range(self.entries.columnCount())]
        if self.isVisible() and widths != self._widths:
            self._widths = widths
            self._measure_rows(0, self.entries.rowCount() - 1)

    def _measure_rows(self, first: int, last: int) -> None:
        if len(self._heights) > _MOST_HEIGHTS:
            self._heights.clear()
        columns = range(self.entries.columnCount())
        rooms = [self.text_room(QRectF(0, 0, self.columnWidth(column), 100), column, 0) for column in columns]
        widths = [round(room.width()) for room in rooms]
        for row in range(first, last + 1):
            texts, below, depth = self.entries.words_of(row)
            heights = [
                self._text_height(text, width - (0 if place else _INDENT * depth), 12.5)
                for place, (text, width) in enumerate(zip(texts, widths, strict=True))
            ]
            height = max(heights, default=0)
            if below and self.entries.is_list:
                height += 2 + self._text_height(below, widths[0] - _INDENT * depth, 11)
            height = max(round(height + 2 * PADDING), _LEAST_ROW)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _text_height(self, text: str, width: int, px: float) -> float:
        place = (text, width, px)
        if place not in self._heights:
            self._heights[place] = wrapped_height(text, self.theme.font(px), width)
        return self._heights[place]

    def sizeHintForRow(self, row: int) -> int:  # noqa: N802
        """Rows know their heights; nobody works them out from delegates."""
        return self.rowHeight(row)


def _asked(event: QKeyEvent) -> str:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    named = {
        Qt.KeyboardModifier.NoModifier: "",
        Qt.KeyboardModifier.AltModifier: "alt",
        Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier: "alt shift",
        Qt.KeyboardModifier.ControlModifier: "control",
    }
    held = named.get(modifiers, "other")
    return _KEYS.get((Qt.Key(event.key()), held), "")
