"""A comparison says the same in arrays, results, table and JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from math import isnan

import numpy as np
import pytest

from scorecard.analysis.aggregation import SCORED
from scorecard.analysis.comparison import STATES, compare
from scorecard.analysis.cube import NE, UNSCORED
from scorecard.analysis.question import Question
from scorecard.errors import Refusal
from scorecard.model.programme import Programme
from tests.analysis.evaluations import case_of, framework_of

CASE = case_of(
    {"A": 2, "B": 1},
    {"P2": {"ana": "4 3 2"}, "P10": {"ana": "1 NE NA"}, "P1": {"ana": "NE . ."}, "P3": {"ana": "NA NA NA"}},
    names={"P2": "Zulu", "P10": "Mike", "P1": "Bravo", "P3": "Alpha"},
)


def test_programmes_stand_in_the_order_of_the_snapshot() -> None:
    assert [one.id for one in CASE.compare().programmes] == ["P1", "P2", "P3", "P10"]
    assert CASE.compare().row("P10") == 3


def test_the_ranking_lists_the_ranked_first_and_loses_nobody() -> None:
    comparison = CASE.compare()
    assert [comparison.programmes[row].name for row in comparison.ranking()] == [
        "Zulu",
        "Mike",
        "Alpha",
        "Bravo",
    ]
    assert comparison.rank.tolist() == [0, 1, 0, 2]
    assert comparison.ranked == 2


def test_programmes_on_one_rank_are_listed_as_a_reader_sorts_names() -> None:
    answers = {"P1": {"ana": "2"}, "P2": {"ana": "2"}, "P3": {"ana": "2"}, "P4": {"ana": "3"}}
    case = case_of({"A": 1}, answers, names={"P1": "CITE", "P2": "áncash", "P3": "Atacama", "P4": "Zulu"})
    comparison = case.compare()
    ranked = [comparison.programmes[row].name for row in comparison.ranking()]
    assert ranked == ["Zulu", "áncash", "Atacama", "CITE"]


def test_arrays_hold_nan_where_results_hold_none() -> None:
    comparison = CASE.compare()
    for row, result in enumerate(comparison.results()):
        for field in ("score", "low", "high", "coverage"):
            number = getattr(result, field)
            array = getattr(comparison, field)[row]
            assert (number is None and isnan(array)) or number == array
        assert (result.rank or 0) == comparison.rank[row]
        for index, section in enumerate(result.sections):
            assert section.enough == comparison.section_is_enough()[row, index]
            array = comparison.section_score[row, index]
            assert (section.score is None and isnan(array)) or section.score == array
        for index, cell in enumerate(result.cells):
            assert STATES[int(comparison.cell_state[row, index])] == cell.state
            assert (cell.value is None) == isnan(comparison.cell_value[row, index])
    assert comparison.cell_state[0].tolist() == [NE, UNSCORED, UNSCORED]
    assert comparison.cell_state[1].tolist() == [SCORED] * 3


def test_no_array_can_be_written_to() -> None:
    comparison = CASE.compare()
    with pytest.raises(ValueError, match="read-only"):
        comparison.score[0] = 4
    with pytest.raises(ValueError, match="read-only"):
        comparison.cell_state[0, 0] = 0


def test_the_document_is_plain_json_of_the_agreed_shape() -> None:
    document = json.loads(json.dumps(CASE.compare().to_json(), allow_nan=False))
    assert list(document) == ["framework", "round", "view", "rule", "scale", "programmes"]
    assert (document["framework"], document["round"], document["scale"]) == ("f", "r1", [0, 4])
    assert document["programmes"][1] == {
        "id": "P2",
        "name": "Zulu",
        "score": 2.75,
        "low": 2.75,
        "high": 2.75,
        "coverage": 1.0,
        "rank": 1,
        "sections": [
            {"id": "A", "score": 3.5, "low": 3.5, "high": 3.5, "coverage": 1.0},
            {"id": "B", "score": 2.0, "low": 2.0, "high": 2.0, "coverage": 1.0},
        ],
        "criteria": [
            {"id": "f.A1", "value": 4.0, "state": "scored"},
            {"id": "f.A2", "value": 3.0, "state": "scored"},
            {"id": "f.B1", "value": 2.0, "state": "scored"},
        ],
    }
    assert document["programmes"][2]["coverage"] is None


def test_the_table_is_labelled_by_ids() -> None:
    frame = CASE.compare().to_frame()
    assert list(frame.index) == ["P1", "P2", "P3", "P10"]
    assert list(frame.columns) == [
        *["name", "rank", "score", "low", "high", "coverage"],
        *["A", "A low", "A high", "A coverage", "B", "B low", "B high", "B coverage"],
        *["f.A1", "f.A2", "f.B1"],
    ]
    assert frame["rank"].isna().tolist() == [True, False, True, False]
    assert frame.loc["P10", "rank"] == 2
    assert frame.loc["P10", "A"] == 1.0
    assert np.isnan(frame.loc["P10", "f.B1"])


def test_a_comparison_of_nothing_has_an_empty_table() -> None:
    comparison = case_of({"A": 1}, {}).compare()
    assert comparison.to_frame().shape == (0, 11)
    assert comparison.ranking() == []


def test_weights_are_shown_as_shares() -> None:
    case = case_of({"A": 2, "B": 1}, {"P1": {"ana": "1 2 3"}}, sections={"A": 3}, criteria={"f.A1": 4})
    comparison = case.compare()
    assert comparison.section_weights.tolist() == [0.75, 0.25]
    assert comparison.criterion_weights == pytest.approx([0.8, 0.2, 1.0])
    assert comparison.weights is case.snapshot.weights["weights"]
    assert CASE.compare().weights is None


def test_a_programme_that_the_cube_does_not_know_yet_is_unscored() -> None:
    snapshot = replace(
        CASE.snapshot, programmes=CASE.snapshot.programmes | {"P5": Programme(key="P5", id="P5", name="New")}
    )
    comparison = compare(snapshot, CASE.cube(), CASE.question)
    assert comparison.result(comparison.row("P5")).coverage == 0.0
    assert comparison.result(comparison.row("P2")).score == 2.75


def test_numbers_follow_their_programme_when_its_id_changes_its_place() -> None:
    renamed = replace(CASE.snapshot.programmes["P2"], id="P99")
    snapshot = replace(CASE.snapshot, programmes=CASE.snapshot.programmes | {"P2": renamed})
    comparison = compare(snapshot, CASE.cube(), CASE.question)
    assert comparison.row("P2") == 3
    assert comparison.score[3] == 2.75


def test_an_evaluator_who_became_the_panel_overrides_from_then_on() -> None:
    case = case_of({"A": 1}, {"P1": {"ana": "1", "luis": "3"}})
    panel = replace(case.snapshot.evaluators["luis"], kind="panel")
    snapshot = replace(case.snapshot, evaluators=case.snapshot.evaluators | {"luis": panel})
    assert case.compare().score.tolist() == [2.0]
    assert compare(snapshot, case.cube(), case.question).score.tolist() == [3.0]


def test_a_question_that_cannot_be_answered_is_refused() -> None:
    def ask(**fields: object) -> None:
        question = replace(CASE.question, **fields)
        compare(CASE.snapshot, replace(CASE.cube(), round=question.round), question)

    with pytest.raises(Refusal, match="no longer in the evaluation"):
        ask(weights="gone")
    with pytest.raises(Refusal, match="no longer in the evaluation"):
        ask(round="gone")
    with pytest.raises(Refusal, match="from 0 to 1"):
        ask(threshold=1.5)
    with pytest.raises(Refusal, match="no framework “g”"):
        ask(framework="g")


def test_a_cube_of_something_else_is_a_fault_of_ours() -> None:
    question = Question(framework="f", round="other")
    with pytest.raises(ValueError, match="the cube"):
        compare(CASE.snapshot, CASE.cube(), question)


def test_two_frameworks_are_two_comparisons() -> None:
    other = framework_of({"X": 1}, id="g")
    snapshot = replace(CASE.snapshot, frameworks={**CASE.snapshot.frameworks, "g": other})
    cube = replace(CASE.cube(), framework=other, values=np.full((4, 1, 1), 4, dtype=np.int8))
    assert compare(snapshot, cube, Question(framework="g", round="round")).score.tolist() == [4.0] * 4
    assert CASE.compare().score[1] == 2.75


GAPS = case_of(
    {"A": 2, "B": 1},
    {
        "P1": {"ana": "4 2 3"},
        "P2": {"ana": "3 . 3"},
        "P3": {"ana": "NA 1 1"},
        "P4": {"ana": "0 . ."},
        "P5": {"ana": "NA NA NA"},
    },
    rule="weakest",
)


def test_under_the_weakest_a_score_with_gaps_is_an_upper_bound_and_names_what_binds() -> None:
    comparison = GAPS.compare()
    assert comparison.score.tolist()[:3] == [2.0, 3.0, 1.0]
    assert comparison.at_most().tolist() == [False, True, False, False, False]
    assert [[one.id for one in comparison.binding(row)] for row in range(5)] == [
        ["f.A2"],
        ["f.A1", "f.B1"],
        ["f.A2", "f.B1"],
        [],
        [],
    ]
    assert comparison.section_at_most().tolist()[:2] == [[False, False], [True, False]]
    assert [result.at_most for result in comparison.results()] == comparison.at_most().tolist()
    assert [result.binding for result in comparison.results()][1] == ("f.A1", "f.B1")


def test_under_other_rules_nothing_binds_and_no_score_is_a_bound() -> None:
    for rule in ("mean", "geometric"):
        comparison = replace(GAPS, question=replace(GAPS.question, rule=rule)).compare()
        assert not comparison.at_most().any()
        assert not comparison.section_at_most().any()
        assert all(comparison.binding(row) == () for row in range(5))
        assert "at_most" not in comparison.to_json()["programmes"][0]


def test_a_criterion_without_a_weight_or_in_a_section_that_is_off_never_binds() -> None:
    case = case_of({"A": 2, "B": 1}, {"P1": {"ana": "0 2 1"}}, criteria={"f.A1": 0}, rule="weakest")
    assert [one.id for one in case.compare().binding(0)] == ["f.B1"]
    case = replace(case, question=replace(case.question, without=("B",)))
    assert [one.id for one in case.compare().binding(0)] == ["f.A2"]


def test_the_document_says_under_the_weakest_what_binds() -> None:
    entries = GAPS.results()
    assert list(entries[0])[-2:] == ["at_most", "binding"]
    assert (entries[1]["at_most"], entries[1]["binding"]) == (True, ["f.A1", "f.B1"])
    assert (entries[3]["at_most"], entries[3]["binding"]) == (False, [])


def test_a_bound_is_written_and_read_out_as_one() -> None:
    results = [GAPS.compare().result(row) for row in range(4)]
    assert [one.figure for one in results] == ["2.00", "≤\N{NO-BREAK SPACE}3.00", "1.00", ""]
    assert [one.said for one in results] == ["2.00", "at most 3.00", "1.00", ""]
    assert [one.held_down_by for one in results] == ["A2", "A1, B1", "A2, B1", ""]
    (level,) = case_of({"A": 4}, {"P1": {"ana": "1 1 1 1"}}, rule="weakest").compare().results()
    assert level.held_down_by == "A1, A2 +2"
