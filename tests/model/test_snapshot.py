"""Looking things up in an evaluation, and what a change makes of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.errors import Refusal
from scorecard.library.frameworks import built_in_framework
from scorecard.model.edit import Change
from scorecard.model.evaluation import Evaluation, Round
from scorecard.model.programme import Evidence, Programme
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot, natural

FRAMEWORK = built_in_framework("lnk")
EMPTY = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=("lnk",)), frameworks={"lnk": FRAMEWORK}
)


def programme(id: str) -> Programme:
    return Programme(key=f"key of {id}", id=id, name=f"Programme {id}")


def with_programmes(*ids: str) -> Snapshot:
    return EMPTY.after(Change(before=None, after=programme(id)) for id in ids)


def test_programmes_stand_in_the_order_of_their_numbers() -> None:
    ordered = with_programmes("P10", "P2", "p1").ordered_programmes()
    assert [one.id for one in ordered] == ["p1", "P2", "P10"]


@given(st.lists(st.text(), max_size=5))
def test_any_labels_can_be_put_in_order(labels: list[str]) -> None:
    ordered = sorted(labels, key=natural)
    assert all(natural(one) <= natural(other) for one, other in pairwise(ordered))


def test_letters_after_the_number_count() -> None:
    assert sorted(["P2b", "beta", "P2a", "Alpha", "P2"], key=natural) == ["Alpha", "beta", "P2", "P2a", "P2b"]


def test_numbers_of_any_length_are_ordered() -> None:
    assert natural("P" + "9" * 10_000) < natural("P1" + "0" * 10_000)


def test_an_unknown_programme_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal, match="nearest is “CL03”"):
        with_programmes("CL13", "CL03", "PE16").programme("CL3")


def test_an_unknown_programme_far_from_all_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal, match="there are: CL03, PE16"):
        with_programmes("CL03", "PE16").programme("zzz")
    ids = [f"P{number}" for number in range(1, 10)]
    with pytest.raises(Refusal, match=r"there are: P1, P2, P3, P4, P5, P6, P7, P8\. Nothing"):
        with_programmes(*ids[:8]).programme("zzz")
    with pytest.raises(Refusal, match=r"P8, …\. Nothing"):
        with_programmes(*ids).programme("zzz")


def test_an_unknown_programme_among_none_is_refused() -> None:
    with pytest.raises(Refusal, match="none has been added yet"):
        EMPTY.programme("CL03")


def test_an_unknown_criterion_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal, match=r"lnk\.A1"):
        EMPTY.criterion("lnk.A11")
    with pytest.raises(Refusal, match="lnk"):
        EMPTY.criterion("A1")


def test_a_criterion_comes_with_its_framework() -> None:
    framework, criterion = EMPTY.criterion("lnk.D1")
    assert framework is FRAMEWORK
    assert criterion.name.es == "Enfoque regional"


def test_the_latest_round_is_meant_when_none_is_named() -> None:
    with pytest.raises(Refusal, match="no round yet"):
        EMPTY.round()
    rounds = (
        Round(key="a", id="r2", name="Later", position=1),
        Round(key="b", id="r9", name="First", position=0),
    )
    snapshot = EMPTY.after(Change(before=None, after=round) for round in rounds)
    assert snapshot.round().id == "r2"
    assert snapshot.round("r9").name == "First"


def test_the_evidence_of_a_programme_is_its_own_in_order() -> None:
    items = [
        Evidence(key=f"k{id}{owner}", id=id, programme=owner, text="A fact.", sign="+")
        for owner in ("one", "two")
        for id in ("E10", "E9")
    ]
    snapshot = EMPTY.after(Change(before=None, after=item) for item in items)
    assert [item.id for item in snapshot.evidence_of("one")] == ["E9", "E10"]


def test_a_removal_takes_the_record_out_and_leaves_the_earlier_snapshot_whole() -> None:
    before = with_programmes("P1", "P2")
    after = before.after([Change(before=programme("P1"), after=None)])
    assert [one.id for one in after.ordered_programmes()] == ["P2"]
    assert len(before.programmes) == 2


def test_a_change_of_scores_leaves_the_snapshot_as_it_is() -> None:
    score = Score(programme="p", evaluator="e", round="r", criterion="lnk.A1", value="2")
    assert EMPTY.after([Change(before=None, after=score)]) == EMPTY


def test_the_evaluation_itself_can_change() -> None:
    renamed = Evaluation(id="i", title="Renamed", frameworks=("lnk",))
    assert EMPTY.after([Change(before=EMPTY.evaluation, after=renamed)]).evaluation == renamed
