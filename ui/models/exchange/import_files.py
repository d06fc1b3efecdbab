"""The files of an import as rows: whose each is, how many scores it brings, and whether it needs a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.exchange.imports.import_plan import ImportPlan
from scorecard.exchange.reading import Reading
from scorecard.i18n import _, ngettext
from ui.models.columns import CELL_ROLE

Index = QModelIndex | QPersistentModelIndex
Mood = Literal["fine", "waiting", "wrong"]
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One file, or all of them where `file` is empty. `scores` is None where nothing was read."""

    file: str
    title: str
    about: str
    scores: int | None
    mood: Mood


class ImportFiles(QAbstractListModel):
    """All files together, then each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[FileRow] = ()

    def show(self, plan: ImportPlan) -> None:
        """Show the files of a plan; as many as before stay where they are."""
        rows = _rows(plan)
        if len(rows) == len(self._rows):
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, row: int) -> FileRow | None:
        """The file in a row, None where there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.title}\n{row.about}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (row.title, row.about, _count(row), _mood(row.mood))))
            case _ if role == CELL_ROLE:
                return row
        return None


def _rows(plan: ImportPlan) -> list[FileRow]:
    scores = Counter(one.file for one in plan.cells if one.state != "same")
    waiting = {one.file for one in plan.conflicts}
    wrong = {one.problem.file for one in plan.faults if one.problem.severity == "error"}
    rows = [
        FileRow(
            file=reading.file,
            title=reading.file,
            about=_about(reading),
            scores=None if reading.refused is not None else scores[reading.file],
            mood="wrong" if reading.file in wrong else "waiting" if reading.file in waiting else "fine",
        )
        for reading in plan.readings
    ]
    mood: Mood = "wrong" if wrong else "waiting" if waiting else "fine"
    count = len(rows)
    whole = FileRow(
        file="",
        title=_("All files"),
        about=ngettext("{count} file", "{count} files", count).format(count=count),
        scores=scores.total(),
        mood=mood,
    )
    return [whole, *rows]


def _about(reading: Reading) -> str:
    if reading.refused is not None:
        return _("nothing was read from it")
    if reading.form:
        return reading.evaluator
    if reading.left_out:
        count = len(reading.left_out)
        words = ngettext(
            "table, {count} column not read: {heads}", "table, {count} columns not read: {heads}", count
        )
        return words.format(count=count, heads=", ".join(reading.left_out))
    return _("long table")


def _count(row: FileRow) -> str:
    if row.scores is None:
        return ""
    return ngettext("{count} score", "{count} scores", row.scores).format(count=row.scores)


def _mood(mood: Mood) -> str:
    return {"fine": _("understood"), "waiting": _("needs you"), "wrong": _("has problems")}[mood]
