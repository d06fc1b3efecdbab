"""A disk that takes no more is told of plainly, and everything acknowledged is there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.safe_file import save_bytes
from scorecard.storage.store import Store
from tests.experiments import Counted
from tests.storage.evaluations import AUTHOR, ROOT, Plan, plan_of, put, score_at
from tests.storage.scoring_process import cells_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limits on the size of a file")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB, where root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder], check=False, capture_output=True
        ).returncode
    )
    if not mounted:
        pytest.skip("only root can make a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def scored_until_refused(path: Path, *limit: str) -> tuple[list[int], str]:
    """The numbers acknowledged by a process that scores until the disk refuses, and its last line."""
    command = [sys.executable, "-m", "tests.storage.scoring_process", path, "0", *limit]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *acknowledged, last = done.stdout.splitlines()
    return [int(line) for line in acknowledged], last


def assert_kept(path: Path, acknowledged: list[int]) -> None:
    """Every acknowledged number is in the file, or a later one in its place."""
    with Store.open(path) as store:
        notes = {score.cell: int(score.note) for score in store.scores()}
        cells = cells_of(store)
        assert [n for n in acknowledged if notes[cells[n % len(cells)]] < n] == []
        assert max(notes.values()) == acknowledged[-1]
        assert store.verify() == ()


def test_a_file_at_its_limit_keeps_every_acknowledged_score(path: Path, counted: Counted) -> None:
    acknowledged, last = scored_until_refused(path, str(path.stat().st_size + 20_000))
    assert len(acknowledged) > 20
    assert last == "disk 12"
    assert_kept(path, acknowledged)
    counted("R3", full_disks=1, acknowledged=len(acknowledged), lost=0)


def test_a_full_disk_keeps_every_acknowledged_score(small_disk: Path, plan: Plan, counted: Counted) -> None:
    path = small_disk / "quillay.scorecard"
    Store.create(path, plan.founding(), author=AUTHOR).close()
    acknowledged, last = scored_until_refused(path)
    assert len(acknowledged) > 20
    assert last == "disk 12"
    with Store.open(path, reading=True) as store:
        assert max(int(score.note) for score in store.scores()) == acknowledged[-1]
    assert_kept(path, acknowledged)
    counted("R3", full_disks=1, acknowledged=len(acknowledged), lost=0)


def test_a_store_goes_on_once_there_is_room_again(small_disk: Path, plan: Plan) -> None:
    path = small_disk / "quillay.scorecard"
    with Store.create(path, plan.founding(), author=AUTHOR) as store:
        ballast = small_disk / "ballast"
        with ballast.open("wb") as file, pytest.raises(OSError, match="No space"):
            file.write(b"x" * 1_000_000)
        with pytest.raises(Refusal, match="disk is full") as refusal:
            put(store, score_at(plan.cells[0]))
        assert refusal.value.code == "disk"
        ballast.unlink()
        put(store, score_at(plan.cells[0]))
        assert store.scores() == [score_at(plan.cells[0])]
        assert store.verify() == ()


def test_creating_on_a_full_disk_leaves_nothing(small_disk: Path) -> None:
    plan = plan_of(programmes=30, evaluators=10, criteria=40)
    with pytest.raises(Refusal) as refusal:
        Store.create(small_disk / "big.scorecard", plan.founding(*map(score_at, plan.cells)), author=AUTHOR)
    assert refusal.value.code == "disk"
    assert list(small_disk.iterdir()) == []


def fill(folder: Path) -> Path:
    """A file that takes all the room there is."""
    ballast = folder / "ballast"
    with ballast.open("wb") as file, pytest.raises(OSError, match="No space"):
        file.write(b"x" * 1_000_000)
    return ballast


def test_a_backup_that_finds_no_room_is_told_of_and_work_goes_on(
    small_disk: Path, path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(small_disk))
    ballast = fill(small_disk)
    with Store.open(path) as store:
        with pytest.raises(Refusal) as refusal:
            store.back_up("hourly")
        assert refusal.value.code == "disk"
        assert [one for one in small_disk.rglob("*") if one.is_file()] == [ballast]
        put(store, score_at(plan.cells[0]))
        ballast.unlink()
        kept = store.back_up("hourly")
        assert kept is not None
        assert kept.scores == 1


def test_a_file_that_finds_no_room_leaves_the_old_one(small_disk: Path) -> None:
    old = small_disk / "scores.csv"
    old.write_bytes(b"old")
    fill(small_disk)
    before = sorted(small_disk.iterdir())
    with pytest.raises(Refusal) as refusal:
        save_bytes(old, b"new" * 100_000)
    assert refusal.value.code == "disk"
    assert old.read_bytes() == b"old"
    assert sorted(small_disk.iterdir()) == before
