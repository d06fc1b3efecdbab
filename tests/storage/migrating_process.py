"""A process whose children open an old evaluation for writing and are killed on the way, one statement later each.

`python -m tests.storage.migrating_process FILE FOLDER` leaves one file in FOLDER for each child, by the number of the
statement before which it was killed, and says how many there are; the last child came to its end.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from scorecard.storage.store import Store


def main(file: Path, folder: Path) -> None:
    """Kill child after child until one of them comes to its end."""
    for number in itertools.count(1):
        path = folder / f"{number}.scorecard"
        shutil.copyfile(file, path)
        child = os.fork()
        if child == 0:
            _open(path, number)
            os._exit(0)
        _child, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            print(number, os.waitstatus_to_exitcode(status))  # noqa: T201
            return


def _open(path: Path, kill_before: int) -> None:
    statements = itertools.count(1)

    def said(_statement: str) -> None:
        if next(statements) == kill_before:
            os.kill(os.getpid(), signal.SIGKILL)

    connect = sqlite3.connect

    def watched(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **named)
        # So that pages are written before their commit, and a kill finds some of them in the file.
        connection.execute("PRAGMA cache_size = 1")
        connection.set_trace_callback(said)
        return connection

    sqlite3.connect = watched  # type: ignore[assignment]
    Store.open(path).close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
