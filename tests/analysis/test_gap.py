"""Self-assessment against independent evaluators: the two views of the one engine, and only scores that stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from scorecard.analysis.comparison import compare
from scorecard.analysis.question import VIEWS
from scorecard.analysis.views.gap import Gap, find_gap
from scorecard.i18n import speaking
from tests.analysis.evaluations import Case, case_of, cases

KINDS = {"own": "self", "ind": "independent", "pee": "peer", "pan": "panel"}


def case(answers: dict[str, dict[str, str]], **asked: Any) -> Case:
    """Programmes with two sections of two criteria; a single word is given to all four."""
    rows = {
        key: {name: words if " " in words else " ".join([words] * 4) for name, words in row.items()}
        for key, row in answers.items()
    }
    return case_of({"A": 2, "B": 2}, rows, kinds=KINDS, **asked)


def gap_of(answers: dict[str, dict[str, str]], **asked: Any) -> Gap:
    """The gap of such a case."""
    made = case(answers, **asked)
    return find_gap(made.snapshot, made.cube(), made.question)


def test_both_sides_are_those_of_the_engine_whatever_view_is_asked() -> None:
    for view in VIEWS:
        made = case({"P1": {"own": "4", "ind": "2", "pee": "1", "pan": "0"}}, view=view, rule="geometric")
        gap = find_gap(made.snapshot, made.cube(), made.question)
        own = replace(made.question, view="self")
        for side, question in ((gap.own, own), (gap.independent, replace(own, view="independent"))):
            alone = compare(made.snapshot, made.cube(), question)
            assert side.question == alone.question
            assert np.array_equal(side.score, alone.score)


def test_a_gap_is_own_less_independent_by_programme_and_by_section() -> None:
    gap = gap_of({"P1": {"own": "4 4 1 1", "ind": "2 2 2 2"}})
    assert gap.gap().tolist() == [0.5]
    assert gap.section_gap().tolist() == [[2.0, -1.0]]


def test_the_widest_gap_comes_first_in_either_direction() -> None:
    gap = gap_of(
        {"P1": {"own": "3", "ind": "2"}, "P2": {"own": "0", "ind": "3"}, "P3": {"own": "2", "ind": "2"}}
    )
    assert [gap.programmes[row].key for row in gap.rows()] == ["P2", "P1", "P3"]


def test_gaps_as_wide_in_both_directions_are_named_together() -> None:
    gap = gap_of(
        {"P1": {"own": "4 4 2 2", "ind": "2"}, "P2": {"own": "2", "ind": "2"}, "P3": {"own": "1", "ind": "2"}}
    )
    answer, detail = gap.sentences()
    assert answer == (
        "On average self-assessments are neither higher nor lower; "
        "widest: Programme P1 and Programme P3 (±1.00)."
    )
    assert "Of 3 programmes with both scores 1 rate themselves higher and 1 lower." in detail


def test_higher_and_lower_on_average_are_told_apart() -> None:
    higher = gap_of({"P1": {"own": "4 4 2 2", "ind": "2"}, "P2": {"own": "2", "ind": "2"}})
    assert higher.sentences()[0] == (
        "Self-assessments are higher by 0.50 on average; widest: Programme P1 (+1.00), most of all on part A."
    )
    lower = gap_of({"P1": {"own": "1", "ind": "2"}, "P2": {"own": "2", "ind": "2"}})
    assert lower.sentences()[0] == (
        "Self-assessments are lower by 0.50 on average; widest: Programme P1 (−1.00)."
    )


def test_gaps_that_cancel_out_are_not_called_agreement() -> None:
    gap = gap_of({"P1": {"own": "3 3 3 2", "ind": "2"}, "P2": {"own": "1 1 1 2", "ind": "2"}})
    assert "neither higher nor lower; widest: Programme P1 and Programme P2 (±0.75)" in gap.sentences()[0]


def test_the_same_scores_are_the_same() -> None:
    gap = gap_of({"P1": {"own": "3", "ind": "3"}, "P2": {"own": "1", "ind": "1"}})
    assert gap.sentences()[0] == "Self-assessments and independent scores are the same for every programme."


def test_one_programme_alone_has_no_average() -> None:
    gap = gap_of({"P1": {"own": "3", "ind": "1"}, "P2": {"own": "2"}})
    assert gap.sentences() == (
        "Only Programme P1 has a score in both views: 3.00 by itself, 1.00 by independent evaluators (+2.00).",
        "1 programme lacks a score in at least one of the two views.",
    )


def test_a_score_below_the_threshold_makes_no_gap() -> None:
    gap = gap_of({"P1": {"own": "4 . . .", "ind": "2"}, "P2": {"own": "3", "ind": "2 2 . ."}})
    assert [gap.programmes[row].key for row in gap.rows()] == ["P2"]
    assert [gap.programmes[row].key for row in gap.others()] == ["P1"]
    assert np.isnan(gap.section_gap()).tolist() == [[False, True], [False, True]]


def test_a_gap_within_what_evidence_leaves_open_is_told_apart() -> None:
    gap = gap_of({"P1": {"own": "3 3 . .", "ind": "2"}, "P2": {"own": "4", "ind": "2 2 2 ."}})
    assert [gap.pair(row).is_certain for row in (0, 1)] == [False, True]
    assert [gap.pair(row).figure(2) for row in (0, 1)] == ["(+1.00)", "+2.00"]
    assert gap.pair(0).in_words(1).endswith("gap +1.0, which missing evidence could undo")
    assert [pair.figure(1) for pair in gap.section_pairs(0)] == ["+1.0", "–"]
    assert "1 gap could still be undone by the evidence that is missing." in gap.sentences()[1]


def test_an_upper_bound_and_an_interval_are_shown_as_such() -> None:
    pair = gap_of({"P1": {"own": "3 3 3 .", "ind": "2 . . ."}}, rule="weakest").pair(0)
    assert (pair.own.figure(2), pair.own.in_words(2)) == ("≤\u00a03.00", "at most 3.00")
    assert pair.independent.figure(2) == "(0.00 – 2.00)"
    assert pair.independent.in_words(2) == "insufficient evidence, between 0.00 and 2.00"
    nothing = gap_of({"P1": {"own": "NA"}}).pair(0)
    assert (nothing.own.in_words(2), nothing.independent.in_words(2)) == ("does not apply", "nothing scored")
    assert nothing.independent.figure(2) == nothing.own.figure(2) == "–"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "There is no programme to compare yet."),
        ({"P1": {}}, "Nobody has scored in this round yet: neither programmes themselves nor others."),
        ({"P1": {"own": "NE", "ind": "NE"}}, "Nobody has scored in this round yet"),
        ({"P1": {"own": "NA", "ind": "NA"}}, "Nobody has scored in this round yet"),
        ({"P1": {"ind": "2"}}, "There is no self-assessment in this round"),
        ({"P1": {"own": "2", "pan": "3"}}, "There is no independent score in this round"),
        (
            {"P1": {"own": "2"}, "P2": {"ind": "2"}},
            "No programme has evidence enough for a score in both views.",
        ),
    ],
)
def test_where_there_is_no_gap_the_sentence_says_why(
    answers: dict[str, dict[str, str]], sentence: str
) -> None:
    gap = gap_of(answers)
    assert gap.sentences()[0].startswith(sentence)
    assert gap.rows() == []
    assert gap.sentences()[1] == ""


def test_peers_count_as_independent_and_the_panel_on_neither_side() -> None:
    gap = gap_of({"P1": {"own": "4", "pee": "1", "pan": "4"}})
    assert gap.gap().tolist() == [3.0]


def test_the_document_has_both_sides_and_plain_numbers() -> None:
    document = gap_of({"P1": {"own": "3", "ind": "2"}, "P2": {"own": "4", "ind": "2 . . ."}}).to_json()
    first, second = document["programmes"]
    assert (first["id"], first["self"]["score"], first["independent"]["score"], first["gap"]) == (
        "P1", 3.0, 2.0, 1.0,
    )  # fmt: skip
    assert [one["gap"] for one in first["sections"]] == [1.0, 1.0]
    assert (second["gap"], second["independent"]["score"], second["independent"]["coverage"]) == (
        None,
        None,
        0.25,
    )


@given(cases())
def test_whatever_the_answers_gaps_are_those_of_scores_that_stand(generated: Case) -> None:
    gap = find_gap(generated.snapshot, generated.cube(), generated.question)
    found = gap.gap()
    rows = gap.rows()
    assert sorted([*rows, *gap.others()]) == list(range(len(gap.programmes)))
    assert [abs(found[row]) for row in rows] == sorted((abs(found[row]) for row in rows), reverse=True)
    for row in rows:
        assert gap.own.rank[row] > 0
        assert gap.independent.rank[row] > 0
    for language in ("en", "es"):
        with speaking(language):
            answer, detail = gap.sentences()
        assert answer
        assert "nan" not in answer + detail
