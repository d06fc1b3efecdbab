"""Agreement against the `krippendorff` package, and the time of a whole agenda, on 1,000 x 10 x 40 answers."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import krippendorff
import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from scorecard.analysis.agreement import find_agreement
from scorecard.analysis.answers import answers_to
from scorecard.analysis.comparison import compare_answers
from scorecard.analysis.disagreement import find_disputes
from scorecard.analysis.question import RULES, Question
from tests.bench.analysis_bench import EVALUATORS, large_evaluation

if TYPE_CHECKING:
    from collections.abc import Callable

REPEATS = 7


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
    """Milliseconds of ours and theirs, the ratio, and how many cells of an agenda are weighed in a second.

    Ours are alpha over all, of each section and of each criterion, and the habits; theirs is alpha over all, from
    levels that are laid out for it beforehand.
    """
    snapshot, cube = large_evaluation()
    answers = answers_to(snapshot, cube, Question(framework="f", round="round"))
    levels = np.where(answers.values >= 0, answers.values, np.nan)
    laid_out = levels.transpose(1, 0, 2).reshape(EVALUATORS, -1)

    def ours() -> object:
        return find_agreement(cube.framework, answers, resamples=0)

    def theirs() -> object:
        return krippendorff.alpha(laid_out, level_of_measurement="ordinal", value_domain=range(5))

    def with_intervals() -> object:
        return find_agreement(cube.framework, answers)

    def agenda(rule: str) -> Callable[[], object]:
        question = Question(framework="f", round="round", rule=rule)  # type: ignore[arg-type]
        comparison = compare_answers(snapshot, cube.framework, answers, question)
        return lambda: find_disputes(comparison, answers)

    agendas = [agenda(rule) for rule in RULES]
    found, package, intervals, *rules = best(ours, theirs, with_intervals, *agendas)
    cells = len(agendas[0]())  # type: ignore[arg-type]
    return {
        "46 alphas and habits, ms": found * 1e3,
        "the package's alpha, ms": package * 1e3,
        "ours / theirs": found / package,
        "with 1,000 resamples, ms": intervals * 1e3,
        "cells on the agenda": float(cells),
        **{f"agenda, {rule}, ms": time * 1e3 for rule, time in zip(RULES, rules, strict=True)},
        "cells weighed in a second": cells / rules[0],
    }


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name:32}{figure:12.2f}")
