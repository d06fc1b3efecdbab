"""The sums behind every score: from evaluators to cells, to sections, to programmes, to ranks; arrays only.

Where a number is missing the arrays hold nan. Axes: P programmes, E evaluators, C criteria, S sections.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, assert_never

import numpy as np
import numpy.typing as npt

from scorecard.analysis.cube import HIGHEST_TOP, NA, NE, UNSCORED, Codes
from scorecard.analysis.question import Average, Rule

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Ranks: TypeAlias = npt.NDArray[np.int64]

TOLERANCE = 1e-9
"""Scores this close tie, and a coverage this little below the threshold still reaches it."""

SCORED = 0
"""The state of a cell that has a value, beside `UNSCORED`, `NE` and `NA`."""

Combine: TypeAlias = Callable[[Floats, Bools, Floats], Floats]
"""A rule: values [P, N], which of them count [P, N], weights [N, G] that are 0 outside a group -> [P, G].

Nan where nothing with a positive weight counts; values that do not count may be nan.
"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Settled:
    """One value per cell, of all evaluators: `value` [P, C], nan unless `state` [P, C] is `SCORED`."""

    value: Floats
    state: Codes


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Aggregate:
    """Scores, bounds and coverage of programmes [P] and sections [P, S]; all nan where all is NA.

    `score` is nan where nothing at all is scored; the threshold is not applied yet.
    """

    score: Floats
    low: Floats
    high: Floats
    coverage: Floats
    section_score: Floats
    section_low: Floats
    section_high: Floats
    section_coverage: Floats


def settle(answers: Codes, panel: Codes, average: Average) -> Settled:
    """One value per cell from the `answers` of evaluators [P, E, C], which the `panel` [P, N, C] overrides.

    Any level: the mean or median of the levels, NE and NA beside them ignored; else any NE: NE; else any NA:
    NA. An entry of the panel, be it a level, NE or NA, is the cell.
    """
    # Sums over the first axis of a contiguous array take a quarter of the time, the copy included.
    answers = np.ascontiguousarray(answers.transpose(1, 0, 2))
    levels = answers >= 0
    count = np.add.reduce(levels, axis=0, dtype=np.int32)
    match average:
        case "mean":
            total = np.add.reduce(answers * levels, axis=0, dtype=np.int32)
            value = total / np.where(count, count, np.nan)
        case "median":
            value = _median(answers, levels, count)
        case _:
            assert_never(average)
    no_level = np.where(np.logical_or.reduce(answers == NA, axis=0), np.int8(NA), np.int8(UNSCORED))
    no_level = np.where(np.logical_or.reduce(answers == NE, axis=0), np.int8(NE), no_level)
    state = np.where(count > 0, np.int8(SCORED), no_level)
    for index in reversed(range(panel.shape[1])):
        entry = panel[:, index]
        value = np.where(entry >= 0, entry, np.where(entry == UNSCORED, value, np.nan))
        state = np.where(entry == UNSCORED, state, np.minimum(entry, np.int8(SCORED)))
    return Settled(value=value, state=state)


def aggregate(settled: Settled, rule: Rule, criteria: Floats, sections: Floats, top: int) -> Aggregate:
    """Sections and programmes by a rule, from weights of criteria in sections [C, S] and of sections [S].

    Weights are 0 where a criterion is in another section; a weight of 0 takes out. `top` is the best
    position on the scale.
    """
    combine = rule_of(rule)
    scored = settled.state == SCORED
    applicable = settled.state != NA
    at_worst = np.where(scored, settled.value, 0.0)
    at_best = np.where(scored, settled.value, float(top))
    section_score = combine(at_worst, scored, criteria)
    section_coverage = _ratio(scored @ criteria, applicable @ criteria)
    section_low = combine(at_worst, applicable, criteria)
    section_high = combine(at_best, applicable, criteria)
    in_sum = ~np.isnan(section_coverage)
    column = sections[:, np.newaxis]
    return Aggregate(
        score=combine(section_score, ~np.isnan(section_score), column)[:, 0],
        low=combine(section_low, in_sum, column)[:, 0],
        high=combine(section_high, in_sum, column)[:, 0],
        coverage=mean(section_coverage, in_sum, column)[:, 0],
        section_score=section_score,
        section_low=section_low,
        section_high=section_high,
        section_coverage=section_coverage,
    )


def mean(values: Floats, counts: Bools, weights: Floats) -> Floats:
    """The weighted arithmetic mean of what counts: a rule, as `Combine` says. Compensatory."""
    return _ratio(np.where(counts, values, 0.0) @ weights, counts @ weights)


def geometric_mean(values: Floats, counts: Bools, weights: Floats) -> Floats:
    """The weighted geometric mean of (x + 1), less 1, of what counts: a rule, as `Combine` says. Partly compensatory.

    The 1 is added so that a 0 lowers the mean without making it 0.
    """
    logs = np.log1p(np.where(counts, values, 0.0))
    return np.expm1(_ratio(logs @ weights, counts @ weights))


def weakest(values: Floats, counts: Bools, weights: Floats) -> Floats:
    """The least of what counts and has a weight: a rule, as `Combine` says. Not compensatory."""
    found = np.full((len(values), weights.shape[1]), np.nan)
    for group, weighs in enumerate((weights > 0).T):
        among = counts & weighs
        least = np.where(among, values, np.inf).min(axis=1, initial=np.inf)
        found[:, group] = np.where(among.any(axis=1), least, np.nan)
    return found


def is_enough(coverage: Floats, threshold: float) -> Bools:
    """Whether there is evidence enough for a score; never where coverage is nan."""
    return coverage >= threshold - TOLERANCE


def ranks(scores: Floats) -> Ranks:
    """Ranks [P], 1 for the highest score, 0 for nan.

    A score ties with the highest of its group when it is within `TOLERANCE` of it; ties share a rank and the
    next is skipped: 1, 2, 2, 4.
    """
    found = np.zeros(scores.shape, dtype=np.int64)
    order = np.argsort(-scores, kind="stable")
    given = order[: len(order) - int(np.isnan(scores).sum())]
    rank, head = 0, np.inf
    places = []
    for place, score in enumerate(scores[given].tolist(), start=1):
        if head - score > TOLERANCE:
            rank, head = place, score
        places.append(rank)
    found[given] = places
    return found


def rule_of(rule: Rule) -> Combine:
    """The function that a rule is."""
    match rule:
        case "mean":
            return mean
        case "geometric":
            return geometric_mean
        case "weakest":
            return weakest
        case _:
            assert_never(rule)


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Part by whole, nan where the whole is 0."""
    return part / np.where(whole > 0, whole, np.nan)


def _median(answers: Codes, levels: Bools, count: npt.NDArray[np.int32]) -> Floats:
    """The median of the levels over the first axis [E, P, C], nan where there is none."""
    if len(answers) == 0:
        return np.full(count.shape, np.nan)
    ordered = np.sort(np.where(levels, answers, np.int8(HIGHEST_TOP + 1)), axis=0)
    lower = np.take_along_axis(ordered, np.maximum(count - 1, 0)[np.newaxis] // 2, axis=0)[0]
    upper = np.take_along_axis(ordered, np.maximum(count, 1)[np.newaxis] // 2, axis=0)[0]
    return np.where(count > 0, (lower.astype(np.float64) + upper) / 2, np.nan)
