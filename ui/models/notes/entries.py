"""The entries of a note sheet, or of one place in its layout, as cells that can be written in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.analysis.sources.note_layout import (
    cell_words,
    entries_at,
    holds_figures,
    place_words,
    written_columns,
)
from scorecard.i18n import _, language
from scorecard.model.note_sheet import Column as TemplateColumn
from scorecard.model.note_sheet import NoteRow, NoteSheet
from scorecard.model.snapshot import Snapshot, natural
from ui.models.columns import KEY_ROLE, Column, said_by_head

Index = QModelIndex | QPersistentModelIndex

Write = Callable[[NoteRow, str, str], str]
"""Stores a value in a column of an entry; an entry without a key is a new one. The key of the entry, or nothing."""

TEMPLATE_ROLE = Qt.ItemDataRole.UserRole + 4
"""Asked of a cell: the column of the template it stands in."""
CHOICES_ROLE = Qt.ItemDataRole.UserRole + 5
"""Asked of a cell: what can be chosen there, as pairs of a text and what is stored."""
DEPTH_ROLE = Qt.ItemDataRole.UserRole + 6
"""Asked of a cell: how far in its entry stands."""
BELOW_ROLE = Qt.ItemDataRole.UserRole + 7
"""Asked of a cell: the small print under it, with the place and the footnote of its entry."""

_LEAST = 64
_PART = 26


class NoteEntries(QAbstractTableModel):
    """A row an entry; while the sheet can be changed, one more at the end in which a new one is begun.

    `place` is the column or cell of the layout that is shown, empty for a table. What was refused when it was
    written stays as what the editor shows next, so that nothing typed is lost.
    """

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._snapshot: Snapshot | None = None
        self._sheet: NoteSheet | None = None
        self._columns: tuple[TemplateColumn, ...] = ()
        self._heads: tuple[Column, ...] = ()
        self._rows: list[NoteRow] = []
        self._editable = False
        self._unsaved: dict[tuple[str, str], str] = {}
        self.place = ("", "")
        self.written = ""

    @property
    def heads(self) -> Sequence[Column]:
        """The columns as heads of a table."""
        return self._heads

    @property
    def is_editable(self) -> bool:
        """Whether entries can be written."""
        return self._editable

    @property
    def is_list(self) -> bool:
        """Whether there is one column alone."""
        return len(self._columns) == 1

    def show(
        self, snapshot: Snapshot, sheet: NoteSheet, place: tuple[str, str] = ("", ""), *, editable: bool
    ) -> None:
        """Show the entries of a place; what stays of those shown already keeps its rows."""
        before = (self._sheet.template if self._sheet else None, self.place, self._editable, language())
        same = before == (sheet.template, place, editable, language()) and self._key_of() == sheet.key
        rows = entries_at(snapshot.rows_of(sheet.key), sheet.template, *place)
        if not same:
            self.beginResetModel()
            self._unsaved.clear()
            self._snapshot, self._sheet, self.place, self._editable = snapshot, sheet, place, editable
            self._columns = written_columns(sheet.template)
            self._rows = rows
            self._heads = self._read_heads()
            self.endResetModel()
            return
        renamed = self._snapshot is None or self._snapshot.programmes is not snapshot.programmes
        self._snapshot, self._sheet = snapshot, sheet
        self._follow(rows, all_anew=renamed)
        heads = self._read_heads()
        if heads != self._heads:
            self._heads = heads
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(heads) - 1)

    def row_at(self, row: int) -> NoteRow | None:
        """The entry in a row, None in the one where a new entry is begun."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: str) -> int:
        """The row of an entry, -1 where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def forget(self, index: Index) -> None:
        """Let go of what was refused in a cell."""
        self._unsaved.pop(self._cell(index), None)

    def words_of(self, place: int) -> tuple[list[str], str, int]:
        """The texts of a row by column, the small print under it, and how far in it stands."""
        row = self.row_at(place)
        if row is None or self._snapshot is None:
            return ([self._invitation(column) for column in range(len(self._columns))], "", 0)
        cells = dict(row.cells)
        words = [cell_words(self._snapshot, one, cells.get(one.id, "")) for one in self._columns]
        return words, self._below(row), row.depth

    def column_at(self, place: int) -> str:
        """The id of a column."""
        return self._columns[place].id

    def rowCount(self, parent: Index | None = None) -> int:
        """The entries, and the row for a new one."""
        if self._sheet is None or (parent is not None and parent.isValid()):
            return 0
        return len(self._rows) + self._editable

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns that are written in."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be written in, unless the evaluation can only be read."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if self._editable else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The names of the columns."""
        return said_by_head(self._heads, section, orientation, role)

    def data(self, index: Index, role: int = 0) -> Any:
        """What stands in a cell; see the roles above."""
        if self._snapshot is None or not index.isValid():
            return None
        row, column = self.row_at(index.row()), self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (
                    cell_words(self._snapshot, column, row.cell(column.id))
                    if row
                    else self._invitation(index.column())
                )
            case Qt.ItemDataRole.EditRole:
                stored = row.cell(column.id) if row else ""
                return self._unsaved.get(self._cell(index), stored)
            case Qt.ItemDataRole.ToolTipRole:
                return self._below(row) if row and not self.is_list else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.name.into(language())}: {self.data(index, Qt.ItemDataRole.DisplayRole)}"
            case _ if role == KEY_ROLE:
                return row.key if row else None
            case _ if role == TEMPLATE_ROLE:
                return column
            case _ if role == CHOICES_ROLE:
                return self._choices(column)
            case _ if role == DEPTH_ROLE:
                return row.depth if row else 0
            case _ if role == BELOW_ROLE:
                return self._below(row) if row and index.column() == len(self._columns) - 1 else ""
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write in a cell, which begins an entry in the last row. False where it was refused."""
        if not self._editable or role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, column = self.row_at(index.row()), self._columns[index.column()]
        cell, value = self._cell(index), str(value)
        self.written = row.key if row else ""
        if value == (row.cell(column.id) if row else ""):
            self._unsaved.pop(cell, None)
            return True
        self._unsaved.pop(cell, None)
        self.written = self._write(row or self.beginning(), column.id, value)
        if not self.written:
            self._unsaved[cell] = value
        return bool(self.written)

    def beginning(self) -> NoteRow:
        """A new entry of this place, without a key yet."""
        if self._sheet is None:
            raise LookupError("no sheet is shown")
        template = self._sheet.template
        places = zip((template.across, template.down), self.place, strict=True)
        cells = tuple((column, value) for column, value in places if column)
        return NoteRow(key="", sheet=self._sheet.key, position=0, cells=cells)

    def _follow(self, rows: list[NoteRow], *, all_anew: bool) -> None:
        """Take over other entries with as little movement as can be: rows come, rows go, or change places."""
        before = self._rows
        old, new = [row.key for row in before], [row.key for row in rows]
        first = next(
            (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
        )
        tail = 0
        while tail < min(len(old), len(new)) - first and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        gone, come = len(old) - first - tail, len(new) - first - tail
        if sorted(old[first : first + gone]) == sorted(new[first : first + come]):
            self._reorder(rows)
        else:
            if gone:
                self.beginRemoveRows(QModelIndex(), first, first + gone - 1)
                self._rows = [*before[:first], *before[first + gone :]]
                self.endRemoveRows()
            if come:
                self.beginInsertRows(QModelIndex(), first, first + come - 1)
                self._rows = rows
                self.endInsertRows()
        self._rows = rows
        known = {row.key: row for row in before}
        changed = [n for n, row in enumerate(rows) if all_anew or known.get(row.key) != row]
        if len(old) == len(new):
            changed += range(first, first + come)
        if changed and self._columns:
            last = self.index(max(changed), len(self._columns) - 1)
            self.dataChanged.emit(self.index(min(changed), 0), last)

    def _reorder(self, rows: list[NoteRow]) -> None:
        """The same entries in another order; what is current goes along with its entry."""
        self.layoutAboutToBeChanged.emit()
        kept = [(index, index.data(KEY_ROLE)) for index in self.persistentIndexList()]
        self._rows = rows
        places = {row.key: place for place, row in enumerate(rows)}
        self.changePersistentIndexList(
            [index for index, _key in kept],
            [self.index(places.get(key, index.row()), index.column()) for index, key in kept],
        )
        self.layoutChanged.emit()

    def _read_heads(self) -> tuple[Column, ...]:
        return tuple(_head(one, (row.cell(one.id) for row in self._rows)) for one in self._columns)

    def _key_of(self) -> str:
        return self._sheet.key if self._sheet else ""

    def _cell(self, index: Index) -> tuple[str, str]:
        row = self.row_at(index.row())
        return (row.key if row else "", self._columns[index.column()].id)

    def _invitation(self, column: int) -> str:
        return _("New entry") if column == 0 else ""

    def _below(self, row: NoteRow) -> str:
        if self._snapshot is None:
            return ""
        place = place_words(self._snapshot, row.documents, row.place)
        return "\n".join(line for line in (row.footnote, place) if line)

    def _choices(self, column: TemplateColumn) -> list[tuple[str, str]]:
        if column.kind == "choice":
            return [("", ""), *((choice.text.into(language()), choice.code) for choice in column.choices)]
        if column.kind == "programme" and self._snapshot is not None:
            programmes = sorted(self._snapshot.programmes.values(), key=lambda one: natural(one.id))
            return [("", ""), *((f"{one.id} {one.label}", one.key) for one in programmes)]
        return []


def _head(column: TemplateColumn, values: Iterable[str]) -> Column:
    """A column of figures as printed stands flush right, like its figures."""
    name = column.name.into(language())
    return Column(
        kind="figure" if holds_figures(column, values) else "text",
        title=name,
        tip=name,
        least=_LEAST + _PART * column.width,
        stretch=column.width,
    )
