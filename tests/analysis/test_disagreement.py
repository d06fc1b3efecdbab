"""The agenda of a workshop against comparing anew for every cell, and in the order that it promises."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.analysis.aggregation import ranks
from scorecard.analysis.answers import Answers, answers_to
from scorecard.analysis.comparison import compare_answers
from scorecard.analysis.cube import UNSCORED
from scorecard.analysis.evaluators.disagreement import Dispute, _moves, find_disputes, find_settled
from scorecard.analysis.question import RULES
from tests.analysis.evaluations import Case, case_of, cases

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def disputes_of(case: Case) -> tuple[Dispute, ...]:
    """The agenda of a case."""
    return find_disputes(case.compare(), answers_to(case.snapshot, case.cube(), case.question))


def the_slow_way(case: Case) -> list[tuple[str, str, int, int, int, int]]:
    """Every dispute as plain values, its moves found by comparing twice with the cell agreed on."""
    answers = answers_to(case.snapshot, case.cube(), case.question)
    framework = case.snapshot.frameworks["f"]
    found = []
    for row, programme in enumerate(answers.programmes):
        for column, criterion in enumerate(framework.criteria):
            given_levels = [int(x) for x in answers.values[row, :, column] if x >= 0]
            settled = answers.panel.shape[1] and answers.panel[row, 0, column] != UNSCORED
            if settled or len(set(given_levels)) < 2:
                continue
            low, high = min(given_levels), max(given_levels)
            before, after = (rank_with(case, answers, row, column, level) for level in (low, high))
            moves = int(np.abs(before - after).sum())
            missing = len(answers.evaluators) - len(given_levels)
            found.append((programme.key, criterion.id, low, high, moves, missing))
    return found


def rank_with(case: Case, answers: Answers, row: int, column: int, level: int) -> Any:
    """The ranks [P] with every answer to one cell replaced by one level."""
    values = answers.values.copy()
    cell = values[row, :, column]
    cell[cell >= 0] = level
    agreed = replace(answers, values=values)
    return compare_answers(case.snapshot, case.snapshot.frameworks["f"], agreed, case.question).rank


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_places_moved_are_those_of_comparing_anew(rule: Any, data: st.DataObject) -> None:
    case = data.draw(cases(faint=data.draw(st.booleans())))
    case = replace(case, question=replace(case.question, rule=rule))
    found = [
        (one.programme.key, one.criterion.id, one.lowest, one.highest, one.moves, one.missing)
        for one in disputes_of(case)
    ]
    assert sorted(found) == sorted(the_slow_way(case))


@given(cases())
def test_the_agenda_is_sorted_by_places_then_spread_then_missing_answers(case: Case) -> None:
    comparison = case.compare()
    found = disputes_of(case)
    places = {programme.key: place for place, programme in enumerate(comparison.programmes)}
    criteria = {criterion.id: place for place, criterion in enumerate(comparison.framework.criteria)}

    def order(one: Dispute) -> tuple[int, ...]:
        return (
            -one.moves,
            -one.spread,
            -one.missing,
            places[one.programme.key],
            criteria[one.criterion.id],
        )

    assert list(found) == sorted(found, key=order)


def only(answers: Mapping[str, Mapping[str, str]], **asked: Any) -> Dispute:
    """The one dispute of a case."""
    (dispute,) = disputes_of(case_of({"A": 2}, answers, **asked))
    return dispute


AHEAD = {"P1": {"ana": "4 4"}, "P2": {"ana": "3 3"}, "P3": {"ana": "2 2"}}


def test_the_places_of_all_programmes_are_added_up() -> None:
    dispute = only({"P0": {"ana": "4 0", "luis": "4 3"}, **AHEAD})
    # With 0 it shares the third place; with 3 it is second, the second third and the third fourth.
    assert (dispute.lowest, dispute.highest, dispute.spread, dispute.moves) == (0, 3, 3, 3)
    assert only({"P0": {"ana": "1 0", "luis": "1 4"}, **AHEAD}).moves == 2


def test_a_tie_left_or_reached_counts_for_who_shares_it() -> None:
    dispute = only({"P0": {"ana": "3 3", "luis": "3 4"}, "P1": {"ana": "3 3"}})
    assert dispute.moves == 1


def test_a_cell_without_consequence_is_on_the_agenda_all_the_same() -> None:
    assert only({"P0": {"ana": "0 0", "luis": "0 1"}, **AHEAD}).moves == 0


def test_what_the_panel_has_agreed_on_is_off_the_agenda() -> None:
    answers = {"P": {"ana": "0 0", "luis": "4 4", "panel": "2 ."}}
    kinds = {"ana": "peer", "luis": "peer", "panel": "panel"}
    assert only(answers, kinds=kinds).criterion.id == "f.A2"
    assert len(disputes_of(case_of({"A": 2}, answers, kinds=kinds, view="independent"))) == 2
    assert disputes_of(case_of({"A": 2}, answers, kinds=kinds, view="panel")) == ()


def test_a_programme_without_a_rank_moves_nothing() -> None:
    case = case_of({"A": 4}, {"P": {"ana": "0 . . .", "luis": "4 . . ."}, "Q": {"ana": "2 2 2 2"}})
    (dispute,) = disputes_of(case)
    assert (dispute.moves, dispute.spread) == (0, 4)


def test_what_weighs_nothing_moves_nothing() -> None:
    answers = {"P0": {"ana": "0 2", "luis": "4 2"}, **AHEAD}
    assert only(answers, criteria={"f.A1": 0.0}).moves == 0
    assert only(answers).moves > 0


def test_no_evidence_is_no_level_and_is_counted_as_missing() -> None:
    dispute = only({"P": {"ana": "0 2", "luis": "4 2", "eva": "NE NA", "ivan": ". ."}})
    assert dispute.missing == 2


@pytest.mark.parametrize(
    "answers", [{}, {"P": {}}, {"P": {"ana": "NE NA"}}, {"P": {"ana": "1 2", "luis": "1 2"}}]
)
def test_without_a_spread_there_is_no_agenda(answers: dict[str, dict[str, str]]) -> None:
    assert disputes_of(case_of({"A": 2}, answers)) == ()


@pytest.mark.parametrize("gap", [0.0, 1e-10, 9e-10, 1.1e-9, 1.9e-9, 3e-9])
def test_scores_within_the_tolerance_tie_here_as_they_do_in_the_ranking(gap: float) -> None:
    score = np.array([1.0, 2.0, 2.0 + gap, 2.0 + 2 * gap, 3.0, np.nan])
    for at_low, at_high in ((1.0, 2.0), (2.0 - gap, 2.0 + gap), (0.5, 2.0 + 2 * gap), (2.0 + gap, 3.5)):
        low, high = score.copy(), score.copy()
        low[0], high[0] = at_low, at_high
        expected = int(np.abs(ranks(low) - ranks(high)).sum())
        moved = _moves(score, np.array([0]), np.array([at_low]), np.array([at_high]))
        assert moved.tolist() == [expected]


@given(case=cases())
def test_a_cell_on_which_evaluators_differ_is_either_open_or_settled_and_settled_as_the_panel_says(
    case: Case,
) -> None:
    answers = answers_to(case.snapshot, case.cube(), case.question)
    comparison = case.compare()
    settled = find_settled(comparison, answers)
    places = {one.key: row for row, one in enumerate(answers.programmes)}
    columns = {one.id: column for column, one in enumerate(comparison.framework.criteria)}
    differing = {
        (row, column)
        for row in places.values()
        for column in columns.values()
        if len({level for level in answers.values[row, :, column].tolist() if level >= 0}) > 1
    }
    decided = {(places[one.programme.key], columns[one.criterion.id]): one.decided for one in settled}
    still_open = {
        (places[one.programme.key], columns[one.criterion.id]) for one in find_disputes(comparison, answers)
    }
    assert decided.keys() | still_open == differing
    assert not decided.keys() & still_open
    assert all(answers.panel[row, 0, column] == code for (row, column), code in decided.items())
