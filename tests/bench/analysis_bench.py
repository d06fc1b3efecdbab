"""The engine against bare numpy doing the same sums, on 1,000 programmes x 10 evaluators x 40 criteria."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from scorecard.analysis.aggregation import aggregate, settle
from scorecard.analysis.comparison import compare
from scorecard.analysis.cube import NA, NE, Cube, build_cube
from scorecard.analysis.question import Question
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.programme import Programme
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from tests.analysis.evaluations import framework_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from scorecard.analysis.aggregation import Floats
    from scorecard.analysis.cube import Codes

PROGRAMMES, EVALUATORS, SECTIONS, PER_SECTION = 1000, 10, 5, 8
REPEATS = 60


def bare_sums(values: Codes, criteria: Floats, sections: Floats, top: int) -> tuple[Floats, ...]:
    """What the engine computes, written straight down: states, means, coverage, intervals, programmes."""
    levels = values >= 0
    count = levels.sum(axis=1)
    with np.errstate(invalid="ignore"):
        value = (values * levels).sum(axis=1) / count
    some_ne = (values == NE).any(axis=1)
    some_na = (values == NA).any(axis=1)
    scored = count > 0
    applicable = scored | some_ne | ~some_na
    known = np.where(scored, value, 0.0)
    of_scored, of_applicable = scored @ criteria, applicable @ criteria
    with np.errstate(invalid="ignore"):
        score = known @ criteria / of_scored
        coverage = of_scored / of_applicable
        low = known @ criteria / of_applicable
        high = np.where(scored, value, top * 1.0) * applicable @ criteria / of_applicable
        given, present = of_scored > 0, of_applicable > 0
        return (
            np.where(given, score, 0) @ sections / (given @ sections),
            np.where(present, low, 0) @ sections / (present @ sections),
            np.where(present, high, 0) @ sections / (present @ sections),
            np.where(present, coverage, 0) @ sections / (present @ sections),
        )


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
    """Milliseconds of the engine, of bare numpy and of one key press, and the ratio of the first two."""
    snapshot, cube = large_evaluation()
    groups = np.kron(np.eye(SECTIONS), np.ones((PER_SECTION, 1)))
    sections = np.ones(SECTIONS)
    question = Question(framework="f", round="round")
    score = Score(programme="p500", evaluator="e5", round="round", criterion="f.C3", value="3")

    def engine() -> object:
        return aggregate(settle(cube.values, cube.values[:, :0], "mean"), "mean", groups, sections, 4)

    def bare() -> object:
        return bare_sums(cube.values, groups, sections, 4)

    def key_press() -> object:
        return compare(snapshot, cube.with_score(score), question)

    ours, theirs, pressed = best(engine, bare, key_press)
    return {
        "engine, ms": ours * 1e3,
        "bare numpy, ms": theirs * 1e3,
        "engine / bare numpy": ours / theirs,
        "key press to comparison, ms": pressed * 1e3,
    }


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name:32}{figure:8.2f}")
