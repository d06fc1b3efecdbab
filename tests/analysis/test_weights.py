"""Weights are shares, equal unless chosen, and never all zero."""

from __future__ import annotations

from math import inf, nan

import pytest

from scorecard.analysis.weights import weigh
from scorecard.errors import Refusal
from scorecard.model.evaluation import WeightSet
from tests.analysis.evaluations import case_of, framework_of

FRAMEWORK = framework_of({"A": 2, "B": 3})


def chosen(sections: dict[str, float], criteria: dict[str, float], framework: str = "f") -> WeightSet:
    """A weight set named Own."""
    return WeightSet(
        key="w",
        id="own",
        name="Own",
        framework=framework,
        sections=tuple(sections.items()),
        criteria=tuple(criteria.items()),
    )


def test_without_a_choice_all_weights_are_equal() -> None:
    weights = weigh(FRAMEWORK, None)
    assert weights.section_shares.tolist() == [0.5, 0.5]
    assert weights.criterion_shares == pytest.approx([1 / 2, 1 / 2, 1 / 3, 1 / 3, 1 / 3])


def test_chosen_weights_become_shares_and_the_unnamed_weigh_one() -> None:
    weights = weigh(FRAMEWORK, chosen({"B": 3}, {"f.A1": 4, "f.B2": 0, "f.gone": 9}))
    assert weights.section_shares == pytest.approx([0.25, 0.75])
    assert weights.criterion_shares == pytest.approx([0.8, 0.2, 0.5, 0, 0.5])


def test_a_section_whose_criteria_all_weigh_zero_weighs_zero() -> None:
    weights = weigh(FRAMEWORK, chosen({}, {"f.A1": 0, "f.A2": 0}))
    assert weights.section_shares.tolist() == [0.0, 1.0]
    assert weights.criterion_shares[:2].tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("sections", "criteria"),
    [
        ({"A": 0, "B": 0}, {}),
        ({}, {f"f.{code}": 0 for code in ("A1", "A2", "B1", "B2", "B3")}),
        ({"A": 0}, {"f.B1": 0, "f.B2": 0, "f.B3": 0}),
    ],
)
def test_weights_that_take_everything_out_are_refused(
    sections: dict[str, float], criteria: dict[str, float]
) -> None:
    with pytest.raises(Refusal, match="“Own” are all zero"):
        weigh(FRAMEWORK, chosen(sections, criteria))


@pytest.mark.parametrize("weight", [-1.0, -1e-12, nan, inf])
def test_a_weight_that_is_negative_or_no_number_is_refused(weight: float) -> None:
    with pytest.raises(Refusal, match="from 0 upwards"):
        weigh(FRAMEWORK, chosen({"A": weight}, {}))


def test_weights_of_another_framework_are_refused() -> None:
    with pytest.raises(Refusal, match="belong to the framework “lnk”"):
        weigh(FRAMEWORK, chosen({}, {}, framework="lnk"))


def test_enormous_weights_do_not_overflow() -> None:
    weights = weigh(FRAMEWORK, chosen({"A": 1e308, "B": 1e308}, {}))
    assert weights.section_shares.tolist() == [0.5, 0.5]


def test_multiplying_all_weights_changes_no_number() -> None:
    answers = {"P1": {"ana": "4 NE 2 1"}, "P2": {"ana": "1 3 NA 0"}}
    small = case_of({"A": 2, "B": 2}, answers, sections={"A": 1, "B": 2})
    large = case_of({"A": 2, "B": 2}, answers, sections={"A": 500, "B": 1000})
    for one, other in zip(small.results(), large.results(), strict=True):
        assert one["score"] == pytest.approx(other["score"])
        assert one["coverage"] == pytest.approx(other["coverage"])
