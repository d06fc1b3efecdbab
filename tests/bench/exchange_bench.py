"""The workbook beside a bare XlsxWriter script that writes the same cells, formats and formulas; long tables.

The rival replays what was recorded of our own run, ready-made: every text, number, formula with its result, format,
height, rule and chart. It computes nothing, so that what we take beyond it is ours alone: the analysis of levels, the
building of formulas, the measuring of rows. Times are of the processor, without the study of the comparison, which
window and terminal share, and without the check after writing, which is told apart. Each run is a process of its own,
so that peaks of memory can be compared; for its peak the rival reads what it replays piece by piece from a file.
"""

from __future__ import annotations

import gc
import random
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

from scorecard.analysis.sources.tables import long_table
from scorecard.exchange.books import workbook as ours
from scorecard.exchange.imports.long_reader import read_long
from scorecard.exchange.long_table import save_long
from scorecard.progress import Silent
from tests.analysis.evaluations import case_of
from tests.bench.measure import SIZES, Measure, peak, spent
from tests.bench.replay import Rival, Watched, keep, made, makes, recorded
from tests.exchange.publications import publication_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorecard.exchange.publication import Publication

EVALUATORS, LONG_EVALUATORS = 2, 10
MOST_TIME, MOST_MEMORY = 1.3, 1.5
ROOT = Path(__file__).parents[2]


def measures(folder: Path) -> Iterator[Measure]:
    """The workbook as it is by default, at the largest size beside its rival; and long tables."""
    folder = folder / "exchange"
    folder.mkdir()
    for programmes in SIZES[:-1]:
        seconds, *_others = stage("ours", programmes, folder)
        yield Measure(name="workbook", ours=seconds * 1e3, programmes=programmes)
    yield from beside_rival(SIZES[-1], folder)
    for programmes in SIZES:
        yield from long_tables(programmes, folder)


def beside_rival(programmes: int, folder: Path) -> Iterator[Measure]:
    """Time and memory of one workbook, and of the script that writes the same."""
    stage("record", programmes, folder)
    seconds, checking, most = stage("ours", programmes, folder)
    (bare,) = stage("rival", programmes, folder)
    (bare_most,) = stage("memory", programmes, folder)
    name = "workbook"
    told: dict[str, Any] = {"beside": "XlsxWriter replays the same calls", "programmes": programmes}
    yield Measure(name=name, ours=seconds * 1e3, rival=bare * 1e3, bound=MOST_TIME, **told)
    yield Measure(name=f"{name}, memory", ours=most, rival=bare_most, unit="MB", bound=MOST_MEMORY, **told)
    yield Measure(name=f"{name}, check after writing", ours=checking * 1e3, programmes=programmes)


def long_tables(programmes: int, folder: Path) -> Iterator[Measure]:
    """Every score as a row of a CSV file, and back."""
    about, table = publication(programmes, LONG_EVALUATORS), folder / "long.csv"
    written = spent(lambda: save_long(long_table(about.snapshot, about.scores), table))
    yield Measure(name="long table written", ours=written, programmes=programmes)
    read = spent(lambda: read_long(table, about.snapshot))
    yield Measure(name="long table read", ours=read, programmes=programmes)


def publication(programmes: int, evaluators: int) -> Publication:
    """An evaluation of so many programmes x 40 criteria, all levels drawn."""
    dice = random.Random(1)
    answers = {
        f"P{programme}": {
            f"e{evaluator}": " ".join(
                dice.choice(["0", "1", "2", "3", "4", "NE"]) for _criterion in range(40)
            )
            for evaluator in range(evaluators)
        }
        for programme in range(programmes)
    }
    return publication_of(case_of(dict.fromkeys("ABCDE", 8), answers))


def record(programmes: int, folder: Path) -> list[float]:
    """Write down what our own run does."""
    ours.NamedWorkbook = Watched  # type: ignore[misc]
    about = publication(programmes, EVALUATORS)
    ours.write_workbook(about, folder / "recorded.xlsx", language="en", progress=Silent())
    keep(made[-1].calls, folder / "calls")
    return []


def run_ours(programmes: int, folder: Path) -> list[float]:
    """Seconds to write, seconds to check, peak in MB."""
    about = publication(programmes, EVALUATORS)
    study = about.study
    study.robustness, study.agreement, study.disputes, study.settled  # noqa: B018
    checks, begun = ours.check_workbook, []

    def check(*args: Any) -> None:
        begun.append(process_time())
        checks(*args)

    ours.check_workbook = check
    gc.collect()
    start = process_time()
    ours.write_workbook(about, folder / "ours.xlsx", language="en", progress=Silent())
    return [begun[0] - start, process_time() - begun[0], peak()]


def run_rival(_programmes: int, folder: Path) -> list[float]:
    """Seconds to write what lies ready in memory, not counting how it was made ready."""
    calls = [call for piece in recorded(folder / "calls") for call in piece]
    gc.collect()
    rival = Rival(folder / "rival.xlsx")
    start = process_time()
    for call in filter(makes, calls):
        rival.make(call)
    seconds = process_time() - start
    ready = [rival.bound(call) for call in calls if not makes(call)]
    del calls
    gc.collect()
    start = process_time()
    for method, args, options in ready:
        method(*args, **options)
    rival.close()
    return [seconds + process_time() - start]


def run_rival_memory(_programmes: int, folder: Path) -> list[float]:
    """Peak in MB where what is replayed comes piece by piece."""
    rival = Rival(folder / "rival.xlsx")
    for piece in recorded(folder / "calls"):
        for call in piece:
            if makes(call):
                rival.make(call)
            else:
                method, args, options = rival.bound(call)
                method(*args, **options)
    rival.close()
    return [peak()]


STAGES = {"record": record, "ours": run_ours, "rival": run_rival, "memory": run_rival_memory}


def stage(name: str, programmes: int, folder: Path) -> list[float]:
    """One run in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "tests.bench.exchange_bench",
        name,
        str(programmes),
        str(folder),
    ]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [float(part) for part in done.stdout.split()]


if __name__ == "__main__":
    asked, count, where = sys.argv[1:]
    print(*STAGES[asked](int(count), Path(where)))
