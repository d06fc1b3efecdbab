"""A cube holds exactly what was answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.analysis.cube import NA, NE, UNSCORED, build_cube
from scorecard.errors import Refusal
from scorecard.model.score import Cell, Score, blank_score
from tests.analysis.evaluations import case_of, framework_of

CASE = case_of(
    {"A": 2, "B": 2},
    {"P10": {"ana": "4 NE NA ."}, "P2": {"luis": "0 1 2 3"}},
    kinds={"luis": "peer", "ana": "independent"},
)


def score_of(value: str, **fields: str) -> Score:
    """A score of `ana` in cell f.A1 of P2, unless said otherwise."""
    place = {"programme": "P2", "evaluator": "ana", "round": "round", "criterion": "f.A1"} | fields
    return Score(value=value, **place)


def test_axes_follow_the_order_of_the_snapshot() -> None:
    cube = CASE.cube()
    assert cube.programmes == ("P2", "P10")
    assert cube.evaluators == ("ana", "luis")


def test_answers_are_positions_and_the_three_other_states_stay_apart() -> None:
    assert CASE.cube().values.tolist() == [
        [[UNSCORED] * 4, [0, 1, 2, 3]],
        [[4, NE, NA, UNSCORED], [UNSCORED] * 4],
    ]


def test_a_blank_value_beside_a_note_is_unscored() -> None:
    assert CASE.cube().with_score(score_of("")).values[0, 0, 0] == UNSCORED


def test_a_new_score_fills_its_cell_only_and_leaves_the_old_cube_alone() -> None:
    cube = CASE.cube()
    after = cube.with_score(score_of("3"))
    assert after.values[0, 0, 0] == 3
    assert int((after.values != cube.values).sum()) == 1
    assert cube.values[0, 0, 0] == UNSCORED


def test_rows_follow_the_programmes_and_a_new_one_is_unscored() -> None:
    cube = CASE.cube()
    after = cube.with_programmes(("P10", "P11", "P2"))
    assert after.values.tolist() == [cube.values[1].tolist(), [[UNSCORED] * 4] * 2, cube.values[0].tolist()]
    assert after.with_programmes(cube.programmes).values.tolist() == cube.values.tolist()
    assert cube.with_programmes(()).values.shape == (0, 2, 4)


def test_removing_a_score_empties_its_cell() -> None:
    removed = blank_score(Cell("P10", "ana", "round", "f.A1"))
    assert CASE.cube().with_score(removed).values[1, 0, 0] == UNSCORED


def test_scores_of_other_rounds_and_frameworks_change_nothing() -> None:
    cube = CASE.cube()
    assert cube.with_score(score_of("3", round="other")) is cube
    assert cube.with_score(score_of("3", criterion="ff.A1")) is cube
    answers = [("P2", "ana", "ff.A1", "7"), ("P2", "ana", "f.A1", "2")]
    built = build_cube(CASE.snapshot, CASE.snapshot.frameworks["f"], "round", answers)
    assert built.values[0, 0, 0] == 2
    assert int((built.values != UNSCORED).sum()) == 1


def test_a_cube_cannot_be_written_to() -> None:
    for cube in (CASE.cube(), CASE.cube().with_score(score_of("3"))):
        with pytest.raises(ValueError, match="read-only"):
            cube.values[0, 0, 0] = 1


def test_a_value_that_is_no_step_of_the_scale_is_refused_by_name() -> None:
    framework = CASE.snapshot.frameworks["f"]
    with pytest.raises(Refusal, match=r"f\.A2 .*“5”.* 0, 1, 2, 3, 4, NE and NA") as refusal:
        build_cube(CASE.snapshot, framework, "round", [("P2", "ana", "f.A2", "5")])
    assert refusal.value.code == "damaged"
    with pytest.raises(Refusal, match="“5”"):
        CASE.cube().with_score(score_of("5"))


def test_a_scale_too_long_for_a_cell_is_refused() -> None:
    framework = framework_of({"A": 1}, [str(position) for position in range(128)])
    snapshot = replace(CASE.snapshot, frameworks={"f": framework})
    with pytest.raises(Refusal, match="more than 127 levels"):
        build_cube(snapshot, framework, "round", [])


def test_an_unknown_programme_asks_for_a_new_cube() -> None:
    with pytest.raises(KeyError):
        CASE.cube().with_score(score_of("3", programme="P3"))
