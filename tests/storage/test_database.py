"""A file may be anything at all: it opens rightly, or it is refused in a sentence and stays as it is."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from scorecard.errors import Refusal
from scorecard.storage.database import APPLICATION
from scorecard.storage.migrations import SCHEMA
from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, Plan, adding, put, score_at

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted

FLIPS = 500
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


def refusal_of(path: Path) -> str:
    """The one code with which reading and writing are refused; the file and its folder stay as they are."""
    before = {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}
    codes = set()
    for reading in (True, False):
        with pytest.raises(Refusal) as refusal:
            Store.open(path, reading=reading)
        assert path.name in str(refusal.value)
        codes.add(refusal.value.code)
    assert {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()} == before
    (code,) = codes
    return code


def with_bytes(path: Path, place: int, bytes_: bytes) -> None:
    """Overwrite a few bytes of a file."""
    with path.open("r+b") as file:
        file.seek(place)
        file.write(bytes_)


@pytest.mark.parametrize(
    "content", [b"Dear colleague,\n", b"<html>" * 100, PNG, b"PK\x03\x04" + b"x" * 200, b"SQLite 2"]
)
def test_a_file_of_another_kind_is_not_ours(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "letter.scorecard").write_bytes(content)
    assert refusal_of(tmp_path / "letter.scorecard") == "not-ours"


def test_another_programs_database_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "photos.scorecard"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE score (value TEXT)")
    assert refusal_of(path) == "not-ours"


def test_a_folder_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "folder.scorecard").mkdir()
    assert refusal_of(tmp_path / "folder.scorecard") == "not-ours"


def test_a_missing_file_is_unknown(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "nothing.scorecard") == "unknown"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"\0" * 8192, b"SQLite", b"SQLite format 3\0" + b"\x10\0\x01\x01"])
def test_an_empty_file_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "empty.scorecard").write_bytes(content)
    assert refusal_of(tmp_path / "empty.scorecard") == "damaged"


@pytest.mark.parametrize("kept", [99, 100, 512, 4096, 4097, 20000])
def test_a_truncated_file_is_damaged(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    assert refusal_of(path) == "damaged"


@pytest.mark.parametrize("place", [0, 5, 16, 18, 19, 28, 100])
def test_a_damaged_header_is_damage(path: Path, place: int) -> None:
    with_bytes(path, place, b"\xff\xff\xff\xff")
    assert refusal_of(path) == "damaged"


@pytest.mark.parametrize("page", [0, 1, 3, 6])
def test_a_zeroed_page_is_damage(path: Path, page: int) -> None:
    with_bytes(path, page * 4096, b"\0" * 4096)
    assert refusal_of(path) == "damaged"


@pytest.mark.parametrize("number", [SCHEMA + 1, 2**31 - 1])
def test_a_newer_file_is_refused_untouched(path: Path, number: int) -> None:
    with_bytes(path, 60, number.to_bytes(4, "big"))
    assert refusal_of(path) == "newer"


def test_a_file_without_a_schema_number_is_damaged(path: Path) -> None:
    with_bytes(path, 60, bytes(4))
    assert refusal_of(path) == "damaged"


def test_a_file_that_was_never_founded_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "never.scorecard"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("VACUUM")
    assert refusal_of(path) == "damaged"


def test_a_file_with_a_write_ahead_log_is_damaged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert refusal_of(path) == "damaged"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER trap AFTER INSERT ON score BEGIN DELETE FROM score; END",
        "CREATE VIEW trap AS SELECT * FROM score",
        "CREATE TABLE trap (x)",
        "DROP INDEX change_of_record",
    ],
)
def test_a_file_with_other_tables_than_ours_is_refused(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
    assert refusal_of(path) == "damaged"


def test_a_garbled_record_is_refused_when_it_is_read(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE record SET body = '{\"title\":7}' WHERE kind = 'evaluation'")
    with Store.open(path, reading=True) as store, pytest.raises(Refusal) as refusal:
        store.snapshot()
    assert refusal.value.code == "damaged"


def test_flipped_bits_are_refused_or_found_or_do_no_harm(path: Path, plan: Plan, counted: Counted) -> None:
    flip_bits(path, plan, flips=FLIPS, seed=7).count(counted)


@dataclass(slots=True)
class Flips:
    """What became of a file with one bit flipped, so often: refused, found by the check, or read as it was."""

    refused: int = 0
    found: int = 0
    harmless: int = 0

    def count(self, counted: Counted) -> None:
        """Hand on what was counted, and see that something was proved."""
        total = self.refused + self.found + self.harmless
        counted(
            "R5", flipped_bits=total, refused=self.refused, found_by_verify=self.found, harmless=self.harmless
        )
        assert self.refused > total / 10


def flip_bits(path: Path, plan: Plan, *, flips: int, seed: int) -> Flips:
    """Flip so many bits of a file, one at a time, and do everything with it; what is not refused is told or true."""
    with Store.open(path) as store:
        store.commit(adding(*[score_at(cell, "3", note="said so") for cell in plan.cells]), author=AUTHOR)
        put(store, score_at(plan.cells[0], "NE", cites=("f1",)))
        truth = all_that_is_read(store)
    good = path.read_bytes()
    chance, toll = random.Random(seed), Flips()
    for _flip in range(flips):
        place, bit = chance.randrange(len(good)), 1 << chance.randrange(8)
        path.write_bytes(good[:place] + bytes([good[place] ^ bit]) + good[place + 1 :])
        try:
            with Store.open(path) as store:
                is_whole = store.verify() == ()
                read = all_that_is_read(store)
                assert read == truth or not is_whole, (place, bit)
                put(store, score_at(plan.cells[1], "4"))
        except Refusal:
            toll.refused += 1
        else:
            toll.found += not is_whole
            toll.harmless += is_whole
    return toll


def all_that_is_read(store: Store) -> tuple[object, ...]:
    """Everything in a file, by whatever reads."""
    snapshot = store.snapshot()
    (round,) = snapshot.rounds
    scores = sorted(store.scores(), key=lambda score: score.cell)
    criteria = sorted({score.criterion for score in scores})
    history = store.history()
    return (
        snapshot,
        scores,
        [store.scores(programme=programme) for programme in snapshot.programmes],
        sorted(store.cells(criteria, round)),
        history,
        [store.edit_of(revision.id) for revision in history],
        store.undoable(),
        store.redoable(),
    )
