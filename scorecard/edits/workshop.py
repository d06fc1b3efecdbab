"""The agenda of a workshop: which cells are talked about, in which order, and how it is shown on the wall."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from scorecard.edits.entries import gone, without
from scorecard.edits.forms import moment_of
from scorecard.edits.records import put, take_away
from scorecard.edits.workshop_records import (
    GAP,
    change,
    edit_of,
    item_in_words,
    names_of,
    position_at_end,
    refuse_absent,
    refuse_closed,
    refuse_settled,
    stored_discussion,
)
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import Snapshot, unknown
from scorecard.model.workshop import MINUTES, Agenda, Discussion, Place, blank_discussion

_LONGEST = 240
"""The most minutes for an item: more is a day's meeting."""

_MOST_SLIDES = 100


def begin_agenda(
    snapshot: Snapshot,
    framework: str,
    round: Key,
    cells: Iterable[tuple[Key, str]],
    at: datetime,
    *,
    minutes: int = MINUTES,
    practice: Iterable[tuple[Key, str]] = (),
    absent: Iterable[Key] = (),
) -> Edit:
    """Begin the agenda of a framework in a round from these cells, programme and criterion each, in this order.

    `at` is the moment with its time zone. What has been discussed already stays and stands first, but behind the
    cells to `practice` on. The `absent` evaluators take no part. Refused where there is an agenda.
    """
    framework = snapshot.framework(framework).id
    refuse_closed(snapshot, round)
    if snapshot.agenda(framework, round) is not None:
        sentence = _(
            "There is an agenda for “{round}” already. Add items to it, or remove it first; nothing has changed."
        )
        raise Refusal(sentence.format(round=snapshot.rounds[round].name), code="duplicate")
    practised = tuple(dict.fromkeys(practice))
    items = _added(snapshot, framework, round, practised, practice=True)
    others = (cell for cell in cells if cell not in practised)
    items = (*items, *_added(snapshot.after(items), framework, round, others))
    first = snapshot.after(items).discussions_in(framework, round)[:1]
    agenda = Agenda(
        framework=framework,
        round=round,
        begun_at=moment_of(at),
        # Named, so that it stays at hand when others are moved in front of it.
        at_hand=first[0].key if first else "",
        minutes=_minutes(minutes),
        absent=tuple(key for key in dict.fromkeys(absent) if key in snapshot.evaluators),
    )
    label = Label(message=N_("begin agenda, items: {count}"), values=(("count", str(len(items))),))
    return Edit(label=label, changes=(Change(before=None, after=agenda), *items))


def change_agenda(snapshot: Snapshot, agenda: Agenda) -> Edit:
    """Store other minutes, slides, hidden names or absent evaluators; the rest stays as it is stored."""
    stored = _agenda(snapshot, agenda.framework, agenda.round)
    slides = tuple(dict.fromkeys(agenda.slides))
    if len(slides) > _MOST_SLIDES:
        sentence = _("There are {count} slides; at most {most} fit. Leave some out; nothing has changed.")
        raise Refusal(sentence.format(count=len(slides), most=_MOST_SLIDES))
    absent = tuple(key for key in dict.fromkeys(agenda.absent) if key in snapshot.evaluators)
    agenda = replace(
        agenda,
        begun_at=stored.begun_at,
        at_hand=stored.at_hand,
        minutes=_minutes(agenda.minutes),
        slides=slides,
        absent=absent,
    )
    return put(N_("change the agenda"), stored, agenda)


def set_present(snapshot: Snapshot, framework: str, round: Key, evaluator: Key, *, present: bool) -> Edit:
    """Say that an evaluator takes part, or has left: their vote is not asked for and goes on being missing."""
    gone([evaluator in snapshot.evaluators])
    stored = _agenda(snapshot, framework, round)
    if present:
        message, absent = N_("{evaluator} takes part"), without(stored.absent, evaluator)
    else:
        message, absent = N_("{evaluator} is absent"), tuple(dict.fromkeys((*stored.absent, evaluator)))
    return put(message, stored, replace(stored, absent=absent), evaluator=snapshot.evaluators[evaluator].id)


def remove_agenda(snapshot: Snapshot, framework: str, round: Key) -> Edit:
    """Take an agenda away, with the items of which nothing has been said; the others stay for the minutes."""
    stored = _agenda(snapshot, framework, round)
    untouched = [one for one in snapshot.discussions_in(framework, round) if one.is_untouched]
    return take_away(N_("remove the agenda"), [*untouched, stored])


def add_items(
    snapshot: Snapshot,
    framework: str,
    round: Key,
    cells: Iterable[tuple[Key, str]],
    *,
    practice: bool = False,
) -> Edit:
    """Put cells on the agenda, behind the others; those for practice before them. What is on it stays where it is."""
    _agenda(snapshot, framework, round)
    refuse_closed(snapshot, round)
    changes = _added(snapshot, framework, round, cells, practice=practice)
    if len(changes) == 1 and isinstance(item := changes[0].after, Discussion):
        message = (
            N_("practice on {criterion} of {programme}")
            if practice
            else N_("{criterion} of {programme} on the agenda")
        )
        return edit_of(message, changes, **names_of(snapshot, item.place))
    return edit_of(N_("add to the agenda, items: {count}"), changes, count=str(len(changes)))


def remove_item(snapshot: Snapshot, place: Place) -> Edit:
    """Take an item off the agenda with all that was noted on it; scores stay. Nothing where it is not on it."""
    stored = stored_discussion(snapshot, place)
    message = N_("{criterion} of {programme} off the agenda")
    return edit_of(message, [change(stored, None)], **names_of(snapshot, place))


def move_item(snapshot: Snapshot, place: Place, to: int) -> Edit:
    """Make an item the one at this place of the agenda, 0 being the first; beyond an end it stops there."""
    moving = _item(snapshot, place)
    items = snapshot.discussions_in(place.framework, place.round)
    others = [one for one in items if one.key != moving.key]
    to = min(max(to, 0), len(others))
    message, names = N_("move {criterion} of {programme} on the agenda"), names_of(snapshot, place)
    if items.index(moving) == to:
        return edit_of(message, (), **names)
    before = others[to - 1].position if to else None
    after = others[to].position if to < len(others) else None
    if before is None or after is None or after - before > 1:
        moved = replace(moving, position=_between(before, after))
        return edit_of(message, [change(moving, moved)], **names)
    others.insert(to, moving)
    changes = [change(one, replace(one, position=number * GAP)) for number, one in enumerate(others)]
    return edit_of(message, changes, **names)


def skip_item(snapshot: Snapshot, place: Place) -> Edit:
    """Pass an item by; it can be reopened. Refused where it is settled otherwise."""
    stored = _item(snapshot, place)
    refuse_closed(snapshot, place.round)
    if stored.outcome != "skipped":
        refuse_settled(snapshot, stored)
    skipped = replace(stored, stage="settled", voted=(), outcome="skipped")
    message = N_("skip {criterion} of {programme}")
    return edit_of(message, [change(stored, skipped)], **names_of(snapshot, place))


def set_practice(snapshot: Snapshot, place: Place, *, practice: bool) -> Edit:
    """Make an item one to practise on, whose votes never become scores, or a real one; only before it is begun."""
    stored = _item(snapshot, place)
    if stored.practice is not practice and not (stored.stage == "waiting" and not stored.first):
        sentence = _(
            "{item} has been begun, and stays what it is. Remove it and add it again; nothing has changed."
        )
        raise Refusal(sentence.format(item=item_in_words(snapshot, place)))
    message = (
        N_("practice on {criterion} of {programme}")
        if practice
        else N_("no practice on {criterion} of {programme}")
    )
    changed = replace(stored, practice=practice)
    return edit_of(message, [change(stored, changed)], **names_of(snapshot, place))


def go_to(snapshot: Snapshot, place: Place) -> Edit:
    """Take up an item: it is the one at hand from now on, when the evaluation is opened again too."""
    item = _item(snapshot, place)
    stored = _agenda(snapshot, place.framework, place.round)
    message = N_("go to {criterion} of {programme}")
    return put(message, stored, replace(stored, at_hand=item.key), **names_of(snapshot, place))


def _agenda(snapshot: Snapshot, framework: str, round: Key) -> Agenda:
    """The agenda that is there; refused where none was begun."""
    gone([round in snapshot.rounds])
    stored = snapshot.agenda(framework, round)
    if stored is None:
        sentence = _("There is no agenda for “{round}” yet. Begin one first; nothing has changed.")
        raise Refusal(sentence.format(round=snapshot.rounds[round].name), code="unknown")
    return stored


def _item(snapshot: Snapshot, place: Place) -> Discussion:
    """An item that is on the agenda; a refusal names the nearest one."""
    stored = stored_discussion(snapshot, place)
    if stored is not None:
        return stored
    items = snapshot.discussions_in(place.framework, place.round)
    known = [item_in_words(snapshot, one.place) for one in items]
    raise unknown(_("item of the agenda"), item_in_words(snapshot, place), known)


def _added(
    snapshot: Snapshot,
    framework: str,
    round: Key,
    cells: Iterable[tuple[Key, str]],
    *,
    practice: bool = False,
) -> tuple[Change, ...]:
    """The changes that put cells on the agenda; refused for those that are not there, or of another framework."""
    places = [Place(programme, round, criterion) for programme, criterion in dict.fromkeys(cells)]
    for place in places:
        refuse_absent(snapshot, place)
        if place.framework != framework:
            sentence = _("{criterion} is no criterion of “{framework}”. Nothing has changed.")
            raise Refusal(sentence.format(criterion=place.criterion, framework=framework))
    new = [place for place in places if stored_discussion(snapshot, place) is None]
    first = 0
    if new:
        items = snapshot.discussions_in(framework, round)
        first = (
            items[0].position - GAP * len(new) if practice and items else position_at_end(snapshot, new[0])
        )
    return tuple(
        Change(before=None, after=blank_discussion(place, first + number * GAP, practice=practice))
        for number, place in enumerate(new)
    )


def _between(before: int | None, after: int | None) -> int:
    """A position between two, one of which may be open."""
    if before is None:
        return (after or 0) - GAP
    return before + GAP if after is None else (before + after) // 2


def _minutes(minutes: int) -> int:
    if not 1 <= minutes <= _LONGEST:
        sentence = _("An item takes 1 to {most} minutes, not {minutes}. Nothing has changed.")
        raise Refusal(sentence.format(most=_LONGEST, minutes=minutes))
    return minutes
