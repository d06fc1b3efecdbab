"""The workbook of 1,000 programmes x 10 evaluators x 40 criteria: time and size, and the long table both ways."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from scorecard.analysis.tables import long_table
from scorecard.exchange.long_reader import read_long
from scorecard.exchange.long_table import save_long
from scorecard.exchange.workbook import write_workbook
from scorecard.progress import Silent
from tests.analysis.evaluations import case_of
from tests.exchange.publications import publication_of

PROGRAMMES, EVALUATORS = 1000, 10
SIZES = dict.fromkeys("ABCDE", 8)


def main() -> None:
    """Print one line a measurement."""
    dice = random.Random(1)
    answers = {
        f"P{programme}": {
            f"e{evaluator}": " ".join(
                dice.choice(["0", "1", "2", "3", "4", "NE"]) for _criterion in range(40)
            )
            for evaluator in range(EVALUATORS)
        }
        for programme in range(PROGRAMMES)
    }
    publication = publication_of(case_of(SIZES, answers))
    everything = frozenset(one.key for one in publication.comparison.programmes)
    with TemporaryDirectory() as folder:
        for words, scorecards in (("100 scorecards", None), ("1,000 scorecards", everything)):
            path = Path(folder) / "out.xlsx"
            start = perf_counter()
            write_workbook(publication, path, language="en", progress=Silent(), scorecards=scorecards)
            print(f"workbook, {words}: {perf_counter() - start:.1f} s, {path.stat().st_size / 1e6:.1f} MB")
        start = perf_counter()
        rows = long_table(publication.snapshot, publication.scores)
        table = Path(folder) / "long.csv"
        save_long(rows, table)
        print(f"long table, {len(rows):,} rows as CSV: {perf_counter() - start:.1f} s")
        start = perf_counter()
        reading = read_long(table, publication.snapshot)
        print(f"read back, {len(reading.answers):,} entries: {perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
