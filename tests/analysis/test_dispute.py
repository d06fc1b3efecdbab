"""A dispute is two steps on a long scale, any difference on a short one, or whether a criterion applies at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.analysis.evaluators.dispute import is_disputed
from scorecard.library.frameworks import built_in_framework
from scorecard.model.framework import Framework, Step
from scorecard.model.text import NO_TEXT

FIVE = built_in_framework("ptpr")


def scale(*codes: str) -> Framework:
    steps = tuple(Step(code=code, word=NO_TEXT, meaning=NO_TEXT) for code in codes)
    return replace(FIVE, scale=steps)


@pytest.mark.parametrize(
    ("values", "disputed"),
    [
        ((), False),
        (("2",), False),
        (("2", "2", "2"), False),
        (("2", "3"), False),
        (("1", "3"), True),
        (("0", "NE", ""), False),
        (("NE", "NA"), False),
        (("2", "NA"), True),
        (("", "4", "4"), False),
    ],
)
def test_on_five_levels_two_steps_are_a_dispute(values: tuple[str, ...], disputed: bool) -> None:
    assert is_disputed(FIVE, values) is disputed


def test_on_yes_and_no_any_difference_is() -> None:
    assert is_disputed(scale("no", "yes"), ("no", "yes"))
    assert is_disputed(scale("C", "B", "A"), ("B", "A"))
    assert not is_disputed(scale("D", "C", "B", "A"), ("B", "A"))


@given(st.lists(st.sampled_from(["", "NE", "NA", "0", "1", "2", "3", "4"]), max_size=6))
def test_neither_the_order_nor_repeating_matters_and_agreement_is_no_dispute(values: list[str]) -> None:
    assert is_disputed(FIVE, values) == is_disputed(FIVE, [*reversed(values), *values])
    assert not any(is_disputed(FIVE, [value] * 3) for value in values)
