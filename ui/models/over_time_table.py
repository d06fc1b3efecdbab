"""What became of programmes from round to round as a table: the largest change first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from scorecard.i18n import _, pgettext
from scorecard.model.programme import Programme
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, ColumnedTable

if TYPE_CHECKING:
    from scorecard.analysis.over_time import OverTime
    from scorecard.model.evaluation import Key

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTimeRow:
    """One programme: its figures as they are shown, what they say in words, and its look in the chart, -1 if plain."""

    programme: Programme
    figures: tuple[str, ...]
    words: str
    look: int


class OverTimeTable(ColumnedTable):
    """Programmes with their score in each round, the change, and the coverage at both ends."""

    _rows: tuple[OverTimeRow, ...] = ()

    def show(self, over_time: OverTime, at_hand: Key | None) -> None:
        """Show these programmes, that at hand with its own look."""
        columns, looks = _columns(over_time), over_time.pointed_out(at_hand)
        rows = tuple(
            OverTimeRow(
                programme=over_time.programmes[row],
                figures=(
                    *over_time.score_figures(row),
                    over_time.change_figure(row),
                    over_time.coverage_figures(row),
                ),
                words=over_time.in_words(row),
                look=looks.get(row, -1),
            )
            for row in over_time.rows()
        )
        same = [one.programme.key for one in rows] == [one.programme.key for one in self._rows]
        if same and columns == self.columns:
            before, self._rows = self._rows, rows
            for place, row in enumerate(rows):
                if row != before[place]:
                    self.dataChanged.emit(self.index(place, 0), self.index(place, len(columns) - 1))
            return
        self.beginResetModel()
        self.columns, self._rows = columns, rows
        self.endResetModel()

    def place_of(self, programme: Key | None) -> int:
        """The place of a programme, -1 if it is not there."""
        return next((place for place, row in enumerate(self._rows) if row.programme.key == programme), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.programme.label if index.column() == 0 else row.figures[index.column() - 1]
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                if index.column() == 0:
                    return row.words
                return f"{self.columns[index.column()].title}: {row.figures[index.column() - 1]}"
            case _ if role == CELL_ROLE:
                return row
            case _ if role == KEY_ROLE:
                return row.programme.key
        return None


def _columns(over_time: OverTime) -> tuple[Column, ...]:
    rounds = (Column(kind="figure", title=one.name, least=80) for one in over_time.rounds)
    return (
        Column(kind="name", title=_("Programme"), least=150, stretch=1),
        *rounds,
        Column(kind="figure", title=pgettext("by how much a score differs", "Change"), least=62),
        Column(kind="share", title=_("Coverage"), least=90),
    )
