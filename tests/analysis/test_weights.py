"""Weights are shares, equal unless chosen, and never all zero."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.analysis.weights import weigh
from scorecard.errors import Refusal
from scorecard.model.evaluation import WeightSet
from tests.analysis.evaluations import Case, case_of, cases, framework_of

if TYPE_CHECKING:
    from scorecard.analysis.question import Rule

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


def test_tried_weights_stand_in_place_of_the_sets_and_the_others_keep_theirs() -> None:
    weights = weigh(FRAMEWORK, chosen({"A": 3, "B": 1}, {}), tried=(("B", 3.0), ("gone", 7.0)))
    assert weights.section_shares.tolist() == [0.5, 0.5]
    assert weigh(FRAMEWORK, None, tried=(("A", 3.0),)).section_shares.tolist() == [0.75, 0.25]


def test_a_section_that_is_switched_off_weighs_nothing_even_where_a_weight_is_tried() -> None:
    assert weigh(FRAMEWORK, None, without=("A", "gone")).section_shares.tolist() == [0.0, 1.0]
    assert weigh(FRAMEWORK, None, tried=(("A", 5.0),), without=("A",)).section_shares.tolist() == [0.0, 1.0]


def test_tried_weights_that_are_all_zero_are_refused() -> None:
    with pytest.raises(Refusal, match="All sections weigh zero"):
        weigh(FRAMEWORK, None, tried=(("A", 0.0), ("B", 0.0)))
    with pytest.raises(Refusal, match="“Own” are all zero"):
        weigh(FRAMEWORK, chosen({"A": 0}, {}), tried=(("B", 0.0),))


def test_a_tried_weight_that_is_negative_or_no_number_is_refused() -> None:
    for weight in (-0.5, nan, inf):
        with pytest.raises(Refusal, match="from 0 upwards"):
            weigh(FRAMEWORK, None, tried=(("A", weight),))


def test_switching_every_section_off_that_weighs_is_refused() -> None:
    with pytest.raises(Refusal, match="switched off"):
        weigh(FRAMEWORK, None, without=("A", "B"))
    with pytest.raises(Refusal, match="switched off"):
        weigh(FRAMEWORK, chosen({"A": 0}, {}), without=("B",))


@given(cases(), st.sampled_from(["mean", "geometric", "weakest"]))
@settings(max_examples=60, deadline=None)
def test_zero_weights_are_refused_under_every_rule(case: Case, rule: Rule) -> None:
    nothing = tuple((section.id, 0.0) for section in case.snapshot.frameworks["f"].sections)
    with pytest.raises(Refusal):
        replace(case, question=replace(case.question, rule=rule, tried=nothing)).compare()
    everything = tuple(id for id, _weight in nothing)
    with pytest.raises(Refusal):
        replace(case, question=replace(case.question, rule=rule, without=everything)).compare()
