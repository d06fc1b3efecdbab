"""The note sheets to choose from: those of the evaluation first, then those of each programme."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.i18n import _, language, ngettext
from scorecard.model.snapshot import Snapshot, natural

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sheet with its template and its count in words, or the name of what the sheets below it are about."""

    kind: Literal["group", "sheet"]
    name: str
    key: str = ""
    below: str = ""


class NoteList(QAbstractListModel):
    """Rows for the list at the left of the page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, snapshot: Snapshot) -> None:
        """Show the sheets of an evaluation."""
        rows = list(_rows(snapshot))
        if [(row.kind, row.key) for row in rows] == [(row.kind, row.key) for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def keys(self) -> list[str]:
        """The keys of the sheets in the order of the list."""
        return [row.key for row in self._rows if row.key]

    def place_of(self, key: str) -> QModelIndex:
        """The row of a sheet."""
        return next((self.index(n) for n, row in enumerate(self._rows) if row.key == key), QModelIndex())

    def rowCount(self, parent: Index | None = None) -> int:
        """Sheets and the heads of their groups."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = 0) -> Any:
        """The row for its delegate, and its words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.name}, {row.below}" if row.below else row.name
            case _ if role == ROW:
                return row
        return None


def _rows(snapshot: Snapshot) -> list[Row]:
    counts = Counter(row.sheet for row in snapshot.note_rows.values())
    programmes = snapshot.programmes
    sheets = sorted(
        snapshot.note_sheets.values(),
        key=lambda one: (
            natural(programmes[one.programme].id) if one.programme else (),
            one.title.casefold(),
            natural(one.id),
        ),
    )
    rows: list[Row] = []
    group: str | None = None
    for sheet in sheets:
        if sheet.programme != group:
            group = sheet.programme
            name = f"{programmes[group].id} {programmes[group].label}" if group else _("The whole evaluation")
            rows.append(Row(kind="group", name=name))
        count = counts[sheet.key]
        entries = ngettext("{count} entry", "{count} entries", count).format(count=count)
        template = sheet.template.name.into(language())
        below = entries if template == sheet.title else f"{entries} · {template}"
        rows.append(Row(kind="sheet", name=sheet.title, key=sheet.key, below=below))
    return rows
