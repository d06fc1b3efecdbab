"""The matrix of duties, painted: names stay in sight at the left, a box says what is assigned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from scorecard.i18n import _
from scorecard.model.programme import Programme
from ui.models.columns import CELL_ROLE, COLUMN_ROLE, Column
from ui.models.people.words import duty_word
from ui.theme import Theme
from ui.widgets.data_table import LEFT, RIGHT, DataTable, Index, RowDelegate, TableHead, tip
from ui.widgets.icons import draw_icon
from ui.widgets.marks import elide_keeping_last_word
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.evaluators.duties import Duty

_ROW, _HEAD = 32, 48
_NAMES, _MOST_NAMES = 320, 560
_LEAST, _MOST = 176, 220
"""Of the column of an evaluator."""
_ID = 54
_MARGIN = 24
_BOX = 16
_PAD = 8
_FIGURES = 44


class DutyView(DataTable):
    """Cells to choose, one or many. `toggled` says that the box of the chosen ones was pressed, or the space bar."""

    toggled = Signal()
    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=_("Assignments: programmes by evaluators"),
            row_height=_ROW,
            head_height=_HEAD,
            head_ground="sunken",
            margin=0,
            parent=parent,
        )
        self.names = _NAMES
        self.setHorizontalHeader(_EvaluatorHead(theme, self))
        self.setVerticalHeader(_NameHead(theme, self))
        self._corner = label(theme, _("Programme"), "field", parent=self)
        self._corner.setProperty("ground", "sunken")
        self._corner.setContentsMargins(_MARGIN, 0, 0, 0)
        meeting = QWidget()
        meeting.setProperty("ground", "surface")
        self.setCornerWidget(meeting)
        self.setItemDelegate(_DutyDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.marked.connect(lambda _index: self.toggled.emit())

    def duties(self) -> list[Duty]:
        """The duties of the chosen cells, by row and column."""
        chosen = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        return [index.data(CELL_ROLE) for index in chosen]

    def choose(self, index: Index) -> None:
        """Choose one cell and bring it into sight."""
        self.setCurrentIndex(index)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Take over the columns; they grow only so far, and names get what is left over."""
        super().set_columns(columns)
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        count = max(self.model().columnCount(), 1)
        width = min(max((room - _NAMES) // count, _LEAST), _MOST)
        self.names = min(max(room - count * width, _NAMES), _MOST_NAMES)
        for column in range(self.model().columnCount()):
            self.setColumnWidth(column, width)
        self.verticalHeader().setFixedWidth(self.names)
        self._corner.setGeometry(0, 0, self.names, _HEAD - 1)
        self._corner.raise_()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a box toggles it; with a press on one of several chosen boxes they all follow."""
        index = self.indexAt(event.position().toPoint())
        on_box = event.button() == Qt.MouseButton.LeftButton and self._is_box(
            index, event.position().toPoint()
        )
        if on_box and not event.modifiers():
            self.setProperty("keyed", False)
            if not self.selectionModel().isSelected(index):
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.toggled.emit()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two presses on a box are two presses."""
        if self._is_box(self.indexAt(event.position().toPoint()), event.position().toPoint()):
            self.mousePressEvent(event)
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.model().rowCount():
            row = 0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1
            self.setCurrentIndex(self.model().index(row, max(self.currentIndex().column(), 0)))
            return
        super().keyPressEvent(event)

    def selectionChanged(self, selected: object, deselected: object) -> None:  # noqa: N802
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.chosen.emit()

    def _is_box(self, index: Index, position: QPoint) -> bool:
        if not index.isValid():
            return False
        duty = index.data(CELL_ROLE)
        rect = self.visualRect(index)
        return not duty.conflict and position.x() < rect.left() + _PAD + _BOX + 4


class _DutyDelegate(RowDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self.theme.colour("accent-soft"))
        elif index.row() == self._table.hovered_row:
            painter.fillRect(rect, self.theme.colour("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self.theme.colour("border"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), self.theme.colour("border"))
        self._paint_duty(painter, QRectF(rect).adjusted(_PAD, 0, -_PAD, -1), index.data(CELL_ROLE))
        if index == self._table.currentIndex() and self._table.hasFocus():
            shows = self.theme.shows_focus(self._table)
            painter.setPen(QPen(self.theme.colour("focus" if shows else "accent"), 2 if shows else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def _paint_duty(self, painter: QPainter, rect: QRectF, duty: Duty) -> None:
        box = QRectF(rect.left(), rect.center().y() - _BOX / 2, _BOX, _BOX)
        if duty.conflict:
            draw_icon(painter, box, self.theme, "alert", "warning")
        else:
            self._paint_box(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), ticked=duty.assignment.owed)
        words = rect.adjusted(_BOX + 8, 0, -_FIGURES, 0)
        if icon := {"submitted": "lock", "approved": "circle-check"}.get(duty.status, ""):
            glyph = QRectF(words.left(), words.center().y() - 7, 14, 14)
            draw_icon(painter, glyph, self.theme, icon, "positive" if duty.status == "approved" else "text")
            words.setLeft(glyph.right() + 4)
        word = duty_word(duty)
        ink = "warning" if duty.conflict else "text" if duty.status != "draft" else "muted"
        self.write(painter, words, word, ink=ink, px=12, weight=500 if duty.status != "draft" else 400)
        if duty.answered or duty.owed or duty.status != "draft":
            figures = QRectF(rect.right() - _FIGURES, rect.top(), _FIGURES, rect.height())
            self.write(painter, figures, f"{duty.answered}/{duty.of}", ink="muted", px=11, align=RIGHT)

    def _paint_box(self, painter: QPainter, box: QRectF, *, ticked: bool) -> None:
        painter.setPen(QPen(self.theme.colour("accent" if ticked else "control"), 1))
        painter.setBrush(self.theme.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            draw_icon(painter, box.adjusted(1, 1, -1, -1), self.theme, "check", "accent-text")


class _EvaluatorHead(TableHead):
    """The evaluators: a name, and below it how much of what they owe is in."""

    def __init__(self, theme: Theme, parent: DataTable) -> None:
        super().__init__(theme, _HEAD, "sunken", 0, parent)
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        column = self.model().headerData(section, Qt.Orientation.Horizontal, COLUMN_ROLE)
        if not rect.isValid() or not isinstance(column, Column):
            return
        painter.save()
        painter.fillRect(rect, self._theme.colour("sunken"))
        inside = QRectF(rect).adjusted(_PAD, 7, -_PAD, -7)
        font = self._theme.font(12, 500)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        name = elide_keeping_last_word(QFontMetricsF(font), column.title, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(self._theme.font(11))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, column.brief)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colour("border"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), self._theme.colour("border"))
        painter.restore()


class _NameHead(QHeaderView):
    """The programmes at the left, in sight however far one scrolls; a click chooses the whole row."""

    def __init__(self, theme: Theme, parent: DutyView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._table = parent
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(_ROW)
        self.setDefaultSectionSize(_ROW)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(self._table.names, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        programme = self.model().headerData(section, Qt.Orientation.Vertical, CELL_ROLE)
        if not rect.isValid() or not isinstance(programme, Programme):
            return
        current = self._table.currentIndex().row() == section
        painter.save()
        painter.fillRect(rect, self._theme.colour("surface"))
        id_box = QRectF(rect.left() + _MARGIN, rect.top(), _ID - 8, rect.height())
        font = self._theme.font(12)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        metrics = QFontMetricsF(font)
        painter.drawText(
            id_box, LEFT, metrics.elidedText(programme.id, Qt.TextElideMode.ElideRight, id_box.width())
        )
        name_box = QRectF(rect).adjusted(_MARGIN + _ID, 0, -12, 0)
        font = self._theme.font(12.5, 600 if current else 500)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        name = elide_keeping_last_word(
            QFontMetricsF(font), programme.label.replace("\n", " "), name_box.width()
        )
        painter.drawText(name_box, LEFT, name)
        painter.fillRect(rect.left() + _MARGIN, rect.bottom(), rect.width(), 1, self._theme.colour("border"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), self._theme.colour("border"))
        painter.restore()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("surface"))
        painter.end()
        super().paintEvent(event)  # type: ignore[arg-type]

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self.logicalIndexAt(event.pos())
            said = self.model().headerData(row, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
            QToolTip.showText(event.globalPos(), tip(said or ""), self)
            return True
        return super().viewportEvent(event)
