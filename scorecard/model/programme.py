"""A programme under review, and what its sources themselves say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scorecard.model.evaluation import Key

Sign = Literal["+", "-", "~", "?"]
SIGNS: tuple[Sign, ...] = ("+", "-", "~", "?")


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
    """A public or private programme. `id` is the label people use; `short` is for lists and charts."""

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

    @property
    def label(self) -> str:
        """The short name where there is one, or else the name."""
        return self.short or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that evidence is found in, listed once."""

    key: Key
    id: str
    title: str
    author: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One fact with its place in its documents, the criteria it speaks to and its sign.

    `context` marks a fact about the setting rather than about the programme itself.
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
