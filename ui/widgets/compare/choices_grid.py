"""Ranks under our other choices, painted: names that stay in sight, and heads that say who is first under each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QToolTip, QWidget

from scorecard.i18n import _
from ui.models.columns import CELL_ROLE, COLUMN_ROLE
from ui.models.compare.sensitivity import ChoiceHead, ChoicesTable, RankCell, RankedName
from ui.theme import Theme
from ui.widgets.data_table import CENTRE, LEFT, RIGHT, DataTable, Index, RowDelegate, tip
from ui.widgets.marks import elide_keeping_last_word

_ROW = 30
_MARGIN = 20
_GAP = 8
_GROUP, _NAME, _LINE = 22, 34, 18
_HEAD = _GROUP + _NAME + 2 * _LINE + 10
_LEAST, _WIDEST = 54, 104
_NAMES_LEAST, _NAMES_MOST = 236, 420
_ROOMY = 1.08
"""The names get what columns leave that have this much of what they need."""


class ChoicesGrid(DataTable):
    """Programmes as asked by choices. `adopted` carries the column of the choice that a person wants to ask.

    A click on a head adopts its choice, and so does the space bar on any cell below it.
    """

    adopted = Signal(int)

    def __init__(self, theme: Theme, model: ChoicesTable, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=_("Ranks under other choices"),
            row_height=_ROW,
            head_height=_HEAD,
            head_ground="surface",
            margin=_MARGIN,
            parent=parent,
        )
        self._model = model
        self.setHorizontalHeader(_Heads(theme, self))
        self.setVerticalHeader(_Names(theme, self))
        self._corner = _Corner(theme, self)
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(theme, self))
        model.modelReset.connect(self._share)
        self.horizontalHeader().sectionClicked.connect(self.adopted)
        self.verticalHeader().sectionDoubleClicked.connect(
            lambda place: self.opened.emit(model.index(place, 0))
        )
        self.marked.connect(lambda index: self.adopted.emit(index.column()))

    def heads(self) -> tuple[ChoiceHead, ...]:
        """The heads that are shown."""
        return self._model.heads

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        self.verticalHeader().viewport().update()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _hover(self, row: int) -> None:
        super()._hover(row)
        self.verticalHeader().viewport().update()

    def _share(self) -> None:
        """Names and columns share the width; where that is too little the columns scroll beside the names."""
        heads = self._model.heads
        self._corner.setVisible(bool(heads))
        if not heads:
            return
        least = [self._room_for(head) for head in heads]
        for start, end in runs(heads):
            title = QFontMetricsF(self.theme.font(11)).horizontalAdvance(heads[start].group) + 2 * _GAP
            least[start] += max(ceil(title) - sum(least[start:end]), 0)
        room = self.viewport().width() + self.verticalHeader().width()
        names = min(max(room - int(sum(least) * _ROOMY) - _MARGIN, _NAMES_LEAST), _NAMES_MOST)
        self.verticalHeader().setFixedWidth(names)
        extra = max(room - names - sum(least) - _MARGIN, 0) // len(heads)
        for place, width in enumerate(least):
            last = _MARGIN if place == len(heads) - 1 else 0
            self.setColumnWidth(place, width + extra + last)
        self._corner.setGeometry(
            self.frameWidth(), self.frameWidth(), names, self.horizontalHeader().height()
        )
        self._corner.raise_()

    def _room_for(self, head: ChoiceHead) -> int:
        metrics = QFontMetricsF(self.theme.font(11.5, 500))
        largest = self._model.rowCount()
        words = [*head.name.split(), head.first, f"{largest} ▼{largest}"]
        return min(max(ceil(max(map(metrics.horizontalAdvance, words))) + _GAP + 4, _LEAST), _WIDEST)


def runs(heads: Sequence[ChoiceHead]) -> list[tuple[int, int]]:
    """Where the columns of each kind of choice begin and end, the end not counted."""
    starts = [
        place for place, head in enumerate(heads) if not place or head.choice != heads[place - 1].choice
    ]
    return list(pairwise([*starts, len(heads)]))


class _CellDelegate(RowDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, RankCell):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        if selected or index.row() == self._table.hovered_row:
            painter.fillRect(rect, self.theme.colour("accent-soft" if selected else "hover"))
        last = _MARGIN if index.column() == index.model().columnCount() - 1 else 0
        painter.fillRect(rect.left(), rect.bottom(), rect.width() - last, 1, self.theme.colour("border"))
        inside = QRectF(rect).adjusted(3, 3, -3 - last, -4)
        if cell.moved:
            painter.setPen(QPen(self.theme.colour("border"), 1))
            painter.setBrush(self.theme.colour("sunken"))
            painter.drawRoundedRect(inside.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self._paint_rank(painter, inside, cell)
        if self.theme.shows_focus(self._table) and index == self._table.currentIndex():
            painter.setPen(QPen(self.theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside.adjusted(0, 0, 0, 0), 4, 4)
        painter.restore()

    def _paint_rank(self, painter: QPainter, rect: QRectF, cell: RankCell) -> None:
        """The rank up to the middle, and from there on how it changes, so that both align down the column."""
        ink = "text" if cell.moved else "muted"
        if not cell.rank:
            self.write(painter, rect, "–", ink=ink, align=CENTRE)
            return
        needed = QFontMetricsF(self.theme.font(11)).horizontalAdvance(cell.change) + 8
        middle = min(rect.center().x() - 3, rect.right() - needed)
        number = QRectF(rect.left(), rect.top(), middle - rect.left(), rect.height())
        weight = 600 if cell.rank == 1 or cell.moved else 400
        self.write(painter, number, str(cell.rank), ink=ink, weight=weight, align=RIGHT)
        change = QRectF(middle + 5, rect.top(), rect.right() - middle - 5, rect.height())
        self.write(painter, change, cell.change, ink=ink, px=11)


class _Heads(QHeaderView):
    """What is chosen, under the title of its kind; who is first there; how many programmes have another rank."""

    def __init__(self, theme: Theme, table: ChoicesGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme = theme
        self._hovered = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Other choices"))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("surface"))
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_groups(painter)
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        head = self.model().headerData(section, Qt.Orientation.Horizontal, COLUMN_ROLE)
        if not isinstance(head, ChoiceHead):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = _MARGIN if section == self.count() - 1 else 0
        inside = QRectF(rect).adjusted(2, _GROUP, -2 - last, -1)
        if section == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(inside.adjusted(0, 1, 0, -2), 4, 4)
        name = QRectF(inside.left(), inside.top(), inside.width(), _NAME)
        painter.setFont(self._theme.font(11.5, 500))
        painter.setPen(self._theme.colour("link" if section == self._hovered else "text"))
        painter.drawText(name, CENTRE | Qt.TextFlag.TextWordWrap, self._fitting(painter, head.name, name))
        first = QRectF(inside.left(), name.bottom() + 2, inside.width(), _LINE)
        self._write(painter, first, head.first, head.other_first)
        moved = QRectF(inside.left(), first.bottom(), inside.width(), _LINE)
        self._write(painter, moved, str(head.moved), head.moved > 0)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colour("border"))
        painter.restore()

    def viewportEvent(self, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.ToolTip if isinstance(event, QHelpEvent):
                section = self.logicalIndexAt(event.pos())
                words = self.model().headerData(
                    section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
                )
                QToolTip.showText(event.globalPos(), tip(words or ""), self)
                return True
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                self._hover(self.logicalIndexAt(event.position().toPoint()))
            case QEvent.Type.Leave:
                self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()

    def _paint_groups(self, painter: QPainter) -> None:
        """The title of each kind of choice over all its columns, and a line under it."""
        table = self.parent()
        assert isinstance(table, ChoicesGrid)
        heads = table.heads()
        for start, end in runs(heads):
            left = self.sectionViewportPosition(start) + 4
            right = self.sectionViewportPosition(end - 1) + self.sectionSize(end - 1) - 4
            if end == len(heads):
                right -= _MARGIN
            room = QRectF(left, 2, right - left, _GROUP - 6)
            painter.setFont(self._theme.font(11))
            painter.setPen(self._theme.colour("muted"))
            metrics = QFontMetricsF(painter.font())
            words = metrics.elidedText(heads[start].group, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, CENTRE, words)
            painter.fillRect(QRectF(left, _GROUP - 3, right - left, 1), self._theme.colour("outline"))

    def _write(self, painter: QPainter, rect: QRectF, text: str, strong: bool) -> None:
        font = self._theme.font(11.5, 600 if strong else 400)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text" if strong else "muted"))
        words = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, CENTRE, words)

    def _fitting(self, painter: QPainter, name: str, room: QRectF) -> str:
        """A name that finds room in two lines; cut where it does not."""
        flags = CENTRE | Qt.TextFlag.TextWordWrap
        needed = painter.boundingRect(room, flags, name)
        if needed.height() <= room.height() and needed.width() <= room.width():
            return name
        return elide_keeping_last_word(QFontMetricsF(painter.font()), name, room.width())


class _Names(QHeaderView):
    """The rank as asked and the name of each programme; they stay where they are while the ranks scroll."""

    def __init__(self, theme: Theme, table: ChoicesGrid) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._theme = theme
        self.setMinimumSectionSize(_ROW)
        self.setDefaultSectionSize(_ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Programmes in the order as asked"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("surface"))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        name = self.model().headerData(section, Qt.Orientation.Vertical, CELL_ROLE)
        table = self.parent()
        if not isinstance(name, RankedName) or not isinstance(table, ChoicesGrid):
            return
        painter.save()
        selected = section == table.currentIndex().row()
        if selected:
            painter.fillRect(rect, self._theme.colour("accent-soft"))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._theme.colour("accent"))
        elif section == table.hovered_row:
            painter.fillRect(rect, self._theme.colour("hover"))
        left = 0 if selected else _MARGIN
        painter.fillRect(rect.left() + left, rect.bottom(), rect.width(), 1, self._theme.colour("border"))
        ink = "text" if name.rank else "muted"
        inside = QRectF(rect).adjusted(_MARGIN, 0, -_GAP, 0)
        painter.setPen(self._theme.colour(ink))
        painter.setFont(self._theme.font(12.5, 600 if name.rank else 400))
        painter.drawText(inside, LEFT, str(name.rank or "–"))
        id_room = 56.0
        painter.setFont(self._theme.font(12.5, 600 if selected else 500 if name.rank else 400))
        words = inside.adjusted(34, 0, -id_room, 0)
        metrics = QFontMetricsF(painter.font())
        painter.drawText(
            words, LEFT, elide_keeping_last_word(metrics, name.programme.label, words.width() - 6)
        )
        painter.setFont(self._theme.font(11.5))
        painter.setPen(self._theme.colour("muted"))
        id = QRectF(inside.right() - id_room, inside.top(), id_room - 4, inside.height())
        cut = QFontMetricsF(painter.font()).elidedText(
            name.programme.id, Qt.TextElideMode.ElideRight, id.width()
        )
        painter.drawText(id, RIGHT, cut)
        painter.restore()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            section = self.logicalIndexAt(event.pos())
            words = self.model().headerData(section, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
            QToolTip.showText(event.globalPos(), tip(words or ""), self)
            return True
        return super().viewportEvent(event)


class _Corner(QWidget):
    """What the lines of the heads and the columns of the names mean, where both meet."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        inside = QRectF(self.rect()).adjusted(_MARGIN, _GROUP, -_GAP, -1)
        name = QRectF(inside.left(), inside.top(), inside.width(), _NAME)
        painter.setFont(self._theme.font(12, 500))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(name, LEFT, _("Rank as asked"))
        painter.setFont(self._theme.font(11.5))
        painter.setPen(self._theme.colour("muted"))
        first = QRectF(inside.left(), name.bottom() + 2, inside.width(), _LINE)
        painter.drawText(first, RIGHT, _("first there"))
        moved = QRectF(inside.left(), first.bottom(), inside.width(), _LINE)
        painter.drawText(moved, RIGHT, _("programmes with another rank"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("border"))
        painter.end()
