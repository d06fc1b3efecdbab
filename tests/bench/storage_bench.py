"""The store against bare sqlite3 doing the same work in the same run, on 1,000 x 10 x 40 = 400,000 scores."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, Plan, adding, plan_of, put, score_at

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAMMES, EVALUATORS, CRITERIA = 1000, 10, 40
REPEATS = 7
COMMITS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Seconds that the store takes for one piece of work, and bare sqlite3 beside it, one after the other."""

    work: str
    ours: list[float]
    bare: list[float]

    @property
    def ratio(self) -> float:
        """The median of ours over the median of bare."""
        return median(self.ours) / median(self.bare)


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes; what it returns is freed off the clock."""
    start = perf_counter()
    kept = work()
    taken = perf_counter() - start
    del kept
    return taken


def side_by_side(work: str, ours: Callable[[], object], bare: Callable[[], object], repeats: int) -> Measure:
    """Run both in turn, so that a busy machine slows both alike."""
    pairs = [(seconds(ours), seconds(bare)) for _repeat in range(repeats)]
    return Measure(work=work, ours=[one for one, _ in pairs], bare=[one for _, one in pairs])


def founded(folder: Path) -> tuple[Path, Plan]:
    """A file with every cell scored."""
    plan = plan_of(programmes=PROGRAMMES, evaluators=EVALUATORS, criteria=CRITERIA)
    path = folder / "bench.scorecard"
    with Store.create(path, plan.founding(), author=AUTHOR) as store:
        store.commit(
            adding(*[score_at(cell, str(n % 5)) for n, cell in enumerate(plan.cells)]), author=AUTHOR
        )
    return path, plan


def measure_cells(store: Store, plan: Plan, connection: sqlite3.Connection) -> Measure:
    """Every cell of a round for the cube, against a fetchall of the same columns."""
    return side_by_side(
        "cells of 400,000 scores",
        lambda: store.cells(plan.criteria, plan.round.key),
        lambda: connection.execute("SELECT programme, evaluator, criterion, value FROM score").fetchall(),
        REPEATS,
    )


def measure_programme(store: Store, plan: Plan, connection: sqlite3.Connection) -> Measure:
    """The 400 scores of one programme as values, against the same rows as tuples."""
    programme = plan.programmes[PROGRAMMES // 2].key
    ids = connection.execute(
        "SELECT (SELECT id FROM name WHERE text = ?), (SELECT id FROM name WHERE text = ?)",
        (plan.round.key, programme),
    ).fetchone()
    return side_by_side(
        "scores of one programme",
        lambda: store.scores(programme=programme, round=plan.round.key),
        lambda: connection.execute("SELECT * FROM score WHERE round = ? AND programme = ?", ids).fetchall(),
        20 * REPEATS,
    )


def measure_commit(store: Store, plan: Plan, connection: sqlite3.Connection) -> Measure:
    """One score made durable with its journal, against one updated row made as durable."""
    cells = iter(plan.cells[:: len(plan.cells) // COMMITS])

    def ours() -> None:
        cell = next(cells)
        put(store, score_at(cell, "4", note="as heard in Quillay"))

    rows = iter(range(1, COMMITS * 1000, 1000))

    def bare() -> None:
        connection.execute("UPDATE score SET value = value || '+' WHERE rowid = ?", (next(rows),))

    return side_by_side("commit of one score", ours, bare, COMMITS)


def measure_opening(path: Path, connection: sqlite3.Connection) -> Measure:
    """Opening with all its checks, against the integrity check alone."""
    return side_by_side(
        "opening",
        lambda: Store.open(path).close(),
        lambda: connection.execute("PRAGMA integrity_check").fetchall(),
        REPEATS,
    )


def bare_copy(path: Path) -> sqlite3.Connection:
    """A bare database with the same scores by row id, as durable as ours."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection


def measure_all(folder: Path) -> list[Measure]:
    """Every measure, on a file made in this folder."""
    path, plan = founded(folder)
    plain = folder / "plain.db"
    with closing(sqlite3.connect(plain)) as connection, connection:
        connection.execute("CREATE TABLE score (programme, evaluator, criterion, value)")
        rows = ((n // 400, n // 40 % 10, n % 40, str(n % 5)) for n in range(len(plan.cells)))
        connection.executemany("INSERT INTO score VALUES (?, ?, ?, ?)", rows)
    with closing(bare_copy(path)) as same, closing(bare_copy(plain)) as other:
        measures = [measure_opening(path, same)]
        with Store.open(path) as store:
            measures += [
                measure_cells(store, plan, same),
                measure_programme(store, plan, same),
                measure_commit(store, plan, other),
            ]
    return measures


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        for measure in measure_all(Path(folder)):
            ours, bare = (median(one) * 1000 for one in (measure.ours, measure.bare))
            p99 = quantiles(measure.ours, n=100, method="inclusive")[98] * 1000
            times = f"{ours:9.2f} ms (p99 {p99:.2f}), bare {bare:9.2f} ms"
            print(f"{measure.work:24} {times}, ratio {measure.ratio:.2f}")


if __name__ == "__main__":
    main()
