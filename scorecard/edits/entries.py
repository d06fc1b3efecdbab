"""What people type, made fit to store: cleaned, measured, and refused with a sentence where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.evaluation import Evaluator, Key, Round, WeightSet
from scorecard.model.note_sheet import NoteSheet
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.text import LONGEST_ENTRY, clean

ID = re.compile(r"[^\W_](?:[\w.\-]{0,22}[^\W_])?")
"""The ids that people give: letters and digits of any alphabet, with . - _ inside; at most 24 characters."""

LONGEST_NAME = 300

Labelled = Programme | Evaluator | Round | WeightSet | Document | Evidence | NoteSheet
"""The records that carry an id which people give."""


def valid_entry(what: str, entry: str, longest: int = LONGEST_ENTRY) -> str:
    """A text cleaned; refused when it is too long. `what` is a translated noun."""
    text = clean(entry)
    if len(text) > longest:
        sentence = _(
            "The {what} has {count} characters; at most {most} fit. Shorten it; nothing has changed."
        )
        raise Refusal(sentence.format(what=what, count=len(text), most=longest))
    return text


def valid_name(what: str, entry: str) -> str:
    """A name on one line; refused when it is empty or too long. `what` is a translated noun."""
    name = valid_entry(_("name"), " ".join(entry.split()), LONGEST_NAME)
    if not name:
        raise Refusal(_("The {what} needs a name. Nothing has changed.").format(what=what))
    return name


def valid_id(what: str, record: Labelled, others: Iterable[Labelled]) -> str:
    """The id of a record, cleaned; refused when malformed, or when one of the others has it in any case."""
    id = clean(record.id)
    if not ID.fullmatch(id):
        sentence = _(
            "“{id}” cannot be the id of the {what}: use 1 to 24 letters and digits, with . - _ inside. "
            "Nothing has changed."
        )
        raise Refusal(sentence.format(id=id[:40], what=what))
    for other in others:
        if other.key != record.key and other.id.casefold() == id.casefold():
            sentence = _("The id “{id}” is already taken. Choose another; nothing has changed.")
            raise Refusal(sentence.format(id=id), code="duplicate")
    return id


def valid_date(what: str, entry: str) -> str:
    """A date as ISO writes it, such as 2026-11-22, or nothing. `what` is a translated noun."""
    text = clean(entry)
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        sentence = _(
            "“{text}” is no date for the {what}: write it as 2026-11-22, year first. Nothing has changed."
        )
        raise Refusal(sentence.format(text=text[:40], what=what)) from error


def gone(known: Iterable[bool]) -> None:
    """Refuse as stale unless all that an entry names is still there."""
    if not all(known):
        raise Refusal(
            _("Something that this refers to has been removed meanwhile. Nothing has changed."), code="stale"
        )


def free_id(prefix: str, records: Iterable[Labelled]) -> str:
    """The first id of this prefix and a number that no record has, such as `P7`."""
    taken = {record.id.casefold() for record in records}
    number = 1
    while f"{prefix}{number}".casefold() in taken:
        number += 1
    return f"{prefix}{number}"


def without(keys: tuple[Key, ...], key: Key) -> tuple[Key, ...]:
    """The keys but this one."""
    return tuple(one for one in keys if one != key)
