"""At which weights a ranking falls: for each section the interval in which the leader, and the whole order, stand.

While one section's weight t varies and the others keep their proportions, the score of a programme is a ratio
N(t) / D(t) of two lines; D is 1 where it has a value in every section. Two programmes change places where
N_a D_b = N_b D_a. Under the rule `geometric` this holds of log(x + 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from scorecard.analysis.aggregation import TOLERANCE, Bools, Floats, Ranks
from scorecard.analysis.comparison import Comparison
from scorecard.model.framework import Section
from scorecard.model.programme import Programme

Interval = tuple[float, float]
Rows: TypeAlias = npt.NDArray[np.intp]
Pairs: TypeAlias = tuple[Rows, Rows]
"""Two programmes each, as rows [K] of the ranking: the first should stand no lower than the second."""

_BEYOND = 1e-6
"""How far past a crossing it is looked who leads there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """The weight of one section as a share, the others keeping their proportions.

    `leader` is the interval around it in which the first programme stays first, `order` that in which the whole
    order stands; None under the rule `weakest` and where the section has all the weight, where they are not
    defined. `below` and `above` are the programmes that take the lead at its ends; `for_good` says whether the lead
    is lost at every weight below, and above: where sections are missing it may come back. A tie is no loss: at an
    end of the interval the first still shares the lead. Where several share it now, `leader` is where all of them do.
    """

    section: Section
    weight: float
    leader: Interval | None
    order: Interval | None
    below: Programme | None = None
    above: Programme | None = None
    for_good: tuple[bool, bool] = (True, True)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Lines:
    """The numerators and denominators of scores [2, R]: their values where t is 0, and their slopes."""

    upper: Floats
    lower: Floats

    def at(self, weight: float) -> Floats:
        powers = np.array([1.0, weight])
        scores: Floats = (powers @ self.upper) / (powers @ self.lower)
        return scores


def find_stability(comparison: Comparison) -> tuple[Stability, ...]:
    """The stability of every section that has a weight; nothing where fewer than two programmes are ranked.

    Those compared are the ranked ones, whatever another weight would do to their coverage. A programme without a
    value in the section, or in that one alone, has a score that does not depend on its weight.
    """
    ranking = [row for row in comparison.ranking() if comparison.rank[row]]
    if len(ranking) < 2:
        return ()
    weights = comparison.section_weights
    values = comparison.section_score[ranking]
    if comparison.question.rule == "geometric":
        values = np.log1p(values)
    places = comparison.rank[ranking]
    of_lead = _pairs_of_lead(np.flatnonzero(places == 1), len(ranking))
    of_order = _pairs_of_order(places)
    found = []
    for index, section in enumerate(comparison.framework.sections):
        weight = float(weights[index])
        if weight == 0:
            continue
        others = np.delete(weights, index)
        if comparison.question.rule == "weakest" or not others.any():
            found.append(Stability(section=section, weight=weight, leader=None, order=None))
            continue
        lines = _lines(values[:, index], np.delete(values, index, axis=1), others / others.sum())
        lead, order = _Standing(lines, of_lead, weight), _Standing(lines, of_order, weight)
        below, above = (None if row is None else comparison.programmes[ranking[row]] for row in lead.takers())
        found.append(
            Stability(
                section=section,
                weight=weight,
                leader=lead.interval,
                order=order.interval,
                below=below,
                above=above,
                for_good=lead.for_good(),
            )
        )
    return tuple(found)


class _Standing:
    """Where in [0, 1] the first programme of every pair stands no lower than the second, connected around a weight."""

    def __init__(self, lines: _Lines, pairs: Pairs, weight: float) -> None:
        first, second = pairs
        self._lines = lines
        self._second = second
        upper, lower = lines.upper, lines.lower
        ahead = _product(upper[:, first], lower[:, second]) - _product(upper[:, second], lower[:, first])
        # Within the tolerance scores tie: lines that only touch, or meet at an end, are no loss.
        margin = ahead + TOLERANCE * _product(lower[:, first], lower[:, second])
        lost = _roots(margin)
        exact = _roots(ahead)
        below, above = np.where(lost < weight, lost, -np.inf), np.where(lost >= weight, lost, np.inf)
        self._below = _to_nearest(exact, below.max(axis=0))
        self._above = _to_nearest(exact, above.min(axis=0))
        self._weight = weight
        self._ends = margin[0], margin.sum(axis=0)
        self._crossings = (lost < weight).sum(axis=0), (lost >= weight).sum(axis=0)

    @property
    def interval(self) -> Interval:
        low, high = max(0.0, float(self._below.max())), min(1.0, float(self._above.min()))
        return min(low, self._weight), max(high, self._weight)

    def takers(self) -> tuple[int | None, int | None]:
        """Who stands highest of those that overtake, just below the interval and just above it; None at 0 and 1."""
        low, high = self.interval
        return (
            self._highest(self._below >= low - TOLERANCE, max(low - _BEYOND, low / 2)) if low > 0 else None,
            self._highest(self._above <= high + TOLERANCE, min(high + _BEYOND, (1 + high) / 2))
            if high < 1
            else None,
        )

    def for_good(self) -> tuple[bool, bool]:
        """Whether one of those that overtake below the interval, and above it, stays ahead from there on."""
        low, high = self.interval
        stays_below, stays_above = (
            (margin < 0) & (crossings == 1)
            for margin, crossings in zip(self._ends, self._crossings, strict=True)
        )
        return (
            low <= 0 or bool((stays_below & (self._below >= low - TOLERANCE)).any()),
            high >= 1 or bool((stays_above & (self._above <= high + TOLERANCE)).any()),
        )

    def _highest(self, overtakes: Bools, weight: float) -> int | None:
        rows = np.unique(self._second[overtakes])
        return int(rows[np.argmax(self._lines.at(weight)[rows])]) if rows.size else None


def _lines(own: Floats, others: Floats, proportions: Floats) -> _Lines:
    """The scores as the weight of a section varies, from its values [R] and those of the others [R, S - 1]."""
    has = ~np.isnan(own)
    here = has.astype(np.float64)
    upper = np.nan_to_num(others) @ proportions
    lower = ~np.isnan(others) @ proportions
    mine = np.nan_to_num(own)
    varies = has & (lower > 0)
    alone = has & ~varies
    return _Lines(
        upper=np.array([np.where(alone, mine, upper), np.where(varies, mine - upper, 0.0)]),
        lower=np.array([np.where(alone, 1.0, lower), np.where(varies, here - lower, 0.0)]),
    )


def _pairs_of_lead(leaders: Rows, count: int) -> Pairs:
    """The first of the leaders ahead of everybody, the others level with it."""
    first = leaders[0]
    others = np.delete(np.arange(count), first)
    level = leaders[1:]
    return (
        np.concatenate([np.full(others.size, first), level]),
        np.concatenate([others, np.full(level.size, first)]),
    )


def _pairs_of_order(places: Ranks) -> Pairs:
    """Everybody ahead of the next in the ranking, or level with it."""
    rows = np.arange(places.size - 1)
    level = np.flatnonzero(places[:-1] == places[1:])
    return np.concatenate([rows, level + 1]), np.concatenate([rows + 1, level])


def _product(one: Floats, other: Floats) -> Floats:
    """The products [3, K] of lines [2, K], as coefficients of 1, t and t squared."""
    return np.array([one[0] * other[0], one[0] * other[1] + one[1] * other[0], one[1] * other[1]])


def _roots(coefficients: Floats) -> Floats:
    """The roots [2, K] in (0, 1) of quadratics [3, K], nan where there is none."""
    constant, linear, square = coefficients
    with np.errstate(all="ignore"):
        part = -(linear + np.copysign(np.sqrt(linear**2 - 4 * square * constant), linear)) / 2
        roots = np.array([part / square, constant / part])
        return np.where((roots > 0) & (roots < 1), roots, np.nan)


def _to_nearest(roots: Floats, places: Floats) -> Floats:
    """For each of `places` [K] the nearest of its `roots` [2, K]; itself where it is infinite or there is none."""
    one, other = roots
    is_other = np.isnan(one) | (np.abs(other - places) < np.abs(one - places))
    nearest = np.where(is_other, other, one)
    return np.where(np.isfinite(places) & np.isfinite(nearest), nearest, places)
