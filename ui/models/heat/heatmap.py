"""The heat map as a table: programmes by criteria, arranged and narrowed; what is painted is looked up, never made."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.analysis.views.heat import Heat, Order, Which, arranged, find_heat
from scorecard.charts.heat_words import figure_of
from scorecard.i18n import _, format_share, language
from scorecard.model.text import folded
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, ColumnedTable
from ui.models.compare.ranking_rows import unranked_in_words
from ui.models.heat.cell import said_of_cell
from ui.models.heat.row import HeatRow, beside, look_parts, looks_of
from ui.models.programmes.table import score_in_words

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.model.evaluation import Key
    from scorecard.model.framework import Criterion, Framework
    from scorecard.model.programme import Programme

Index = QModelIndex | QPersistentModelIndex

NAME, COUNTRY = range(2)
FIRST = 2
"""The column of the first criterion; after the last one stand the score and the coverage."""


class HeatTable(ColumnedTable):
    """Programmes with a rank first, in the order chosen, then those without; `divider` is where these begin.

    A look is one number for all that is painted in a cell: see `look_parts`. Texts are made when they are asked for.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study: Study | None = None
        self._heat: Heat | None = None
        self._order = Order()
        self._which: Which = "all"
        self._words: tuple[str, ...] = ()
        self._rows: list[int] = []
        self._divider, self._unranked = -1, ""
        self._looks: Any = None
        self._beside: dict[int, HeatRow] = {}
        self._evidence: Counter[tuple[Key, str]] | None = None

    @property
    def study(self) -> Study | None:
        """The study that is shown."""
        return self._study

    @property
    def heat(self) -> Heat | None:
        """What its cells show."""
        return self._heat

    @property
    def order(self) -> Order:
        """How the programmes are arranged."""
        return self._order

    @property
    def framework(self) -> Framework | None:
        """The framework of the columns."""
        return self._study.comparison.framework if self._study else None

    @property
    def count(self) -> int:
        """How many programmes there are, shown or not."""
        return len(self._study.comparison.programmes) if self._study else 0

    @property
    def divider(self) -> int:
        """The first row without a rank, -1 where all that are shown have one."""
        return self._divider

    @property
    def unranked(self) -> str:
        """What stands above that row."""
        return self._unranked

    def show(self, study: Study) -> bool:
        """Show another study; True where its columns or programmes are others, so that everything is new."""
        before = self._study
        columns = _columns(study.comparison.framework)
        is_new = before is None or columns != self.columns or not _same_programmes(before, study)
        if before is None or before.snapshot.evidence is not study.snapshot.evidence:
            self._evidence = None
        if is_new:
            self.beginResetModel()
        self._study, self._heat = study, find_heat(study.comparison, study.answers)
        self._beside.clear()
        self._look_again()
        if is_new:
            self.columns = columns
            self._mend_order()
            self._take(self._arranged())
            self.endResetModel()
        else:
            self._settle()
        return is_new

    def sort_by(self, order: Order) -> None:
        """Arrange the programmes otherwise."""
        self._order = order
        self._mend_order()
        self._settle()

    def narrow(self, text: str, which: Which) -> None:
        """Keep the programmes that hold all these words and have a cell of this kind; other cells are dimmed."""
        self._words, self._which = tuple(folded(text).split()), which
        self._look_again()
        self._settle()

    def looks(self, place: int) -> list[int]:
        """The looks of the cells in a row, by criterion."""
        found: list[int] = self._looks[self._rows[place]].tolist()
        return found

    def beside(self, place: int) -> HeatRow:
        """What stands beside the cells of a row."""
        row = self._rows[place]
        if row not in self._beside and self._study is not None:
            self._beside[row] = beside(self._study.comparison, row)
        return self._beside[row]

    def row_of(self, place: int) -> int:
        """The row of the comparison that a row shows."""
        return self._rows[place]

    def place_of(self, programme: Key | None) -> int:
        """The row of a programme, -1 where it is not shown."""
        if self._study is None or programme is None:
            return -1
        programmes = self._study.comparison.programmes
        return next((place for place, row in enumerate(self._rows) if programmes[row].key == programme), -1)

    def criterion(self, column: int) -> Criterion | None:
        """The criterion of a column, None for the columns beside them."""
        if self._study is None or not FIRST <= column < len(self.columns) - 2:
            return None
        return self._study.comparison.framework.criteria[column - FIRST]

    def order_of(self, column: int, falling: bool) -> Order:
        """The order by a column."""
        criterion = self.criterion(column)
        if criterion is not None:
            return Order("criterion", criterion.id, falling)
        match column:
            case n if n == NAME:
                return Order("name", "", falling)
            case n if n == COUNTRY:
                return Order("country", "", falling)
            case n if n == len(self.columns) - 1:
                return Order("coverage", "", falling)
        return Order("score", "", falling)

    def evidence_count(self, programme: Key, criterion: str) -> int:
        """How many items of evidence of a programme speak to a criterion."""
        if self._evidence is None:
            items = self._study.snapshot.evidence.values() if self._study else ()
            self._evidence = Counter((one.programme, each) for one in items for each in one.criteria)
        return self._evidence[programme, criterion]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._study is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index.row(), index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.said(index.row(), index.column())
            case Qt.ItemDataRole.ToolTipRole:
                is_name = index.column() == NAME
                programme = self.beside(index.row()).programme
                return programme.name if is_name else self.said(index.row(), index.column())
            case _ if role == KEY_ROLE:
                return self.beside(index.row()).programme.key
            case _ if role == CELL_ROLE:
                return self.beside(index.row())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            return super().headerData(section, orientation, role)
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.beside(section).programme.label if shown and 0 <= section < len(self._rows) else None

    def said(self, place: int, column: int) -> str:
        """What a screen reader says of a cell."""
        here, criterion = self.beside(place), self.criterion(column)
        if criterion is not None and self._study is not None and self._heat is not None:
            evidence = self.evidence_count(here.programme.key, criterion.id)
            words = said_of_cell(self._study, self._heat, self._rows[place], column - FIRST, evidence)
            return f"{here.programme.label}, {criterion.code} {criterion.name.into(language())}: {words}"
        if column == NAME:
            rank = _("no rank") if here.rank is None else _("rank {rank}").format(rank=here.rank)
            return f"{here.programme.label}, {rank}"
        if column == COUNTRY:
            return here.programme.country or _("not said")
        return score_in_words(here.score, here.low, here.high, here.coverage)

    def _text(self, place: int, column: int) -> str:
        if self._study is not None and self.criterion(column) is not None:
            shown, _disputed, _dim = look_parts(int(self._looks[self._rows[place], column - FIRST]))
            return figure_of(shown, self._study.comparison.framework.codes)
        here = self.beside(place)
        match column:
            case n if n == NAME:
                return here.programme.label
            case n if n == COUNTRY:
                return here.programme.country
            case n if n == len(self.columns) - 1:
                return "–" if here.coverage is None else format_share(here.coverage)
        return here.figure

    def _look_again(self) -> None:
        if self._heat is not None:
            self._looks = looks_of(self._heat, self._which)

    def _mend_order(self) -> None:
        """An order by a section or criterion of another framework gives way to that by score."""
        framework, order = self.framework, self.order
        if framework is None:
            return
        known = {
            "section": [one.id for one in framework.sections],
            "criterion": [one.id for one in framework.criteria],
        }
        if order.by in known and order.id not in known[order.by]:
            self._order = Order()

    def _settle(self) -> None:
        """Arrange anew; what is current moves along with its programme."""
        rows = self._arranged()
        if rows != self._rows or self._divider_of(rows) != self._divider:
            self.layoutAboutToBeChanged.emit()
            before, persistent = self._rows, self.persistentIndexList()
            self._take(rows)
            places = {row: place for place, row in enumerate(rows)}
            for index in persistent:
                place = places.get(before[index.row()], -1)
                moved = self.index(place, index.column()) if place >= 0 else QModelIndex()
                self.changePersistentIndex(index, moved)
            self.layoutChanged.emit()
        else:
            self._take(rows)
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))

    def _take(self, rows: list[int]) -> None:
        self._rows, self._divider, self._unranked = rows, self._divider_of(rows), ""
        if self._study is not None and self._divider >= 0:
            self._unranked = unranked_in_words(self._study.comparison.low[rows[self._divider :]])

    def _divider_of(self, rows: list[int]) -> int:
        if self._study is None:
            return -1
        rank = self._study.comparison.rank.tolist()
        return next((place for place, row in enumerate(rows) if not rank[row]), -1)

    def _arranged(self) -> list[int]:
        if self._study is None or self._heat is None:
            return []
        comparison = self._study.comparison
        rows = arranged(comparison, self.order)
        if self._which != "all":
            has = self._heat.matching(self._which).any(axis=1).tolist()
            rows = [row for row in rows if has[row]]
        if self._words:
            rows = [row for row in rows if _holds(comparison.programmes[row], self._words)]
        return rows


def _columns(framework: Framework) -> tuple[Column, ...]:
    tongue = language()
    criteria = tuple(
        Column(
            kind="mark",
            title=criterion.code,
            tip=f"{criterion.code} {criterion.name.into(tongue)}",
            least=0,
            section=place,
        )
        for place, section in enumerate(framework.sections)
        for criterion in section.criteria
    )
    return (
        Column(kind="name", title=_("Programme"), least=0),
        Column(kind="text", title=_("Country"), least=0),
        *criteria,
        Column(kind="score", title=_("Score"), least=0, top=framework.top),
        Column(kind="share", title=_("Coverage"), least=0),
    )


def _same_programmes(before: Study, study: Study) -> bool:
    one, other = before.comparison.programmes, study.comparison.programmes
    return one is other or [programme.key for programme in one] == [programme.key for programme in other]


def _holds(programme: Programme, words: tuple[str, ...]) -> bool:
    held = _haystack(programme)
    return all(word in held for word in words)


@lru_cache(maxsize=4_096)
def _haystack(programme: Programme) -> str:
    parts = (
        programme.id,
        programme.name,
        programme.short,
        programme.country,
        programme.region,
        programme.institution,
    )
    return folded("\n".join(parts))
