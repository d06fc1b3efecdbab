"""Files that take the place of others are durable before they do, and their names before anybody is told: R2.

What the program asks of the system is written down by strace. A power cut takes what was not synchronised, so that the
order of these calls decides what it leaves: a merge, a restored backup and an export hold the old file or the new one.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from scorecard.storage.store import Store
from tests.storage.evaluations import ROOT
from tests.storage.merging import COMMAND, Prepared, prepare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.experiments import Counted

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")

CALLS = "write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2"
LINE = re.compile(r"^\d+ +(?P<call>\w+)\((?P<arguments>.*)\) += 0*\d+$")
OPEN = re.compile(r"^\d+<(?P<path>[^>]*)>")


class Call(NamedTuple):
    """One thing asked of the system, by its name, of these files."""

    name: str
    paths: tuple[str, ...]


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    return prepare(tmp_path, programmes=4)


def calls_of(command: Sequence[str | Path], folder: Path) -> list[Call]:
    """What a command asked of the system, in order."""
    log = folder / "calls"
    traced = ["strace", "-f", "-y", "-s", "0", "-e", f"trace={CALLS}", "-o", log, *command]
    done = subprocess.run(traced, cwd=ROOT, capture_output=True, text=True, check=False)
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        pytest.skip("no program may watch another here")
    assert done.returncode == 0, done.stderr
    found = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if call := LINE.match(line):
            arguments = call["arguments"]
            opened = OPEN.match(arguments)
            paths = (opened["path"],) if opened else tuple(re.findall(r'"([^"]*)"', arguments))
            found.append(Call(call["call"], paths))
    return found


def is_durable(calls: Sequence[Call], target: Path) -> bool:
    """Whether the last file that took the place of `target` was synchronised before, and its folder after."""
    at = max(
        place
        for place, call in enumerate(calls)
        if call.name.startswith("rename") and call.paths[-1] == str(target)
    )
    new = calls[at].paths[0]
    about = [call.name for call in calls[:at] if call.paths == (new,)]
    after = calls[at + 1 :]
    folder = next(
        (n for n, one in enumerate(after) if one.name == "fsync" and one.paths == (str(target.parent),)), None
    )
    told = next(
        (n for n, one in enumerate(after) if one.name == "write" and "pipe:" in one.paths[0]), len(after)
    )
    return bool(about) and about[-1] in ("fsync", "fdatasync") and folder is not None and folder < told


def test_a_merged_copy_is_durable_before_it_takes_the_place_of_the_file(
    prepared: Prepared, tmp_path: Path, counted: Counted
) -> None:
    calls = calls_of([*COMMAND, prepared.path, prepared.pack], tmp_path)
    assert is_durable(calls, prepared.path)
    counted("R2", orders_of_writing=1)


def test_a_restored_backup_is_durable_before_it_takes_the_place_of_the_file(
    prepared: Prepared, tmp_path: Path, counted: Counted
) -> None:
    with Store.open(prepared.path) as store:
        kept = store.back_up("asked")
    assert kept is not None
    command = [sys.executable, "main.py", "restore", kept.path, prepared.path]
    assert is_durable(calls_of(command, tmp_path), prepared.path)
    counted("R2", orders_of_writing=1)


def test_an_export_and_a_backup_are_durable_before_they_have_their_names(
    prepared: Prepared, tmp_path: Path, counted: Counted
) -> None:
    out = tmp_path / "out.csv"
    calls = calls_of([sys.executable, "main.py", "table", prepared.path, "long", "-o", out], tmp_path)
    assert is_durable(calls, out)
    calls = calls_of([sys.executable, "main.py", "backup", prepared.path], tmp_path)
    named = {call.paths[-1] for call in calls if call.name.startswith("rename")}
    kept = next(tmp_path.joinpath(path) for path in named if path.endswith(".scorecard"))
    assert is_durable(calls, kept)
    counted("R2", orders_of_writing=2)


def test_a_file_that_is_not_synchronised_is_found_out(tmp_path: Path) -> None:
    target = tmp_path / "new"
    calls = [Call("write", ("/new",)), Call("rename", ("/new", str(target))), Call("fsync", (str(tmp_path),))]
    assert not is_durable(calls, target)
    assert is_durable([calls[0], Call("fsync", ("/new",)), *calls[1:]], target)
    assert not is_durable([calls[0], Call("fsync", ("/new",)), calls[1]], target)
