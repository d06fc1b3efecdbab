"""The store of one evaluation: it reads values, and commits edits durably or not at all."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from scorecard.model.codec import Undecodable
from scorecard.model.edit import Change, Edit, EditKind, Revision
from scorecard.model.evaluation import Evaluation, Key
from scorecard.model.problem import Problem
from scorecard.model.record import Ref
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import Snapshot
from scorecard.storage import database
from scorecard.storage.journal import Journal
from scorecard.storage.lock import Held, Lock
from scorecard.storage.migrations import migrate
from scorecard.storage.rows import Rows
from scorecard.storage.verification import find_problems


class Store:
    """An open evaluation. One store may write at a time; any number may read beside it.

    `reading` says that nothing can be committed, by wish or because the file or its folder is write-protected.
    Every method refuses with a `Refusal` when the file turns out damaged or the disk fails.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: Lock | None) -> None:
        self.path = path
        self.reading = lock is None
        self._connection = connection
        self._lock = lock
        self._rows = Rows(connection)
        self._journal = Journal(connection, self._rows)

    @classmethod
    def create(cls, path: Path, edit: Edit, *, author: str) -> Store:
        """A new file whose first revision is `edit`, which adds the evaluation and whatever else it starts with."""
        real = path.resolve()
        if real.exists():
            raise database.exists(path)
        if not real.parent.is_dir():
            raise database.missing(path.parent)
        with database.refusing(path), contextlib.ExitStack() as undoing:
            lock = _lock(path, real)
            if lock is None:
                raise database.read_only(path)
            undoing.callback(lock.release)
            # Complete under another name first, so that a crash leaves either no file or a good one.
            unnamed = real.with_name(f".{real.name}.new")
            undoing.callback(_remove, unnamed)
            _remove(unnamed)
            _write_new(unnamed, edit, author)
            _name(unnamed, real, path)
            connection = database.connect(real, mode="rw")
            undoing.pop_all()
        return cls(path, connection, lock)

    @classmethod
    def open(cls, path: Path, *, reading: bool = False) -> Store:
        """The evaluation at `path`; `reading` takes no lock, changes no byte and works beside a writing store.

        Refuses what is missing, not ours, newer, damaged, or (unless `reading`) held by another store.
        """
        real = path.resolve()
        header = database.read_header(path)
        with database.refusing(path), contextlib.ExitStack() as undoing:
            lock = None if reading else _lock(path, real)
            if lock is not None:
                undoing.callback(lock.release)
            connection = database.connect(real, mode="ro" if lock is None else "rw")
            undoing.callback(connection.close)
            database.check_integrity(connection, path)
            store = cls(path, connection, lock)
            if lock is not None:
                with store._transaction():
                    migrate(connection, header.schema)
            undoing.pop_all()
        return store

    def close(self) -> None:
        """Let go of the file and of its lock."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever is written beside us; a writer waits, so be brief."""
        with database.refusing(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self._rows.forget()
            # After some failures SQLite has rolled back by itself; where even this fails, the next opening does it.
            if self._connection.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
            raise

    def snapshot(self) -> Snapshot:
        """All but the scores."""
        with database.refusing(self.path):
            changes = [Change(before=None, after=record) for _ref, record in self._rows.records()]
            evaluations = [change.after for change in changes if isinstance(change.after, Evaluation)]
            if not evaluations:
                raise Undecodable("no evaluation")
            return Snapshot(evaluation=evaluations[0]).after(changes)

    def scores(
        self,
        *,
        programme: Key | None = None,
        evaluator: Key | None = None,
        round: Key | None = None,
        criteria: Collection[str] | None = None,
    ) -> list[Score]:
        """The scores of these places, None meaning all of them, in no particular order."""
        with database.refusing(self.path):
            return self._rows.scores(programme=programme, evaluator=evaluator, round=round, criteria=criteria)

    def score(self, cell: Cell) -> Score | None:
        """The score in a cell, None where there is none."""
        with database.refusing(self.path):
            record = self._rows.current(Ref("score", "/".join(cell))).record
            return record if isinstance(record, Score) else None

    def cells(self, criteria: Sequence[str], round: Key) -> list[tuple[Key, Key, str, str]]:
        """The (programme, evaluator, criterion, value) of a round's scores with a value, in no particular order."""
        with database.refusing(self.path):
            return self._rows.cells(criteria, round)

    def commit(self, edit: Edit, *, author: str, kind: EditKind = "do", target: Key = "") -> Revision:
        """Apply an edit, all or nothing; it is on the disk, and in the journal, when this returns.

        Refuses an edit of records that are no longer as it has them `before`, an `undo` or `redo` whose `target`
        is not the one next in turn, and everything when `reading`. Nothing has changed after a refusal.
        """
        if self.reading:
            raise database.read_only(self.path)
        with database.refusing(self.path), self._transaction():
            return self._journal.write(edit, author=author, kind=kind, target=target)

    def undoable(self) -> Revision | None:
        """The revision that undo takes back next: commit the inverse of its edit as `undo` with it as target."""
        with database.refusing(self.path):
            return self._revision(self._journal.undoable())

    def redoable(self) -> Revision | None:
        """The revision that redo brings back next: commit its edit as `redo` with it as target."""
        with database.refusing(self.path):
            return self._revision(self._journal.redoable())

    def _revision(self, id: Key | None) -> Revision | None:
        return None if id is None else self._journal.revision(id)

    def edit_of(self, revision: Key) -> Edit:
        """The edit that a revision noted. Raises `KeyError` for an id that is not in the journal."""
        with database.refusing(self.path):
            found = self._journal.revision(revision)
            if found is None:
                raise KeyError(revision)
            return self._journal.edit_of(found)

    def history(self) -> list[Revision]:
        """Every revision, newest first."""
        with database.refusing(self.path):
            return self._journal.history()

    def revisions_of(self, ref: Ref) -> list[Revision]:
        """The revisions that changed one record, newest first."""
        with database.refusing(self.path):
            return self._journal.revisions_of(ref)

    def revision_of(self, ref: Ref) -> Key | None:
        """The id of the revision that left a record as it is, a removed one too; None if it never was."""
        with database.refusing(self.path):
            return self._rows.current(ref).revision or None

    def verify(self) -> tuple[Problem, ...]:
        """Everything wrong with the file: damage, hashes, and the journal replayed against what is stored."""
        with self.moment():
            return tuple(find_problems(self._connection, self._journal, self._rows, self.path))


def _lock(path: Path, real: Path) -> Lock | None:
    """The lock of the file, None where it or its folder is write-protected."""
    if real.exists() and not os.access(real, os.W_OK):
        return None
    try:
        if not os.access(real.parent, os.W_OK):
            return None
        return Lock.take(real)
    except Held as error:
        raise database.held(path, error.holder) from error
    except PermissionError:
        return None


def _write_new(path: Path, edit: Edit, author: str) -> None:
    with contextlib.closing(database.connect(path, mode="rwc")) as connection:
        connection.execute(f"PRAGMA application_id = {database.APPLICATION}")
        connection.execute("BEGIN IMMEDIATE")
        migrate(connection, 0)
        Journal(connection, Rows(connection)).write(edit, author=author, kind="do", target="")
        connection.execute("COMMIT")


def _name(unnamed: Path, real: Path, path: Path) -> None:
    """Give a finished file its name, unless something took it meanwhile."""
    try:
        if sys.platform == "win32":
            unnamed.rename(real)
            return
        try:
            real.hardlink_to(unnamed)
        except FileExistsError:
            raise
        except OSError:
            # No links on this file system, such as a memory stick's.
            if real.exists():
                raise FileExistsError(real) from None
            unnamed.rename(real)
    except FileExistsError as error:
        raise database.exists(path) from error
    _remove(unnamed)
    folder = os.open(real.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _remove(unnamed: Path) -> None:
    unnamed.unlink(missing_ok=True)
    unnamed.with_name(f"{unnamed.name}-journal").unlink(missing_ok=True)
