"""A table of rows that are chosen as a whole, with its head: painted from the palette, never edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.models.columns import COLUMN_ROLE, Column
from ui.theme import Theme
from ui.widgets.icons import draw_icon
from ui.widgets.marks import elide_keeping_last_word, section_colour

Index = QModelIndex | QPersistentModelIndex

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

_GAP = 10
"""Between the text of one column and that of the next."""
_WIDEST_WORD = 120
"""The most that a head asks for: a column may bear any name."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DataTable(QTableView):
    """Rows painted by a `RowDelegate` under a `TableHead`.

    `opened` carries the index of a row that was double clicked, or on which Enter was pressed; `marked` that of
    one on which the space bar was. Columns share the width as their `Column` says; the first and the last keep
    `margin` pixels to the edge.
    """

    opened = Signal(QModelIndex)
    marked = Signal(QModelIndex)

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        row_height: int,
        head_height: int,
        head_ground: str,
        margin: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.margin = margin
        self.hovered_row = -1
        self._columns: Sequence[Column] = ()
        self.setAccessibleName(name)
        self.setProperty("ring", "none")
        self.setHorizontalHeader(TableHead(theme, head_height, head_ground, margin, self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(row_height)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self.opened)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Take over the widths of columns; to be called when the model has others."""
        self._columns = columns
        self._share_width()

    def select_row(self, row: int, *, in_sight: bool = True) -> None:
        """Choose a row of the model that is shown and bring it into sight, or leave it where it is; -1 chooses none."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        column = max(self.currentIndex().column(), 0)
        self.setAutoScroll(in_sight)
        self.setCurrentIndex(self.model().index(row, column))
        self.setAutoScroll(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.model().rowCount():
            self.select_row(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
            return
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.marked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setProperty("keyed", False)
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            before, self.hovered_row = self.hovered_row, row
            for changed in (before, row):
                if changed >= 0:
                    top, height = self.rowViewportPosition(changed), self.rowHeight(changed)
                    self.viewport().update(0, top, self.viewport().width(), height)

    def _share_width(self) -> None:
        if not self._columns:
            return
        widths = [max(column.least, self._widest_word(column)) for column in self._columns]
        room = max(self.viewport().width() - sum(widths) - 2 * self.margin, 0)
        given = _shared(self._columns, widths, room)
        given[0] += self.margin
        given[-1] += self.margin
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width + given[place])

    def _widest_word(self, column: Column) -> int:
        """What the head of a column needs, which breaks between words and nowhere else; 0 for heads of other kinds."""
        if _has_drawn_head(column):
            return 0
        metrics = QFontMetricsF(self.theme.font(12, 500))
        return min(
            ceil(max(map(metrics.horizontalAdvance, column.title.split()), default=0)) + _GAP, _WIDEST_WORD
        )


def _shared(columns: Sequence[Column], widths: Sequence[int], room: int) -> list[int]:
    """What each column gets of the room that is left: its parts of it, or less where it has enough."""
    given = [0] * len(columns)
    open_places = [place for place, column in enumerate(columns) if column.stretch]
    while open_places:
        left = room - sum(given)
        parts = sum(columns[place].stretch for place in open_places)
        full = [
            place
            for place in open_places
            if columns[place].most
            and widths[place] + left * columns[place].stretch // parts > columns[place].most
        ]
        if not full:
            for place in open_places:
                given[place] = left * columns[place].stretch // parts
            break
        for place in full:
            given[place] = max(columns[place].most - widths[place], 0)
        open_places = [place for place in open_places if place not in full]
    return given


def _has_drawn_head(column: Column) -> bool:
    """Whether the head of a column is no plain title: the brief name of a section, or an axis."""
    return column.kind in ("mark", "mean") or bool(column.top and column.kind in ("bar", "score"))


class RowDelegate(QStyledItemDelegate):
    """Paints a row's ground and the plain columns; the delegate of a table adds `paint_cell` for the others."""

    def __init__(self, theme: Theme, table: DataTable) -> None:
        super().__init__(table)
        self.theme = theme
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self.paint_ground(painter, option.rect, index, selected)
        column = index.model().headerData(index.column(), Qt.Orientation.Horizontal, COLUMN_ROLE)
        if isinstance(column, Column):
            self.paint_cell(painter, self.inside(option.rect, index), index, column, selected)
        if selected and self.theme.shows_focus(self._table):
            self._paint_focus(painter, index)
        painter.restore()

    def paint_ground(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        """The colour of the row and the line below it."""
        first, last = index.column() == 0, index.column() == index.model().columnCount() - 1
        if selected:
            painter.fillRect(rect, self.theme.colour("accent-soft"))
            if first:
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self.theme.colour("accent"))
            return
        if index.row() == self._table.hovered_row:
            painter.fillRect(rect, self.theme.colour("hover"))
        margin = self._table.margin
        left = rect.left() + (margin if first else 0)
        width = rect.width() - (margin if first else 0) - (margin if last else 0)
        painter.fillRect(left, rect.bottom(), width, 1, self.theme.colour("border"))

    def inside(self, rect: QRect, index: Index) -> QRectF:
        """The room of a cell's contents within its rectangle."""
        first, last = index.column() == 0, index.column() == index.model().columnCount() - 1
        margin = self._table.margin
        return QRectF(rect).adjusted(margin if first else 0, 0, -margin if last else -_GAP, 0)

    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        """The contents of a cell; here a text, or for the column `name` one that keeps its last word."""
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        ink = "muted" if column.kind == "id" else "text"
        weight = 600 if selected and column.kind == "name" else 500 if column.kind == "name" else 400
        px = 12 if column.kind == "id" else 12.5
        self.write(painter, rect, text, ink=ink, weight=weight, px=px, keep_last=column.kind == "name")

    def write(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        *,
        ink: str = "text",
        px: float = 12.5,
        weight: int = 400,
        align: Qt.AlignmentFlag = LEFT,
        keep_last: bool = False,
    ) -> None:
        """One line of text; where it is cut, its end goes, or with `keep_last` its middle."""
        font = self.theme.font(px, weight)
        painter.setFont(font)
        painter.setPen(self.theme.colour(ink))
        line = text.replace("\n", " ")
        metrics = QFontMetricsF(font)
        if keep_last:
            line = elide_keeping_last_word(metrics, line, rect.width())
        elif metrics.horizontalAdvance(line) > rect.width():
            line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, align, line)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tips in lines that can be read, not as wide as the screen."""
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        if event.type() != QEvent.Type.ToolTip or not text:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tip(text), view, option.rect)
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._table.verticalHeader().defaultSectionSize())

    def _paint_focus(self, painter: QPainter, index: Index) -> None:
        """Each cell paints its part of the ring around the row."""
        table = self._table
        top, height = table.rowViewportPosition(index.row()), table.rowHeight(index.row())
        whole = QRectF(3, top + 2, table.viewport().width() - 5, height - 4)
        painter.setPen(QPen(self.theme.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(whole, 4, 4)


class TableHead(QHeaderView):
    """The head of a table: words, the ids of sections over their colour, and axes with their figures."""

    def __init__(self, theme: Theme, height: int, ground: str, margin: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._height = height
        self._ground = ground
        self._margin = margin
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        model = self.model()
        column = model.headerData(section, Qt.Orientation.Horizontal, COLUMN_ROLE) if model else None
        if not rect.isValid() or not isinstance(column, Column):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, self._theme.colour(self._ground))
        last = section == self.count() - 1
        inside = QRectF(rect).adjusted(
            self._margin if section == 0 else 0, 0, -self._margin if last else -_GAP, 0
        )
        self.paint_head(painter, inside, column, section)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colour("border"))
        painter.restore()

    def paint_head(self, painter: QPainter, rect: QRectF, column: Column, section: int) -> None:
        """The contents of one head; the head of a table adds those of its own columns."""
        if column.kind in ("mark", "mean"):
            self._paint_section_name(painter, rect, column)
        elif _has_drawn_head(column):
            self._paint_axis(painter, rect, column)
        else:
            self._paint_words(painter, rect, column, section)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour(self._ground))
        painter.end()
        super().paintEvent(event)  # type: ignore[arg-type]

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            column = self._column_at(event.pos())
            QToolTip.showText(event.globalPos(), tip(column.tip) if column else "", self)
            return True
        return super().viewportEvent(event)

    def _column_at(self, position: QPoint) -> Column | None:
        section = self.logicalIndexAt(position)
        found = (
            self.model().headerData(section, Qt.Orientation.Horizontal, COLUMN_ROLE) if section >= 0 else None
        )
        return found if isinstance(found, Column) else None

    def _paint_words(self, painter: QPainter, rect: QRectF, column: Column, section: int) -> None:
        font = self._theme.font(12, 500)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        right = column.kind in ("figure", "share")
        wrapped = (RIGHT if right else LEFT) | Qt.TextFlag.TextWordWrap
        painter.drawText(rect, wrapped, column.title)
        if self._sorts(section):
            width = min(metrics.horizontalAdvance(column.title) + 3, rect.width() - 3)
            self._paint_arrow(painter, rect.left() + width, rect.center().y())

    def _paint_section_name(self, painter: QPainter, rect: QRectF, column: Column) -> None:
        """The colour of the section as a short rule under its name, which may take two lines."""
        painter.setFont(self._theme.font(11, 500))
        painter.setPen(self._theme.colour("text"))
        if column.kind == "mark":
            words = mark_rect(QRectF(rect.left(), rect.center().y() - 16, rect.width(), 18))
            painter.drawText(words, CENTRE, column.title)
            rule = QRectF(words.center().x() - 8, words.bottom() + 3, 16, 4)
        else:
            words = rect.adjusted(0, 8, 0, -14)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
            needed = painter.boundingRect(words, flags, column.title)
            fits = needed.height() <= words.height() and needed.width() <= words.width()
            painter.drawText(words, flags, column.title if fits else column.brief)
            rule = QRectF(rect.right() - 24, rect.bottom() - 10, 24, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(section_colour(self._theme, column.section))
        painter.drawRoundedRect(rule, 2, 2)
        if self._sorts(self.logicalIndexAt(int(rect.center().x()))):
            self._paint_arrow(painter, rule.right() + 2, rule.center().y())

    def _paint_axis(self, painter: QPainter, rect: QRectF, column: Column) -> None:
        """The title, and below it the figures of the axis over the bars."""
        painter.setFont(self._theme.font(12, 500))
        painter.setPen(self._theme.colour("text"))
        words = QRectF(rect.left(), rect.bottom() - 40, rect.width(), 18)
        metrics = QFontMetricsF(painter.font())
        title = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, rect.width() - 16)
        painter.drawText(words, LEFT, title)
        if self._sorts(self.logicalIndexAt(int(rect.center().x()))):
            width = metrics.horizontalAdvance(title)
            self._paint_arrow(painter, rect.left() + width + 3, words.center().y())
        axis = axis_rect(rect, column)
        painter.setFont(self._theme.font(11))
        painter.setPen(self._theme.colour("muted"))
        for position in axis_positions(column.top):
            x = axis.left() + axis.width() * position / column.top
            painter.drawText(QRectF(x - 12, rect.bottom() - 21, 24, 16), CENTRE, column.axis[position])

    def _sorts(self, section: int) -> bool:
        return self.isSortIndicatorShown() and self.sortIndicatorSection() == section

    def _paint_arrow(self, painter: QPainter, x: float, y: float) -> None:
        down = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        draw_icon(painter, QRectF(x, y - 6, 12, 12), self._theme, "chevron-down" if down else "chevron-up")


def axis_rect(inside: QRectF, column: Column) -> QRectF:
    """Where the axis of a column with bars stands, for its head and its cells alike."""
    if column.kind == "score":
        return inside.adjusted(4, 0, -48, 0)
    return inside.adjusted(2, 0, -14, 0)


def mark_rect(inside: QRectF) -> QRectF:
    """Where the mark of a section stands: narrow columns need the room between them too."""
    return inside.adjusted(-3, 0, _GAP - 3, 0)


def axis_positions(top: int) -> range:
    """The positions that an axis from 0 to `top` shows: all of them as long as there is room."""
    return range(0, top + 1, 1 if top <= 6 else top)


def paint_axis(painter: QPainter, axis: QRectF, theme: Theme, top: int, *, short: bool = False) -> None:
    """The grid behind a bar: a line at each figure as high as `axis`, or `short` ticks on a thin line."""
    painter.setPen(QPen(theme.colour("border" if short else "grid"), 1))
    y = axis.center().y()
    half = 5.0 if short else axis.height() / 2
    for position in axis_positions(top):
        x = round(axis.left() + axis.width() * position / top) + 0.5
        painter.drawLine(QPointF(x, y - half), QPointF(x, y + half))
    if short:
        painter.setPen(QPen(theme.colour("grid"), 1))
        painter.drawLine(QPointF(axis.left(), y), QPointF(axis.right(), y))


def tip(text: str) -> str:
    """A tip that wraps: rich text does, plain text does not."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<qt>{plain}</qt>" if text else ""
