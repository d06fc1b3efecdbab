"""What a file held at its earlier moments, and what lay between them, read from its journal."""

from __future__ import annotations

import sqlite3

from scorecard.i18n import _, format_count
from scorecard.model.edit import Change, Edit, Revision
from scorecard.model.evaluation import Key
from scorecard.model.page import record_of, revision_of
from scorecard.model.record import Record, Ref
from scorecard.progress import Progress, Silent
from scorecard.storage.journal import REVISION
from scorecard.storage.rows import Rows

_TOLD_EVERY = 500
"""Changes between two words about how far long work is."""

# No revision has a greater number: SQLite counts no further.
_LAST = 2**63 - 1


class Moments:
    """The journal of one file, read. What came with a merge happened here at the moment of that merge."""

    def __init__(self, connection: sqlite3.Connection, rows: Rows) -> None:
        self._connection = connection
        self._rows = rows

    def size_of(self, revision: Key, most: int) -> int:
        """How many changes there are in a revision and in what it brought, counted up to `most`."""
        (count,) = self._connection.execute(
            "WITH it AS (SELECT number FROM revision WHERE id = ?),"
            " came AS (SELECT min(number) AS number FROM revision WHERE arrived = (SELECT number FROM it))"
            " SELECT count(*) FROM (SELECT 1 FROM change, it, came"
            " WHERE revision BETWEEN coalesce(came.number, it.number) AND it.number LIMIT ?)",
            (revision, most),
        ).fetchone()
        return int(count)

    def edit_of(self, revision: Revision, most: int = -1, progress: Progress | None = None) -> Edit:
        """The edit that a revision noted, at `most` so many of its changes unless that is -1. Raises `Undecodable`.

        The edit of a merge of this file is all that it changed here.
        """
        if revision.kind == "merge":
            number, arrived, first = self._connection.execute(
                "SELECT number, arrived, (SELECT min(came.number) FROM revision AS came WHERE came.arrived = it.number)"
                " FROM revision AS it WHERE id = ?",
                (revision.id,),
            ).fetchone()
            if arrived is None:
                changes = self._between(
                    (first or number) - 1, number, scores=True, most=most, progress=progress
                )
                return Edit(label=revision.label, changes=changes)
        found = []
        for kind, local, before, after in self._connection.execute(
            "SELECT change.kind, key, before, after FROM change JOIN revision ON number = revision"
            " WHERE revision.id = ? AND coalesce(before, after) IS NOT NULL ORDER BY place LIMIT ?",
            (revision.id, most),
        ):
            ref = Ref(kind, self._rows.global_key(kind, local))
            found.append(Change(before=record_of(ref, before), after=record_of(ref, after)))
        return Edit(label=revision.label, changes=tuple(found))

    def changes_of(self, ref: Ref) -> list[tuple[Revision, Change]]:
        """The revisions that changed one record, newest first, each with its change. Raises `Undecodable`."""
        rows = self._connection.execute(
            f"SELECT before, after, {REVISION} FROM change JOIN revision ON number = revision"
            " WHERE change.kind = ? AND key = ? AND coalesce(before, after) IS NOT NULL ORDER BY number DESC",
            (ref.kind, self._rows.local_key(ref)),
        )
        return [
            (revision_of(row), Change(before=record_of(ref, before), after=record_of(ref, after)))
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
        until = _LAST if later is None else self._moment(later)
        return self._between(self._moment(earlier), until, scores=scores, most=most)

    def record_at(self, ref: Ref, revision: Key) -> Record | None:
        """What a record was right after a revision. Raises `Undecodable`, and `KeyError` for an unknown revision."""
        moment, local = self._moment(revision), self._rows.local_key(ref)
        return None if local is None else record_of(ref, self._body_at(ref.kind, local, moment))

    def moment_of(self, revision: Key) -> Revision | None:
        """The revision at whose moment one happened here: itself, or the merge that brought it."""
        row = self._connection.execute(
            f"SELECT {REVISION} FROM revision WHERE number = ?", (self._moment(revision),)
        ).fetchone()
        return None if row is None else revision_of(row)

    def _between(
        self, earlier: int, later: int, *, scores: bool, most: int, progress: Progress | None = None
    ) -> tuple[Change, ...]:
        progress = progress or Silent()
        ends: dict[tuple[str, str], tuple[str | None, str | None, bool]] = {}
        for kind, local, before, after, came in self._connection.execute(
            "SELECT change.kind, key, before, after, arrived IS NOT NULL"
            " FROM change JOIN revision ON number = change.revision"
            " WHERE number > ? AND number <= ? AND (? OR change.kind <> 'score') ORDER BY number, place",
            (earlier, later, scores),
        ):
            first, _last, foreign = ends.get((kind, local), (before, None, came))
            ends[kind, local] = (first, after, foreign)
        changes: list[Change] = []
        for (kind, local), (first, last, foreign) in ends.items():
            if len(changes) == most:
                break
            if len(changes) % _TOLD_EVERY == 0:
                told = _("Reading what was done: {count} changes")
                progress.step(len(changes), 2 * len(ends), told.format(count=format_count(len(changes))))
            if foreign:
                # It followed from what stood elsewhere, which need not be what stood here.
                first = self._body_at(kind, local, earlier)
            if first != last:
                ref = Ref(kind, self._rows.global_key(kind, local))
                changes.append(Change(before=record_of(ref, first), after=record_of(ref, last)))
        return tuple(changes)

    def _body_at(self, kind: str, local: str, number: int) -> str | None:
        row = self._connection.execute(
            "SELECT after FROM change WHERE kind = ? AND key = ? AND revision <= ? ORDER BY revision DESC LIMIT 1",
            (kind, local, number),
        ).fetchone()
        return None if row is None else row[0]

    def _moment(self, revision: Key) -> int:
        row = self._connection.execute(
            "SELECT coalesce(arrived, number) FROM revision WHERE id = ?", (revision,)
        ).fetchone()
        if row is None:
            raise KeyError(revision)
        return int(row[0])
