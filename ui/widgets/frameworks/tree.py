"""The rows of a framework, painted: codes and names under their sections, with what is new and what is missing."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from scorecard.i18n import _
from ui.models.frameworks.tree import ROW, FrameworkTree, Place, Row
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icons import draw_icon
from ui.widgets.place_view import paint_ground

_ROW = 24
_CODE = 46
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class FrameworkTreeView(QListView):
    """The places of a framework to open; what is current is what is open.

    `opened` carries the `Place` that a person went to; `entered` that they want to write there. With Alt, Up and
    Down ask to move it (`moved`), Ins to add beside it (`added`), Del to retire or restore it (`retired`).
    """

    opened = Signal(object)
    entered = Signal()
    moved = Signal(int)
    added = Signal()
    retired = Signal()

    def __init__(self, theme: Theme, model: FrameworkTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = model
        self._showing = False
        self.setModel(model)
        self.setAccessibleName(_("Sections and criteria"))
        self.setProperty("ring", "none")
        self.setProperty("ground", "surface")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_TreePainter(self, theme))

    def show_place(self, place: Place) -> None:
        """Mark the place that is open, without announcing it."""
        self._showing = True
        index = self._tree.index_of(place)
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        self._showing = False

    def reset(self) -> None:
        """Take over other rows where the person has scrolled to."""
        before = self.verticalScrollBar().value()
        super().reset()
        self.doItemsLayout()
        self.verticalScrollBar().setValue(before)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # noqa: N802
        """Announce the place a person went to."""
        super().currentChanged(current, previous)
        place = self._tree.place_at(current)
        if place is not None and not self._showing:
            self.opened.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Up if alt:
                self.moved.emit(-1)
            case Qt.Key.Key_Down if alt:
                self.moved.emit(1)
            case Qt.Key.Key_Insert:
                self.added.emit()
            case Qt.Key.Key_Delete:
                self.retired.emit()
            case key if key in _ENTER:
                self.entered.emit()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setProperty("keyed", False)
        super().mousePressEvent(event)


class _TreePainter(QStyledItemDelegate):
    def __init__(self, view: FrameworkTreeView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROW)
        rect = QRectF(option.rect)
        here = index == self._view.currentIndex()
        painter.save()
        if row.place.kind in ("section", "heading") and not here:
            painter.fillRect(rect, self._theme.colour("sunken"))
        if row.place.kind != "heading":
            paint_ground(painter, option, self._theme, here=here)
        heavy = here or row.place.kind in ("section", "heading")
        ink = "muted" if row.place.kind in ("retired", "heading") else "text"
        right = self._paint_end(painter, rect, row)
        left = rect.left() + 16
        if row.place.kind == "section":
            marks.draw_section_tick(painter, QRectF(left, rect.top(), 4, _ROW), self._theme, row.section)
            left += 12
        elif row.code:
            left += 12
            self._write(painter, QRectF(left, rect.top(), _CODE, _ROW), row.code, 11, 400, "muted")
            left += _CODE
        name = QRectF(left, rect.top(), right - left - 8, _ROW)
        self._write(painter, name, row.name, 12, 600 if heavy else 400, ink)
        if here and self._theme.shows_focus(self._view):
            marks.draw_focus_row(painter, rect, self._theme)
        painter.restore()

    def _paint_end(self, painter: QPainter, rect: QRectF, row: Row) -> float:
        """What stands at the right of a row; returns where it begins."""
        right = rect.right() - 14
        if row.missing:
            sign = QRectF(right - 14, rect.center().y() - 7, 14, 14)
            draw_icon(painter, sign, self._theme, "alert", "warning")
            right = sign.left() - 4
        if row.mark:
            font = self._theme.font(11)
            width = QFontMetricsF(font).horizontalAdvance(row.mark) + 2
            self._write(painter, QRectF(right - width, rect.top(), width, _ROW), row.mark, 11, 400, "muted")
            right -= width
        return right

    def _write(self, painter: QPainter, rect: QRectF, text: str, px: float, weight: int, ink: str) -> None:
        font = self._theme.font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, cut)
