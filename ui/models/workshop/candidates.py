"""The cells that an agenda can be made of: first those on which evaluators differ, by consequence, then the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from scorecard.i18n import _, language, ngettext
from scorecard.model.text import folded

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.model.framework import Framework
    from ui.models.workshop.acts import CellOf

CANDIDATE = int(Qt.ItemDataRole.UserRole)
"""The role under which a delegate finds the whole `Candidate`."""

PRACTISED = CANDIDATE + 1
"""The role under which a delegate finds whether it is to practise on."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One cell; `lowest` and `highest` are codes of levels, empty where evaluators do not differ."""

    cell: CellOf
    criterion: str
    code: str
    programme: str
    lowest: str = ""
    highest: str = ""
    moves: int = 0

    @property
    def words(self) -> str:
        """What it would move, in words."""
        if not self.lowest:
            return _("no difference")
        return ngettext("moves {count} place", "moves {count} places", self.moves).format(count=self.moves)


class CandidateRows(QAbstractListModel):
    """Cells with a tick each; `changed` says that ticks are others. Those to practise on follow the ticked ones."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Candidate] = []
        self._shown: list[Candidate] = []
        self._ticked: set[CellOf] = set()
        self._practice = 0
        self._practised: set[CellOf] = set()
        self._words = ""
        self._sought: list[str] = []
        self.framework: Framework | None = None

    def show(self, study: Study, without: frozenset[CellOf]) -> None:
        """Show the cells of a study but for those that are on the agenda; ticks that still make sense stay."""
        self.framework = study.cube.framework
        self._all = [one for one in _candidates(study) if one.cell not in without]
        self._sought = [folded(f"{one.programme} {one.criterion} {one.code}") for one in self._all]
        self._ticked &= {one.cell for one in self._all}
        self._renew()

    def narrow(self, words: str) -> None:
        """Leave the cells whose programme or criterion holds all of these words; ticks out of sight stay."""
        self._words = words
        self._renew()

    def tick_first(self, count: int) -> None:
        """Tick so many from the top on which evaluators differ, and no others."""
        self._ticked = {one.cell for one in self._all[:count] if one.lowest}
        self._renew()

    def practise(self, count: int) -> None:
        """Practise on so many of the cells that are not ticked."""
        self._practice = count
        self._renew()

    @property
    def differing(self) -> int:
        """On how many cells evaluators differ."""
        return sum(bool(one.lowest) for one in self._all)

    @property
    def ticked(self) -> list[CellOf]:
        """The cells that are ticked, in the order of the list."""
        return [one.cell for one in self._all if one.cell in self._ticked]

    @property
    def practised(self) -> list[CellOf]:
        """The cells to practise on."""
        return [one.cell for one in self._all if one.cell in self._practised]

    def turn(self, index: Index) -> None:
        """Tick a cell, or no longer."""
        cell = self._shown[index.row()].cell
        self._ticked ^= {cell}
        self._renew()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one.criterion
            case Qt.ItemDataRole.ToolTipRole:
                return f"{one.criterion}\n{one.programme}\n{_spoken(one, one.cell in self._practised)}"
            case Qt.ItemDataRole.AccessibleTextRole:
                spoken = _spoken(one, one.cell in self._practised)
                return f"{one.criterion}, {one.programme}, {spoken}"
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if one.cell in self._ticked else Qt.CheckState.Unchecked
            case _ if role == CANDIDATE:
                return one
            case _ if role == PRACTISED:
                return one.cell in self._practised
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        if ticked != (self._shown[index.row()].cell in self._ticked):
            self.turn(index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def _renew(self) -> None:
        rest = [one.cell for one in self._all if one.cell not in self._ticked]
        self._practised = set(rest[: self._practice])
        wanted = folded(self._words).split()
        shown = [
            one
            for one, sought in zip(self._all, self._sought, strict=True)
            if all(word in sought for word in wanted)
        ]
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()
        elif shown:
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
        self.changed.emit()


def _candidates(study: Study) -> Sequence[Candidate]:
    tongue, codes = language(), study.cube.framework.codes
    disputed = [
        Candidate(
            cell=(one.programme.key, one.criterion.id),
            criterion=one.criterion.name.into(tongue),
            code=one.criterion.code,
            programme=one.programme.label,
            lowest=codes[one.lowest],
            highest=codes[one.highest],
            moves=one.moves,
        )
        for one in study.disputes
    ]
    known = {one.cell for one in disputed}
    criteria = [(one.id, one.code, one.name.into(tongue)) for one in study.cube.framework.criteria]
    rest = [
        Candidate(cell=(programme.key, id), criterion=name, code=code, programme=programme.label)
        for programme in study.comparison.programmes
        for id, code, name in criteria
        if (programme.key, id) not in known
    ]
    return [*disputed, *rest]


def _spoken(one: Candidate, practised: bool) -> str:
    if not one.lowest:
        spoken = one.words
    else:
        spoken = _("from {lowest} to {highest}, {moves}").format(
            lowest=one.lowest, highest=one.highest, moves=one.words
        )
    return _("{state}, practice").format(state=spoken) if practised else spoken
