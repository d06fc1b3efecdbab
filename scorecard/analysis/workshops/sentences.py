"""A workshop in words: how far it is, what each item has come to, and what the discussion has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.analysis.sentences import joined
from scorecard.i18n import _, format_number, ngettext, pgettext

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.workshops.items import Item
    from scorecard.analysis.workshops.workshop import Narrowing, Progress, Workshop

_HOUR = 60


def progress_sentence(progress: Progress) -> str:
    """How many items are settled, how long the others will take, and which are passed by."""
    if not progress.of:
        return _("There is nothing on the agenda yet.")
    if progress.open:
        sentence = ngettext(
            "{settled} of {of} item settled, about {time} to go.",
            "{settled} of {of} items settled, about {time} to go.",
            progress.of,
        )
        parts = [sentence.format(settled=progress.settled, of=progress.of, time=duration(progress.minutes))]
    else:
        sentence = ngettext(
            "The agenda is done: {settled} of {of} item settled.",
            "The agenda is done: {settled} of {of} items settled.",
            progress.of,
        )
        parts = [sentence.format(settled=progress.settled, of=progress.of)]
    if progress.skipped:
        sentence = ngettext("{count} is skipped.", "{count} are skipped.", progress.skipped)
        parts.append(sentence.format(count=progress.skipped))
    if progress.gone:
        sentence = ngettext(
            "{count} is passed by, since its programme or criterion is no longer there.",
            "{count} are passed by, since their programme or criterion is no longer there.",
            progress.gone,
        )
        parts.append(sentence.format(count=progress.gone))
    return " ".join(parts)


def duration(minutes: int) -> str:
    """A time as people say it, such as `50 min` or `2 h 30 min`."""
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def narrowing_sentence(narrowing: Narrowing) -> str:
    """How far apart levels were and are; nothing where no item has two levels both times."""
    if narrowing.before is None or narrowing.after is None:
        return ""
    sentence = ngettext(
        "On {count} item the levels were {before} steps apart when they were revealed, and are {after} after the "
        "discussion.",
        "On {count} items the levels were {before} steps apart on average when they were revealed, and are {after} "
        "after the discussion.",
        narrowing.items,
    )
    return sentence.format(
        count=narrowing.items,
        before=format_number(narrowing.before, 1),
        after=format_number(narrowing.after, 1),
    )


def movement_sentence(workshop: Workshop) -> str:
    """What the discussion has done to the ranking: who has moved, and whether somebody else leads."""
    moved = [one for one in workshop.moves if one.rank_before != one.rank_after]
    if not workshop.moves:
        return _("The discussion has not changed any score so far.")
    if not moved:
        sentence = ngettext(
            "The discussion has changed the score of {count} programme; the ranking is as it was.",
            "The discussion has changed the scores of {count} programmes; the ranking is as it was.",
            len(workshop.moves),
        )
        return sentence.format(count=len(workshop.moves))
    sentence = ngettext(
        "The discussion has moved {count} programme in the ranking, places in all: {places}.",
        "The discussion has moved {count} programmes in the ranking, places in all: {places}.",
        len(moved),
    )
    parts = [sentence.format(count=len(moved), places=sum(one.places for one in moved))]
    before, now = _leaders(workshop.earlier), _leaders(workshop.study.comparison)
    if before and now and before != now:
        sentence = _("First before: {before}; first now: {now}.")
        parts.append(sentence.format(before=joined(before), now=joined(now)))
    return " ".join(parts)


def state_in_words(item: Item) -> str:
    """What an item has come to, such as `agreed on 3`; that it is practice is not said."""
    discussion = item.discussion
    if item.is_gone:
        return pgettext("state of an item", "no longer there")
    if item.is_overtaken:
        sentence = pgettext("state of an item", "agreed on {level}, changed since")
        return sentence.format(level=discussion.value)
    match discussion.outcome:
        case "agreed":
            return pgettext("state of an item", "agreed on {level}").format(level=discussion.value)
        case "dissent":
            return pgettext("state of an item", "no agreement")
        case "skipped":
            return pgettext("state of an item", "skipped")
        case "":
            return _stage(item)


def _stage(item: Item) -> str:
    match item.discussion.stage:
        case "waiting" | "settled":
            return pgettext("state of an item", "to come")
        case "scoring":
            return pgettext("state of an item", "private scoring")
        case "revealed":
            return pgettext("state of an item", "revealed")


def _leaders(comparison: Comparison) -> list[str]:
    return [comparison.programmes[row].label for row in comparison.ranking() if comparison.rank[row] == 1]
