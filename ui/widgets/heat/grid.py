"""The grid of the heat map: an item view that paints only what is in sight, from pictures drawn beforehand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QMenu, QTableView, QToolTip, QWidget

from scorecard.analysis.views.heat import Order
from scorecard.i18n import _
from ui.models.heat.heatmap import FIRST, HeatTable, Index
from ui.models.heat.orders import is_by_letters, named, order_in_words
from ui.theme import Theme
from ui.widgets.data_table import tip
from ui.widgets.heat.layout import CELL_WIDTH, HEAD, ROW, HeatLayout
from ui.widgets.heat.painter import HeatPainter
from ui.widgets.heat.sight import Sight

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class HeatGrid(QTableView):
    """Cells to move among. It takes from `QTableView` what screen readers need, and places and paints all itself.

    `opened` carries the cell on which Enter was pressed or that was double clicked; `asked` the one of which details
    are wanted, and whether it was the current one before; `ordered` the order wanted; `typed` the letters that
    somebody looks for. `moved` says that something else is in sight.
    """

    opened = Signal(QModelIndex)
    asked = Signal(QModelIndex, bool)
    ordered = Signal(object)
    typed = Signal(str)
    moved = Signal()

    def __init__(self, theme: Theme, model: HeatTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.table = model
        self.figures = True
        self.hovered_row = -1
        self.hovered_head: Order | None = None
        self.places = HeatLayout(0, 0, (), 0)
        self._painter = HeatPainter(theme)
        self.setAccessibleName(_("Heat map: programmes by criteria"))
        self.setProperty("ring", "none")
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        if corner := self.findChild(QAbstractButton):
            corner.hide()
        meeting = QWidget()
        meeting.setProperty("ground", "surface")
        self.setCornerWidget(meeting)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setModel(model)
        model.modelReset.connect(self._renew)
        model.layoutChanged.connect(self.updateGeometries)

    def show_figures(self, shown: bool) -> None:
        """Show the figures in the cells, or colour and tone alone."""
        self.figures = shown
        self.viewport().update()

    @property
    def down(self) -> int:
        """How many pixels of the programmes are scrolled: whole rows."""
        return self.verticalScrollBar().value() // ROW * ROW

    def below(self) -> int:
        """How many programmes are out of sight below."""
        return self.places.rows - self.places.rows_from(self.down).stop

    def go_to(self, index: Index, *, in_sight: bool) -> None:
        """Make a cell the current one, and bring it into sight or leave it where it is."""
        self.setAutoScroll(in_sight)
        self.setCurrentIndex(index)
        self.setAutoScroll(True)

    def page_down(self) -> None:
        """Bring what is below into sight."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep())

    def visualRect(self, index: Index) -> QRect:  # noqa: N802
        return self._sight().rect(index.row(), index.column()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        row, column = self._sight().cell_at(point)
        return self.table.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        places, bar, across = self.places, self.verticalScrollBar(), self.horizontalScrollBar()
        top = places.top_of(index.row())
        if hint is QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(top)
        else:
            bar.setValue(max(min(self.down, top), top + ROW - places.room))
        place = index.column() - FIRST
        if 0 <= place < len(places.lefts):
            left = places.lefts[place]
            across.setValue(max(min(across.value(), left), left + CELL_WIDTH - places.window))

    def updateGeometries(self) -> None:  # noqa: N802
        """Place everything anew. What `QTableView` would do here serves its own headers, which are hidden."""
        QAbstractItemView.updateGeometries(self)
        framework = self.table.framework
        size = self.viewport().size()
        sections = [len(one.criteria) for one in framework.sections] if framework else []
        names = self._painter.head.name_widths(framework) if framework else []
        rows, divider = self.table.rowCount(), self.table.divider
        self.places = HeatLayout(size.width(), size.height(), sections, rows, divider, names)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, self.places.most_across)
        across.setPageStep(max(self.places.window, 1))
        across.setSingleStep(CELL_WIDTH)
        down.setRange(0, self.places.most_down)
        down.setPageStep(self.places.room)
        down.setSingleStep(ROW)
        self.viewport().update()
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        self.viewport().update()
        self.moved.emit()

    def horizontalOffset(self) -> int:  # noqa: N802
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:  # noqa: N802
        return self.down

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802
        return QRegion(self.viewport().rect())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, HEAD + 3 * ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What one was at in sight stays in sight."""
        current = self.currentIndex()
        was_in_sight = current.row() in self.places.rows_from(self.down)
        self.updateGeometries()
        if was_in_sight:
            self.scrollTo(current)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painter.paint(self.viewport(), self._sight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and index.isValid():
            self.ordered.emit(self.table.order_of(index.column(), key == Qt.Key.Key_Down))
        elif key in _ENTER and index.isValid():
            self.opened.emit(index)
        elif key == Qt.Key.Key_Space and index.isValid():
            self.asked.emit(index, True)
        elif (target := self._target(key, control)) is not None:
            self.setCurrentIndex(target)
        elif event.text().isprintable() and event.text().strip() and not control:
            self.typed.emit(event.text())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setProperty("keyed", False)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        if (order := self._sight().order_at(point)) is not None:
            self.ordered.emit(order)
            return
        index = self.indexAt(point)
        if index.isValid():
            again = index == self.currentIndex()
            self.setCurrentIndex(index)
            self.asked.emit(index, again)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press is all that counts."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.opened.emit(index)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._hover(self.indexAt(point).row(), self._sight().order_at(point))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1, None)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self._tip(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The orders by a column; the key of the menu asks for the column that the person is at."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        asked = None if by_key else self._sight().order_at(event.pos())
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        order = asked or (self.table.order_of(index.column(), True) if index.isValid() else None)
        framework = self.table.framework
        if order is None or framework is None:
            return
        menu = QMenu(self)
        for falling in (not is_by_letters(order), is_by_letters(order)):
            wanted = order._replace(falling=falling)
            menu.addAction(order_in_words(framework, wanted), lambda wanted=wanted: self.ordered.emit(wanted))
        if index.isValid() and asked is None:
            menu.addSeparator()
            here = index.siblingAtColumn(index.column())
            menu.addAction(_("Open in Score"), lambda: self.opened.emit(here))
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.visualRect(index).bottomLeft() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(corner))

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters go to the field in which one finds."""

    def _sight(self) -> Sight:
        return Sight(
            table=self.table,
            places=self.places,
            down=self.down,
            across=self.horizontalScrollBar().value(),
            current=self.currentIndex(),
            hovered_row=self.hovered_row,
            hovered_head=self.hovered_head,
            figures=self.figures,
            focused=self.hasFocus(),
        )

    def _target(self, key: int, control: bool) -> QModelIndex | None:
        """Where a key leads from the current cell; None for other keys and where there is nothing."""
        rows, columns = self.table.rowCount(), self._sight().columns()
        if not rows or not columns:
            return None
        current = self.currentIndex()
        row = max(current.row(), 0)
        at = columns.index(current.column()) if current.column() in columns else columns.index(FIRST)
        page = max(self.places.room // ROW - 1, 1)
        if key in _STEPS:
            down, across = _STEPS[key]
            row, at = row + down, at + across
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            row += page if key == Qt.Key.Key_PageDown else -page
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = key == Qt.Key.Key_End
            if control:
                row = rows - 1 if last else 0
            else:
                at = len(columns) - 1 if last else 0
        else:
            return None
        at, row = min(max(at, 0), len(columns) - 1), min(max(row, 0), rows - 1)
        return self.table.index(row, columns[at])

    def _hover(self, row: int, head: Order | None) -> None:
        if (row, head) != (self.hovered_row, self.hovered_head):
            self.hovered_row, self.hovered_head = row, head
            shape = Qt.CursorShape.PointingHandCursor if head else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def _tip(self, point: QPoint) -> str:
        order, framework = self._sight().order_at(point), self.table.framework
        if order is None or framework is None:
            index = self.indexAt(point)
            return str(index.data(Qt.ItemDataRole.ToolTipRole) or "") if index.isValid() else ""
        sentence = _(
            "Click to sort: {order}. With keys: Ctrl+Down puts the highest first, Ctrl+Up the lowest."
        )
        return f"{named(framework, order)}\n{sentence.format(order=order_in_words(framework, order))}"

    def _renew(self) -> None:
        self._painter.forget()
        self.updateGeometries()
