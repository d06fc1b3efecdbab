"""Evidence as cards beside the levels, each with its sign, its place and one press to cite it."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QMenu,
)

from scorecard.i18n import _
from ui.models.score.evidence_cards import CARD, Card, EvidenceCards
from ui.theme import Theme
from ui.widgets.score.card_painter import CardPainter


class EvidenceList(QListView):
    """The cards of an `EvidenceCards`. `cited` carries the key of the item whose citation was turned.

    `editing` carries that of an item to change, `spreading` of one to cite in several scores, `comparing` of one
    from which others differ. Up and Down walk the cards when the list has the focus, Space or Enter cites, F2
    changes, the menu key offers all that can be done; other keys belong to the page. With `to_read` nothing is done
    to the cards.
    """

    cited = Signal(str)
    editing = Signal(str)
    spreading = Signal(str)
    comparing = Signal(str)

    def __init__(self, theme: Theme, model: EvidenceCards, *, to_read: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._to_read = to_read
        self._painter = CardPainter(self, theme, to_read=to_read)
        self._nothing = ""
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(_("Evidence"))
        if not to_read:
            self.setAccessibleDescription(
                _(
                    "Up and Down walk the evidence, Space cites it, F2 changes it, the menu key offers the rest."
                )
            )
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(96)

    def set_nothing(self, sentence: str) -> None:
        """What to say when there is no card."""
        self._nothing = sentence
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        count = self.model().rowCount()
        if step and count:
            row = min(max(self.currentIndex().row() + step, 0), count - 1)
            self.setCurrentIndex(self.model().index(row, 0))
            self.scrollTo(self.currentIndex())
        elif self._to_read:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._emit(self.cited, self.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self._emit(self.editing, self.currentIndex())
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if self._to_read or not index.isValid():
            return
        point = QRectF(self.visualRect(index)).center().toPoint() if by_key else event.pos()
        menu = self.menu_of(index.row())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(point))

    def menu_of(self, row: int) -> QMenu:
        """All that can be done with the item of a row; whoever asks for the menu owns it."""
        index = QPersistentModelIndex(self.model().index(row, 0))
        card = index.data(CARD)
        menu = QMenu(self)
        menu.addAction(
            _("No longer cite it") if card.cited else _("Cite it"), lambda: self._emit(self.cited, index)
        )
        menu.addAction(_("Cite in several scores…"), lambda: self._emit(self.spreading, index))
        menu.addAction(_("Edit…"), lambda: self._emit(self.editing, index))
        if card.differs:
            menu.addAction(_("See where sources differ"), lambda: self._emit(self.comparing, index))
        menu.addSeparator()
        menu.addAction(_("Copy the text"), lambda: QApplication.clipboard().setText(_copied(card)))
        if card.link:
            menu.addAction(_("Copy the link"), lambda: QApplication.clipboard().setText(card.link))
        return menu

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index, part = self._part_at(event.position().toPoint())
        hand = Qt.CursorShape.PointingHandCursor if part else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)
        self._painter.hover(index, part)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        index, part = self._part_at(event.position().toPoint())
        match part:
            case "pill":
                self._emit(self.cited, index)
            case "pencil":
                self._emit(self.editing, index)
            case "differs":
                self._emit(self.comparing, index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0 and self._nothing:
            painter = QPainter(self.viewport())
            painter.setFont(self._theme.font(12.5))
            painter.setPen(self._theme.colour("muted"))
            wrapped = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(2, 8, -12, 0), wrapped, self._nothing)
            painter.end()

    def pill_centre(self, row: int) -> QPoint:
        """The point of the viewport at which a press cites the card of a row."""
        index = self.model().index(row, 0)
        return self._painter.pill(QRectF(self.visualRect(index)), index.data(CARD)).center().toPoint()

    def pencil_centre(self, row: int) -> QPoint:
        """The point of the viewport at which a press asks to change the item of a row."""
        return self._painter.pencil(QRectF(self.visualRect(self.model().index(row, 0)))).center().toPoint()

    def differs_centre(self, row: int) -> QPoint:
        """The point of the viewport at which a press asks to see what differs from the item of a row."""
        index = self.model().index(row, 0)
        return self._painter.differs(QRectF(self.visualRect(index)), index.data(CARD)).center().toPoint()

    def _part_at(self, point: QPoint) -> tuple[QModelIndex, str]:
        """The card under a point, and which part of it can be pressed there, empty where none can."""
        index = self.indexAt(point)
        if index.isValid():
            part = self._painter.part(QRectF(self.visualRect(index)), index.data(CARD), QPointF(point))
            if part:
                return index, part
        return QModelIndex(), ""

    def _emit(self, signal: SignalInstance, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.isValid():
            signal.emit(index.data(CARD).key)


def _copied(card: Card) -> str:
    """An item as it is pasted elsewhere: the fact, and where it stands."""
    return f"{card.text} ({card.place})" if card.place else card.text
