"""Which programmes are shown and in which order: found by words, in groups, sorted by a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractProxyModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.i18n import _, ngettext
from scorecard.model.evaluation import Key
from scorecard.model.programme import Programme
from scorecard.model.snapshot import natural
from scorecard.model.text import folded
from ui.models.columns import CELL_ROLE
from ui.models.programmes.table import ProgrammeTable, in_brief

Index = QModelIndex | QPersistentModelIndex

Grouping = Literal["", "country", "region", "period", "kind", "tags"]
GROUPINGS: tuple[Grouping, ...] = ("", "country", "region", "period", "kind", "tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHead:
    """What stands above the programmes of a group: its name, empty where nothing is said, and how many they are."""

    name: str
    count: int


class Group(NamedTuple):
    """A group there is: what it is chosen by, its name, and how many programmes it has."""

    id: str
    name: str
    count: int


_CHOSEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class FoundProgrammes(QAbstractProxyModel):
    """The programmes in which every word looked for occurs, accents and case ignored, in the order chosen.

    In groups, each has a head that cannot be chosen; a programme with several tags stands under each of them.
    """

    def __init__(self, source: ProgrammeTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = source
        self._words: tuple[str, ...] = ()
        self._grouping: Grouping = ""
        self._only: str | None = None
        self._column, self._descending = 0, False
        self._shown: list[int | GroupHead] = []
        self._keys: list[Key] = []
        self._row_of: dict[int, int] = {}
        self._changed: set[int] = set()
        self.setSourceModel(source)
        source.shown.connect(self._settle)
        source.modelAboutToBeReset.connect(self.beginResetModel)
        source.modelReset.connect(self._renew)
        source.dataChanged.connect(
            lambda first, last: self._changed.update(range(first.row(), last.row() + 1))
        )
        self._take(self._arranged())

    @property
    def count(self) -> int:
        """How many programmes are shown, each counted once."""
        return len(self._row_of)

    def find(self, text: str) -> None:
        """Keep the programmes that hold all these words."""
        self._words = tuple(folded(text).split())
        self._settle()

    def group_by(self, grouping: Grouping, only: str | None = None) -> None:
        """Put programmes in groups, or none; `only` is the id of a group that alone is shown."""
        self._grouping, self._only = grouping, only
        self._settle()

    def groups(self) -> list[Group]:
        """The groups of all programmes in their order, whatever is looked for."""
        members = self._members(range(self._table.rowCount()))
        return [Group(id, name, len(rows)) for id, (name, rows) in members.items()]

    def is_head(self, row: int) -> bool:
        """Whether a row is the head of a group."""
        return 0 <= row < len(self._shown) and isinstance(self._shown[row], GroupHead)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._descending = column, order is Qt.SortOrder.DescendingOrder
        self._settle()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._table.columnCount()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if parent.isValid() or not (0 <= row < self.rowCount() and 0 <= column < self.columnCount()):
            return QModelIndex()
        return self.createIndex(row, column)

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008
        return QModelIndex()

    def mapToSource(self, index: Index) -> QModelIndex:  # noqa: N802
        entry = self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None
        return self._table.index(entry, index.column()) if isinstance(entry, int) else QModelIndex()

    def mapFromSource(self, index: Index) -> QModelIndex:  # noqa: N802
        return (
            self.index(self._row_of.get(index.row(), -1), index.column())
            if index.isValid()
            else QModelIndex()
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return self._table.headerData(section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _CHOSEN if index.isValid() and not self.is_head(index.row()) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None
        if isinstance(entry, int):
            return self._table.said(entry, index.column(), role)
        if entry is None:
            return None
        if role == CELL_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and index.column() == 0:
            return group_in_words(entry.name, entry.count)
        return None

    def _renew(self) -> None:
        self._take(self._arranged())
        self._changed.clear()
        self.endResetModel()

    def _settle(self) -> None:
        """Arrange anew, and tell the view what that moves; what it has selected moves along."""
        arranged = self._arranged()
        if arranged == self._shown and [self._key(entry) for entry in arranged] == self._keys:
            for place in self._changed:
                for row, entry in enumerate(arranged):
                    if entry == place:
                        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
            self._changed.clear()
            return
        self.layoutAboutToBeChanged.emit()
        before, persistent = self._keys, self.persistentIndexList()
        self._take(arranged)
        self._changed.clear()
        places = {key: row for row, key in reversed(list(enumerate(self._keys)))}
        for index in persistent:
            self.changePersistentIndex(index, self.index(places.get(before[index.row()], -1), index.column()))
        self.layoutChanged.emit()

    def _take(self, arranged: list[int | GroupHead]) -> None:
        self._shown = arranged
        self._keys = [self._key(entry) for entry in arranged]
        self._row_of = {
            entry: row for row, entry in reversed(list(enumerate(arranged))) if isinstance(entry, int)
        }

    def _key(self, entry: int | GroupHead) -> Key:
        """What an entry is known by when rows move: the key of a programme, nothing for a head."""
        return "" if isinstance(entry, GroupHead) else self._table.row(entry).programme.key

    def _arranged(self) -> list[int | GroupHead]:
        found = [row for row in range(self._table.rowCount()) if self._is_found(row)]
        if self._table.columnCount():
            keys = self._table.sort_keys(min(self._column, self._table.columnCount() - 1))
            found.sort(key=keys.__getitem__, reverse=self._descending)
        if not self._grouping:
            return list(found)
        shown: list[int | GroupHead] = []
        for id, (name, rows) in self._members(found).items():
            if self._only in (None, id):
                shown += [GroupHead(name=name, count=len(rows)), *rows]
        return shown

    def _members(self, rows: Sequence[int]) -> dict[str, tuple[str, list[int]]]:
        """The name and the rows of each group by its id; the one of which nothing is said comes last."""
        groups: dict[str, tuple[str, list[int]]] = {}
        if not self._grouping:
            return groups
        # A group is called as its first programme spells it, however the rows are sorted.
        for row in sorted(rows):
            for name in names_of(self._table.row(row).programme, self._grouping):
                groups.setdefault(folded(name), (name, []))
        for row in rows:
            for name in names_of(self._table.row(row).programme, self._grouping):
                groups[folded(name)][1].append(row)
        return dict(sorted(groups.items(), key=lambda one: (not one[0], natural(one[0]))))

    def _is_found(self, row: int) -> bool:
        if not self._words:
            return True
        held = _haystack(self._table.row(row).programme)
        return all(word in held for word in self._words)


def names_of(programme: Programme, grouping: Grouping) -> tuple[str, ...]:
    """The names of the groups that a programme is in; the empty one where nothing is said of it."""
    match grouping:
        case "tags":
            return programme.tags or ("",)
        case "region":
            return (in_brief(programme.region),)
        case "period":
            return (in_brief(programme.period),)
        case "country":
            return (programme.country,)
        case "kind":
            return (programme.kind,)
        case _:
            return ()


def group_in_words(name: str, count: int) -> str:
    """A group with how many programmes it has."""
    words = ngettext("{name}: {count} programme", "{name}: {count} programmes", count)
    return words.format(name=name or _("not said"), count=count)


def grouping_in_words(grouping: Grouping) -> str:
    """What programmes are put in groups by."""
    words: dict[Grouping, str] = {
        "": _("No groups"),
        "country": _("By country"),
        "region": _("By region"),
        "period": _("By period"),
        "kind": _("By kind"),
        "tags": _("By tag"),
    }
    return words[grouping]


@lru_cache(maxsize=4_096)
def _haystack(programme: Programme) -> str:
    return folded(
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
                programme.investment_code,
                *programme.tags,
            )
        )
    )
