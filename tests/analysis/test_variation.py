"""Weights are drawn from the distributions that are named."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scorecard.analysis.sureness.variation import WEIGHTINGS, weighting_named, weights_drawn
from scorecard.errors import Refusal

DRAWS = 100_000


def drawn(weighting: Any, shares: list[float]) -> np.ndarray:
    """Many weights."""
    return weights_drawn(weighting, np.array(shares))(np.random.default_rng(3), DRAWS)


@pytest.mark.parametrize("weighting", WEIGHTINGS)
@pytest.mark.parametrize("shares", [[1.0], [0.5, 0.5], [0.7, 0.2, 0.1], [1 - 2e-12, 1e-12, 1e-12]])
def test_weights_are_positive_and_sum_to_one(weighting: Any, shares: list[float]) -> None:
    weights = drawn(weighting, shares)
    assert weights.shape == (DRAWS, len(shares))
    assert weights.min() > 0
    assert weights.sum(axis=1) == pytest.approx(np.ones(DRAWS))


@pytest.mark.parametrize("sections", [2, 3, 5])
def test_any_weights_are_uniform_over_the_simplex(sections: int) -> None:
    weights = drawn("any", [0.9, *[0.1 / (sections - 1)] * (sections - 1)])
    # Each weight has the distribution Beta(1, K - 1): P(w > x) = (1 - x)^(K - 1).
    for threshold in (0.1, 0.3, 0.6):
        expected = (1 - threshold) ** (sections - 1)
        assert (weights > threshold).mean(axis=0) == pytest.approx(np.full(sections, expected), abs=0.01)


def test_near_weights_are_dirichlet_of_the_sections_times_five_times_their_shares() -> None:
    shares = np.array([0.6, 0.3, 0.1])
    weights = drawn("near", shares.tolist())
    # Mean w and variance w (1 - w) / (K c + 1), with K = 3 sections and c = 5.
    assert weights.mean(axis=0) == pytest.approx(shares, abs=0.003)
    assert weights.var(axis=0) == pytest.approx(shares * (1 - shares) / (3 * 5 + 1), rel=0.03)


def test_fixed_weights_are_those_chosen() -> None:
    assert np.unique(drawn("fixed", [0.75, 0.25]), axis=0).tolist() == [[0.75, 0.25]]


def test_an_unknown_way_of_drawing_names_the_nearest() -> None:
    assert weighting_named("near") == "near"
    with pytest.raises(Refusal, match="“fixed”"):
        weighting_named("fixd")
