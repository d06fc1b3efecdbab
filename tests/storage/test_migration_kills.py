"""Whatever stops a migration, the file has the old schema or the new one, and everything is in it: R8."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from scorecard.storage import migrations
from scorecard.storage.database import check_integrity, read_schema_number, settled_schema_number
from scorecard.storage.store import Store, _transaction
from tests.storage.evaluations import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted

FILES = ROOT / "tests" / "files"
OLD = range(1, migrations.SCHEMA)


def contents(path: Path) -> tuple[object, ...]:
    """Everything in an evaluation of any schema, read without changing it."""
    with Store.open(path, reading=True) as store:
        assert store.verify() == ()
        return store.snapshot(), sorted(store.scores(), key=lambda score: score.cell), store.history()


def schema_after_a_crash(path: Path) -> int:
    """The schema of a file once SQLite has put it right, of which it has exactly the tables."""
    with closing(sqlite3.connect(path)) as connection:
        number = settled_schema_number(connection)
        check_integrity(connection, number, path)
    return number


def assert_old_or_new(path: Path, old: int, expected: tuple[object, ...]) -> int:
    """A file that was left behind holds everything, reads, opens for writing and is then of the new schema."""
    assert contents(path) == expected
    found = schema_after_a_crash(path)
    assert found in (old, migrations.SCHEMA)
    Store.open(path).close()
    assert read_schema_number(path) == migrations.SCHEMA
    assert contents(path) == expected
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this machine cannot fork")
@pytest.mark.parametrize("old", OLD)
def test_a_migration_killed_before_any_statement_leaves_the_old_or_the_new_schema(
    tmp_path: Path, counted: Counted, old: int
) -> None:
    path = FILES / f"schema_{old}.scorecard"
    expected = contents(path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.migrating_process", path, tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    count, code = map(int, done.stdout.split())
    assert code == 0
    found = [
        assert_old_or_new(tmp_path / f"{number}.scorecard", old, expected) for number in range(1, count + 1)
    ]
    counted("R8", kills=count - 1, between_two_schemas=0)
    # A kill in the middle of the migration, or else nothing was proved.
    assert found.count(old) > 15
    assert found[-1] == migrations.SCHEMA


@pytest.mark.parametrize("old", OLD)
def test_a_migration_stopped_at_any_write_leaves_the_old_or_the_new_schema(
    tmp_path: Path, counted: Counted, old: int
) -> None:
    power = pytest.importorskip("tests.storage.power", exc_type=ImportError)
    path = tmp_path / "old.scorecard"
    shutil.copyfile(FILES / f"schema_{old}.scorecard", path)
    expected = contents(path)
    said: list[str | int] = []
    with closing(sqlite3.connect(shutil.copyfile(path, tmp_path / "first"), isolation_level=None)) as first:
        first.set_trace_callback(said.append)
        with _transaction(first):
            migrations.migrate(first, old, migrations.SCHEMA)
    chance, found = random.Random(8), []
    recording = power.recorded(path, said, ["cache_size = 1"])
    for number, (disk, _acknowledged) in enumerate(recording.moments()):
        for name, files in (("killed", disk.written()), ("cut", disk.found(chance))):
            folder = tmp_path / f"{name}{number}"
            folder.mkdir()
            for file, bytes_ in files.items():
                (folder / file).write_bytes(bytes_)
            found.append(assert_old_or_new(folder / recording.name, old, expected))
    counted("R8", kills_amid_writing=len(found) // 2, power_cuts=len(found) // 2, between_two_schemas=0)
    assert min(found.count(old), found.count(migrations.SCHEMA)) > 1
