"""A card of evidence as it is painted: sign and place, the fact in full, its worth, what differs, the pill to cite."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from scorecard.i18n import _
from ui.models.score.evidence_cards import CARD, Card
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.evidence_marks import SIGN_ROLES, draw_pencil, draw_sign, draw_standing
from ui.widgets.icons import draw_icon

_GAP = 8
_HEAD = 36
_LINE = 17.0
_PADDING = 11
_FOOT = 18.0
_PENCIL = 22.0


class CardPainter(QStyledItemDelegate):
    """Paints the cards of a list, and knows which of their parts can be pressed; none where they are only to read."""

    def __init__(self, view: QListView, theme: Theme, *, to_read: bool = False) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._to_read = to_read
        self._under_pointer = QPersistentModelIndex()
        self._part = ""
        self._texts: dict[tuple[str, int], QTextLayout] = {}
        self._words = (_("Cite"), _("Cited"))
        widest = max(QFontMetricsF(theme.font(12, 500)).horizontalAdvance(word) for word in self._words)
        self._pill_width = 0.0 if to_read else widest + 36

    def hover(self, index: QModelIndex, part: str) -> None:
        """Show the pointer over a part of one card, and no longer over that of another."""
        before, self._under_pointer = self._under_pointer, QPersistentModelIndex(index)
        self._part = part
        for changed in (before, self._under_pointer):
            if changed.isValid():
                self._view.update(QModelIndex(changed))

    def pill(self, rect: QRectF, card: Card) -> QRectF:
        """Where the citation of a card is turned."""
        return QRectF(rect.right() - 2 - 10 - self._pill_width, rect.top() + 9, self._pill_width, 22)

    def pencil(self, rect: QRectF) -> QRectF:
        """Where an item is changed."""
        left = rect.right() - 2 - 10 - self._pill_width - _PENCIL - 4
        return QRectF(left, rect.top() + 9, _PENCIL, _PENCIL)

    def differs(self, rect: QRectF, card: Card) -> QRectF:
        """Where one sees what differs; empty where nothing does."""
        if not card.differs:
            return QRectF()
        return QRectF(
            rect.left() + _PADDING, rect.bottom() - _GAP - _PADDING - _FOOT + 6, rect.width() - 24, _FOOT
        )

    def part(self, rect: QRectF, card: Card, point: QPointF) -> str:
        """Which part of a card can be pressed at a point, empty where none can."""
        if not self._to_read and self.pill(rect, card).contains(point):
            return "pill"
        if not self._to_read and self.pencil(rect).contains(point):
            return "pencil"
        return "differs" if self.differs(rect, card).contains(point) else ""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        card = index.data(CARD)
        lines = self._text(card, width).lineCount()
        feet = bool(card.worth) + bool(card.differs)
        return QSize(max(width - 1, 1), int(_HEAD + lines * _LINE + feet * _FOOT + _PADDING - 2) + _GAP)

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
        part = self._part if self._under_pointer == index else ""
        if not self._to_read:
            self._paint_pill(painter, self.pill(rect, card), card, hovered=part == "pill")
            draw_pencil(painter, self.pencil(rect), theme, hovered=part == "pencil")
        painter.setPen(theme.colour("text"))
        text = self._text(card, self._view.viewport().width())
        text.draw(painter, QPointF(rect.left() + _PADDING, rect.top() + _HEAD))
        self._paint_feet(painter, rect, card, rect.top() + _HEAD + text.lineCount() * _LINE + 3)
        if theme.shows_focus(self._view) and self._view.currentIndex().row() == index.row():
            marks.draw_focus_row(painter, box.adjusted(-1, 0, 1, 0), theme)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRectF, card: Card) -> None:
        theme = self._theme
        role, _glyph = SIGN_ROLES[card.sign]
        circle = QRectF(rect.left() + _PADDING, rect.top() + 10, 20, 20)
        draw_sign(painter, circle, theme, card.sign)
        font = theme.font(12, 600)
        word = QRectF(circle.right() + 8, circle.top(), QFontMetricsF(font).horizontalAdvance(card.word), 20)
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(theme.colour(role))
        painter.drawText(word.adjusted(0, 0, 2, 0), line, card.word)
        place = QRectF(word.right() + 8, word.top(), 0, 20)
        place.setRight(self.pencil(rect).left() - 4)
        font = theme.font(12)
        shown = QFontMetricsF(font).elidedText(card.place, Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        painter.drawText(place, line, shown)

    def _paint_feet(self, painter: QPainter, rect: QRectF, card: Card, top: float) -> None:
        theme, font = self._theme, self._theme.font(11.5)
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        foot = QRectF(rect.left() + _PADDING, top, rect.width() - 2 * _PADDING, _FOOT)
        painter.setFont(font)
        if card.worth:
            indent = 14 if card.standing else 0
            draw_standing(painter, QRectF(foot.left(), foot.center().y() - 4.5, 9, 9), theme, card.standing)
            room = foot.adjusted(indent, 0, 0, 0)
            shown = QFontMetricsF(font).elidedText(card.worth, Qt.TextElideMode.ElideRight, room.width())
            painter.setPen(theme.colour("muted"))
            painter.drawText(room, line, shown)
            foot.translate(0, _FOOT)
        if card.differs:
            words = _("≠ Sources differ: {ids}").format(ids=card.differs)
            shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, foot.width())
            painter.setPen(theme.colour("link"))
            painter.drawText(foot, line, shown)

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
