"""Evaluators: who they are, where they have a conflict of interest, what they owe and what they have submitted."""

from __future__ import annotations

from dataclasses import replace

from scorecard.edits.entries import free_id, valid_id, valid_name
from scorecard.edits.records import put
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Evaluator, EvaluatorKind
from scorecard.model.record import new_key
from scorecard.model.snapshot import Snapshot


def add_evaluator(snapshot: Snapshot, name: str, kind: EvaluatorKind, id: str = "") -> Edit:
    """Add an evaluator; without an id they get the next free one, such as `E3`."""
    id = id or free_id("E", snapshot.evaluators.values())
    evaluator = valid_evaluator(snapshot, Evaluator(key=new_key(), id=id, name=name, kind=kind))
    return put(N_("add evaluator {id}"), None, evaluator, id=evaluator.id)


def valid_evaluator(snapshot: Snapshot, evaluator: Evaluator) -> Evaluator:
    """The evaluator with a cleaned name; refused with an id that is taken, or as a second panel."""
    if evaluator.kind == "panel":
        for other in snapshot.evaluators.values():
            if other.kind == "panel" and other.key != evaluator.key:
                sentence = _("There is a panel already (“{name}”), and one is the most. Nothing has changed.")
                raise Refusal(sentence.format(name=other.name), code="duplicate")
    return replace(
        evaluator,
        id=valid_id(_("evaluator"), evaluator, snapshot.evaluators.values()),
        name=valid_name(_("evaluator"), evaluator.name),
    )
