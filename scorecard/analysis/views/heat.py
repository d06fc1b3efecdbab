"""What each cell of a heat map shows: a level that was given, a mean of several, or why there is neither; arrays only.

A mean is not a level, even where it falls on one: evaluators who give 1 and 3 agree on no 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from scorecard.analysis.aggregation import SCORED, Bools, Floats
from scorecard.analysis.answers import Answers
from scorecard.analysis.comparison import Comparison
from scorecard.analysis.cube import HIGHEST_TOP, NA, NE, UNSCORED
from scorecard.analysis.evaluators.dispute import steps_apart
from scorecard.model.text import folded

Shown: TypeAlias = npt.NDArray[np.int16]

MEAN = 1_000
"""From here on a cell shows a mean: `MEAN` and so many tenths; below it a position of the scale, or a state."""

Which = Literal["all", "NE", "unscored", "disputed"]
WHICH: tuple[Which, ...] = ("all", "NE", "unscored", "disputed")
"""Cells to look for: any, looked and nothing found, not yet scored, evaluators far apart."""

By = Literal["score", "name", "country", "coverage", "section", "criterion"]


class Order(NamedTuple):
    """How programmes are arranged: by what, the id of the section or the full one of the criterion, and which way.

    `falling` puts the highest first, and of names the last.
    """

    by: By = "score"
    id: str = ""
    falling: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heat:
    """Programmes [P] by criteria [C], in the order of the comparison.

    `shown` is a position of the scale, `MEAN` and a mean in tenths, or `UNSCORED`, `NE` or `NA`. `given` counts the
    evaluators of the view who give a level; `decided` says that the panel's answer is the cell, whatever they say.
    """

    shown: Shown
    disputed: Bools
    given: npt.NDArray[np.int32]
    decided: Bools

    def matching(self, which: Which) -> Bools:
        """The cells [P, C] that are looked for."""
        if which == "disputed":
            return self.disputed
        if which == "all":
            return np.ones(self.shown.shape, dtype=np.bool_)
        found: Bools = self.shown == (NE if which == "NE" else UNSCORED)
        return found


def find_heat(comparison: Comparison, answers: Answers) -> Heat:
    """What the cells of a comparison show, from the answers it was made of."""
    values = answers.values.transpose(1, 0, 2)
    levels = values >= 0
    given = np.add.reduce(levels, axis=0, dtype=np.int32)
    lowest = np.where(levels, values, np.int8(HIGHEST_TOP)).min(axis=0, initial=HIGHEST_TOP)
    highest = np.where(levels, values, np.int8(-1)).max(axis=0, initial=-1)
    decided = (answers.panel != UNSCORED).any(axis=1)
    scored = comparison.cell_state == SCORED
    # Halves round up on figures that floating point holds a hair too low, as `format_number` does.
    tenths = np.floor(np.where(scored, comparison.cell_value, 0.0) * 10 + 0.5 + 1e-9).astype(np.int16)
    is_level = decided | (lowest == highest)
    shown = np.where(is_level, tenths // 10, tenths + np.int16(MEAN))
    apart = (values == NA).any(axis=0) | (highest - lowest >= steps_apart(comparison.framework))
    return Heat(
        shown=np.where(scored, shown, comparison.cell_state).astype(np.int16),
        disputed=(given > 0) & apart & ~decided,
        given=given,
        decided=decided,
    )


def arranged(comparison: Comparison, order: Order) -> list[int]:
    """Rows of a comparison in an order: those with a rank, then those without, equals as the ranking has them.

    Whichever way, what is not there comes last: of a criterion NE, then cells not yet scored, then NA; of a section
    a mean with too little evidence, then none.
    """
    ranking = comparison.ranking()
    place = np.empty(len(ranking), dtype=np.int64)
    place[ranking] = np.arange(len(ranking))
    value, absence = _measure(comparison, order)
    rising = np.where(absence == 0, -value if order.falling else value, 0.0)
    return [int(row) for row in np.lexsort((place, rising, absence, comparison.rank == 0))]


def _measure(comparison: Comparison, order: Order) -> tuple[Floats, npt.NDArray[np.int64]]:
    """What programmes [P] are arranged by, and 0 where it is there, else a number that grows with how far it is not."""
    match order.by:
        case "name":
            return _alphabet([one.label for one in comparison.programmes])
        case "country":
            return _alphabet([one.country for one in comparison.programmes])
        case "coverage":
            value = comparison.coverage
        case "section":
            ids = [section.id for section in comparison.framework.sections]
            value = comparison.section_score[:, ids.index(order.id)]
            thin = ~comparison.section_is_enough()[:, ids.index(order.id)]
            return value, np.where(np.isnan(value), 2, thin).astype(np.int64)
        case "criterion":
            ids = [criterion.id for criterion in comparison.framework.criteria]
            state = comparison.cell_state[:, ids.index(order.id)]
            absence = np.select([state == NE, state == UNSCORED, state == NA], [1, 2, 3], 0)
            return comparison.cell_value[:, ids.index(order.id)], absence.astype(np.int64)
        case _:
            # Scores that tie share a rank, though they may differ by what floating point leaves.
            value = np.where(comparison.rank > 0, -comparison.rank.astype(np.float64), np.nan)
    return value, np.isnan(value).astype(np.int64)


def _alphabet(words: Sequence[str]) -> tuple[Floats, npt.NDArray[np.int64]]:
    """The places of words among each other, accents and case ignored; an empty one is not there."""
    plain = [folded(word) for word in words]
    places = {word: place for place, word in enumerate(sorted(set(plain)))}
    value = np.array([places[word] for word in plain], dtype=np.float64)
    return value, np.array([not word for word in plain], dtype=np.int64)
