"""Every schema that was ever released opens, and the steps between schemas have no gap."""

from __future__ import annotations

import pkgutil
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from scorecard.storage import migrations
from scorecard.storage.database import APPLICATION
from scorecard.storage.store import Store
from tests.storage.evaluations import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FILES = ROOT / "tests" / "files"


def test_there_is_one_step_to_each_schema() -> None:
    found = sorted(step.name for step in pkgutil.iter_modules(migrations.__path__))
    assert found == sorted(f"to_{number}" for number in range(1, migrations.SCHEMA + 1))


def test_there_is_an_old_evaluation_of_each_schema() -> None:
    found = {one.name for one in FILES.glob("schema_*.scorecard")}
    assert found == {f"schema_{number}.scorecard" for number in range(1, migrations.SCHEMA + 1)}


@pytest.mark.parametrize("number", range(1, migrations.SCHEMA + 1))
def test_an_old_evaluation_opens_whole(tmp_path: Path, number: int) -> None:
    path = tmp_path / "old.scorecard"
    shutil.copyfile(FILES / f"schema_{number}.scorecard", path)
    with Store.open(path) as store:
        snapshot = store.snapshot()
        assert snapshot.evaluation.title == "Quillay valley"
        assert [one.id for one in snapshot.ordered_programmes()] == ["P1", "P2"]
        said = {(score.criterion, score.value, score.note) for score in store.scores()}
        assert said == {
            ("ptpr.ANT1", "3", "said so"),
            ("ptpr.ANT2", "NE", ""),
            ("ptpr.ANT3", "NA", "no staff"),
        }
        undoable, redoable = store.undoable(), store.redoable()
        assert undoable is not None
        assert undoable.label.text() == "Change"
        assert redoable is not None
        assert redoable.author == "Ana Quispe"
        assert store.verify() == ()


def test_the_numbers_are_in_the_header(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert connection.execute("PRAGMA user_version").fetchone() == (migrations.SCHEMA,)


def test_an_old_evaluation_is_read_without_being_changed(tmp_path: Path) -> None:
    path = tmp_path / "old.scorecard"
    shutil.copyfile(FILES / "schema_1.scorecard", path)
    before = path.read_bytes()
    with Store.open(path, reading=True) as store:
        assert {score.carried for score in store.scores()} == {""}
        assert store.verify() == ()
    assert path.read_bytes() == before


def test_a_step_that_is_interrupted_leaves_the_old_schema(tmp_path: Path) -> None:
    path = tmp_path / "old.scorecard"
    shutil.copyfile(FILES / "schema_1.scorecard", path)
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        migrations.migrate(connection, 1, migrations.SCHEMA)
        connection.execute("ROLLBACK")
    assert path.read_bytes() == before
