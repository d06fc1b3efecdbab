"""Reading what a crash left half saved, without touching it: SQLite puts things right in a private copy."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from pathlib import Path

from scorecard.storage import database

_ATTEMPTS = 3


def connect_for_reading(path: Path, resources: contextlib.ExitStack) -> sqlite3.Connection:
    """A reading connection, which `resources` will close, to the last whole state of a file.

    A crash leaves a journal from which the next writer restores the file. A reader restores a copy.
    """
    for _attempt in range(_ATTEMPTS):
        try:
            return resources.enter_context(contextlib.closing(database.connect(path, mode="ro")))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
        with contextlib.ExitStack() as copying:
            folder = Path(copying.enter_context(tempfile.TemporaryDirectory(prefix="scorecard-")))
            if _copy(path, folder):
                connection = database.connect(folder / path.name, mode="rw")
                copying.enter_context(contextlib.closing(connection))
                resources.push(copying.pop_all())
                return connection
    raise database.busy(path)


def _copy(path: Path, folder: Path) -> bool:
    """Copy a file and its journal; False if a writer took the journal away meanwhile.

    Restoring may be under way as long as the journal is there: doing it once more comes to the same.
    """
    journal = path.with_name(f"{path.name}-journal")
    try:
        before = journal.stat()
        shutil.copyfile(journal, folder / journal.name)
        shutil.copyfile(path, folder / path.name)
        after = journal.stat()
    except FileNotFoundError:
        return False
    return (before.st_ino, before.st_mtime_ns, before.st_size) == (
        after.st_ino,
        after.st_mtime_ns,
        after.st_size,
    )
