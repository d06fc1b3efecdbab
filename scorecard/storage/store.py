"""The store of one evaluation: it reads values, and commits edits durably or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from scorecard.errors import Refusal
from scorecard.model.codec import Undecodable
from scorecard.model.edit import Change, Edit, EditKind, Label, Revision
from scorecard.model.evaluation import Evaluation, Key
from scorecard.model.page import Entry, Page, State, TakenBack, Written
from scorecard.model.problem import Problem
from scorecard.model.record import Record, Ref
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import Snapshot
from scorecard.progress import Progress
from scorecard.storage import database
from scorecard.storage.journal import Journal, stale
from scorecard.storage.keeping import backups
from scorecard.storage.keeping.backups import Unfinished
from scorecard.storage.keeping.description import Backup, Reason
from scorecard.storage.lock import NO_LOCKS, Held, Lock
from scorecard.storage.mending.recovery import connect_for_reading
from scorecard.storage.mending.verification import find_problems
from scorecard.storage.migrations import SCHEMA, migrate
from scorecard.storage.moments import Moments
from scorecard.storage.rows import Rows
from scorecard.storage.working_copy import WorkingCopy, discard_working_copy

_PROVEN_AT_SIGHT = 256 * 1024
"""Bytes up to which a file is replayed before anybody builds on it: a bit that flips in a text is none to SQLite. It
takes 20 ms there, and 10 s where there are 400,000 scores: those have `verify`. Reading is always allowed."""
_PROTECTED = (errno.EACCES, errno.EPERM, errno.EROFS)


class Store:
    """An open evaluation. One store may write at a time; any number may read beside it.

    `reading` says that nothing can be committed, by wish or because file or folder is write-protected; `not_kept`
    why no backup was made before something, if none could be; `let_go` that the file was put in place and could not be
    opened again, so that nothing more can be done with this store than to close it.
    Every method refuses with a `Refusal` when the file turns out damaged or the disk fails.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, resources: contextlib.ExitStack, *, reading: bool
    ) -> None:
        self.path = path
        self.reading = reading
        self.not_kept: Refusal | None = None
        self.let_go = False
        self._unfinished: Unfinished | None = None
        self._connection = connection
        self._resources = resources
        self._rows = Rows(connection)
        self._journal = Journal(connection, self._rows)
        self._moments = Moments(connection, self._rows)

    @classmethod
    def create(cls, path: Path, edit: Edit, *, author: str) -> Store:
        """A new file whose first revision is `edit`, which adds the evaluation and all it starts with."""
        with database.refusing(path), contextlib.ExitStack() as resources:
            # Not `resolve`, which raises RuntimeError where links lead in a circle; lexists sees such a link.
            real = Path(os.path.realpath(path))
            if os.path.lexists(real):
                raise database.exists(path)
            if not real.parent.is_dir():
                raise database.no_folder(path.parent)
            if not _take_lock(path, real, resources):
                raise database.protected_folder(path.parent)
            # Complete under another name first, so that a crash leaves either no file or a good one.
            unnamed = real.with_name(f".{real.name}.new")
            with contextlib.ExitStack() as undoing:
                undoing.callback(_remove, unnamed)
                _remove(unnamed)
                _write_new(unnamed, edit, author)
                _name(unnamed, real, path)
                undoing.callback(_remove, real)
                _remove(unnamed)
                _flush_folder(real.parent)
                connection = resources.enter_context(contextlib.closing(database.connect(real, mode="rw")))
                undoing.pop_all()
            return cls(path, connection, resources.pop_all(), reading=False)

    @classmethod
    def open(cls, path: Path, *, reading: bool = False) -> Store:
        """The evaluation at `path`; `reading` takes no lock, changes no byte and works beside a writer.

        Refuses what is missing, not ours, newer, damaged, or (unless `reading`) held by another store.
        """
        with database.refusing(path), contextlib.ExitStack() as resources:
            database.read_schema_number(path)
            real = path.resolve()
            if reading or not (_is_writable(real) and _take_lock(path, real, resources)):
                connection = connect_for_reading(real, resources)
                schema = database.settled_schema_number(connection)
                database.check_integrity(connection, schema, path)
                if schema < SCHEMA:
                    connection = _brought_up(connection, schema, resources)
                return cls(path, connection, resources.pop_all(), reading=True)
            discard_working_copy(real)
            connection = resources.enter_context(contextlib.closing(database.connect(real, mode="rw")))
            schema = database.settled_schema_number(connection)
            database.check_integrity(connection, schema, path)
            store = cls(path, connection, resources.pop_all(), reading=False)
            try:
                store._bring_up(schema)
                if real.stat().st_size <= _PROVEN_AT_SIGHT and store.verify():
                    raise database.damaged(path)
            except BaseException:
                store.close()
                raise
            return store

    def begin_backup(self, reason: Reason) -> Unfinished | None:
        """A copy of the file as it is, to be made slice by slice; None where the newest backup holds just that."""
        with self._refusing():
            folder = backups.folder_of(backups.evaluation_in(self._connection))
            # Of a file in an old schema, a later one that holds the same is no copy.
            if reason != "migration" and backups.holds(folder, self._connection):
                return None
            self.stop_backup()
            self._unfinished = Unfinished(self._connection, folder, reason, self.path)
            return self._unfinished

    def back_up(self, reason: Reason) -> Backup | None:
        """Keep a verified copy of the file; None where the newest backup holds just that. Raises `Refusal`."""
        unfinished = self.begin_backup(reason)
        if unfinished is None:
            return None
        while not unfinished.step():
            pass
        return unfinished.keep()

    def stop_backup(self) -> None:
        """Give up a backup that is still being copied: the connection is about to go."""
        if self._unfinished is not None:
            self._unfinished.cancel()
            self._unfinished = None

    def back_up_before(self, reason: Reason) -> None:
        """Keep a copy before something large. Where that fails `not_kept` says so, and nobody's work stops for it."""
        try:
            self.back_up(reason)
        except Refusal as refusal:
            self.not_kept = refusal

    def _bring_up(self, schema: int) -> None:
        """Bring the file to the present schema, each step whole or not at all."""
        if schema < SCHEMA:
            self.back_up_before("migration")
            with _transaction(self._connection):
                migrate(self._connection, schema, SCHEMA)

    def close(self) -> None:
        """Let go of the file and of its lock."""
        self.stop_backup()
        self._resources.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        if self.let_go:
            raise database.let_go(self.path)
        with database.refusing(self.path):
            yield

    @contextmanager
    def _keeping_if_moved(self) -> Iterator[None]:
        """Keep what a file holds that is no longer there by its name: a deleted one goes when it is closed."""
        try:
            yield
        except Refusal as refusal:
            if refusal.code != "moved":
                raise
            try:
                self.back_up("moved")
            except Refusal:
                raise refusal from None
            raise database.moved(self.path, kept=True) from refusal

    @contextmanager
    def moment(self) -> Iterator[None]:
        """What is read inside is of one moment, whatever is written beside; a writer waits, so be brief."""
        with self._refusing():
            within = self._connection.in_transaction
            if within:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                self._rows.learn_names()
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def snapshot(self) -> Snapshot:
        """All but the scores."""
        with self.moment():
            changes = [Change(before=None, after=record) for record in self._rows.records()]
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
        with self.moment():
            return self._rows.scores(programme=programme, evaluator=evaluator, round=round, criteria=criteria)

    def dated_scores(self) -> list[tuple[Score, Key]]:
        """Every score with the id of the revision that left it as it is, in no particular order."""
        with self.moment():
            return self._rows.dated_scores()

    def dated_score(self, cell: Cell) -> tuple[Score | None, Key]:
        """The score in a cell with the id of the revision that left it so, empty where none ever did."""
        with self.moment():
            record, revision = self._rows.current(Ref("score", "/".join(cell)))
            return (record if isinstance(record, Score) else None), revision

    def score(self, cell: Cell) -> Score | None:
        """The score in a cell, None where there is none."""
        record = self.record(Ref("score", "/".join(cell)))
        return record if isinstance(record, Score) else None

    def record(self, ref: Ref) -> Record | None:
        """Any record by its identity, None where there is none."""
        with self.moment():
            return self._rows.current(ref).record

    def cells(self, criteria: Sequence[str], round: Key) -> list[tuple[Key, Key, str, str]]:
        """The (programme, evaluator, criterion, value) of every score with a value in a round, unordered."""
        return list(zip(*self.columns(criteria, round), strict=True))

    def columns(
        self, criteria: Collection[str], round: Key
    ) -> tuple[list[Key], list[Key], list[str], list[str]]:
        """The same side by side: programmes, evaluators, criteria and values. A tuple a score takes twice as long."""
        with self.moment():
            return self._rows.columns(criteria, round)

    def open_questions(self, criteria: Sequence[str], round: Key) -> list[Cell]:
        """The cells of a round in which somebody has left an open question, unordered."""
        with self.moment():
            return self._rows.open_questions(criteria, round)

    def commit(
        self,
        edit: Edit,
        *,
        author: str,
        kind: EditKind = "do",
        target: Key = "",
        progress: Progress | None = None,
    ) -> Revision:
        """Apply an edit, all or nothing; it is on the disk, and in the journal, when this returns.

        Refuses an edit of records that are no longer as it has them `before`, an `undo` or `redo` whose
        `target` is not next in turn, and everything when `reading`. Nothing has changed after a refusal.
        """
        if self.reading:
            raise database.read_only(self.path)
        with self._keeping_if_moved(), self._refusing():
            try:
                with _transaction(self._connection):
                    self._rows.learn_names()
                    return self._journal.write(
                        edit, author=author, kind=kind, target=target, progress=progress
                    )
            except BaseException:
                self._rows.forget_names()
                raise

    def unite(
        self,
        pages: Iterable[Written],
        count: int,
        states: Mapping[Ref, State],
        settled: Sequence[Entry],
        *,
        label: Label,
        author: str,
        newest: Key,
    ) -> Revision:
        """Take in revisions from other files, all or nothing, as one merge that undo takes back.

        `pages` are the `count` that this file lacks, each after those that it supersedes; `states` what records come
        to by them where that is not what is said of them last; `settled` what is decided beyond. `newest` is the
        newest revision that all of it was worked out from: where another has come since, it is refused.
        """
        if self.reading:
            raise database.read_only(self.path)
        with self._refusing():
            try:
                with _transaction(self._connection):
                    self._rows.learn_names()
                    if self._journal.newest() != newest:
                        raise stale()
                    return self._journal.unite(pages, count, states, settled, label=label, author=author)
            except BaseException:
                self._rows.forget_names()
                raise

    def working_copy(self) -> WorkingCopy:
        """The place of a private copy, for long work that `become` puts in the place of this file. Not made yet."""
        if self.reading:
            raise database.read_only(self.path)
        return WorkingCopy(Path(os.path.realpath(self.path)))

    @classmethod
    @contextmanager
    def in_copy(cls, copy: WorkingCopy) -> Iterator[Store]:
        """A store over a working copy, which needs no lock: nobody else knows of it."""
        with database.refusing(copy.source), contextlib.ExitStack() as resources:
            connection = resources.enter_context(copy.connection())
            yield cls(copy.source, connection, resources, reading=False)

    def become(self, copy: WorkingCopy, *, newest: Key) -> None:
        """Put a finished working copy in the place of the file, durable on return: old or new, and never between.

        Refuses where another revision has come since `newest`, or where the file is no longer where it was; then
        nothing has changed.
        """
        with self._refusing():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                if self._journal.newest() != newest:
                    raise stale()
                # SQLite looks whether the file is still the one of its name as soon as it would write.
                self._connection.execute(f"PRAGMA user_version = {SCHEMA}")
            finally:
                self._connection.execute("ROLLBACK")
            self.stop_backup()
            self._connection.close()
            self.let_go = True
            try:
                copy.take_place()
            finally:
                try:
                    connection = database.connect(copy.source, mode="rw")
                except (sqlite3.Error, OSError) as error:
                    raise database.let_go(self.path) from error
                self._go_on_with(connection)
                self.let_go = False

    def _go_on_with(self, connection: sqlite3.Connection) -> None:
        self._resources.callback(connection.close)
        self._connection = connection
        self._rows = Rows(connection)
        self._journal = Journal(connection, self._rows)
        self._moments = Moments(connection, self._rows)

    def undoable(self) -> Revision | None:
        """The revision that undo takes back next: commit the inverse of its edit, with it as target."""
        with self.moment():
            return self._revision(self._journal.undoable())

    def redoable(self) -> Revision | None:
        """The revision that redo brings back next: commit its edit as `redo` with it as target."""
        with self.moment():
            return self._revision(self._journal.redoable())

    def _revision(self, id: Key | None) -> Revision | None:
        return None if id is None else self._journal.revision(id)

    def size_of(self, revision: Key, *, most: int) -> int:
        """How many changes a revision noted or brought from elsewhere, counted up to `most`."""
        with self.moment():
            return self._moments.size_of(revision, most)

    def edit_of(self, revision: Key, *, most: int = -1, progress: Progress | None = None) -> Edit:
        """The edit that a revision noted, or the first changes of it, at `most` so many.

        Raises `KeyError` for an id that is not in the journal.
        """
        with self.moment():
            found = self._journal.revision(revision)
            if found is None:
                raise KeyError(revision)
            return self._moments.edit_of(found, most, progress)

    def history(self) -> list[Revision]:
        """Every revision, newest first; what came from other files stands below the merge that brought it."""
        with self.moment():
            return self._journal.history()

    def revisions(self, ids: Collection[Key]) -> dict[Key, Revision]:
        """Those of these revisions that there are, by id."""
        with self.moment():
            found = ((id, self._journal.revision(id)) for id in ids)
            return {id: revision for id, revision in found if revision is not None}

    def newest(self) -> Revision:
        """The revision that was written last."""
        with self.moment():
            found = self._revision(self._journal.newest())
            if found is None:
                raise Undecodable("no revision")
            return found

    def hashes(self) -> dict[Key, str]:
        """The hash of every edit by its id, oldest first.

        A merge in which nothing was decided is no edit, but news of this file alone.
        """
        with self.moment():
            return self._journal.hashes()

    def pages(self) -> list[Page]:
        """Every edit with its changes, oldest first, for another file to take in."""
        with self.moment():
            pages = (page for _number, page, _own in self._journal.pages())
            return [page for page in pages if page.revision.kind != "merge" or page.entries]

    def state_before(self, ref: Ref, merge: Key) -> State:
        """What a record was before a merge of this file, by every revision that stood for that."""
        with self.moment():
            return self._journal.state_before(ref, merge)

    def taken_back(self) -> dict[Key, TakenBack]:
        """The edits that came with merges which stand undone, by id, oldest first."""
        with self.moment():
            return self._journal.taken_back()

    def page(self, revision: Key) -> Page:
        """An edit with its changes. Raises `KeyError` for an id that is not in the journal."""
        with self.moment():
            found = self._journal.page(revision)
            if found is None:
                raise KeyError(revision)
            return found

    def state(self, ref: Ref) -> State:
        """What a record is now, by every revision that stands for that."""
        if not self.let_go and self._connection.in_transaction:
            # A merge asks half a million times within one moment.
            return self._journal.state(ref)
        with self.moment():
            return self._journal.state(ref)

    def changes_of(self, ref: Ref) -> list[tuple[Revision, Change]]:
        """What became of one record, newest first: each revision with its change of it."""
        with self.moment():
            return self._moments.changes_of(ref)

    def revisions_about(self, programme: Key) -> set[Key]:
        """The ids of the revisions that changed a programme, its scores or what belongs to it."""
        with self.moment():
            return self._moments.revisions_about(programme)

    def changes_between(
        self, earlier: Key, later: Key | None = None, *, scores: bool = True, most: int = -1
    ) -> tuple[Change, ...]:
        """What differs at the later of two revisions, by default now, from the earlier, as changes in no order.

        Records that ended as they began are left out, and without `scores` these too; at `most` so many.
        Raises `KeyError` for an id that is not in the journal.
        """
        with self.moment():
            return self._moments.changes_between(earlier, later, scores=scores, most=most)

    def record_at(self, ref: Ref, revision: Key) -> Record | None:
        """What a record was right after a revision. Raises `KeyError` for an id that is not in the journal."""
        with self.moment():
            return self._moments.record_at(ref, revision)

    def moment_of(self, revision: Key) -> Revision:
        """The revision at whose moment one happened here: itself, or the merge that brought it from elsewhere.

        Raises `KeyError` for an id that is not in the journal.
        """
        with self.moment():
            found = self._moments.moment_of(revision)
            if found is None:
                raise KeyError(revision)
            return found

    def revision_of(self, ref: Ref) -> Key | None:
        """The id of the revision that left a record as it is, a removed one too; None if it never was."""
        with self.moment():
            return self._rows.current(ref).revision or None

    def verify(self) -> tuple[Problem, ...]:
        """Everything wrong with the file: damage, hashes, and the journal replayed against what is stored."""
        with self.moment():
            return tuple(find_problems(self._connection, self._journal, self._rows, self.path))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has rolled back by itself after some failures; where this fails, the next opening does.
        if connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise


def _brought_up(
    connection: sqlite3.Connection, schema: int, resources: contextlib.ExitStack
) -> sqlite3.Connection:
    """A copy in memory in the present schema of a file that may not be written to."""
    copy = resources.enter_context(contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)))
    connection.backup(copy)
    with _transaction(copy):
        migrate(copy, schema, SCHEMA)
    return copy


def _is_writable(real: Path) -> bool:
    try:
        with real.open("r+b"):
            return True
    except OSError as error:
        if error.errno in _PROTECTED:
            return False
        raise


def _take_lock(path: Path, real: Path, resources: contextlib.ExitStack) -> bool:
    """Lock a file until `resources` close; False where its folder is write-protected."""
    try:
        # Tried beforehand, as a lock left by a crash could be taken even where SQLite cannot add its journal.
        if not os.access(real.parent, os.W_OK):
            return False
        resources.callback(Lock.take(real).release)
    except Held as error:
        raise database.held(path, error.holder) from error
    except OSError as error:
        if error.errno in _PROTECTED:
            return False
        if error.errno in NO_LOCKS:
            raise database.no_locks(path) from error
        raise
    return True


def _write_new(path: Path, edit: Edit, author: str) -> None:
    # What somebody said in confidence is for its owner to show; SQLite would ask the umask.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with contextlib.closing(database.connect(path, mode="rwc")) as connection:
        connection.execute(f"PRAGMA application_id = {database.APPLICATION}")
        with _transaction(connection):
            migrate(connection, 0, SCHEMA)
            Journal(connection, Rows(connection)).write(edit, author=author, kind="do", target="")


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


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(unnamed: Path) -> None:
    unnamed.unlink(missing_ok=True)
    unnamed.with_name(f"{unnamed.name}-journal").unlink(missing_ok=True)
