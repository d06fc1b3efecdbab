"""Rounds: the passes of scoring, when they take place, and when they are over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scorecard.edits.entries import free_id, gone, valid_date, valid_id, valid_name
from scorecard.edits.records import put, take_away
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Key, Round, RoundKind
from scorecard.model.record import Record, new_key
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot


def add_round(
    snapshot: Snapshot,
    name: str,
    *,
    id: str = "",
    kind: RoundKind = "",
    begins: str = "",
    ends: str = "",
    blind: bool = False,
) -> Edit:
    """Add a round after the others; without an id it gets the next free one, such as `r2`. Dates as ISO writes them."""
    id = id or free_id("r", snapshot.rounds.values())
    position = max((one.position for one in snapshot.rounds.values()), default=-1) + 1
    round = Round(
        key=new_key(), id=id, name=name, position=position, kind=kind, begins=begins, ends=ends, blind=blind
    )
    round = valid_round(snapshot, round)
    return put(N_("add round {id}"), None, round, id=round.id)


def change_round(snapshot: Snapshot, round: Round) -> Edit:
    """Store another id, name, kind, dates or blindness of a round; the rest stays as it is stored."""
    gone([round.key in snapshot.rounds])
    stored = snapshot.rounds[round.key]
    round = replace(round, position=stored.position, closed=stored.closed, editions=stored.editions)
    round = valid_round(snapshot, round)
    return put(N_("change round {id}"), stored, round, id=round.id)


def close_round(snapshot: Snapshot, key: Key) -> Edit:
    """Close a round: all of its scores are locked until it is reopened. Nothing where it is closed already."""
    gone([key in snapshot.rounds])
    stored = snapshot.rounds[key]
    return put(N_("close round {id}"), stored, replace(stored, closed=True), id=stored.id)


def reopen_round(snapshot: Snapshot, key: Key) -> Edit:
    """Reopen a closed round; what is submitted in it stays locked. Nothing where it is open."""
    gone([key in snapshot.rounds])
    stored = snapshot.rounds[key]
    return put(N_("reopen round {id}"), stored, replace(stored, closed=False), id=stored.id)


def set_blind(snapshot: Snapshot, key: Key, *, blind: bool) -> Edit:
    """Let evaluators see the others' scores only after submitting their own, or at once."""
    gone([key in snapshot.rounds])
    stored = snapshot.rounds[key]
    message = N_("round {id} blind") if blind else N_("round {id} no longer blind")
    return put(message, stored, replace(stored, blind=blind), id=stored.id)


def move_round(snapshot: Snapshot, key: Key, step: int) -> Edit:
    """Move a round so many places on in time, or back where `step` is negative; it stops at either end."""
    gone([key in snapshot.rounds])
    stored = snapshot.rounds[key]
    order = [one for one in snapshot.ordered_rounds() if one.key != key]
    place = snapshot.ordered_rounds().index(stored) + step
    order.insert(min(max(place, 0), len(order)), stored)
    changes = tuple(
        Change(before=one, after=replace(one, position=position))
        for position, one in enumerate(order)
        if one.position != position
    )
    moved = order != list(snapshot.ordered_rounds())
    label = Label(message=N_("move round {id}"), values=(("id", stored.id),))
    return Edit(label=label, changes=changes if moved else ())


def remove_round(snapshot: Snapshot, key: Key, scores: Iterable[Score]) -> Edit:
    """Remove a round with what is assigned, was sent and is discussed in it; refused with scores, and for the only one.

    `scores` are those of the round. Nothing where it is gone.
    """
    round = snapshot.rounds.get(key)
    if round is None:
        return take_away(N_("remove round {id}"), (), id="")
    count = sum(1 for _score in scores)
    if count:
        sentence = _(
            "The round “{round}” has scores ({count}) and stays. Close it to keep them from changing; "
            "nothing has changed."
        )
        raise Refusal(sentence.format(round=round.name, count=count))
    if len(snapshot.rounds) == 1:
        sentence = _("“{round}” is the only round, and an evaluation needs one. Nothing has changed.")
        raise Refusal(sentence.format(round=round.name))
    assigned = [one for one in snapshot.assignments.values() if one.round == key]
    sent = [one for one in snapshot.forms.values() if one.round == key]
    agendas = [one for one in snapshot.agendas.values() if one.round == key]
    discussed = [one for one in snapshot.discussions.values() if one.round == key]
    hanging: list[Record] = [*assigned, *sent, *agendas, *discussed]
    return take_away(N_("remove round {id}"), [*hanging, round], id=round.id)


def valid_round(snapshot: Snapshot, round: Round) -> Round:
    """The round with its name cleaned; refused with a taken id or name, or when it ends before it begins."""
    others = [other for other in snapshot.rounds.values() if other.key != round.key]
    round = replace(
        round,
        id=valid_id(_("round"), round, others),
        name=valid_name(_("round"), round.name),
        begins=valid_date(_("begin"), round.begins),
        ends=valid_date(_("end"), round.ends),
    )
    for other in others:
        if other.name.casefold() == round.name.casefold():
            sentence = _(
                "There is a round “{name}” ({id}) already. Choose another name; nothing has changed."
            )
            raise Refusal(sentence.format(name=other.name, id=other.id), code="duplicate")
    if round.begins and round.ends and round.ends < round.begins:
        sentence = _(
            "The round would end ({ends}) before it begins ({begins}). Change one of the dates; "
            "nothing has changed."
        )
        raise Refusal(sentence.format(begins=round.begins, ends=round.ends))
    return round
