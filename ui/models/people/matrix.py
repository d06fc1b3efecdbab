"""Who owes what in a round: programmes down, evaluators across, a duty in each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.analysis.evaluators.people_words import kind_word
from scorecard.i18n import _
from scorecard.model.text import folded
from ui.models.columns import CELL_ROLE, COLUMN_ROLE, KEY_ROLE, Column
from ui.models.people.words import duty_sentence, duty_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorecard.analysis.evaluators.duties import Duties, Duty
    from scorecard.model.evaluation import Evaluator, Key
    from scorecard.model.programme import Programme
    from scorecard.model.snapshot import Snapshot

Index = QModelIndex | QPersistentModelIndex
Filter = Literal["all", "due", "submitted", "unassigned"]
"""Which programmes are shown: all, those that somebody still owes, those to approve, those nobody owes."""


class DutyMatrix(QAbstractTableModel):
    """The duties of a round. `CELL_ROLE` gives the `Duty` of a cell, `KEY_ROLE` the key of its programme."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._duties: Duties | None = None
        self._snapshot: Snapshot | None = None
        self._programmes: list[Programme] = []
        self._evaluators: tuple[Evaluator, ...] = ()
        self._columns: tuple[Column, ...] = ()
        self._words: tuple[str, ...] = ()
        self._filter: Filter = "all"

    @property
    def columns(self) -> tuple[Column, ...]:
        """One column an evaluator."""
        return self._columns

    def show(self, snapshot: Snapshot, duties: Duties) -> None:
        """Show the duties of a round as they are now; selections stay where rows and columns do.

        A filter is looked through again when it is chosen, and for another round.
        """
        evaluators = snapshot.ordered_evaluators()
        same_round = self._duties is not None and self._duties.round == duties.round
        self._snapshot, self._duties = snapshot, duties
        programmes = self._kept(snapshot) if same_round and self._filter != "all" else self._found()
        columns = tuple(_column(one, duties) for one in evaluators)
        same_rows = [one.key for one in programmes] == [one.key for one in self._programmes]
        if same_rows and [one.key for one in evaluators] == [one.key for one in self._evaluators]:
            self._programmes, self._evaluators, self._columns = programmes, evaluators, columns
            if programmes and evaluators:
                self.dataChanged.emit(self.index(0, 0), self.index(len(programmes) - 1, len(columns) - 1))
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
            return
        self.beginResetModel()
        self._programmes, self._evaluators, self._columns = programmes, evaluators, columns
        self.endResetModel()

    def find(self, text: str, filter: Filter) -> None:
        """Show only the programmes that hold all these words and are of this kind."""
        self._words, self._filter = tuple(folded(text).split()), filter
        self.beginResetModel()
        self._programmes = self._found()
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._snapshot = self._duties = None
        self._programmes, self._evaluators, self._columns = [], (), ()
        self.endResetModel()

    def duty(self, index: Index) -> Duty | None:
        """The duty of a cell."""
        if self._duties is None or not index.isValid():
            return None
        return self._duties.duty(self._programmes[index.row()].key, self._evaluators[index.column()].key)

    def programme(self, row: int) -> Programme:
        """The programme of a row."""
        return self._programmes[row]

    def place_of(self, programme: Key, evaluator: Key) -> QModelIndex:
        """Where a duty stands, an invalid index where it is not shown."""
        row = next((row for row, one in enumerate(self._programmes) if one.key == programme), -1)
        column = next((column for column, one in enumerate(self._evaluators) if one.key == evaluator), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._programmes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if not 0 <= section < len(self._columns):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._evaluators[section].name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._columns[section].tip
            case _ if role == COLUMN_ROLE:
                return self._columns[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        duty = self.duty(index)
        if duty is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return duty_word(duty)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                programme, evaluator = self._programmes[index.row()], self._evaluators[index.column()]
                return duty_sentence(duty, evaluator.name, programme.label)
            case _ if role == CELL_ROLE:
                return duty
            case _ if role == KEY_ROLE:
                return duty.programme
        return None

    def _row_head(self, row: int, role: int) -> Any:
        if not 0 <= row < len(self._programmes):
            return None
        programme = self._programmes[row]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return programme.label
            case Qt.ItemDataRole.ToolTipRole:
                return programme.name
            case _ if role == CELL_ROLE:
                return programme
        return None

    def _found(self) -> list[Programme]:
        if self._snapshot is None:
            return []
        found: Iterable[Programme] = self._snapshot.ordered_programmes()
        if self._words:
            found = (one for one in found if _holds(one, self._words))
        if self._filter != "all":
            wanted = self._wanted(self._snapshot)
            found = (one for one in found if (one.key in wanted) is (self._filter != "unassigned"))
        return list(found)

    def _wanted(self, snapshot: Snapshot) -> set[Key]:
        """The programmes still due or to approve, or for `unassigned` those that somebody owes."""
        work = [
            one
            for one in snapshot.assignments.values()
            if self._duties is not None and one.round == self._duties.round
        ]
        if self._filter == "submitted":
            return {one.programme for one in work if one.status == "submitted"}
        return {
            one.programme
            for one in work
            if one.owed
            and (self._filter == "unassigned" or one.status == "draft")
            and snapshot.conflict(one.programme, one.evaluator) is None
        }

    def _kept(self, snapshot: Snapshot) -> list[Programme]:
        """What is shown as it is now, so that a row does not vanish under the pointer when it is dealt with."""
        keys = [one.key for one in self._programmes]
        return [snapshot.programmes[key] for key in keys if key in snapshot.programmes]


def _holds(programme: Programme, words: tuple[str, ...]) -> bool:
    held = folded(f"{programme.id} {programme.name} {programme.short} {programme.region} {programme.country}")
    return all(word in held for word in words)


def _column(evaluator: Evaluator, duties: Duties) -> Column:
    load = duties.loads[evaluator.key]
    counts = _("{done} of {owed} in") if load.owed else _("owes nothing")
    counts = counts.format(done=load.owed - load.due, owed=load.owed)
    tip = _("{evaluator}, {kind}: owes {owed}, still due {due}, submitted {submitted}, approved {approved}")
    said = tip.format(
        evaluator=evaluator.name,
        kind=kind_word(evaluator.kind),
        owed=load.owed,
        due=load.due,
        submitted=load.submitted,
        approved=load.approved,
    )
    return Column(kind="text", title=evaluator.name, brief=counts, tip=said, least=0)
