"""The programmes of an evaluation as a table: what one sorts and finds by, progress, profile and score."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from scorecard.i18n import _, format_number, format_share, language
from scorecard.model.framework import Framework
from scorecard.model.snapshot import natural
from scorecard.model.text import folded
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, said_by_head
from ui.models.programmes.rows import ProgrammeRow, mark_in_words, mark_rank

if TYPE_CHECKING:
    from scorecard.model.evaluation import Key

Index = QModelIndex | QPersistentModelIndex

ID, NAME, COUNTRY, REGION, PERIOD, ANSWERED = range(6)
FIRST_SECTION = 6

_FOR_SECTIONS = 180
"""Pixels for the marks of all sections, so that the score beside them stays in sight."""
_FEW = 50
"""Rows that come and go one by one; when more do, the table is shown anew."""


class ProgrammeTable(QAbstractTableModel):
    """Rows of programmes under columns that follow the framework; `shown` comes once all of them are there."""

    shown = Signal()

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
        self._show(framework, rows)
        self.shown.emit()

    def _show(self, framework: Framework, rows: Sequence[ProgrammeRow]) -> None:
        columns = _columns(framework)
        self._sort_keys.clear()
        ours = [row.programme.key for row in self._rows]
        theirs = [row.programme.key for row in rows]
        both = set(ours) & set(theirs)
        moved = [key for key in ours if key in both] != [key for key in theirs if key in both]
        if columns != self._columns or moved or len(ours) + len(theirs) - 2 * len(both) > _FEW:
            self.beginResetModel()
            self._framework, self._columns, self._rows = framework, columns, list(rows)
            self.endResetModel()
            return
        self._framework = framework
        self._drop(both)
        for place, row in enumerate(rows):
            if row.programme.key not in both:
                self.beginInsertRows(QModelIndex(), place, place)
                self._rows.insert(place, row)
                self.endInsertRows()
            elif self._rows[place] != row:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(columns) - 1))

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._framework, self._columns, self._rows = None, (), []
        self._sort_keys.clear()
        self.endResetModel()
        self.shown.emit()

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
        return self.said(index.row(), index.column(), role) if index.isValid() else None

    def said(self, place: int, column: int, role: int) -> Any:
        """What a cell answers in a role, for those that show these rows in another order."""
        row = self._rows[place]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
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
            return _answered_in_words(row, len(self._framework.criteria))
        if column == len(self._columns) - 1:
            return score_in_words(row.score, row.low, row.high, row.coverage)
        section = self._framework.sections[column - FIRST_SECTION].name.into(language())
        mark = row.marks[column - FIRST_SECTION]
        sentence = _("{section}: {mark}, printed in the source") if mark.printed else _("{section}: {mark}")
        return sentence.format(section=section, mark=text if mark.printed else mark_in_words(text))

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
            return mark_rank(row.marks[column - FIRST_SECTION])
        return _text_key(self._text(row, column))

    def _drop(self, kept: set[Key]) -> None:
        for place in range(len(self._rows) - 1, -1, -1):
            if self._rows[place].programme.key not in kept:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()


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


@lru_cache(maxsize=16_384)
def _text_key(text: str) -> Any:
    return natural(folded(text))


def _answered_in_words(row: ProgrammeRow, count: int) -> str:
    """How far whoever scores is with a programme, in sentences on lines of their own."""
    lines = [_("{done} of {count} criteria answered").format(done=row.answered, count=count)]
    if row.status == "submitted":
        lines.append(_("Submitted: the scores are locked until it is reopened."))
    if row.status == "approved":
        lines.append(_("Approved: the scores are locked until it is reopened."))
    if row.conflict:
        sentence = _("Conflict of interest: {reason}. These scores are shown and do not count.")
        lines.append(sentence.format(reason=row.conflict))
    return "\n".join(lines)


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
            least=101,
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
