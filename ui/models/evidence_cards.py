"""The evidence register of a programme as cards, with those that the open score cites marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.programme import Document, Evidence, Sign

CARD = int(Qt.ItemDataRole.UserRole)
"""The role under which a delegate finds the whole `Card`."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One item of evidence as it is painted; `codes` are the criteria it speaks to."""

    key: Key
    id: str
    sign: Sign
    word: str
    place: str
    text: str
    codes: str
    cited: bool


class EvidenceCards(QAbstractListModel):
    """Cards of one programme, of one criterion or of all."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Card] = []

    def show(
        self, evidence: Sequence[Evidence], documents: Mapping[Key, Document], cited: Collection[Key]
    ) -> None:
        """Show these items in this order."""
        self.beginResetModel()
        self._cards = [_card(item, documents, item.key in cited) for item in evidence]
        self.endResetModel()

    def set_cited(self, cited: Collection[Key]) -> None:
        """Mark what is cited now; cards stay in place, and only those that differ change."""
        for place, card in enumerate(self._cards):
            if card.cited != (card.key in cited):
                self._cards[place] = replace(card, cited=not card.cited)
                self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return card.text
            case Qt.ItemDataRole.ToolTipRole:
                return _tip(card)
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(card)
            case _ if role == CARD:
                return card
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def sign_word(sign: Sign) -> str:
    """What a sign says, in the language in force."""
    match sign:
        case "+":
            return _("supports")
        case "-":
            return _("limits")
        case "~":
            return _("mixed")
        case "?":
            return _("asks")


def _card(item: Evidence, documents: Mapping[Key, Document], cited: bool) -> Card:
    titles = (documents[key] for key in item.documents if key in documents)
    place = item.place or "; ".join(f"{document.id} {document.title}" for document in titles)
    return Card(
        key=item.key,
        id=item.id,
        sign=item.sign,
        word=sign_word(item.sign),
        place=_("{place}, on the setting").format(place=place) if item.context and place else place,
        text=item.text,
        codes=", ".join(criterion.partition(".")[2] for criterion in item.criteria),
        cited=cited,
    )


def _tip(card: Card) -> str:
    about = _("{id}, speaks to {codes}").format(id=card.id, codes=card.codes) if card.codes else card.id
    return f"{card.place}\n{about}" if card.place else about


def _spoken(card: Card) -> str:
    cited, plain = _("{sign}, {place}, cited: {text}"), _("{sign}, {place}, not cited: {text}")
    sentence = cited if card.cited else plain
    return sentence.format(sign=card.word, place=card.place or card.id, text=card.text)
