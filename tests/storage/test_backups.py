"""Every backup is a whole evaluation whose sum matches, made before whatever might be regretted."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.paths import data_folder
from scorecard.storage import migrations
from scorecard.storage.keeping import backups
from scorecard.storage.keeping.backups import check, folder_of, kept_backups
from scorecard.storage.keeping.description import Backup
from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, ROOT, Plan, adding, put, score_at


def kept_of(store: Store) -> list[Backup]:
    """The backups of an open evaluation."""
    return kept_backups(folder_of(store.snapshot().evaluation.id))


def test_a_backup_tells_what_it_holds_and_its_sum_matches(store: Store, plan: Plan) -> None:
    put(store, score_at(plan.cells[0], "3"))
    made = store.back_up("asked")
    assert made is not None
    assert kept_of(store) == [made]
    assert (made.title, made.programmes, made.scores, made.edits) == ("Quillay valley", 2, 1, 2)
    assert (made.newest, made.reason, made.source) == (store.newest().id, "asked", store.path)
    check(made)
    with Store.open(made.path, reading=True) as copy:
        assert copy.scores() == store.scores()
        assert copy.verify() == ()


def test_a_backup_is_for_its_owner_alone_and_nobody_works_in_it(store: Store) -> None:
    made = store.back_up("asked")
    assert made is not None
    assert made.path.stat().st_mode & 0o777 == 0o400
    assert made.path.with_suffix(".json").stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    assert {one.suffix for one in made.path.parent.iterdir()} == {".scorecard", ".json"}


def test_nothing_new_makes_no_new_backup(store: Store, plan: Plan) -> None:
    assert store.back_up("hourly") is not None
    assert store.back_up("hourly") is None
    put(store, score_at(plan.cells[0]))
    assert store.back_up("hourly") is not None
    assert len(kept_of(store)) == 2


def test_there_is_a_copy_of_every_old_schema_before_it_is_brought_up(tmp_path: Path) -> None:
    for number in range(1, migrations.SCHEMA):
        path = tmp_path / f"old{number}.scorecard"
        shutil.copyfile(ROOT / "tests" / "files" / f"schema_{number}.scorecard", path)
        before = backups.database.read_schema_number(path)
        with Store.open(path) as store:
            made = kept_of(store)[0]
            assert made.reason == "migration"
            assert backups.database.read_schema_number(made.path) == before == number
            with Store.open(made.path, reading=True) as copy:
                assert set(copy.scores()) == set(store.scores())


def test_an_old_evaluation_opens_even_where_no_copy_of_it_can_be_kept(tmp_path: Path) -> None:
    data_folder().mkdir(parents=True)
    (data_folder() / "backups").write_text("in the way")
    path = tmp_path / "old.scorecard"
    shutil.copyfile(ROOT / "tests" / "files" / "schema_1.scorecard", path)
    with Store.open(path) as store:
        assert store.not_kept is not None
        assert store.not_kept.code == "disk"
        assert store.verify() == ()


def newest_whole(backups: Iterable[Backup]) -> Backup | None:
    """The first of them that is as it was written; each is read for that."""
    for backup in backups:
        with contextlib.suppress(Refusal):
            check(backup)
            return backup
    return None


def test_a_spoilt_backup_is_refused_and_the_one_before_it_is_found(store: Store, plan: Plan) -> None:
    first = store.back_up("asked")
    put(store, score_at(plan.cells[0]))
    second = store.back_up("asked")
    assert first is not None
    assert second is not None
    good = second.path.read_bytes()
    second.path.chmod(0o600)
    second.path.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    with pytest.raises(Refusal) as refusal:
        check(second)
    assert refusal.value.code == "damaged"
    assert newest_whole(kept_of(store)) == first


@pytest.mark.parametrize("text", ["", "[]", "{", '{"made_at": 3}', "\xff"])
def test_what_is_no_description_is_passed_over(store: Store, text: str) -> None:
    made = store.back_up("asked")
    assert made is not None
    made.path.with_name("other.json").write_text(text, encoding="latin-1")
    made.path.with_name("other.scorecard").write_bytes(b"")
    assert kept_of(store) == [made]


def test_a_description_without_its_file_is_passed_over(store: Store) -> None:
    made = store.back_up("asked")
    assert made is not None
    made.path.unlink()
    assert kept_of(store) == []


def test_a_damaged_copy_is_never_kept(store: Store, plan: Plan) -> None:
    store.commit(adding(*[score_at(cell, "3", note="said so") for cell in plan.cells]), author=AUTHOR)
    unfinished = store.begin_backup("asked")
    assert unfinished is not None
    while not unfinished.step():
        pass
    (copy,) = folder_of(store.snapshot().evaluation.id).iterdir()
    content = copy.read_bytes()
    copy.write_bytes(content[:8192] + bytes(4096) + content[12288:])
    with pytest.raises(Refusal) as refusal:
        unfinished.keep()
    assert refusal.value.code == "damaged"
    assert list(copy.parent.iterdir()) == []


def test_old_backups_make_room_and_those_of_another_copy_do_not_count(store: Store, plan: Plan) -> None:
    made = store.back_up("asked")
    assert made is not None
    now = datetime.now(UTC)
    for source in ("here", "there"):
        for hour in range(60):
            at = now - timedelta(days=500, hours=hour)
            place = backups.place_for(made.path.parent, at, "hourly")
            shutil.copyfile(made.path, place)
            told = json.loads(made.path.with_suffix(".json").read_text())
            told |= {"made_at": at.isoformat(), "source": source}
            place.with_suffix(".json").write_text(json.dumps(told))
    assert len(kept_of(store)) == 121
    put(store, score_at(plan.cells[0]))
    store.back_up("asked")
    left = kept_of(store)
    assert [sum(one.source == Path(source) for one in left) for source in ("here", "there")] == [10, 10]
    assert sum(one.source == store.path for one in left) == 2
    assert len(list(made.path.parent.iterdir())) == 2 * len(left)


def test_an_id_from_elsewhere_leads_nowhere_else() -> None:
    for hostile in ("../../etc", "/root", "", "a/b", "x" * 300, "..", "."):
        assert folder_of(hostile).parent == data_folder() / "backups"
        assert len(folder_of(hostile).name) == 64
