"""A write-protected file or folder opens for reading, and never claims to have saved."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scorecard.storage.lock import Lock, lock_path
from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, ROOT, Plan
from tests.storage.killing import crash

READ_ONLY = {"reading": True, "verified": True, "changed": "read-only", "created": "read-only"}


@pytest.fixture
def open_path(plan: Plan) -> Iterator[Path]:
    """A file in a folder where everybody may read and write."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quillay.scorecard"
        Store.create(path, plan.founding(), author=AUTHOR).close()
        path.chmod(0o666)
        Path(folder).chmod(0o777)
        yield path


def told_by_nobody(path: Path) -> dict[str, Any]:
    """What a process without rights tells of the file."""
    command = [sys.executable, "-m", "tests.storage.protected_process", path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_where_everybody_may_write_everybody_does(open_path: Path) -> None:
    assert told_by_nobody(open_path) == {
        "reading": False,
        "verified": True,
        "changed": "yes",
        "created": "yes",
    }


def test_a_protected_file_opens_for_reading(open_path: Path) -> None:
    open_path.chmod(0o444)
    before = open_path.read_bytes()
    assert told_by_nobody(open_path) == {
        "reading": True,
        "verified": True,
        "changed": "read-only",
        "created": "yes",
    }
    assert open_path.read_bytes() == before


@pytest.mark.parametrize("locked_before", [False, True])
def test_a_protected_folder_opens_for_reading(open_path: Path, locked_before: bool) -> None:
    open_path.parent.chmod(0o555)
    if locked_before:
        lock_path(open_path).write_text("{}")
        lock_path(open_path).chmod(0o666)
    before = {one.name: one.read_bytes() for one in open_path.parent.iterdir()}
    assert told_by_nobody(open_path) == READ_ONLY
    assert {one.name: one.read_bytes() for one in open_path.parent.iterdir()} == before


def test_a_crash_in_a_protected_folder_can_be_read(open_path: Path, scored: Path) -> None:
    crash(scored)
    for name in (scored.name, f"{scored.name}-journal"):
        (open_path.parent / name).write_bytes(scored.with_name(name).read_bytes())
    open_path.parent.chmod(0o555)
    assert told_by_nobody(open_path.parent / scored.name) == READ_ONLY


def test_a_file_that_may_not_be_read_is_refused(open_path: Path) -> None:
    open_path.chmod(0o000)
    assert told_by_nobody(open_path)["changed"] == "read-only"


def test_a_lock_of_somebody_else_does_not_stand_in_the_way(open_path: Path) -> None:
    Lock.take(open_path).release()
    lock_path(open_path).write_text("{}")
    lock_path(open_path).chmod(0o666)
    assert told_by_nobody(open_path)["changed"] == "yes"
