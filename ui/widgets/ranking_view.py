"""The ranking, painted: bars with their intervals, and below a line the programmes without a rank."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from scorecard.i18n import _
from ui.models.columns import CELL_ROLE, Column
from ui.models.ranking import Divider, RankingRow, RankingTable, SectionMean, section_figure
from ui.theme import Theme
from ui.widgets.data_table import LEFT, RIGHT, DataTable, Index, RowDelegate, axis_rect, paint_axis
from ui.widgets.marks import draw_interval

_FIGURE = 34


class RankingView(DataTable):
    """Programmes best first. The line above those without a rank spans all columns and cannot be chosen."""

    def __init__(self, theme: Theme, model: RankingTable, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=_("Ranking"),
            row_height=34,
            head_height=56,
            head_ground="surface",
            margin=20,
            parent=parent,
        )
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_RankingDelegate(theme, self))
        model.modelReset.connect(self._arrange)

    def _arrange(self) -> None:
        self.clearSpans()
        divider = self._model.divider()
        if divider >= 0 and self._model.columnCount() > 1:
            self.setSpan(divider, 0, 1, self._model.columnCount())
        self.set_columns(self._model.columns)

    def scroll_to_unranked(self) -> None:
        """Bring the programmes without a rank to the top of what is seen."""
        divider = self._model.divider()
        if divider >= 0:
            self.scrollTo(self._model.index(divider, 0), self.ScrollHint.PositionAtTop)


class _RankingDelegate(RowDelegate):
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
                self.write(painter, rect, text, ink=ink, weight=weight, keep_last=True)
            case "bar":
                self._paint_bar(painter, rect, row, column)
            case "figure":
                px, weight = (13, 600) if ranked else (12, 400)
                self.write(painter, rect, text, ink=ink, px=px, weight=weight, align=RIGHT)
            case "share":
                self.write(painter, rect, text, ink="muted", align=RIGHT)
            case "mean":
                self._paint_mean(painter, rect, row.sections[column.section], column)
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
