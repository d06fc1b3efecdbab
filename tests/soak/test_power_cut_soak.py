"""Two thousand power cuts, by `make soak`: nothing acknowledged is ever lost."""

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

IMAGES = 500


@pytest.mark.parametrize("pragmas", [[], ["cache_size = 1"]])
@pytest.mark.parametrize("seed", [11, 12])
def test_five_hundred_power_cuts_lose_no_acknowledged_score(
    tmp_path: Path, counted: Counted, seed: int, pragmas: list[str]
) -> None:
    path = tmp_path / "e.scorecard"
    Store.create(path, plan_of(programmes=10).founding(), author=AUTHOR).close()
    toll = cut_power(path, commits=80, images=IMAGES, seed=seed, pragmas=pragmas)
    toll.count(counted)
    assert (toll.lost, toll.corrupt) == (0, 0)
    # Or else few power cuts struck in the middle of a commit, and the run proves little.
    assert toll.restored > IMAGES / 10
