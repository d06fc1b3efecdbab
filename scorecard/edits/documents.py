"""The documents that evidence, ratings and note sheets are found in, each listed once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from scorecard.edits.entries import LONGEST_NAME, free_id, gone, valid_entry, valid_id, valid_name
from scorecard.edits.records import put, take_away
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Key
from scorecard.model.note_sheet import NoteSheet
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.snapshot import Snapshot, natural
from scorecard.model.text import folded

_SHOWN = 6
"""Of the places where a document is used, those that a refusal names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """Where a document is used; `programmes` name it in ratings, `note_sheets` in themselves or in an entry."""

    evidence: tuple[Evidence, ...]
    programmes: tuple[Programme, ...]
    note_sheets: tuple[NoteSheet, ...]

    @property
    def count(self) -> int:
        """How many items, programmes and note sheets that are."""
        return len(self.evidence) + len(self.programmes) + len(self.note_sheets)

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids, items of evidence first."""
        return (
            *(item.id for item in self.evidence),
            *(programme.id for programme in self.programmes),
            *(sheet.id for sheet in self.note_sheets),
        )


def add(snapshot: Snapshot, document: Document) -> Edit:
    """List a document; without an id it gets the next free one, such as `D3`."""
    if not document.id:
        document = replace(document, id=free_id("D", snapshot.documents.values()))
    document = valid_document(snapshot, document)
    return put(N_("add document {id}"), None, document, id=document.id)


def change(snapshot: Snapshot, document: Document) -> Edit:
    """Store another state of a document."""
    stored = snapshot.documents.get(document.key)
    gone((stored is not None,))
    document = valid_document(snapshot, document)
    return put(N_("change document {id}"), stored, document, id=document.id)


def remove(snapshot: Snapshot, key: Key) -> Edit:
    """Remove a document that nothing names; refused otherwise, saying what does. Nothing where it is gone."""
    document = snapshot.documents.get(key)
    if document is None:
        return take_away(N_("remove document {id}"), (), id="")
    places = uses(snapshot, (key,))[key].ids
    if places:
        shown = ", ".join(places[:_SHOWN])
        if len(places) > _SHOWN:
            shown = _("{ids} and {count} more").format(ids=shown, count=len(places) - _SHOWN)
        sentence = _("The document {id} is used by {places}. Take it out there first; nothing has changed.")
        raise Refusal(sentence.format(id=document.id, places=shown), code="used")
    return take_away(N_("remove document {id}"), (document,), id=document.id)


def uses(snapshot: Snapshot, keys: Collection[Key] | None = None) -> dict[Key, Uses]:
    """Where documents are used, by key: all documents, or those asked for. What uses one goes by id."""
    wanted = snapshot.documents if keys is None else keys
    found: dict[Key, tuple[dict[Key, Evidence], dict[Key, Programme], dict[Key, NoteSheet]]] = {
        key: ({}, {}, {}) for key in wanted
    }
    for item in snapshot.evidence.values():
        for key in found.keys() & item.documents:
            found[key][0][item.key] = item
    for programme in snapshot.programmes.values():
        for rating in programme.ratings:
            for key in found.keys() & rating.documents:
                found[key][1][programme.key] = programme
    for sheet in snapshot.note_sheets.values():
        for key in found.keys() & sheet.documents:
            found[key][2][sheet.key] = sheet
    for row in snapshot.note_rows.values():
        for key in found.keys() & row.documents:
            found[key][2][row.sheet] = snapshot.note_sheets[row.sheet]
    return {
        key: Uses(
            evidence=tuple(sorted(evidence.values(), key=lambda one: natural(one.id))),
            programmes=tuple(sorted(programmes.values(), key=lambda one: natural(one.id))),
            note_sheets=tuple(sorted(sheets.values(), key=lambda one: natural(one.id))),
        )
        for key, (evidence, programmes, sheets) in found.items()
    }


def valid_document(snapshot: Snapshot, document: Document) -> Document:
    """The document with its texts cleaned; refused without a title, or when it is listed already.

    Two are the same when title, author and year are, whatever their case, accents and spaces.
    """
    document = replace(
        document,
        id=valid_id(_("document"), document, snapshot.documents.values()),
        title=valid_name(_("document"), document.title),
        author=valid_entry(_("author"), document.author, LONGEST_NAME),
        year=valid_entry(_("year"), document.year, LONGEST_NAME),
        link=valid_entry(_("link"), document.link),
    )
    for other in snapshot.documents.values():
        if other.key != document.key and _identity(other) == _identity(document):
            sentence = _(
                "This document is listed already, as {id}. Use that one, or give another title or year; "
                "nothing has changed."
            )
            raise Refusal(sentence.format(id=other.id), code="duplicate")
    return document


def _identity(document: Document) -> tuple[str, ...]:
    return tuple(folded(text) for text in (document.title, document.author, document.year))
