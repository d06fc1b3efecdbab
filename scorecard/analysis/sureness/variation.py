"""What is varied to see how sure a ranking is, and how weights are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, assert_never

import numpy as np

from scorecard.analysis.aggregation import Floats
from scorecard.analysis.sureness.draws import WeightsDrawn
from scorecard.errors import Refusal
from scorecard.i18n import _, format_count
from scorecard.model.snapshot import unknown

Weighting = Literal["any", "near", "fixed"]
"""Section weights: drawn uniformly over all there are, drawn around those chosen, or those chosen."""
WEIGHTINGS: tuple[Weighting, ...] = ("any", "near", "fixed")

MOST_DRAWS = 100_000
CONCENTRATION = 5.0
"""How closely weights drawn `near` the chosen ones keep to them: Dirichlet of K sections x this x their shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """What is varied in the draws: weights, each missing cell over the levels, one evaluator drawn for each cell."""

    weighting: Weighting = "any"
    missing: bool = False
    evaluators: bool = False
    draws: int = 10_000
    seed: int = 1

    @property
    def of_cells(self) -> bool:
        """Whether the values of cells are drawn."""
        return self.missing or self.evaluators


def weighting_named(text: str) -> Weighting:
    """The way of drawing weights of this name; a refusal names the nearest one."""
    for known in WEIGHTINGS:
        if known == text:
            return known
    raise unknown(_("way of drawing weights"), text, WEIGHTINGS)


def checked(variation: Variation) -> Variation:
    """The variation itself, refused with no draws, with more than `MOST_DRAWS`, and with a seed below 0."""
    if not 1 <= variation.draws <= MOST_DRAWS:
        sentence = _("Give a number of draws from 1 to {most}, not {draws}. Nothing was calculated.")
        raise Refusal(sentence.format(most=format_count(MOST_DRAWS), draws=variation.draws))
    if variation.seed < 0:
        sentence = _("The seed is a whole number from 0 upwards, not {seed}. Nothing was calculated.")
        raise Refusal(sentence.format(seed=variation.seed))
    return variation


def weights_drawn(weighting: Weighting, shares: Floats) -> WeightsDrawn:
    """How the weights of sections are drawn whose chosen `shares` are positive.

    Uniformly over the simplex as normalised draws of Exp(1), or from Dirichlet(K c w) with K sections, c the
    `CONCENTRATION` and w the shares.
    """
    least = np.finfo(np.float64).tiny

    def normalised(drawn: Floats) -> Floats:
        np.maximum(drawn, least, out=drawn)
        # Much quicker than to sum over so short an axis.
        drawn /= drawn @ np.ones((shares.size, 1))
        return drawn

    match weighting:
        case "any":
            return lambda random, draws: normalised(random.standard_exponential((draws, shares.size)))
        case "near":
            shape = shares.size * CONCENTRATION * shares
            return lambda random, draws: normalised(random.standard_gamma(shape, (draws, shares.size)))
        case "fixed":
            return lambda _random, draws: np.tile(shares, (draws, 1))
        case _:
            assert_never(weighting)
