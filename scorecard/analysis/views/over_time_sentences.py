"""What became of programmes from round to round, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from scorecard.analysis.aggregation import TOLERANCE, Floats
from scorecard.analysis.comparison import Comparison
from scorecard.analysis.sentences import joined, programmes_named
from scorecard.analysis.views.over_time_numbers import SMALLEST, OverTimeNumbers
from scorecard.i18n import _, format_difference, format_number, ngettext
from scorecard.model.evaluation import Round


def over_time_sentences(found: OverTimeNumbers) -> tuple[str, str]:
    """What moved most, and what to know about it, in the language in force."""
    answer, detail = _answer(found)
    return answer, " ".join([*detail, *_cautions(found)])


def row_in_words(found: OverTimeNumbers, row: int) -> str:
    """The scores of one programme from round to round, and its change."""
    parts = [
        _("{round}: {words}").format(round=one.round.name, words=_in_round(one, row))
        for one in found.comparisons
    ]
    change = float(found.change()[row])
    if change == change:
        words = _("change {change}").format(change=format_difference(change, 2))
        if abs(change) >= SMALLEST and not found.is_certain()[row]:
            words = _("{change}, which missing evidence could undo").format(change=words)
        parts.append(words)
    return f"{found.programmes[row].label}. {'; '.join(parts)}."


def _in_round(comparison: Comparison, row: int) -> str:
    result = comparison.result(row)
    if result.low is None or result.high is None:
        return _("no criterion applies")
    if result.said:
        return result.said
    if not result.coverage:
        return _("nothing scored")
    low, high = format_number(result.low, 2), format_number(result.high, 2)
    return _("insufficient evidence, between {low} and {high}").format(low=low, high=high)


def _answer(found: OverTimeNumbers) -> tuple[str, list[str]]:
    """What moved most, and the figures beside it."""
    if not found.programmes:
        return _("There is no programme to compare yet."), []
    if len(found.comparisons) < 2:
        sentence = _("{round} is the only round that can be compared: a change needs a second one.")
        return sentence.format(round=joined([one.name for one in found.rounds])), []
    if found.span is None:
        scored = [one.round.name for one in found.comparisons if one.ranked]
        if not scored:
            return _("In no round does a programme have enough evidence for a score."), []
        sentence = _("Only in {round} do programmes have enough evidence for a score: no change to show.")
        return sentence.format(round=scored[0]), []
    change = found.change()
    count = int(np.count_nonzero(~np.isnan(change)))
    ends = {name: found.rounds[place].name for name, place in zip(("first", "last"), found.span, strict=True)}
    if not count:
        return _("No programme has a score in both {first} and {last}.").format(**ends), []
    return _moves(found, change, ends), [*_figures(found, change, count), *_slopeless(found, count)]


def _moves(found: OverTimeNumbers, change: Floats, ends: dict[str, str]) -> str:
    """Who rose and who fell most."""
    rise, risers = _furthest(found, change)
    fall, fallers = _furthest(found, -change)
    named = ends | {
        "risers": risers,
        "rise": format_difference(rise, 2),
        "fallers": fallers,
        "fall": format_difference(-fall, 2),
    }
    if np.count_nonzero(~np.isnan(change)) == 1:
        row = int(np.flatnonzero(~np.isnan(change))[0])
        figures = {"change": format_difference(float(change[row]), 2)}
        sentence = _("Only {programme} has a score in both {first} and {last}: it changed by {change}.")
        return sentence.format(programme=found.programmes[row].label, **ends, **figures)
    if risers and fallers:
        return _(
            "From {first} to {last} the largest rise is that of {risers} ({rise}), "
            "the largest fall that of {fallers} ({fall})."
        ).format(**named)
    if risers:
        sentence = _("From {first} to {last} the largest rise is that of {risers} ({rise}); no score fell.")
        return sentence.format(**named)
    if fallers:
        sentence = _("From {first} to {last} the largest fall is that of {fallers} ({fall}); no score rose.")
        return sentence.format(**named)
    return _("From {first} to {last} no score has changed.").format(**named)


def _furthest(found: OverTimeNumbers, change: Floats) -> tuple[float, str]:
    """The largest of these changes and whose it is; nobody's where none is larger than `SMALLEST`."""
    largest = float(np.nanmax(change))
    if largest < SMALLEST:
        return 0.0, ""
    return largest, _names(found, np.flatnonzero(change >= largest - TOLERANCE).tolist())


def _names(found: OverTimeNumbers, rows: Sequence[int]) -> str:
    return programmes_named([found.programmes[row].label for row in rows])


def _figures(found: OverTimeNumbers, change: Floats, count: int) -> Iterator[str]:
    """The median change, the moves among places, and what missing evidence could undo."""
    if count < 2:
        return
    sentence = _("The median change of the {count} programmes with a score in both is {median}.")
    yield sentence.format(count=count, median=format_difference(float(np.nanmedian(change)), 2))
    places = found.places()
    for furthest, words in (
        (int(places.max()), _("Most places gained among them: {programmes} ({places}).")),
        (int(places.min()), _("Most places lost among them: {programmes} ({places}).")),
    ):
        if furthest:
            rows = np.flatnonzero(places == furthest).tolist()
            yield words.format(programmes=_names(found, rows), places=format_difference(furthest, 0))
    moved = np.abs(change) >= SMALLEST
    open_still = int(np.count_nonzero(moved & ~found.is_certain()))
    if open_still:
        sentence = ngettext(
            "{count} change could still be undone by the evidence that is missing.",
            "{count} changes could still be undone by the evidence that is missing.",
            open_still,
        )
        yield sentence.format(count=open_still)


def _slopeless(found: OverTimeNumbers, count: int) -> Iterator[str]:
    without = len(found.programmes) - count
    if without:
        sentence = ngettext(
            "{count} programme lacks a score in at least one of the two, and so has no slope.",
            "{count} programmes lack a score in at least one of the two, and so have no slope.",
            without,
        )
        yield sentence.format(count=without)


def _cautions(found: OverTimeNumbers) -> Iterator[str]:
    """Of rounds that were scored by another version, or that are blind."""
    if found.carried:
        sentence = ngettext(
            "{rounds} was scored by an earlier version of the framework and is brought forward "
            "through the crosswalk.",
            "{rounds} were scored by earlier versions of the framework and are brought forward "
            "through the crosswalks.",
            len(found.carried),
        )
        yield sentence.format(rounds=_named(found.carried))
    if found.apart:
        sentence = ngettext(
            "{rounds} is left out: no crosswalk leads from its version of the framework to this one.",
            "{rounds} are left out: no crosswalk leads from their version of the framework to this one.",
            len(found.apart),
        )
        yield sentence.format(rounds=_named(found.apart))
    if found.hidden:
        sentence = ngettext(
            "{rounds} is blind: what you do not see yet counts as not scored.",
            "{rounds} are blind: what you do not see yet counts as not scored.",
            len(found.hidden),
        )
        yield sentence.format(rounds=_named(found.hidden))


def _named(rounds: Sequence[Round]) -> str:
    return joined([one.name for one in rounds])
