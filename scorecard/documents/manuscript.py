"""What a document says, in blocks, before it is Word or PDF: both are written from one value and cannot differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Tone = Literal["plain", "answer", "muted", "caution"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading by which a reader finds the way; `level` is 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; line breaks in it are kept. `lead` stands before it in bold."""

    text: str
    tone: Tone = "plain"
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. `widths` are shares of the line; columns in `right` stand flush right.

    Heads are repeated on every page; without heads the first column says what a row is.
    """

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    heads: tuple[str, ...] = ()
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture as the bytes of a PNG; `words` say what it shows to whoever cannot see it."""

    png: bytes
    width: int
    height: int
    words: str


Block = Heading | Paragraph | Bullets | Grid | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A whole document. `footer` stands at the foot of every page, before the number of the page.

    `language` is that of its words, `en` or `es`; `made_at` is in UTC.
    """

    title: str
    subject: str
    language: str
    made_at: datetime
    footer: str
    blocks: tuple[Block, ...]
