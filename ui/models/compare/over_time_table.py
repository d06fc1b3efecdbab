"""What became of programmes from round to round as a table: the largest change first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.i18n import _, pgettext
from scorecard.model.programme import Programme
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, ColumnedTable

if TYPE_CHECKING:
    from scorecard.analysis.views.over_time import OverTime
    from scorecard.model.evaluation import Key

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTimeRow:
    """One programme: its figures as they are shown, and its look in the chart, -1 for a plain line."""

    programme: Programme
    figures: tuple[str, ...]
    look: int


class OverTimeTable(ColumnedTable):
    """Programmes with their score in each round, the change, and the coverage at both ends.

    A row is worked out when it is asked for, since of a thousand programmes few are seen.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._over_time: OverTime | None = None
        self._rows: list[int] = []
        self._looks: dict[int, int] = {}
        self._figures: dict[int, tuple[str, ...]] = {}

    def show(self, over_time: OverTime, at_hand: Key | None) -> None:
        """Show these programmes, that at hand with its own look."""
        columns, rows = _columns(over_time), over_time.rows()
        self._figures.clear()
        before = self._keys()
        fresh = [over_time.programmes[row].key for row in rows]
        if (columns, fresh) == (self.columns, before):
            self._over_time, self._rows = over_time, rows
            self._looks = over_time.pointed_out(at_hand)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
            return
        self.beginResetModel()
        self.columns, self._over_time, self._rows = columns, over_time, rows
        self._looks = over_time.pointed_out(at_hand)
        self.endResetModel()

    def point_out(self, at_hand: Key | None) -> None:
        """Give the programme at hand its own look, and no other that is not among the largest changes."""
        if self._over_time is not None and self._rows:
            self._looks = self._over_time.pointed_out(at_hand)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def row_at(self, place: int) -> OverTimeRow:
        """What stands in a place."""
        assert self._over_time is not None
        over_time, row = self._over_time, self._rows[place]
        if row not in self._figures:
            self._figures[row] = (
                *over_time.score_figures(row),
                over_time.change_figure(row),
                over_time.coverage_figures(row),
            )
        return OverTimeRow(
            programme=over_time.programmes[row], figures=self._figures[row], look=self._looks.get(row, -1)
        )

    def place_of(self, programme: Key | None) -> int:
        """The place of a programme, -1 if it is not there."""
        return next((place for place, key in enumerate(self._keys()) if key == programme), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                row = self.row_at(index.row())
                return row.programme.label if index.column() == 0 else row.figures[index.column() - 1]
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                if index.column() == 0 and self._over_time is not None:
                    return self._over_time.in_words(self._rows[index.row()])
                figure = self.row_at(index.row()).figures[index.column() - 1]
                return f"{self.columns[index.column()].title}: {figure}"
            case _ if role == CELL_ROLE:
                return self.row_at(index.row())
            case _ if role == KEY_ROLE:
                return self._keys()[index.row()]
        return None

    def _keys(self) -> list[Key]:
        programmes = self._over_time.programmes if self._over_time is not None else ()
        return [programmes[row].key for row in self._rows]


def _columns(over_time: OverTime) -> tuple[Column, ...]:
    rounds = (Column(kind="figure", title=one.name, least=90) for one in over_time.rounds)
    return (
        Column(kind="name", title=_("Programme"), least=150, stretch=1),
        *rounds,
        Column(kind="figure", title=pgettext("by how much a score differs", "Change"), least=62),
        Column(kind="share", title=_("Coverage"), least=90),
    )
