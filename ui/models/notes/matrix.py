"""The grid of a matrix sheet: what stands where a row meets a column, all of it at a glance."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.analysis.sources.note_layout import choices_of, entries_at, entry_words
from scorecard.i18n import language, ngettext
from scorecard.model.note_sheet import NoteSheet
from scorecard.model.snapshot import Snapshot
from ui.models.columns import Column, said_by_head

Index = QModelIndex | QPersistentModelIndex

_FIRST, _LEAST = 108, 84


class NoteMatrix(QAbstractTableModel):
    """The first column holds the names of the rows; in the others an entry is a line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._down: list[tuple[str, str]] = []
        self._across: list[tuple[str, str]] = []
        self._cells: dict[tuple[str, str], list[str]] = {}
        self._heads: tuple[Column, ...] = ()

    @property
    def heads(self) -> tuple[Column, ...]:
        """The columns as heads of a table."""
        return self._heads

    def show(self, snapshot: Snapshot, sheet: NoteSheet) -> None:
        """Show a sheet whose layout is a matrix."""
        template, rows = sheet.template, snapshot.rows_of(sheet.key)
        down = [(one.code, one.text.into(language())) for one in choices_of(template, template.down)]
        across = [(one.code, one.text.into(language())) for one in choices_of(template, template.across)]
        corner = template.column(template.down).name.into(language())
        heads = (
            Column(kind="name", title=corner, least=_FIRST, stretch=1),
            *(Column(kind="text", title=text, tip=text, least=_LEAST, stretch=1) for _code, text in across),
        )
        cells = {
            (side, top): [
                entry_words(snapshot, template, row) for row in entries_at(rows, template, top, side)
            ]
            for side, _text in down
            for top, _text in across
        }
        if (down, across, heads) != (self._down, self._across, self._heads):
            self.beginResetModel()
            self._down, self._across, self._heads, self._cells = down, across, heads, cells
            self.endResetModel()
        elif cells != self._cells:
            self._cells = cells
            self.dataChanged.emit(self.index(0, 0), self.index(len(down) - 1, len(across)))

    def place_at(self, index: Index) -> tuple[str, str] | None:
        """The choices across and down of a cell; None for the name of a row."""
        if not index.isValid() or index.column() == 0:
            return None
        return self._across[index.column() - 1][0], self._down[index.row()][0]

    def index_of(self, place: tuple[str, str]) -> QModelIndex:
        """The cell of a place, the first one where there is no such place."""
        across, down = [code for code, _text in self._across], [code for code, _text in self._down]
        if place[0] in across and place[1] in down:
            return self.index(down.index(place[1]), across.index(place[0]) + 1)
        return self.index(0, 1) if down and across else QModelIndex()

    def words_at(self, index: Index) -> str:
        """What a cell is about: its row and its column."""
        return f"{self._down[index.row()][1]} × {self._across[index.column() - 1][1]}"

    def rowCount(self, parent: Index | None = None) -> int:
        """The choices down."""
        return 0 if parent is not None and parent.isValid() else len(self._down)

    def columnCount(self, parent: Index | None = None) -> int:
        """The choices across and the names of the rows."""
        return 0 if (parent is not None and parent.isValid()) or not self._across else len(self._across) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The names of the columns."""
        return said_by_head(self._heads, section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be chosen, the names of rows not."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsSelectable if index.column() else flags

    def data(self, index: Index, role: int = 0) -> Any:
        """A line an entry, or the name of the row."""
        if not index.isValid():
            return None
        side, name = self._down[index.row()]
        if index.column() == 0:
            return name if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        entries = self._cells[side, self._across[index.column() - 1][0]]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return "\n".join(entries)
            case Qt.ItemDataRole.AccessibleTextRole:
                count = ngettext("{count} entry", "{count} entries", len(entries)).format(count=len(entries))
                return f"{self.words_at(index)}: {count}"
        return None
