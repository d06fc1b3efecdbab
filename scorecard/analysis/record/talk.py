"""What happens to the agendas and discussions of workshops when a new version of a framework comes into force."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from scorecard.model.edit import Change
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.snapshot import Snapshot


def is_talked_about(snapshot: Snapshot, id: str) -> bool:
    """Whether anything has been said in a workshop about a criterion of this framework."""
    head = f"{id}."
    return any(
        one.criterion.startswith(head) and not one.is_untouched for one in snapshot.discussions.values()
    )


def follow_discussions(snapshot: Snapshot, new: Framework, rounds: Collection[Key]) -> list[Change]:
    """The changes by which the items of agendas in these rounds go along with criteria that have another id.

    What was said of a criterion that was merged, split or dropped stays with it: nobody has said it of another
    question. Such an item is passed by, and the minutes go on telling it.
    """
    renamed = {
        link.old[0]: link.new[0]
        for link in new.crosswalk
        if link.fate in ("same", "renamed") and link.old != link.new
    }
    changes: list[Change] = []
    keys: dict[str, str] = {}
    for one in snapshot.discussions.values():
        if one.round in rounds and one.criterion in renamed:
            moved = replace(one, criterion=renamed[one.criterion])
            keys[one.key] = moved.key
            changes += (Change(before=one, after=None), Change(before=None, after=moved))
    for agenda in snapshot.agendas.values():
        if agenda.at_hand in keys:
            changes.append(Change(before=agenda, after=replace(agenda, at_hand=keys[agenda.at_hand])))
    return changes
