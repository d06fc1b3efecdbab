"""`make bench`: every bench in turn, one table of them all, what has changed since the committed run, and growth."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

from tests.bench.measure import Growth, Measure, growths

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
KEPT, PAGE = ROOT / "docs" / "speed.json", ROOT / "docs" / "speed.md"
BEGIN, END = "<!-- begin -->", "<!-- end -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All that was measured in one go, when, and on what."""

    at: str
    machine: str
    load: tuple[float, float]
    measures: tuple[Measure, ...]

    @property
    def growths(self) -> list[Growth]:
        """How what was measured on several sizes grows."""
        return growths(self.measures)

    def to_json(self) -> dict[str, Any]:
        """All of it; `growths` for whoever reads the file without us."""
        return {
            "at": self.at,
            "machine": self.machine,
            "load": list(self.load),
            "measures": [one.to_json() for one in self.measures],
            "growths": [one.to_json() for one in self.growths],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Run:
        """The run that was written so."""
        return cls(
            at=value["at"],
            machine=value["machine"],
            load=(value["load"][0], value["load"][1]),
            measures=tuple(map(Measure.from_json, value["measures"])),
        )


def names() -> list[str]:
    """The benches there are."""
    return sorted(path.name.removesuffix("_bench.py") for path in Path(__file__).parent.glob("*_bench.py"))


def runs(chosen: list[str]) -> Iterator[Run]:
    """Run these benches in turn, each in a process of its own, and say how far it is; after each, what there is."""
    at, before = datetime.now(UTC), os.getloadavg()[0]
    measures: list[Measure] = []
    with TemporaryDirectory(prefix="bench-") as folder:
        for place, name in enumerate(chosen, start=1):
            print(f"[{place}/{len(chosen)}] {name} ...", end=" ", file=sys.stderr, flush=True)
            start = perf_counter()
            measures += alone(name, Path(folder))
            print(f"{perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
            yield Run(
                at=at.strftime("%Y-%m-%d %H:%M"),
                machine=machine(),
                load=(round(before, 1), round(os.getloadavg()[0], 1)),
                measures=tuple(measures),
            )


def keep(run: Run, *paths: Path) -> None:
    """Write a run as JSON."""
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(run.to_json(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def alone(name: str, folder: Path) -> list[Measure]:
    """The measures of one bench; that it failed is one of them."""
    command = [sys.executable, "-m", "tests.bench.alone", name, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = [Measure.from_json(json.loads(line)) for line in done.stdout.splitlines()]
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        found.append(Measure(name=name, skipped="it failed"))
    return found


def machine() -> str:
    """What figures depend on, and nothing that says whose machine it is."""
    parts = (f"{name} {version(name)}" for name in ("PySide6-Essentials", "numpy"))
    return (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {', '.join(parts)}"
    )


def rows(measures: tuple[Measure, ...], before: tuple[Measure, ...] = ()) -> list[tuple[str, ...]]:
    """The table, headed: of what was measured on several sizes only the largest, and whatever has a bound."""
    largest: dict[str, int] = {}
    for one in measures:
        if one.programmes is not None:
            largest[one.name] = max(one.programmes, largest.get(one.name, 0))
    earlier = {(one.name, one.programmes): one.figure for one in before}
    table = [("what", "programmes", "ours", "rival", "ratio", "at most", "", "change", "beside")]
    for one in measures:
        if one.programmes is not None and one.programmes < largest[one.name] and one.bound is None:
            continue
        of = "" if one.programmes is None else f"{one.programmes:,}"
        if one.ours is None:
            table.append((one.name, of, "", "", "", "", "", "", f"skipped: {one.skipped}"))
            continue
        bound = "" if one.bound is None else (f"{one.bound:g}" if one.rival else amount(one.bound, one.unit))
        rival = "" if one.rival is None else amount(one.rival, one.unit)
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        verdict = {None: "", True: "held", False: "MISSED"}[one.held]
        change = changed(one.figure, earlier.get((one.name, one.programmes)))
        table.append(
            (one.name, of, amount(one.ours, one.unit), rival, ratio, bound, verdict, change, one.beside)
        )
    return table


def growth_rows(found: list[Growth]) -> list[tuple[str, ...]]:
    """The table of growth, headed."""
    table = [("what", "at fewest", "at most", "grows as", "r²")]
    for one in found:
        ends = (f"{size:,}: {amount(figure, one.unit)}" for size, figure in (one.points[0], one.points[-1]))
        table.append((one.name, *ends, f"n^{one.exponent:.2f}", f"{one.fit:.2f}"))
    return table


def amount(figure: float, unit: str) -> str:
    """A figure with three digits and its unit."""
    if unit == "ms" and figure >= 10_000:
        figure, unit = figure / 1000, "s"
    digits = 0 if figure >= 100 else 1 if figure >= 10 else 2
    return f"{figure:,.{digits}f} {unit}"


def changed(figure: float | None, before: float | None) -> str:
    """By how much a figure differs from the committed one."""
    return "" if not figure or not before else f"{figure / before - 1:+.0%}"


def plain(table: list[tuple[str, ...]]) -> str:
    """A table for the terminal."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    )


def marked_down(table: list[tuple[str, ...]]) -> str:
    """A table for a page."""
    head, *body = ["| " + " | ".join(row) + " |" for row in table]
    return "\n".join((head, "|" + " --- |" * len(table[0]), *body))


def page(kept: Run, text: str) -> str:
    """The text of the page with what stands between its two marks written anew."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    table = [row[:7] + row[8:] for row in rows(kept.measures)]
    made = (
        f"Measured {kept.at} UTC on {kept.machine}; load {kept.load[0]} when it began and {kept.load[1]} at its end.",
        marked_down(table),
        "How it grows with the programmes (ours; a straight line through the logarithms by least squares):",
        marked_down(growth_rows(kept.growths)),
    )
    return before + "\n\n".join((BEGIN, *made, END)) + after


def main() -> int:
    """Run what was asked for, print it, and keep it; the result says whether every bound was held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", choices=[[], *names()], metavar="bench", help=", ".join(names()))
    parser.add_argument("--keep", action="store_true", help="make this the committed run, in docs/")
    asked = parser.parse_args()
    if asked.keep and asked.only:
        parser.error("only a run of every bench is committed")
    if not Path("/proc/self/status").exists():
        parser.error(
            "memory is read from /proc, which Linux alone has: the benches do not run on this system"
        )
    for found in runs(asked.only or names()):
        target = ROOT / "build" / "bench" / f"{found.at.replace(' ', '-').replace(':', '')}.json"
        keep(found, target)
    earlier = Run.from_json(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else None
    print(plain(rows(found.measures, earlier.measures if earlier else ())), end="\n\n")
    if found.growths:
        print(plain(growth_rows(found.growths)), end="\n\n")
    if asked.keep:
        keep(found, KEPT)
        PAGE.write_text(page(found, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    since = f"; the change is since {earlier.at} UTC" if earlier else ""
    print(f"Load {found.load[0]} to {found.load[1]}; kept in {target.relative_to(ROOT)}{since}.")
    return int(any(one.held is False for one in found.measures))


if __name__ == "__main__":
    sys.exit(main())
