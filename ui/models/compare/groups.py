"""The spread of scores as a table: a row a group, with the programmes that its strip shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from scorecard.i18n import _, format_number
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, ColumnedTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorecard.analysis.comparison import Comparison, ProgrammeResult
    from scorecard.analysis.views.groups import Attribute, Group
    from scorecard.model.evaluation import Key

Index = QModelIndex | QPersistentModelIndex

GROUP, STRIP, MEDIAN = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A group: its name and count in words, its median, and its programmes with a score, lowest first."""

    name: str
    counted: str
    median: float | None
    members: tuple[ProgrammeResult, ...]
    keys: frozenset[Key]


class GroupsTable(ColumnedTable):
    """Groups of programmes; `here` is the key of the programme that a person is at, in whichever groups it is."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.here: Key | None = None

    def show(self, comparison: Comparison, attribute: Attribute) -> None:
        """Show the groups of another comparison or by another attribute."""
        from scorecard.analysis.views.group_words import attribute_title
        from scorecard.analysis.views.groups import find_groups

        self.beginResetModel()
        self.columns = _columns(attribute_title(attribute), comparison)
        self._rows = [_row(comparison, group) for group in find_groups(comparison, attribute)]
        self.endResetModel()

    def row(self, place: int) -> GroupRow:
        """The group at a place."""
        found: GroupRow = self._rows[place]
        return found

    def places_of(self, programme: Key | None) -> list[int]:
        """The groups that hold a programme, with a score or without."""
        return [place for place, row in enumerate(self._rows) if programme in row.keys]

    def set_here(self, programme: Key | None) -> None:
        """Another programme is the one a person is at."""
        changed = {*self.places_of(self.here), *self.places_of(programme)}
        self.here = programme
        for place in changed:
            self.dataChanged.emit(self.index(place, STRIP), self.index(place, STRIP))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return "" if index.column() == STRIP else self._said(row, index.column())
            case _ if role == CELL_ROLE:
                return row
            case _ if role == KEY_ROLE:
                return self.here if self.here in row.keys else None
        return None

    def _said(self, row: GroupRow, column: int) -> str:
        """What a screen reader says of a cell; of a strip also at which programme one is."""
        if column == MEDIAN:
            return (
                _("no median") if row.median is None else _("median {score}").format(score=_text(row, column))
            )
        if column != STRIP:
            return f"{row.name}, {row.counted}"
        if not row.members:
            return _("{group}: nobody has a score").format(group=row.name)
        spread = _("{group}: scores from {lowest} to {highest}").format(
            group=row.name, lowest=row.members[0].said, highest=row.members[-1].said
        )
        here = next((one for one in row.members if one.programme.key == self.here), None)
        return f"{spread}; {said(here)}" if here else spread


def said(member: ProgrammeResult) -> str:
    """A programme with its score, its interval and its rank, in words."""
    if member.score is None or member.low is None or member.high is None:
        return _("{programme}: insufficient evidence for a score").format(programme=member.programme.label)
    return _("{programme}: {score}, between {low} and {high}, rank {rank}").format(
        programme=member.programme.label,
        score=member.said,
        low=format_number(member.low, 2),
        high=format_number(member.high, 2),
        rank=member.rank,
    )


def _row(comparison: Comparison, group: Group) -> GroupRow:
    from scorecard.analysis.views.group_words import counted, group_name

    return GroupRow(
        name=group_name(group.name),
        counted=counted(group),
        median=group.median,
        members=tuple(comparison.result(row) for row in reversed(group.rows[: group.ranked])),
        keys=frozenset(comparison.programmes[row].key for row in group.rows),
    )


def _columns(title: str, comparison: Comparison) -> Sequence[Column]:
    framework = comparison.framework
    return (
        Column(kind="name", title=title, least=270, stretch=2),
        Column(
            kind="bar",
            title=_("Scores, each with its interval"),
            least=380,
            stretch=6,
            top=framework.top,
            axis=framework.codes,
        ),
        Column(kind="figure", title=_("Median"), least=72),
    )


def _text(row: GroupRow, column: int) -> str:
    match column:
        case n if n == GROUP:
            return row.name
        case n if n == MEDIAN:
            return "–" if row.median is None else format_number(row.median, 2)
    return ""
