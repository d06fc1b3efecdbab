"""What a document says, read back from its bytes: a Word document in full, a PDF in its plain letters."""

from __future__ import annotations

import base64
import re
import zlib
from io import BytesIO

import docx
from docx.document import Document

from scorecard.documents.manuscript import Bullets, Figure, Grid, Heading, Manuscript, Paragraph

_STREAM = re.compile(rb"/Length \d+.*?>>\s*stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_STRING = re.compile(rb"\(((?:\\.|[^\\()])*)\) Tj")


def word_of(contents: bytes) -> Document:
    """A Word document as its own library reads it."""
    return docx.Document(BytesIO(contents))


def words_of(manuscript: Manuscript) -> list[str]:
    """Every text of a manuscript, in order."""
    words = [manuscript.title]
    for block in manuscript.blocks:
        match block:
            case Heading():
                words.append(block.text)
            case Paragraph():
                words.append(f"{block.lead} {block.text}".strip())
            case Bullets():
                words += block.items
            case Grid():
                words += [cell for row in (block.heads, *block.rows) for cell in row]
            case Figure():
                words.append(block.words)
    return words


def table_under(manuscript: Manuscript, heading: str) -> Grid:
    """The first table after a heading."""
    place = next(
        number
        for number, block in enumerate(manuscript.blocks)
        if isinstance(block, Heading) and block.text == heading
    )
    return next(block for block in manuscript.blocks[place:] if isinstance(block, Grid))


def letters_of(contents: bytes) -> str:
    """The plain letters, digits and signs that a PDF draws, line after line; letters beyond ASCII are left out."""
    drawn = []
    for stream in _STREAM.findall(contents):
        try:
            page = zlib.decompress(base64.a85decode(stream.strip().removesuffix(b"~>")))
        except (ValueError, zlib.error):
            continue  # A font or a picture.
        drawn += [re.sub(rb"\\([()\\])", rb"\1", one) for one in _STRING.findall(page)]
    return "\n".join(one.decode("latin-1") for one in drawn)
