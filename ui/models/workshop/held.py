"""The workshop that is held on a page, and its item at hand, as the evaluation stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui.models.workshop.acts import scores_at
from ui.models.workshop.at_hand import AtHand

if TYPE_CHECKING:
    from scorecard.analysis.workshops.workshop import Workshop
    from scorecard.model.evaluation import Key
    from scorecard.workspace import Workspace
    from ui.models.workshop.turns import Turns


def workshop_of(workspace: Workspace, framework: str | None, round: Key | None) -> Workshop | None:
    """The workshop of a framework in a round, None where there is nothing to talk about."""
    from scorecard.analysis.workshops.workshop import Workshop

    snapshot = workspace.snapshot
    if framework is None or round is None or not snapshot.programmes:
        return None
    # Nobody in particular: private votes stay out of the ranking on the wall. A blind round would hide all.
    viewer = None if snapshot.rounds[round].blind else ""
    question = replace(workspace.question(framework), round=round, seen_by=viewer)
    return Workshop(workspace.study(question))


def at_hand_of(workspace: Workspace, workshop: Workshop, turns: Turns) -> AtHand | None:
    """The item at hand with what is around it, None where the agenda has none that is there."""
    item = workshop.at_hand
    if item is None or item.programme is None or item.criterion is None:
        return None
    return AtHand(
        workshop=workshop,
        item=item,
        programme=item.programme,
        criterion=item.criterion,
        scores=scores_at(workspace, item.place),
        evidence=workspace.snapshot.evidence_of(item.place.programme),
        reading=workspace.reading,
        later=turns.later(item.discussion),
        again=turns.speaker(item.discussion),
    )
