"""The rows of a table of the sources, to be read and never written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from scorecard.analysis.sources.note_layout import Table
from ui.models.columns import Column, ColumnedTable
from ui.models.notes.entries import DEPTH_ROLE, Index

MOST_ROWS = 300
"""A preview shows no more: it is for looking, and files have every row."""

_CHARACTER, _CHARACTER_OF_WORD = 5.6, 7.4
"""The width in pixels of a character at the size of the rows: in running text, and at most in a word."""
_LONGEST_WORD = 24


class SourceTableRows(ColumnedTable):
    """The first rows of a table, by its own columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[tuple[str, ...]] = ()
        self._depths: Sequence[int] = ()
        self._first = 0

    def show(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self._rows = table.rows[:MOST_ROWS]
        self._depths = table.depths[:MOST_ROWS]
        self._first = table.first
        self.columns = tuple(
            Column(
                kind="figure" if place in table.figures else "text",
                title=head,
                tip=head,
                least=self._least(place, width),
                stretch=width,
            )
            for place, (head, width) in enumerate(zip(table.heads, table.widths, strict=True))
        )
        self.endResetModel()

    def _least(self, place: int, width: int) -> int:
        """The pixels that a column needs: its share of the characters on a line, and no word broken."""
        words = (len(word) for row in self._rows for word in row[place].split())
        longest = min(max(words, default=0), _LONGEST_WORD)
        return round(max(width * _CHARACTER, longest * _CHARACTER_OF_WORD)) + 10

    def texts(self, row: int) -> tuple[str, ...]:
        """What stands in a row."""
        return self._rows[row]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.columns[index.column()].title}: {text}"
            case _ if role == DEPTH_ROLE:
                return self._depths[index.row()] if index.column() == self._first else 0
        return None
