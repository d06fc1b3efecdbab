"""Disagreement by consequence: which cells a workshop should talk about, those first that move the ranking most."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from scorecard.analysis.aggregation import SCORED, TOLERANCE, Floats, ranks, rule_of
from scorecard.analysis.answers import Answers
from scorecard.analysis.comparison import Comparison
from scorecard.analysis.cube import HIGHEST_TOP, NA, UNSCORED, Codes
from scorecard.analysis.weights import weigh
from scorecard.model.framework import Criterion
from scorecard.model.programme import Programme

Places: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One cell that evaluators see differently. `lowest` and `highest` are positions on the scale.

    `moves` is the sum over all programmes of how far their rank with the cell at its highest level lies from that
    with the cell at its lowest, all other cells as they are. The cell has a value in both, so that coverage, and
    with it who has a rank, is the same; it is 0 where the programme has none, or the criterion weighs nothing.
    `missing` counts the evaluators of the view who have given no level there.
    """

    programme: Programme
    criterion: Criterion
    lowest: int
    highest: int
    moves: int
    missing: int

    @property
    def spread(self) -> int:
        """How many steps of the scale lie between the lowest and the highest level."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One cell that evaluators see differently and a panel has decided.

    `lowest` and `highest` are positions on the scale, `decided` is one too, or the cube's code of NE or NA.
    """

    programme: Programme
    criterion: Criterion
    lowest: int
    highest: int
    decided: int


def find_settled(comparison: Comparison, answers: Answers) -> tuple[Settled, ...]:
    """The cells whose levels differ and that a panel has decided, in the order of programmes and criteria."""
    if not answers.panel.shape[1]:
        return ()
    lowest, highest = _extremes(answers)
    decided = answers.panel.max(axis=1, initial=NA, where=answers.panel != UNSCORED)
    is_decided = (answers.panel != UNSCORED).any(axis=1)
    rows, columns = np.nonzero((highest > lowest) & is_decided)
    criteria = comparison.framework.criteria
    return tuple(
        Settled(
            programme=comparison.programmes[row],
            criterion=criteria[column],
            lowest=low,
            highest=high,
            decided=decision,
        )
        for row, column, low, high, decision in zip(
            *(numbers.tolist() for numbers in (rows, columns)),
            *(numbers[rows, columns].tolist() for numbers in (lowest, highest, decided)),
            strict=True,
        )
    )


def _extremes(answers: Answers) -> tuple[Codes, Codes]:
    """The lowest and the highest level [P, C] of each cell; the lowest is above the highest where there is none."""
    lowest = np.where(answers.values >= 0, answers.values, HIGHEST_TOP).min(axis=1, initial=HIGHEST_TOP)
    return lowest, answers.values.max(axis=1, initial=UNSCORED)


def find_disputes(
    comparison: Comparison, answers: Answers, among: Collection[tuple[int, int]] | None = None
) -> tuple[Dispute, ...]:
    """The agenda of a workshop: cells whose levels differ and that no panel has agreed on yet.

    By places moved, then spread, then missing answers, most first; then in the order of programmes and criteria.
    `among` narrows it to cells by the places of their programme and criterion, which spares the work for the others.
    """
    given = answers.values >= 0
    lowest, highest = _extremes(answers)
    is_open = (answers.panel == UNSCORED).all(axis=1)
    is_disputed = (highest > lowest) & is_open
    if among is not None:
        asked = np.zeros_like(is_disputed)
        if among:
            asked[tuple(zip(*among, strict=True))] = True
        is_disputed &= asked
    rows, columns = np.nonzero(is_disputed)
    low, high = lowest[rows, columns], highest[rows, columns]
    at_low, at_high = (_scores(comparison, rows, columns, at.astype(np.float64)) for at in (low, high))
    moves = np.zeros(len(rows), dtype=np.int64)
    ranked = comparison.rank[rows] > 0
    moves[ranked] = _moves(comparison.score, rows[ranked], at_low[ranked], at_high[ranked])
    missing = (~given).sum(axis=1)[rows, columns]
    order = np.lexsort((columns, rows, -missing, low.astype(np.int64) - high, -moves))
    criteria = comparison.framework.criteria
    return tuple(
        Dispute(
            programme=comparison.programmes[row],
            criterion=criteria[column],
            lowest=lowest_here,
            highest=highest_here,
            moves=moved,
            missing=absent,
        )
        for row, column, lowest_here, highest_here, moved, absent in zip(
            *(numbers[order].tolist() for numbers in (rows, columns, low, high, moves, missing)), strict=True
        )
    )


def _scores(comparison: Comparison, rows: Places, columns: Places, at: Floats) -> Floats:
    """The score [N] of the programme of each cell with that cell, which has a value, at another one."""
    question, framework = comparison.question, comparison.framework
    weights = weigh(framework, comparison.weights, question.tried, question.without)
    combine = rule_of(question.rule)
    sections = comparison.section_score[rows]
    start = 0
    for index, section in enumerate(framework.sections):
        end = start + len(section.criteria)
        (cells,) = np.nonzero((columns >= start) & (columns < end))
        values = comparison.cell_value[rows[cells], start:end]
        is_scored = comparison.cell_state[rows[cells], start:end] == SCORED
        values[np.arange(len(cells)), columns[cells] - start] = at[cells]
        sections[cells, index] = combine(values, is_scored, weights.groups[start:end, index, np.newaxis])[
            :, 0
        ]
        start = end
    return combine(sections, ~np.isnan(sections), weights.sections[:, np.newaxis])[:, 0]


def _moves(score: Floats, rows: Places, at_low: Floats, at_high: Floats) -> Places:
    """The sum of rank differences when the programmes in `rows` [N], each alone, go from one score to another.

    Between the two a programme passes some others, which move by one place each, while its own rank moves by as
    many as are no longer above it. `score` [P] are those of all programmes, nan without a rank.
    """
    ordered = np.sort(score[~np.isnan(score)])
    own = score[rows]
    above_low, above_high = (_above(ordered, own, at) for at in (at_low, at_high))
    below_low, below_high = (_below(ordered, own, at) for at in (at_low, at_high))
    moves = above_low - above_high + below_high - below_low
    for cell in np.flatnonzero(_is_close(ordered, own, at_low) | _is_close(ordered, own, at_high)):
        moves[cell] = _moved(score, int(rows[cell]), float(at_low[cell]), float(at_high[cell]))
    return moves


def _above(ordered: Floats, own: Floats, at: Floats) -> Places:
    """How many of the others are above a score, the programme's own left out."""
    line = at + TOLERANCE
    return len(ordered) - np.searchsorted(ordered, line, side="right") - (own > line)


def _below(ordered: Floats, own: Floats, at: Floats) -> Places:
    """How many of the others are below a score, the programme's own left out."""
    line = at - TOLERANCE
    return np.searchsorted(ordered, line, side="left") - (own < line)


def _is_close(ordered: Floats, own: Floats, at: Floats) -> npt.NDArray[np.bool_]:
    """Whether another score is so near the tolerance that who ties with whom takes the whole order to say."""
    nearer, farther = TOLERANCE / 2, TOLERANCE * 2
    beside = np.searchsorted(ordered, at + farther, side="right") - np.searchsorted(
        ordered, at - farther, side="left"
    )
    same = np.searchsorted(ordered, at + nearer, side="right") - np.searchsorted(
        ordered, at - nearer, side="left"
    )
    distance = np.abs(own - at)
    is_own: npt.NDArray[np.bool_] = (distance <= farther) & (distance > nearer)
    found: npt.NDArray[np.bool_] = beside - same - is_own > 0
    return found


def _moved(score: Floats, row: int, at_low: float, at_high: float) -> int:
    low, high = score.copy(), score.copy()
    low[row], high[row] = at_low, at_high
    return int(np.abs(ranks(low) - ranks(high)).sum())
