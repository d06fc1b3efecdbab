"""A day with the program in a process of its own, in which every use of a network is written down: FOLDER.

It prints, as JSON, what was asked of the network, and each file that was made with its mode.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

asked: list[str] = []

_NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
            "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request", "http.client.connect",
            "ftplib.connect", "smtplib.connect")  # fmt: skip


def listen(event: str, arguments: tuple[Any, ...]) -> None:
    """Write down what would leave the machine."""
    if event in _NETWORK:
        asked.append(f"{event} {arguments!r}")


def terminal(folder: Path) -> None:
    """The verbs that read, write and make files."""
    import main

    file = str(folder / "day.scorecard")
    made = folder / "made"
    made.mkdir()
    days = (
        ["new", file, "--sample", "workshop"],
        ["score", file, "--programme=W01", "--criterion=ptpr.ANT1", "--evaluator=clara", "NE"],
        ["results", file],
        ["backup", file],
        ["package", file, str(folder / "day.scorepack")],
        ["package", file, str(folder / "published.scorepack"), "--pseudonyms"],
        ["merge", file, str(folder / "day.scorepack")],
        ["table", file, "long", "-o", str(made / "long.csv")],
        ["export", file, str(made / "book.xlsx"), "--sheets=summary"],
        ["form", file, str(made / "form.xlsx"), "--evaluator=clara"],
        ["report", file, str(made / "report.docx"), "--programme=W01"],
        ["undo", file],
    )
    for words in days:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            done = main._enter(words)
        if done != 0:
            raise SystemExit(f"{words}: {said.getvalue()}")


def window(folder: Path) -> None:
    """A session: the sample, a score, every page, a fault, the end."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from scorecard.paths import preferences_folder
    from tests.ui.conftest import FakePrompts
    from ui import faults
    from ui.actions import MENU_PAGES, RAIL_PAGES
    from ui.app import Program
    from ui.preferences import Preferences

    application = QApplication(["day", "-style", "fusion"])
    preferences = Preferences.load(preferences_folder() / "preferences.toml")
    program = Program(application, FakePrompts(), preferences)
    program.begin(None)
    QTest.qWait(30)
    program.explore("workshop")
    for page in (*RAIL_PAGES, *MENU_PAGES):
        program.window.show_page(page)
        QTest.qWait(20)
    workspace = program.session.workspace
    assert workspace is not None
    cell = workspace.scores()[0].cell
    program.session.perform(lambda here: here.set_value(cell, "NE"))
    report_of(faults)
    held.extend(files(folder))
    program.window.close()
    program.session.close()


def report_of(faults: Any) -> None:
    """A report, as an error that nobody caught leaves it."""
    try:
        raise ValueError("something private")
    except ValueError as error:
        faults.report(error)


def files(folder: Path) -> list[tuple[str, str]]:
    """Every file below a folder with its mode."""
    return [
        (str(path.relative_to(folder)), oct(path.stat().st_mode & 0o777))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


held: list[tuple[str, str]] = []
"""The files while the window has an evaluation open, its lock among them."""


def main_process() -> None:
    folder = Path(sys.argv[1])
    os.umask(0o022)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(folder)
    sys.addaudithook(listen)
    terminal(folder)
    window(folder)
    maps = Path("/proc/self/maps")
    loaded = maps.read_text(encoding="utf-8") if maps.exists() else ""
    found = {"asked": asked, "files": held + files(folder), "qt_network": "Qt6Network" in loaded}
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main_process()
