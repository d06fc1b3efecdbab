"""What kinds of rounds, statuses and moments are called in the window."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, assert_never

from scorecard.i18n import _, pgettext
from scorecard.model.evaluation import Round, RoundKind, Status

if TYPE_CHECKING:
    from scorecard.analysis.evaluators.duties import Duty


def round_kind_word(kind: RoundKind) -> str:
    """A round's kind in a word, empty where it is not said."""
    match kind:
        case "":
            return ""
        case "baseline":
            return pgettext("kind of round", "baseline")
        case "follow-up":
            return pgettext("kind of round", "follow-up")
        case _:
            assert_never(kind)


def status_word(status: Status) -> str:
    """How far an evaluator's work on a programme is, in a word."""
    match status:
        case "draft":
            return pgettext("status", "draft")
        case "submitted":
            return pgettext("status", "submitted")
        case "approved":
            return pgettext("status", "approved")
        case _:
            assert_never(status)


def state_word(round: Round) -> str:
    """Whether a round is open or closed, in a word."""
    return pgettext("state of a round", "closed") if round.closed else pgettext("state of a round", "open")


def dates_of(round: Round) -> str:
    """When a round takes place, empty where it is not said."""
    if round.begins and round.ends:
        return _("{begins} to {ends}").format(begins=round.begins, ends=round.ends)
    if round.begins:
        return _("from {begins}").format(begins=round.begins)
    return _("until {ends}").format(ends=round.ends) if round.ends else ""


def duty_word(duty: Duty) -> str:
    """What there is to say of a duty in a word, empty where there is nothing."""
    if duty.conflict:
        return pgettext("duty", "conflict")
    if duty.status != "draft":
        return status_word(duty.status)
    if duty.answered:
        return status_word("draft")
    return pgettext("duty", "owed") if duty.owed else ""


def duty_sentence(duty: Duty, evaluator: str, programme: str) -> str:
    """All there is to say of a duty, for a tip, for reading aloud and for the bar below the matrix."""
    parts = [_("{evaluator} · {programme}").format(evaluator=evaluator, programme=programme)]
    if duty.conflict:
        parts.append(_("conflict of interest: {reason}").format(reason=duty.conflict))
    parts.append(_("owed") if duty.owed else _("not owed"))
    if duty.status != "draft":
        sentence = _("{status} by {person}, {moment}")
        moment = local_moment(duty.assignment.at)
        parts.append(
            sentence.format(status=status_word(duty.status), person=duty.assignment.by, moment=moment)
        )
    elif duty.assignment.at:
        moment = local_moment(duty.assignment.at)
        parts.append(_("reopened by {person}, {moment}").format(person=duty.assignment.by, moment=moment))
    parts.append(_("{done} of {count} criteria answered").format(done=duty.answered, count=duty.of))
    return " · ".join(parts)


def local_moment(at: str) -> str:
    """A stored moment by the clock of this machine, to the minute; as stored where it cannot be read."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OSError, OverflowError):
        return at


def blind_sentence() -> str:
    """What a blind round is, in a sentence or two."""
    return _(
        "In a blind round you see what others say of a programme once you have submitted your own scores of it. "
        "It is a courtesy: the file holds everything."
    )
