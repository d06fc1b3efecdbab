"""The workbook of 1,000 programmes against a bare XlsxWriter script that writes the same cells, formats and formulas.

The rival replays what was recorded of our own run, ready-made: every text, number, formula with its result, format,
height, rule and chart. It computes nothing, so that what we take beyond it is ours alone: the analysis of levels, the
building of formulas, the measuring of rows. Times are of the processor, without the study of the comparison, which
window and terminal share, and without the check after writing, which is told apart. Each run is a process of its own,
so that peaks of memory can be compared; for its peak the rival reads what it replays piece by piece from a file.
"""

from __future__ import annotations

import gc
import pickle
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from scorecard.analysis.tables import long_table
from scorecard.exchange import workbook as ours
from scorecard.exchange.contents import Contents, scorecards_named
from scorecard.exchange.long_reader import read_long
from scorecard.exchange.long_table import save_long
from scorecard.exchange.publication import Publication
from scorecard.progress import Silent
from tests.analysis.evaluations import case_of
from tests.exchange.publications import publication_of

PROGRAMMES, EVALUATORS, LONG_EVALUATORS = 1000, 2, 10
SIZES = dict.fromkeys("ABCDE", 8)
RUNS = ("first", "all")
_MOST_TIME, _MOST_MEMORY = 1.3, 1.5
_CHUNK = 20_000
_MEGABYTE = 1024
Call = tuple[Any, ...]


def publication(evaluators: int) -> Publication:
    """An evaluation of 1,000 programmes x 40 criteria, all levels drawn."""
    dice = random.Random(1)
    answers = {
        f"P{programme}": {
            f"e{evaluator}": " ".join(
                dice.choice(["0", "1", "2", "3", "4", "NE"]) for _criterion in range(40)
            )
            for evaluator in range(evaluators)
        }
        for programme in range(PROGRAMMES)
    }
    return publication_of(case_of(SIZES, answers))


class Recorder:
    """What is called on workbook, sheets and charts, in order, with formats and charts by their numbers."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.known: dict[int, tuple[str, int]] = {}
        self.counts = {"format": 0, "sheet": 0, "chart": 0}

    def made(self, kind: str, thing: object, *how: object) -> None:
        """Something was made that later calls may name."""
        self.known[id(thing)] = (kind, self.counts[kind])
        self.counts[kind] += 1
        self.calls.append(("make", kind, self.packed(how)))

    def packed(self, value: Any) -> Any:
        """A value with the things in it by their numbers."""
        if isinstance(value, _Watched):
            return _Named(*value.place)
        if isinstance(value, Format):
            return _Named(*self.known[id(value)])
        if isinstance(value, dict):
            return {key: self.packed(one) for key, one in value.items()}
        if isinstance(value, list | tuple) and type(value) in (list, tuple):
            return type(value)(map(self.packed, value))
        return value


class _Named(tuple[str, int]):
    """A format, sheet or chart by its number."""

    def __new__(cls, kind: str, number: int) -> _Named:
        return super().__new__(cls, (kind, number))

    def __getnewargs__(self) -> tuple[str, int]:
        return self[0], self[1]


class _Watched:
    """A sheet or a chart whose public methods are written down as they are called."""

    def __init__(self, recorder: Recorder, thing: Any, place: tuple[str, int]) -> None:
        self.recorder, self.thing, self.place = recorder, thing, place

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.thing, name)
        if not callable(found) or name.startswith("get_"):
            return found

        def call(*args: Any, **options: Any) -> Any:
            packed = self.recorder.packed
            self.recorder.calls.append((self.place, name, packed(args), packed(options)))
            bare = [one.thing if isinstance(one, _Watched) else one for one in args]
            return found(*bare, **options)

        return call


made: list[Recorder] = []


class Watched(Workbook):
    """A workbook that writes down what is done to it."""

    recorder: Recorder | None = None

    def __init__(self, target: object, options: dict[str, Any]) -> None:
        super().__init__(target, options)
        self.recorder = Recorder()
        made.append(self.recorder)
        self.recorder.calls.append(("begin", options))

    def add_format(self, properties: dict[str, Any] | None = None) -> Format:
        made = super().add_format(properties)
        if self.recorder is not None:
            self.recorder.made("format", made, properties)
        return made

    def add_worksheet(self, name: str, _of_ours: object = None) -> Any:
        return self._watched("sheet", super().add_worksheet(name), name)

    def add_chart(self, options: dict[str, Any]) -> Any:
        return self._watched("chart", super().add_chart(options), options)

    def _watched(self, kind: str, thing: Any, *how: object) -> _Watched:
        assert self.recorder is not None
        self.recorder.made(kind, thing, *how)
        return _Watched(self.recorder, thing, self.recorder.known[id(thing)])

    def name_styles(self, *_of_ours: object) -> None:
        """The rival has no named styles."""

    def define_name(self, *args: str) -> None:
        self.recorder.calls.append((None, "define_name", args, {}))
        super().define_name(*args)

    def set_properties(self, properties: dict[str, Any]) -> None:
        self.recorder.calls.append((None, "set_properties", (properties,), {}))
        super().set_properties(properties)

    def set_custom_property(self, *args: str) -> None:
        self.recorder.calls.append((None, "set_custom_property", args, {}))
        super().set_custom_property(*args)


def record(scorecards: str, folder: Path) -> None:
    """Write down what our own run does, in pieces."""
    ours.NamedWorkbook = Watched  # type: ignore[misc]
    contents = Contents(scorecards=scorecards_named(scorecards))
    ours.write_workbook(
        publication(EVALUATORS), folder / "recorded.xlsx", language="en", progress=Silent(), contents=contents
    )
    calls = made[-1].calls
    with (folder / f"{scorecards}.calls").open("wb") as file:
        for start in range(0, len(calls), _CHUNK):
            pickle.dump(calls[start : start + _CHUNK], file)


def recorded(scorecards: str, folder: Path) -> Iterator[list[Call]]:
    """The pieces of a record."""
    with (folder / f"{scorecards}.calls").open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


class Rival:
    """A bare script: what was recorded is done again, on a workbook of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._workbook: Any = None
        self._things: dict[str, list[Any]] = {"format": [], "sheet": [], "chart": []}

    def make(self, call: Call) -> None:
        """Make the workbook, or a format, sheet or chart of it."""
        if call[0] == "begin":
            self._workbook = Workbook(str(self._path), call[1])
        else:
            kind, how = call[1], call[2]
            method = {"format": "add_format", "sheet": "add_worksheet", "chart": "add_chart"}[kind]
            self._things[kind].append(getattr(self._workbook, method)(*how))

    def bound(self, call: Call) -> tuple[Callable[..., object], Any, Any]:
        """A call on a thing as it is made, with all its arguments ready."""
        place, name, args, options = call
        thing = self._workbook if place is None else self._things[place[0]][place[1]]
        return getattr(thing, name), self._unpacked(args), self._unpacked(options)

    def close(self) -> None:
        """Write the file."""
        self._workbook.close()

    def _unpacked(self, value: Any) -> Any:
        if isinstance(value, _Named):
            return self._things[value[0]][value[1]]
        if isinstance(value, dict):
            return {key: self._unpacked(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(map(self._unpacked, value))
        return value


def _makes(call: Call) -> bool:
    return call[0] in ("begin", "make")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE


def run_ours(scorecards: str, folder: Path) -> list[float]:
    """Seconds to write, seconds to check, peak in MB, peak before it, MB of file."""
    made = publication(EVALUATORS)
    study = made.study
    study.robustness, study.agreement, study.disputes, study.settled  # noqa: B018
    checks, begun = ours.check_workbook, []

    def check(*args: Any) -> None:
        begun.append(process_time())
        checks(*args)

    ours.check_workbook = check
    gc.collect()
    before, start, path = _peak(), process_time(), folder / "ours.xlsx"
    contents = Contents(scorecards=scorecards_named(scorecards))
    ours.write_workbook(made, path, language="en", progress=Silent(), contents=contents)
    end = process_time()
    return [begun[0] - start, end - begun[0], _peak(), before, path.stat().st_size / 1e6]


def run_rival(scorecards: str, folder: Path) -> list[float]:
    """Seconds to write what lies ready in memory, not counting how it was made ready."""
    calls = [call for piece in recorded(scorecards, folder) for call in piece]
    gc.collect()
    rival = Rival(folder / "rival.xlsx")
    start = process_time()
    for call in filter(_makes, calls):
        rival.make(call)
    seconds = process_time() - start
    ready = [rival.bound(call) for call in calls if not _makes(call)]
    del calls
    gc.collect()
    start = process_time()
    for method, args, options in ready:
        method(*args, **options)
    rival.close()
    return [seconds + process_time() - start]


def run_rival_memory(scorecards: str, folder: Path) -> list[float]:
    """Peak in MB where what is replayed comes piece by piece."""
    rival = Rival(folder / "rival.xlsx")
    for piece in recorded(scorecards, folder):
        for call in piece:
            if _makes(call):
                rival.make(call)
            else:
                method, args, options = rival.bound(call)
                method(*args, **options)
    rival.close()
    return [_peak()]


STAGES = {"ours": run_ours, "rival": run_rival, "memory": run_rival_memory}


def stage(name: str, scorecards: str, folder: Path) -> list[float]:
    """One run in a process of its own."""
    command = [sys.executable, __file__, name, scorecards, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [float(part) for part in done.stdout.split()]


def main() -> None:
    """Print one line a measurement."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for scorecards, words in zip(RUNS, ("100 scorecards", "1,000 scorecards"), strict=True):
            stage("record", scorecards, folder)
            seconds, checking, peak, before, size = stage("ours", scorecards, folder)
            (bare,) = stage("rival", scorecards, folder)
            (bare_peak,) = stage("memory", scorecards, folder)
            print(
                f"workbook, {words}: {seconds:.1f} s, {size:.1f} MB; bare script {bare:.1f} s; "
                f"ratio {seconds / bare:.2f} (at most {_MOST_TIME}); check {checking:.1f} s"
            )
            print(
                f"  peak {peak:.0f} MB, {before:.0f} MB of it before writing; bare script {bare_peak:.0f} MB; "
                f"ratio {peak / bare_peak:.2f} (at most {_MOST_MEMORY})"
            )
        made = publication(LONG_EVALUATORS)
        start = perf_counter()
        rows = long_table(made.snapshot, made.scores)
        table = folder / "long.csv"
        save_long(rows, table)
        print(f"long table, {len(rows):,} rows as CSV: {perf_counter() - start:.1f} s")
        start = perf_counter()
        reading = read_long(table, made.snapshot)
        print(f"read back, {len(reading.answers):,} entries: {perf_counter() - start:.1f} s")


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            main()
        case ["record", scorecards, folder]:
            record(scorecards, Path(folder))
        case [name, scorecards, folder]:
            print(*STAGES[name](scorecards, Path(folder)))
