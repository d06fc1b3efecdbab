"""What an official writes under Evidence: ids of the register become citations, all other text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.programme import Evidence

_BETWEEN = re.compile(r"([,;\n])")


class Cited(NamedTuple):
    """The items that an entry cites, each once and in its order, and the rest of its text."""

    items: tuple[Key, ...]
    rest: str


def cited(entry: str, register: Iterable[Evidence]) -> Cited:
    """An entry of the column Evidence held against the register of its programme.

    Ids stand alone between commas, semicolons or lines, in any case; several with nothing but spaces between them
    count too. The rest keeps its own commas.
    """
    known = {item.id.casefold(): item.key for item in register}
    items: dict[Key, None] = {}
    kept = ""
    parts = ["", *_BETWEEN.split(entry)]
    for mark, part in zip(parts[::2], parts[1::2], strict=True):
        words = part.split()
        if words and all(word.casefold() in known for word in words):
            items |= dict.fromkeys(known[word.casefold()] for word in words)
        elif words:
            kept += (mark if kept else "") + part
    return Cited(tuple(items), kept.strip(" ,;\n"))


def evidence_entry(cites: Iterable[Key], register: Mapping[Key, Evidence]) -> str:
    """Citations as the column Evidence shows them; an item that is gone meanwhile is left out."""
    return "; ".join(register[key].id for key in cites if key in register)


def note_with(note: str, rest: str) -> str:
    """The note to be stored, with what stood under Evidence and is no id, in the language in force."""
    if not rest:
        return note
    said = _("Evidence: {text}").format(text=rest)
    return note if said in note else f"{note}\n{said}".strip()
