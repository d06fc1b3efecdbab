"""A text in every language of the program."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text in English and in Spanish."""

    en: str
    es: str

    def into(self, language: str) -> str:
        """The text in `en` or `es`."""
        return self.es if language == "es" else self.en


NO_TEXT = Text(en="", es="")

LONGEST_ENTRY = 4_000
"""The most characters that a person can enter in one text; a spreadsheet cell holds eight times as many."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")


def clean(entry: str) -> str:
    """A text as it may be stored: without control characters, lone surrogates and noncharacters, and trimmed.

    Line ends become plain newlines. None of the removed characters can stand in a spreadsheet, but for the two that
    override the direction of writing: they would show the rest of a line backwards.
    """
    lines = entry.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", lines)).strip()


def folded(text: str) -> str:
    """A text as people compare names: without regard to case, accents and runs of spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).split())
