"""What programmes say of themselves set against what others say of them, as numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorecard.analysis.aggregation import TOLERANCE, Floats
from scorecard.analysis.comparison import Comparison
from scorecard.analysis.results import plain
from scorecard.i18n import _, format_difference, format_number
from scorecard.model.programme import Programme
from scorecard.model.text import folded

SMALLEST = 0.005
"""A gap below this is shown as 0.00, and no sentence calls it one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one view says of a programme or a section: its score where that stands, and what evidence leaves open.

    `low`, `high` and `coverage` are None where nothing applies; `at_most` says that the score is an upper bound.
    """

    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    at_most: bool

    def figure(self, places: int) -> str:
        """The score as a table shows it, the interval in brackets without one, a dash where nothing is scored."""
        if self.score is not None:
            figure = format_number(self.score, places)
            return f"≤\N{NO-BREAK SPACE}{figure}" if self.at_most else figure
        if self.low is None or self.high is None or not self.coverage:
            return "–"
        return f"({format_number(self.low, places)} – {format_number(self.high, places)})"

    def in_words(self, places: int) -> str:
        """The same as it is read out."""
        if self.low is None or self.high is None:
            return _("does not apply")
        if self.score is not None:
            figure = format_number(self.score, places)
            return _("at most {score}").format(score=figure) if self.at_most else figure
        if not self.coverage:
            return _("nothing scored")
        low, high = format_number(self.low, places), format_number(self.high, places)
        return _("insufficient evidence, between {low} and {high}").format(low=low, high=high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Both views of a programme, or of one of its sections: `gap` is None unless both have a score that stands."""

    own: Side
    independent: Side
    gap: float | None

    @property
    def is_certain(self) -> bool:
        """Whether the gap has its direction whatever the missing evidence would say: the intervals are apart."""
        own, other = self.own, self.independent
        if own.low is None or own.high is None or other.low is None or other.high is None:
            return False
        return own.low > other.high + TOLERANCE or own.high < other.low - TOLERANCE

    def figure(self, places: int) -> str:
        """The gap as a table shows it: in brackets where missing evidence could undo it, a dash for none."""
        if self.gap is None:
            return "–"
        figure = format_difference(self.gap, places)
        return figure if abs(self.gap) < SMALLEST or self.is_certain else f"({figure})"

    def in_words(self, places: int) -> str:
        """Both scores and the gap as one phrase."""
        own, independent = self.own.in_words(places), self.independent.in_words(places)
        if self.gap is None:
            return _("self {own}; independent {independent}").format(own=own, independent=independent)
        if abs(self.gap) >= SMALLEST and not self.is_certain:
            return _(
                "self {own}; independent {independent}; gap {gap}, which missing evidence could undo"
            ).format(own=own, independent=independent, gap=format_difference(self.gap, places))
        return _("self {own}; independent {independent}; gap {gap}").format(
            own=own, independent=independent, gap=format_difference(self.gap, places)
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GapNumbers:
    """One question in the views `self` and `independent`, as numbers; programmes in the same order in both.

    Gaps are `own` minus `independent`. Only scores that stand are set against each other: where the evidence is
    below the threshold on either side there is no gap, neither of a programme nor of a section.
    """

    own: Comparison
    independent: Comparison

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes [P]."""
        return self.own.programmes

    def gap(self) -> Floats:
        """The gap of programmes [P], nan without a score on both sides."""
        return self.own.score - self.independent.score

    def section_gap(self) -> Floats:
        """The gap of sections [P, S], nan without evidence enough on both sides."""
        stand = self.own.section_is_enough() & self.independent.section_is_enough()
        return np.where(stand, self.own.section_score - self.independent.section_score, np.nan)

    def rows(self) -> list[int]:
        """The programmes that have a score in both views, the widest gap first."""
        gap = self.gap()
        width = np.abs(gap).tolist()
        return sorted(
            np.flatnonzero(~np.isnan(gap)).tolist(),
            key=lambda row: (-width[row], folded(self.programmes[row].label), row),
        )

    def others(self) -> list[int]:
        """The programmes without a gap, by the name that lists show."""
        rows = np.flatnonzero(np.isnan(self.gap())).tolist()
        return sorted(rows, key=lambda row: (folded(self.programmes[row].label), row))

    def pair(self, row: int) -> Pair:
        """Both views of a programme."""
        return _pair(side_of(self.own, row), side_of(self.independent, row))

    def section_pairs(self, row: int) -> list[Pair]:
        """Both views of the sections of a programme, in the order of the framework."""
        own, independent = _section_sides(self.own, row), _section_sides(self.independent, row)
        return [_pair(*sides) for sides in zip(own, independent, strict=True)]

    def is_answered(self) -> tuple[bool, bool]:
        """Whether anything at all is scored by programmes themselves, and by independent evaluators."""
        return bool(np.any(self.own.coverage > 0)), bool(np.any(self.independent.coverage > 0))


def _pair(own: Side, independent: Side) -> Pair:
    gap = None if own.score is None or independent.score is None else own.score - independent.score
    return Pair(own=own, independent=independent, gap=gap)


def side_of(comparison: Comparison, row: int) -> Side:
    """What one view says of the programme in a row."""
    return Side(
        score=plain(comparison.score[row]),
        low=plain(comparison.low[row]),
        high=plain(comparison.high[row]),
        coverage=plain(comparison.coverage[row]),
        at_most=bool(comparison.at_most()[row]),
    )


def _section_sides(comparison: Comparison, row: int) -> list[Side]:
    enough, at_most = comparison.section_is_enough()[row], comparison.section_at_most()[row]
    return [
        Side(
            score=plain(comparison.section_score[row, place]) if enough[place] else None,
            low=plain(comparison.section_low[row, place]),
            high=plain(comparison.section_high[row, place]),
            coverage=plain(comparison.section_coverage[row, place]),
            at_most=bool(at_most[place]),
        )
        for place in range(len(comparison.framework.sections))
    ]
