"""When the program itself is at fault: a notice for the person, a report on this machine for whoever mends it.

No report is ever sent. It holds versions, where in the program it happened and what was done last, by the names of
commands; what people have written in an evaluation stays out of it.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import faulthandler
import os
import platform
import re
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.paths import data_folder

_MOST_REPORTS = 10
_LONGEST_MESSAGE = 200
_TOLD = "told"
"""A file that is as old as the last time a person was told of reports."""

_NAME = r"'?[A-Za-z_<][\w.<>]*(?:\(\))?'?"
_OF_THE_INTERPRETER = re.compile(
    rf"{_NAME} object has no attribute {_NAME}|module {_NAME} has no attribute {_NAME}"
    rf"|name {_NAME} is not defined|cannot import name {_NAME} from {_NAME}.*|No module named {_NAME}"
    rf"|cannot access local variable {_NAME} where it is not associated with a value"
    rf"|{_NAME} object is not (?:callable|iterable|subscriptable)|unhashable type: {_NAME}"
    rf"|unsupported operand type\(s\) for [^ ]+: {_NAME} and {_NAME}"
    rf"|{_NAME} missing \d+ required [a-z-]+ arguments?: {_NAME}(?:,? (?:and )?{_NAME})*"
    rf"|{_NAME} takes [a-z0-9 ]+ arguments?(?: but \d+ (?:was|were) given| \(\d+ given\))"
    rf"|{_NAME} got an unexpected keyword argument {_NAME}"
    r"|(?:list|tuple|string) index out of range|(?:integer )?division by zero|float division by zero"
    r"|(?:not enough|too many) values to unpack \(expected \d+(?:, got \d+)?\)"
    r"|(?:dictionary|Set) changed size during iteration|maximum recursion depth exceeded[a-z ]*"
    rf"|Internal C\+\+ object \({_NAME}\) already deleted\."
)
"""What Python itself says of the program, in whole. Any other message may hold a text that somebody wrote."""

_done_last: deque[str] = deque(maxlen=30)


def watch(notice: Callable[[str], None]) -> None:
    """From now on an exception that nobody caught becomes a notice and a report; the window stays."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        notice(explain(error))

    sys.excepthook = caught


def watch_for_crashes() -> None:
    """Have a report written also where the process ends at once, as by a fault in a library."""
    with contextlib.suppress(OSError):
        file = _new_report(f"crash-{os.getpid()}")
        file.write(_facts())
        file.flush()
        begun = file.tell()
        faulthandler.enable(file)

        def end_well() -> None:
            faulthandler.disable()
            crashed = file.tell() != begun or Path(file.name).stat().st_size != begun
            file.close()
            if not crashed:
                Path(file.name).unlink(missing_ok=True)

        atexit.register(end_well)


def note(what: str) -> None:
    """Remember for a report what is done, by the name of a command and never by a text of the evaluation."""
    _done_last.append(f"{datetime.now().astimezone():%H:%M:%S} {what}")


def explain(error: BaseException) -> str:
    """The sentence for a person. A refusal speaks for itself; any other error leaves a report behind."""
    if isinstance(error, Refusal):
        return str(error)
    # To the terminal, which desktops keep in journals of theirs, no more than to the report.
    if sys.stderr is not None:
        sys.stderr.writelines(f"{line}\n" for line in _lines_of(error))
    try:
        path = report(error)
    except OSError:
        return _("The program made a mistake; what was saved is safe. Please go on, or start it again.")
    sentence = _(
        "The program made a mistake; what was saved is safe. Please go on, or start it again. "
        "The report “{name}” says what happened."
    )
    return sentence.format(name=path)


def report(error: BaseException) -> Path:
    """Write what happened to a file of its own that only its owner may read, and keep the last few only."""
    with _new_report("fault") as file:
        file.write(_facts())
        file.write("\n".join(_lines_of(error)) + "\n\nDone last:\n")
        file.writelines(f"  {one}\n" for one in _done_last)
    for old in _reports()[:-_MOST_REPORTS]:
        old.unlink(missing_ok=True)
    return Path(file.name)


def untold_folder() -> Path | None:
    """The folder of reports if one has been written since this was last asked; None if all went well."""
    folder = _folder()
    told = folder / _TOLD
    try:
        since = told.stat().st_mtime if told.exists() else 0.0
        for begun in folder.glob("*-crash-*.txt"):
            if _is_without_crash(begun):
                begun.unlink(missing_ok=True)
        fresh = [one for one in _reports() if one.stat().st_mtime > since and not _is_running(one)]
        if not fresh:
            return None
        told.touch(mode=0o600)
    except OSError:
        return None
    return folder


def _folder() -> Path:
    return data_folder() / "reports"


def _reports() -> list[Path]:
    return sorted(_folder().glob("*.txt"))


def _new_report(kind: str) -> TextIO:
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    path = _folder() / f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S-%f}-{kind}.txt"
    return open(path, "x", encoding="utf-8", errors="backslashreplace", opener=_private)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_without_crash(begun: Path) -> bool:
    """Whether a report that was begun with the program says no more, and the program has ended."""
    return not _is_running(begun) and "\n\n" not in begun.read_text(encoding="utf-8").strip()


def _is_running(report: Path) -> bool:
    """Whether the process that may still write this report is there."""
    found = re.search(r"-crash-(\d+)\.txt$", report.name)
    if found is None:
        return False
    if int(found[1]) == os.getpid() or sys.platform == "win32":
        return int(found[1]) == os.getpid()
    try:
        os.kill(int(found[1]), 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return True


def _facts() -> str:
    from importlib.metadata import PackageNotFoundError, version

    from PySide6.QtCore import qVersion

    try:
        own = version("scorecard")
    except PackageNotFoundError:
        own = "?"
    now = datetime.now().astimezone().isoformat()
    return (
        f"Scorecard {own}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.platform()}, {now}\n\n"
    )


def _lines_of(error: BaseException) -> Iterator[str]:
    """An error and those that led to it, first things first: places in the program, and what is known to be no text."""
    seen: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in seen:
        seen.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    for one in reversed(seen):
        yield from (line.rstrip("\n") for line in traceback.format_tb(one.__traceback__))
        yield f"{type(one).__qualname__}: {_message_of(one)}"
        if one is not error:
            yield "which led to:"


def _message_of(error: BaseException) -> str:
    """What an error says, as far as nobody can have written it in an evaluation."""
    if isinstance(error, OSError) and error.errno is not None:
        return f"{errno.errorcode.get(error.errno, error.errno)} {os.strerror(error.errno)}"
    said = str(error)
    return said if len(said) <= _LONGEST_MESSAGE and _OF_THE_INTERPRETER.fullmatch(said) else "…"
