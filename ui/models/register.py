"""The evidence register of one programme as a list, narrowed by sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.i18n import _
from scorecard.model.programme import SIGNS, Evidence, Sign

Index = QModelIndex | QPersistentModelIndex

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
"""Asked of a row: its `Evidence`."""


class Register(QAbstractListModel):
    """Items of evidence in the order of their ids, all of them or those with one sign."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Evidence, ...] = ()

    def show(self, items: Sequence[Evidence], sign: Sign | None) -> None:
        """Show these items, or of these only those with a sign."""
        shown = tuple(item for item in items if sign in (None, item.sign))
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{sign_words()[item.sign]}: {item.text} {place_of(item)}"
            case _ if role == ITEM_ROLE:
                return item
        return None


def sign_words() -> dict[Sign, str]:
    """What each sign says of a programme, in the language in force."""
    words = (_("supports"), _("limits"), _("mixed"), _("asks"))
    return dict(zip(SIGNS, words, strict=True))


def place_of(item: Evidence) -> str:
    """Where a fact stands, and the codes of the criteria that it speaks to."""
    codes = ", ".join(criterion.partition(".")[2] for criterion in item.criteria)
    return "  ·  ".join(filter(None, (item.place, codes)))
