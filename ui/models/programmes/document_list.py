"""The documents of an evaluation as a list that is searched by word, with how often each is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from scorecard.analysis.sources.evidence_words import document_kind_word
from scorecard.edits.documents import Uses
from scorecard.i18n import _, ngettext
from scorecard.model.evaluation import Key
from scorecard.model.programme import Document
from scorecard.model.text import folded

LINE = int(Qt.ItemDataRole.UserRole)
"""The role under which a delegate finds the whole `DocumentLine`."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document as it is painted: its title, and in small what it is and how often it is used."""

    key: Key
    id: str
    title: str
    about: str


class DocumentList(QAbstractListModel):
    """Documents by id, all of them or those that hold a word."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[DocumentLine] = []

    def show(self, documents: Sequence[Document], uses: Mapping[Key, Uses], word: str = "") -> None:
        """Show these documents, or of these those that hold a word, whatever its case and accents."""
        wanted = folded(word)
        self.beginResetModel()
        self._lines = [
            DocumentLine(key=one.key, id=one.id, title=one.title, about=_about(one, uses[one.key]))
            for one in documents
            if wanted in folded(" ".join((one.id, one.title, one.author, one.year, one.link)))
        ]
        self.endResetModel()

    def row_of(self, key: Key) -> int:
        """The row in which a document is shown, -1 where it is not."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.id} {line.title}. {line.about}"
            case _ if role == LINE:
                return line
        return None


def used_words(uses: Uses) -> str:
    """How often a document is used, in words."""
    if not uses.count:
        return _("not used yet")
    return ngettext("used in one place", "used in {count} places", uses.count).format(count=uses.count)


def _about(document: Document, uses: Uses) -> str:
    parts = (document.author, document.year, document_kind_word(document.kind), used_words(uses))
    return "  ·  ".join(filter(None, parts))
