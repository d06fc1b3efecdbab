"""What became of programmes from round to round, as numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scorecard.analysis.aggregation import TOLERANCE, Bools, Floats, Ranks, ranks
from scorecard.analysis.comparison import Comparison
from scorecard.analysis.results import plain
from scorecard.i18n import format_difference, format_number, format_share
from scorecard.model.evaluation import Key, Round
from scorecard.model.programme import Programme
from scorecard.model.text import folded

SMALLEST = 0.005
"""A change below this is shown as 0.00, and no sentence calls it one."""
POINTED_OUT = 3
"""So many of the largest changes stand out in a chart."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OverTimeNumbers:
    """Comparisons by round in time, all under one version of the framework; programmes in the same order in each.

    `carried` are rounds that were scored by an earlier version and brought forward through its crosswalk; `apart`
    are those whose version leads to this one by none, which are left out; `hidden` are blind ones in which whoever
    asks does not see every answer yet, so that these count as unscored.
    """

    comparisons: tuple[Comparison, ...]
    carried: tuple[Round, ...]
    apart: tuple[Round, ...]
    hidden: tuple[Round, ...]

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds compared, in time."""
        return tuple(one.round for one in self.comparisons)

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes [P] of every comparison."""
        return self.comparisons[0].programmes if self.comparisons else ()

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last comparison in which anybody has a score; None where there are no two."""
        scored = [place for place, one in enumerate(self.comparisons) if one.ranked]
        return (scored[0], scored[-1]) if len(scored) > 1 else None

    def change(self) -> Floats:
        """By how much scores [P] changed over the span; nan without a score at both of its ends."""
        return self._difference(lambda one: one.score)

    def coverage_change(self) -> Floats:
        """By how much coverage [P] changed over the span, from -1 to 1."""
        return self._difference(lambda one: one.coverage)

    def coverage_figures(self, row: int) -> str:
        """The coverage of a programme at both ends as a table shows it, such as `95 → 100 %`."""
        first, last = self.span or (0, len(self.comparisons) - 1)
        before, after = (plain(self.comparisons[place].coverage[row]) for place in (first, last))
        shown = "–" if after is None else format_share(after)
        if first == last:
            return shown
        if before is None:
            return f"– → {shown}"
        return f"{format_number(100 * before, 0) if after is not None else format_share(before)} → {shown}"

    def score_figures(self, row: int) -> list[str]:
        """The scores of a programme by round as a table shows them, the interval in brackets without a score."""
        return [_figure(one, row) for one in self.comparisons]

    def change_figure(self, row: int) -> str:
        """The change of a programme as a table shows it: in brackets where missing evidence could undo it."""
        change = float(self.change()[row])
        if change != change:
            return "–"
        figure = format_difference(change, 2)
        return figure if abs(change) < SMALLEST or self.is_certain()[row] else f"({figure})"

    def places(self) -> Ranks:
        """Places [P] gained over the span among the programmes that have a change; 0 for the others."""
        change = self.change()
        if self.span is None:
            return np.zeros(change.shape, dtype=np.int64)
        first, last = (
            ranks(np.where(np.isnan(change), np.nan, self.comparisons[place].score)) for place in self.span
        )
        return first - last

    def is_certain(self) -> Bools:
        """Where a change [P] has its direction whatever the missing evidence would say: the intervals are apart."""
        change = self.change()
        if self.span is None:
            return np.zeros(change.shape, dtype=np.bool_)
        first, last = (self.comparisons[place] for place in self.span)
        rises, falls = last.low > first.high + TOLERANCE, last.high < first.low - TOLERANCE
        return ~np.isnan(change) & (rises | falls)

    def rows(self) -> list[int]:
        """Every programme: the largest change first, then those with a score in some round, then the others."""
        change = self.change().tolist()
        scored = np.zeros(len(change), dtype=np.bool_)
        for one in self.comparisons:
            scored |= ~np.isnan(one.score)

        def place(row: int) -> tuple[object, ...]:
            size = abs(change[row])
            group = 0 if size == size else 1 if scored[row] else 2
            return group, -size if group == 0 else 0.0, folded(self.programmes[row].label), row

        return sorted(range(len(change)), key=place)

    def pointed_out(self, at_hand: Key | None) -> dict[int, int]:
        """The programmes that a chart points out, each with its place among `POINTED_OUT` + 1 looks.

        The largest changes have the first looks, the programme at hand the last one where it is none of them.
        """
        change = self.change().tolist()
        moved = [row for row in self.rows() if abs(change[row]) >= SMALLEST]
        looks = {row: look for look, row in enumerate(moved[:POINTED_OUT])}
        here = next((row for row, one in enumerate(self.programmes) if one.key == at_hand), None)
        if here is not None:
            looks.setdefault(here, POINTED_OUT)
        return looks

    def _difference(self, of: Callable[[Comparison], Floats]) -> Floats:
        if self.span is None:
            return np.full(len(self.programmes), np.nan)
        first, last = self.span
        return of(self.comparisons[last]) - of(self.comparisons[first])


def _figure(comparison: Comparison, row: int) -> str:
    result = comparison.result(row)
    if result.low is None or result.high is None or not result.coverage:
        return "–"
    return result.figure or f"({format_number(result.low, 2)} – {format_number(result.high, 2)})"
