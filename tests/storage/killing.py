"""Killing a process in the middle of scoring, again and again, and counting what was promised and lost."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorecard.storage.store import Store
from tests.storage.evaluations import ROOT
from tests.storage.scoring_process import cells_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted

# Spoils every score and dies with the pages written and the journal still beside them.
CRASH = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE score SET note = note || 'spoilt by a crash'")
connection.execute("UPDATE change SET after = 'spoilt by a crash'")
os.kill(os.getpid(), 9)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What a run of kills came to. `cut_off` counts the kills in the middle of a commit."""

    kills: int
    acknowledged: int
    lost: int
    problems: int
    cut_off: int

    def count(self, counted: Counted) -> None:
        """Hand on what was counted."""
        counted(
            "R1",
            kills=self.kills,
            amid_a_commit=self.cut_off,
            acknowledged=self.acknowledged,
            lost=self.lost,
            problems=self.problems,
        )


def crash(path: Path) -> None:
    """Kill a writer in the middle of a commit."""
    before = path.read_bytes()
    subprocess.run([sys.executable, "-c", CRASH, path], check=False)
    assert path.with_name(f"{path.name}-journal").exists()
    assert path.read_bytes() != before


def kill_repeatedly(path: Path, kills: int, seed: int) -> Toll:
    """Start, kill and check `kills` times; each start also proves that no lock was left behind."""
    chance = random.Random(seed)
    acknowledged = lost = problems = cut_off = first = 0
    for _kill in range(kills):
        promised = _kill_one(path, first, chance.randrange(1, 60))
        acknowledged += len(promised)
        cut_off += path.with_name(f"{path.name}-journal").exists()
        for reading in (True, False):
            with Store.open(path, reading=reading) as store:
                notes = {score.cell: int(score.note) for score in store.scores()}
                cells = cells_of(store)
                lost += sum(notes.get(cells[number % len(cells)], -1) < number for number in promised)
                problems += len(store.verify())
        first = max(notes.values(), default=-1) + 1
    return Toll(kills=kills, acknowledged=acknowledged, lost=lost, problems=problems, cut_off=cut_off)


def _kill_one(path: Path, first: int, after: int) -> list[int]:
    """The numbers acknowledged by a process that is killed once `after` of them have been seen.

    Every other kill waits for the journal of the next commit, so as to strike in the middle of it.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.scoring_process", path, str(first)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        seen = [process.stdout.readline() for _number in range(after)]
        journal = path.with_name(f"{path.name}-journal")
        while after % 2 and process.poll() is None and not journal.exists():
            pass
        process.kill()
        seen += process.stdout.readlines()
    # The last line may be cut: its number was acknowledged only if its end was written too.
    return [int(line) for line in seen if line.endswith("\n")]
