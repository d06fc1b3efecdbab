"""What our own choices change is what the changed questions themselves answer."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from scorecard.analysis.comparison import compare
from scorecard.analysis.sureness.sensitivity import Sensitivity, find_sensitivity
from scorecard.errors import Refusal
from tests.analysis.evaluations import Case, case_of, cases


def found(case: Case) -> Sensitivity:
    """What depends on our choices in a case."""
    return find_sensitivity(case.snapshot, case.cube(), case.question)


def choices(case: Case) -> list[tuple[str, object]]:
    """Every variant of a case as choice and value."""
    return [(one.choice, one.value) for one in found(case).variants]


LEVEL = case_of(
    {"A": 1, "B": 1},
    {"P1": {"ana": "4 0"}, "P2": {"ana": "2 1"}, "P3": {"ana": "NE 3"}},
    names={"P1": "Alta Ley", "P2": "Transforma", "P3": "Clúster"},
    threshold=0.75,
)
"""As asked P1 leads with 2 before P2 with 1.5, and P3 has too little evidence."""


@given(cases())
@settings(max_examples=150, deadline=None)
def test_every_variant_is_the_answer_to_its_question_asked_by_itself(case: Case) -> None:
    sensitivity = found(case)
    cube = case.cube()
    assert np.array_equal(sensitivity.asked.score, case.compare().score, equal_nan=True)
    for one in sensitivity.variants:
        question = replace(case.question, **one.fields)
        alone = compare(case.snapshot, cube, question)
        assert question == one.comparison.question
        assert alone.programmes == sensitivity.asked.programmes
        assert np.array_equal(alone.rank, one.comparison.rank)
        assert np.array_equal(alone.score, one.comparison.score, equal_nan=True)
        for row, (before, after) in enumerate(zip(sensitivity.asked.rank, alone.rank, strict=True)):
            assert one.moved[row] == (before != after)
            assert one.change[row] == (before - after if before and after else 0)


@given(cases())
@settings(max_examples=100, deadline=None)
def test_what_is_left_out_would_change_no_number(case: Case) -> None:
    asked, cube = case.compare(), case.cube()
    there = {(one.choice, one.value) for one in found(case).variants}
    for choice, values in (("rule", ("mean", "geometric", "weakest")), ("average", ("mean", "median"))):
        for value in values:
            if (choice, value) not in there:
                same = compare(case.snapshot, cube, replace(case.question, **{choice: value}))
                assert np.array_equal(same.score, asked.score, equal_nan=True)


@given(cases())
@settings(max_examples=100, deadline=None)
def test_the_sentences_and_the_document_stand_for_any_evaluation(case: Case) -> None:
    sensitivity = found(case)
    answer, detail = sensitivity.sentences()
    assert answer
    assert "{" not in answer + detail
    document = json.loads(json.dumps(sensitivity.to_json(), allow_nan=False))
    assert len(document["variants"]) == len(sensitivity.variants)


def test_one_choice_is_changed_at_a_time_in_a_fixed_order() -> None:
    assert choices(LEVEL) == [
        ("rule", "geometric"),
        ("rule", "weakest"),
        ("threshold", 0.25),
        ("threshold", 0.5),
        ("section", "A"),
        ("section", "B"),
    ]


def test_the_median_is_a_choice_only_where_it_gives_another_cell() -> None:
    two = case_of({"A": 1}, {"P1": {"ana": "1", "luis": "3"}})
    three = case_of({"A": 1}, {"P1": {"ana": "1", "luis": "1", "eva": "4"}})
    assert ("average", "median") not in choices(two)
    assert ("average", "median") in choices(three)


def test_views_are_choices_where_somebody_answers_in_them() -> None:
    kinds = {"ana": "independent", "own": "self", "panel": "panel"}
    case = case_of({"A": 1}, {"P1": {"ana": "1", "own": "4", "panel": "2"}}, kinds=kinds)
    views = [("view", "independent")]
    assert [one for one in choices(case) if one[0] == "view"] == views
    alone = case_of({"A": 1}, {"P1": {"ana": "1", "panel": "."}}, kinds=kinds)
    assert [one for one in choices(alone) if one[0] == "view"] == []
    of_self = replace(case, question=replace(case.question, view="self"))
    assert [value for choice, value in choices(of_self) if choice == "view"] == [
        "all",
        "independent",
        "panel",
    ]


def test_weights_are_choices_unless_they_weigh_what_is_asked() -> None:
    own = case_of({"A": 1, "B": 1}, {"P1": {"ana": "1 2"}}, sections={"A": 3})
    assert [one for one in choices(own) if one[0] == "weights"] == [("weights", None)]
    equal = case_of({"A": 1, "B": 1}, {"P1": {"ana": "1 2"}}, sections={"A": 3, "B": 3})
    assert [one for one in choices(equal) if one[0] == "weights"] == []


def test_while_weights_are_tried_the_set_and_equal_weights_are_the_others() -> None:
    case = case_of({"A": 1, "B": 1}, {"P1": {"ana": "1 2"}}, sections={"A": 3})
    case = replace(case, question=replace(case.question, tried=(("A", 5.0),)))
    weights = [one for one in found(case).variants if one.choice == "weights"]
    assert [one.value for one in weights] == [None, "own"]
    assert [one.fields for one in weights] == [
        {"weights": None, "tried": ()},
        {"weights": "weights", "tried": ()},
    ]


def test_the_only_section_that_weighs_cannot_be_switched_off_but_one_that_is_off_comes_back() -> None:
    assert [one for one in choices(case_of({"A": 1}, {"P1": {"ana": "1"}})) if one[0] == "section"] == []
    case = replace(LEVEL, question=replace(LEVEL.question, without=("A",)))
    (back,) = [one for one in found(case).variants if one.choice == "section"]
    assert (back.value, back.fields, back.name) == ("A", {"without": ()}, "with Part A")


def test_a_change_counts_places_upwards_and_whoever_gains_a_rank_has_moved() -> None:
    by_choice = {(one.choice, one.value): one for one in found(LEVEL).variants}
    weakest = by_choice["rule", "weakest"]
    assert weakest.comparison.rank.tolist() == [2, 1, 0]
    assert weakest.change.tolist() == [-1, 1, 0]
    half = by_choice["threshold", 0.5]
    assert half.comparison.rank.tolist() == [2, 3, 1]
    assert half.change.tolist() == [-1, -1, 0]
    assert half.moved.tolist() == [True, True, True]


def test_the_sentence_says_who_leads_elsewhere_and_which_choice_moves_most() -> None:
    answer, detail = (text.replace("\N{NO-BREAK SPACE}", " ") for text in found(LEVEL).sentences())
    assert answer == (
        "Alta Ley leads in 1 of 6 other choices. "
        "Clúster leads with a threshold of 25 %, with a threshold of 50 % and with part A switched off."
    )
    assert detail == (
        "Transforma leads under the geometric mean and under the weakest criterion. "
        "Most changes with a threshold of 25 % and with a threshold of 50 %: "
        "3 of 3 programmes have another rank. 1 of 6 other choices changes no rank."
    )


def test_a_lead_that_nothing_shakes_is_said_in_one_sentence() -> None:
    case = case_of({"A": 1, "B": 1}, {"P1": {"ana": "4 4"}, "P2": {"ana": "1 1"}})
    assert found(case).sentences() == (
        "Programme P1 stays first, whichever of 6 choices we change.",
        "No rank changes under any of 6 other choices.",
    )


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "There is no programme to compare yet."),
        ({"P1": "2 3"}, "One programme alone has no place to lose"),
        ({"P1": "NA NA", "P2": "NA NA"}, "No programme has enough evidence for a score, whichever of"),
        ({"P1": "NE NE", "P2": "NE NE"}, "No programme has enough evidence for a score, whichever of"),
        (
            {"P1": "2 2", "P2": "2 2"},
            "Programme P1 and Programme P2 share the lead, whichever of 6 choices we change.",
        ),
        (
            {f"P{n}": "2 2" for n in range(5)},
            "The same 5 programmes share the lead, whichever of 6 choices we change.",
        ),
        ({"P1": "2 NE", "P2": "NE NE"}, "Programme P1 leads in 4 of 6 other choices."),
        ({"P1": "4 0", "P2": "0 4"}, "Programme P1 and Programme P2 share the lead in 4 of 6 other choices."),
    ],
)
def test_degenerate_evaluations_have_true_sentences(answers: dict[str, str], sentence: str) -> None:
    rows = {key: {"ana": words} for key, words in answers.items()}
    case = case_of({"A": 1, "B": 1}, rows, kinds={"ana": "independent"})
    assert found(case).sentences()[0].startswith(sentence)


def test_the_document_gives_ranks_and_changes_by_id() -> None:
    document = found(LEVEL).to_json()
    assert list(document) == ["framework", "round", "asked", "programmes", "variants", "sentence"]
    assert document["asked"] == {
        "view": "all",
        "average": "mean",
        "rule": "mean",
        "weights": None,
        "threshold": 0.75,
        "without": [],
    }
    assert document["programmes"][2] == {"id": "P3", "name": "Clúster", "score": None, "rank": None}
    half = document["variants"][3]
    assert (half["choice"], half["value"], half["first"], half["moved"]) == ("threshold", 0.5, ["P3"], 3)
    assert half["programmes"][0] == {"id": "P1", "score": 2.0, "rank": 2, "change": -1}
    assert half["programmes"][2] == {"id": "P3", "score": 3.0, "rank": 1, "change": None}


def test_a_question_that_is_itself_refused_is_refused() -> None:
    with pytest.raises(Refusal):
        found(replace(LEVEL, question=replace(LEVEL.question, without=("A", "B"))))
