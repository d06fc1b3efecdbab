"""The ranking as a table: programmes with a rank first, then, under a line that says so, those without."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from scorecard.i18n import _, format_share, language
from scorecard.model.framework import Framework
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, ColumnedTable
from ui.models.compare.ranking_rows import (
    MOST_RANKS,
    Divider,
    RankingRow,
    Row,
    chances_in_words,
    held_down,
    score_figure,
    score_in_words,
    section_figure,
    section_in_words,
)

if TYPE_CHECKING:
    from scorecard.model.evaluation import Key

Index = QModelIndex | QPersistentModelIndex
Shown = Literal["chances", "sections", "nothing"]
"""What stands after the coverage."""

RANK, NAME, BAR, SCORE, COVERAGE = range(5)
AFTER = 5
"""The first column of the chances or of the sections."""

CHANCE = 22
"""Pixels of the cell of one chance, which touches the next but for 1 px."""
_FEWEST_CHANCES = 6
_HEAD_OF_CHANCES = 190
_WIDEST_SECTION = 150


class RankingTable(ColumnedTable):
    """Rows of the ranking, and after their scores chances of ranks, or sections as the framework has them."""

    _rows: list[Row] = []  # noqa: RUF012 (never changed in place)

    def show(
        self, framework: Framework, rows: Sequence[Row], shown: Shown = "sections", ranks: int = 0
    ) -> bool:
        """Show these rows, and after their scores the chances of so many `ranks`, the means of the sections or nothing.

        Where the programmes keep their order only what differs is announced; where they take other places, they
        take their selection along. True when programmes or columns are others, so that everything is new.
        """
        columns = _columns(framework, shown, ranks)
        before, after = [_who(row) for row in self._rows], [_who(row) for row in rows]
        if columns != self.columns or len(before) != len(after) or set(before) != set(after):
            self.beginResetModel()
            self.columns, self._rows = columns, list(rows)
            self.endResetModel()
            return True
        if before == after:
            self._change(rows)
        else:
            self._rearrange(rows, after)
        return False

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.columns, self._rows = (), []
        self.endResetModel()

    def place_of(self, programme: Key | None) -> int:
        """The place of a programme, -1 if it is not there."""
        return next(
            (place for place, row in enumerate(self._rows) if programme and _who(row) == programme), -1
        )

    def divider(self) -> int:
        """The place of the line above the programmes without a rank, -1 if all have one."""
        return next((place for place, row in enumerate(self._rows) if isinstance(row, Divider)), -1)

    def rank_at(self, place: int) -> int:
        """The rank of the programme at a place, 0 without one."""
        row = self._rows[place] if 0 <= place < len(self._rows) else None
        return row.rank or 0 if isinstance(row, RankingRow) else 0

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], Divider):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == CELL_ROLE:
            return row
        if isinstance(row, Divider):
            shown = role == Qt.ItemDataRole.DisplayRole and index.column() == 0
            return row.text if shown or role == Qt.ItemDataRole.AccessibleTextRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, index.column())
            case _ if role == KEY_ROLE:
                return row.programme.key
        return None

    def _change(self, rows: Sequence[Row]) -> None:
        """Take over rows in the order of those that are there, and announce the cells that differ."""
        last = len(self.columns) - 1
        differs = [_differing(row, before, last) for row, before in zip(rows, self._rows, strict=True)]
        self._rows = list(rows)
        for columns, run in groupby(range(len(differs)), lambda place: differs[place]):
            places = list(run)
            for first, final in columns:
                self.dataChanged.emit(self.index(places[0], first), self.index(places[-1], final))

    def _rearrange(self, rows: Sequence[Row], order: Sequence[Key]) -> None:
        self.layoutAboutToBeChanged.emit()
        places = {who: place for place, who in enumerate(order)}
        held = self.persistentIndexList()
        moved = [self.index(places[_who(self._rows[one.row()])], one.column()) for one in held]
        self._rows = list(rows)
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _text(self, row: RankingRow, column: int) -> str:
        match column:
            case n if n == RANK:
                return "" if row.rank is None else str(row.rank)
            case n if n == NAME:
                return row.programme.label
            case n if n == SCORE:
                return score_figure(row)
            case n if n == COVERAGE:
                return "–" if row.coverage is None else format_share(row.coverage)
        place = self.columns[column].section
        return section_figure(row.sections[place]) if place >= 0 else ""

    def _said(self, row: RankingRow, column: int) -> str:
        """What a screen reader says of a cell."""
        match column:
            case n if n == RANK:
                return _("no rank") if row.rank is None else _("rank {rank}").format(rank=row.rank)
            case n if n == NAME:
                return ", ".join(filter(None, (row.programme.label, held_down(row))))
            case n if n in (BAR, SCORE):
                return score_in_words(row)
            case n if n == COVERAGE:
                return _("coverage {coverage}").format(coverage=self._text(row, column))
        about = self.columns[column]
        if about.section < 0:
            return chances_in_words(row)
        mean = row.sections[about.section]
        return section_in_words(about.tip, mean.score, enough=mean.enough)

    def _tip(self, row: RankingRow, column: int) -> str:
        if column != NAME:
            return self._said(row, column)
        return f"{row.programme.name}\n{score_in_words(row)}" if row.held_by else row.programme.name


def _columns(framework: Framework, shown: Shown, ranks: int) -> tuple[Column, ...]:
    """Sections need what room there is, so that only they grow beside the scores; chances have enough one day."""
    grows = shown != "sections"
    own = (
        Column(kind="rank", title=_("Rank"), least=40),
        Column(kind="name", title=_("Programme"), least=148, stretch=3 if grows else 1),
        Column(
            kind="bar",
            title=_("Score and interval") if grows else _("Interval"),
            tip=_("Score and interval"),
            least=128 if grows else 104,
            stretch=4 if grows else 1,
            top=framework.top,
            axis=framework.codes,
        ),
        Column(kind="figure", title=_("Score"), least=80),
        Column(kind="share", title=_("Coverage"), least=70),
    )
    match shown:
        case "chances":
            return (*own, *_chances(ranks))
        case "sections":
            return (*own, *_sections(framework))
        case "nothing":
            return own


def _chances(ranks: int) -> tuple[Column, ...]:
    names = [str(rank + 1) for rank in range(min(ranks, MOST_RANKS))]
    if ranks > MOST_RANKS:
        names.append(f"{MOST_RANKS + 1}+")
    room = CHANCE + 1
    return (
        Column(
            kind="chances",
            title=_("Chance of each rank, %"),
            tip=_("The share of the draws in which a programme takes each rank"),
            least=room * _FEWEST_CHANCES,
            stretch=9,
            most=max(room * len(names), _HEAD_OF_CHANCES),
            axis=tuple(names),
        ),
    )


def _sections(framework: Framework) -> tuple[Column, ...]:
    tongue = language()
    return tuple(
        Column(
            kind="mean",
            title=section.short.into(tongue),
            tip=section.name.into(tongue),
            brief=section.id,
            least=74,
            stretch=4,
            most=_WIDEST_SECTION,
            section=place,
            top=framework.top,
        )
        for place, section in enumerate(framework.sections)
    )


def _differing(row: Row, before: Row, last: int) -> tuple[tuple[int, int], ...]:
    """The first and the last column of each stretch of cells in which two states of a row differ."""
    if row == before:
        return ()
    if isinstance(row, Divider) or isinstance(before, Divider):
        return ((0, last),)
    found = []
    if (row.rank, row.programme, row.held_by) != (before.rank, before.programme, before.held_by):
        found.append((RANK, NAME))
    if _figures(row) != _figures(before):
        found.append((BAR, COVERAGE))
    if (row.sections, row.chances) != (before.sections, before.chances):
        found.append((AFTER, last))
    return tuple(found)


def _figures(row: RankingRow) -> tuple[object, ...]:
    return row.score, row.low, row.high, row.coverage, row.at_most, row.held_by


def _who(row: Row) -> Key:
    return "" if isinstance(row, Divider) else row.programme.key
