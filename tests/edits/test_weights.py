"""Named sets of weights: what may be stored, and what is refused in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.edits.weights import add, change, remove, valid_weights
from scorecard.errors import Refusal
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Evaluation, WeightSet
from scorecard.model.snapshot import Snapshot
from tests.analysis.evaluations import framework_of

FRAMEWORK = framework_of({"A": 2, "B": 1})
EMPTY = Snapshot(evaluation=Evaluation(id="i", title="Trial", frameworks=("f",)), frameworks={"f": FRAMEWORK})
OWN = WeightSet(key="w", id="own", name="Our own", framework="f", sections=(("A", 2.0),))


def after(snapshot: Snapshot, edit: Edit) -> Snapshot:
    """The evaluation once an edit is stored."""
    return snapshot.after(edit.changes)


def test_a_set_without_an_id_gets_the_next_free_one() -> None:
    snapshot = after(EMPTY, add(EMPTY, replace(OWN, id="")))
    snapshot = after(snapshot, add(snapshot, replace(OWN, id="", key="v", name="Another")))
    assert sorted(one.id for one in snapshot.weights.values()) == ["W1", "W2"]


def test_weights_stand_in_the_order_of_the_framework() -> None:
    given = replace(OWN, sections=(("B", 1), ("A", 2)), criteria=(("f.B1", 3), ("f.A1", 0)))
    assert valid_weights(EMPTY, given).sections == (("A", 2.0), ("B", 1.0))
    assert valid_weights(EMPTY, given).criteria == (("f.A1", 0.0), ("f.B1", 3.0))


def test_a_name_is_given_once_whatever_its_case_and_accents() -> None:
    snapshot = after(EMPTY, add(EMPTY, replace(OWN, name="Región  norte")))
    with pytest.raises(Refusal, match="already") as refused:
        add(snapshot, replace(OWN, key="v", id="v", name="REGION NORTE"))
    assert refused.value.code == "duplicate"


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf")])
def test_a_weight_below_zero_or_no_number_is_refused(weight: float) -> None:
    with pytest.raises(Refusal, match="from 0 upwards"):
        add(EMPTY, replace(OWN, sections=(("A", weight),)))


def test_weights_of_what_the_framework_does_not_have_are_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal, match=r"nearest is “f\.A1”"):
        add(EMPTY, replace(OWN, criteria=(("f.A11", 1.0),)))
    with pytest.raises(Refusal, match="framework “g”"):
        add(EMPTY, replace(OWN, framework="g"))


def test_weights_that_leave_nothing_to_compare_are_refused() -> None:
    with pytest.raises(Refusal, match="all zero"):
        add(EMPTY, replace(OWN, sections=(("A", 0), ("B", 0))))


def test_by_swing_the_most_important_of_each_group_has_100() -> None:
    swing = replace(OWN, method="swing", sections=(("A", 40), ("B", 100)))
    assert valid_weights(EMPTY, swing).sections == (("A", 40.0), ("B", 100.0))
    with pytest.raises(Refusal, match="has 100"):
        valid_weights(EMPTY, replace(swing, sections=(("A", 40), ("B", 90))))
    with pytest.raises(Refusal, match="has 100"):
        valid_weights(EMPTY, replace(swing, sections=(("A", 400), ("B", 90))))
    with pytest.raises(Refusal, match=r"none of: f\.A2"):
        valid_weights(EMPTY, replace(swing, criteria=(("f.A1", 100),)))


def test_changing_to_the_same_changes_nothing_and_removing_takes_the_set_away() -> None:
    snapshot = after(EMPTY, add(EMPTY, OWN))
    assert change(snapshot, OWN).changes == ()
    assert after(snapshot, change(snapshot, replace(OWN, name="New"))).weights["w"].name == "New"
    assert after(snapshot, remove(snapshot, "w")).weights == {}
    assert remove(EMPTY, "w").changes == ()
