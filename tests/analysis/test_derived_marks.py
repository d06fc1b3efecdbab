"""Marks derived from scores: which levels earn a tick, whose questions count, and on scales of every length."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from scorecard.analysis.sources.derived_marks import (
    Derivation,
    DerivedMarks,
    derive,
    least_position,
    marked_framework,
    value_words,
)
from scorecard.i18n import speaking
from scorecard.model.evaluation import Conflict, Evaluation
from tests.analysis.evaluations import Case, case_of, cases, framework_of


def derived(case: Case) -> dict[str, DerivedMarks]:
    derivation = Derivation(comparison=case.compare(), scores=case.scores)
    return {one.programme.id: one for one in derive(case.snapshot, derivation)}


def said(case: Case, *, question: str = "", challenge: str = "", **of: str) -> Case:
    """The case with a question or challenge in the scores that have these attributes."""
    scores = tuple(
        replace(one, question=question or one.question, challenge=challenge or one.challenge)
        if all(getattr(one, name) == value for name, value in of.items())
        else one
        for one in case.scores
    )
    return replace(case, scores=scores)


def entries(marks: DerivedMarks) -> list[tuple[str, str, str]]:
    return [(one.section, one.mark, one.text) for one in marks.entries]


def test_a_criterion_at_three_or_more_of_four_earns_a_tick_with_its_value() -> None:
    marks = derived(case_of({"A": 3, "B": 2}, {"P1": {"ana": "3 2 4 NE 3"}}))["P1"]
    assert entries(marks) == [("A", "√", "f.A1 (3)"), ("A", "√", "f.A3 (4)"), ("B", "√", "f.B2 (3)")]
    assert marks.levels == {"A": 3, "B": 1}
    assert marks.applicable == {"A": 3, "B": 2}


def test_what_evaluators_say_together_decides_not_one_of_them() -> None:
    case = case_of({"A": 3}, {"P1": {"ana": "4 3 2", "luis": "2 2 NE"}})
    assert entries(derived(case)["P1"]) == [("A", "√", "f.A1 (3)")]


def test_the_panel_decides_where_it_has_spoken() -> None:
    case = case_of(
        {"A": 2}, {"P1": {"ana": "4 0", "jury": "1 4"}}, kinds={"ana": "independent", "jury": "panel"}
    )
    assert entries(derived(case)["P1"]) == [("A", "√", "f.A2 (4)")]


def test_what_does_not_apply_leaves_the_count_and_nothing_is_empty_but_what_says_nothing() -> None:
    case = case_of({"A": 2}, {"P1": {"ana": "NA 0"}, "P2": {"ana": "NE NE"}, "P3": {"ana": ". ."}})
    marks = derived(case)
    assert (marks["P1"].levels, marks["P1"].applicable) == ({"A": 1}, {"A": 1})
    assert [marks[id].is_empty for id in ("P1", "P2", "P3")] == [False, True, True]


def test_a_question_that_several_ask_is_one_mark_and_challenges_carry_none() -> None:
    case = case_of({"A": 2}, {"P1": {"ana": "1 1", "luis": "1 NE"}})
    case = said(case, question="Who pays?", criterion="f.A2")
    case = said(case, challenge="A yearly budget", criterion="f.A1", evaluator="luis")
    assert entries(derived(case)["P1"]) == [("A", "?", "Who pays?"), ("challenges", "", "A yearly budget")]
    assert not derived(said(case_of({"A": 1}, {"P1": {"ana": "NE"}}), question="Why?"))["P1"].is_empty


def test_a_conflict_of_interest_derives_nothing() -> None:
    case = said(case_of({"A": 1}, {"P1": {"ana": "4"}}), question="Who pays?", challenge="Budget")
    conflict = Conflict(programme="P1", evaluator="ana", reason="owner")
    case = replace(case, snapshot=replace(case.snapshot, conflicts={"P1/ana": conflict}))
    assert entries(derived(case)["P1"]) == []


@pytest.mark.parametrize(
    ("codes", "least"), [("01234", 3), ("12345", 3), ("0123456", 5), ("ABC", 1), (["no", "yes"], 1)]
)
def test_on_any_scale_the_level_below_the_best_is_enough_but_never_the_worst(codes: str, least: int) -> None:
    framework = framework_of({"A": 1}, codes)
    assert least_position(framework) == least
    for position, code in enumerate(codes):
        case = case_of({"A": 1}, {"P1": {"ana": code}}, codes=codes)
        assert bool(derived(case)["P1"].entries) == (position >= least)


def test_a_value_is_said_in_the_codes_of_its_scale() -> None:
    assert value_words(framework_of({"A": 1}), 3.0) == "3"
    assert value_words(framework_of({"A": 1}), 10 / 3) == "3.3"
    assert value_words(framework_of({"A": 1}, "12345"), 3.5) == "4.5"
    assert value_words(framework_of({"A": 1}, "ABCD"), 2.5) == "C–D"
    with speaking("es"):
        assert value_words(framework_of({"A": 1}), 3.5) == "3,5"


def test_the_dimensions_are_those_of_ptpr_where_it_is_there_and_else_of_the_first_framework() -> None:
    snapshot = case_of({"A": 1}, {}).snapshot
    assert marked_framework(snapshot) == "f"
    both = Evaluation(id="", title="", frameworks=("f", "ptpr"))
    assert marked_framework(replace(snapshot, evaluation=both)) == "ptpr"


@given(case=cases())
def test_every_tick_is_a_cell_that_stands_high_enough_and_no_other_cell_has_one(case: Case) -> None:
    comparison = case.compare()
    least = least_position(comparison.framework)
    derivation = Derivation(comparison=comparison, scores=case.scores)
    for marks, result in zip(derive(case.snapshot, derivation), comparison.results(), strict=True):
        high = [cell for cell in result.cells if cell.value is not None and cell.value > least - 1e-9]
        assert len(marks.entries) == len(high)
        assert all(
            one.text.startswith(cell.criterion.id) for one, cell in zip(marks.entries, high, strict=True)
        )
        assert sum(marks.levels.values()) == sum(cell.state == "scored" for cell in result.cells)
