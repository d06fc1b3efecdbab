"""The items of an agenda as rows that can be dragged, however many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from scorecard.analysis.workshops.sentences import state_in_words
from scorecard.i18n import _, language

if TYPE_CHECKING:
    from scorecard.analysis.workshops.items import Item
    from scorecard.analysis.workshops.workshop import Workshop
    from scorecard.model.framework import Framework
    from scorecard.model.programme import Programme
    from scorecard.model.workshop import Discussion, Place

ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which a delegate finds the whole `Row`."""

_FEW = 4
"""Up to so many items are read one by one; more are read together, with what they share found once."""

_MIME = "application/x-scorecard-agenda-item"

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item as it is painted. `level` is what was agreed on, empty where nothing was; `state` says it in words."""

    key: str
    number: int
    criterion: str
    programme: str
    code: str
    state: str
    level: str
    outcome: str
    stage: str
    practice: bool
    gone: bool


class AgendaRows(QAbstractListModel):
    """The items of a workshop in their order; `moved` carries the key of one that was dragged, and its new place."""

    moved = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._discussions: tuple[Discussion, ...] = ()
        self._programmes: Mapping[str, Programme] = {}
        self.framework: Framework | None = None

    def show(self, workshop: Workshop) -> None:
        """Show these items; where the same ones stand in the same order, only rows that differ are painted anew."""
        rows = self._read(workshop)
        if [row.key for row in rows] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        for place, row in enumerate(rows):
            if row != self._rows[place]:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place), self.index(place))

    def index_of(self, key: str) -> QModelIndex:
        """The row of an item by its key, none where it is not there."""
        found = (place for place, row in enumerate(self._rows) if row.key == key)
        return self.index(next(found, -1))

    def place_of(self, key: str) -> Place | None:
        """The cell of an item by its key."""
        found = (one.place for one, row in zip(self._discussions, self._rows, strict=True) if row.key == key)
        return next(found, None)

    def keys(self) -> Sequence[str]:
        """The keys in the order of the agenda."""
        return [row.key for row in self._rows]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.criterion
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.criterion}\n{row.programme}\n{_spoken_state(row)}"
            case Qt.ItemDataRole.AccessibleTextRole:
                sentence = _("{number}. {criterion}, {programme}: {state}")
                return sentence.format(
                    number=row.number,
                    criterion=row.criterion,
                    programme=row.programme,
                    state=_spoken_state(row),
                )
            case _ if role == ROW:
                return row
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        carried = QMimeData()
        keys = [self._rows[index.row()].key for index in indexes]
        carried.setData(_MIME, "\n".join(keys[:1]).encode())
        return carried

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Announce the move. False, since the rows follow the stored agenda and the view takes none away."""
        key = bytes(data.data(_MIME).data()).decode()
        keys = self.keys()
        if key in keys:
            to = parent.row() if parent.isValid() else row if row >= 0 else len(keys)
            self.moved.emit(key, to - (keys.index(key) < to))
        return False

    def _read(self, workshop: Workshop) -> list[Row]:
        """The rows as they are now. One stays what it was while its item is the same and nothing is agreed on: only
        a panel that says something else since changes from outside what an item has come to.
        """
        study = workshop.study
        framework, programmes = study.cube.framework, study.snapshot.programmes
        known: dict[int, Row] = {}
        if framework is self.framework and programmes is self._programmes:
            pairs = zip(self._discussions, self._rows, strict=True)
            known = {id(one): row for one, row in pairs if not row.level}
        self.framework, self._programmes = framework, programmes
        self._discussions = workshop.discussions
        fresh = [one for one in self._discussions if id(one) not in known]
        items = map(workshop.item, fresh) if len(fresh) <= _FEW else workshop.items
        known |= {id(item.discussion): _row(item) for item in items if id(item.discussion) not in known}
        numbered = enumerate((known[id(one)] for one in self._discussions), start=1)
        return [row if row.number == number else replace(row, number=number) for number, row in numbered]


def _row(item: Item) -> Row:
    discussion = item.discussion
    return Row(
        key=discussion.key,
        number=0,
        criterion=item.criterion.name.into(language()) if item.criterion else item.place.criterion,
        programme=item.programme.label if item.programme else _("a programme that was removed"),
        code=item.place.criterion.partition(".")[2],
        state=state_in_words(item),
        level=discussion.value if discussion.outcome == "agreed" else "",
        outcome=discussion.outcome,
        stage=discussion.stage,
        practice=discussion.practice,
        gone=item.is_gone,
    )


def _spoken_state(row: Row) -> str:
    return _("{state}, practice").format(state=row.state) if row.practice else row.state
