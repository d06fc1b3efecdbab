"""How each evaluator scores beside the others: more severe or more lenient, and whether all marks are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

import numpy as np

from scorecard.analysis.aggregation import TOLERANCE
from scorecard.analysis.cube import NA, Codes
from scorecard.model.evaluation import Evaluator

NOTABLE = 0.5
"""From this difference to the others, in steps of the scale, an evaluator is called severe or lenient."""

_FEWEST_SHARED = 5
"""On fewer shared cells a difference to the others says too little."""
_FEWEST_LEVELS = 10
_FLAT_PER_CENT = 80

Leaning = Literal["below", "above", ""]
"""Whether an evaluator marks notably below or above the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How one evaluator scores. `severity` is the mean over shared cells of the own level less the mean of the others'.

    It is in steps of the scale, negative for one who gives less, and None without shared cells; a cell is shared
    where somebody else gives a level too, and there are `shared` of them. `levels` are all levels given; `flat` is
    one who gives 80 % or more of at least 10 levels the same mark.
    """

    evaluator: Evaluator
    severity: float | None
    shared: int
    levels: int
    flat: bool

    @property
    def leaning(self) -> Leaning:
        """Whether the severity is worth a word."""
        if self.severity is None or self.shared < _FEWEST_SHARED or abs(self.severity) < NOTABLE - TOLERANCE:
            return ""
        return "below" if self.severity < 0 else "above"


def severity_reach(habits: Sequence[Habit]) -> int:
    """How many levels an axis of severity shows to either side: as many whole ones as it takes, and one at least."""
    return max([1, *(ceil(abs(habit.severity)) for habit in habits if habit.severity is not None)])


def find_habits(evaluators: Sequence[Evaluator], values: Codes) -> tuple[Habit, ...]:
    """The habits of evaluators from their answers [P, E, C]; NE and NA are no levels."""
    cells = values.shape[0] * values.shape[2]
    answers = np.ascontiguousarray(values.transpose(1, 0, 2)).reshape(len(evaluators), cells)
    given = answers >= 0
    levels = answers * given
    count = np.add.reduce(given, axis=0, dtype=np.int32)
    total = np.add.reduce(levels, axis=0, dtype=np.int32)
    is_shared = (count > 1).astype(np.float64)
    # x - (total - x) / (count - 1) is (count x - total) / (count - 1): two products for all cells of an evaluator.
    share = is_shared / np.maximum(count - 1, 1)
    found = []
    of_others = np.column_stack((is_shared, share * total))
    for evaluator, answered, own, is_given in zip(evaluators, answers, levels, given, strict=True):
        in_common, from_others = (is_given.astype(np.float64) @ of_others).tolist()
        shared = round(in_common)
        apart = float(own @ (share * count)) - from_others
        marks = np.bincount(answered.astype(np.intp) - NA, minlength=1 - NA)[-NA:]
        here = int(marks.sum())
        most = int(marks.max())
        found.append(
            Habit(
                evaluator=evaluator,
                severity=apart / shared if shared else None,
                shared=shared,
                levels=here,
                flat=here >= _FEWEST_LEVELS and 100 * most >= _FLAT_PER_CENT * here,
            )
        )
    return tuple(found)
