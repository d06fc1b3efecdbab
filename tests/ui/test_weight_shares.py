"""Shares of weights that are tried out: one is moved, the others keep their proportions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.analysis.sureness.stability import Stability
from scorecard.library.frameworks import built_in_framework
from tests.analysis.evaluations import case_of
from ui.models.compare.weight_shares import WeightShares, held_in_words, shares_of

if TYPE_CHECKING:
    from scorecard.analysis.sureness.stability import Interval

IDS = "ABCD"
EQUAL = WeightShares(weights=dict.fromkeys(IDS, 1.0))


@st.composite
def tried_out(draw: st.DrawFn) -> WeightShares:
    """Shares as somebody leaves them who moves and switches a few times."""
    shares = WeightShares(
        weights={id: draw(st.just(0.0) | st.floats(1e-6, 10)) for id in IDS},
        empty=frozenset(draw(st.sets(st.sampled_from(IDS), max_size=1))),
    )
    for _step in range(draw(st.integers(0, 5))):
        if draw(st.booleans()):
            shares = shares.moved(draw(st.sampled_from(IDS)), draw(st.integers(0, 100)) / 100)
        else:
            shares = shares.turned(draw(st.sets(st.sampled_from(IDS), max_size=3)))
    return shares


@given(tried_out(), st.sampled_from(IDS), st.integers(0, 100))
def test_shares_sum_to_one_whatever_is_moved(before: WeightShares, section: str, percent: int) -> None:
    after = before.moved(section, percent / 100)
    if sum(before.shares.values()):
        assert sum(after.shares.values()) == pytest.approx(1)
    assert all(share >= 0 for share in after.shares.values())
    assert all(not after.shares[id] for id in after.off | after.empty)


@given(tried_out(), st.sampled_from(IDS), st.integers(1, 99))
def test_the_one_that_is_moved_is_where_it_was_put_and_the_others_keep_their_proportions(
    before: WeightShares, section: str, percent: int
) -> None:
    after = before.moved(section, percent / 100)
    others = [id for id in IDS if id != section and id not in before.off | before.empty]
    if section in before.off | before.empty or not others:
        assert after == before
        return
    assert after.shares[section] == pytest.approx(percent / 100)
    for one in others:
        for other in others:
            left = after.shares[one] * before.shares[other]
            right = after.shares[other] * before.shares[one]
            assert left == pytest.approx(right, abs=1e-9)


@given(tried_out(), st.sampled_from(IDS), st.integers(0, 100))
def test_from_all_the_weight_and_back_the_others_are_as_they_were(
    before: WeightShares, section: str, percent: int
) -> None:
    assume(any(before.shares.values()))
    there = before.moved(section, percent / 100)
    back = there.moved(section, 1.0).moved(section, there.shares[section])
    assert back.shares == pytest.approx(there.shares)


def test_at_all_the_weight_the_others_have_none() -> None:
    assert EQUAL.moved("B", 1.0).shares == {"A": 0, "B": 1, "C": 0, "D": 0}


def test_another_that_is_moved_then_shares_with_it_alone() -> None:
    assert EQUAL.moved("B", 1.0).moved("C", 0.3).shares == pytest.approx({"A": 0, "B": 0.7, "C": 0.3, "D": 0})


def test_what_the_only_one_gives_up_the_others_share_alike() -> None:
    only = WeightShares(weights={"A": 1.0, "B": 0.0, "C": 0.0})
    assert only.moved("A", 0.4).shares == pytest.approx({"A": 0.4, "B": 0.3, "C": 0.3})


def test_the_last_section_that_counts_keeps_all_the_weight() -> None:
    alone = EQUAL.turned({"B", "C", "D"})
    assert alone.moved("A", 0.5) == alone
    assert alone.shares["A"] == 1


def test_a_section_switched_on_again_weighs_what_it_did() -> None:
    moved = EQUAL.moved("A", 0.4)
    assert moved.turned({"A"}).turned(()).shares == pytest.approx(moved.shares)
    assert dict(moved.turned({"A"}).tried)["A"] == pytest.approx(2 / 3)


def test_switching_off_the_one_that_has_all_the_weight_gives_it_back_to_the_others() -> None:
    third = pytest.approx(1 / 3)
    assert EQUAL.moved("A", 1.0).turned({"A"}).shares == {"A": 0, "B": third, "C": third, "D": third}


def test_the_engine_weighs_by_what_is_asked() -> None:
    case = case_of({"A": 2, "B": 1, "C": 1}, {"P1": {"e": "1 2 3 4"}}, sections={"A": 3, "B": 1, "C": 0})
    begun = shares_of(case.compare())
    assert begun.stands_for(case.compare())
    assert begun.shares == {"A": 0.75, "B": 0.25, "C": 0}
    moved = begun.moved("B", 0.5).turned({"A"})
    asked = replace(case.question, tried=moved.tried, without=("A",))
    after = replace(case, question=asked).compare()
    assert moved.stands_for(after)
    assert not begun.stands_for(after)
    assert shares_of(after).shares == pytest.approx(moved.shares)


def test_a_section_in_which_no_criterion_counts_cannot_be_moved() -> None:
    case = case_of({"A": 2, "B": 1}, {"P1": {"e": "1 2 3"}}, criteria={"f.B1": 0})
    shares = shares_of(case.compare())
    assert shares.stands_for(case.compare())
    assert shares.moved("B", 0.5) == shares


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ((0.0, 1.0), "stays first at any weight"),
        ((0.0601, 1.0), "stays first from 7 %"),
        ((0.0, 0.4299), "stays first up to 42 %"),
        ((0.06, 0.42), "stays first from 6 % to 42 %"),
        (None, "has all the weight"),
    ],
)
def test_where_the_leader_stays_first_is_said_in_a_few_words(interval: Interval | None, words: str) -> None:
    section = built_in_framework("ptpr").sections[0]
    stability = Stability(section=section, weight=0.2, leader=interval, order=None)
    assert held_in_words(stability, "mean").replace("\N{NO-BREAK SPACE}", " ") == words
    assert held_in_words(stability, "weakest") == "not defined under this rule"
    assert held_in_words(None, "mean") == ""
