"""A cell of a heat map shows a level only where one was given, and says where evaluators are far apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.analysis.answers import answers_to
from scorecard.analysis.cube import NA, NE, UNSCORED
from scorecard.analysis.evaluators.dispute import is_disputed
from scorecard.analysis.views.heat import MEAN, WHICH, Heat, Order, arranged, find_heat
from scorecard.i18n import format_number
from tests.analysis.evaluations import Case, case_of, cases

SIZES = {"A": 2, "B": 2}


def heat_of(case: Case) -> Heat:
    """What the cells of a case show."""
    return find_heat(case.compare(), answers_to(case.snapshot, case.cube(), case.question))


def test_evaluators_who_agree_give_a_level_and_those_who_do_not_a_mean() -> None:
    heat = heat_of(case_of(SIZES, {"P": {"ana": "3 3 1 NE", "bea": "3 2 3 NA"}}))
    assert heat.shown.tolist() == [[3, MEAN + 25, MEAN + 20, NE]]
    assert heat.given.tolist() == [[2, 2, 2, 0]]


def test_a_mean_that_falls_on_a_level_is_no_level() -> None:
    heat = heat_of(case_of(SIZES, {"P": {"ana": "1 2 . NA", "bea": "3 NE . ."}}))
    assert heat.shown.tolist() == [[MEAN + 20, 2, UNSCORED, NA]]


def test_a_median_between_different_levels_is_no_level_either() -> None:
    said = {"ana": "1 . . .", "bea": "2 . . .", "eva": "4 . . ."}
    assert heat_of(case_of(SIZES, {"P": said}, average="median")).shown[0, 0] == MEAN + 20


def test_what_the_panel_says_is_the_level_and_ends_the_dispute() -> None:
    said = {"ana": "0 0 . .", "bea": "4 4 . .", "panel": "3 NE . ."}
    kinds = {"ana": "independent", "bea": "self", "panel": "panel"}
    heat = heat_of(case_of(SIZES, {"P": said}, kinds=kinds))
    assert heat.shown.tolist() == [[3, NE, UNSCORED, UNSCORED]]
    assert heat.decided.tolist() == [[True, True, False, False]]
    assert not heat.disputed.any()


@given(cases())
def test_a_cell_is_disputed_where_the_answers_of_the_evaluators_are(case: Case) -> None:
    comparison, heat = case.compare(), heat_of(case)
    answers = answers_to(case.snapshot, case.cube(), case.question)
    codes = {UNSCORED: "", NE: "NE", NA: "NA"} | dict(enumerate(comparison.framework.codes))
    for row, column in np.ndindex(heat.shown.shape):
        said = [codes[value] for value in answers.values[row, :, column].tolist()]
        expected = is_disputed(comparison.framework, said) and not heat.decided[row, column]
        assert heat.disputed[row, column] == expected


@given(cases())
def test_a_cell_shows_the_figure_that_all_else_shows(case: Case) -> None:
    comparison, heat = case.compare(), heat_of(case)
    for row, column in np.ndindex(heat.shown.shape):
        shown, value = int(heat.shown[row, column]), float(comparison.cell_value[row, column])
        if shown >= MEAN:
            assert format_number((shown - MEAN) / 10, 1) == format_number(value, 1)
        elif shown >= 0:
            assert shown == value
        else:
            assert shown == comparison.cell_state[row, column]


@given(cases(), st.booleans())
def test_programmes_without_a_rank_are_last_in_every_order(case: Case, falling: bool) -> None:
    comparison = case.compare()
    framework = comparison.framework
    orders = [Order(by, "", falling) for by in ("score", "name", "country", "coverage")]  # type: ignore[arg-type]
    orders += [Order("section", one.id, falling) for one in framework.sections]
    orders += [Order("criterion", one.id, falling) for one in framework.criteria]
    for order in orders:
        rows = arranged(comparison, order)
        assert sorted(rows) == list(range(len(comparison.programmes)))
        ranked = [bool(comparison.rank[row]) for row in rows]
        assert ranked == sorted(ranked, reverse=True)


@given(cases())
def test_the_order_by_score_is_that_of_the_ranking(case: Case) -> None:
    comparison = case.compare()
    assert arranged(comparison, Order()) == comparison.ranking()


@pytest.mark.parametrize("falling", [True, False])
def test_cells_without_a_level_are_last_whichever_way_a_criterion_is_sorted(falling: bool) -> None:
    firsts = {"none": ".", "low": "0", "apart": "NA", "high": "4", "looked": "NE", "middle": "2"}
    answers = {name: {"ana": f"{first} 2 2 2"} for name, first in firsts.items()}
    comparison = case_of(SIZES, answers).compare()
    rows = arranged(comparison, Order("criterion", "f.A1", falling))
    levels = ["high", "middle", "low"]
    names = [comparison.programmes[row].key for row in rows]
    assert names == [*(levels if falling else reversed(levels)), "looked", "none", "apart"]


def test_a_section_with_too_little_evidence_comes_after_those_with_enough() -> None:
    answers = {"thin": {"ana": "4 . 2 2"}, "full": {"ana": "1 1 2 2"}, "none": {"ana": ". . 2 2"}}
    comparison = case_of(SIZES, answers, threshold=0.6).compare()
    by_section = arranged(comparison, Order("section", "A"))
    ranked = [comparison.programmes[row].key for row in by_section if comparison.rank[row]]
    assert ranked == ["full", "thin"]


def test_equals_stand_as_the_ranking_has_them() -> None:
    answers = {"b": {"ana": "2 2 2 2"}, "a": {"ana": "2 2 2 2"}, "c": {"ana": "2 4 4 4"}}
    comparison = case_of(SIZES, answers).compare()
    for falling in (True, False):
        assert arranged(comparison, Order("criterion", "f.A1", falling)) == comparison.ranking()


def test_cells_are_found_by_what_they_lack() -> None:
    heat = heat_of(case_of(SIZES, {"P": {"ana": "0 NE . NA", "bea": "4 NE . ."}}))
    found = {which: heat.matching(which)[0].tolist() for which in WHICH}
    assert found == {
        "all": [True] * 4,
        "NE": [False, True, False, False],
        "unscored": [False, False, True, False],
        "disputed": [True, False, False, False],
    }


def test_an_evaluation_without_evaluators_has_nothing_but_empty_cells() -> None:
    heat = heat_of(case_of(SIZES, {"P": {}, "Q": {}}))
    assert set(itertools.chain.from_iterable(heat.shown.tolist())) == {UNSCORED}
    assert not heat.disputed.any()
