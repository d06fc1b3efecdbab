"""Who owes what, how far it is, and what a conflict of interest takes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.analysis.cube import build_cube
from scorecard.analysis.evaluators.duties import Duties, Load
from scorecard.edits import people
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot
from tests.analysis.evaluations import framework_of

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
F, G = framework_of({"A": 2, "B": 1}), framework_of({"A": 3}, id="g")
SNAPSHOT = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=("f", "g")),
    frameworks={"f": F, "g": G},
    rounds={key: Round(key=key, id=key, name=key, position=0) for key in ("r", "later")},
    evaluators={key: Evaluator(key=key, id=key, name=key, kind="peer") for key in ("ana", "ben")},
    programmes={key: Programme(key=key, id=key, name=key) for key in ("p", "q", "s")},
)
CELLS = [
    ("p", "ana", "f.A1", "3"),
    ("p", "ana", "f.A2", "NE"),
    ("p", "ana", "f.B1", "NA"),
    ("p", "ana", "g.A1", "0"),
    ("q", "ana", "g.A1", ""),
    ("q", "ben", "g.A2", "1"),
]


def duties_of(snapshot: Snapshot) -> Duties:
    cubes = [build_cube(snapshot, framework, "r", CELLS_OF[framework.id]) for framework in (F, G)]
    return Duties(snapshot, "r", cubes)


CELLS_OF = {id: [cell for cell in CELLS if cell[2].startswith(id)] for id in ("f", "g")}


def done(snapshot: Snapshot, *edits: Edit) -> Snapshot:
    for edit in edits:
        snapshot = snapshot.after(edit.changes)
    return snapshot


def owing(pairs: Sequence[tuple[str, str]], round: str = "r") -> Snapshot:
    return done(SNAPSHOT, people.assign(SNAPSHOT, pairs, round))


def test_answers_of_all_frameworks_count_and_a_level_an_ne_and_an_na_are_answers() -> None:
    duty = duties_of(SNAPSHOT).duty("p", "ana")
    assert (duty.answered, duty.of) == (4, 6)
    assert duties_of(SNAPSHOT).duty("q", "ana").answered == 0


def test_only_what_was_answered_assigned_or_declared_is_told() -> None:
    snapshot = owing([("s", "ben")])
    snapshot = done(snapshot, people.declare_conflict(snapshot, "s", "ana", "Worked there."))
    told = [(duty.evaluator, duty.programme) for duty in duties_of(snapshot).told()]
    assert told == [("ana", "p"), ("ana", "s"), ("ben", "q"), ("ben", "s")]


def test_what_is_owed_is_due_until_it_is_submitted_and_due_again_when_reopened() -> None:
    owed = owing([("p", "ana")])
    submitted = done(owed, people.submit(owed, "p", "ana", "r", "Ana", NOON))
    reopened = done(submitted, people.reopen(submitted, "p", "ana", "r", "Ana", NOON))
    due = [duties_of(one).duty("p", "ana").is_due for one in (SNAPSHOT, owed, submitted, reopened)]
    assert due == [False, True, False, True]


def test_a_conflict_of_interest_takes_a_duty_away_and_withdrawing_it_brings_it_back() -> None:
    owed = owing([("p", "ana"), ("q", "ana")])
    declared = done(owed, people.declare_conflict(owed, "p", "ana", "Worked there."))
    assert not duties_of(declared).duty("p", "ana").is_due
    assert duties_of(declared).loads["ana"] == Load(
        evaluator="ana", owed=1, due=1, submitted=0, approved=0, conflicts=1, answered=0, of=6
    )
    assert duties_of(done(declared, people.withdraw_conflict(declared, "p", "ana"))).loads["ana"].owed == 2


def test_a_share_is_of_what_is_owed_or_of_everything_where_nothing_is() -> None:
    everything = duties_of(SNAPSHOT).loads["ana"]
    assert (everything.answered, everything.of) == (4, 18)
    of_one = duties_of(owing([("p", "ana")])).loads["ana"]
    assert (of_one.answered, of_one.of) == (4, 6)
    assert of_one.share == pytest.approx(2 / 3)


def test_submitted_and_approved_are_counted_also_where_nobody_owed_them() -> None:
    snapshot = done(SNAPSHOT, people.submit(SNAPSHOT, "p", "ana", "r", "Ana", NOON))
    snapshot = done(snapshot, people.submit(snapshot, "q", "ana", "r", "Ana", NOON))
    snapshot = done(snapshot, people.approve(snapshot, "q", "ana", "r", "Rosa", NOON))
    load = duties_of(snapshot).loads["ana"]
    assert (load.owed, load.submitted, load.approved) == (0, 1, 1)


def test_assignments_of_another_round_do_not_count() -> None:
    assert duties_of(owing([("p", "ana")], "later")).loads["ana"].owed == 0


def test_an_evaluation_without_programmes_has_nothing_to_answer() -> None:
    empty = Snapshot(
        evaluation=SNAPSHOT.evaluation,
        frameworks=SNAPSHOT.frameworks,
        rounds=SNAPSHOT.rounds,
        evaluators=SNAPSHOT.evaluators,
    )
    duties = Duties(empty, "r", [build_cube(empty, framework, "r", []) for framework in (F, G)])
    assert duties.loads["ana"].share == 0
    assert list(duties.told()) == []


PAIRS = st.sets(st.tuples(st.sampled_from("pqs"), st.sampled_from(["ana", "ben"])))


@given(owed=PAIRS, submitted=PAIRS, conflicts=PAIRS)
def test_the_counts_of_an_evaluator_are_those_of_their_duties_one_by_one(
    owed: set[tuple[str, str]], submitted: set[tuple[str, str]], conflicts: set[tuple[str, str]]
) -> None:
    snapshot = owing(sorted(owed))
    for programme, evaluator in submitted:
        snapshot = done(snapshot, people.submit(snapshot, programme, evaluator, "r", "Ana", NOON))
    for programme, evaluator in conflicts:
        snapshot = done(snapshot, people.declare_conflict(snapshot, programme, evaluator, "Worked there."))
    duties = duties_of(snapshot)
    for evaluator, load in duties.loads.items():
        own = [duties.duty(programme, evaluator) for programme in "pqs"]
        assert load.owed == sum(duty.owed for duty in own)
        assert load.due == sum(duty.is_due for duty in own)
        assert load.submitted == sum(duty.status == "submitted" for duty in own)
        assert load.conflicts == sum(bool(duty.conflict) for duty in own)
        assert load.answered == sum(
            duty.answered for duty in own if duty.owed or (not load.owed and not duty.conflict)
        )
