"""How an entry of a note sheet is painted and written in."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from scorecard.i18n import language
from ui.models.notes.entries import BELOW_ROLE, CHOICES_ROLE, DEPTH_ROLE, TEMPLATE_ROLE, Index
from ui.theme import Theme
from ui.widgets.notes.editors import ChoiceEditor, TextEditor
from ui.widgets.notes.view import PADDING, NoteView
from ui.widgets.wrapped_text import draw_wrapped

_CHOICE = 30
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NotePainter(QStyledItemDelegate):
    """Wrapped texts, in rows of which the current one stands out; editors over the cells."""

    def __init__(self, theme: Theme, view: NoteView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, theme = self._view, self._theme
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = view.is_active and index.row() == view.currentIndex().row()
        self._paint_ground(painter, rect, index, here)
        room = view.text_room(rect, index.column(), index.data(DEPTH_ROLE) or 0)
        if view.indexWidget(index) is None:
            self._paint_texts(painter, room, index)
        if here and index.column() == view.currentIndex().column() and theme.shows_focus(view):
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(room.left() - 7, rect.top() + 2, room.width() + 12, rect.height() - 5)
            painter.drawRoundedRect(ring, 4, 4)
        painter.restore()

    def _paint_texts(self, painter: QPainter, room: QRectF, index: Index) -> None:
        view, theme = self._view, self._theme
        text, font = str(index.data() or ""), theme.font(12.5)
        begun = view.entries.row_at(index.row()) is not None
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        if index.data(DEPTH_ROLE) and index.column() == 0:
            painter.drawText(room.adjusted(-13, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, "–")
        painter.setPen(theme.colour("text" if begun else "muted"))
        if begun and view.entries.heads[index.column()].kind == "figure":
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, text)
            return
        height = draw_wrapped(painter, text, font, room)
        below = str(index.data(BELOW_ROLE) or "")
        if below and view.entries.is_list:
            painter.setPen(theme.colour("muted"))
            draw_wrapped(painter, below, theme.font(11), room.adjusted(0, height + 2, 0, 0))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._view.rowHeight(index.row()))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list of choices where there are some, or a text."""
        name = index.data(TEMPLATE_ROLE).name.into(language())
        if choices := index.data(CHOICES_ROLE):
            editor = ChoiceEditor(parent, choices, name=name)
            editor.chosen.connect(lambda: self._view.finish(editor, "next"))
            return editor
        return TextEditor(self._theme, parent, name=name)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what is stored, once: what is typed since is not overwritten."""
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        match editor:
            case TextEditor() if not editor.property("filled"):
                editor.show_text(value)
            case ChoiceEditor() if not editor.property("filled"):
                editor.show_value(value)
        editor.setProperty("filled", True)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Store what is written; what is refused is opened again."""
        value = ""
        match editor:
            case TextEditor():
                value = editor.toPlainText()
            case ChoiceEditor():
                value = editor.value
        if not model.setData(index, value):  # type: ignore[arg-type]
            self._view.refuse(index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the text of the cell, so that it does not move when it is written in."""
        room = self._view.text_room(QRectF(option.rect), index.column(), index.data(DEPTH_ROLE) or 0)
        cell = room.adjusted(-9, -PADDING, 9, PADDING).toRect()
        if isinstance(editor, TextEditor):
            editor.stand_over(cell)
        else:
            width = max(cell.width(), editor.sizeHint().width())
            left = min(cell.left(), max(self._view.viewport().width() - width, 0))
            editor.setGeometry(left, cell.top() + 1, width, _CHOICE)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """The keys of writing: Enter and Tab store, with Shift Enter begins a line, Esc takes back."""
        if isinstance(editor, TextEditor | ChoiceEditor) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            return event.type() == QEvent.Type.KeyPress and self._took(editor, event)
        return super().eventFilter(editor, event)

    def _took(self, editor: TextEditor | ChoiceEditor, event: QKeyEvent) -> bool:
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape:
                self._view.abandon(editor)
            case Qt.Key.Key_Tab:
                self._view.finish(editor, "next")
            case Qt.Key.Key_Backtab:
                self._view.finish(editor, "back")
            case key if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._view.finish(editor, "below")
            case _:
                return False
        return True

    def _paint_ground(self, painter: QPainter, rect: QRectF, index: Index, here: bool) -> None:
        view, theme = self._view, self._theme
        first, last = index.column() == 0, index.column() == view.entries.columnCount() - 1
        if here:
            painter.fillRect(rect, theme.colour("accent-soft"))
            if first:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
            return
        if index.row() == view.hovered_row:
            painter.fillRect(rect, theme.colour("hover"))
        left = view.margin if first else 0
        right = view.margin if last else 0
        line = QRectF(rect.left() + left, rect.bottom() - 1, rect.width() - left - right, 1)
        painter.fillRect(line, theme.colour("border"))
