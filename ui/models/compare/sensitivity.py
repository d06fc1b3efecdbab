"""Ranks under our other choices as a table: a row a programme in the order as asked, a column a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.i18n import _, ngettext
from ui.models.columns import CELL_ROLE, COLUMN_ROLE, KEY_ROLE

if TYPE_CHECKING:
    from scorecard.analysis.sureness.choice_words import Choice
    from scorecard.analysis.sureness.sensitivity import Sensitivity, Variant
    from scorecard.model.evaluation import Key
    from scorecard.model.programme import Programme

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceHead:
    """The head of a column: what is chosen, who is first there, and how many programmes have another rank.

    `group` is the title over all columns of its kind of choice. `other_first` says that others lead than as asked.
    """

    choice: Choice
    group: str
    name: str
    first: str
    other_first: bool
    moved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RankCell:
    """A rank, 0 for none, and its change: `places` higher, or `moved` without them where a rank is new or lost."""

    rank: int
    change: str
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedName:
    """The head of a row: the rank as asked, 0 for none, and the programme."""

    rank: int
    programme: Programme


class ChoicesTable(QAbstractTableModel):
    """What `Sensitivity` holds, read as it is asked for; nothing until `show`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sensitivity: Sensitivity | None = None
        self._order: list[int] = []
        self.heads: tuple[ChoiceHead, ...] = ()

    def show(self, sensitivity: Sensitivity) -> None:
        """Show another answer."""
        self.beginResetModel()
        self._sensitivity = sensitivity
        self._order = sensitivity.asked.ranking()
        self.heads = tuple(_head(sensitivity, one) for one in sensitivity.variants)
        self.endResetModel()

    def variant(self, column: int) -> Variant:
        """The choice of a column."""
        assert self._sensitivity is not None
        return self._sensitivity.variants[column]

    def place_of(self, programme: Key | None) -> int:
        """The place of a programme, -1 if it is not there."""
        programmes = self._sensitivity.asked.programmes if self._sensitivity else ()
        return next((place for place, row in enumerate(self._order) if programmes[row].key == programme), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self._sensitivity is None or section < 0:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._head_data(section, role) if section < len(self.heads) else None
        return self._name_data(section, role) if section < len(self._order) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._sensitivity is None:
            return None
        row, variant = self._order[index.row()], self._sensitivity.variants[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return variant.figure(row)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                programme = self._sensitivity.asked.programmes[row]
                return _("{programme}: {rank}").format(programme=programme.name, rank=variant.said(row))
            case _ if role == KEY_ROLE:
                return self._sensitivity.asked.programmes[row].key
            case _ if role == CELL_ROLE:
                rank = int(variant.comparison.rank[row])
                change = variant.figure(row).partition("\N{NO-BREAK SPACE}")[2]
                return RankCell(rank=rank, change=change, moved=bool(variant.moved[row]))
        return None

    def _head_data(self, section: int, role: int) -> Any:
        head = self.heads[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return head.name
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._head_said(section)
            case _ if role == COLUMN_ROLE:
                return head
        return None

    def _head_said(self, section: int) -> str:
        """The head in words, and what a click on it does."""
        assert self._sensitivity is not None
        head, variant = self.heads[section], self._sensitivity.variants[section]
        programmes = self._sensitivity.asked.programmes
        leaders = [programmes[row].name for row in variant.leaders]
        if not leaders:
            first = _("nobody has a rank")
        elif len(leaders) == 1:
            first = _("first is {programme}").format(programme=leaders[0])
        else:
            first = _("{count} programmes share the first place").format(count=len(leaders))
        moved = ngettext(
            "{count} programme has another rank", "{count} programmes have another rank", head.moved
        ).format(count=head.moved)
        sentence = _(
            "{group}: {name}. Here {first}; {moved}. Click, or press the space bar, to ask it this way."
        )
        return sentence.format(group=head.group, name=variant.name, first=first, moved=moved)

    def _name_data(self, place: int, role: int) -> Any:
        assert self._sensitivity is not None
        row = self._order[place]
        programme, rank = self._sensitivity.asked.programmes[row], int(self._sensitivity.asked.rank[row])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return programme.label
            case Qt.ItemDataRole.AccessibleTextRole:
                said = _("rank {rank}").format(rank=rank) if rank else _("no rank")
                return f"{programme.name}, {said}"
            case Qt.ItemDataRole.ToolTipRole:
                return programme.name
            case _ if role == CELL_ROLE:
                return RankedName(rank=rank, programme=programme)
        return None


def _head(sensitivity: Sensitivity, variant: Variant) -> ChoiceHead:
    from scorecard.analysis.sureness.choice_words import choice_title

    return ChoiceHead(
        choice=variant.choice,
        group=choice_title(variant.choice),
        name=variant.short,
        first=variant.first,
        other_first=variant.leaders != sensitivity.leaders,
        moved=int(variant.moved.sum()),
    )
