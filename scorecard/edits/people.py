"""Evaluators: who they are, where they have a conflict of interest, what they owe and what they have submitted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import assert_never

from scorecard.edits.entries import free_id, gone, valid_entry, valid_id, valid_name
from scorecard.edits.records import put, take_away
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Assignment, Conflict, Evaluator, EvaluatorKind, Key, Status
from scorecard.model.record import Record, new_key
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import folded

_MAY_BECOME: dict[Status, tuple[Status, ...]] = {
    "submitted": ("draft",),
    "approved": ("submitted",),
    "draft": ("submitted", "approved"),
}
"""What can be given each status."""


def add_evaluator(
    snapshot: Snapshot, name: str, kind: EvaluatorKind, id: str = "", *, same_name: bool = False
) -> Edit:
    """Add an evaluator; without an id they get the next free one, such as `E3`.

    Refused with the code `same-name` where there is one of this name, accents, case and spaces aside, unless
    `same_name` says that two people have it.
    """
    id = id or free_id("E", snapshot.evaluators.values())
    evaluator = Evaluator(key=new_key(), id=id, name=name, kind=kind)
    evaluator = valid_evaluator(snapshot, evaluator, same_name=same_name)
    return put(N_("add evaluator {id}"), None, evaluator, id=evaluator.id)


def change_evaluator(snapshot: Snapshot, evaluator: Evaluator, *, same_name: bool = False) -> Edit:
    """Store another state of an evaluator: id, name or kind. `same_name` as when adding one."""
    stored = snapshot.evaluators.get(evaluator.key)
    gone([stored is not None])
    evaluator = valid_evaluator(snapshot, evaluator, same_name=same_name)
    return put(N_("change evaluator {id}"), stored, evaluator, id=evaluator.id)


def remove_evaluator(snapshot: Snapshot, key: Key, scores: Iterable[Score]) -> Edit:
    """Remove an evaluator with all that hangs on them; `scores` are all of theirs. Nothing where they are gone."""
    evaluator = snapshot.evaluators.get(key)
    if evaluator is None:
        return take_away(N_("remove evaluator {id}"), (), id="")
    hanging: list[Record] = [
        *scores,
        *(one for one in snapshot.conflicts.values() if one.evaluator == key),
        *(one for one in snapshot.assignments.values() if one.evaluator == key),
        *(one for one in snapshot.forms.values() if one.evaluator == key),
    ]
    return take_away(N_("remove evaluator {id}"), [*hanging, evaluator], id=evaluator.id)


def declare_conflict(snapshot: Snapshot, programme: Key, evaluator: Key, reason: str) -> Edit:
    """Declare an evaluator's conflict of interest on a programme, or give another reason for it.

    From then on their scores of it are shown and never counted, in every round.
    """
    gone((programme in snapshot.programmes, evaluator in snapshot.evaluators))
    reason = valid_entry(_("reason"), reason)
    if not reason:
        raise Refusal(
            _("A conflict of interest needs its reason: say it in a sentence. Nothing has changed.")
        )
    conflict = Conflict(programme=programme, evaluator=evaluator, reason=reason)
    message = N_("conflict of interest of {evaluator} on {programme}")
    return put(
        message, snapshot.conflict(programme, evaluator), conflict, **_ids(snapshot, programme, evaluator)
    )


def withdraw_conflict(snapshot: Snapshot, programme: Key, evaluator: Key) -> Edit:
    """Take a declared conflict of interest back; nothing where there is none."""
    conflict = snapshot.conflict(programme, evaluator)
    message = N_("no conflict of interest of {evaluator} on {programme}")
    if conflict is None:
        return take_away(message, (), evaluator="", programme="")
    return take_away(message, [conflict], **_ids(snapshot, programme, evaluator))


def assign(snapshot: Snapshot, pairs: Iterable[tuple[Key, Key]], round: Key, *, owed: bool = True) -> Edit:
    """Say of pairs of programme and evaluator that this evaluator owes this programme in a round, or no longer.

    What is submitted stays submitted. Refused where the evaluator has a conflict of interest.
    """
    changes: dict[tuple[Key, Key], Change] = {}
    for programme, evaluator in dict.fromkeys(pairs):
        _refuse_still(snapshot, programme, evaluator, round)
        if owed and snapshot.conflict(programme, evaluator) is not None:
            sentence = _(
                "{evaluator} has a conflict of interest on {programme} and cannot owe it. Nothing has changed."
            )
            raise Refusal(sentence.format(**_names(snapshot, programme, evaluator)))
        assignment = replace(snapshot.assignment(programme, evaluator, round), owed=owed)
        if change := _change(snapshot, assignment):
            changes[programme, evaluator] = change
    if len(changes) == 1:
        message = N_("assign {programme} to {evaluator}") if owed else N_("take {programme} from {evaluator}")
        values = _ids(snapshot, *next(iter(changes)))
    else:
        message = N_("assign programmes: {count}") if owed else N_("take assigned programmes away: {count}")
        values = {"count": str(len(changes))}
    return Edit(label=Label(message=message, values=tuple(values.items())), changes=tuple(changes.values()))


def submit(snapshot: Snapshot, programme: Key, evaluator: Key, round: Key, by: str, at: datetime) -> Edit:
    """Submit an evaluator's scores of a programme in a round, complete or not: they are locked from then on.

    `by` is who does it, `at` the moment with its time zone. Nothing where it is submitted already.
    """
    _refuse_still(snapshot, programme, evaluator, round)
    assignment = snapshot.assignment(programme, evaluator, round)
    match assignment.status:
        case "draft":
            assignment = replace(
                assignment, status="submitted", by=valid_name(_("person"), by), at=_moment(at)
            )
        case "submitted":
            pass
        case "approved":
            sentence = _("{programme} by {evaluator} is approved, so it was submitted. Nothing has changed.")
            raise Refusal(sentence.format(**_names(snapshot, programme, evaluator)))
        case _:
            assert_never(assignment.status)
    return _settle(N_("submit {programme} by {evaluator}"), snapshot, assignment)


def approve(snapshot: Snapshot, programme: Key, evaluator: Key, round: Key, by: str, at: datetime) -> Edit:
    """Approve what an evaluator has submitted; arguments as in `submit`. Nothing where it is approved already."""
    _refuse_still(snapshot, programme, evaluator, round)
    assignment = snapshot.assignment(programme, evaluator, round)
    match assignment.status:
        case "draft":
            sentence = _(
                "{evaluator} has not submitted {programme}, so it cannot be approved yet. Nothing has changed."
            )
            raise Refusal(sentence.format(**_names(snapshot, programme, evaluator)))
        case "submitted":
            assignment = replace(
                assignment, status="approved", by=valid_name(_("person"), by), at=_moment(at)
            )
        case "approved":
            pass
        case _:
            assert_never(assignment.status)
    return _settle(N_("approve {programme} by {evaluator}"), snapshot, assignment)


def reopen(snapshot: Snapshot, programme: Key, evaluator: Key, round: Key, by: str, at: datetime) -> Edit:
    """Make what was submitted or approved a draft again; arguments as in `submit`. Nothing where it is one."""
    _refuse_still(snapshot, programme, evaluator, round)
    assignment = snapshot.assignment(programme, evaluator, round)
    if assignment.status != "draft":
        assignment = replace(assignment, status="draft", by=valid_name(_("person"), by), at=_moment(at))
    return _settle(N_("reopen {programme} by {evaluator}"), snapshot, assignment)


def settle_all(
    snapshot: Snapshot,
    pairs: Iterable[tuple[Key, Key]],
    round: Key,
    status: Status,
    by: str,
    at: datetime,
) -> Edit:
    """Give a status to those of the pairs of programme and evaluator that can take it; the others stay as they are.

    Drafts can be submitted, what is submitted approved, and both made drafts again.
    """
    match status:
        case "submitted":
            settle, message = submit, N_("submit programmes: {count}")
        case "approved":
            settle, message = approve, N_("approve programmes: {count}")
        case "draft":
            settle, message = reopen, N_("reopen programmes: {count}")
        case _:
            assert_never(status)
    takes = _MAY_BECOME[status]
    ready = [pair for pair in dict.fromkeys(pairs) if snapshot.assignment(*pair, round).status in takes]
    edits = [settle(snapshot, *pair, round, by, at) for pair in ready]
    if len(edits) == 1:
        return edits[0]
    changes = tuple(change for edit in edits for change in edit.changes)
    return Edit(label=Label(message=message, values=(("count", str(len(changes))),)), changes=changes)


def valid_evaluator(snapshot: Snapshot, evaluator: Evaluator, *, same_name: bool = False) -> Evaluator:
    """The evaluator with a cleaned name; refused with an id or name that is taken, or as a second panel."""
    others = [other for other in snapshot.evaluators.values() if other.key != evaluator.key]
    if evaluator.kind == "panel":
        for other in others:
            if other.kind == "panel":
                sentence = _("There is a panel already (“{name}”), and one is the most. Nothing has changed.")
                raise Refusal(sentence.format(name=other.name), code="duplicate")
    id = valid_id(_("evaluator"), evaluator, others)
    name = valid_name(_("evaluator"), evaluator.name)
    stored = snapshot.evaluators.get(evaluator.key)
    if not same_name and (stored is None or stored.name != name):
        for other in others:
            if folded(other.name) == folded(name):
                sentence = _(
                    "There is an evaluator “{name}” ({id}) already. If this is another person of the same name, "
                    "say so; nothing has changed."
                )
                raise Refusal(sentence.format(name=other.name, id=other.id), code="same-name")
    return replace(evaluator, id=id, name=name)


def _refuse_still(snapshot: Snapshot, programme: Key, evaluator: Key, round: Key) -> None:
    """Refuse where nothing can change: something is gone, or the round is closed."""
    gone((programme in snapshot.programmes, evaluator in snapshot.evaluators, round in snapshot.rounds))
    if snapshot.rounds[round].closed:
        sentence = _("The round “{round}” is closed. Reopen it first; nothing has changed.")
        raise Refusal(sentence.format(round=snapshot.rounds[round].name), code="locked-scores")


def _settle(message: str, snapshot: Snapshot, assignment: Assignment) -> Edit:
    ids = _ids(snapshot, assignment.programme, assignment.evaluator)
    change = _change(snapshot, assignment)
    return Edit(label=Label(message=message, values=tuple(ids.items())), changes=(change,) if change else ())


def _change(snapshot: Snapshot, assignment: Assignment) -> Change | None:
    """What stores an assignment, None where it is stored; a blank one is removed."""
    place = f"{assignment.programme}/{assignment.evaluator}/{assignment.round}"
    before = snapshot.assignments.get(place)
    after = None if assignment.is_blank else assignment
    return None if before == after else Change(before=before, after=after)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _ids(snapshot: Snapshot, programme: Key, evaluator: Key) -> dict[str, str]:
    return {
        "programme": snapshot.programmes[programme].id,
        "evaluator": snapshot.evaluators[evaluator].id,
    }


def _names(snapshot: Snapshot, programme: Key, evaluator: Key) -> dict[str, str]:
    return {
        "programme": snapshot.programmes[programme].label,
        "evaluator": snapshot.evaluators[evaluator].name,
    }
