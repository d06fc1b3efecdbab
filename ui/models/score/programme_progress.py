"""The programmes by country with how far one evaluator has come in each, as a list to filter and step through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal, assert_never

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from scorecard.i18n import _
from scorecard.model.evaluation import Key, Status
from scorecard.model.programme import Programme
from scorecard.model.text import folded
from ui.models.people.words import status_word
from ui.models.score.walk import neighbour, next_wanted

ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which a delegate finds the whole `Row`."""

ProgrammeFilter = Literal["all", "owed", "unfinished", "submitted"]
PROGRAMME_FILTERS: tuple[ProgrammeFilter, ...] = ("all", "owed", "unfinished", "submitted")

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How far one evaluator is with a programme as a whole; `owed` does not count where a conflict is declared."""

    status: Status = "draft"
    owed: bool = False
    conflict: bool = False


BLANK_WORK = Work()


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
    work: Work = BLANK_WORK


class ProgrammeProgress(QAbstractListModel):
    """Programmes under their countries. A country stands where its first programme does.

    What a filter shows is settled when the filter is chosen or other programmes are shown: one that is answered or
    submitted meanwhile keeps its row. The place a person is at is shown always.
    """

    def __init__(self) -> None:
        super().__init__()
        self._programmes: tuple[Programme, ...] = ()
        self._done: dict[Key, int] = {}
        self._of = 0
        self._complete = 0
        self._work: dict[Key, Work] = {}
        self._filter: ProgrammeFilter = "all"
        self._words: tuple[str, ...] = ()
        self._place: Key = ""
        self._rows: list[Row] = []
        self._places: dict[Key, int] = {}

    @property
    def filter(self) -> ProgrammeFilter:
        """What the rows are narrowed to."""
        return self._filter

    def show(
        self,
        programmes: Sequence[Programme],
        done: Mapping[Key, int],
        of: int,
        work: Mapping[Key, Work] = MappingProxyType({}),
    ) -> None:
        """Show these programmes, in this order within each country; `work` holds what is not blank."""
        same = tuple(programmes) == self._programmes and self._filter == "all"
        self._programmes, self._done, self._of = tuple(programmes), dict(done), of
        self._work = dict(work)
        self._complete = sum(self.done(programme.key) >= of for programme in programmes)
        if same and self._rows:
            self._rows = [self._counted(row) for row in self._rows]
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        else:
            self._arrange()

    def set_wanted(self, text: str) -> None:
        """Show only programmes in whose name, id, region, country or tags every one of these words stands.

        Accents and case are ignored.
        """
        words = tuple(folded(text).split())
        if words != self._words:
            self._words = words
            self._arrange()

    def set_filter(self, wanted: ProgrammeFilter) -> None:
        """Show only the programmes that pass."""
        self._filter = wanted
        self._arrange()

    def set_place(self, programme: Key) -> None:
        """Where the person is: this programme is shown whatever the filter says, but not the words."""
        self._place = programme
        if self._filter != "all" and programme not in self._places:
            self._arrange()

    def set_done(self, programme: Key, done: int) -> None:
        """Show another count of answers for one programme."""
        self._complete += (done >= self._of) - (self.done(programme) >= self._of)
        self._done[programme] = done
        self._repaint(programme)

    def done(self, programme: Key) -> int:
        """How many criteria are answered in a programme."""
        return self._done.get(programme, 0)

    def complete(self) -> int:
        """How many programmes have every criterion answered."""
        return self._complete

    def count(self, wanted: ProgrammeFilter) -> int:
        """How many programmes a filter would show."""
        return sum(self._passes(programme, wanted) for programme in self._programmes)

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
            if self._is_shown(programme):
                countries.setdefault(programme.country, []).append(programme)
        self._rows = []
        for country, programmes in countries.items():
            if country or len(countries) > 1:
                name = country or _("No country given")
                self._rows.append(Row(kind="country", key="", id="", name=name))
            self._rows += [self._counted(_row(programme)) for programme in programmes]
        self._places = {row.key: place for place, row in enumerate(self._rows) if row.key}
        self.endResetModel()

    def _is_shown(self, programme: Programme) -> bool:
        if self._words:
            searched = _searched(programme)
            if not all(word in searched for word in self._words):
                return False
        return programme.key == self._place or self._passes(programme, self._filter)

    def _passes(self, programme: Programme, wanted: ProgrammeFilter) -> bool:
        work = self._work.get(programme.key, BLANK_WORK)
        match wanted:
            case "all":
                return True
            case "owed":
                return work.owed and work.status == "draft"
            case "unfinished":
                return self.done(programme.key) < self._of
            case "submitted":
                return work.status != "draft"
            case _:
                assert_never(wanted)

    def _repaint(self, programme: Key) -> None:
        place = self._places.get(programme)
        if place is not None:
            self._rows[place] = self._counted(self._rows[place])
            self.dataChanged.emit(self.index(place), self.index(place))

    def _counted(self, row: Row) -> Row:
        work = self._work.get(row.key, BLANK_WORK)
        return replace(row, done=self._done.get(row.key, 0), of=self._of, work=work)


def _searched(programme: Programme) -> str:
    texts = (programme.id, programme.name, programme.short, programme.region, programme.country)
    return folded(" ".join((*texts, *programme.tags)))


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
    said = [sentence.format(id=row.id, programme=row.full_name, done=row.done, of=row.of)]
    if row.work.status != "draft":
        said.append(status_word(row.work.status))
    elif row.work.owed:
        said.append(_("owed"))
    if row.work.conflict:
        said.append(_("conflict of interest"))
    return ", ".join(said)
