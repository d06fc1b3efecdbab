"""A database for analysts replaces only an earlier one of its kind, and is whole or not there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from scorecard.errors import Refusal
from scorecard.storage.analysis_file import Column, Reference, Table, write_analysis_file

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = Table(
    name="people",
    note="one row a person",
    key=("id",),
    columns=(
        Column(name="id", kind="text", note="the id", required=True),
        Column(name="is", kind="boolean", note="a truth"),
    ),
)
PETS = Table(
    name="pets",
    note="one row a pet",
    key=("id",),
    columns=(
        Column(name="id", kind="text", note="the id", required=True),
        Column(name="of", kind="text", note="whose it is"),
        Column(name="weight", kind="number", note="its weight"),
    ),
    references=(Reference(columns=("of",), table="people", key=("id",)),),
)
GOOD = {PEOPLE: [("ana", 1), ("luis", None)], PETS: [("rex", "ana", 3.5), ("stray", None, None)]}


def rows(path: Path, name: str) -> list[tuple[object, ...]]:
    """The rows of a table."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {name}").fetchall()


def test_tables_are_written_with_keys_references_and_views(tmp_path: Path) -> None:
    path = tmp_path / "out.db"
    write_analysis_file(path, GOOD, {"v_pets": "SELECT pets.id FROM pets JOIN people ON people.id = pets.of"})
    assert rows(path, "pets") == [("rex", "ana", 3.5), ("stray", None, None)]
    assert rows(path, "v_pets") == [("rex",)]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for wrong in ("('rex', NULL, 1)", "('tom', 'nobody', 1)"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(f"INSERT INTO pets VALUES {wrong}")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO people VALUES ('x', 2)")
        assert connection.execute("PRAGMA index_list(pets)").fetchall()[0][1] == "pets_1"


def test_an_earlier_one_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.sqlite"
    write_analysis_file(path, GOOD, {})
    write_analysis_file(path, {PEOPLE: [("eva", 0)]}, {})
    assert rows(path, "people") == [("eva", 0)]
    assert [one.name for one in tmp_path.iterdir()] == ["out.sqlite"]


def test_whatever_else_is_there_stays(tmp_path: Path, path: Path) -> None:
    other = tmp_path / "theirs.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE orders (id)")
    renamed = path.rename(tmp_path / "evaluation.db")
    text = tmp_path / "notes.db"
    text.write_text("notes")
    empty = tmp_path / "empty.db"
    empty.touch()
    link = tmp_path / "link.db"
    link.symlink_to(renamed)
    for target in (other, renamed, text, empty, link):
        before = target.read_bytes()
        with pytest.raises(Refusal) as refusal:
            write_analysis_file(target, GOOD, {})
        assert refusal.value.code == "duplicate"
        assert target.read_bytes() == before


@pytest.mark.parametrize("end", ["-journal", "-wal"])
def test_one_that_somebody_writes_to_stays(tmp_path: Path, end: str) -> None:
    path = tmp_path / "out.db"
    write_analysis_file(path, GOOD, {})
    (tmp_path / f"out.db{end}").write_bytes(b"journal")
    with pytest.raises(Refusal) as refusal:
        write_analysis_file(path, GOOD, {})
    assert refusal.value.code == "locked"


@pytest.mark.parametrize("name", ["out.xlsx", "out", "out.scorecard"])
def test_the_name_says_what_it_is(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal, match="sqlite3"):
        write_analysis_file(tmp_path / name, GOOD, {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "bad",
    [
        {PEOPLE: [("ana", 1), ("ana", 0)]},
        {PEOPLE: [(None, 1)]},
        {PEOPLE: [], PETS: [("rex", "nobody", 1.0)]},
    ],
)
def test_rows_that_break_their_own_keys_are_refused_and_the_old_file_stays(
    tmp_path: Path, bad: dict[Table, list[tuple[object, ...]]]
) -> None:
    path = tmp_path / "out.db"
    write_analysis_file(path, GOOD, {})
    before = path.read_bytes()
    with pytest.raises(Refusal) as refusal:
        write_analysis_file(path, bad, {})
    assert refusal.value.code == "damaged"
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["out.db"]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no folder"):
        write_analysis_file(tmp_path / "no" / "out.db", GOOD, {})
