"""A programme under review, and what its sources themselves say of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Literal

from scorecard.model.evaluation import Key

Sign = Literal["+", "-", "~", "?"]
SIGNS: tuple[Sign, ...] = ("+", "-", "~", "?")
Standing = Literal["", "declared", "implemented", "verified"]
STANDINGS: tuple[Standing, ...] = ("", "declared", "implemented", "verified")
DocumentKind = Literal["", "official", "study", "statistics", "press", "interview", "other"]
DOCUMENT_KINDS: tuple[DocumentKind, ...] = (
    "", "official", "study", "statistics", "press", "interview", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A source's own rating, word for word; never turned into a level.

    `section` names the section of a framework that the mark stands on, if any; `mark` is exactly as printed;
    `text` is a rating given in words; `footnote` is the printed one.
    """

    documents: tuple[Key, ...]
    place: str
    subject: str
    section: str = ""
    mark: str = ""
    text: str = ""
    footnote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A public or private programme. `id` is the label people use; `short` is for lists and charts.

    `investment_code` is the number in the national system of public investment, such as Chile's BIP code or
    Peru's CUI; `tags` are words of the evaluators' own to group by.
    """

    key: Key
    id: str
    name: str
    short: str = ""
    country: str = ""
    region: str = ""
    period: str = ""
    kind: str = ""
    institution: str = ""
    mechanism: str = ""
    note: str = ""
    ratings: tuple[Rating, ...] = ()
    tags: tuple[str, ...] = ()
    investment_code: str = ""

    @property
    def uuid(self) -> str:
        """The key as a UUID, the same in every copy of the evaluation; the key itself where it is none."""
        try:
            return str(uuid.UUID(self.key))
        except ValueError:
            return self.key

    @property
    def label(self) -> str:
        """The short name where there is one, or else the name."""
        return self.short or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that evidence is found in, listed once. `link` is an address or the name of an attached file."""

    key: Key
    id: str
    title: str
    author: str = ""
    year: str = ""
    kind: DocumentKind = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One fact with its place in its documents, the criteria it speaks to and its sign.

    `context` marks a fact about the setting rather than about the programme itself. `standing` is how far what
    it tells of has come; `effect` marks a fact that shows an effect or a use, as the best level asks for.
    `link` is an address or the name of an attached file. `differs_from` are items that say otherwise of the
    same thing; saying it on one of the two is enough.
    """

    key: Key
    id: str
    programme: Key
    text: str
    documents: tuple[Key, ...] = ()
    place: str = ""
    criteria: tuple[str, ...] = ()
    sign: Sign
    context: bool = False
    standing: Standing = ""
    effect: bool = False
    link: str = ""
    differs_from: tuple[Key, ...] = ()
