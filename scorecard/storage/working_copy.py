"""A private copy of an open evaluation for long work, which then takes the place of the file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from scorecard.i18n import _
from scorecard.progress import Progress, Silent
from scorecard.safe_file import flush, flush_folder, put_in_place
from scorecard.storage import database

_PAGES = 1000
"""Copied in one step: 4 MB, so that whoever saves meanwhile waits for some milliseconds."""

_PRAGMAS = (
    # What a crash leaves is thrown away; `make_durable` sees to the copy that is used.
    "journal_mode = OFF",
    "synchronous = OFF",
    # Every row is of a revision and of names that were written just before it.
    "foreign_keys = OFF",
    "cache_size = -32768",
)


class WorkingCopy:
    """Such a copy and its place beside the file; nobody else opens what lies there.

    One thread at a time may use it. Whatever cuts that off leaves the file as it was.
    """

    def __init__(self, source: Path) -> None:
        self.source = source
        self.path = _place_of(source)

    def make(self, progress: Progress | None = None) -> None:
        """Copy the file as it is now; what is saved meanwhile comes into the copy as well."""
        progress = progress or Silent()

        def tell(_status: int, remaining: int, total: int) -> None:
            progress.step(total - remaining, total, _("Copying the evaluation"))

        with database.refusing(self.source):
            self.discard()
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            with (
                contextlib.closing(database.connect(self.source, mode="ro")) as source,
                self.connection() as copy,
            ):
                source.backup(copy, pages=_PAGES, progress=tell, sleep=0.001)

    @contextlib.contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection to the copy that writes as fast as can be."""
        with contextlib.closing(database.connect(self.path, mode="rw")) as connection:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            yield connection

    def make_durable(self) -> None:
        """Have the copy on the disk, with the rights of the file whose place it takes."""
        with database.refusing(self.source):
            self.path.chmod(self.source.stat().st_mode & 0o777)
            flush(self.path)

    def take_place(self) -> None:
        """Take the place of the file, durable on return; nobody may have that open for writing. Raises `OSError`."""
        put_in_place(self.path, self.source)
        flush_folder(self.source.parent)

    def discard(self) -> None:
        """Leave no copy."""
        discard_working_copy(self.source)


def discard_working_copy(evaluation: Path) -> None:
    """Remove the working copy that a crash may have left beside an evaluation; whoever holds its lock may."""
    with contextlib.suppress(OSError):
        _place_of(evaluation).unlink(missing_ok=True)


def _place_of(evaluation: Path) -> Path:
    return evaluation.with_name(f".{evaluation.name}.working")
