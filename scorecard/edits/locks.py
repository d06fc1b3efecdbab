"""Where scores stand fast: in a round that is closed, and in what an evaluator has submitted."""

from __future__ import annotations

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot


def reason_locked(snapshot: Snapshot, programme: Key, evaluator: Key, round: Key) -> str:
    """Why an evaluator's scores of a programme in a round cannot change, as a sentence; empty when they can."""
    if round in snapshot.rounds and snapshot.rounds[round].closed:
        sentence = _(
            "The round “{round}” is closed: its scores can be read and not changed. Reopen it first."
        )
        return sentence.format(round=snapshot.rounds[round].name)
    match snapshot.assignment(programme, evaluator, round).status:
        case "draft":
            return ""
        case "submitted":
            sentence = _("{evaluator} has submitted {programme}: its scores are locked. Reopen it first.")
        case "approved":
            sentence = _("{programme} by {evaluator} is approved: its scores are locked. Reopen it first.")
    return sentence.format(
        evaluator=snapshot.evaluators[evaluator].name, programme=snapshot.programmes[programme].label
    )


def refuse_locked(snapshot: Snapshot, edit: Edit) -> None:
    """Refuse an edit that changes a score which stands fast.

    A new version of a framework carries the scores of its criteria along, the submitted ones too: they stay
    what they were, under another id.
    """
    carried = {
        change.after.id
        for change in edit.changes
        if isinstance(change.before, Framework)
        and isinstance(change.after, Framework)
        and change.after.previous == change.before.version
    }
    places = {
        (score.programme, score.evaluator, score.round)
        for change in edit.changes
        if isinstance(score := change.after or change.before, Score)
        and score.criterion.partition(".")[0] not in carried
    }
    for place in places:
        if reason := reason_locked(snapshot, *place):
            raise Refusal(_("{reason} Nothing has changed.").format(reason=reason), code="locked-scores")
