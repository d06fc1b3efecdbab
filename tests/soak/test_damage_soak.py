"""Five thousand flipped bits, by `make soak`: a file opens rightly, or what is wrong with it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, plan_of
from tests.storage.test_database import flip_bits

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted

FLIPS = 1_000


@pytest.mark.parametrize("seed", range(5))
def test_a_thousand_flipped_bits_are_refused_or_found_or_do_no_harm(
    tmp_path: Path, counted: Counted, seed: int
) -> None:
    plan = plan_of()
    path = tmp_path / "e.scorecard"
    Store.create(path, plan.founding(), author=AUTHOR).close()
    flip_bits(path, plan, flips=FLIPS, seed=seed).count(counted)
