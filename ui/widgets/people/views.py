"""The tables of evaluators and of rounds, painted."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.models.columns import CELL_ROLE, Column
from ui.models.people.table import EvaluatorRow, RoundRow
from ui.theme import Theme
from ui.widgets.data_table import RIGHT, DataTable, Index, RowDelegate
from ui.widgets.icons import draw_icon
from ui.widgets.marks import draw_progress

_BAR = 56
_STEPS = 1_000


class PeopleView(DataTable):
    """Evaluators or rounds to choose one of."""

    def __init__(
        self,
        theme: Theme,
        model: QAbstractItemModel,
        columns: tuple[Column, ...],
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, name=name, row_height=36, head_height=44, head_ground="sunken", margin=24, parent=parent
        )
        self.setModel(model)
        self.setItemDelegate(_PeopleDelegate(theme, self))
        self.set_columns(columns)


class _PeopleDelegate(RowDelegate):
    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        row = index.data(CELL_ROLE)
        text = index.data()
        match row:
            case EvaluatorRow() if column.kind == "progress":
                done = round(row.load.share * _STEPS)
                bar = QRectF(rect.left(), rect.top(), _BAR, rect.height())
                draw_progress(painter, bar, self.theme, done, _STEPS)
                self.write(painter, rect.adjusted(_BAR + 6, 0, 0, 0), text, ink="muted", px=12)
            case _ if column.kind == "figure":
                ink = "muted" if text == "0" else "text"
                self.write(painter, rect, text, ink=ink, align=RIGHT)
            case RoundRow() if index.column() == 3 and row.round.closed:
                box = QRectF(rect.left(), rect.center().y() - 7, 14, 14)
                draw_icon(painter, box, self.theme, "lock")
                self.write(painter, rect.adjusted(20, 0, 0, 0), text)
            case _:
                super().paint_cell(painter, rect, index, column, selected)
