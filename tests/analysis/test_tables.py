"""The long table holds each score once, in ids."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from scorecard.analysis.sources.tables import LONG_COLUMNS, LongRow, long_table
from scorecard.model.evaluation import Round
from tests.analysis.evaluations import case_of, framework_of

CASE = case_of(
    {"A": 2},
    {"P10": {"ana": "4 NE"}, "P2": {"luis": "NA ."}},
    kinds={"luis": "peer", "ana": "independent"},
)


def test_columns_are_those_of_the_contract() -> None:
    assert LONG_COLUMNS == (
        "programme",
        "evaluator",
        "round",
        "framework",
        "criterion",
        "value",
        "confidence",
        "note",
    )


def test_a_row_a_score_in_ids_and_codes() -> None:
    scores = [replace(score, note="why", confidence="low") for score in CASE.scores[:1]]
    assert long_table(CASE.snapshot, scores) == [
        LongRow(
            programme="P10",
            evaluator="ana",
            round="r1",
            framework="f",
            criterion="f.A1",
            value="4",
            confidence="low",
            note="why",
        )
    ]


def test_rows_stand_in_the_order_of_the_evaluation_however_they_come() -> None:
    for scores in permutations(CASE.scores):
        rows = long_table(CASE.snapshot, scores)
        assert [(row.programme, row.criterion, row.value) for row in rows] == [
            ("P2", "f.A1", "NA"),
            ("P10", "f.A1", "4"),
            ("P10", "f.A2", "NE"),
        ]


def test_a_note_without_a_value_is_no_row() -> None:
    assert long_table(CASE.snapshot, [replace(CASE.scores[0], value="", note="to ask")]) == []


def test_rounds_and_frameworks_stand_side_by_side() -> None:
    snapshot = replace(
        CASE.snapshot,
        evaluation=replace(CASE.snapshot.evaluation, frameworks=("g", "f")),
        frameworks={**CASE.snapshot.frameworks, "g": framework_of({"A": 1}, id="g")},
        rounds={**CASE.snapshot.rounds, "early": Round(key="early", id="r0", name="", position=-1)},
    )
    first = CASE.scores[0]
    scores = [first, replace(first, criterion="g.A1"), replace(first, round="early")]
    rows = long_table(snapshot, scores)
    assert [(row.round, row.framework) for row in rows] == [("r0", "f"), ("r1", "g"), ("r1", "f")]
