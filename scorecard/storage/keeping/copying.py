"""A copy of an open evaluation in slices, so that a backup of any size never keeps a key press waiting."""

from __future__ import annotations

import contextlib
import gc
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from scorecard.errors import Refusal, reason_of
from scorecard.i18n import _
from scorecard.storage import database

_PAGES = 64
"""In one slice: a quarter of a megabyte, 0.3 ms where the disk does not object."""


class Copying:
    """SQLite's backup of one connection into a new file that only its owner may read.

    Python runs that backup through in one call. It runs here on a thread of its own that is awake only while
    `step` waits for it, so that there is one thing at a time as ever, and the connection is free between steps:
    what is stored meanwhile comes into the copy as well. Call `step` until it says that all is there, or `cancel`.
    """

    def __init__(self, connection: sqlite3.Connection, target: Path) -> None:
        """Refuses nothing yet: a disk that is full or protected shows in the first step."""
        self.target = target
        self._connection = connection
        self._go = threading.Semaphore(0)
        self._came = threading.Semaphore(0)
        self._stopped = False
        self._done = False
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def step(self) -> bool:
        """Copy a slice; True when all is there. Raises `Refusal` where the copy cannot be made, and leaves none."""
        if not self._done:
            self._wake()
        if self._error is not None:
            error, self._error = self._error, None
            self._remove()
            with not_made(self.target):
                raise error
        return self._done

    def finish(self) -> None:
        """Copy all that is left at once."""
        while not self.step():
            pass

    def cancel(self) -> None:
        """Stop, and leave no copy; one that is all there stays. The connection must not be closed before."""
        if self._done:
            return
        self._stopped = True
        self._wake()
        self._error = None
        self._remove()

    def _wake(self) -> None:
        # The collector would destroy objects of the window on a thread that is not theirs.
        collects = gc.isenabled()
        gc.disable()
        self._go.release()
        self._came.acquire()
        if collects:
            gc.enable()
        if self._done:
            self._thread.join()

    def _run(self) -> None:
        self._go.acquire()
        try:
            if not self._stopped:
                self._copy()
        except _Stopped:
            pass
        except BaseException as error:
            self._error = error
        self._done = True
        self._came.release()

    def _copy(self) -> None:
        self.target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(self.target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with contextlib.closing(sqlite3.connect(self.target, isolation_level=None)) as copy:
            # Whoever finishes the copy makes it durable, away from the main thread.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            self._connection.backup(copy, pages=_PAGES, progress=self._rest, sleep=0.0)

    def _rest(self, _status: int, remaining: int, _total: int) -> None:
        if remaining == 0:
            return
        self._came.release()
        self._go.acquire()
        if self._stopped:
            raise _Stopped

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self.target.unlink(missing_ok=True)


@contextlib.contextmanager
def not_made(path: Path) -> Iterator[None]:
    """Turn whatever keeps a backup from being made into a `Refusal` that says that the work itself is safe."""
    try:
        with database.refusing(path):
            yield
    except Refusal as refusal:
        if refusal.code == "damaged":
            raise
        reason = _("the disk is full or failed")
        if isinstance(refusal.__cause__, OSError):
            reason = reason_of(refusal.__cause__)
        sentence = _(
            "No backup could be made in “{folder}”: {reason}. Your work is saved all the same, and goes on."
        )
        raise Refusal(sentence.format(folder=path.parent, reason=reason), code="disk") from refusal


class _Stopped(Exception):
    """The copy is not wanted any more."""
