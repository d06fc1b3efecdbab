"""The rows of a pasted list with what would become of each, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.exchange.imports.programme_columns import FIELDS, Field, word_for
from scorecard.exchange.imports.programme_list import Block
from scorecard.exchange.imports.programme_plan import Outcome, PlannedRow, ProgrammePlan
from scorecard.i18n import _
from ui.models.columns import CELL_ROLE, Column, ColumnedTable
from ui.models.programmes.table import in_brief

Index = QModelIndex | QPersistentModelIndex

Part = Literal["all", "new", "repeated", "wrong"]
PARTS: tuple[Part, ...] = ("all", "new", "repeated", "wrong")
OUTCOME = 1
"""The column that says what would become of a row."""
_WIDTHS: dict[Field, int] = {
    "id": 64,
    "name": 220,
    "short": 140,
    "institution": 170,
    "mechanism": 170,
    "note": 170,
}


class PlannedCell(NamedTuple):
    """A row, and the sentence that says what is wrong with the cell, empty where nothing is."""

    row: PlannedRow
    wrong: str


class PlannedRows(ColumnedTable):
    """Rows as they were pasted under the columns that have a meaning, all of them or a part."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[int, tuple[str, ...]] = {}
        self._fields: tuple[tuple[Field, int], ...] = ()
        self._rows: tuple[PlannedRow, ...] = ()
        self._all: tuple[PlannedRow, ...] = ()
        self._part: Part = "all"
        self.columns: tuple[Column, ...] = ()

    def show(self, block: Block | None, columns: Sequence[Field | None], plan: ProgrammePlan) -> None:
        """Show another plan of a block."""
        places = {meaning: place for place, meaning in enumerate(columns) if meaning}
        fields = tuple((meaning, places[meaning]) for meaning in FIELDS if meaning in places)
        numbers = [row.number for row in plan.rows]
        same = fields == self._fields and numbers == [row.number for row in self._all]
        self._all = plan.rows
        if same and self._rows:
            # Whatever is answered, the rows that a person looks at stay where they are.
            by_number = {row.number: row for row in plan.rows}
            self._rows = tuple(by_number[row.number] for row in self._rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._texts = dict(block.rows) if block else {}
        self._fields = fields
        self.columns = _columns(fields)
        self._rows = tuple(row for row in plan.rows if self._is_shown(row))
        self.endResetModel()

    def narrow(self, part: Part) -> None:
        """Show a part of the rows."""
        self.beginResetModel()
        self._part = part
        self._rows = tuple(row for row in self._all if self._is_shown(row))
        self.endResetModel()

    def row(self, place: int) -> PlannedRow | None:
        """The row at a place, None where there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, number: int) -> int:
        """Where the row of this number is, -1 where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.number == number), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        wrong = self._wrong(row, index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return "\n".join(filter(None, (self._text(row, index.column()), wrong)))
            case Qt.ItemDataRole.ToolTipRole:
                return wrong or (sentence_of(row) if index.column() == OUTCOME else "")
            case _ if role == CELL_ROLE:
                return PlannedCell(row, wrong)
        return None

    def _is_shown(self, row: PlannedRow) -> bool:
        match self._part:
            case "all":
                return True
            case "new":
                return row.outcome == "add" and not row.is_repeat
            case "repeated":
                return row.is_repeat
            case "wrong":
                return row.outcome == "wrong"

    def _text(self, row: PlannedRow, column: int) -> str:
        if column == 0:
            return str(row.number)
        if column == OUTCOME:
            return outcome_word(row.outcome)
        _field, place = self._fields[column - 2]
        return self._texts[row.number][place]

    def _wrong(self, row: PlannedRow, column: int) -> str:
        if column < 2:
            return ""
        field, _place = self._fields[column - 2]
        return " ".join(sentence for wrong, sentence in row.wrong if wrong == field)


def outcome_word(outcome: Outcome) -> str:
    """What would become of a row, in a word or two."""
    words: dict[Outcome, str] = {
        "add": _("New"),
        "update": _("Changed"),
        "unchanged": _("Unchanged"),
        "skip": _("Left out"),
        "ask": _("Needs you"),
        "wrong": _("Problem"),
    }
    return words[outcome]


def sentence_of(row: PlannedRow) -> str:
    """All about a row: what is wrong with it, or which programme it repeats, or under which id it comes."""
    if row.wrong:
        return " ".join(sentence for _field, sentence in row.wrong)
    if row.stored is not None:
        stored = row.stored
        place = ", ".join(filter(None, map(in_brief, (stored.country, stored.region, stored.period))))
        if row.outcome == "unchanged":
            return _("It is there as {id} and says the same.").format(id=stored.id)
        sentence = _("“{name}” is there already as {id} ({place}).")
        return sentence.format(name=stored.label, id=stored.id, place=place or stored.name)
    if row.repeats:
        return _("The same programme stands in row {row} above.").format(row=row.repeats)
    return _("A new programme, {id}.").format(id=row.programme.id)


def _columns(fields: Sequence[tuple[Field, int]]) -> tuple[Column, ...]:
    return (
        Column(kind="id", title=_("Row"), least=40),
        Column(kind="text", title=_("What happens"), least=128),
        *(
            Column(
                kind="name" if field == "name" else "text",
                title=word_for(field),
                least=_WIDTHS.get(field, 104),
                stretch=3 if field == "name" else 1,
            )
            for field, _place in fields
        ),
    )
