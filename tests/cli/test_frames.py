"""`export` for analysts: a database or a folder of files, from the terminal."""

from __future__ import annotations

import csv
import importlib.util
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_database_is_written_and_named_and_the_file_is_left_alone(
    terminal: Terminal, workshop: Path, tmp_path: Path, fingerprint: Callable[[Path], str]
) -> None:
    before = fingerprint(workshop)
    answer = terminal("export", workshop, "--sqlite", tmp_path / "out.db")
    assert (answer.code, answer.out) == (0, f"{tmp_path / 'out.db'}\n")
    assert "Invented scores" in answer.err
    assert fingerprint(workshop) == before


def test_numbers_are_those_of_results(terminal: Terminal, workshop: Path, tmp_path: Path) -> None:
    asked = ("--rule", "geometric", "--view", "independent", "--threshold", "0,8")
    assert terminal("export", workshop, "--sqlite", tmp_path / "out.db", *asked).code == 0
    document = terminal("results", workshop, *asked, "--json").document
    place = (document["framework"], document["round"])
    query = (
        "SELECT programme, score, low, high, coverage, rank FROM results WHERE framework = ? AND round = ?"
    )
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
        found = connection.execute(query, place).fetchall()
    names = ("id", "score", "low", "high", "coverage", "rank")
    assert found == [tuple(one[name] for name in names) for one in document["programmes"]]


def test_a_folder_of_csv_has_the_same_scores_as_the_long_table(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    assert terminal("export", workshop, "--csv", tmp_path / "tables").code == 0
    with (tmp_path / "tables" / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    long = list(csv.DictReader(terminal("table", workshop, "long").out.splitlines()))
    same = ("programme", "evaluator", "round", "framework", "criterion", "value", "confidence")
    assert sorted([row[name] for name in same] for row in rows if row["value"]) == sorted(
        [row[name] for name in same] for row in long
    )


def test_the_evaluation_is_never_written_over(
    terminal: Terminal, workshop: Path, fingerprint: Callable[[Path], str]
) -> None:
    renamed = workshop.rename(workshop.with_name("workshop.db"))
    before = fingerprint(renamed)
    answer = terminal("export", renamed, "--sqlite", renamed)
    assert answer.code == 1
    assert "is an evaluation" in answer.err
    assert fingerprint(renamed) == before


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is not None, reason="pyarrow is there")
def test_parquet_without_pyarrow_names_the_command(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    answer = terminal("export", workshop, "--parquet", tmp_path / "tables")
    assert answer.code == 3
    assert "pip install pyarrow" in answer.err


@pytest.mark.parametrize(
    "narrowing", [("--programme", "W01"), ("--framework", "lnk"), ("--without", "ANT"), ("--sheets", "cover")]
)
def test_tables_are_always_whole(
    terminal: Terminal, workshop: Path, tmp_path: Path, narrowing: tuple[str, str]
) -> None:
    answer = terminal("export", workshop, "--sqlite", tmp_path / "out.db", *narrowing)
    assert answer.code == 1
    assert f"leave out {narrowing[0]}" in answer.err
    assert not (tmp_path / "out.db").exists()


@pytest.mark.parametrize("places", [(), ("out.xlsx", "--csv", "out"), ("--csv", "out", "--sqlite", "out.db")])
def test_one_thing_is_written_at_a_time(terminal: Terminal, workshop: Path, places: tuple[str, ...]) -> None:
    answer = terminal("export", workshop, *places)
    assert answer.code == 2
    assert "--sqlite" in answer.err
