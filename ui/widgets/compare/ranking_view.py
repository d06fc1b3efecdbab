"""The ranking, painted: bars with their intervals, chances of ranks, and below a line those without a rank."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from scorecard.i18n import _
from ui.models.columns import CELL_ROLE, Column
from ui.models.compare.ranking import RankingTable
from ui.models.compare.ranking_rows import Divider, RankingRow, SectionMean, held_down, section_figure
from ui.theme import Theme
from ui.widgets.compare.chance_cells import draw_chances, draw_ranks
from ui.widgets.data_table import (
    LEFT,
    RIGHT,
    DataTable,
    Index,
    RowDelegate,
    TableHead,
    axis_rect,
    paint_axis,
)
from ui.widgets.marks import draw_interval

_FIGURE = 34
_ROW, _HEAD, _MARGIN = 34, 56, 20


class RankingView(DataTable):
    """Programmes best first. The line above those without a rank spans all columns and cannot be chosen.

    `sight_changed` says that other rows are to be seen.
    """

    sight_changed = Signal()

    def __init__(self, theme: Theme, model: RankingTable, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=_("Ranking"),
            row_height=_ROW,
            head_height=_HEAD,
            head_ground="surface",
            margin=_MARGIN,
            parent=parent,
        )
        self.chances_settled = True
        self._model = model
        self._spanned = -1
        self.setHorizontalHeader(_RankingHead(theme, _HEAD, "surface", _MARGIN, self))
        self.setModel(model)
        self.setItemDelegate(_RankingDelegate(theme, self))
        model.modelReset.connect(self._arrange)
        model.layoutChanged.connect(self._span)
        self.verticalScrollBar().valueChanged.connect(self.sight_changed)
        self.verticalScrollBar().rangeChanged.connect(self.sight_changed)

    def settle_chances(self, settled: bool) -> None:
        """Show chances that are not `settled` dim, until they are."""
        if settled != self.chances_settled:
            self.chances_settled = settled
            self.viewport().update()

    def first_below(self) -> int:
        """The place of the first row that is not wholly to be seen, for being too far below; -1 where none is."""
        bottom = self.viewport().height()
        place = self.rowAt(max(bottom - 1, 0))
        if place < 0:
            return -1
        if self.rowViewportPosition(place) + _ROW <= bottom:
            place += 1
        return place if place < self._model.rowCount() else -1

    def scroll_on(self) -> None:
        """Bring the first row that is out of sight below to the top."""
        self.verticalScrollBar().setValue(
            self.verticalScrollBar().value() + self.viewport().height() // _ROW * _ROW
        )

    def scroll_to_unranked(self) -> None:
        """Bring the programmes without a rank to the top of what is seen."""
        divider = self._model.divider()
        if divider >= 0:
            self.scrollTo(self._model.index(divider, 0), self.ScrollHint.PositionAtTop)

    def _arrange(self) -> None:
        self._spanned = -1
        self.clearSpans()
        self._span()
        self.set_columns(self._model.columns)

    def _span(self) -> None:
        divider = self._model.divider()
        if divider == self._spanned:
            return
        self.clearSpans()
        self._spanned = divider
        if divider >= 0 and self._model.columnCount() > 1:
            self.setSpan(divider, 0, 1, self._model.columnCount())


class _RankingHead(TableHead):
    """Above the chances stand their ranks."""

    def paint_head(self, painter: QPainter, rect: QRectF, column: Column, section: int) -> None:
        if column.kind != "chances":
            super().paint_head(painter, rect, column, section)
            return
        words = QRectF(rect.left(), rect.bottom() - 40, rect.width(), 18)
        painter.setFont(self._theme.font(12, 500))
        painter.setPen(self._theme.colour("text"))
        title = painter.fontMetrics().elidedText(
            column.title, Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, LEFT, title)
        draw_ranks(
            painter, QRectF(rect.left(), rect.bottom() - 24, rect.width(), 22), self._theme, column.axis
        )


class _RankingDelegate(RowDelegate):
    _table: RankingView

    def paint_ground(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        if not isinstance(index.data(CELL_ROLE), Divider):
            super().paint_ground(painter, rect, index, selected)
            return
        margin = self._table.margin
        painter.fillRect(rect, self.theme.colour("sunken"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self.theme.colour("border"))
        self.write(painter, QRectF(rect).adjusted(margin, 0, -margin, 0), index.data(), ink="muted", px=12)

    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        row = index.data(CELL_ROLE)
        if not isinstance(row, RankingRow):
            return
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        ranked = row.score is not None
        ink = "text" if ranked else "muted"
        match column.kind:
            case "rank":
                weight = 600 if ranked and (row.rank or 0) <= 3 else 500
                self.write(painter, rect, text, ink=ink, weight=weight)
            case "name":
                weight = 600 if selected else 500 if ranked else 400
                room = rect
                if row.held_by:
                    room = rect.adjusted(0, 0, 0, -14)
                    held = rect.adjusted(0, 15, 0, 0)
                    self.write(painter, held, held_down(row), ink="muted", px=11)
                self.write(painter, room, text, ink=ink, weight=weight, keep_last=True)
            case "bar":
                self._paint_bar(painter, rect, row, column)
            case "figure":
                px, weight = (13, 600) if ranked else (12, 400)
                self.write(painter, rect, text, ink=ink, px=px, weight=weight, align=RIGHT)
            case "share":
                self.write(painter, rect, text, ink="muted", align=RIGHT)
            case "mean":
                self._paint_mean(painter, rect, row.sections[column.section], column)
            case "chances":
                draw_chances(painter, rect, self.theme, row.chances, settled=self._table.chances_settled)
            case _:
                self.write(painter, rect, text, align=LEFT)

    def _paint_bar(self, painter: QPainter, rect: QRectF, row: RankingRow, column: Column) -> None:
        axis = axis_rect(rect, column)
        paint_axis(painter, axis, self.theme, column.top)
        if row.low is not None and row.high is not None:
            draw_interval(painter, axis, self.theme, row.low, row.high, row.score, column.top, solid=True)

    def _paint_mean(self, painter: QPainter, rect: QRectF, mean: SectionMean, column: Column) -> None:
        """A small bar with its figure; only the figure, in brackets, where the evidence is too thin."""
        figure = QRectF(rect.right() - _FIGURE, rect.top(), _FIGURE, rect.height())
        ink = "text" if mean.enough else "muted"
        self.write(painter, figure, section_figure(mean), ink=ink, px=12, align=RIGHT)
        room = QRectF(rect.left() + 8, rect.center().y() - 2, max(rect.width() - _FIGURE - 12, 0), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("grid"))
        painter.drawRoundedRect(room, 2, 2)
        if mean.enough and mean.score is not None and column.top:
            room.setWidth(max(room.width() * mean.score / column.top, 2))
            painter.setBrush(self.theme.colour("data"))
            painter.drawRoundedRect(room, 2, 2)
