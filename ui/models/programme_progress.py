"""The programmes by country with how far one evaluator has come in each, as a list to filter and step through."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.programme import Programme
from ui.models.walk import neighbour, next_wanted

ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which a delegate finds the whole `Row`."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A country or a programme; `done` of `of` criteria are answered."""

    kind: Literal["country", "programme"]
    key: Key
    id: str
    name: str
    full_name: str = ""
    done: int = 0
    of: int = 0


class ProgrammeProgress(QAbstractListModel):
    """Programmes under their countries. A country stands where its first programme does."""

    def __init__(self) -> None:
        super().__init__()
        self._programmes: tuple[Programme, ...] = ()
        self._done: dict[Key, int] = {}
        self._of = 0
        self._complete = 0
        self._wanted = ""
        self._rows: list[Row] = []
        self._places: dict[Key, int] = {}

    def show(self, programmes: Sequence[Programme], done: Mapping[Key, int], of: int) -> None:
        """Show these programmes, in this order within each country."""
        same = tuple(programmes) == self._programmes
        self._programmes, self._done, self._of = tuple(programmes), dict(done), of
        self._complete = sum(self.done(programme.key) >= of for programme in programmes)
        if same and self._rows:
            self._rows = [self._counted(row) for row in self._rows]
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        else:
            self._arrange()

    def set_filter(self, wanted: str) -> None:
        """Show only programmes whose name, id, region or country holds this text; accents and case are ignored."""
        if folded(wanted) != self._wanted:
            self._wanted = folded(wanted)
            self._arrange()

    def set_done(self, programme: Key, done: int) -> None:
        """Show another count of answers for one programme."""
        self._complete += (done >= self._of) - (self.done(programme) >= self._of)
        self._done[programme] = done
        place = self._places.get(programme)
        if place is not None:
            self._rows[place] = self._counted(self._rows[place])
            self.dataChanged.emit(self.index(place), self.index(place))

    def done(self, programme: Key) -> int:
        """How many criteria are answered in a programme."""
        return self._done.get(programme, 0)

    def complete(self) -> int:
        """How many programmes have every criterion answered."""
        return self._complete

    def place_of(self, programme: Key) -> QModelIndex:
        """The index of a programme's row, invalid while the filter hides it."""
        place = self._places.get(programme)
        return QModelIndex() if place is None else self.index(place)

    def neighbour(self, programme: Key, step: int) -> Key:
        """The programme shown so many rows on, or the same at either end."""
        return neighbour(self._places, programme, step)

    def unfinished_after(self, programme: Key) -> Key | None:
        """The next programme with a criterion unanswered, going round to the given one; None when there is none."""
        return next_wanted(self._places, programme, lambda key: self._done.get(key, 0) < self._of)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.ToolTipRole:
                return row.full_name or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row)
            case _ if role == ROW:
                return row
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        leaf = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if self._rows[index.row()].kind == "country":
            return leaf
        return leaf | Qt.ItemFlag.ItemIsSelectable

    def _arrange(self) -> None:
        self.beginResetModel()
        countries: dict[str, list[Programme]] = {}
        for programme in self._programmes:
            if self._wanted in _searched(programme):
                countries.setdefault(programme.country, []).append(programme)
        self._rows = []
        for country, programmes in countries.items():
            if country or len(countries) > 1:
                name = country or _("No country given")
                self._rows.append(Row(kind="country", key="", id="", name=name))
            self._rows += [self._counted(_row(programme)) for programme in programmes]
        self._places = {row.key: place for place, row in enumerate(self._rows) if row.key}
        self.endResetModel()

    def _counted(self, row: Row) -> Row:
        return replace(row, done=self._done.get(row.key, 0), of=self._of)


def folded(text: str) -> str:
    """A text without accents and case, for finding."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold().strip()


def _searched(programme: Programme) -> str:
    return folded(
        "\n".join((programme.id, programme.name, programme.short, programme.region, programme.country))
    )


def _row(programme: Programme) -> Row:
    return Row(
        kind="programme",
        key=programme.key,
        id=programme.id,
        name=programme.label,
        full_name=programme.name,
    )


def _spoken(row: Row) -> str:
    if row.kind == "country":
        return row.name
    sentence = _("{id} {programme}, {done} of {of} answered")
    return sentence.format(id=row.id, programme=row.full_name, done=row.done, of=row.of)
