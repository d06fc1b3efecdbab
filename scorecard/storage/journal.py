"""The journal: every edit ever made, from which undo, history, audit and merge follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from scorecard.errors import Refusal
from scorecard.i18n import _, format_count
from scorecard.model.edit import Edit, EditKind, Label, Revision
from scorecard.model.evaluation import Key
from scorecard.model.page import (
    NOWHERE,
    Entry,
    Page,
    State,
    TakenBack,
    Written,
    body_of,
    fields_of,
    hash_of,
    revision_of,
    written,
)
from scorecard.model.record import Ref, new_key
from scorecard.progress import Progress, Silent
from scorecard.storage.rows import Rows

REVISION = "revision.id, at, author, label, revision.kind, target"
"""The columns that `page.revision_of` makes a revision of."""

# The first revision is the creation of the file: there is nothing to go back to before it.
_CREATION = 1
# No revision has a number as great: SQLite counts no further.
_NO_NUMBER = 2**63 - 1

_TOLD_EVERY = 500
"""Changes between two words about how far long work is."""

_AT_ONCE = 1000
"""Revisions from elsewhere that are written in one go."""


class Step(NamedTuple):
    """What undo and redo need to know of a revision."""

    id: Key
    kind: str
    target: Key


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
        if kind in ("do", "merge"):
            return None
        if target not in settled:
            if kind == "undo":
                return target
            settled.add(target)
    return None


class Journal:
    """The tables `revision` and `change` of one file: what is written there, and what it comes to.

    Each revision follows those that it supersedes. What came from another file has the number of the merge that
    brought it as `arrived`, and stands right before that; undo and redo pass it by.
    """

    def __init__(self, connection: sqlite3.Connection, rows: Rows) -> None:
        self._connection = connection
        self._rows = rows

    def write(
        self, edit: Edit, *, author: str, kind: EditKind, target: Key, progress: Progress | None = None
    ) -> Revision:
        """Apply an edit and note it, within the caller's transaction. Refuses one that is stale."""
        refs = [change.ref for change in edit.changes]
        if len(set(refs)) < len(refs) or not (refs or target):
            raise ValueError("an edit changes at least one record, and each of them once")
        if kind != "do" and target != (self.undoable() if kind == "undo" else self.redoable()):
            raise stale()
        several = self._has_arrivals()
        progress = progress or Silent()
        entries: list[Entry] = []
        for ref, change in zip(refs, edit.changes, strict=True):
            if len(entries) % _TOLD_EVERY == 0:
                told = _("{count} of {total} changes").format(
                    count=format_count(len(entries)), total=format_count(len(refs))
                )
                progress.step(len(refs) + len(entries), 2 * len(refs), told)
            record, head = self._rows.current(ref)
            if record != change.before:
                raise stale()
            if several and head:
                head = self.state(ref).supersedes
            entries.append(Entry(*ref, body_of(change.before), body_of(change.after), head))
        settled = self._settled_by(target) if target else ()
        entries += [self._again(ref) for ref in settled if ref not in set(refs)]
        revision = Revision(
            id=new_key(), at=_now(), author=author, label=edit.label, kind=kind, target=target
        )
        self._note(self._next_number(), Page(revision, entries, hash_of(revision, entries)))
        return revision

    def unite(
        self,
        pages: Iterable[Written],
        count: int,
        states: Mapping[Ref, State],
        settled: Sequence[Entry],
        *,
        label: Label,
        author: str,
    ) -> Revision:
        """Note revisions from elsewhere and the merge that brings them, within the caller's transaction.

        There are `count` of them. `states` is what records come to where that is not what is said of them last;
        `settled` are the merge's own entries. Refuses revisions that have come meanwhile.
        """
        merge = Revision(id=new_key(), at=_now(), author=author, label=label, kind="merge")
        first = self._next_number()
        number = first + count
        self._insert([(number, Written(fields_of(merge), settled, hash_of(merge, settled)), None)])
        numbered = enumerate(pages, first)
        try:
            while some := list(islice(numbered, _AT_ONCE)):
                self._insert((place, page, number) for place, page in some)
                self._insert_changes((place, page.entries) for place, page in some)
                self._rows.lay(
                    (*entry[:2], entry.after, place)
                    for place, page in some
                    for entry in page.entries
                    if entry[:2] not in states
                )
        except sqlite3.IntegrityError as error:
            raise stale() from error
        self._rows.lay((*ref, state.body, self.number(state.revision)) for ref, state in states.items())
        self._insert_changes([(number, settled)])
        self._rows.lay((entry.kind, entry.key, entry.after, number) for entry in settled)
        return merge

    def _note(self, number: int, page: Page) -> None:
        """Write a revision of this file, with what it makes of its records."""
        self._insert([(number, written(page), None)])
        self._insert_changes([(number, page.entries)])
        self._rows.lay((entry.kind, entry.key, entry.after, number) for entry in page.entries)

    def _insert(self, numbered: Iterable[tuple[int, Written, int | None]]) -> None:
        self._connection.executemany(
            "INSERT INTO revision (number, id, at, author, label, kind, target, hash, arrived)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((number, *page.fields, page.hash, arrived) for number, page, arrived in numbered),
        )

    def _insert_changes(self, numbered: Iterable[tuple[int, Sequence[Entry]]]) -> None:
        local = self._rows.local_key_given
        self._connection.executemany(
            "INSERT INTO change (revision, place, kind, key, before, after, supersedes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (number, place, kind, local(kind, key), before, after, supersedes)
                for number, entries in numbered
                for place, (kind, key, before, after, supersedes) in enumerate(entries)
            ),
        )

    def _next_number(self) -> int:
        (last,) = self._connection.execute("SELECT max(number) FROM revision").fetchone()
        return int(last or 0) + 1

    def _has_arrivals(self) -> bool:
        found = "SELECT EXISTS (SELECT 1 FROM revision WHERE arrived IS NOT NULL)"
        return bool(self._connection.execute(found).fetchone()[0])

    def _settled_by(self, id: Key) -> list[Ref]:
        """The records of which a merge of this file decided something; none for other revisions."""
        rows = self._connection.execute(
            "SELECT change.kind, key FROM change JOIN revision ON number = revision"
            " WHERE revision.id = ? AND revision.kind = 'merge' AND arrived IS NULL ORDER BY place",
            (id,),
        )
        return [Ref(kind, self._rows.global_key(kind, local)) for kind, local in rows]

    def _again(self, ref: Ref) -> Entry:
        """The entry that leaves a record as it is, and supersedes what was decided of it."""
        state = self.state(ref)
        return Entry(*ref, state.body, state.body, state.supersedes)

    def state(self, ref: Ref) -> State:
        """What a record is now, by every revision that stands for that."""
        return self._state(ref, _NO_NUMBER)

    def state_before(self, ref: Ref, merge: Key) -> State:
        """What a record was before a merge of this file. Raises `KeyError` for an id that is not in it."""
        number = self.number(merge)
        (first,) = self._connection.execute(
            "SELECT coalesce(min(number), ?) FROM revision WHERE arrived = ?", (number, number)
        ).fetchone()
        return self._state(ref, first)

    def _state(self, ref: Ref, number: int) -> State:
        local = self._rows.local_key(ref)
        if local is None:
            return NOWHERE
        heads: dict[Key, str | None] = {}
        body: str | None = None
        # The last entry is always a head, since whatever supersedes it would come later.
        for id, body, supersedes in self._connection.execute(
            "SELECT revision.id, after, supersedes FROM change JOIN revision ON number = revision"
            " WHERE change.kind = ? AND key = ? AND change.revision < ? ORDER BY change.revision",
            (ref.kind, local, number),
        ):
            for parent in supersedes.split():
                heads.pop(parent, None)
            heads[id] = body
        return State(body, tuple(heads))

    def undoable(self) -> Key | None:
        """The id of the revision that undo would take back."""
        return next_to_undo(self._steps())

    def redoable(self) -> Key | None:
        """The id of the revision that redo would bring back."""
        return next_to_redo(self._steps())

    def taken_back(self) -> dict[Key, TakenBack]:
        """The edits that came with merges which stand undone, by id, oldest first."""
        last: dict[Key, Step] = {}
        for step in self._steps() if self._has_arrivals() else ():
            last.setdefault(step.target or step.id, step)
        came = "SELECT id FROM revision WHERE arrived = (SELECT number FROM revision WHERE id = ?) ORDER BY number"
        return {
            id: TakenBack(merge, step.id)
            for merge, step in reversed(last.items())
            if step.kind == "undo"
            for (id,) in self._connection.execute(came, (merge,))
        }

    def _steps(self) -> Iterator[Step]:
        for row in self._connection.execute(
            "SELECT id, kind, target FROM revision WHERE number > ? AND arrived IS NULL ORDER BY number DESC",
            (_CREATION,),
        ):
            yield Step(*row)

    def revision(self, id: Key) -> Revision | None:
        """The revision with this id."""
        row = self._connection.execute(f"SELECT {REVISION} FROM revision WHERE id = ?", (id,)).fetchone()
        return None if row is None else revision_of(row)

    def number(self, id: Key) -> int:
        """The place of a revision in this file. Raises `KeyError` for an id that is not in it."""
        row = self._connection.execute("SELECT number FROM revision WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise KeyError(id)
        return int(row[0])

    def history(self) -> list[Revision]:
        """Every revision, newest first."""
        came = "SELECT merge.id FROM revision AS merge WHERE merge.number = revision.arrived"
        rows = self._connection.execute(f"SELECT ({came}), {REVISION} FROM revision ORDER BY number DESC")
        return [
            revision_of(fields) if merge is None else replace(revision_of(fields), arrived=merge)
            for merge, *fields in rows
        ]

    def newest(self) -> Key | None:
        """The id of the revision that was written last, None in an empty file."""
        row = self._connection.execute("SELECT id FROM revision ORDER BY number DESC LIMIT 1").fetchone()
        return None if row is None else row[0]

    def hashes(self) -> dict[Key, str]:
        """The hash of every edit by its id, oldest first.

        A merge in which nothing was decided is no edit, but news of this file alone.
        """
        rows = self._connection.execute(
            "SELECT id, hash FROM revision WHERE kind <> 'merge'"
            " OR EXISTS (SELECT 1 FROM change WHERE change.revision = number) ORDER BY number"
        )
        return dict(rows)

    def page(self, id: Key) -> Page | None:
        """A revision with its changes. Raises `Undecodable`."""
        row = self._connection.execute(
            f"SELECT number, hash, {REVISION} FROM revision WHERE id = ?", (id,)
        ).fetchone()
        if row is None:
            return None
        number, hash, *fields = row
        entries = self._connection.execute(
            "SELECT kind, key, before, after, supersedes FROM change WHERE revision = ? ORDER BY place",
            (number,),
        )
        return Page(
            revision_of(fields),
            tuple(Entry(kind, self._rows.global_key(kind, key), *rest) for kind, key, *rest in entries),
            hash,
        )

    def pages(self) -> Iterator[tuple[int, Page, bool]]:
        """The number of every revision, its page, and whether it is of this file; oldest first.

        Raises `Undecodable`.
        """
        changes = self._connection.execute(
            "SELECT revision, kind, key, before, after, supersedes FROM change ORDER BY revision, place"
        )
        ahead = next(changes, None)
        for number, hash, arrived, *row in self._connection.execute(
            f"SELECT number, hash, arrived, {REVISION} FROM revision ORDER BY number"
        ):
            entries = []
            while ahead is not None and ahead[0] <= number:
                _number, kind, local, *rest = ahead
                entries.append(Entry(kind, self._rows.global_key(kind, local), *rest))
                ahead = next(changes, None)
            yield number, Page(revision_of(row), tuple(entries), hash), arrived is None


def _now() -> datetime:
    now = datetime.now(UTC)
    return now - timedelta(microseconds=now.microsecond % 1000)


def stale() -> Refusal:
    """What was to be changed is no longer as it was."""
    sentence = _(
        "This was changed elsewhere in the meantime, so it was not saved and what is stored is kept. "
        "Look at it again and repeat what you did."
    )
    return Refusal(sentence, code="stale")
