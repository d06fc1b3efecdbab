"""What evaluators say: bulk answers, starting points from another round, and where scores stand fast."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.edits.history import go_back, restore
from scorecard.edits.locks import reason_locked, refuse_locked
from scorecard.edits.scores import carry_over, confidence_named, leave_without_evidence, say
from scorecard.errors import Refusal
from scorecard.library.frameworks import built_in_framework
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Assignment, Evaluation, Evaluator, Round
from scorecard.model.programme import Evidence, Programme
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import Snapshot

CELL = Cell("p", "e", "r2", "ptpr.ANT1")
SCORE = Score(programme="p", evaluator="e", round="r2", criterion="ptpr.ANT1", value="3")
EARLIER = replace(SCORE, round="r1", value="2", note="As was.")
FACT = Evidence(key="f", id="P1-1", programme="p", text="A fact.", sign="+")
SNAPSHOT = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=("ptpr",)),
    frameworks={"ptpr": built_in_framework("ptpr")},
    rounds={
        key: Round(key=key, id=f"round-{key}", name=f"Round {key}", position=place)
        for place, key in enumerate(("r1", "r2"))
    },
    evaluators={"e": Evaluator(key="e", id="ana", name="Ana", kind="peer")},
    programmes={"p": Programme(key="p", id="P1", name="One")},
    evidence={"f": FACT},
)


def afters(edit: Edit) -> list[Score]:
    return [change.after for change in edit.changes if isinstance(change.after, Score)]


def test_a_section_is_left_without_evidence_where_nothing_is_answered_yet() -> None:
    criteria = [one.id for one in SNAPSHOT.frameworks["ptpr"].sections[0].criteria]
    noted = replace(SCORE, criterion=criteria[1], value="", note="Asked for it.")
    edit = leave_without_evidence(SNAPSHOT, [SCORE, noted], CELL, criteria)
    assert {score.criterion: (score.value, score.note) for score in afters(edit)} == {
        criteria[1]: ("NE", "Asked for it."),
        criteria[2]: ("NE", ""),
        criteria[3]: ("NE", ""),
    }
    assert edit.label.text() == "no evidence, criteria: 3"


def test_a_round_begins_from_the_one_before_and_says_so() -> None:
    (score,) = afters(carry_over(SNAPSHOT, [EARLIER], [], "r2"))
    assert score == replace(EARLIER, round="r2", carried="round-r1")


def test_what_is_answered_already_is_not_carried_over() -> None:
    assert carry_over(SNAPSHOT, [EARLIER], [SCORE], "r2").changes == ()


def test_what_was_written_beforehand_stays_beside_a_carried_value() -> None:
    written = replace(SCORE, value="", note="Mine.", cites=("f",))
    (score,) = afters(carry_over(SNAPSHOT, [EARLIER], [written], "r2"))
    assert (score.value, score.note, score.cites, score.carried) == ("2", "Mine.", ("f",), "round-r1")


def test_saying_it_oneself_confirms_and_clearing_forgets_where_it_came_from() -> None:
    carried = replace(SCORE, carried="round-r1")
    (confirmed,) = afters(say(SNAPSHOT, carried, replace(carried, carried="")))
    assert confirmed.carried == ""
    (cleared,) = afters(say(SNAPSHOT, carried, replace(carried, value="", note="Why.")))
    assert cleared.carried == ""


def test_a_confidence_is_named_or_refused_with_the_nearest() -> None:
    assert confidence_named("high") == "high"
    with pytest.raises(Refusal, match="medium"):
        confidence_named("medum")


@pytest.mark.parametrize(
    ("snapshot", "says"),
    [
        (replace(SNAPSHOT, rounds={"r2": replace(SNAPSHOT.rounds["r2"], closed=True)}), "is closed"),
        (
            replace(
                SNAPSHOT,
                assignments={
                    "p/e/r2": Assignment(programme="p", evaluator="e", round="r2", status="submitted")
                },
            ),
            "has submitted",
        ),
        (
            replace(
                SNAPSHOT,
                assignments={
                    "p/e/r2": Assignment(programme="p", evaluator="e", round="r2", status="approved")
                },
            ),
            "is approved",
        ),
    ],
    ids=["closed", "submitted", "approved"],
)
def test_scores_stand_fast_and_the_refusal_says_why(snapshot: Snapshot, says: str) -> None:
    edit = say(SNAPSHOT, None, SCORE)
    refuse_locked(SNAPSHOT, edit)
    assert reason_locked(SNAPSHOT, "p", "e", "r2") == ""
    with pytest.raises(Refusal, match=says) as refusal:
        refuse_locked(snapshot, edit)
    assert refusal.value.code == "locked-scores"
    removal = Edit(label=Label(message="x"), changes=(Change(before=SCORE, after=None),))
    with pytest.raises(Refusal, match=says):
        refuse_locked(snapshot, removal)


def test_a_new_version_of_a_framework_takes_its_scores_along_even_where_they_stand_fast() -> None:
    closed = replace(SNAPSHOT, rounds={"r2": replace(SNAPSHOT.rounds["r2"], closed=True)})
    old = SNAPSHOT.frameworks["ptpr"]
    moved = Edit(
        label=Label(message="x"),
        changes=(
            Change(before=old, after=replace(old, version="9", previous=old.version)),
            Change(before=SCORE, after=None),
            Change(before=None, after=replace(SCORE, criterion="ptpr.ANT2")),
        ),
    )
    refuse_locked(closed, moved)
    back = replace(moved, changes=(Change(before=old, after=replace(old, version="0")), *moved.changes[1:]))
    with pytest.raises(Refusal, match="is closed"):
        refuse_locked(closed, back)


def test_an_earlier_state_is_restored_through_the_same_rules() -> None:
    (score,) = afters(restore(SNAPSHOT, SCORE, replace(SCORE, value="1")))
    assert score.value == "1"
    assert restore(SNAPSHOT, SCORE, None).changes == (Change(before=SCORE, after=None),)
    assert restore(SNAPSHOT, FACT, FACT).changes == ()
    with pytest.raises(Refusal, match="is no level"):
        restore(SNAPSHOT, SCORE, replace(SCORE, value="9"))
    with pytest.raises(Refusal, match="removed meanwhile"):
        restore(SNAPSHOT, None, replace(FACT, programme="gone"))


def test_what_others_hang_on_does_not_go_back_by_itself() -> None:
    framework = SNAPSHOT.frameworks["ptpr"]
    with pytest.raises(Refusal, match="cannot be taken back by itself"):
        restore(SNAPSHOT, framework, replace(framework, version="0.9"))
    with pytest.raises(Refusal, match="cannot be taken back by itself"):
        restore(SNAPSHOT, SNAPSHOT.programmes["p"], None)


def test_going_back_is_the_inverse_of_what_differs() -> None:
    edit = go_back([Change(before=None, after=SCORE)], "noon")
    assert edit.changes == (Change(before=SCORE, after=None),)
    assert edit.label.text() == "back to noon"


def test_evidence_of_another_programme_cannot_be_cited() -> None:
    foreign = replace(FACT, key="g", id="P2-1", programme="q")
    snapshot = replace(SNAPSHOT, evidence={"f": FACT, "g": foreign})
    assert say(snapshot, None, replace(SCORE, cites=("f",))).changes
    with pytest.raises(Refusal, match="P2-1 is evidence of another programme"):
        say(snapshot, None, replace(SCORE, cites=("g",)))
