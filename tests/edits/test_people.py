"""Who evaluates, what they owe, what they have submitted, and where they may not judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from scorecard.edits import people
from scorecard.errors import Refusal
from scorecard.library.frameworks import built_in_framework
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Assignment, Conflict, Evaluation, Evaluator, Round
from scorecard.model.programme import Programme
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SNAPSHOT = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=("ptpr",)),
    frameworks={"ptpr": built_in_framework("ptpr")},
    rounds={
        "r": Round(key="r", id="r1", name="Round 1", position=0),
        "z": Round(key="z", id="r0", name="Baseline", position=-1, closed=True),
    },
    evaluators={
        "a": Evaluator(key="a", id="ana", name="Ana Núñez", kind="independent"),
        "b": Evaluator(key="b", id="ben", name="Ben", kind="peer"),
    },
    programmes={key: Programme(key=key, id=key.upper(), name=f"Programme {key}") for key in "pqs"},
)


def done(snapshot: Snapshot, *edits: Edit) -> Snapshot:
    for edit in edits:
        snapshot = snapshot.after(edit.changes)
    return snapshot


SUBMITTED = done(SNAPSHOT, people.submit(SNAPSHOT, "p", "a", "r", "Ana", NOON))


@pytest.mark.parametrize("name", ["Ana Núñez", "ana nunez", "  ANA   NÚÑEZ ", "Ana Nu\u0301n\u0303ez"])
def test_a_name_that_is_there_already_is_asked_about_whatever_its_accents_case_and_spaces(name: str) -> None:
    with pytest.raises(Refusal, match=r"Ana Núñez.*ana") as refused:
        people.add_evaluator(SNAPSHOT, name, "peer")
    assert refused.value.code == "same-name"
    added = done(SNAPSHOT, people.add_evaluator(SNAPSHOT, name, "peer", same_name=True))
    assert len(added.evaluators) == 3


@pytest.mark.parametrize("name", ["Ana Núñez Díaz", "Anna Núñez", "Ana-Núñez", "安娜"])
def test_another_name_is_not_asked_about(name: str) -> None:
    assert len(done(SNAPSHOT, people.add_evaluator(SNAPSHOT, name, "peer")).evaluators) == 3


def test_an_evaluator_can_change_and_keeps_their_own_name_unasked() -> None:
    changed = replace(SNAPSHOT.evaluators["a"], kind="self")
    after = done(SNAPSHOT, people.change_evaluator(SNAPSHOT, changed))
    assert after.evaluators["a"].kind == "self"
    with pytest.raises(Refusal) as refused:
        people.change_evaluator(SNAPSHOT, replace(SNAPSHOT.evaluators["b"], name="ANA NUNEZ"))
    assert refused.value.code == "same-name"


def test_two_of_one_name_that_were_agreed_to_can_be_changed_without_asking_again() -> None:
    twins = done(SNAPSHOT, people.add_evaluator(SNAPSHOT, "Ben", "peer", "ben2", same_name=True))
    changed = replace(twins.evaluators["b"], kind="self")
    assert done(twins, people.change_evaluator(twins, changed)).evaluators["b"].kind == "self"


def test_changing_someone_who_is_gone_is_refused_as_stale() -> None:
    with pytest.raises(Refusal) as refused:
        people.change_evaluator(SNAPSHOT, Evaluator(key="x", id="x", name="X", kind="peer"))
    assert refused.value.code == "stale"


def test_an_evaluator_leaves_with_their_scores_assignments_and_conflicts_and_nobody_else_s() -> None:
    full = done(
        SNAPSHOT,
        people.assign(SNAPSHOT, [("p", "a"), ("p", "b")], "r"),
        people.declare_conflict(SNAPSHOT, "q", "a", "Worked there."),
        people.declare_conflict(SNAPSHOT, "q", "b", "Worked there."),
    )
    score = Score(programme="p", evaluator="a", round="r", criterion="ptpr.ANT1", value="2")
    edit = people.remove_evaluator(full, "a", [score])
    assert {change.ref.kind for change in edit.changes} == {"score", "conflict", "assignment", "evaluator"}
    assert edit.changes[-1].ref.kind == "evaluator"
    after = done(full, edit)
    assert set(after.evaluators) == {"b"}
    assert len(after.conflicts) == len(after.assignments) == 1
    assert done(after, edit.inverse()) == full
    assert people.remove_evaluator(after, "a", []).changes == ()


def test_a_conflict_of_interest_needs_a_reason_and_can_be_withdrawn() -> None:
    with pytest.raises(Refusal, match="needs its reason"):
        people.declare_conflict(SNAPSHOT, "p", "a", " \n")
    declared = done(SNAPSHOT, people.declare_conflict(SNAPSHOT, "p", "a", " Worked there. "))
    assert declared.conflict("p", "a") == Conflict(programme="p", evaluator="a", reason="Worked there.")
    assert people.declare_conflict(declared, "p", "a", "Worked there.").changes == ()
    assert done(declared, people.withdraw_conflict(declared, "p", "a")) == SNAPSHOT
    assert people.withdraw_conflict(SNAPSHOT, "p", "a").changes == ()


def test_many_are_assigned_at_once_and_twice_is_once() -> None:
    pairs = [(programme, evaluator) for programme in "pqs" for evaluator in "ab"]
    edit = people.assign(SNAPSHOT, [*pairs, *pairs], "r")
    assert len(edit.changes) == 6
    assert edit.label.text() == "assign programmes: 6"
    assigned = done(SNAPSHOT, edit)
    assert people.assign(assigned, pairs, "r").changes == ()
    assert done(assigned, people.assign(assigned, pairs, "r", owed=False)) == SNAPSHOT


def test_one_that_is_assigned_is_named() -> None:
    assert people.assign(SNAPSHOT, [("p", "a")], "r").label.text() == "assign P to ana"


def test_nobody_owes_what_they_have_a_conflict_of_interest_in() -> None:
    declared = done(SNAPSHOT, people.declare_conflict(SNAPSHOT, "p", "a", "Worked there."))
    with pytest.raises(Refusal, match="Ana Núñez has a conflict of interest on Programme p"):
        people.assign(declared, [("q", "a"), ("p", "a")], "r")
    assert people.assign(declared, [("p", "a")], "r", owed=False).changes == ()


def test_what_is_taken_away_after_it_was_submitted_stays_submitted() -> None:
    owed = done(SUBMITTED, people.assign(SUBMITTED, [("p", "a")], "r"))
    taken = done(owed, people.assign(owed, [("p", "a")], "r", owed=False))
    assert taken.assignment("p", "a", "r") == SUBMITTED.assignment("p", "a", "r")


def test_submitting_says_who_and_when_in_utc() -> None:
    santiago = NOON.astimezone(timezone(timedelta(hours=-3)))
    after = done(SNAPSHOT, people.submit(SNAPSHOT, "p", "a", "r", " Ana\nNúñez ", santiago))
    assert after.assignment("p", "a", "r") == Assignment(
        programme="p",
        evaluator="a",
        round="r",
        status="submitted",
        by="Ana Núñez",
        at="2026-11-22T12:00:00+00:00",
    )


def test_a_status_goes_from_draft_to_submitted_to_approved_and_back() -> None:
    approved = done(SUBMITTED, people.approve(SUBMITTED, "p", "a", "r", "Rosa", NOON))
    assert approved.assignment("p", "a", "r").status == "approved"
    assert approved.assignment("p", "a", "r").by == "Rosa"
    again = done(approved, people.reopen(approved, "p", "a", "r", "Rosa", NOON))
    assert again.assignment("p", "a", "r").status == "draft"
    assert again.assignment("p", "a", "r").at, "who reopened it, and when, stays"


def test_saying_a_status_again_changes_nothing_not_even_who_and_when() -> None:
    later = NOON + timedelta(days=1)
    approved = done(SUBMITTED, people.approve(SUBMITTED, "p", "a", "r", "Rosa", NOON))
    assert people.submit(SUBMITTED, "p", "a", "r", "Ben", later).changes == ()
    assert people.approve(approved, "p", "a", "r", "Ben", later).changes == ()
    assert people.reopen(SNAPSHOT, "p", "a", "r", "Ben", later).changes == ()


def test_many_are_settled_as_one_edit_and_those_that_cannot_stay_as_they_are() -> None:
    pairs = [("p", "a"), ("q", "a"), ("p", "b")]
    all_in = done(SUBMITTED, people.settle_all(SUBMITTED, [*pairs, *pairs], "r", "submitted", "Ana", NOON))
    assert [all_in.assignment(*pair, "r").status for pair in pairs] == ["submitted"] * 3
    one = done(SUBMITTED, people.settle_all(SUBMITTED, pairs, "r", "approved", "Rosa", NOON))
    assert [one.assignment(*pair, "r").status for pair in pairs] == ["approved", "draft", "draft"]
    edit = people.settle_all(all_in, pairs, "r", "draft", "Rosa", NOON)
    assert edit.label.text() == "reopen programmes: 3"
    assert done(all_in, edit).assignment("q", "a", "r").status == "draft"
    assert people.settle_all(SNAPSHOT, pairs, "r", "approved", "Rosa", NOON).changes == ()


def test_what_is_not_submitted_cannot_be_approved_nor_what_is_approved_submitted() -> None:
    with pytest.raises(Refusal, match="has not submitted"):
        people.approve(SNAPSHOT, "p", "a", "r", "Rosa", NOON)
    approved = done(SUBMITTED, people.approve(SUBMITTED, "p", "a", "r", "Rosa", NOON))
    with pytest.raises(Refusal, match="is approved"):
        people.submit(approved, "p", "a", "r", "Ana", NOON)


def test_a_closed_round_takes_no_status_and_no_assignment() -> None:
    for verb in (people.submit, people.approve, people.reopen):
        with pytest.raises(Refusal, match="“Baseline” is closed"):
            verb(SNAPSHOT, "p", "a", "z", "Ana", NOON)
    with pytest.raises(Refusal, match="“Baseline” is closed"):
        people.assign(SNAPSHOT, [("p", "a")], "z")


@pytest.mark.parametrize("place", [("x", "a", "r"), ("p", "x", "r"), ("p", "a", "x")])
def test_what_refers_to_something_gone_is_refused_as_stale(place: tuple[str, str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        people.submit(SNAPSHOT, *place, "Ana", NOON)
    assert refused.value.code == "stale"


@pytest.mark.parametrize("name", ["مُقيِّم مستقل", "王小明", "😀", "O'Brien & <b>Søn</b>", "=cmd|' /C calc'!A0"])
def test_a_name_of_any_alphabet_is_kept_as_it_is(name: str) -> None:
    added = done(SNAPSHOT, people.add_evaluator(SNAPSHOT, f"  {name}\t", "peer", "new"))
    assert added.evaluator("new").name == name


def test_what_is_too_long_or_nothing_at_all_is_refused() -> None:
    with pytest.raises(Refusal, match="at most 300"):
        people.add_evaluator(SNAPSHOT, "x" * 301, "peer")
    with pytest.raises(Refusal, match="needs a name"):
        people.add_evaluator(SNAPSHOT, "\u202e \n", "peer")
    with pytest.raises(Refusal, match="at most 4000"):
        people.declare_conflict(SNAPSHOT, "p", "a", "x" * 4001)
    with pytest.raises(Refusal, match="person needs a name"):
        people.submit(SNAPSHOT, "p", "a", "r", " ", NOON)
