"""Who gets a form about what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scorecard.errors import Refusal
from scorecard.exchange.forms.plan import FormPlan, owing
from scorecard.model.evaluation import Assignment
from scorecard.model.snapshot import Snapshot
from tests.analysis.evaluations import case_of
from tests.exchange.forms import plan_of

WORDS = {"ana": ".", "luis": ".", "panel": "."}
CASE = case_of(
    {"A": 1},
    {"P1": WORDS, "P2": WORDS, "P10": WORDS},
    kinds={"ana": "independent", "luis": "self", "panel": "panel"},
    conflicts=[("P2", "ana")],
    submitted=[("P1", "luis")],
)
FREE = CASE.snapshot


def owed(*pairs: tuple[str, str]) -> Snapshot:
    """The case in which these programmes are owed by these evaluators."""
    assignments = dict(FREE.assignments)
    for programme, evaluator in pairs:
        key = f"{programme}/{evaluator}/round"
        stored = assignments.get(key, Assignment(programme=programme, evaluator=evaluator, round="round"))
        assignments[key] = replace(stored, owed=True)
    return replace(FREE, assignments=assignments)


def asked(plan: FormPlan) -> dict[str, tuple[str, ...]]:
    """The programmes that each evaluator is asked about."""
    return {form.evaluator: form.programmes for form in plan.forms}


def test_who_owes_nothing_is_asked_about_everything_in_the_order_of_ids() -> None:
    plan = plan_of(case_of({"A": 1}, {"P10": WORDS, "P2": WORDS}).snapshot, "ana")
    assert asked(plan) == {"ana": ("P2", "P10")}
    assert plan.left_out == ()


def test_who_owes_something_is_asked_about_what_is_not_submitted_of_it() -> None:
    snapshot = owed(("P10", "ana"), ("P1", "luis"), ("P2", "luis"))
    plan = plan_of(snapshot, "ana", "luis")
    assert asked(plan) == {"ana": ("P10",), "luis": ("P2",)}
    assert plan.left_out == ("luis has submitted and is not asked again about: P1.",)


def test_named_programmes_are_asked_whether_they_are_owed_or_not() -> None:
    plan = plan_of(owed(("P10", "ana")), "ana", programmes=["P1"], owed=False)
    assert asked(plan) == {"ana": ("P1",)}


def test_a_conflict_of_interest_leaves_the_programme_out_and_says_so() -> None:
    plan = plan_of(FREE, "ana")
    assert asked(plan) == {"ana": ("P1", "P10")}
    assert plan.left_out == ("ana has a conflict of interest and is not asked about: P2.",)


def test_the_panel_gets_no_form() -> None:
    plan = plan_of(FREE, "luis", "panel")
    assert asked(plan) == {"luis": ("P2", "P10")}
    assert any("the panel" in sentence for sentence in plan.left_out)


@pytest.mark.parametrize(
    ("evaluators", "settings", "said"),
    [
        (["panel"], {}, "decides together"),
        (["ana"], {"programmes": ["P2"], "owed": False}, "conflict of interest"),
        (["luis"], {"programmes": ["P1"], "owed": False}, "has submitted"),
        ([], {}, "No evaluator"),
    ],
)
def test_where_nothing_is_left_to_ask_it_is_refused_with_the_reason(
    evaluators: list[str], settings: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        plan_of(FREE, *evaluators, **settings)
    assert "Nothing was written" in str(refused.value)


def test_who_owes_nothing_of_the_programmes_chosen_gets_no_form() -> None:
    snapshot = owed(("P10", "ana"), ("P2", "luis"))
    plan = plan_of(snapshot, "ana", "luis", programmes=["P10"])
    assert asked(plan) == {"ana": ("P10",)}
    assert plan.left_out == ("luis has nothing left to fill in: no form was made.",)


def test_a_closed_round_and_an_evaluation_without_programmes_are_refused() -> None:
    closed = replace(FREE, rounds={"round": replace(FREE.rounds["round"], closed=True)})
    with pytest.raises(Refusal, match="closed"):
        plan_of(closed, "ana")
    with pytest.raises(Refusal, match="no programme"):
        plan_of(replace(FREE, programmes={}), "ana")


def test_forms_are_for_those_who_still_owe_or_for_everybody_while_nothing_is_assigned() -> None:
    assert owing(FREE, "round") == ("ana", "luis")
    assert owing(owed(("P1", "luis"), ("P1", "ana")), "round") == ("ana",)
    assert owing(owed(("P1", "luis")), "round") == ()


def test_a_form_has_a_key_of_its_own_and_a_file_called_by_ids_in_its_language() -> None:
    one, other = plan_of(FREE, "ana", "luis", language="en").forms
    assert one.key != other.key
    assert (one.file, one.version, one.made_at) == ("form-f-r1-ana.xlsx", "1", "2026-11-22T18:00:00+00:00")
