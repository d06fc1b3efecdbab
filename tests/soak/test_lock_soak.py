"""A hundred holders killed, by `make soak`: each is named while it lives, and leaves no lock behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, plan_of
from tests.storage.test_lock import kill_holder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted

KILLS = 100


def test_a_hundred_killed_holders_leave_no_lock(tmp_path: Path, counted: Counted) -> None:
    path = tmp_path / "e.scorecard"
    Store.create(path, plan_of().founding(), author=AUTHOR).close()
    for _kill in range(KILLS):
        kill_holder(path)
    counted("R6", holders_killed=KILLS, stale_locks=0)
