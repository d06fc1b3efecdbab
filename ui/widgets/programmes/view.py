"""The table of programmes, painted: progress, profile and score beside what one sorts by."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from scorecard.i18n import _
from ui.models.columns import CELL_ROLE, Column
from ui.models.programmes.found_programmes import FoundProgrammes, GroupHead
from ui.models.programmes.rows import ProgrammeRow
from ui.theme import Theme
from ui.widgets.data_table import (
    CENTRE,
    RIGHT,
    DataTable,
    Index,
    RowDelegate,
    axis_rect,
    mark_rect,
    paint_axis,
)
from ui.widgets.icons import draw_icon
from ui.widgets.marks import draw_interval, draw_progress

_BAR = 46
_SIGN = 13
_SIGNS = {"draft": ("", ""), "submitted": ("lock", "muted"), "approved": ("circle-check", "positive")}
"""How far whoever scores is with a programme: an icon and its ink; the tip says it in words."""


class ProgrammeView(DataTable):
    """Programmes to select, not to edit; a click on a head sorts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=_("Programmes"),
            row_height=32,
            head_height=44,
            head_ground="sunken",
            margin=24,
            parent=parent,
        )
        self.setItemDelegate(_ProgrammeDelegate(theme, self))
        self.setSortingEnabled(True)
        self.horizontalHeader().setSectionsClickable(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().sortIndicatorChanged.connect(self.scrollToTop)

    def select_row(self, row: int, *, in_sight: bool = True) -> None:
        """The same, but where a group has its head it is the row below."""
        model = self.model()
        is_head = isinstance(model, FoundProgrammes) and model.is_head(row)
        super().select_row(row + 1 if is_head else row, in_sight=in_sight)

    def show_chosen(self) -> None:
        """Bring the row that is chosen into sight, also right after rows have moved."""
        if self.currentIndex().isValid():
            self.updateGeometries()
            self.scrollTo(self.currentIndex())


class _ProgrammeDelegate(RowDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        head = index.data(CELL_ROLE)
        if isinstance(head, GroupHead):
            self._paint_head(painter, option, index)
        else:
            super().paint(painter, option, index)

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The name of a group runs across the columns: each cell paints its own part of it."""
        painter.save()
        painter.setClipRect(option.rect)
        painter.fillRect(option.rect, self.theme.colour("sunken"))
        bottom = option.rect.bottom()
        painter.fillRect(option.rect.left(), bottom, option.rect.width(), 1, self.theme.colour("border"))
        view = self._table
        left = view.columnViewportPosition(0) + view.margin
        whole = QRectF(left, option.rect.top(), view.viewport().width() - view.margin, option.rect.height())
        self.write(painter, whole, index.siblingAtColumn(0).data() or "", ink="text", weight=600, px=12)
        painter.restore()

    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        row = index.data(CELL_ROLE)
        if not isinstance(row, ProgrammeRow):
            return
        match column.kind:
            case "progress":
                self._paint_progress(painter, rect, row, column)
            case "mark":
                self._paint_mark(painter, rect, row, column)
            case "score":
                self._paint_score(painter, rect, index, row, column)
            case _:
                super().paint_cell(painter, rect, index, column, selected)

    def _paint_progress(self, painter: QPainter, rect: QRectF, row: ProgrammeRow, column: Column) -> None:
        figure = QRectF(rect.left() + _BAR + 4, rect.top(), 24, rect.height())
        if row.answered is None:
            self.write(painter, figure, "–", ink="muted", px=12, align=RIGHT)
            return
        draw_progress(
            painter,
            QRectF(rect.left(), rect.top(), _BAR, rect.height()),
            self.theme,
            row.answered,
            column.top,
        )
        self.write(painter, figure, str(row.answered), ink="muted", px=12, align=RIGHT)
        sign, ink = ("flag", "warning") if row.conflict else _SIGNS[row.status]
        if sign:
            place = QRectF(figure.right() + 4, rect.center().y() - _SIGN / 2, _SIGN, _SIGN)
            draw_icon(painter, place, self.theme, sign, ink)

    def _paint_mark(self, painter: QPainter, rect: QRectF, row: ProgrammeRow, column: Column) -> None:
        mark = row.marks[column.section]
        ink, weight = ("text", 600) if mark.printed else ("muted", 400)
        self.write(painter, mark_rect(rect), mark.text, ink=ink, weight=weight, px=13, align=CENTRE)

    def _paint_score(
        self, painter: QPainter, rect: QRectF, index: Index, row: ProgrammeRow, column: Column
    ) -> None:
        axis = axis_rect(rect, column)
        paint_axis(painter, axis, self.theme, column.top, short=True)
        if row.low is not None and row.high is not None and row.coverage:
            draw_interval(painter, axis, self.theme, row.low, row.high, row.score, column.top)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        ink, weight = ("muted", 400) if row.score is None else ("text", 600)
        self.write(painter, rect, text, ink=ink, weight=weight, align=RIGHT)
