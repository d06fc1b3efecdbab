"""A power cut takes nothing that was acknowledged: R2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("apsw", reason="there is no wheel of apsw for every machine")

from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, plan_of
from tests.storage.power import cut_power

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted


@pytest.fixture
def founded(tmp_path: Path) -> Path:
    path = tmp_path / "e.scorecard"
    Store.create(path, plan_of(programmes=4).founding(), author=AUTHOR).close()
    return path


def test_two_hundred_power_cuts_lose_no_acknowledged_score(founded: Path, counted: Counted) -> None:
    toll = cut_power(founded, commits=30, images=200, seed=2)
    toll.count(counted)
    assert (toll.lost, toll.corrupt) == (0, 0)
    # Or else few power cuts struck in the middle of a commit, and the run proves little.
    assert toll.restored > 20


def test_with_the_default_of_sqlite_the_same_power_cuts_would_lose_some(founded: Path) -> None:
    toll = cut_power(founded, commits=30, images=60, seed=2, pragmas=["synchronous = FULL"])
    assert toll.lost > 0
    assert toll.corrupt == 0


def test_without_synchronising_they_would_damage_files(founded: Path) -> None:
    assert cut_power(founded, commits=30, images=60, seed=2, pragmas=["synchronous = OFF"]).corrupt > 0


def test_pages_that_are_written_before_their_commit_are_no_worse_off(founded: Path, counted: Counted) -> None:
    toll = cut_power(founded, commits=30, images=60, seed=3, pragmas=["cache_size = 1"])
    toll.count(counted)
    assert (toll.lost, toll.corrupt) == (0, 0)
