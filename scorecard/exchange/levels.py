"""What stands in a cell where a level belongs, read exactly or not at all, with what it may have been meant to be."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from scorecard.exchange.grid import Entry
from scorecard.i18n import _
from scorecard.model.framework import NA, NE, Framework
from scorecard.model.text import folded

_WHOLE = re.compile(r"(-?\d+)[.,]0+")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)+")
_BEGINNING = re.compile(r"(\S+?)\s*[:=.\-–—(]\s*\D.*", re.DOTALL)
_SHOWN = 40
_SAID: dict[str, tuple[str, ...]] = {
    NA: (
        "n/a", "n.a.", "n.a", "n a", "na.", "not applicable", "does not apply", "not apply", "no aplica", "no applica",
        "no corresponde", "n/c", "n.c.", "no aplicable",
    ),
    NE: (
        "n/e", "n.e.", "n.e", "n e", "ne.", "no evidence", "without evidence", "not found", "s/e", "s.e.",
        "sin evidencia", "sin evidencias", "no hay evidencia", "no se encontro evidencia",
    ),
}  # fmt: skip
"""Folded words by which people say NE and NA in either language. They are asked about, never taken for it."""


def as_text(entry: Entry) -> str:
    """What a cell holds as text; 3.0 is 3."""
    if isinstance(entry, str):
        return entry
    if isinstance(entry, bool):
        return "TRUE" if entry else "FALSE"
    if isinstance(entry, date | time):
        return entry.isoformat()
    if isinstance(entry, timedelta):
        return str(entry)
    return str(int(entry)) if float(entry).is_integer() else repr(entry)


def level_of(entry: Entry, framework: Framework) -> str | None:
    """The code of a level, NE or NA, or None for anything else: TRUE, a date and 3,5 are no levels."""
    if isinstance(entry, bool | date | time | timedelta):
        return None
    text = as_text(entry).strip()
    known = (*framework.codes, NE, NA)
    if text in known:
        return text
    if text.upper() in (NE, NA):
        return text.upper()
    whole = _WHOLE.fullmatch(text)
    if whole is not None and whole[1] in known:
        return whole[1]
    return None


def meant_by(entry: Entry, framework: Framework) -> str:
    """The level, NE or NA that a text which is none was probably meant to be; empty where nothing suggests itself.

    Such are the words of a level, its code before them, and what people write for NE and NA.
    """
    if not isinstance(entry, str):
        return ""
    said = folded(entry)
    for state, words in _SAID.items():
        if said in words:
            return state
    for step in framework.scale:
        names = {folded(step.code), folded(step.word.en), folded(step.word.es)} - {""}
        begins = _BEGINNING.fullmatch(said)
        if said in names or (begins is not None and begins[1] == folded(step.code)):
            return step.code
    return ""


def why_no_level(entry: Entry, framework: Framework) -> str:
    """What is wrong with an entry that is no level, as a sentence with the way out."""
    codes = ", ".join(framework.codes)
    value = as_text(entry).strip()[:_SHOWN]
    if isinstance(entry, bool):
        sentence = _("“{value}” is a yes or no, not a level; give one of {codes}, or NE or NA.")
    elif isinstance(entry, date | time | timedelta):
        sentence = _(
            "This is a date or time ({value}), as spreadsheets make of some entries; give one of {codes}, or NE or NA."
        )
    elif isinstance(entry, float) or _NUMBER.fullmatch(value):
        sentence = _("“{value}” is no whole level; give one of {codes}, or NE or NA.")
    else:
        sentence = _("“{value}” is no level here; give one of {codes}, or NE or NA.")
    return sentence.format(value=value, codes=codes)
