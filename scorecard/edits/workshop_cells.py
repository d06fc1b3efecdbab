"""The round of one cell: private scores, their revealing, what is said about them, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scorecard.analysis.sight import takes_part
from scorecard.edits.entries import LONGEST_NAME, free_id, gone, valid_date, valid_entry, without
from scorecard.edits.people import valid_evaluator
from scorecard.edits.scores import valid_score
from scorecard.edits.workshop_records import (
    change,
    discussion_of,
    edit_of,
    item_in_words,
    names_of,
    refuse_absent,
    refuse_closed,
    refuse_settled,
    stored_discussion,
)
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.codec import fingerprint
from scorecard.model.edit import Change, Edit
from scorecard.model.evaluation import Evaluator, Key
from scorecard.model.record import new_key
from scorecard.model.score import Cell, Score, blank_score
from scorecard.model.snapshot import Snapshot
from scorecard.model.workshop import Action, Discussion, Dissent, Place

Values = tuple[tuple[Key, str], ...]

_MOST_ACTIONS = 50


def begin_scoring(snapshot: Snapshot, place: Place) -> Edit:
    """Begin the private scoring of a cell, or another one after its values were revealed: everybody has a turn.

    The item is the one at hand then. What evaluators have said already stands until they say otherwise.
    """
    refuse_absent(snapshot, place)
    refuse_closed(snapshot, place.round)
    stored, discussion = stored_discussion(snapshot, place), discussion_of(snapshot, place)
    refuse_settled(snapshot, discussion)
    message, names = N_("private scoring of {criterion} of {programme}"), names_of(snapshot, place)
    if discussion.stage == "scoring":
        return edit_of(message, (), **names)
    begun = replace(discussion, stage="scoring", voted=())
    agenda = snapshot.agenda(place.framework, place.round)
    at_hand = None
    if agenda is not None and agenda.at_hand != begun.key:
        at_hand = Change(before=agenda, after=replace(agenda, at_hand=begun.key))
    return edit_of(message, [change(stored, begun), at_hand], **names)


def vote(
    snapshot: Snapshot,
    said: Score | None,
    place: Place,
    evaluator: Key,
    value: str,
    note: str | None = None,
) -> Edit:
    """Let an evaluator say a level's code, NE, NA or nothing, in private or after the values were revealed.

    `said` is their stored score. The vote is their score from then on, but in practice, where it never becomes one.
    The label does not say the value, since the undo line shows it. Refused for the panel and for whoever has a
    conflict of interest.
    """
    refuse_absent(snapshot, place)
    refuse_closed(snapshot, place.round)
    gone([evaluator in snapshot.evaluators])
    stored, discussion = stored_discussion(snapshot, place), discussion_of(snapshot, place)
    refuse_settled(snapshot, discussion)
    if discussion.stage == "waiting":
        sentence = _("The private scoring of {item} has not begun. Begin it first; nothing has changed.")
        raise Refusal(sentence.format(item=item_in_words(snapshot, place)))
    _refuse_voter(snapshot, place, evaluator)
    before = said or blank_score(Cell(place.programme, evaluator, place.round, place.criterion))
    if discussion.practice:
        before = replace(blank_score(before.cell), value=dict(discussion.votes).get(evaluator, ""))
    score = replace(before, value=value, note=before.note if note is None else note, carried="")
    score = valid_score(snapshot, score)
    changed = discussion
    if discussion.stage == "scoring":
        turns = without(discussion.voted, evaluator)
        changed = replace(discussion, voted=(*turns, evaluator) if score.value else turns)
    scored = None
    if discussion.practice:
        votes = dict(discussion.votes) | {evaluator: score.value}
        changed = replace(changed, votes=tuple((key, one) for key, one in votes.items() if one))
    else:
        after = None if score.is_blank else score
        scored = None if said == after else Change(before=said, after=after)
    message = N_("vote on {criterion} of {programme}")
    if discussion.stage == "revealed":
        message = N_("new vote on {criterion} of {programme}")
    return edit_of(message, [scored, change(stored, changed)], **names_of(snapshot, place))


def reveal(snapshot: Snapshot, scores: Iterable[Score], place: Place) -> Edit:
    """Show what everybody says of a cell, and keep it; `scores` are the stored ones of the cell.

    After another private scoring the values of the first stay what they were.
    """
    refuse_absent(snapshot, place)
    refuse_closed(snapshot, place.round)
    stored, discussion = stored_discussion(snapshot, place), discussion_of(snapshot, place)
    refuse_settled(snapshot, discussion)
    revealed = replace(discussion, stage="revealed", voted=(), first=_first(discussion, scores))
    if discussion.stage == "revealed":
        revealed = discussion
    message = N_("reveal {criterion} of {programme}")
    return edit_of(message, [change(stored, revealed)], **names_of(snapshot, place))


def note(snapshot: Snapshot, place: Place, text: str) -> Edit:
    """Keep what was said about a cell, in place of what was noted before."""
    changed = replace(discussion_of(snapshot, place), note=valid_entry(_("note"), text))
    return _noted(N_("note on the discussion of {criterion} of {programme}"), snapshot, changed)


def agree(snapshot: Snapshot, scores: Iterable[Score], place: Place, value: str, rationale: str) -> Edit:
    """Agree on a level's code, NE or NA, with the reason for it; `scores` are the stored ones of the cell.

    It is the entry of the panel from then on, and so the cell; where there is no panel yet, one is added. In
    practice it is noted only. What was settled otherwise before is settled anew.
    """
    refuse_absent(snapshot, place)
    refuse_closed(snapshot, place.round)
    rationale = valid_entry(_("rationale"), rationale)
    if not rationale:
        raise Refusal(_("What is agreed on needs its rationale: say why. Nothing has changed."))
    if not value:
        raise Refusal(_("Say which level is agreed on, or NE or NA. Nothing has changed."))
    scores = list(scores)
    stored, discussion = stored_discussion(snapshot, place), discussion_of(snapshot, place)
    panel = _panel(snapshot) or _new_panel(snapshot)
    cell = Cell(place.programme, panel.key, place.round, place.criterion)
    after = snapshot.after([Change(before=None, after=panel)])
    before = next((one for one in scores if one.cell == cell), None)
    said = replace(before or blank_score(cell), value=value, note=rationale, carried="")
    score = valid_score(after, said)
    settled = replace(
        _settled(snapshot, discussion, scores), outcome="agreed", value=score.value, rationale=rationale
    )
    changes = [change(stored, settled)]
    if not discussion.practice:
        added = None if panel.key in snapshot.evaluators else Change(before=None, after=panel)
        entered = None if before == score else Change(before=before, after=score)
        changes = [added, entered, *changes]
    message = N_("agree on {level} for {criterion} of {programme}")
    return edit_of(message, changes, level=score.value, **names_of(snapshot, place))


def dissent(snapshot: Snapshot, scores: Iterable[Score], place: Place, evaluator: Key, text: str) -> Edit:
    """Keep what an evaluator holds against the others, in their words; `evaluator` is empty to name nobody.

    An item that is not settled yet is settled by it, without agreement; one that is agreed on stays so. Refused for
    the panel and for whoever has a conflict of interest, as a vote is.
    """
    refuse_absent(snapshot, place)
    gone([not evaluator or evaluator in snapshot.evaluators])
    if evaluator:
        _refuse_voter(snapshot, place, evaluator)
    text = valid_entry(_("dissent"), text)
    if not text:
        raise Refusal(_("A dissent needs its words: say what is held against it. Nothing has changed."))
    discussion = discussion_of(snapshot, place)
    dissents = tuple(one for one in discussion.dissents if one.evaluator != evaluator)
    dissents = (*dissents, Dissent(evaluator=evaluator, text=text))
    changed = replace(discussion, dissents=dissents)
    if discussion.outcome in ("", "skipped"):
        refuse_closed(snapshot, place.round)
        changed = replace(_settled(snapshot, changed, list(scores)), outcome="dissent")
    return _noted(N_("dissent on {criterion} of {programme}"), snapshot, changed)


def withdraw_dissent(snapshot: Snapshot, place: Place, evaluator: Key) -> Edit:
    """Take back what an evaluator held against the others; what is settled stays so. Nothing where there is none."""
    discussion = discussion_of(snapshot, place)
    changed = replace(
        discussion, dissents=tuple(one for one in discussion.dissents if one.evaluator != evaluator)
    )
    message = N_("no dissent on {criterion} of {programme}")
    if changed == discussion:
        return edit_of(message, (), **names_of(snapshot, place))
    return _noted(message, snapshot, changed)


def reopen(snapshot: Snapshot, scores: Iterable[Score], place: Place) -> Edit:
    """Take up an item again that is settled or was skipped; `scores` are the stored ones of the cell.

    The panel's entry goes, if it is still what was agreed on here. Notes, dissents and actions stay.
    """
    refuse_closed(snapshot, place.round)
    stored = stored_discussion(snapshot, place)
    message, names = N_("reopen {criterion} of {programme}"), names_of(snapshot, place)
    if stored is None or stored.stage != "settled":
        return edit_of(message, (), **names)
    withdrawn = None
    panel = _panel(snapshot)
    if panel is not None and stored.outcome == "agreed" and not stored.practice:
        before = next((one for one in scores if one.evaluator == panel.key), None)
        if before is not None and before.value == stored.value and before.note == stored.rationale:
            after = replace(before, value="", note="")
            withdrawn = Change(before=before, after=None if after.is_blank else after)
    reopened = replace(
        stored,
        stage="revealed" if stored.first else "waiting",
        outcome="",
        second=(),
        value="",
        rationale="",
    )
    return edit_of(message, [withdrawn, change(stored, reopened)], **names)


def put_action(snapshot: Snapshot, place: Place, action: Action) -> Edit:
    """Note what somebody is to do, or store another state of it; without a key it is a new one."""
    action = replace(
        action,
        key=action.key or new_key(),
        text=valid_entry(_("action"), action.text),
        owner=valid_entry(_("owner"), " ".join(action.owner.split()), LONGEST_NAME),
        due=valid_date(_("due date"), action.due),
    )
    if not action.text:
        raise Refusal(_("An action needs its words: say what is to be done. Nothing has changed."))
    discussion = discussion_of(snapshot, place)
    actions = {one.key: one for one in discussion.actions} | {action.key: action}
    if len(actions) > _MOST_ACTIONS:
        sentence = _("There are {count} actions; at most {most} fit. Leave some out; nothing has changed.")
        raise Refusal(sentence.format(count=len(actions), most=_MOST_ACTIONS))
    changed = replace(discussion, actions=tuple(actions.values()))
    return _noted(N_("action on {criterion} of {programme}"), snapshot, changed)


def remove_action(snapshot: Snapshot, place: Place, key: Key) -> Edit:
    """Take an action away. Nothing where it is gone."""
    discussion = discussion_of(snapshot, place)
    changed = replace(discussion, actions=tuple(one for one in discussion.actions if one.key != key))
    message = N_("remove an action on {criterion} of {programme}")
    if changed == discussion:
        return edit_of(message, (), **names_of(snapshot, place))
    return _noted(message, snapshot, changed)


def _noted(message: str, snapshot: Snapshot, changed: Discussion) -> Edit:
    """Store what is said about a cell; a cell that was never talked about must be there."""
    stored = stored_discussion(snapshot, changed.place)
    if stored is None:
        refuse_absent(snapshot, changed.place)
    return edit_of(message, [change(stored, changed)], **names_of(snapshot, changed.place))


def _settled(snapshot: Snapshot, discussion: Discussion, scores: list[Score]) -> Discussion:
    """An item settled with what everybody but the panel says of it now."""
    panel = _panel(snapshot)
    said = discussion.votes if discussion.practice else _values(scores)
    second = tuple((key, value) for key, value in said if panel is None or key != panel.key)
    return replace(discussion, stage="settled", voted=(), first=_first(discussion, scores), second=second)


def _first(discussion: Discussion, scores: Iterable[Score]) -> Values:
    """The values that were revealed first; where none were, those of now."""
    if discussion.first:
        return discussion.first
    return discussion.votes if discussion.practice else _values(scores)


def _values(scores: Iterable[Score]) -> Values:
    return tuple(sorted((score.evaluator, score.value) for score in scores if score.value))


def _refuse_voter(snapshot: Snapshot, place: Place, evaluator: Key) -> None:
    if takes_part(snapshot, evaluator, place.programme):
        return
    who = snapshot.evaluators[evaluator]
    if who.kind == "panel":
        sentence = _("{evaluator} is the panel: it agrees once the others have voted. Nothing has changed.")
    else:
        sentence = _(
            "{evaluator} has a conflict of interest on {programme} and does not vote. Nothing has changed."
        )
    programme = snapshot.programmes[place.programme].label
    raise Refusal(sentence.format(evaluator=who.name, programme=programme))


def _panel(snapshot: Snapshot) -> Evaluator | None:
    return next((one for one in snapshot.evaluators.values() if one.kind == "panel"), None)


def _new_panel(snapshot: Snapshot) -> Evaluator:
    taken = {one.id.casefold() for one in snapshot.evaluators.values()}
    id = free_id("panel", snapshot.evaluators.values()) if "panel" in taken else "panel"
    return valid_evaluator(
        snapshot, Evaluator(key=_panel_key(snapshot), id=id, name=_("Panel"), kind="panel"), same_name=True
    )


def _panel_key(snapshot: Snapshot) -> Key:
    """The same in every copy of an evaluation: those that each get their panel by agreeing have one when merged."""
    key = fingerprint(("panel", snapshot.evaluation.id))[:32]
    return key if key not in snapshot.evaluators else new_key()
