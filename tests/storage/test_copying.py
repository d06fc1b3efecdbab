"""A copy in slices leaves the connection free between them, and is of what was there at its end."""

from __future__ import annotations

import gc
import os
import threading
from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.storage.keeping.copying import Copying
from scorecard.storage.store import Store
from tests.storage.evaluations import Plan, plan_of, put, score_at


@pytest.fixture
def large(tmp_path: Path) -> tuple[Path, Plan]:
    """A file of some hundred pages, so that a copy takes several slices."""
    path, plan = tmp_path / "large.scorecard", plan_of(programmes=60, evaluators=5, criteria=20)
    scores = [score_at(cell, "2", note="as they said in the interview of May") for cell in plan.cells]
    Store.create(path, plan.founding(*scores), author="Ana").close()
    return path, plan


def test_what_is_stored_between_two_slices_is_in_the_copy(large: tuple[Path, Plan], tmp_path: Path) -> None:
    path, plan = large
    with Store.open(path) as store:
        copying = Copying(store._connection, tmp_path / "copy.scorecard")
        slices = 0
        while not copying.step():
            put(store, score_at(plan.cells[slices], "4", note=f"slice {slices}"))
            slices += 1
        said = store.scores()
    assert slices >= 4
    with Store.open(copying.target, reading=True) as copy:
        assert set(copy.scores()) == set(said)
        assert copy.verify() == ()


def test_nothing_is_left_of_a_copy_that_is_cancelled(large: tuple[Path, Plan], tmp_path: Path) -> None:
    threads = threading.active_count()
    with Store.open(large[0]) as store:
        copying = Copying(store._connection, tmp_path / "copy.scorecard")
        assert not copying.step()
        assert copying.target.exists()
        copying.cancel()
        Copying(store._connection, tmp_path / "another.scorecard").cancel()
        put(store, score_at(large[1].cells[0], "4"))
    assert {one.name for one in tmp_path.iterdir()} == {"large.scorecard"}
    assert threading.active_count() == threads


def test_only_the_owner_may_read_a_copy(large: tuple[Path, Plan], tmp_path: Path) -> None:
    with Store.open(large[0]) as store:
        copying = Copying(store._connection, tmp_path / "copy.scorecard")
        copying.step()
        assert copying.target.stat().st_mode & 0o777 == 0o600
        copying.cancel()


def test_the_collector_rests_while_a_slice_is_copied_and_no_longer(
    large: tuple[Path, Plan], tmp_path: Path
) -> None:
    with Store.open(large[0]) as store:
        copying = Copying(store._connection, tmp_path / "copy.scorecard")
        copying.step()
        assert gc.isenabled()
        copying.cancel()


def test_a_copy_that_cannot_be_made_is_refused_in_words(large: tuple[Path, Plan], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Store.open(large[0]) as store:
        copying = Copying(store._connection, tmp_path / "file" / "copy.scorecard")
        with pytest.raises(Refusal) as refusal:
            copying.finish()
        assert refusal.value.code == "disk"
        put(store, score_at(large[1].cells[0], "4"))


@pytest.mark.skipif(os.name == "nt", reason="no limits on the size of a file")
def test_a_disk_that_fills_up_is_told_of_and_nothing_is_left(
    large: tuple[Path, Plan], tmp_path: Path
) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Store.open(large[0]) as store:
        copying = Copying(store._connection, tmp_path / "copy.scorecard")
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, limits[1]))
        try:
            with pytest.raises(Refusal) as refusal:
                copying.finish()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert refusal.value.code == "disk"
        assert not copying.target.exists()
        put(store, score_at(large[1].cells[0], "4"))


def test_an_evaluation_that_is_closed_takes_its_unfinished_backup_along(
    large: tuple[Path, Plan], own_folders: Path
) -> None:
    with Store.open(large[0]) as store:
        unfinished = store.begin_backup("hourly")
        assert unfinished is not None
        assert not unfinished.step()
    assert [one for one in own_folders.rglob("*") if one.is_file()] == []
