"""Opening an SQLite file that may be anything at all, and saying every way that can fail in a sentence."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

from scorecard.errors import Refusal, reason_of
from scorecard.i18n import _
from scorecard.model.codec import Undecodable
from scorecard.storage.lock import Holder
from scorecard.storage.migrations import SCHEMA, migrate

APPLICATION = 0x53434F52
"""The application id of an evaluation: `SCOR`."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_WAIT = 5.0  # A reader beside us holds the file for as long as one check of it takes.
_PRAGMAS = (
    # With FULL, SQLite's default, a power cut can bring the deleted journal back and undo a commit.
    "synchronous = EXTRA",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "mmap_size = 0",
)


def read_schema_number(path: Path) -> int:
    """The schema number of a file, without SQLite, which might change it. Refuses what is no evaluation."""
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER)
    except FileNotFoundError as error:
        raise missing(path) from error
    except (IsADirectoryError, NotADirectoryError) as error:
        raise not_ours(path) from error
    except PermissionError as error:
        if path.is_dir():
            raise not_ours(path) from error
        raise forbidden(path) from error
    application = int.from_bytes(start[68:72], "big")
    schema = int.from_bytes(start[60:64], "big")
    if not start.strip(b"\0") or (len(start) < _HEADER and _MAGIC.startswith(start[:16])):
        raise damaged(path)
    if not start.startswith(_MAGIC):
        raise damaged(path) if application == APPLICATION else not_ours(path)
    if application != APPLICATION:
        raise not_ours(path)
    if schema > SCHEMA:
        raise newer(path)
    # Bytes 18 and 19 are 2 where another program chose a write-ahead log, which even a reader would create.
    if schema < 1 or start[18:20] != b"\x01\x01":
        raise damaged(path)
    return schema


def connect(path: Path, *, mode: str) -> sqlite3.Connection:
    """A connection in SQLite's mode `ro`, `rw` or `rwc`, proof against power cuts and foreign content.

    Raises `sqlite3.Error` where the file cannot be read; `rw` restores it after a crash.
    """
    absolute = quote(os.fsencode(path.absolute().as_posix()), safe="/:")
    root = "" if absolute.startswith("/") else "/"
    connection = sqlite3.connect(
        f"file://{root}{absolute}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=_WAIT,
        # A backup goes its own way between two steps of the main thread, and never beside one (`Copying`).
        check_same_thread=False,
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def settled_schema_number(connection: sqlite3.Connection) -> int:
    """The schema number of an open file.

    After a migration that was cut off, `read_schema_number` still finds the one that SQLite has just taken back.
    """
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def check_integrity(connection: sqlite3.Connection, schema: int, path: Path) -> None:
    """Refuse a file that SQLite finds damaged, or whose tables are not exactly those of its schema number.

    On 400,000 scores this takes 0.3 s, near enough all the time of opening. It is worth it: the quick check
    misses most flipped bits, and later work would build on them.
    """
    if not 0 < schema <= SCHEMA or _schema_of(connection) != _expected_schema(schema):
        raise damaged(path)
    if integrity_problems(connection):
        raise damaged(path)


def integrity_problems(connection: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds wrong with the file, in its own words."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found


def _schema_of(connection: sqlite3.Connection) -> set[tuple[object, ...]]:
    return set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


@cache
def _expected_schema(number: int) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        migrate(connection, 0, number)
        return _schema_of(connection)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn whatever SQLite, the file system or a garbled row raises inside into a `Refusal`."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise _refusal(error, path) from error
    except UnicodeEncodeError as error:
        raise unstorable() from error
    except (Undecodable, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise damaged(path) from error
    except OSError as error:
        raise (full(path) if error.errno in _FULL else unreadable(path, error)) from error


def _refusal(error: sqlite3.Error, path: Path) -> Refusal:
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if extended == sqlite3.SQLITE_READONLY_ROLLBACK:
        return cut_off(path)
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return moved(path)
    match extended & 0xFF:
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return full(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return read_only(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return busy(path)
        case _:
            return damaged(path)


def missing(path: Path) -> Refusal:
    """There is no such file."""
    sentence = _("There is no file “{path}”. Check the name, or create a new evaluation.")
    return Refusal(sentence.format(path=path), code="unknown")


def not_ours(path: Path) -> Refusal:
    """The file is something else."""
    sentence = _(
        "“{name}” is not an evaluation of this program. It has not been changed; choose a .scorecard file."
    )
    return Refusal(sentence.format(name=path.name or path), code="not-ours")


def newer(path: Path) -> Refusal:
    """The file was written by a later version of the program."""
    sentence = _(
        "“{name}” was written by a newer version of this program. "
        "It has not been changed; update the program to open it."
    )
    return Refusal(sentence.format(name=path.name), code="newer")


def damaged(path: Path) -> Refusal:
    """The file was ours once."""
    sentence = _(
        "“{name}” is damaged and was not opened, so that nothing gets worse. "
        "It has not been changed; open a backup or another copy of it."
    )
    return Refusal(sentence.format(name=path.name), code="damaged")


def no_folder(folder: Path) -> Refusal:
    """There is no such folder to put a new file in."""
    sentence = _("There is no folder “{folder}”. Nothing has been written; create it or choose another.")
    return Refusal(sentence.format(folder=folder), code="unknown")


def protected_folder(folder: Path) -> Refusal:
    """Nothing new may be put in the folder."""
    sentence = _(
        "You may not write in the folder “{folder}”. Nothing has been written; choose another folder."
    )
    return Refusal(sentence.format(folder=folder), code="read-only")


def read_only(path: Path) -> Refusal:
    """The file or its folder cannot be written."""
    sentence = _(
        "“{name}” can only be read, because it or its folder is write-protected. "
        "Nothing has changed; copy it to a folder of your own to go on working."
    )
    return Refusal(sentence.format(name=path.name), code="read-only")


def forbidden(path: Path) -> Refusal:
    """The person may not read the file."""
    sentence = _("You may not read “{name}”. Nothing has changed; ask its owner for the right to read it.")
    return Refusal(sentence.format(name=path.name), code="read-only")


def no_locks(path: Path) -> Refusal:
    """The drive keeps no locks, so that two people could change the file at once and damage it."""
    sentence = _(
        "“{name}” lies on a drive that does not keep two people from changing it at once. Nothing has changed; "
        "copy it to a folder of this computer to work on it."
    )
    return Refusal(sentence.format(name=path.name), code="no-locks")


def cut_off(path: Path) -> Refusal:
    """A writer beside this reader was killed in the middle of a save."""
    sentence = _(
        "A save of “{name}” was cut off. Everything shown as saved is safe; close the file and open it again."
    )
    return Refusal(sentence.format(name=path.name), code="stale")


def moved(path: Path, *, kept: bool = False) -> Refusal:
    """The open file is no longer the one of its name; what it held may have been `kept` as a backup."""
    sentence = (
        _(
            "“{name}” was moved, deleted or replaced while it was open, so this was not saved. What was saved before "
            "is kept: restore the newest of the backups, or close this one and open the moved file."
        )
        if kept
        else _(
            "“{name}” was moved, deleted or replaced while it was open, so this was not saved. "
            "What was saved before is in the moved file; close this one and open it again."
        )
    )
    return Refusal(sentence.format(name=path.name), code="moved")


def let_go(path: Path) -> Refusal:
    """The file was put in place, or left there, and then could not be opened."""
    sentence = _(
        "“{name}” is whole, but could not be opened again to go on with it. "
        "Close it and open it again to see how it stands."
    )
    return Refusal(sentence.format(name=path.name), code="stale")


def unstorable() -> Refusal:
    """A text holds a surrogate without its partner, as broken pasting makes them."""
    sentence = _(
        "This text holds half a character that cannot be stored. Nothing has changed; type it again."
    )
    return Refusal(sentence)


def full(path: Path) -> Refusal:
    """The disk did not take what was written."""
    sentence = _(
        "The disk is full or failed, so this was not saved in “{name}”. "
        "Everything saved before is still there; free some space and try again."
    )
    return Refusal(sentence.format(name=path.name), code="disk")


def unreadable(path: Path, error: OSError) -> Refusal:
    """The disk did not give what was asked for, `error` says why."""
    sentence = _(
        "“{name}” could not be used: {reason}. Nothing has changed; try again or copy it to another disk."
    )
    return Refusal(sentence.format(name=path.name, reason=reason_of(error)), code="disk")


def busy(path: Path) -> Refusal:
    """Another connection kept the file too long."""
    sentence = _("“{name}” is being read by another program. Nothing has changed; try again in a moment.")
    return Refusal(sentence.format(name=path.name), code="locked")


def held(path: Path, holder: Holder) -> Refusal:
    """Another window or verb has the file open for writing."""
    if not holder.process:
        sentence = _(
            "“{name}” is open in another window. It has not been changed; close it there and try again."
        )
        return Refusal(sentence.format(name=path.name), code="locked")
    sentence = _(
        "“{name}” is open already: user {user}, computer {host}, process {process}. "
        "It has not been changed; close it there and try again."
    )
    named = sentence.format(name=path.name, user=holder.user or "?", host=holder.host, process=holder.process)
    return Refusal(named, code="locked")


def exists(path: Path) -> Refusal:
    """There is something already where a new file should go."""
    sentence = _("“{name}” exists already and has not been changed. Choose another name.")
    return Refusal(sentence.format(name=path.name or path), code="duplicate")
