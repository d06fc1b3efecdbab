"""One shape for all that is measured: ours beside a bare rival in the same run, its bound, and how it grows.

The machine may be shared: works take turns, so that it slows all alike, and what is held against a bound is the least
or the median of the processor's time, unless a measure says that it is by the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from math import log
from pathlib import Path
from statistics import correlation, linear_regression, quantiles
from time import process_time
from typing import Any

SIZES = (10, 30, 100, 300, 1000)
Work = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure of ours, in `unit`, and that of a rival in the same run, described by `beside`.

    `bound` is the most that the ratio of the two may be; where there is no rival, the most that ours may be. `skipped`
    says why there is no figure. Measures of one name on several numbers of `programmes` say how it grows.
    """

    name: str
    ours: float | None = None
    rival: float | None = None
    unit: str = "ms"
    beside: str = ""
    bound: float | None = None
    programmes: int | None = None
    skipped: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over the rival's."""
        return None if self.ours is None or self.rival is None else self.ours / self.rival

    @property
    def figure(self) -> float | None:
        """What the bound holds, and what is compared between runs: the ratio, or ours where there is no rival."""
        return self.ours if self.rival is None else self.ratio

    @property
    def held(self) -> bool | None:
        """Whether the bound is held; None where there is none, or no figure."""
        return None if self.bound is None or self.figure is None else self.figure <= self.bound

    def to_json(self) -> dict[str, Any]:
        """All of it, with the ratio."""
        return asdict(self) | {"ratio": self.ratio}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Measure:
        """The measure that was written so."""
        return cls(**{name: part for name, part in value.items() if name != "ratio"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How a measure grows with the programmes: n to the power of `exponent`, and how well that describes it.

    Both come of a straight line through the logarithms by least squares; `fit` is its r², 1 where nothing varies.
    """

    name: str
    unit: str
    points: tuple[tuple[int, float], ...]
    exponent: float
    fit: float

    def to_json(self) -> dict[str, Any]:
        """All of it."""
        return asdict(self)


def growths(measures: Iterable[Measure]) -> list[Growth]:
    """The growth of everything that was measured on three numbers of programmes or more."""
    series: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for one in measures:
        if one.programmes is not None and one.ours:
            series.setdefault((one.name, one.unit), []).append((one.programmes, one.ours))
    found = []
    for (name, unit), points in series.items():
        if len(points) < 3:
            continue
        points.sort()
        sizes, figures = ([log(value) for value in column] for column in zip(*points, strict=True))
        varied = len(set(figures)) > 1
        found.append(
            Growth(
                name=name,
                unit=unit,
                points=tuple(points),
                exponent=linear_regression(sizes, figures).slope if varied else 0.0,
                fit=correlation(sizes, figures) ** 2 if varied else 1.0,
            )
        )
    return found


def spent(work: Work, clock: Callable[[], float] = process_time) -> float:
    """Milliseconds that the work takes; what it returns is freed off the clock."""
    start = clock()
    kept = work()
    taken = (clock() - start) * 1e3
    del kept
    return taken


def in_turn(*works: Work, repeats: int, clock: Callable[[], float] = process_time) -> list[list[float]]:
    """Milliseconds of each work in every repetition but the first, which warms up."""
    for work in works:
        work()
    times: list[list[float]] = [[] for _work in works]
    for _repeat in range(repeats):
        for work, column in zip(works, times, strict=True):
            column.append(spent(work, clock))
    return times


def least(name: str, ours: Work, rival: Work | None = None, *, repeats: int, **told: Any) -> Measure:
    """The least processor time of a work, and of its rival in turn with it."""
    times = in_turn(*([ours] if rival is None else [ours, rival]), repeats=repeats)
    mine, *theirs = (min(column) for column in times)
    return Measure(name=name, ours=mine, rival=theirs[0] if theirs else None, **told)


def percentile(times: Sequence[float], percent: int) -> float:
    """That percentile, between neighbours."""
    return quantiles(times, n=100, method="inclusive")[percent - 1]


def peak() -> float:
    """The most memory in MB that this process has held, not what the process that started it held."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise OSError("the kernel does not say how much memory this process has held")
