"""Proof that a file is whole: what SQLite finds, and the journal replayed against the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from scorecard.i18n import _
from scorecard.model.problem import Problem
from scorecard.storage.database import integrity_problems
from scorecard.storage.journal import Journal, hash_of
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
    heads: dict[tuple[str, str], tuple[str | None, str]] = {}
    for number, revision, hash, entries in journal.pages():
        if hash != hash_of(revision, entries):
            yield _problem(_("Edit {number} is not as it was written.").format(number=number), path)
        for kind, key, before, after, supersedes in entries:
            if heads.get((kind, key), (None, "")) != (before, supersedes):
                sentence = _("Edit {number} does not follow from the one before it: {kind} {key}.")
                yield _problem(sentence.format(number=number, kind=kind, key=key), path)
            heads[kind, key] = (after, revision.id)
    for kind, key, body, revision_id in rows.heads():
        if heads.pop((kind, key), None) != (body, revision_id):
            sentence = _("What is stored is not what the journal says: {kind} {key}.")
            yield _problem(sentence.format(kind=kind, key=key), path)
    for kind, key in heads:
        sentence = _("The journal holds something that is not stored: {kind} {key}.")
        yield _problem(sentence.format(kind=kind, key=key), path)


def _problem(text: str, path: Path) -> Problem:
    return Problem(severity="error", text=text, file=path.name)
