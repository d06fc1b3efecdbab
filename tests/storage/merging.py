"""A file and a large package for it, and merges of the one into the other that are killed on the way."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from scorecard.storage.store import Store
from scorecard.storage.working_copy import WorkingCopy
from scorecard.workspace import Workspace
from tests.analysis.evaluations import framework_of
from tests.storage.evaluations import AUTHOR, ROOT, adding, plan_of, score_at

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = (sys.executable, "-m", "tests.storage.merging_process")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file, a package for it, and the fingerprints of the file before and after the merge."""

    path: Path
    pack: Path
    before: str
    after: str


def prepare(folder: Path, programmes: int = 40) -> Prepared:
    """A file, and a package that brings so many programmes' scores into it: 30 a programme."""
    plan = plan_of(programmes=programmes, evaluators=3, criteria=10)
    path, other = folder / "here.scorecard", folder / "there.scorecard"
    Store.create(path, plan.founding(framework_of({"ANT": 10}, id="ptpr")), author=AUTHOR).close()
    shutil.copyfile(path, other)
    with Store.open(other) as store:
        cells = plan.cells
        for begin in range(0, len(cells), 30):
            store.commit(adding(*map(score_at, cells[begin : begin + 30])), author="Luis")
    with Workspace.open(path, reading=True) as workspace:
        before = workspace.fingerprint()
    with Workspace.open(other, reading=True) as workspace:
        workspace.package(folder / "there.scorepack")
        after = workspace.fingerprint()
    return Prepared(path=path, pack=folder / "there.scorepack", before=before, after=after)


def kill_merges(prepared: Prepared, kills: int, seed: int) -> tuple[int, int]:
    """Kill merges; returns how many left nothing and how many left everything. Anything else fails.

    Half of the kills wait for the working copy, so as to strike in the middle of the writing or of the swap.
    """
    chance = random.Random(seed)
    left = {prepared.before: 0, prepared.after: 0}
    for number in range(kills):
        path = prepared.path.with_name("killed.scorecard")
        for name in (path.name, f"{path.name}-journal"):
            path.with_name(name).unlink(missing_ok=True)
        copy = WorkingCopy(path).path
        shutil.copyfile(prepared.path, path)
        with subprocess.Popen(
            [*COMMAND, path, prepared.pack], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            while number % 2 and process.poll() is None and not copy.exists():
                pass
            until = perf_counter() + chance.uniform(0, 0.15)
            while perf_counter() < until:
                pass
            process.kill()
            promised = process.stdout.read() == "done\n"
        for reading in (True, False):
            with Workspace.open(path, reading=reading) as workspace:
                found = workspace.fingerprint()
                assert workspace.verify() == ()
                assert found == prepared.after if promised else found in left
        assert not copy.exists()
        left[found] += 1
    return left[prepared.before], left[prepared.after]
