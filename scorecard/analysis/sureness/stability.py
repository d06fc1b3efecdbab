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
    """Numerators and denominators of the scores of programmes R as the weight t of each section A of those that have
    one varies [2, A, R]: their values where t is 0, and their slopes."""

    upper: Floats
    lower: Floats

    def at(self, section: int, weight: float) -> Floats:
        powers = np.array([1.0, weight])
        scores: Floats = (powers @ self.upper[:, section]) / (powers @ self.lower[:, section])
        return scores


def find_stability(comparison: Comparison) -> tuple[Stability, ...]:
    """The stability of every section that has a weight; nothing where fewer than two programmes are ranked.

    Those compared are the ranked ones, whatever another weight would do to their coverage. A programme without a
    value in the section, or in that one alone, has a score that does not depend on its weight.
    """
    if comparison.ranked < 2:
        return ()
    varied = np.flatnonzero(comparison.section_weights > 0)
    shares = comparison.section_weights[varied]
    sections = [comparison.framework.sections[index] for index in varied]
    if comparison.question.rule == "weakest" or varied.size == 1:
        return tuple(
            Stability(section=section, weight=weight, leader=None, order=None)
            for section, weight in zip(sections, shares.tolist(), strict=True)
        )
    rows = np.argsort(comparison.rank, kind="stable")[-comparison.ranked :]
    values = comparison.section_score[rows][:, varied]
    if comparison.question.rule == "geometric":
        values = np.log1p(values)
    places = comparison.rank[rows]
    lines = _lines(values, shares)
    lead = _Standing(lines, _pairs_of_lead(np.flatnonzero(places == 1), places.size), shares)
    order = _Standing(lines, _pairs_of_order(places), shares)
    found = []
    for index, section in enumerate(sections):
        below, above = (
            None if row is None else comparison.programmes[rows[row]] for row in lead.takers(index)
        )
        found.append(
            Stability(
                section=section,
                weight=float(shares[index]),
                leader=lead.interval(index),
                order=order.interval(index),
                below=below,
                above=above,
                for_good=lead.for_good(index),
            )
        )
    return tuple(found)


class _Standing:
    """Where in [0, 1] the first programme of every pair stands no lower than the second, connected around a weight:
    for each section A that is varied, from the `shares` [A] that they have."""

    def __init__(self, lines: _Lines, pairs: Pairs, shares: Floats) -> None:
        first, second = pairs
        self._lines = lines
        self._second = second
        upper, lower = lines.upper, lines.lower
        ahead = _product(upper[..., first], lower[..., second]) - _product(
            upper[..., second], lower[..., first]
        )
        # Within the tolerance scores tie: lines that only touch, or meet at an end, are no loss.
        margin = ahead + TOLERANCE * _product(lower[..., first], lower[..., second])
        lost = _roots(margin)
        exact = _roots(ahead)
        is_below, is_above = lost < shares[:, np.newaxis], lost >= shares[:, np.newaxis]
        self._below = _to_nearest(exact, np.where(is_below, lost, -np.inf).max(axis=0))
        self._above = _to_nearest(exact, np.where(is_above, lost, np.inf).min(axis=0))
        self._stays_below = (margin[0] < 0) & (is_below.sum(axis=0) == 1)
        self._stays_above = (margin.sum(axis=0) < 0) & (is_above.sum(axis=0) == 1)
        self._low = np.clip(self._below.max(axis=1), 0.0, shares)
        self._high = np.clip(self._above.min(axis=1), shares, 1.0)

    def interval(self, section: int) -> Interval:
        return float(self._low[section]), float(self._high[section])

    def takers(self, section: int) -> tuple[int | None, int | None]:
        """Who stands highest of those that overtake, just below the interval and just above it; None at 0 and 1."""
        low, high = self.interval(section)
        below, above = self._overtaking(section)
        return (
            self._highest(section, below, max(low - _BEYOND, low / 2)) if low > 0 else None,
            self._highest(section, above, min(high + _BEYOND, (1 + high) / 2)) if high < 1 else None,
        )

    def for_good(self, section: int) -> tuple[bool, bool]:
        """Whether one of those that overtake below the interval, and above it, stays ahead from there on."""
        low, high = self.interval(section)
        below, above = self._overtaking(section)
        return (
            low <= 0 or bool((self._stays_below[section] & below).any()),
            high >= 1 or bool((self._stays_above[section] & above).any()),
        )

    def _overtaking(self, section: int) -> tuple[Bools, Bools]:
        low, high = self.interval(section)
        return self._below[section] >= low - TOLERANCE, self._above[section] <= high + TOLERANCE

    def _highest(self, section: int, overtakes: Bools, weight: float) -> int | None:
        rows = np.unique(self._second[overtakes])
        return int(rows[np.argmax(self._lines.at(section, weight)[rows])]) if rows.size else None


def _lines(values: Floats, shares: Floats) -> _Lines:
    """The scores as the weight of each section varies, from the values [R, A] in those that have one and the shares."""
    own = values.T
    others = np.tile(shares, (shares.size, 1))
    np.fill_diagonal(others, 0.0)
    others /= others.sum(axis=1, keepdims=True)
    has = ~np.isnan(own)
    mine = np.where(has, own, 0.0)
    upper, lower = others @ mine, others @ has
    varies = has & (lower > 0)
    alone = has & ~varies
    return _Lines(
        upper=np.array([np.where(alone, mine, upper), np.where(varies, mine - upper, 0.0)]),
        lower=np.array([np.where(alone, 1.0, lower), np.where(varies, 1.0 - lower, 0.0)]),
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
    """The products [3, ...] of lines [2, ...], as coefficients of 1, t and t squared."""
    return np.array([one[0] * other[0], one[0] * other[1] + one[1] * other[0], one[1] * other[1]])


def _roots(coefficients: Floats) -> Floats:
    """The roots [2, ...] in (0, 1) of quadratics [3, ...], nan where there is none."""
    constant, linear, square = coefficients
    with np.errstate(all="ignore"):
        part = -(linear + np.copysign(np.sqrt(linear**2 - 4 * square * constant), linear)) / 2
        roots = np.array([part / square, constant / part])
        return np.where((roots > 0) & (roots < 1), roots, np.nan)


def _to_nearest(roots: Floats, places: Floats) -> Floats:
    """For each of `places` the nearest of its `roots` [2, ...]; itself where it is infinite or there is none."""
    one, other = roots
    is_other = np.isnan(one) | (np.abs(other - places) < np.abs(one - places))
    nearest = np.where(is_other, other, one)
    return np.where(np.isfinite(places) & np.isfinite(nearest), nearest, places)
