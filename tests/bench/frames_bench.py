"""The tables for analysts of up to 1,000 programmes x 10 evaluators x 40 criteria, beside pandas reading bare rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from scorecard.frames import frames
from scorecard.frames.files import save_folder, save_sqlite
from scorecard.progress import Silent
from tests.bench.evaluations import file_of
from tests.bench.measure import SIZES, Measure, least, spent

if TYPE_CHECKING:
    from collections.abc import Iterator


def bare(path: Path) -> list[pd.DataFrame]:
    """The scores as they lie in the file, numbers for names, and the records as text."""
    with closing(sqlite3.connect(path)) as connection:
        return [pd.read_sql_query(f"SELECT * FROM {table}", connection) for table in ("score", "record")]


def measures(folder: Path) -> Iterator[Measure]:
    """All frames of a file, and the files made of them."""
    for programmes in SIZES:
        path = file_of(folder, programmes)
        yield least(
            "all tables as frames",
            partial(frames, path),
            partial(bare, path),
            repeats=1,
            beside="pandas reads the bare rows of scores and records, names as numbers",
            programmes=programmes,
        )
        if programmes == SIZES[-1]:
            continue  # Half a minute more would say nothing that the growth does not.
        tables = frames(path)
        csv = spent(lambda: save_folder(tables, folder / f"tables-{programmes}", "csv", Silent()))  # noqa: B023
        yield Measure(name="a folder of CSV", ours=csv, programmes=programmes)
        database = folder / f"tables-{programmes}.db"
        sqlite = spent(lambda: save_sqlite(tables, database, Silent()))  # noqa: B023 (run at once)
        yield Measure(name="a database of them", ours=sqlite, programmes=programmes)
