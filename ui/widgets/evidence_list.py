"""Evidence as cards beside the levels, each with its sign, its place and one press to cite it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from scorecard.i18n import _
from scorecard.model.programme import Sign
from ui.models.evidence_cards import CARD, Card, EvidenceCards
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icons import draw_icon

_GAP = 8
_HEAD = 36
_LINE = 17.0
_PADDING = 11
_STATUS: dict[Sign, tuple[str, str]] = {
    "+": ("positive", "plus"),
    "-": ("danger", "minus"),
    "~": ("warning", "tilde"),
    "?": ("info", "question"),
}


class EvidenceList(QListView):
    """The cards of an `EvidenceCards`. `cited` carries the key of the item whose citation was turned.

    Up and Down walk the cards when the list has the focus, Space or Enter cites; other keys belong to the page.
    """

    cited = Signal(str)

    def __init__(self, theme: Theme, model: EvidenceCards) -> None:
        super().__init__()
        self._theme = theme
        self._painter = _CardPainter(self, theme)
        self._nothing = ""
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(_("Evidence"))
        self.setAccessibleDescription(_("Up and Down walk the evidence, Space cites it."))
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
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._turn(self.currentIndex())
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._pill_at(event.position().toPoint())
        hand = Qt.CursorShape.PointingHandCursor if over.isValid() else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)
        self._painter.hover(over)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._turn(self._pill_at(event.position().toPoint()))

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

    def _pill_at(self, point: QPoint) -> QModelIndex:
        index = self.indexAt(point)
        if index.isValid():
            pill = self._painter.pill(QRectF(self.visualRect(index)), index.data(CARD))
            if pill.contains(QPointF(point)):
                return index
        return QModelIndex()

    def _turn(self, index: QModelIndex) -> None:
        if index.isValid():
            self.cited.emit(index.data(CARD).key)


class _CardPainter(QStyledItemDelegate):
    def __init__(self, view: EvidenceList, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._under_pointer = QPersistentModelIndex()
        self._texts: dict[tuple[str, int], QTextLayout] = {}
        self._words = (_("Cite"), _("Cited"))
        widest = max(QFontMetricsF(theme.font(12, 500)).horizontalAdvance(word) for word in self._words)
        self._pill_width = widest + 36

    def hover(self, index: QModelIndex) -> None:
        """Show the pointer over one pill, and no longer over another."""
        before, self._under_pointer = self._under_pointer, QPersistentModelIndex(index)
        for changed in (before, self._under_pointer):
            if changed.isValid():
                self._view.update(QModelIndex(changed))

    def pill(self, rect: QRectF, card: Card) -> QRectF:
        """Where the citation of a card is turned."""
        return QRectF(rect.right() - 2 - 10 - self._pill_width, rect.top() + 9, self._pill_width, 22)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        lines = self._text(index.data(CARD), width).lineCount()
        return QSize(max(width - 1, 1), int(_HEAD + lines * _LINE + _PADDING - 2) + _GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card, theme = index.data(CARD), self._theme
        rect = QRectF(option.rect)
        box = rect.adjusted(2.5, 1.5, -2.5, 0.5 - _GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent-line" if card.cited else "border"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(box, 8, 8)
        self._paint_head(painter, rect, card)
        self._paint_pill(painter, self.pill(rect, card), card, hovered=self._under_pointer == index)
        painter.setPen(theme.colour("text"))
        text = self._text(card, self._view.viewport().width())
        text.draw(painter, QPointF(rect.left() + _PADDING, rect.top() + _HEAD))
        if theme.shows_focus(self._view) and self._view.currentIndex().row() == index.row():
            marks.draw_focus_row(painter, box.adjusted(-1, 0, 1, 0), theme)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRectF, card: Card) -> None:
        theme = self._theme
        role, glyph = _STATUS[card.sign]
        circle = QRectF(rect.left() + _PADDING, rect.top() + 10, 20, 20)
        painter.setPen(QPen(theme.colour(role), 1))
        painter.setBrush(theme.colour(f"{role}-soft"))
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        draw_icon(painter, circle.adjusted(4, 4, -4, -4), theme, glyph, role)
        font = theme.font(12, 600)
        word = QRectF(circle.right() + 8, circle.top(), QFontMetricsF(font).horizontalAdvance(card.word), 20)
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(theme.colour(role))
        painter.drawText(word.adjusted(0, 0, 2, 0), line, card.word)
        place = QRectF(word.right() + 8, word.top(), 0, 20)
        place.setRight(self.pill(rect, card).left() - 8)
        font = theme.font(12)
        shown = QFontMetricsF(font).elidedText(card.place, Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        painter.drawText(place, line, shown)

    def _paint_pill(self, painter: QPainter, pill: QRectF, card: Card, *, hovered: bool) -> None:
        theme = self._theme
        ground, edge, ink = (
            ("accent-soft", "accent-line", "link") if card.cited else ("raised", "control", "text")
        )
        painter.setPen(QPen(theme.colour("accent" if hovered and card.cited else edge), 1))
        painter.setBrush(theme.colour("hover" if hovered and not card.cited else ground))
        half = pill.height() / 2
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), half, half)
        sign = QRectF(pill.left() + 10, pill.center().y() - 6, 12, 12)
        draw_icon(painter, sign, theme, "check" if card.cited else "quote", ink)
        painter.setFont(theme.font(12, 500))
        painter.setPen(theme.colour(ink))
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(pill.adjusted(27, 0, 0, 0), line, self._words[card.cited])

    def _text(self, card: Card, width: int) -> QTextLayout:
        place = (card.text, width)
        if place not in self._texts:
            if len(self._texts) > 400:
                self._texts.clear()
            font = self._theme.font(12.5)
            layout = QTextLayout(card.text.replace("\n", "\N{LINE SEPARATOR}"), font)
            layout.setCacheEnabled(True)
            layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
            slack = (_LINE - QFontMetricsF(font).height()) / 2
            layout.beginLayout()
            number = 0
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(width - 2 * _PADDING, 80))
                line.setPosition(QPointF(0, number * _LINE + slack))
                number += 1
            layout.endLayout()
            self._texts[place] = layout
        return self._texts[place]
