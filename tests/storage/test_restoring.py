"""A restored backup is all there, what stood in its place is kept, and a refusal changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.progress import Cancelled
from scorecard.storage.keeping.ages import ALWAYS
from scorecard.storage.keeping.backups import backups_of_file, folder_of, kept_backups
from scorecard.storage.keeping.description import Backup
from scorecard.storage.restoring import restore
from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, Plan, plan_of, put, score_at
from tests.storage.killing import crash
from tests.storage.stopping import Stopping


@pytest.fixture
def kept(path: Path, plan: Plan) -> Backup:
    """A backup with one score; the file has had another since."""
    with Store.open(path) as store:
        put(store, score_at(plan.cells[0], "1"))
        made = store.back_up("asked")
        put(store, score_at(plan.cells[1], "2"))
    assert made is not None
    return made


def test_the_file_is_what_it_was_and_the_later_state_is_a_backup(
    path: Path, plan: Plan, kept: Backup
) -> None:
    before = restore(kept.path, path)
    with Store.open(path) as store:
        assert store.scores() == [score_at(plan.cells[0], "1")]
        assert store.verify() == ()
    assert before is not None
    assert before.reason == "restore"
    restore(before.path, path)
    with Store.open(path) as store:
        assert {score.cell for score in store.scores()} == set(plan.cells[:2])
    assert path.read_bytes() == before.path.read_bytes()


def test_every_kept_backup_can_be_restored(path: Path, plan: Plan) -> None:
    with Store.open(path) as store:
        for count, cell in enumerate(plan.cells, 1):
            put(store, score_at(cell))
            assert store.back_up("hourly") is not None
            assert len(store.scores()) == count
        folder = folder_of(store.snapshot().evaluation.id)
    kept = kept_backups(folder)
    assert len(kept) == ALWAYS
    for one in kept:
        restore(one.path, path)
        with Store.open(path) as store:
            assert len(store.scores()) == one.scores
            assert store.verify() == ()


def test_a_file_that_is_gone_comes_back(path: Path, kept: Backup) -> None:
    path.unlink()
    assert backups_of_file(path) == [kept]
    assert restore(kept.path, path) is None
    assert path.read_bytes() == kept.path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_remains_of_a_damaged_file_are_kept(path: Path, kept: Backup) -> None:
    damaged = path.read_bytes()[:9000]
    path.write_bytes(damaged)
    path.with_name(f"{path.name}-journal").write_bytes(b"\0" * 512)
    remains = restore(kept.path, path)
    assert remains is not None
    assert not remains.whole
    assert remains.path.read_bytes() == damaged
    assert path.read_bytes() == kept.path.read_bytes()
    assert backups_of_file(path) == [remains, kept]
    assert not path.with_name(f"{path.name}-journal").exists()


def test_what_a_crash_left_half_saved_never_comes_into_the_restored_file(scored: Path) -> None:
    with Store.open(scored) as store:
        made = store.back_up("asked")
        for score in store.scores()[:50]:
            put(store, score_at(score.cell, "4", note="said later"))
    assert made is not None
    crash(scored)
    before = restore(made.path, scored)
    assert not scored.with_name(f"{scored.name}-journal").exists()
    with Store.open(scored) as store:
        assert {score.note for score in store.scores()} == {"said so"}
        assert store.verify() == ()
    assert before is not None
    with Store.open(before.path, reading=True) as store:
        assert sum(score.note == "said later" for score in store.scores()) == 50


def test_a_file_that_somebody_holds_is_refused(path: Path, kept: Backup) -> None:
    with Store.open(path):
        before = path.read_bytes()
        with pytest.raises(Refusal) as refusal:
            restore(kept.path, path)
        assert refusal.value.code == "locked"
        assert path.read_bytes() == before


def test_another_evaluation_is_not_replaced(tmp_path: Path, kept: Backup) -> None:
    other = tmp_path / "other.scorecard"
    Store.create(other, plan_of().founding(), author=AUTHOR).close()
    before = other.read_bytes()
    with pytest.raises(Refusal, match="another evaluation"):
        restore(kept.path, other)
    assert other.read_bytes() == before


def test_a_file_that_is_no_evaluation_is_not_replaced(tmp_path: Path, kept: Backup) -> None:
    letter = tmp_path / "letter.scorecard"
    letter.write_text("Dear colleague")
    with pytest.raises(Refusal) as refusal:
        restore(kept.path, letter)
    assert refusal.value.code == "not-ours"
    assert letter.read_text() == "Dear colleague"


def test_a_spoilt_backup_replaces_nothing(path: Path, kept: Backup) -> None:
    before = path.read_bytes()
    kept.path.chmod(0o600)
    with kept.path.open("ab") as file:
        file.write(b"\0" * 4096)
    with pytest.raises(Refusal) as refusal:
        restore(kept.path, path)
    assert refusal.value.code == "damaged"
    assert path.read_bytes() == before


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_restoring_that_is_cancelled_changes_nothing(
    path: Path, plan: Plan, kept: Backup, number: int
) -> None:
    there, names = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(Cancelled):
        restore(kept.path, path, Stopping(number))
    assert path.read_bytes() == there
    assert set(path.parent.iterdir()) <= {*names, path.with_name(f".{path.name}.lock")}
    restore(kept.path, path)
    with Store.open(path) as store:
        assert store.scores() == [score_at(plan.cells[0], "1")]
