"""The evidence register as a quiet list that grows to its contents and is read in a longer page."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scorecard.i18n import _
from ui.models.score.evidence_cards import CARD, Card, EvidenceCards
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.evidence_marks import draw_pencil, draw_sign, draw_standing
from ui.widgets.wrapped_text import draw_wrapped, wrapped_height

Index = QModelIndex | QPersistentModelIndex

_INDENT = 28
_PAD = 7
_PENCIL = 24


class RegisterLines(QListView):
    """The items of an `EvidenceCards` under one another, without a scroll bar of its own.

    Up and Down walk them, Enter or F2 asks to change one, Delete to remove one.
    """

    editing = Signal(str)
    removing = Signal(str)

    def __init__(self, theme: Theme, model: EvidenceCards, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = _LinePainter(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(_("Evidence"))
        self.setAccessibleDescription(
            _("Up and Down walk the evidence, Enter changes an item, Delete removes it.")
        )
        self.setProperty("ring", "self")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        model.modelReset.connect(self._grow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        count, index = self.model().rowCount(), self.currentIndex()
        if step and count:
            self.setCurrentIndex(self.model().index(min(max(index.row() + step, 0), count - 1), 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and index.isValid():
            self.editing.emit(index.data(CARD).key)
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self.removing.emit(index.data(CARD).key)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._pencil_at(event.position().toPoint())
        hand = Qt.CursorShape.PointingHandCursor if over.isValid() else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)
        self._painter.hover(over)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self._pencil_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.editing.emit(index.data(CARD).key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._pencil_at(event.position().toPoint()).isValid():
            self.editing.emit(index.data(CARD).key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def pencil_centre(self, row: int) -> QPoint:
        """The point of the viewport at which a press asks to change the item of a row."""
        rect = QRectF(self.visualRect(self.model().index(row, 0)))
        return self._painter.pencil(rect).center().toPoint()

    def _pencil_at(self, point: QPoint) -> QModelIndex:
        index = self.indexAt(point)
        if index.isValid() and self._painter.pencil(QRectF(self.visualRect(index))).contains(QPointF(point)):
            return index
        return QModelIndex()

    def _grow(self) -> None:
        option = QStyleOptionViewItem()
        option.rect.setWidth(self.viewport().width())
        model = self.model()
        heights = (
            self._painter.sizeHint(option, model.index(row, 0)).height() for row in range(model.rowCount())
        )
        self.setFixedHeight(sum(heights))


class _LinePainter(QStyledItemDelegate):
    """A sign, the fact in full, and below it its place with the criteria, its worth, and what differs."""

    def __init__(self, theme: Theme, view: RegisterLines) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._under_pointer = QPersistentModelIndex()

    def hover(self, index: QModelIndex) -> None:
        """Show the pointer over one pencil, and no longer over another."""
        before, self._under_pointer = self._under_pointer, QPersistentModelIndex(index)
        for changed in (before, self._under_pointer):
            if changed.isValid():
                self._view.update(QModelIndex(changed))

    def pencil(self, rect: QRectF) -> QRectF:
        """Where an item is changed."""
        return QRectF(rect.right() - _PENCIL + 2, rect.top() + _PAD - 2, 22, 22)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card = index.data(CARD)
        width = self._view.viewport().width() - _INDENT
        height = wrapped_height(card.text, self._theme.font(12.5), width - _PENCIL)
        height += sum(
            wrapped_height(words, self._theme.font(11.5), width - left) + 2
            for words, left, _ink in self._below(card)
        )
        return QSize(0, round(height + 2 * _PAD + 1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card, rect, theme = index.data(CARD), QRectF(option.rect), self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_sign(painter, QRectF(rect.left() + 1, rect.top() + _PAD, 18, 18), theme, card.sign)
        draw_pencil(painter, self.pencil(rect), theme, hovered=self._under_pointer == index)
        words = rect.adjusted(_INDENT, _PAD, -_PENCIL, -_PAD)
        painter.setPen(theme.colour("text"))
        below = rect.adjusted(_INDENT, _PAD, 0, -_PAD)
        below.setTop(below.top() + draw_wrapped(painter, card.text, theme.font(12.5), words) + 2)
        for shown, left, ink in self._below(card):
            if left:
                draw_standing(painter, QRectF(below.left(), below.top() + 3, 9, 9), theme, card.standing)
            painter.setPen(theme.colour(ink))
            box = below.adjusted(left, 0, 0, 0)
            below.setTop(below.top() + draw_wrapped(painter, shown, theme.font(11.5), box) + 2)
        if index.row() < index.model().rowCount() - 1:
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.drawLine(
                QPointF(rect.left() + _INDENT, rect.bottom() - 0.5),
                QPointF(rect.right(), rect.bottom() - 0.5),
            )
        if theme.shows_focus(self._view) and self._view.currentIndex().row() == index.row():
            marks.draw_focus_row(painter, rect, theme)
        painter.restore()

    def _below(self, card: Card) -> list[tuple[str, float, str]]:
        """The lines under a fact with their indent and their ink."""
        place = "  ·  ".join(filter(None, (card.place, card.codes)))
        otherwise = _("Otherwise: {ids}").format(ids=card.differs) if card.differs else ""
        lines = (
            (place, 0.0, "muted"),
            (card.worth, 14.0 if card.standing else 0.0, "muted"),
            (card.link, 0.0, "muted"),
            (otherwise, 0.0, "warning"),
        )
        return [line for line in lines if line[0]]
