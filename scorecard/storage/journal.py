"""The journal: every edit ever made, from which undo, history, audit and merge follow."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.codec import Undecodable, canonical, decode
from scorecard.model.edit import Change, Edit, EditKind, Label, Revision
from scorecard.model.evaluation import Key
from scorecard.model.record import Ref, new_key
from scorecard.storage.rows import Rows, body_of, record_of

_REVISION = "revision.id, at, author, label, revision.kind, target"
# The first revision is the creation of the file: there is nothing to go back to before it.
_CREATION = 1
# No revision has a greater number: SQLite counts no further.
_LAST = 2**63 - 1


class Entry(NamedTuple):
    """One change as the journal keeps it; `key` is global, the bodies are as in `rows.body_of`."""

    kind: str
    key: str
    before: str | None
    after: str | None
    supersedes: str
    """The ids of the revisions that the record had, joined by spaces; none for a record that never was."""


class Step(NamedTuple):
    """What undo and redo need to know of a revision."""

    id: Key
    kind: str
    target: Key


def hash_of(revision: Revision, entries: Iterable[Entry]) -> str:
    """SHA-256 over a revision and its changes, equal in every file that holds the revision."""
    text = canonical([_fields(revision), [list(entry) for entry in entries]])
    return hashlib.sha256(text.encode()).hexdigest()


def next_to_undo(newest_first: Iterable[Step]) -> Key | None:
    """The revision that undo takes back: of those that stand, the one that was done or redone last."""
    settled: set[Key] = set()
    for id, kind, target in newest_first:
        subject = target or id
        if subject not in settled:
            if kind != "undo":
                return subject
            settled.add(subject)
    return None


def next_to_redo(newest_first: Iterable[Step]) -> Key | None:
    """The revision that redo brings back: the last one undone, unless something else was done since."""
    settled: set[Key] = set()
    for _id, kind, target in newest_first:
        if kind == "do":
            return None
        if target not in settled:
            if kind == "undo":
                return target
            settled.add(target)
    return None


class Journal:
    """The tables `revision` and `change` of one file."""

    def __init__(self, connection: sqlite3.Connection, rows: Rows) -> None:
        self._connection = connection
        self._rows = rows

    def write(self, edit: Edit, *, author: str, kind: EditKind, target: Key) -> Revision:
        """Apply an edit and note it, within the caller's transaction. Refuses one that is stale."""
        refs = [change.ref for change in edit.changes]
        if not refs or len(set(refs)) < len(refs):
            raise ValueError("an edit changes at least one record, and each of them once")
        if kind != "do" and target != (self.undoable() if kind == "undo" else self.redoable()):
            raise _stale()
        entries = []
        for ref, change in zip(refs, edit.changes, strict=True):
            record, head = self._rows.current(ref)
            if record != change.before:
                raise _stale()
            entries.append(Entry(*ref, body_of(change.before), body_of(change.after), head))
        revision = Revision(
            id=new_key(), at=_now(), author=author, label=edit.label, kind=kind, target=target
        )
        cursor = self._connection.execute(
            "INSERT INTO revision (id, at, author, label, kind, target, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*_fields(revision), hash_of(revision, entries)),
        )
        number = int(cursor.lastrowid or 0)
        keys = self._rows.put(
            ((ref, change.after) for ref, change in zip(refs, edit.changes, strict=True)), number
        )
        self._connection.executemany(
            "INSERT INTO change (revision, place, kind, key, before, after, supersedes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (number, place, entry.kind, key, entry.before, entry.after, entry.supersedes)
                for place, (key, entry) in enumerate(zip(keys, entries, strict=True))
            ),
        )
        return revision

    def undoable(self) -> Key | None:
        """The id of the revision that undo would take back."""
        return next_to_undo(self._steps())

    def redoable(self) -> Key | None:
        """The id of the revision that redo would bring back."""
        return next_to_redo(self._steps())

    def _steps(self) -> Iterator[Step]:
        for row in self._connection.execute(
            "SELECT id, kind, target FROM revision WHERE number > ? ORDER BY number DESC", (_CREATION,)
        ):
            yield Step(*row)

    def revision(self, id: Key) -> Revision | None:
        """The revision with this id."""
        row = self._connection.execute(f"SELECT {_REVISION} FROM revision WHERE id = ?", (id,)).fetchone()
        return None if row is None else _revision(row)

    def edit_of(self, revision: Revision, most: int = -1) -> Edit:
        """The edit that a revision noted, at `most` so many of its changes unless that is -1. Raises `Undecodable`."""
        changes = []
        for kind, local, before, after in self._connection.execute(
            "SELECT change.kind, key, before, after FROM change JOIN revision ON number = revision"
            " WHERE revision.id = ? ORDER BY place LIMIT ?",
            (revision.id, most),
        ):
            ref = Ref(kind, self._rows.global_key(kind, local))
            changes.append(Change(before=record_of(ref, before), after=record_of(ref, after)))
        return Edit(label=revision.label, changes=tuple(changes))

    def history(self) -> list[Revision]:
        """Every revision, newest first."""
        rows = self._connection.execute(f"SELECT {_REVISION} FROM revision ORDER BY number DESC")
        return [_revision(row) for row in rows]

    def changes_of(self, ref: Ref) -> list[tuple[Revision, Change]]:
        """The revisions that changed one record, newest first, each with its change. Raises `Undecodable`."""
        rows = self._connection.execute(
            f"SELECT before, after, {_REVISION} FROM change JOIN revision ON number = revision"
            " WHERE change.kind = ? AND key = ? ORDER BY number DESC",
            (ref.kind, self._rows.local_key(ref)),
        )
        return [
            (_revision(row), Change(before=record_of(ref, before), after=record_of(ref, after)))
            for before, after, *row in rows
        ]

    def revisions_about(self, programme: Key) -> set[Key]:
        """The ids of the revisions that changed a programme, its scores or what belongs to it."""
        local = self._rows.local_name(programme)
        rows = self._connection.execute(
            "SELECT DISTINCT revision.id FROM change JOIN revision ON number = revision"
            " WHERE (change.kind = 'score' AND key GLOB ?)"
            " OR (change.kind <> 'score' AND (instr(key, ?) OR instr(before, ?) OR instr(after, ?)))",
            (f"{local}/*", programme, programme, programme),
        )
        return {id for (id,) in rows}

    def changes_between(
        self, earlier: Key, later: Key | None, *, scores: bool, most: int
    ) -> tuple[Change, ...]:
        """Each record that differs at the later revision, or now, from the earlier one, with both of its states.

        At `most` so many of them unless that is -1. Raises `Undecodable`, and `KeyError` for an unknown revision.
        """
        ends: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        for kind, local, before, after in self._connection.execute(
            "SELECT change.kind, key, before, after FROM change"
            " WHERE revision > ? AND revision <= ? AND (? OR change.kind <> 'score') ORDER BY revision, place",
            (self._number(earlier), _LAST if later is None else self._number(later), scores),
        ):
            first, _last = ends.get((kind, local), (before, None))
            ends[kind, local] = (first, after)
        changes: list[Change] = []
        for (kind, local), (first, last) in ends.items():
            if first != last and len(changes) != most:
                ref = Ref(kind, self._rows.global_key(kind, local))
                changes.append(Change(before=record_of(ref, first), after=record_of(ref, last)))
        return tuple(changes)

    def _number(self, revision: Key) -> int:
        row = self._connection.execute("SELECT number FROM revision WHERE id = ?", (revision,)).fetchone()
        if row is None:
            raise KeyError(revision)
        return int(row[0])

    def pages(self) -> Iterator[tuple[int, Revision, str, list[Entry]]]:
        """The number, revision, hash and changes of every revision, oldest first. Raises `Undecodable`."""
        changes = self._connection.execute(
            "SELECT revision, kind, key, before, after, supersedes FROM change ORDER BY revision, place"
        )
        ahead = next(changes, None)
        for number, hash, *row in self._connection.execute(
            f"SELECT number, hash, {_REVISION} FROM revision ORDER BY number"
        ):
            entries = []
            while ahead is not None and ahead[0] <= number:
                _number, kind, local, *rest = ahead
                entries.append(Entry(kind, self._rows.global_key(kind, local), *rest))
                ahead = next(changes, None)
            yield number, _revision(row), hash, entries


def _now() -> datetime:
    now = datetime.now(UTC)
    return now - timedelta(microseconds=now.microsecond % 1000)


def _fields(revision: Revision) -> list[str]:
    at = revision.at.isoformat(timespec="milliseconds")
    return [revision.id, at, revision.author, canonical(revision.label), revision.kind, revision.target]


def _revision(row: Iterable[str]) -> Revision:
    id, at, author, label, kind, target = row
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise Undecodable(f"{at}: not a moment") from error
    match kind:
        case "do" | "undo" | "redo":
            return Revision(
                id=id,
                at=moment,
                author=author,
                label=decode(Label, json.loads(label)),
                kind=kind,
                target=target,
            )
        case _:
            raise Undecodable(f"{kind}: not a kind of edit")


def _stale() -> Refusal:
    sentence = _(
        "This was changed elsewhere in the meantime, so it was not saved and what is stored is kept. "
        "Look at it again and repeat what you did."
    )
    return Refusal(sentence, code="stale")
