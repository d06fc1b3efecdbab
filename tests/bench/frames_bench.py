"""The tables for analysts of 1,000 programmes x 10 evaluators x 40 criteria: frames, and files made of them."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from scorecard.frames import frames
from scorecard.frames.files import save_folder, save_sqlite
from scorecard.progress import Silent
from scorecard.storage.store import Store
from tests.analysis.evaluations import framework_of
from tests.storage.evaluations import AUTHOR, plan_of, score_at

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAMMES, EVALUATORS, CRITERIA = 1000, 10, 40


def main() -> None:
    """Print one line a measurement."""
    plan = plan_of(programmes=PROGRAMMES, evaluators=EVALUATORS, criteria=CRITERIA)
    framework = framework_of({"ANT": CRITERIA}, id="ptpr")
    scores = [score_at(cell, str(place % 5), note="said so") for place, cell in enumerate(plan.cells)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.scorecard"
        Store.create(path, plan.founding(framework, *scores), author=AUTHOR).close()
        del scores
        tables = frames(path)
        print(f"scores: {len(tables.scores):,}")
        timed("frames", lambda: frames(path))
        timed("folder of CSV", lambda: save_folder(tables, Path(folder) / "tables", "csv", Silent()))
        timed("SQLite", lambda: save_sqlite(tables, Path(folder) / "tables.db", Silent()))


def timed(what: str, work: Callable[[], object]) -> None:
    """Print how long a piece of work takes."""
    start = perf_counter()
    work()
    print(f"{what}: {perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
