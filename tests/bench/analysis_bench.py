"""The engine beside bare numpy doing the same sums, up to 1,000 programmes x 10 evaluators x 40 criteria."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from scorecard.analysis.aggregation import aggregate, settle
from scorecard.analysis.comparison import compare
from scorecard.analysis.cube import NA, NE
from scorecard.analysis.question import RULES, Question
from scorecard.analysis.sureness.sensitivity import find_sensitivity
from scorecard.model.score import Score
from tests.bench.evaluations import PER_SECTION, ROUND, SECTIONS, in_memory, programme_key
from tests.bench.measure import SIZES, Measure, least

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorecard.analysis.aggregation import Aggregate, Floats
    from scorecard.analysis.cube import Codes, Cube
    from scorecard.analysis.question import Rule

REPEATS = 40


def bare_sums(rule: Rule, values: Codes, criteria: Floats, sections: Floats, top: int) -> tuple[Floats, ...]:
    """What the engine computes, written straight down: states, cells, coverage, intervals, programmes.

    The weakest takes sections of one size that all weigh; the other rules stay in logarithms to the end.
    """
    levels = values >= 0
    count = levels.sum(axis=1)
    with np.errstate(invalid="ignore"):
        value = (values * levels).sum(axis=1) / count
    some_ne = (values == NE).any(axis=1)
    some_na = (values == NA).any(axis=1)
    scored = count > 0
    applicable = scored | some_ne | ~some_na
    known = np.where(scored, value, 0.0)
    best = np.where(scored, value, top * 1.0)
    of_scored, of_applicable = scored @ criteria, applicable @ criteria
    given, present = of_scored > 0, of_applicable > 0
    with np.errstate(invalid="ignore", divide="ignore"):
        coverage = np.where(present, of_scored / of_applicable, 0) @ sections / (present @ sections)
        match rule:
            case "mean":
                score = known @ criteria / of_scored
                low = known @ criteria / of_applicable
                high = best * applicable @ criteria / of_applicable
                return (
                    np.where(given, score, 0) @ sections / (given @ sections),
                    np.where(present, low, 0) @ sections / (present @ sections),
                    np.where(present, high, 0) @ sections / (present @ sections),
                    coverage,
                )
            case "geometric":
                logs = np.log1p(known)
                score = logs @ criteria / of_scored
                low = logs @ criteria / of_applicable
                high = np.log1p(best) * applicable @ criteria / of_applicable
                return (
                    np.expm1(np.where(given, score, 0) @ sections / (given @ sections)),
                    np.expm1(np.where(present, low, 0) @ sections / (present @ sections)),
                    np.expm1(np.where(present, high, 0) @ sections / (present @ sections)),
                    coverage,
                )
            case "weakest":
                shape = (len(values), len(sections), -1)
                parts = (
                    np.where(scored, value, np.inf),
                    np.where(applicable, known, np.inf),
                    np.where(applicable, best, np.inf),
                )
                score, low, high = (part.reshape(shape).min(axis=2).min(axis=1) for part in parts)
                return score, low, high, coverage


def measures(_folder: Path) -> Iterator[Measure]:
    """The sums of each rule, and what a key press and the table of every other choice come to."""
    for programmes in SIZES:
        snapshot, cube = in_memory(programmes)
        question = Question(framework="f", round=ROUND)
        yield from sums(cube, programmes)
        score = Score(
            programme=programme_key(programmes // 2), evaluator="e5", round=ROUND, criterion="f.C3", value="3"
        )
        yield least(
            "a key press to its comparison",
            lambda: compare(snapshot, cube.with_score(score), question),  # noqa: B023 (run at once)
            repeats=REPEATS,
            programmes=programmes,
        )
        yield least(
            "every other choice of rule, in a table",
            lambda: find_sensitivity(snapshot, cube, question),  # noqa: B023 (run at once)
            repeats=REPEATS // 4,
            programmes=programmes,
        )


def sums(cube: Cube, programmes: int) -> Iterator[Measure]:
    """The sums of each rule, which come to the same in both."""
    groups = np.kron(np.eye(SECTIONS), np.ones((PER_SECTION, 1)))
    sections = np.ones(SECTIONS)

    def engine(rule: Rule) -> Aggregate:
        return aggregate(settle(cube.values, cube.values[:, :0], "mean"), rule, groups, sections, 4)

    def bare(rule: Rule) -> tuple[Floats, ...]:
        return bare_sums(rule, cube.values, groups, sections, 4)

    for rule in RULES:
        ours = engine(rule)
        for one, other in zip((ours.score, ours.low, ours.high, ours.coverage), bare(rule), strict=True):
            np.testing.assert_allclose(one, other)
        yield least(
            f"aggregation by {rule}",
            partial(engine, rule),
            partial(bare, rule),
            repeats=REPEATS,
            beside="bare numpy",
            bound=2.0 if programmes == SIZES[-1] else None,
            programmes=programmes,
        )
