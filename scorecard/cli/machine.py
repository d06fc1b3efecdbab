"""The verb selfcheck: what this machine has and whether the program can work on it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from scorecard.cli.grammar import Verbs
from scorecard.cli.output import Output, aligned
from scorecard.errors import Lacking, Refusal
from scorecard.i18n import _, language
from scorecard.model.score import Cell
from scorecard.paths import data_folder, documents_folder, preferences_folder, resource
from scorecard.workspace import Workspace

_PACKAGES = (
    "scorecard", "PySide6-Essentials", "numpy", "pandas", "matplotlib", "openpyxl", "XlsxWriter",
    "python-calamine",
)  # fmt: skip
_LIBRARIES = "libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libglib2.0-0"
_ASK_QT = """
from PySide6.QtGui import QGuiApplication
import sys
application = QGuiApplication(sys.argv)
print(QGuiApplication.platformName())
"""


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    selfcheck = verbs.add("selfcheck", _("Say which versions run here, and try to save an evaluation."))
    selfcheck.set_defaults(run=check)


def check(asked: Namespace, output: Output) -> None:
    """`selfcheck`. What the terminal needs is tried; that a window has no screen to open on is told."""
    rows = [
        ("Python", f"{platform.python_version()} ({platform.platform()})"),
        ("SQLite", sqlite3.sqlite_version),
    ]
    rows += [(package, _version(package)) for package in _PACKAGES]
    output.data(aligned((_("Part"), _("Version")), rows))
    folders = [
        (_("Resources"), resource()),
        (_("Preferences"), preferences_folder()),
        (_("Data"), data_folder()),
        (_("Documents"), documents_folder()),
    ]
    output.data("")
    output.data(
        aligned(
            (_("Folder"), _("Path"), _("State")), [(name, str(path), _state(path)) for name, path in folders]
        )
    )
    output.data("")
    _try_to_save()
    output.data(_("Trial save: an evaluation was written, read back and verified."))
    output.data(_("Window: {words}").format(words=_window_words()))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return _("not installed")


def _state(path: Path) -> str:
    """Whether a folder, or the nearest one above it that exists, can be written."""
    there = path
    while not there.exists() and there != there.parent:
        there = there.parent
    if not os.access(there, os.W_OK):
        return _("read only")
    return _("can be written") if there == path else _("will be made when needed")


def _try_to_save() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "selfcheck.scorecard"
        with Workspace.create(path, sample="workshop", language=language()) as workspace:
            written = workspace.scores()[0]
            workspace.record_score(replace(written, note="selfcheck"))
        cell = Cell(*written.cell)
        with Workspace.open(path, reading=True) as workspace:
            if workspace.score(cell).note != "selfcheck" or workspace.verify():
                sentence = _(
                    "A trial save in “{folder}” did not read back as written. Do not trust this disk."
                )
                raise Refusal(sentence.format(folder=folder), code="disk")


def _window_words() -> str:
    """Where Qt would show the window, asked in another process, since Qt ends the one it cannot serve."""
    wanted = dict(os.environ)
    has_screen = sys.platform != "linux" or any(
        wanted.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )
    if not has_screen:
        wanted["QT_QPA_PLATFORM"] = "offscreen"
    try:
        told = subprocess.run(
            [sys.executable, "-c", _ASK_QT],
            env=wanted,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return _("not known ({reason})").format(reason=error)
    if told.returncode != 0:
        lines = [line for line in told.stderr.splitlines() if line.strip()]
        reason = lines[-1] if lines else str(told.returncode)
        raise lacking_libraries(reason)
    if not has_screen:
        return _(
            "there is no display here, so it cannot open; every verb of the terminal works all the same."
        )
    return _("opens on the platform “{platform}”.").format(platform=told.stdout.strip())


def lacking_libraries(reason: str) -> Lacking:
    """The refusal of a machine on which Qt cannot be loaded, with the command that supplies what it needs."""
    sentence = _(
        "The window cannot open here: {reason}. On Debian or Ubuntu this supplies what it needs: {command}. "
        "Everything else works."
    )
    command = f"sudo apt-get install {_LIBRARIES}"
    return Lacking(sentence.format(reason=reason.rstrip("."), command=command))
