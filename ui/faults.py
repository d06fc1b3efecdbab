"""When the program itself is at fault: a notice for the person, a report for whoever mends it."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from scorecard import __name__ as program
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.paths import data_folder

_MOST_REPORTS = 20


def watch(notice: Callable[[str], None]) -> None:
    """From now on an exception that nobody caught becomes a notice and a report; the window stays."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        notice(explain(error))

    sys.excepthook = caught


def explain(error: BaseException) -> str:
    """The sentence for a person. A refusal speaks for itself; any other error leaves a report behind."""
    if isinstance(error, Refusal):
        return str(error)
    traceback.print_exception(error)
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
    """Write what happened to a file of its own in the user's data folder, and keep the last few only."""
    folder = data_folder() / "reports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = datetime.now().astimezone()
    path = folder / f"{now:%Y-%m-%d-%H%M%S-%f}.txt"
    facts = f"{program}, Python {platform.python_version()}, {platform.platform()}, {now.isoformat()}\n\n"
    # An error may quote what somebody wrote.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(facts + "".join(traceback.format_exception(error)))
    for old in sorted(folder.glob("*.txt"))[:-_MOST_REPORTS]:
        old.unlink(missing_ok=True)
    return path
