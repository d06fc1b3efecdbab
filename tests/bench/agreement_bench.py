"""Agreement beside the `krippendorff` package, and the disputes for an agenda, up to 1,000 x 10 x 40 answers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import krippendorff
import numpy as np

from scorecard.analysis.answers import answers_to
from scorecard.analysis.comparison import compare_answers
from scorecard.analysis.evaluators.agreement import find_agreement
from scorecard.analysis.evaluators.disagreement import find_disputes
from scorecard.analysis.question import RULES, Question
from tests.bench.evaluations import EVALUATORS, ROUND, in_memory
from tests.bench.measure import SIZES, Measure, least

if TYPE_CHECKING:
    from collections.abc import Iterator

REPEATS = 7
SECOND = 1_000


def measures(_folder: Path) -> Iterator[Measure]:
    """Ours are alpha over all, of each section and of each criterion, and the habits; theirs is alpha over all alone,
    from levels that are laid out for it beforehand."""
    for programmes in SIZES:
        snapshot, cube = in_memory(programmes)
        answers = answers_to(snapshot, cube, Question(framework="f", round=ROUND))
        levels = np.where(answers.values >= 0, answers.values, np.nan)
        laid_out = levels.transpose(1, 0, 2).reshape(EVALUATORS, -1)
        largest = programmes == SIZES[-1]
        yield least(
            "46 alphas, and the habits",
            partial(find_agreement, cube.framework, answers, resamples=0),
            partial(krippendorff.alpha, laid_out, level_of_measurement="ordinal", value_domain=range(5)),
            repeats=REPEATS,
            beside="one alpha by the krippendorff package",
            bound=0.5 if largest else None,
            programmes=programmes,
        )
        yield least(
            "the same with intervals of 1,000 resamples",
            partial(find_agreement, cube.framework, answers),
            repeats=2,
            programmes=programmes,
        )
        for rule in RULES:
            question = Question(framework="f", round=ROUND, rule=rule)
            comparison = compare_answers(snapshot, cube.framework, answers, question)
            yield least(
                f"disputes for an agenda, by {rule}",
                partial(find_disputes, comparison, answers),
                repeats=3,
                bound=SECOND if largest else None,
                programmes=programmes,
            )
