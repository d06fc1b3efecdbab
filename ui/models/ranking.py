"""The ranking as a table: programmes with a rank first, then, under a line that says so, those without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.i18n import _, format_number, format_share, language, ngettext
from scorecard.model.framework import Framework
from scorecard.model.programme import Programme
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, said_by_head
from ui.models.programme_table import score_in_words

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.model.evaluation import Key

Index = QModelIndex | QPersistentModelIndex

RANK, NAME, BAR, SCORE, COVERAGE = range(5)
FIRST_SECTION = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionMean:
    """A section's mean; `enough` is False where the evidence is too thin to show it as a score."""

    score: float | None
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingRow:
    """One programme in the ranking; without a rank it has no score. All None where no criterion applies."""

    programme: Programme
    rank: int | None
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    sections: tuple[SectionMean, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider:
    """The line between programmes with a rank and those without."""

    text: str


def ranking_rows(comparison: Comparison) -> list[RankingRow | Divider]:
    """The rows of a ranking, best first."""
    rows: list[RankingRow | Divider] = []
    order = comparison.ranking()
    unranked = len(order) - comparison.ranked
    enough = comparison.section_is_enough().tolist()
    means = comparison.section_score.tolist()
    for place, row in enumerate(order):
        if unranked and place == comparison.ranked:
            sentence = ngettext(
                "Insufficient evidence: {count} programme has an interval, but no score and no rank",
                "Insufficient evidence: {count} programmes have an interval, but no score and no rank",
                unranked,
            )
            rows.append(Divider(text=sentence.format(count=unranked)))
        rows.append(
            RankingRow(
                programme=comparison.programmes[row],
                rank=int(comparison.rank[row]) or None,
                score=_number(float(comparison.score[row])),
                low=_number(float(comparison.low[row])),
                high=_number(float(comparison.high[row])),
                coverage=_number(float(comparison.coverage[row])),
                sections=tuple(
                    SectionMean(score=_number(mean), enough=is_enough)
                    for mean, is_enough in zip(means[row], enough[row], strict=True)
                ),
            )
        )
    return rows


class RankingTable(QAbstractTableModel):
    """Rows of the ranking under columns that follow the framework."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._rows: list[RankingRow | Divider] = []

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order."""
        return self._columns

    def show(self, framework: Framework, rows: Sequence[RankingRow | Divider]) -> bool:
        """Show these rows; where the programmes keep their order, only what differs is announced.

        True when the order is another, so that everything is new.
        """
        columns = _columns(framework)
        if columns != self._columns or [_who(row) for row in rows] != [_who(row) for row in self._rows]:
            self.beginResetModel()
            self._columns, self._rows = columns, list(rows)
            self.endResetModel()
            return True
        for place, row in enumerate(rows):
            if self._rows[place] != row:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(columns) - 1))
        return False

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._columns, self._rows = (), []
        self.endResetModel()

    def place_of(self, programme: Key | None) -> int:
        """The place of a programme, -1 if it is not there."""
        return next(
            (place for place, row in enumerate(self._rows) if programme and _who(row) == programme), -1
        )

    def divider(self) -> int:
        """The place of the line above the programmes without a rank, -1 if all have one."""
        return next((place for place, row in enumerate(self._rows) if isinstance(row, Divider)), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], Divider):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return said_by_head(self._columns, section, orientation, role)

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
                return _text(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return row.programme.name if index.column() == NAME else self._said(row, index.column())
            case _ if role == KEY_ROLE:
                return row.programme.key
        return None

    def _said(self, row: RankingRow, column: int) -> str:
        """What a screen reader says of a cell."""
        match column:
            case n if n == RANK:
                return _("no rank") if row.rank is None else _("rank {rank}").format(rank=row.rank)
            case n if n in (BAR, SCORE):
                return score_in_words(row.score, row.low, row.high, row.coverage)
            case n if n == COVERAGE:
                return _("coverage {coverage}").format(coverage=_text(row, column))
        if column < FIRST_SECTION:
            return _text(row, column)
        mean = row.sections[column - FIRST_SECTION]
        section = self._columns[column].tip
        if mean.score is None:
            return _("{section}: nothing scored").format(section=section)
        figure = format_number(mean.score, 1)
        if mean.enough:
            return _("{section}: {score}").format(section=section, score=figure)
        return _("{section}: {score}, but with too little evidence").format(section=section, score=figure)


def section_figure(mean: SectionMean) -> str:
    """The mean of a section as a figure: in brackets where evidence is too thin, a dash where there is none."""
    if mean.score is None:
        return "–"
    figure = format_number(mean.score, 1)
    return figure if mean.enough else f"({figure})"


def score_figure(row: RankingRow) -> str:
    """The score with two decimals, or the interval where the evidence does not allow a score."""
    if row.score is not None:
        return format_number(row.score, 2)
    if row.low is None or row.high is None:
        return "–"
    return f"{format_number(row.low, 2)} – {format_number(row.high, 2)}"


def _text(row: RankingRow, column: int) -> str:
    match column:
        case n if n == RANK:
            return "" if row.rank is None else str(row.rank)
        case n if n == NAME:
            return row.programme.label
        case n if n == BAR:
            return ""
        case n if n == SCORE:
            return score_figure(row)
        case n if n == COVERAGE:
            return "–" if row.coverage is None else format_share(row.coverage)
    return section_figure(row.sections[column - FIRST_SECTION])


def _columns(framework: Framework) -> tuple[Column, ...]:
    tongue = language()
    own = (
        Column(kind="rank", title=_("Rank"), least=56),
        Column(kind="name", title=_("Programme"), least=196, stretch=3),
        Column(
            kind="bar",
            title=_("Score and interval"),
            least=220,
            stretch=5,
            top=framework.top,
            axis=framework.codes,
        ),
        Column(kind="figure", title=_("Score"), least=94),
        Column(kind="share", title=_("Coverage"), least=82),
    )
    sections = tuple(
        Column(
            kind="mean",
            title=section.short.into(tongue),
            tip=section.name.into(tongue),
            brief=section.id,
            least=_room_for(section.short.into(tongue)),
            stretch=1,
            section=place,
            top=framework.top,
        )
        for place, section in enumerate(framework.sections)
    )
    return (*own, *sections)


def _room_for(name: str) -> int:
    """Pixels for the longest word of a name in small type; the words may stand under each other."""
    return max(92, 12 + 6 * max(len(word) for word in name.split()))


def _who(row: RankingRow | Divider) -> Key:
    return "" if isinstance(row, Divider) else row.programme.key


def _number(number: float) -> float | None:
    return None if number != number else number
