"""Columns of the painted tables: what each holds and how wide it wants to be, said once for head and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

ColumnKind = Literal[
    "id", "name", "text", "progress", "mark", "score", "rank", "bar", "figure", "share", "mean", "chances"
]

_NOWHERE = QModelIndex()

COLUMN_ROLE = Qt.ItemDataRole.UserRole + 1
"""Asked of a head: its `Column`."""
CELL_ROLE = Qt.ItemDataRole.UserRole + 2
"""Asked of a cell: the row value that its delegate paints from."""
KEY_ROLE = Qt.ItemDataRole.UserRole + 3
"""Asked of a cell: the key of its programme, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `least` pixels wide, and `stretch` parts of the room that is left over, to `most` where it has one.

    `section` is the index of the section that the column is about, -1 if none. A column with bars has an axis
    from 0 to `top`; `axis` are the codes that stand along it. `brief` stands where the title finds no room.
    """

    kind: ColumnKind
    title: str
    tip: str = ""
    brief: str = ""
    least: int
    stretch: int = 0
    most: int = 0
    section: int = -1
    top: int = 0
    axis: tuple[str, ...] = ()


def said_by_head(columns: Sequence[Column], section: int, orientation: Qt.Orientation, role: int) -> Any:
    """What a model over these columns answers when asked for its heads."""
    if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(columns):
        return None
    column = columns[section]
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return column.title
        case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
            return column.tip or column.title
        case _ if role == COLUMN_ROLE:
            return column
    return None


class ColumnedTable(QAbstractTableModel):
    """As many rows and columns as a model holds, and the heads of these; `data` is left to the model."""

    columns: tuple[Column, ...] = ()
    _rows: Sequence[Any] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return said_by_head(self.columns, section, orientation, role)
