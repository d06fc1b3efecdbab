"""10,000 draws beside a bare matmul and argsort that breaks ties and renormalises alike, up to 1,000 programmes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from scorecard.analysis.answers import Answers, answers_to
from scorecard.analysis.comparison import compare
from scorecard.analysis.question import Question
from scorecard.analysis.sureness.robustness import Robustness, Variation, find_robustness
from scorecard.analysis.sureness.stability import find_stability
from tests.bench.evaluations import ROUND, in_memory
from tests.bench.measure import SIZES, Measure, least

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorecard.analysis.aggregation import Floats
    from scorecard.analysis.comparison import Comparison

DRAWS = 10_000
BOUNDED = (30, 1000)
REPEATS = {10: 30, 30: 100, 100: 20, 300: 8, 1000: 6}
BESIDE = "a bare matmul and argsort, with lots for ties"


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
    snapshot, cube = in_memory(programmes)
    question = Question(framework="f", round=ROUND, threshold=0.0)
    values = cube.values.copy()
    if gaps:
        values[::2, :, 8:16] = -1
    cube = replace(cube, values=values)
    return compare(snapshot, cube, question), answers_to(snapshot, cube, question)


def _pairs(found: Robustness) -> object:
    """The pairwise chances anew."""
    return replace(found).pairwise


def measures(_folder: Path) -> Iterator[Measure]:
    """Draws of weights with and without gaps, pairs, stability, and draws of every cell."""
    random = np.random.default_rng(1)
    for programmes in SIZES:
        bound = 1.3 if programmes in BOUNDED else None
        repeats = REPEATS[programmes]
        for gaps in (False, True):
            comparison, answers = evaluation(programmes, gaps=gaps)
            yield least(
                f"10,000 draws of weights{', sections missing' if gaps else ''}",
                partial(find_robustness, comparison, answers, Variation(draws=DRAWS)),
                partial(bare_order, comparison.section_score, random),
                repeats=repeats,
                beside=BESIDE,
                bound=bound,
                programmes=programmes,
            )
        found = find_robustness(comparison, answers, Variation(draws=DRAWS))
        yield least(
            "chances of pairs, when asked for", partial(_pairs, found), repeats=3, programmes=programmes
        )
        yield least(
            "stability of weights", partial(find_stability, comparison), repeats=5, programmes=programmes
        )
        varied = Variation(missing=True, evaluators=True, draws=1_000)
        yield least(
            "1,000 draws of every cell",
            partial(find_robustness, comparison, answers, varied),
            repeats=1,
            programmes=programmes,
        )
