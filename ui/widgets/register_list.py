"""Evidence and sources' ratings as quiet lists that grow to their contents and are read in a longer page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scorecard.i18n import _
from scorecard.model.framework import Framework
from scorecard.model.programme import Rating, Sign
from ui.models.register import ITEM_ROLE, Register, place_of
from ui.theme import Theme
from ui.widgets.icons import draw_icon
from ui.widgets.marks import draw_section_tick

Index = QModelIndex | QPersistentModelIndex

_SIGNS: dict[Sign, tuple[str, str]] = {
    "+": ("positive", "plus"),
    "-": ("danger", "minus"),
    "~": ("warning", "tilde"),
    "?": ("info", "question"),
}
_INDENT = 28
_PAD = 7


class RegisterList(QListView):
    """The items of a `Register` under one another, without a scroll bar of its own."""

    def __init__(self, theme: Theme, model: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_EvidenceDelegate(theme, self))
        self.setAccessibleName(_("Evidence"))
        self.setProperty("ring", "self")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        model.modelReset.connect(self._grow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _grow(self) -> None:
        delegate = self.itemDelegate()
        option = QStyleOptionViewItem()
        option.rect.setWidth(self.viewport().width())
        model = self.model()
        heights = (delegate.sizeHint(option, model.index(row, 0)).height() for row in range(model.rowCount()))
        self.setFixedHeight(sum(heights))


class _EvidenceDelegate(QStyledItemDelegate):
    """A sign, the fact in full, and its place with the criteria below."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = index.data(ITEM_ROLE)
        width = self._view.viewport().width() - _INDENT
        height = _wrapped_height(item.text, self._theme.font(12.5), width)
        height += _wrapped_height(place_of(item), self._theme.font(11.5), width)
        return QSize(0, round(height + 2 * _PAD + 3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM_ROLE)
        rect = QRectF(option.rect)
        role, glyph = _SIGNS[item.sign]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(rect.left() + 1, rect.top() + _PAD, 18, 18)
        painter.setPen(QPen(self._theme.colour(role), 1))
        painter.setBrush(self._theme.colour(f"{role}-soft"))
        painter.drawEllipse(disc)
        draw_icon(painter, disc.adjusted(3, 3, -3, -3), self._theme, glyph, role)
        words = rect.adjusted(_INDENT, _PAD, 0, -_PAD)
        painter.setPen(self._theme.colour("text"))
        top = _wrapped_draw(painter, item.text, self._theme.font(12.5), words)
        painter.setPen(self._theme.colour("muted"))
        _wrapped_draw(painter, place_of(item), self._theme.font(11.5), words.adjusted(0, top + 3, 0, 0))
        if index.row() < index.model().rowCount() - 1:
            painter.setPen(QPen(self._theme.colour("border"), 1))
            painter.drawLine(
                QPointF(words.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5)
            )
        painter.restore()


class RatingCard(QWidget):
    """The sources' own ratings, word for word: what is rated, the mark in ink, words and footnote below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ratings: tuple[Rating, ...] = ()
        self._sections: tuple[int, ...] = ()
        self._one_place = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show(self, ratings: Sequence[Rating], frameworks: Sequence[Framework]) -> None:  # type: ignore[override]
        """Show these ratings; one of a section has its tick. A place that all share is left to the head."""
        places = {
            section.id: place for framework in frameworks for place, section in enumerate(framework.sections)
        }
        self._ratings = tuple(ratings)
        self._sections = tuple(places.get(rating.section, -1) for rating in ratings)
        self._one_place = len({rating.place for rating in ratings}) == 1
        self.setAccessibleName("; ".join(_in_words(rating) for rating in ratings))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(self._theme.colour("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        top = 6.0
        for rating, section in zip(self._ratings, self._sections, strict=True):
            top += self._lay(rating, section, top, painter)
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(
            round(sum(self._lay(rating, -1, 0, None) for rating in self._ratings) + 12)
            if self._ratings
            else 0
        )

    def _lay(self, rating: Rating, section: int, top: float, painter: QPainter | None) -> float:
        """Paint a rating at `top`, or only measure it; its height."""
        strong, plain, small = self._theme.font(12.5, 600), self._theme.font(12.5), self._theme.font(11.5)
        left = 11.0
        width = self.width() - 2 * left
        indent = 11.0 if rating.section else 0.0
        mark = QFontMetricsF(strong).horizontalAdvance(rating.mark) + 8 if rating.mark else 0.0
        box = QRectF(left + indent, top + 4, width - indent - mark, 1000)
        height = _wrapped(
            painter, rating.subject, plain, box, self._theme, "muted" if rating.text else "text"
        )
        if painter is not None:
            if section >= 0:
                draw_section_tick(painter, QRectF(left, box.top() + 1, 4, 14), self._theme, section)
            painter.setFont(strong)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(
                QRectF(left, box.top(), width, 17),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
                rating.mark,
            )
        below = QRectF(left + indent, box.top() + height, width - indent, 1000)
        for words, font, ink in (
            (rating.text, plain, "text"),
            (rating.footnote, small, "muted"),
            ("" if self._one_place else rating.place, small, "muted"),
        ):
            if words:
                below.setTop(below.top() + 2)
                below.setTop(below.top() + _wrapped(painter, words, font, below, self._theme, ink))
        return below.top() - top + (7 if rating.text or rating.footnote else 4)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)


def _in_words(rating: Rating) -> str:
    return f"{rating.subject}: " + " ".join(
        filter(None, (rating.mark, rating.text, rating.footnote, rating.place))
    )


def _wrapped(painter: QPainter | None, text: str, font: QFont, box: QRectF, theme: Theme, ink: str) -> float:
    if painter is None:
        return _wrapped_height(text, font, box.width())
    painter.setPen(theme.colour(ink))
    return _wrapped_draw(painter, text, font, box)


def _wrapped_draw(painter: QPainter, text: str, font: QFont, box: QRectF) -> float:
    layout, height = _wrapping(text, font, box.width())
    layout.draw(painter, box.topLeft())
    return height


def _wrapped_height(text: str, font: QFont, width: float) -> float:
    return _wrapping(text, font, width)[1]


def _wrapping(text: str, font: QFont, width: float) -> tuple[QTextLayout, float]:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    step = round(QFontMetricsF(font).height() * 1.12)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        line.setPosition(QPointF(0, height))
        height += step
    layout.endLayout()
    return layout, height
