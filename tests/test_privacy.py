"""Nothing leaves the machine, and what the program keeps can be read by its owner only."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
QT_NETWORK = {"QtNetwork", "QtWebEngineCore", "QtWebEngineWidgets", "QtWebSockets", "QtWebChannel"}
ALLOWED = {
    ("scorecard/storage/lock.py", "socket"),  # gethostname, which asks nobody
    ("scorecard/storage/database.py", "urllib.parse"),  # quotes a path; SQLite takes addresses of files
}


@cache
def sources() -> list[tuple[str, ast.Module]]:
    """Every module of the program by its path."""
    paths = [ROOT / "main.py", *(ROOT / "scorecard").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]
    return [
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(paths)
    ]


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "PySide6":
                yield from (f"PySide6.{one.name}" for one in node.names)


def test_no_part_of_the_program_imports_what_speaks_to_a_network() -> None:
    found = {
        (place, name)
        for place, tree in sources()
        for name in imported(tree)
        if name.partition(".")[0] in NETWORK or name.removeprefix("PySide6.").partition(".")[0] in QT_NETWORK
    }
    assert found - ALLOWED == set()
    assert ALLOWED - found == set(), "what is allowed is needed"


def test_of_what_is_allowed_only_what_stays_here_is_used() -> None:
    trees = dict(sources())
    used = {
        node.attr
        for node in ast.walk(trees["scorecard/storage/lock.py"])
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "socket"
    }
    assert used == {"gethostname"}


def test_what_is_handed_to_the_desktop_is_a_file_of_this_machine() -> None:
    opened = [
        ast.unparse(node.args[0])
        for _place, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "openUrl"
    ]
    assert opened
    assert all(one.startswith("QUrl.fromLocalFile(") for one in opened), opened


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a day with the terminal and the window asked of the network, and which files it made."""
    folder = tmp_path_factory.mktemp("day")
    run = subprocess.run(
        [sys.executable, "-m", "tests.private_process", str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_a_day_at_the_terminal_and_in_the_window_asks_nothing_of_any_network(day: dict[str, Any]) -> None:
    assert day["asked"] == []
    assert not day["qt_network"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folders of a user from others by itself.")
def test_what_is_kept_can_be_read_by_its_owner_only(day: dict[str, Any]) -> None:
    kept = [
        (name, mode)
        for name, mode in day["files"]
        if not name.startswith("made/") and "fontconfig" not in name
    ]
    names = " ".join(name for name, _mode in kept)
    for one in (
        "day.scorecard",
        ".lock",
        "preferences.toml",
        "reports/",
        "backups/",
        ".scorepack",
        "samples/",
    ):
        assert one in names, f"the day left no {one}"
    assert [(name, mode) for name, mode in kept if mode not in ("0o600", "0o400")] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes.")
def test_what_is_made_for_others_follows_the_habit_of_the_person(day: dict[str, Any]) -> None:
    made = {name: mode for name, mode in day["files"] if name.startswith("made/")}
    assert len(made) == 4
    assert set(made.values()) == {"0o644"}
