"""Proof that a file is whole: what SQLite finds, and the journal replayed against the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from scorecard.i18n import _
from scorecard.model.lineage import Told, states_of, unfounded
from scorecard.model.page import hash_of
from scorecard.model.problem import Problem
from scorecard.model.record import Ref
from scorecard.storage.database import integrity_problems
from scorecard.storage.journal import Journal
from scorecard.storage.rows import Rows


def find_problems(
    connection: sqlite3.Connection, journal: Journal, rows: Rows, path: Path
) -> Iterator[Problem]:
    """Everything that is wrong with an open file; nothing for a good one. Raises `Undecodable`."""
    for found in integrity_problems(connection):
        yield _problem(_("The database is damaged: {found}.").format(found=found), path)
    for _table, row, other, _index in connection.execute("PRAGMA foreign_key_check"):
        yield _problem(
            _("Row {row} refers to something missing in {table}.").format(row=row, table=other), path
        )
    numbers: dict[str, int] = {}
    told: list[tuple[Ref, Told]] = []
    for number, page, own in journal.pages():
        id = page.revision.id
        numbers[id] = number
        if page.hash != hash_of(page.revision, page.entries):
            yield _problem(_("Edit {number} is not as it was written.").format(number=number), path)
        told += [(Ref(entry.kind, entry.key), Told(id, own, entry)) for entry in page.entries]
    told.sort(key=itemgetter(0))  # Each record's entries stay in their order.
    stored = {Ref(kind, key): (body, revision) for kind, key, body, revision in rows.heads()}
    for ref, group in groupby(told, key=itemgetter(0)):
        entries = [one for _ref, one in group]
        for one in unfounded(entries):
            sentence = _("Edit {number} does not follow from the one before it: {kind} {key}.")
            yield _problem(sentence.format(number=numbers[one.revision], kind=ref.kind, key=ref.key), path)
        states = list(states_of(entries).values())
        if ref not in stored:
            sentence = _("The journal holds something that is not stored: {kind} {key}.")
            yield _problem(sentence.format(kind=ref.kind, key=ref.key), path)
        elif len(states) != 1 or stored.pop(ref) != (states[0].body, states[0].revision):
            yield _unlike(ref, path)
            stored.pop(ref, None)
    for ref in stored:
        yield _unlike(ref, path)


def _unlike(ref: Ref, path: Path) -> Problem:
    sentence = _("What is stored is not what the journal says: {kind} {key}.")
    return _problem(sentence.format(kind=ref.kind, key=ref.key), path)


def _problem(text: str, path: Path) -> Problem:
    return Problem(severity="error", text=text, file=path.name)
