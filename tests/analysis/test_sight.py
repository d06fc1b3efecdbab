"""Whose scores count and whose can be seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorecard.analysis.comparison import Comparison, compare
from scorecard.analysis.cube import UNSCORED, build_cube
from scorecard.analysis.question import Question
from scorecard.analysis.sight import counted, left_out, may_see, reason_hidden, seen
from scorecard.library.frameworks import built_in_framework
from scorecard.model.evaluation import Assignment, Conflict, Evaluation, Evaluator, Round
from scorecard.model.programme import Programme
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import Snapshot
from scorecard.model.workshop import Discussion

OPEN = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=("ptpr",), threshold=0.0),
    frameworks={"ptpr": built_in_framework("ptpr")},
    rounds={"r": Round(key="r", id="r1", name="Round 1", position=0)},
    evaluators={key: Evaluator(key=key, id=key, name=key, kind="peer") for key in ("ana", "luis")},
    programmes={key: Programme(key=key, id=key, name=key) for key in ("p", "q")},
)
BLIND = replace(OPEN, rounds={"r": replace(OPEN.rounds["r"], blind=True)})
SUBMITTED = replace(
    BLIND,
    assignments={"p/ana/r": Assignment(programme="p", evaluator="ana", round="r", status="submitted")},
)
SCORES = tuple(
    Score(programme=programme, evaluator=evaluator, round="r", criterion="ptpr.ANT1", value=value)
    for programme, evaluator, value in (
        ("p", "ana", "0"),
        ("p", "luis", "4"),
        ("q", "ana", "1"),
        ("q", "luis", "3"),
    )
)


def score_of(snapshot: Snapshot, programme: str, seen_by: str | None = None) -> float:
    answers = [(one.programme, one.evaluator, one.criterion, one.value) for one in SCORES]
    cube = build_cube(snapshot, snapshot.framework("ptpr"), "r", answers)
    found: Comparison = compare(snapshot, cube, Question(framework="ptpr", round="r", seen_by=seen_by))
    return float(found.score[found.row(programme)])


def test_a_conflict_of_interest_takes_a_score_out_of_the_sums_and_no_other() -> None:
    conflict = Conflict(programme="p", evaluator="luis", reason="Worked there.")
    conflicted = replace(OPEN, conflicts={"p/luis": conflict})
    assert (score_of(OPEN, "p"), score_of(OPEN, "q")) == (2.0, 2.0)
    assert (score_of(conflicted, "p"), score_of(conflicted, "q")) == (0.0, 2.0)
    assert "1 conflict of interest" in left_out(conflicted, None, "r", ["p", "q"])
    assert left_out(conflicted, None, "r", ["q"]) == ""


def test_in_a_blind_round_others_are_seen_after_submitting_and_the_terminal_sees_all() -> None:
    assert score_of(BLIND, "p", "ana") == 0.0
    assert score_of(SUBMITTED, "p", "ana") == 2.0
    assert score_of(SUBMITTED, "q", "ana") == 1.0
    assert score_of(SUBMITTED, "p", "luis") == 4.0
    assert score_of(SUBMITTED, "q") == 2.0


def test_nobody_in_particular_sees_nothing_of_a_blind_round() -> None:
    assert np.isnan(score_of(BLIND, "p", ""))
    assert not may_see(BLIND, "", "p", "r")
    assert may_see(OPEN, "", "p", "r")


@pytest.mark.parametrize(("viewer", "count"), [("ana", 3), ("luis", 2), ("", 0), (None, 4)])
def test_scores_are_handed_on_as_far_as_they_may_be_seen(viewer: str | None, count: int) -> None:
    assert len(seen(SUBMITTED, viewer, SCORES)) == count
    assert len(seen(OPEN, viewer, SCORES)) == 4


@pytest.mark.parametrize(
    ("viewer", "evaluator", "hidden"),
    [("ana", "luis", False), ("luis", "ana", True), ("luis", "luis", False), ("", "ana", True)],
)
def test_why_what_is_said_in_a_cell_is_hidden_is_told_where_it_is(
    viewer: str, evaluator: str, hidden: bool
) -> None:
    cell = Cell("p", evaluator, "r", "ptpr.ANT1")
    assert bool(reason_hidden(SUBMITTED, viewer, cell)) is hidden
    assert reason_hidden(OPEN, viewer, cell) == ""
    assert reason_hidden(SUBMITTED, viewer, cell._replace(round="one that comes")) == ""


def test_a_cell_that_is_scored_in_private_is_hidden_until_it_is_revealed() -> None:
    talk = Discussion(programme="p", round="r", criterion="ptpr.ANT1", stage="scoring")
    private = replace(OPEN, discussions={talk.key: talk})
    cell = Cell("p", "ana", "r", "ptpr.ANT1")
    assert "in private" in reason_hidden(private, "luis", cell)
    assert reason_hidden(private, "luis", cell._replace(criterion="ptpr.ANT2")) == ""


def test_how_many_programmes_are_hidden_is_said() -> None:
    assert "of 1 programme you see" in left_out(SUBMITTED, "ana", "r", ["p", "q"])
    assert "of 2 programmes you see" in left_out(SUBMITTED, "luis", "r", ["p", "q"])
    assert left_out(SUBMITTED, None, "r", ["p", "q"]) == ""


def test_answers_that_all_count_are_not_copied() -> None:
    values = np.zeros((2, 2, 1), dtype=np.int8)
    assert counted(OPEN, "ana", "r", ("p", "q"), ("ana", "luis"), ("f.A1",), values) is values
    assert (
        counted(BLIND, "ana", "r", ("p", "q"), ("ana", "luis"), ("f.A1",), values)[:, 1] == UNSCORED
    ).all()
    assert (values == 0).all()
