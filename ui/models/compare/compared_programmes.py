"""Which programmes a comparison is about: all of them in groups, each ticked or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from scorecard.i18n import _
from scorecard.model.text import folded

if TYPE_CHECKING:
    from scorecard.analysis.views.groups import Attribute
    from scorecard.model.evaluation import Key
    from scorecard.model.programme import Programme

Index = QModelIndex | QPersistentModelIndex

HEAD_ROLE = Qt.ItemDataRole.UserRole + 1
"""Asked of a row: whether it is the head of a group."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A programme, or the head of a group that stands for all of its programmes."""

    text: str
    tip: str
    keys: tuple[Key, ...]
    is_head: bool


class ComparedProgrammes(QAbstractListModel):
    """Programmes under the heads of their groups; ticking a head ticks its group.

    `chosen_changed` says that a person ticked otherwise. One programme at least stays ticked.
    """

    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._programmes: tuple[Programme, ...] = ()
        self._chosen: frozenset[Key] = frozenset()
        self._attribute: Attribute = "country"
        self._words: tuple[str, ...] = ()
        self._lines: list[_Line] = []

    @property
    def chosen(self) -> tuple[Key, ...] | None:
        """The keys of those ticked in the order of the evaluation, None where all are."""
        if len(self._chosen) == len(self._programmes):
            return None
        return tuple(one.key for one in self._programmes if one.key in self._chosen)

    @property
    def attribute(self) -> Attribute:
        """What the programmes are grouped by."""
        return self._attribute

    def offer(self, programmes: Sequence[Programme], chosen: Sequence[Key] | None) -> None:
        """Offer these programmes, of which some are ticked, or all where `chosen` is None."""
        ticked = frozenset(one.key for one in programmes if chosen is None or one.key in chosen)
        if tuple(programmes) == self._programmes and ticked == self._chosen:
            return
        self._programmes, self._chosen = tuple(programmes), ticked
        self._arrange()

    def group_by(self, attribute: Attribute) -> None:
        """Group by another attribute."""
        self._attribute = attribute
        self._arrange()

    def find(self, text: str) -> None:
        """Show only the programmes in which every word occurs; what is ticked stays so out of sight."""
        self._words = tuple(folded(text).split())
        self._arrange()

    def choose_all(self) -> None:
        """Tick every programme."""
        self._choose(frozenset(one.key for one in self._programmes))

    def turn(self, row: int) -> None:
        """Tick what stands in a row, or no longer; a group that is ticked in part becomes ticked."""
        keys = frozenset(self._lines[row].keys)
        wanted = self._chosen - keys if keys <= self._chosen else self._chosen | keys
        if wanted:
            self._choose(wanted)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.text
            case Qt.ItemDataRole.ToolTipRole:
                return line.tip
            case Qt.ItemDataRole.CheckStateRole:
                return self._state(line)
            case _ if role == HEAD_ROLE:
                return line.is_head
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.turn(index.row())
        return True

    def _state(self, line: _Line) -> Qt.CheckState:
        ticked = sum(key in self._chosen for key in line.keys)
        if not ticked:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if ticked == len(line.keys) else Qt.CheckState.PartiallyChecked

    def _choose(self, chosen: frozenset[Key]) -> None:
        if chosen == self._chosen:
            return
        self._chosen = chosen
        if self._lines:
            role = [Qt.ItemDataRole.CheckStateRole]
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1), role)
        self.chosen_changed.emit()

    def _arrange(self) -> None:
        from scorecard.analysis.views.groups import grouped

        self.beginResetModel()
        self._lines = []
        for name, places in grouped(self._programmes, self._attribute).items():
            shown = [self._programmes[place] for place in places if self._holds(self._programmes[place])]
            if not shown:
                continue
            keys = tuple(one.key for one in shown)
            head = f"{name or _('not stated')} · {len(shown)}"
            self._lines.append(_Line(head, head, keys, is_head=True))
            self._lines += [_Line(one.label, one.name, (one.key,), is_head=False) for one in shown]
        self.endResetModel()

    def _holds(self, programme: Programme) -> bool:
        held = folded(f"{programme.label} {programme.name} {programme.id}")
        return all(word in held for word in self._words)
