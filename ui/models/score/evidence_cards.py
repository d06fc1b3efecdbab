"""Evidence as cards: each with its sign, its place, how far it has come, and what says otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from scorecard.analysis.sources.evidence_words import document_kind_word, sign_word, standing_word
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.programme import Document, Evidence, Sign, Standing
from scorecard.model.snapshot import natural

CARD = int(Qt.ItemDataRole.UserRole)
"""The role under which a delegate finds the whole `Card`."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One item of evidence as it is painted.

    `codes` are the criteria it speaks to; `worth` says in words how far it has come and what it proves, empty
    where nothing is said; `differs` are the ids of the items that say otherwise; `sources` names its documents.
    """

    key: Key
    id: str
    sign: Sign
    word: str
    place: str
    text: str
    codes: str
    cited: bool
    standing: Standing = ""
    worth: str = ""
    differs: str = ""
    link: str = ""
    sources: str = ""


class EvidenceCards(QAbstractListModel):
    """Cards of one programme, of one criterion or of all."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Card] = []

    def show(
        self,
        evidence: Sequence[Evidence],
        documents: Mapping[Key, Document],
        cited: Collection[Key] = (),
        differing: Mapping[Key, str] | None = None,
    ) -> None:
        """Show these items in this order; `differing` holds the ids that differ from an item, by its key."""
        others = differing or {}
        cards = [
            card_of(item, documents, cited=item.key in cited, differs=others.get(item.key, ""))
            for item in evidence
        ]
        if cards != self._cards:
            self.beginResetModel()
            self._cards = cards
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


def sources_of(item: Evidence, documents: Mapping[Key, Document]) -> str:
    """The documents that a fact is found in, each with its id and its title."""
    found = (documents[key] for key in item.documents if key in documents)
    return "; ".join(f"{document.id} {document.title}" for document in found)


def place_of(item: Evidence, documents: Mapping[Key, Document]) -> str:
    """Where a fact stands: its place as written, or else the documents it is found in."""
    place = item.place or sources_of(item, documents)
    return _("{place}, on the setting").format(place=place) if item.context and place else place


def worth_of(item: Evidence, documents: Mapping[Key, Document]) -> str:
    """How far what an item tells of has come and what it proves, in words; empty where nothing is said."""
    official = any(documents[key].kind == "official" for key in item.documents if key in documents)
    words = (
        standing_word(item.standing),
        _("shows the effect") if item.effect else "",
        document_kind_word("official") if official else "",
    )
    return "  ·  ".join(filter(None, words))


def differing_ids(evidence: Sequence[Evidence]) -> dict[Key, str]:
    """The ids of the items that say otherwise, by key, whichever of the two says so."""
    ids = {item.key: item.id for item in evidence}
    found: dict[Key, set[str]] = {}
    for item in evidence:
        for other in item.differs_from:
            if other in ids:
                found.setdefault(item.key, set()).add(ids[other])
                found.setdefault(other, set()).add(item.id)
    return {key: ", ".join(sorted(others, key=natural)) for key, others in found.items()}


def card_of(
    item: Evidence, documents: Mapping[Key, Document], *, cited: bool = False, differs: str = ""
) -> Card:
    """An item as a card; `differs` are the ids of the items that say otherwise."""
    return Card(
        key=item.key,
        id=item.id,
        sign=item.sign,
        word=sign_word(item.sign),
        place=place_of(item, documents),
        text=item.text,
        codes=", ".join(criterion.partition(".")[2] for criterion in item.criteria),
        cited=cited,
        standing=item.standing,
        worth=worth_of(item, documents),
        differs=differs,
        link=item.link,
        sources=sources_of(item, documents),
    )


def _tip(card: Card) -> str:
    about = _("{id}, speaks to {codes}").format(id=card.id, codes=card.codes) if card.codes else card.id
    return "\n".join(filter(None, (card.place, about, card.worth, card.link)))


def _spoken(card: Card) -> str:
    cited, plain = _("{sign}, {place}, cited: {text}"), _("{sign}, {place}, not cited: {text}")
    sentence = cited if card.cited else plain
    spoken = sentence.format(sign=card.word, place=card.place or card.id, text=card.text)
    if card.worth:
        spoken = f"{spoken} ({card.worth.replace('  ·  ', ', ')})"
    if card.differs:
        otherwise = _("Otherwise: {ids}.").format(ids=card.differs)
        spoken = f"{spoken} {otherwise}"
    return spoken
