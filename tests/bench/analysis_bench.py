"""The engine against bare numpy doing the same sums by each rule, on 1,000 programmes x 10 evaluators x 40 criteria."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from scorecard.analysis.aggregation import aggregate, settle
from scorecard.analysis.comparison import compare
from scorecard.analysis.cube import NA, NE, Cube, build_cube
from scorecard.analysis.question import RULES, Question
from scorecard.analysis.sensitivity import find_sensitivity
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.programme import Programme
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from tests.analysis.evaluations import framework_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from scorecard.analysis.aggregation import Aggregate, Floats
    from scorecard.analysis.cube import Codes
    from scorecard.analysis.question import Rule

PROGRAMMES, EVALUATORS, SECTIONS, PER_SECTION = 1000, 10, 5, 8
REPEATS = 60


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


def large_evaluation() -> tuple[Snapshot, Cube]:
    """An evaluation of the size the program is built for, and its cube."""
    framework = framework_of(dict.fromkeys("ABCDE"[:SECTIONS], PER_SECTION))
    snapshot = Snapshot(
        evaluation=Evaluation(id="", title="", frameworks=("f",)),
        frameworks={"f": framework},
        rounds={"round": Round(key="round", id="r1", name="Round 1", position=0)},
        evaluators={
            f"e{number}": Evaluator(key=f"e{number}", id=f"e{number}", name=f"e{number}", kind="independent")
            for number in range(EVALUATORS)
        },
        programmes={
            f"p{number}": Programme(key=f"p{number}", id=f"P{number}", name=f"Programme {number}")
            for number in range(PROGRAMMES)
        },
    )
    codes = np.array(["0", "1", "2", "3", "4", "NE", "NA", ""])
    drawn = np.random.default_rng(7).choice(codes, size=(PROGRAMMES, EVALUATORS, SECTIONS * PER_SECTION))
    criteria = [criterion.id for criterion in framework.criteria]
    cells = [
        (f"p{programme}", f"e{evaluator}", criterion, value)
        for programme, rows in enumerate(drawn.tolist())
        for evaluator, row in enumerate(rows)
        for criterion, value in zip(criteria, row, strict=True)
    ]
    return snapshot, build_cube(snapshot, framework, "round", cells)


def best(*works: Callable[[], object]) -> list[float]:
    """The least time of each in seconds; they take turns, so that a busy machine slows all alike."""
    times = [float("inf")] * len(works)
    for _repeat in range(REPEATS):
        for index, work in enumerate(works):
            start = perf_counter()
            work()
            times[index] = min(times[index], perf_counter() - start)
    return times


def measure() -> dict[str, float]:
    """Milliseconds of the engine and of bare numpy by each rule, the ratio of the two, one key press, and the table of
    choices."""
    snapshot, cube = large_evaluation()
    groups = np.kron(np.eye(SECTIONS), np.ones((PER_SECTION, 1)))
    sections = np.ones(SECTIONS)
    question = Question(framework="f", round="round")
    score = Score(programme="p500", evaluator="e5", round="round", criterion="f.C3", value="3")

    def engine(rule: Rule) -> Aggregate:
        return aggregate(settle(cube.values, cube.values[:, :0], "mean"), rule, groups, sections, 4)

    def bare(rule: Rule) -> tuple[Floats, ...]:
        return bare_sums(rule, cube.values, groups, sections, 4)

    def key_press() -> object:
        return compare(snapshot, cube.with_score(score), question)

    figures = {}
    for rule in RULES:
        ours, theirs = engine(rule), bare(rule)
        for one, other in zip((ours.score, ours.low, ours.high, ours.coverage), theirs, strict=True):
            assert np.allclose(one, other)
        mine, rival = best(partial(engine, rule), partial(bare, rule))
        figures |= {
            f"{rule}: engine, ms": mine * 1e3,
            f"{rule}: bare numpy, ms": rival * 1e3,
            f"{rule}: engine / bare numpy": mine / rival,
        }
    pressed, varied = best(key_press, lambda: find_sensitivity(snapshot, cube, question))
    return figures | {
        "key press to comparison, ms": pressed * 1e3,
        "every other choice, ms": varied * 1e3,
    }


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name:32}{figure:8.2f}")
