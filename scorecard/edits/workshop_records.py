"""What the edits of a workshop share: the discussion of a cell as it is stored, and what must hold to change it."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.edits.entries import gone
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import Snapshot
from scorecard.model.workshop import Discussion, Place, blank_discussion

GAP = 1024
"""Between the positions of two items, so that one can be moved between them without renumbering the others."""


def stored_discussion(snapshot: Snapshot, place: Place) -> Discussion | None:
    """The discussion of a cell, None where there is none yet."""
    return snapshot.discussions.get("/".join(place))


def discussion_of(snapshot: Snapshot, place: Place) -> Discussion:
    """The discussion of a cell; of one that was never talked about a blank one at the end of the agenda."""
    return stored_discussion(snapshot, place) or blank_discussion(place, position_at_end(snapshot, place))


def position_at_end(snapshot: Snapshot, place: Place) -> int:
    """A position behind every item of the framework and round of a cell."""
    items = snapshot.discussions_in(place.framework, place.round)
    return items[-1].position + GAP if items else 0


def refuse_absent(snapshot: Snapshot, place: Place) -> None:
    """Refuse a cell that is not there: its programme or round is gone, or its criterion is not asked in the round."""
    gone((place.programme in snapshot.programmes, place.round in snapshot.rounds))
    snapshot.criterion_in(place.criterion, place.round)


def refuse_closed(snapshot: Snapshot, round: Key) -> None:
    """Refuse where the round is closed, or gone."""
    gone([round in snapshot.rounds])
    if snapshot.rounds[round].closed:
        sentence = _("The round “{round}” is closed. Reopen it first; nothing has changed.")
        raise Refusal(sentence.format(round=snapshot.rounds[round].name), code="locked-scores")


def refuse_settled(snapshot: Snapshot, discussion: Discussion) -> None:
    """Refuse what cannot be done to an item that is settled."""
    if discussion.stage == "settled":
        sentence = _("{item} is settled. Reopen it first; nothing has changed.")
        raise Refusal(sentence.format(item=item_in_words(snapshot, discussion.place)), code="settled")


def item_in_words(snapshot: Snapshot, place: Place) -> str:
    """A cell as sentences name it, such as `ptpr.ANT1 of Alta Ley`."""
    programme = snapshot.programmes.get(place.programme)
    if programme is None:
        return place.criterion
    return _("{criterion} of {programme}").format(criterion=place.criterion, programme=programme.label)


def names_of(snapshot: Snapshot, place: Place) -> dict[str, str]:
    """The values of a label about a cell: `criterion` and `programme`."""
    programme = snapshot.programmes.get(place.programme)
    criterion = place.criterion.partition(".")[2]
    return {"criterion": criterion, "programme": programme.id if programme else "?"}


def edit_of(message: str, changes: Iterable[Change | None], **values: str) -> Edit:
    """An edit of those changes that change something."""
    label = Label(message=message, values=tuple(values.items()))
    return Edit(label=label, changes=tuple(one for one in changes if one is not None))


def change(before: Discussion | None, after: Discussion | None) -> Change | None:
    """What makes a discussion another state of it; None where it is that already."""
    return None if before == after else Change(before=before, after=after)
