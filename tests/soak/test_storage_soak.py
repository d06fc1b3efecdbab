"""Two hundred kills in the middle of scoring, by `make soak`: nothing acknowledged is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, plan_of
from tests.storage.killing import kill_repeatedly
from tests.storage.merging import kill_merges, prepare

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted

KILLS = 200


def test_two_hundred_kills_lose_no_acknowledged_score(tmp_path: Path, counted: Counted) -> None:
    path = tmp_path / "soaked.scorecard"
    Store.create(path, plan_of(programmes=5).founding(), author=AUTHOR).close()
    toll = kill_repeatedly(path, kills=KILLS, seed=KILLS)
    toll.count(counted)
    assert (toll.lost, toll.problems) == (0, 0)
    # Or else too few kills struck in the middle of a commit, and the run proves little.
    assert toll.cut_off > KILLS / 10
    assert toll.acknowledged > 10 * KILLS


def test_two_hundred_killed_merges_leave_everything_or_nothing(tmp_path: Path, counted: Counted) -> None:
    nothing, everything = kill_merges(prepare(tmp_path), kills=KILLS, seed=KILLS)
    counted("R1", killed_merges=KILLS, left_nothing=nothing, left_everything=everything)
    # Or else too few kills struck before the end, or too few after it, and the run proves little.
    assert min(nothing, everything) > KILLS / 20
