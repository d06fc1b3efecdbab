"""Who votes on the item at hand, and whose turn it is; never what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from scorecard.i18n import _, pgettext
from ui.models.workshop.words import name_of

if TYPE_CHECKING:
    from ui.models.workshop.at_hand import AtHand

VOTER = int(Qt.ItemDataRole.UserRole)
"""The role under which a delegate finds the whole `Voter`."""

Standing = Literal["turn", "to come", "scored", "absent", "conflict"]

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """One evaluator and how they stand in the private scoring."""

    key: str
    name: str
    standing: Standing

    @property
    def words(self) -> str:
        """The standing in words."""
        match self.standing:
            case "turn":
                return pgettext("voter", "now")
            case "to come":
                return pgettext("voter", "to come")
            case "scored":
                return pgettext("voter", "has scored")
            case "absent":
                return pgettext("voter", "absent")
            case "conflict":
                return pgettext("voter", "conflict of interest")


class VoterRows(QAbstractListModel):
    """The evaluators but for the panel, by name; whoever has a conflict of interest is there and does not vote."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Voter] = []

    def show(self, at_hand: AtHand) -> None:
        """Show how they stand now."""
        rows = _voters(at_hand)
        if [row.key for row in rows] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows != self._rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return _("{evaluator}: {standing}").format(evaluator=row.name, standing=row.words)
            case _ if role == VOTER:
                return row
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _voters(at_hand: AtHand) -> list[Voter]:
    snapshot = at_hand.snapshot
    absent = at_hand.workshop.agenda.absent if at_hand.workshop.agenda else ()
    takes_part = {one.key for one in at_hand.item.voters}
    turn = at_hand.turn
    found = []
    for one in snapshot.ordered_evaluators():
        standing: Standing = "to come"
        if one.kind == "panel":
            continue
        if one.key not in takes_part:
            standing = "conflict"
        elif one.key in absent:
            standing = "absent"
        elif one.key in at_hand.discussion.voted:
            standing = "scored"
        elif turn is not None and one.key == turn.key:
            standing = "turn"
        found.append(Voter(key=one.key, name=name_of(snapshot, one.key), standing=standing))
    return found
