"""The store beside bare sqlite3 doing the same work, up to 1,000 x 10 x 40 = 400,000 scores."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from scorecard.storage.store import Store
from scorecard.workspace import Workspace
from tests.bench.evaluations import EVALUATORS, ROUND, file_of, framework_of_forty, programme_key
from tests.bench.measure import SIZES, Measure, in_turn, least
from tests.storage.evaluations import put, score_at

if TYPE_CHECKING:
    from collections.abc import Iterator

REPEATS, COMMITS = 5, 150
COLUMNS = "SELECT programme, evaluator, criterion, value FROM score"
RECORDS = "SELECT kind, key, body FROM record"


def bare(path: Path) -> sqlite3.Connection:
    """A bare connection, as durable as ours."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection


def checked_and_fetched(path: Path) -> tuple[list[tuple[int, ...]], ...]:
    """The integrity check that opening makes, and every record and score as a tuple."""
    with closing(bare(path)) as connection:
        connection.execute("PRAGMA integrity_check").fetchall()
        return tuple(connection.execute(query).fetchall() for query in (RECORDS, COLUMNS))


def opened_and_loaded(path: Path) -> object:
    """An evaluation opened with all its checks, and the cube that every sum starts from."""
    with Workspace.open(path) as workspace:
        return workspace.cube("f", ROUND)


def measures(folder: Path) -> Iterator[Measure]:
    """Opening and loading at every size; cells, one programme and one commit."""
    for programmes in SIZES:
        path = file_of(folder, programmes)
        yield least(
            "open and load every score",
            lambda path=path: opened_and_loaded(path),
            lambda path=path: checked_and_fetched(path),
            repeats=REPEATS,
            beside="integrity_check and a bare fetchall",
            bound=1.3 if programmes == SIZES[-1] else None,
            programmes=programmes,
        )
        with closing(bare(path)) as connection, Store.open(path) as store:
            yield from inside(store, connection, programmes)
        with closing(bare(folder / "plain.db")) as connection, Store.open(path) as store:
            connection.execute("CREATE TABLE IF NOT EXISTS score (value)")
            yield commits(store, connection, programmes)


def inside(store: Store, connection: sqlite3.Connection, programmes: int) -> Iterator[Measure]:
    """What is read of an open file."""
    criteria = [criterion.id for criterion in framework_of_forty().criteria]
    yield least(
        "every cell, for the sums",
        lambda: store.columns(criteria, ROUND),
        lambda: connection.execute(COLUMNS).fetchall(),
        repeats=REPEATS,
        beside="a bare fetchall",
        bound=1.3 if programmes == SIZES[-1] else None,
        programmes=programmes,
    )
    key = programme_key(programmes // 2)
    ids = [
        connection.execute("SELECT id FROM name WHERE text = ?", (text,)).fetchone()[0]
        for text in (ROUND, key)
    ]
    rows = "SELECT * FROM score WHERE round = ? AND programme = ?"
    yield least(
        "every score of one programme, as values",
        lambda: store.scores(programme=key, round=ROUND),
        lambda: connection.execute(rows, ids).fetchall(),
        repeats=20 * REPEATS,
        beside="the same rows as tuples",
        programmes=programmes,
    )


def commits(store: Store, connection: sqlite3.Connection, programmes: int) -> Measure:
    """One score made durable with its journal; by the clock, since the disk is most of it."""
    scores = iter(store.scores(programme=programme_key(0), round=ROUND)[: EVALUATORS * 40])
    rows = iter(range(COMMITS + 1))
    ours, theirs = in_turn(
        lambda: put(store, score_at(next(scores).cell, "NE", note="as heard in Quillay")),
        lambda: connection.execute("INSERT INTO score VALUES (?)", (next(rows),)),
        repeats=COMMITS,
        clock=perf_counter,
    )
    return Measure(
        name="commit of one score, median by the clock",
        ours=median(ours),
        rival=median(theirs),
        beside="one row made as durable",
        programmes=programmes,
    )
