"""Remembering what was sent and what came back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from scorecard.analysis.record.sent_forms import sent_forms
from scorecard.edits import forms, people, rounds
from scorecard.errors import Refusal
from scorecard.model.evaluation import Round
from scorecard.model.form import Form
from scorecard.model.record import Ref
from scorecard.model.snapshot import Snapshot
from tests.analysis.evaluations import case_of
from tests.exchange.forms import plan_of

SNAPSHOT = case_of({"A": 1}, {"P1": {"ana": ".", "luis": "."}}).snapshot
WHEN = datetime(2026, 12, 1, 9, 0, tzinfo=timezone(timedelta(hours=-3)))


def sent(*evaluators: str) -> tuple[Snapshot, tuple[Form, ...]]:
    """The evaluation once these have been sent forms, and the forms."""
    made = plan_of(SNAPSHOT, *evaluators).forms
    return SNAPSHOT.after(forms.sent(SNAPSHOT, made).changes), made


def test_forms_sent_together_are_one_edit_that_says_how_many_or_to_whom() -> None:
    edit = forms.sent(SNAPSHOT, plan_of(SNAPSHOT, "ana", "luis").forms)
    assert [change.ref.kind for change in edit.changes] == ["form", "form"]
    assert edit.label.text() == "send forms, evaluators: 2"
    assert forms.sent(SNAPSHOT, plan_of(SNAPSHOT, "ana").forms).label.text() == "send form to ana"
    after, made = sent("ana", "luis")
    assert set(after.forms.values()) == set(made)
    assert after.after(edit.inverse().changes).forms.keys() == after.forms.keys()
    assert SNAPSHOT.after(edit.changes).after(edit.inverse().changes) == SNAPSHOT


def test_what_has_been_removed_meanwhile_is_refused() -> None:
    made = plan_of(SNAPSHOT, "ana").forms
    without = replace(SNAPSHOT, evaluators={})
    with pytest.raises(Refusal) as refused:
        forms.sent(without, made)
    assert refused.value.code == "stale"


def test_a_form_comes_back_once_and_its_moment_is_told_in_utc() -> None:
    after, (form,) = sent("ana")
    edit = forms.returned(after, [form.key, form.key, "unknown"], WHEN)
    assert edit.label.text() == "form of ana came back"
    back = after.after(edit.changes)
    assert back.forms[form.key].returned_at == "2026-12-01T12:00:00+00:00"
    again = forms.returned(back, [form.key], datetime(2027, 1, 1, tzinfo=UTC))
    assert again.changes == ()


def test_forms_go_with_their_evaluator_and_with_their_round() -> None:
    after, (form,) = sent("ana")
    gone = people.remove_evaluator(after, "ana", [])
    assert Ref("form", form.key) in {change.ref for change in gone.changes}
    assert after.after(gone.changes).forms == {}
    two = replace(after, rounds={**after.rounds, "r2": Round(key="r2", id="r2", name="Two", position=1)})
    assert two.after(rounds.remove_round(two, "round", []).changes).forms == {}


def test_the_last_form_is_listed_first_and_without_programmes_that_are_gone() -> None:
    after, (form,) = sent("ana")
    later = replace(form, key="f" * 32, made_at="2027-01-01T00:00:00+00:00")
    after = after.after(forms.sent(after, [later]).changes)
    assert [one.form for one in sent_forms(after)] == [later, form]
    (one, _other) = sent_forms(after)
    assert (one.sent_on, one.returned_on, [p.id for p in one.programmes]) == ("2027-01-01", "", ["P1"])
    without = replace(after, programmes={})
    assert [one.programmes for one in sent_forms(without)] == [(), ()]
