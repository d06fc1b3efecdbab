"""How sure the ranking is: the chances of ranks when weights, missing cells and evaluators vary (SMAA).

Rank acceptability after Lahdelma and Salminen, SMAA-2: Stochastic multicriteria acceptability analysis for group
decision making, Operations Research 49 (2001).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from scorecard.analysis.aggregation import SCORED, Floats
from scorecard.analysis.answers import Answers
from scorecard.analysis.comparison import Comparison
from scorecard.analysis.cube import NA, UNSCORED
from scorecard.analysis.results import plain
from scorecard.analysis.sureness.draws import Draws, Lottery, Rows, Section
from scorecard.analysis.sureness.robustness_sentences import drawn_in_words, robustness_sentences
from scorecard.analysis.sureness.stability import Stability, find_stability
from scorecard.analysis.sureness.variation import CONCENTRATION, Variation, Weighting, checked, weights_drawn

__all__ = ["MOST_PAIRED", "Robustness", "Variation", "Weighting", "find_robustness"]

MOST_PAIRED = 60
"""Pairwise chances are worked out for this many programmes at most, the first of the ranking."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Robustness:
    """Chances over the draws, programmes [P] in the order of the comparison; those that are never ranked have zeros.

    `acceptability` [P, R] is the share of draws in which a programme takes rank r + 1, R the number that are ranked;
    `expected_rank` is nan for who is never ranked. `paired` are the rows of the comparison that have pairwise chances.
    `concentration` is that of the weights drawn
    `near` the chosen ones, None otherwise.
    """

    comparison: Comparison
    variation: Variation
    acceptability: Floats
    expected_rank: Floats
    paired: tuple[int, ...]
    stability: tuple[Stability, ...]
    concentration: float | None
    draws: Draws | None = field(repr=False)

    @property
    def first(self) -> Floats:
        """The chance of each programme [P] to be first."""
        first: Floats = self.acceptability[:, :1].sum(axis=1)
        return first

    @cached_property
    def pairwise(self) -> Floats:
        """The chance [N, N] that the programme of a row stands above that of a column, for those in `paired`.

        The same draws are made again when it is first asked for.
        """
        rows, draws = _taking_part(self.comparison, self.variation), self.draws
        if draws is None:
            return np.zeros((0, 0))
        random = np.random.default_rng(self.variation.seed)
        return draws.pairs(random, self.variation.draws, np.searchsorted(rows, self.paired))

    def chances(self, most: int) -> tuple[tuple[str, ...], Floats]:
        """Heads and chances [P, N] of at most so many columns: a rank each, the last ones gathered as `13+`."""
        ranks = self.acceptability.shape[1]
        if ranks <= most:
            return tuple(str(rank + 1) for rank in range(ranks)), self.acceptability
        tail = self.acceptability[:, most - 1 :].sum(axis=1, keepdims=True)
        heads = (*(str(rank) for rank in range(1, most)), f"{most}+")
        return heads, np.hstack([self.acceptability[:, : most - 1], tail])

    def sentences(self) -> tuple[str, str]:
        """The answer in one sentence, and in another at which weights it falls, in the language in force."""
        return robustness_sentences(
            self.comparison, self.variation, self.first, self.acceptability.shape[1], self.stability
        )

    def drawn(self) -> tuple[str, ...]:
        """How the chances were found, as facts for a caption in the language in force: draws, seed, what was varied."""
        return drawn_in_words(self.comparison, self.variation)

    def to_json(self) -> dict[str, Any]:
        """The document of `robustness --json`."""
        first = self.first
        return {
            "framework": self.comparison.framework.id,
            "draws": self.variation.draws,
            "seed": self.variation.seed,
            "programmes": [
                {
                    "id": programme.id,
                    "first": float(first[row]),
                    "expected_rank": plain(self.expected_rank[row]),
                    "rank_acceptability": self.acceptability[row].tolist(),
                }
                for row, programme in enumerate(self.comparison.programmes)
            ],
            "stability": [
                {
                    "section": one.section.id,
                    "weight": one.weight,
                    "leader": None if one.leader is None else list(one.leader),
                    "order": None if one.order is None else list(one.order),
                }
                for one in self.stability
            ],
            "sentence": " ".join(filter(None, self.sentences())),
        }


def find_robustness(comparison: Comparison, answers: Answers, variation: Variation) -> Robustness:
    """The chances of ranks of a comparison and of the answers it was made from.

    Those take part who are ranked, whatever the weights drawn do to their coverage; where missing cells are drawn
    nothing is missing, and all take part to whom some criterion applies. Refused: no draws, more than
    `MOST_DRAWS`, a seed below 0.
    """
    checked(variation)
    rows = _taking_part(comparison, variation)
    taking_part = frozenset(rows.tolist())
    acceptability = np.zeros((len(comparison.programmes), rows.size))
    expected_rank = np.full(len(comparison.programmes), np.nan)
    draws = None
    if rows.size:
        draws = Draws(
            _sections(comparison, answers, variation, rows),
            comparison.question.rule == "weakest",
            weights_drawn(variation.weighting, comparison.section_weights[comparison.section_weights > 0]),
            variation.weighting == "any",
        )
        acceptability[rows] = draws.ranks(np.random.default_rng(variation.seed), variation.draws)
        expected_rank[rows] = acceptability[rows] @ np.arange(1, rows.size + 1)
    for array in (acceptability, expected_rank):
        array.flags.writeable = False
    return Robustness(
        comparison=comparison,
        variation=variation,
        acceptability=acceptability,
        expected_rank=expected_rank,
        paired=tuple([row for row in comparison.ranking() if row in taking_part][:MOST_PAIRED]),
        stability=find_stability(comparison),
        concentration=CONCENTRATION if variation.weighting == "near" else None,
        draws=draws,
    )


def _taking_part(comparison: Comparison, variation: Variation) -> Rows:
    """The rows that are ranked in the draws, in the order of the comparison.

    That of lists follows the language, on which no draw may depend.
    """
    return np.flatnonzero(~np.isnan(comparison.coverage) if variation.missing else comparison.rank > 0)


def _sections(
    comparison: Comparison, answers: Answers, variation: Variation, rows: Rows
) -> tuple[Section, ...]:
    """The sections that have a weight, with what is known of the programmes in `rows` and what is drawn."""
    if variation.of_cells:
        return tuple(_drawn_sections(comparison, answers, variation, rows))
    values = comparison.section_score[rows][:, comparison.section_weights > 0]
    present = ~np.isnan(values)
    known = np.where(present, _scaled(comparison, np.where(present, values, 0.0)), _nothing(comparison))
    return tuple(
        Section(present=here.astype(np.float64), known=column, lotteries=())
        for here, column in zip(present.T, known.T, strict=True)
    )


def _drawn_sections(
    comparison: Comparison, answers: Answers, variation: Variation, rows: Rows
) -> Iterator[Section]:
    """The same from cells, of which some are drawn."""
    state, value, given = comparison.cell_state[rows], comparison.cell_value[rows], answers.values[rows]
    missing = (state != SCORED) & (state != NA) & variation.missing
    by_panel = (answers.panel[rows] != UNSCORED).any(axis=1)
    by_one = (state == SCORED) & ~by_panel & variation.evaluators
    weights = np.where((state == SCORED) | missing, comparison.criterion_weights, 0.0)
    levels = np.tile(np.arange(comparison.framework.top + 1.0), (rows.size, 1))
    least, nothing = comparison.question.rule == "weakest", _nothing(comparison)
    end = 0
    for weight, section in zip(comparison.section_weights, comparison.framework.sections, strict=True):
        start, end = end, end + len(section.criteria)
        if weight == 0:
            continue
        total = weights[:, start:end].sum(axis=1)
        known = np.full(rows.size, nothing)
        lotteries = []
        for column in range(start, end):
            of_any = np.repeat(missing[:, [column]], levels.shape[1], axis=1)
            of_one = by_one[:, [column]] & (given[:, :, column] >= 0)
            as_it_is = ~(missing[:, [column]] | by_one[:, [column]])
            offered = np.hstack([as_it_is, of_any, of_one])
            offer = np.hstack([np.nan_to_num(value[:, [column]]), levels, given[:, :, column]])
            offer = _scaled(comparison, np.where(offered, offer, 0.0))
            part = weights[:, [column]] / np.where(total > 0, total, 1.0)[:, np.newaxis]
            offer = np.where(part > 0, offer if least else offer * part, nothing)
            lottery = Lottery.of(offer, offered)
            if lottery.count.max() > 1:
                lotteries.append(lottery)
            else:
                known = np.minimum(known, lottery.values) if least else known + lottery.values
        yield Section(present=(total > 0).astype(np.float64), known=known, lotteries=tuple(lotteries))


def _scaled(comparison: Comparison, values: Floats) -> Floats:
    """Values as they enter a mean: under the rule `geometric` log(x + 1), in which order is the same."""
    return np.log1p(values) if comparison.question.rule == "geometric" else values


def _nothing(comparison: Comparison) -> float:
    """What stands for a missing value: it adds nothing to a sum, and is never the least."""
    return np.inf if comparison.question.rule == "weakest" else 0.0
