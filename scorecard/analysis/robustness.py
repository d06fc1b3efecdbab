"""How sure the ranking is: the chances of ranks when weights, missing cells and evaluators vary (SMAA)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from scorecard.analysis.aggregation import Floats
from scorecard.analysis.answers import Answers
from scorecard.analysis.comparison import Comparison
from scorecard.analysis.stability import Stability

Weighting = Literal["any", "near", "fixed"]
"""Section weights: drawn uniformly over all there are, drawn around those chosen, or those chosen."""

MOST_PAIRED = 60
"""Pairwise chances are worked out for this many programmes at most, the first of the ranking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """What is varied in the draws: weights, each missing cell over the levels, one evaluator drawn for each cell."""

    weighting: Weighting = "any"
    missing: bool = False
    evaluators: bool = False
    draws: int = 10_000
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Robustness:
    """Chances over the draws, programmes [P] in the order of the comparison; those that are never ranked have zeros.

    `acceptability` [P, R] is the share of draws in which a programme takes rank r + 1, R the number that are ranked;
    `expected_rank` is nan for who is never ranked. `pairwise` [N, N] is the chance that the programme of a row stands
    above that of a column, for the rows of the comparison in `paired`. `concentration` is that of the weights drawn
    `near` the chosen ones, None otherwise.
    """

    comparison: Comparison
    variation: Variation
    acceptability: Floats
    expected_rank: Floats
    paired: tuple[int, ...]
    pairwise: Floats
    stability: tuple[Stability, ...]
    concentration: float | None

    @property
    def first(self) -> Floats:
        """The chance of each programme [P] to be first."""
        raise NotImplementedError

    def sentences(self) -> tuple[str, str]:
        """The answer in one sentence, and in another at which weights it falls, in the language in force."""
        raise NotImplementedError

    def to_json(self) -> dict[str, Any]:
        """The document of `robustness --json`."""
        raise NotImplementedError


def find_robustness(comparison: Comparison, answers: Answers, variation: Variation) -> Robustness:
    """The chances of ranks of a comparison and of the answers it was made from. Refused: no draws."""
    raise NotImplementedError
