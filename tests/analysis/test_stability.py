"""Weights at which a ranking falls: the closed form, and the engine itself asked at many weights."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.analysis.sureness.stability import Stability, find_stability
from tests.analysis.evaluations import Case, case_of, cases
from tests.analysis.test_robustness import one_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorecard.analysis.comparison import Comparison

GRID = [0.003, 0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.98, 0.997]


def stability_of(rows: Sequence[Sequence[int | None]], **asked: Any) -> tuple[Stability, ...]:
    """The stability of programmes with one value in each section."""
    return find_stability(one_each(rows, **asked).compare())


def at_weight(case: Case, base: Comparison, section: int, weight: float) -> np.ndarray:
    """The scores of the programmes that `base` ranks, nan for the others, while one section has another weight."""
    others = base.section_weights.copy()
    others[section] = 0
    others *= (1 - weight) / others.sum()
    others[section] = weight
    ids = [one.id for one in base.framework.sections]
    tried = tuple(zip(ids, others.tolist(), strict=True))
    scores = replace(case, question=replace(case.question, tried=tried, threshold=0.0)).compare().score
    return np.where(base.rank > 0, scores, np.nan)


def lead(base: Comparison, scores: np.ndarray) -> float:
    """By how much the leaders are ahead of the best other; a loss where they part, by how far they are apart."""
    leaders = base.rank == 1
    own, others = scores[leaders], scores[base.rank > 1]
    return min(float(own.min() - others.max(initial=-np.inf)), together(float(own.max() - own.min())))


def together(apart: float) -> float:
    """Boundless where those who share a rank stay together, else by how far they are apart, as a loss."""
    return np.inf if apart < 1e-9 else -apart


@settings(max_examples=250, deadline=None)
@given(cases(), st.sampled_from(["mean", "geometric"]))
def test_the_leader_stands_within_its_interval_and_no_further(case: Case, rule: Any) -> None:
    case = replace(case, question=replace(case.question, rule=rule))
    base = case.compare()
    for one in find_stability(base):
        if one.leader is None:
            continue
        section = base.framework.sections.index(one.section)
        low, high = one.leader
        assert 0 <= low <= one.weight <= high <= 1
        for weight in GRID:
            if low + 1e-6 < weight < high - 1e-6:
                assert lead(base, at_weight(case, base, section, weight)) >= -2e-9
        for bound, step, taker in ((low, -1e-4, one.below), (high, 1e-4, one.above)):
            assert (taker is None) == (bound in (0, 1))
            if taker is not None and 0 < bound + step < 1:
                scores = at_weight(case, base, section, bound + step)
                assert lead(base, scores) < 1e-9
                assert scores[base.row(taker.key)] >= np.nanmax(scores) - 2e-7
        for side, is_beyond in (
            (0, lambda t, low=low: t < low - 1e-6),
            (1, lambda t, high=high: t > high + 1e-6),
        ):
            if one.for_good[side]:
                for weight in filter(is_beyond, GRID):
                    assert lead(base, at_weight(case, base, section, weight)) < 1e-9


@settings(max_examples=150, deadline=None)
@given(cases(), st.sampled_from(["mean", "geometric"]))
def test_the_order_stands_within_its_interval_and_no_further(case: Case, rule: Any) -> None:
    case = replace(case, question=replace(case.question, rule=rule))
    base = case.compare()
    ranked = [row for row in base.ranking() if base.rank[row]]

    def gaps(weight: float, section: int) -> list[float]:
        """How far each is ahead of the next; as a loss, how far apart those are that shared a rank."""
        scores = at_weight(case, base, section, weight)
        return [
            float(scores[one] - scores[next_one])
            if base.rank[one] < base.rank[next_one]
            else together(abs(float(scores[one] - scores[next_one])))
            for one, next_one in zip(ranked, ranked[1:])  # noqa: B905, RUF007
        ]

    for one in find_stability(base):
        if one.order is None or one.leader is None:
            continue
        section = base.framework.sections.index(one.section)
        low, high = one.order
        assert one.leader[0] <= low <= one.weight <= high <= one.leader[1]
        for weight in GRID:
            if low + 1e-6 < weight < high - 1e-6:
                assert min(gaps(weight, section)) >= -2e-9
        for bound, step in ((low, -1e-4), (high, 1e-4)):
            if 0 < bound < 1 and 0 < bound + step < 1:
                assert min(gaps(bound + step, section)) < 1e-9


def test_two_complete_programmes_cross_where_the_closed_form_says() -> None:
    # t* = (S_b - S_a) / [(x_ak - S_a) - (x_bk - S_b)]: a = (1, 4 and 3), b = (4, 2 and 2) over equal others.
    first, *_rest = stability_of([(1, 4, 3), (4, 2, 2)])
    assert first.weight == pytest.approx(1 / 3)
    crossing = (2 - 3.5) / ((1 - 3.5) - (4 - 2))
    assert crossing == pytest.approx(1 / 3)
    first, *_rest = stability_of([(2, 4, 3), (4, 2, 2)])
    assert first.leader == (0, pytest.approx((2 - 3.5) / ((2 - 3.5) - (4 - 2))))
    assert first.above is not None
    assert (first.above.id, first.below) == ("P1", None)
    assert first.order == first.leader


def test_the_geometric_rule_crosses_where_the_logarithms_do() -> None:
    (first, second) = stability_of([(4, 0), (1, 1)], rule="geometric")
    assert first.leader == (pytest.approx(np.log(2) / np.log(5)), 1)
    assert second.leader == (0, pytest.approx(1 - np.log(2) / np.log(5)))


def test_a_programme_without_the_section_keeps_its_score_whatever_it_weighs() -> None:
    # P0 stays at 3; P1 goes from 2 to 4 and passes it half way.
    first, _second = stability_of([(None, 3), (4, 2)], sections={"A": 1.0, "B": 3.0})
    assert first.weight == 0.25
    assert first.leader == (0, pytest.approx(0.5))


def lead_that_comes_back() -> Case:
    """P0 goes from 2 to 41 as the first section gains weight t, P1, which lacks the last one, as 80 t / (1 + t)."""
    weights = {"A": 0.02, "B": 0.99, "C": 0.99}
    return one_each([(41, 2, 2), (40, 0, None)], codes=[str(n) for n in range(50)], sections=weights)


def test_with_missing_sections_a_lead_may_be_lost_and_come_back() -> None:
    # They are level where 39 t² - 39 t + 2 = 0.
    first, *_rest = find_stability(lead_that_comes_back().compare())
    assert first.leader == (0, pytest.approx((39 - np.sqrt(39 * 39 - 312)) / 78))
    assert first.for_good == (True, False)
    assert first.above is not None
    assert first.above.id == "P1"


def test_a_shared_lead_ends_as_soon_as_a_weight_parts_those_who_share_it() -> None:
    first, second, third = stability_of([(3, 1, 2), (1, 3, 2), (0, 0, 0)])
    for one, below, above in ((first, "P1", "P0"), (second, "P0", "P1")):
        assert one.leader == one.order == (pytest.approx(1 / 3), pytest.approx(1 / 3))
        assert one.below is not None
        assert one.above is not None
        assert (one.below.id, one.above.id) == (below, above)
    assert third.leader == third.order == (0, 1)


def test_programmes_that_are_alike_share_the_lead_at_any_weight() -> None:
    for one in stability_of([(3, 1), (3, 1), (2, 0)]):
        assert one.leader == one.order == (0, 1)


def test_a_tie_at_the_end_of_the_scale_is_no_loss() -> None:
    first, _second = stability_of([(4, 2), (3, 2), (0, 2)])
    assert first.leader == first.order == (0, 1)
    assert (first.below, first.above) == (None, None)


def test_of_several_that_overtake_at_once_the_one_that_goes_highest_is_named() -> None:
    first, _second = stability_of([(0, 4), (2, 2), (4, 0), (3, 1)], sections={"A": 1.0, "B": 3.0})
    assert first.leader == (0, pytest.approx(0.5))
    assert first.above is not None
    assert first.above.id == "P2"


def test_nothing_is_defined_for_the_weakest_or_where_one_section_has_all_the_weight() -> None:
    rows = [(1, 2), (2, 0)]
    assert [one.leader for one in stability_of(rows, rule="weakest")] == [None, None]
    (only,) = stability_of(rows, without=("B",))
    assert (only.section.id, only.weight, only.leader, only.order) == ("A", 1, None, None)


def test_a_section_without_weight_has_no_stability() -> None:
    found = stability_of([(1, 2, 3), (2, 0, 3)], sections={"B": 0.0})
    assert [one.section.id for one in found] == ["A", "C"]


def test_there_is_nothing_to_lose_where_fewer_than_two_are_ranked() -> None:
    assert stability_of([(1, 2)]) == ()
    assert find_stability(case_of({"A": 1, "B": 1}, {}).compare()) == ()
    unranked = case_of({"A": 1, "B": 1}, {"P0": {"ana": "NE NE"}, "P1": {"ana": "NA NA"}})
    assert find_stability(unranked.compare()) == ()


def test_those_compared_are_the_ones_ranked_whatever_another_weight_does_to_their_coverage() -> None:
    answers = {"P0": {"ana": "2 2"}, "P1": {"ana": "4 ."}, "P2": {"ana": "0 0"}}
    case = case_of({"A": 1, "B": 1}, answers, sections={"A": 2.0, "B": 3.0})
    first, _second = find_stability(case.compare())
    assert first.leader == (0, 1)
    case = case_of({"A": 1, "B": 1}, answers, sections={"A": 3.0, "B": 2.0})
    first, _second = find_stability(case.compare())
    assert first.leader == (0, 1)
    assert case.compare().rank.tolist() == [2, 1, 3]
