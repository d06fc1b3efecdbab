"""When scoring takes place, and when it is over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.edits import people, rounds
from scorecard.errors import Refusal
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.programme import Programme
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot

SNAPSHOT = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=()),
    rounds={
        key: Round(key=key, id=f"r{place}", name=f"Round {place}", position=place)
        for place, key in enumerate("abc", 1)
    },
    evaluators={"e": Evaluator(key="e", id="ana", name="Ana", kind="peer")},
    programmes={"p": Programme(key="p", id="P", name="Programme")},
)


def test_a_round_is_added_as_the_latest_with_the_next_free_id() -> None:
    edit = rounds.add_round(
        SNAPSHOT, " Follow-up ", kind="follow-up", begins="2027-01-01", ends="2027-01-01", blind=True
    )
    added = SNAPSHOT.after(edit.changes).round()
    assert added == Round(
        key=added.key,
        id="r4",
        name="Follow-up",
        position=4,
        kind="follow-up",
        begins="2027-01-01",
        ends="2027-01-01",
        blind=True,
    )


@pytest.mark.parametrize(
    ("begins", "ends", "match"),
    [
        ("2027-02-01", "2027-01-31", "before it begins"),
        ("1/2/2027", "", "“1/2/2027” is no date for the begin"),
        ("", "2027-02-30", "no date for the end"),
    ],
)
def test_dates_that_are_none_or_run_backwards_are_refused(begins: str, ends: str, match: str) -> None:
    with pytest.raises(Refusal, match=match):
        rounds.add_round(SNAPSHOT, "Next", begins=begins, ends=ends)


def test_two_rounds_of_one_name_or_id_are_refused() -> None:
    with pytest.raises(Refusal, match="There is a round “Round 2”"):
        rounds.add_round(SNAPSHOT, "ROUND 2")
    with pytest.raises(Refusal, match="already taken"):
        rounds.add_round(SNAPSHOT, "Next", id="R1")
    with pytest.raises(Refusal, match="needs a name"):
        rounds.add_round(SNAPSHOT, " \u202e ")


def test_changing_a_round_leaves_its_order_its_closure_and_its_versions_alone() -> None:
    stored = replace(SNAPSHOT.rounds["b"], closed=True, editions=(("ptpr", "1.0"),))
    snapshot = replace(SNAPSHOT, rounds={**SNAPSHOT.rounds, "b": stored})
    entered = Round(key="b", id="base", name="Baseline", position=9, kind="baseline")
    (change,) = rounds.change_round(snapshot, entered).changes
    assert change.after == replace(stored, id="base", name="Baseline", kind="baseline")


def test_a_round_closes_and_reopens_and_twice_is_once() -> None:
    closed = SNAPSHOT.after(rounds.close_round(SNAPSHOT, "a").changes)
    assert closed.rounds["a"].closed
    assert rounds.close_round(closed, "a").changes == ()
    assert SNAPSHOT.after(rounds.reopen_round(closed, "a").changes) == SNAPSHOT
    assert rounds.reopen_round(SNAPSHOT, "a").changes == ()


def test_a_round_can_be_blind_and_see_again() -> None:
    blind = SNAPSHOT.after(rounds.set_blind(SNAPSHOT, "a", blind=True).changes)
    assert blind.rounds["a"].blind
    assert SNAPSHOT.after(rounds.set_blind(blind, "a", blind=False).changes) == SNAPSHOT


def test_a_round_with_scores_stays() -> None:
    score = Score(programme="p", evaluator="e", round="b", criterion="ptpr.ANT1", value="2")
    with pytest.raises(Refusal, match=r"“Round 2” has scores \(1\)"):
        rounds.remove_round(SNAPSHOT, "b", [score])


def test_a_round_without_scores_leaves_with_its_assignments() -> None:
    assigned = SNAPSHOT.after(people.assign(SNAPSHOT, [("p", "e")], "b").changes)
    edit = rounds.remove_round(assigned, "b", [])
    after = assigned.after(edit.changes)
    assert set(after.rounds) == {"a", "c"}
    assert not after.assignments
    assert after.after(edit.inverse().changes) == assigned
    assert rounds.remove_round(after, "b", []).changes == ()


def test_the_only_round_stays() -> None:
    alone = replace(SNAPSHOT, rounds={"a": SNAPSHOT.rounds["a"]})
    with pytest.raises(Refusal, match="the only round"):
        rounds.remove_round(alone, "a", [])


@pytest.mark.parametrize("verb", [rounds.close_round, rounds.reopen_round])
def test_a_round_that_is_gone_is_refused_as_stale(verb: object) -> None:
    with pytest.raises(Refusal) as refused:
        verb(SNAPSHOT, "x")  # type: ignore[operator]
    assert refused.value.code == "stale"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-4, 4)), max_size=12))
def test_moving_rounds_puts_each_where_a_list_would(moves: list[tuple[str, int]]) -> None:
    snapshot, oracle = SNAPSHOT, list("abc")
    for key, step in moves:
        place = oracle.index(key)
        oracle.remove(key)
        oracle.insert(min(max(place + step, 0), 2), key)
        before = snapshot
        edit = rounds.move_round(snapshot, key, step)
        snapshot = snapshot.after(edit.changes)
        assert [one.key for one in snapshot.ordered_rounds()] == oracle
        assert snapshot.after(edit.inverse().changes) == before
