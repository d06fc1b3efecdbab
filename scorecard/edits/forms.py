"""What was sent to whom, and what came back: forms that evaluators fill in away from the program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from scorecard.edits.entries import gone
from scorecard.i18n import N_
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Key
from scorecard.model.form import Form
from scorecard.model.snapshot import Snapshot


def sent(snapshot: Snapshot, forms: Iterable[Form]) -> Edit:
    """Remember that these forms were made, all of them as one edit."""
    forms = tuple(forms)
    gone(one.evaluator in snapshot.evaluators and one.round in snapshot.rounds for one in forms)
    gone(key in snapshot.programmes for one in forms for key in one.programmes)
    changes = tuple(Change(before=snapshot.forms.get(one.key), after=one) for one in forms)
    if len(forms) == 1:
        name = snapshot.evaluators[forms[0].evaluator].name
        label = Label(message=N_("send form to {evaluator}"), values=(("evaluator", name),))
    else:
        count = len({one.evaluator for one in forms})
        label = Label(message=N_("send forms, evaluators: {count}"), values=(("count", str(count)),))
    return Edit(label=label, changes=tuple(one for one in changes if one.before != one.after))


def returned(snapshot: Snapshot, keys: Iterable[Key], at: datetime) -> Edit:
    """Remember that forms came back, `at` being the moment with its time zone.

    One that came back before keeps its moment; one that this evaluation never sent is passed over. An import
    adds these changes to those of its scores, so that one undo takes back both.
    """
    moment = moment_of(at)
    changes = tuple(
        Change(before=form, after=replace(form, returned_at=moment))
        for form in map(snapshot.forms.get, dict.fromkeys(keys))
        if form is not None and not form.returned_at
    )
    if len(changes) == 1:
        (change,) = changes
        name = snapshot.evaluators[change.before.evaluator].name if isinstance(change.before, Form) else ""
        label = Label(message=N_("form of {evaluator} came back"), values=(("evaluator", name),))
    else:
        label = Label(message=N_("forms came back: {count}"), values=(("count", str(len(changes))),))
    return Edit(label=label, changes=changes)


def moment_of(at: datetime) -> str:
    """A moment as it is stored: UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
