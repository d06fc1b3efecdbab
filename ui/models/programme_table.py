"""The programmes of an evaluation as a table: what one sorts and finds by, progress, profile and score."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from scorecard.i18n import _, format_number, format_share, language
from scorecard.model.framework import Framework
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot, natural
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, said_by_head

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.model.evaluation import Key

Index = QModelIndex | QPersistentModelIndex

ID, NAME, COUNTRY, REGION, PERIOD, ANSWERED = range(6)
FIRST_SECTION = 6

TICK, LITTLE, NOTHING, ASKED = "✓", "–", "·", "?"
_FOR_SECTIONS = 180
"""Pixels for the marks of all sections, so that the score beside them stays in sight."""
_GOOD = 0.75
"""Of the scale: level 3 of 0 to 4, from which a criterion counts as found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a programme's profile says of one section; `printed` when a source says it itself."""

    text: str
    printed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """One programme as the table shows it. `answered` is None when nobody scores; numbers where there is none."""

    programme: Programme
    answered: int | None
    marks: tuple[Mark, ...]
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None


def programme_rows(
    snapshot: Snapshot,
    comparison: Comparison,
    answered: Mapping[Key, int] | None,
    open_sections: Callable[[Key], frozenset[str]],
) -> list[ProgrammeRow]:
    """The rows of all programmes compared; `answered` counts the criteria that one evaluator has answered."""
    rows = []
    framework = comparison.framework
    numbers = zip(
        comparison.programmes,
        comparison.score.tolist(),
        comparison.low.tolist(),
        comparison.high.tolist(),
        comparison.coverage.tolist(),
        comparison.cell_value.tolist(),
        comparison.cell_state.tolist(),
        strict=True,
    )
    for programme, score, low, high, coverage, values, states in numbers:
        rows.append(
            ProgrammeRow(
                programme=programme,
                answered=None if answered is None else answered.get(programme.key, 0),
                marks=_marks(framework, programme, values, states, open_sections(programme.key)),
                score=_number(score),
                low=_number(low),
                high=_number(high),
                coverage=_number(coverage),
            )
        )
    return rows


def _marks(
    framework: Framework,
    programme: Programme,
    values: Sequence[float],
    states: Sequence[int],
    asked: frozenset[str],
) -> tuple[Mark, ...]:
    from scorecard.analysis.cube import NA, UNSCORED

    marks = []
    start = 0
    for section in framework.sections:
        end = start + len(section.criteria)
        printed = [
            rating.mark for rating in programme.ratings if rating.section == section.id and rating.mark
        ]
        if printed:
            marks.append(Mark(text=" ".join(printed), printed=True))
        else:
            found = any(value >= framework.top * _GOOD for value in values[start:end])
            looked = any(state not in (NA, UNSCORED) for state in states[start:end])
            own = TICK if found else LITTLE if looked else "" if section.id in asked else NOTHING
            marks.append(Mark(text=f"{own} {ASKED}".strip() if section.id in asked else own))
        start = end
    return tuple(marks)


class ProgrammeTable(QAbstractTableModel):
    """Rows of programmes under columns that follow the framework."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._framework: Framework | None = None
        self._columns: tuple[Column, ...] = ()
        self._rows: list[ProgrammeRow] = []
        self._sort_keys: dict[int, list[Any]] = {}

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order."""
        return self._columns

    def show(self, framework: Framework, rows: Sequence[ProgrammeRow]) -> None:
        """Show these rows; of those that were there already only what differs is announced."""
        columns = _columns(framework)
        self._sort_keys.clear()
        if columns != self._columns:
            self.beginResetModel()
            self._framework, self._columns, self._rows = framework, columns, list(rows)
            self.endResetModel()
            return
        self._framework = framework
        self._drop({row.programme.key for row in rows})
        for place, row in enumerate(rows):
            if place < len(self._rows) and self._rows[place].programme.key == row.programme.key:
                if self._rows[place] != row:
                    self._sort_keys.clear()
                    self._rows[place] = row
                    self.dataChanged.emit(self.index(place, 0), self.index(place, len(columns) - 1))
            elif any(old.programme.key == row.programme.key for old in self._rows[place:]):
                self.beginResetModel()
                self._rows = list(rows)
                self.endResetModel()
                return
            else:
                self._sort_keys.clear()
                self.beginInsertRows(QModelIndex(), place, place)
                self._rows.insert(place, row)
                self.endInsertRows()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._framework, self._columns, self._rows = None, (), []
        self._sort_keys.clear()
        self.endResetModel()

    def row(self, place: int) -> ProgrammeRow:
        """The row at a place."""
        return self._rows[place]

    def sort_keys(self, column: int) -> list[Any]:
        """What the rows are sorted by in a column: keys that compare with each other, in the order of the rows."""
        if column not in self._sort_keys:
            self._sort_keys[column] = [self._sort_key(row, column) for row in self._rows]
        return self._sort_keys[column]

    def place_of(self, programme: Key | None) -> int:
        """The place of a programme, -1 if it is not there."""
        for place, row in enumerate(self._rows):
            if row.programme.key == programme:
                return place
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return said_by_head(self._columns, section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, index.column())
            case _ if role == CELL_ROLE:
                return row
            case _ if role == KEY_ROLE:
                return row.programme.key
        return None

    def _text(self, row: ProgrammeRow, column: int) -> str:
        programme = row.programme
        match column:
            case n if n == ID:
                return programme.id
            case n if n == NAME:
                return programme.label
            case n if n == COUNTRY:
                return programme.country
            case n if n == REGION:
                return in_brief(programme.region)
            case n if n == PERIOD:
                return in_brief(programme.period)
            case n if n == ANSWERED:
                return "–" if row.answered is None else str(row.answered)
        if column == len(self._columns) - 1:
            return "–" if row.score is None else format_number(row.score, 1)
        return row.marks[column - FIRST_SECTION].text

    def _said(self, row: ProgrammeRow, column: int) -> str:
        """What a screen reader says of a cell."""
        text = self._text(row, column)
        if self._framework is None or column < ANSWERED:
            return text
        if column == ANSWERED:
            if row.answered is None:
                return _("nobody is chosen to score")
            sentence = _("{done} of {count} criteria answered")
            return sentence.format(done=row.answered, count=len(self._framework.criteria))
        if column == len(self._columns) - 1:
            return score_in_words(row.score, row.low, row.high, row.coverage)
        section = self._framework.sections[column - FIRST_SECTION].name.into(language())
        mark = row.marks[column - FIRST_SECTION]
        sentence = _("{section}: {mark}, printed in the source") if mark.printed else _("{section}: {mark}")
        return sentence.format(section=section, mark=text if mark.printed else _mark_in_words(text))

    def _tip(self, row: ProgrammeRow, column: int) -> str:
        programme = row.programme
        whole = {NAME: programme.name, REGION: programme.region, PERIOD: programme.period}
        if column in whole:
            return whole[column]
        return self._said(row, column) if column >= ANSWERED else ""

    def _sort_key(self, row: ProgrammeRow, column: int) -> Any:
        if column == ANSWERED:
            return -1 if row.answered is None else row.answered
        if column == len(self._columns) - 1:
            # Without a rank there is no score to sort by: such rows follow the others, widest intervals last.
            return (row.score is not None, row.score or 0.0, row.coverage or 0.0)
        if column >= FIRST_SECTION:
            return _mark_rank(row.marks[column - FIRST_SECTION])
        return natural(fold(self._text(row, column)))

    def _drop(self, kept: set[Key]) -> None:
        for place in range(len(self._rows) - 1, -1, -1):
            if self._rows[place].programme.key not in kept:
                self._sort_keys.clear()
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()


class FoundProgrammes(QSortFilterProxyModel):
    """The programmes in which every word looked for occurs, accents and case ignored, in the order chosen."""

    def __init__(self, source: ProgrammeTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._source = source
        self.setSourceModel(source)
        self.setDynamicSortFilter(True)

    def find(self, text: str) -> None:
        """Keep the programmes that hold all these words."""
        self._words = tuple(fold(text).split())
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if not self._words:
            return True
        held = _haystack(self._source.row(source_row).programme)
        return all(word in held for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        keys = self._source.sort_keys(left.column())
        ours, theirs = keys[left.row()], keys[right.row()]
        if ours == theirs:
            return bool(left.row() < right.row())
        return bool(ours < theirs)


def fold(text: str) -> str:
    """A text without its accents and case, in which people find what they type in a hurry."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def in_brief(text: str) -> str:
    """A region or period as a list shows it: without the remark in brackets that says where it is printed."""
    return text.split(" (", 1)[0].rstrip(" ;,").replace(" – ", "–")


def score_in_words(score: float | None, low: float | None, high: float | None, coverage: float | None) -> str:
    """A score with its interval and coverage, or why there is none, as one phrase."""
    if low is None or high is None or coverage is None:
        return _("no criterion applies")
    numbers = {
        "low": format_number(low, 2),
        "high": format_number(high, 2),
        "coverage": format_share(coverage),
    }
    if score is None:
        return _("insufficient evidence: between {low} and {high}, coverage {coverage}").format(**numbers)
    sentence = _("score {score}, between {low} and {high}, coverage {coverage}")
    return sentence.format(score=format_number(score, 2), **numbers)


def _columns(framework: Framework) -> tuple[Column, ...]:
    tongue = language()
    own = (
        Column(kind="id", title=_("Id"), least=46),
        Column(kind="name", title=_("Programme"), least=176, stretch=6),
        Column(kind="text", title=_("Country"), least=58, stretch=1),
        Column(kind="text", title=_("Region"), least=88, stretch=2),
        Column(kind="text", title=_("Period"), least=90, stretch=2),
        Column(
            kind="progress",
            title=_("Answered of\N{NO-BREAK SPACE}{count}").format(count=len(framework.criteria)),
            tip=_("Criteria that the evaluator chosen above has answered"),
            least=90,
            top=len(framework.criteria),
        ),
    )
    narrow = max(min(_FOR_SECTIONS // len(framework.sections), 32), 20)
    sections = tuple(
        Column(kind="mark", title=section.id, tip=section.name.into(tongue), least=narrow, section=place)
        for place, section in enumerate(framework.sections)
    )
    title = _("{framework} score").format(framework=framework.short.into(tongue))
    tip = _("Of all evaluators, on a scale from 0 to {top}").format(top=framework.top)
    score = Column(
        kind="score", title=title, tip=tip, least=160, stretch=1, top=framework.top, axis=framework.codes
    )
    return (*own, *sections, score)


@cache
def _haystack(programme: Programme) -> str:
    return fold(
        "\n".join(
            (
                programme.id,
                programme.name,
                programme.short,
                programme.country,
                programme.region,
                programme.period,
                programme.institution,
                programme.kind,
            )
        )
    )


def _mark_in_words(text: str) -> str:
    words = {
        TICK: _("found"),
        LITTLE: _("little found"),
        NOTHING: _("nothing yet"),
        ASKED: _("open question"),
    }
    return ", ".join(words[part] for part in text.split())


def _mark_rank(mark: Mark) -> tuple[int, bool, str]:
    order = (NOTHING, ASKED, LITTLE, TICK)
    first = mark.text.split(" ")[0]
    return (order.index(first) if first in order else len(order), mark.printed, mark.text)


def _number(number: float) -> float | None:
    return None if number != number else number
