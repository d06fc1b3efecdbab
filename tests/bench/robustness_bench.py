"""10,000 draws against a bare matmul and argsort that breaks ties and renormalises alike, 30 and 1,000 programmes."""

from __future__ import annotations

import sys
import tracemalloc
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from scorecard.analysis.answers import Answers, answers_to
from scorecard.analysis.comparison import compare
from scorecard.analysis.question import Question
from scorecard.analysis.robustness import Robustness, Variation, find_robustness
from scorecard.analysis.stability import find_stability
from tests.bench.analysis_bench import large_evaluation

if TYPE_CHECKING:
    from collections.abc import Callable

    from scorecard.analysis.aggregation import Floats
    from scorecard.analysis.comparison import Comparison

DRAWS = 10_000
REPEATS = {30: 300, 1000: 15}


def best(*works: Callable[[], object], repeats: int) -> list[float]:
    """The least time of the processor for each in seconds, taking turns.

    By the clock a busy machine would charge the longer work with the turns of others.
    """
    times = [float("inf")] * len(works)
    for _repeat in range(repeats):
        for index, work in enumerate(works):
            start = process_time()
            work()
            times[index] = min(times[index], process_time() - start)
    return times


def bare_order(values: Floats, random: np.random.Generator) -> np.ndarray:
    """The ranking of programmes in each draw: weights, weighted means over what is there, ties by lot, order."""
    weights = random.standard_exponential((DRAWS, values.shape[1]))
    weights /= weights.sum(axis=1, keepdims=True)
    there = ~np.isnan(values)
    scores = weights @ np.where(there, values, 0.0).T
    scores /= weights @ there.T.astype(np.float64)
    keys = np.rint(scores * -1e9)
    keys += random.random(keys.shape)
    return keys.argsort(axis=1)


def evaluation(programmes: int, *, gaps: bool) -> tuple[Comparison, Answers]:
    """Programmes by 5 sections of 8 criteria, everybody ranked; with gaps every second one lacks a section."""
    snapshot, cube = large_evaluation()
    keys = tuple(list(snapshot.programmes)[:programmes])
    question = Question(framework="f", round="round", programmes=keys, threshold=0.0)
    values = cube.values.copy()
    if gaps:
        values[::2, :, 8:16] = -1
    cube = replace(cube, values=values)
    return compare(snapshot, cube, question), answers_to(snapshot, cube, question)


def _pairs(found: Robustness) -> object:
    """The pairwise chances anew."""
    return replace(found).pairwise


def measure() -> dict[str, float]:
    """Milliseconds and ratios; and the greatest memory in MB while every cell of 1,000 programmes is drawn."""
    figures: dict[str, float] = {}
    for programmes in (30, 1000):
        for gaps in (False, True):
            comparison, answers = evaluation(programmes, gaps=gaps)
            random = np.random.default_rng(1)

            variation = Variation(draws=DRAWS)
            mine, theirs = best(
                partial(find_robustness, comparison, answers, variation),
                partial(bare_order, comparison.section_score, random),
                repeats=REPEATS[programmes],
            )
            name = f"{programmes} programmes{', a section missing' if gaps else ''}"
            figures[f"{name}: ms"] = mine * 1e3
            figures[f"{name}: bare, ms"] = theirs * 1e3
            figures[f"{name}: ratio"] = mine / theirs
        found = find_robustness(comparison, answers, Variation(draws=DRAWS))
        (pairs,) = best(partial(_pairs, found), repeats=3)
        figures[f"{programmes} programmes: pairs of {len(found.paired)} when asked for, ms"] = pairs * 1e3
        (stability,) = best(partial(find_stability, comparison), repeats=REPEATS[programmes])
        figures[f"{programmes} programmes: of these stability, ms"] = stability * 1e3
    comparison, answers = evaluation(1000, gaps=True)
    varied = Variation(missing=True, evaluators=True, draws=1_000)
    (drawn,) = best(partial(find_robustness, comparison, answers, varied), repeats=1)
    figures["1,000 programmes, 1,000 draws of every cell: ms"] = drawn * 1e3
    tracemalloc.start()
    find_robustness(comparison, answers, varied)
    figures["the same: MB at most"] = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return figures


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name:52}{figure:10.2f}")
