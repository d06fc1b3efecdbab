"""Whatever kills the program, what it has acknowledged is kept and the file opens again at once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from scorecard.errors import Refusal
from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, Plan, adding, plan_of, put, score_at
from tests.storage.killing import crash, kill_repeatedly

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted


def test_twenty_kills_lose_no_acknowledged_score(path: Path, counted: Counted) -> None:
    toll = kill_repeatedly(path, kills=20, seed=1)
    toll.count(counted)
    assert (toll.lost, toll.problems) == (0, 0)
    assert toll.acknowledged > 100
    # Or else no kill struck in the middle of a commit, and the run proves little.
    assert toll.cut_off > 0


def test_the_next_writer_restores_what_a_crash_left(scored: Path) -> None:
    good = scored.read_bytes()
    crash(scored)
    with Store.open(scored) as store:
        assert {score.note for score in store.scores()} == {"said so"}
        assert store.verify() == ()
    assert scored.read_bytes() == good
    assert [one.name for one in scored.parent.iterdir()] == [scored.name]


def test_a_reader_sees_the_last_whole_state_and_leaves_the_crash_as_it_is(scored: Path) -> None:
    crash(scored)
    before = {one.name: one.read_bytes() for one in scored.parent.iterdir()}
    with Store.open(scored, reading=True) as store:
        assert store.reading
        assert {score.note for score in store.scores()} == {"said so"}
        assert store.verify() == ()
        with pytest.raises(Refusal) as refusal:
            store.commit(adding(score_at(plan_of().cells[0])), author=AUTHOR)
        assert refusal.value.code == "read-only"
    assert {one.name: one.read_bytes() for one in scored.parent.iterdir()} == before


def test_a_reader_is_told_of_a_crash_beside_it(scored: Path) -> None:
    with Store.open(scored, reading=True) as store:
        crash(scored)
        with pytest.raises(Refusal, match="cut off") as refusal:
            store.scores()
        assert refusal.value.code == "stale"


def test_a_crash_and_damage_together_are_refused(scored: Path) -> None:
    crash(scored)
    scored.write_bytes(scored.read_bytes()[:4096])
    journal = scored.with_name(f"{scored.name}-journal")
    journal.write_bytes(journal.read_bytes()[:512])
    for reading in (True, False):
        with pytest.raises(Refusal) as refusal:
            Store.open(scored, reading=reading)
        assert refusal.value.code == "damaged"


def test_a_save_under_way_beside_a_reader_is_no_crash(path: Path, plan: Plan) -> None:
    with Store.open(path) as writer, Store.open(path, reading=True) as reader:
        put(writer, score_at(plan.cells[0]))
        writer._connection.execute("BEGIN IMMEDIATE")
        writer._connection.execute("UPDATE score SET note = 'not yet'")
        assert path.with_name(f"{path.name}-journal").exists()
        assert reader.scores() == [score_at(plan.cells[0])]
        with Store.open(path, reading=True) as another:
            assert another.scores() == [score_at(plan.cells[0])]
        writer._connection.execute("ROLLBACK")


def test_a_copy_with_its_journal_is_as_good_as_the_file(scored: Path) -> None:
    crash(scored)
    elsewhere = scored.parent / "elsewhere"
    elsewhere.mkdir()
    for name in (scored.name, f"{scored.name}-journal"):
        shutil.copyfile(scored.with_name(name), elsewhere / name)
    with Store.open(elsewhere / scored.name) as store:
        assert store.verify() == ()
