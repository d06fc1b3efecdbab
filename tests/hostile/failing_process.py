"""Runs verbs on a disk that fails at one place of our choosing, each in a child of its own.

A line of JSON in names a verb's arguments, the folder whose disk fails, the number of the time that it is touched, the
error, and whether all that is like it fails from then on; a line of JSON out tells how the verb ended and where the
disk was touched. The error is raised by an audit
hook of the interpreter, as the operating system would raise it: nothing of the program is replaced.
Run as `python -m tests.hostile.failing_process`.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from tests.hostile.reading_process import _told, _warm_up

TOUCHES = {
    "open", "os.chmod", "os.link", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir",
    "os.symlink", "os.truncate", "os.utime", "sqlite3.connect", "fcntl.flock",
}  # fmt: skip
"""The audit events that touch a file. `os.replace` raises that of `os.rename`, and `os.unlink` that of `os.remove`."""

SECONDS = 60


def main() -> None:
    """Answer line by line until there are no more."""
    _warm_up()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_in_a_child(json.loads(line))) + "\n")
        sys.stdout.flush()


def _in_a_child(asked: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        signal.alarm(SECONDS)
        with contextlib.suppress(BaseException), os.fdopen(writing, "w") as pipe:
            touches = _watch(asked["under"], asked["number"], asked["error"], lasting=asked["lasting"])
            told = _told(asked["arguments"])
            # What is written about it from here on is ours.
            json.dump({**told, "touches": list(touches)}, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    _child, status = os.waitpid(child, 0)
    found: dict[str, Any] = (
        json.loads(answer) if answer else {"end": "crash", "text": f"the process ended with {status}"}
    )
    return found


def _watch(under: str, number: int, error: int, *, lasting: bool) -> list[str]:
    touches: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in TOUCHES:
            return
        paths = [os.fsdecode(one) for one in arguments if isinstance(one, (str, bytes, Path))]
        if event != "fcntl.flock" and not any(under in path for path in paths):
            return
        touches.append(f"{event} {' '.join(paths)}")
        if len(touches) == number or (
            lasting and len(touches) > number and event == touches[number - 1].split()[0]
        ):
            raise OSError(error, os.strerror(error), paths[0] if paths else None)

    sys.addaudithook(watch)
    return touches


if __name__ == "__main__":
    main()
