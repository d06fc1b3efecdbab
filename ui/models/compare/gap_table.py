"""Self-assessments beside independent scores as tables: of programmes, and of the sections of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from scorecard.i18n import _, language
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, ColumnedTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorecard.analysis.views.gap import Gap
    from scorecard.analysis.views.gap_numbers import Pair
    from scorecard.model.evaluation import Key
    from scorecard.model.framework import Framework

Index = QModelIndex | QPersistentModelIndex

NAME, BAR, OWN, INDEPENDENT, GAP = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """A programme, or one of its sections by its place, -1 for a programme; figures have `places` decimals."""

    key: Key
    label: str
    name: str
    pair: Pair
    places: int
    section: int = -1

    @property
    def figures(self) -> tuple[str, str, str]:
        """Both scores and the gap as they are shown."""
        return (
            self.pair.own.figure(self.places),
            self.pair.independent.figure(self.places),
            self.pair.figure(self.places),
        )

    @property
    def words(self) -> str:
        """The whole row as it is read out."""
        return f"{self.label}. {self.pair.in_words(self.places)}."


def programme_rows(gap: Gap) -> list[GapRow]:
    """Every programme, the widest gap first, those without one last."""
    return [
        GapRow(
            key=gap.programmes[row].key,
            label=gap.programmes[row].label,
            name=gap.programmes[row].name,
            pair=gap.pair(row),
            places=2,
        )
        for row in (*gap.rows(), *gap.others())
    ]


def section_rows(gap: Gap, programme: Key) -> list[GapRow]:
    """The sections of a programme in the order of the framework."""
    sections = gap.own.framework.sections
    pairs = gap.section_pairs(gap.own.row(programme))
    tongue = language()
    return [
        GapRow(
            key=programme,
            label=section.short.into(tongue),
            name=section.name.into(tongue),
            pair=pair,
            places=1,
            section=place,
        )
        for place, (section, pair) in enumerate(zip(sections, pairs, strict=True))
    ]


class GapTable(ColumnedTable):
    """Rows with both scores on one axis, as figures, and the gap between them."""

    _rows: tuple[GapRow, ...] = ()

    def show(self, framework: Framework, rows: Sequence[GapRow], *, sections: bool = False) -> None:
        """Show these rows, of programmes or of the sections of one."""
        columns = _section_columns(framework) if sections else _programme_columns(framework)
        fresh = tuple(rows)
        if columns == self.columns and [_who(one) for one in fresh] == [_who(one) for one in self._rows]:
            before, self._rows = self._rows, fresh
            for place, row in enumerate(fresh):
                if row != before[place]:
                    self.dataChanged.emit(self.index(place, 0), self.index(place, GAP))
            return
        self.beginResetModel()
        self.columns, self._rows = columns, fresh
        self.endResetModel()

    def place_of(self, programme: Key | None) -> int:
        """The place of a programme, -1 if it is not there."""
        return next((place for place, row in enumerate(self._rows) if row.key == programme), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                if index.column() == NAME:
                    return row.label
                return "" if index.column() == BAR else row.figures[index.column() - OWN]
            case Qt.ItemDataRole.ToolTipRole:
                return row.name if index.column() == NAME else row.words
            case Qt.ItemDataRole.AccessibleTextRole:
                if index.column() in (NAME, BAR):
                    return row.words
                return f"{self.columns[index.column()].title}: {row.figures[index.column() - OWN]}"
            case _ if role == CELL_ROLE:
                return row
            case _ if role == KEY_ROLE:
                return row.key
        return None


def _programme_columns(framework: Framework) -> tuple[Column, ...]:
    # An interval stands in the columns of scores where there is none.
    return (
        Column(kind="name", title=_("Programme"), least=168, stretch=1),
        _both(framework),
        *_figures(80, 80, 64),
    )


def _section_columns(framework: Framework) -> tuple[Column, ...]:
    return (
        Column(kind="name", title=_("Section"), least=150, stretch=1),
        _both(framework),
        *_figures(66, 72, 50),
    )


def _both(framework: Framework) -> Column:
    return Column(
        kind="bar", title=_("Both scores"), least=90, stretch=4, top=framework.top, axis=framework.codes
    )


def _figures(own: int, independent: int, gap: int) -> tuple[Column, ...]:
    return (
        Column(kind="figure", title=_("Self"), least=own),
        Column(kind="figure", title=_("Independent"), least=independent),
        Column(kind="figure", title=_("Gap"), least=gap),
    )


def _who(row: GapRow) -> tuple[Key, int]:
    return ("", row.section) if row.section >= 0 else (row.key, -1)
