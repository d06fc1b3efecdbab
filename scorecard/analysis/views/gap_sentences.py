"""How far self-assessments and independent scores are apart, in words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scorecard.analysis.aggregation import TOLERANCE, Floats
from scorecard.analysis.sentences import programmes_named, within
from scorecard.analysis.views.gap_numbers import SMALLEST, GapNumbers
from scorecard.i18n import _, format_difference, format_number, language, ngettext


def gap_sentences(found: GapNumbers) -> tuple[str, str]:
    """How the two differ on the whole, and what to know about it, in the language in force."""
    rows = found.rows()
    if not found.programmes:
        return _("There is no programme to compare yet."), ""
    if not rows:
        return _nothing(found), ""
    gap = found.gap()
    mean = float(np.mean(gap[rows]))
    words = {"gap": format_number(abs(mean), 2), "widest": _widest(found, gap, rows[0])}
    if len(rows) == 1:
        answer = _only_one(found, rows[0], float(gap[rows[0]]))
    elif abs(float(gap[rows[0]])) < SMALLEST:
        answer = _("Self-assessments and independent scores are the same for every programme.")
    elif mean >= SMALLEST:
        answer = _("Self-assessments are higher by {gap} on average; widest: {widest}.").format(**words)
    elif mean <= -SMALLEST:
        answer = _("Self-assessments are lower by {gap} on average; widest: {widest}.").format(**words)
    else:
        sentence = _("On average self-assessments are neither higher nor lower; widest: {widest}.")
        answer = sentence.format(**words)
    return answer, " ".join(_details(found, gap, len(rows)))


def _nothing(found: GapNumbers) -> str:
    """Why there is no gap at all."""
    match found.is_answered():
        case (False, False):
            return _("Nobody has scored in this round yet: neither programmes themselves nor others.")
        case (False, True):
            return _("There is no self-assessment in this round to set against the independent scores.")
        case (True, False):
            return _("There is no independent score in this round to set against the self-assessments.")
    return _("No programme has evidence enough for a score in both views.")


def _widest(found: GapNumbers, gap: Floats, row: int) -> str:
    """Whose gap is the widest, how wide it is, and on which section most of it lies."""
    widest = float(gap[row])
    alike = np.abs(gap) >= abs(widest) - TOLERANCE
    one_way = len(set(np.sign(gap[alike]).tolist())) == 1
    named = {
        "programmes": programmes_named([found.programmes[row].label for row in np.flatnonzero(alike)]),
        "gap": format_difference(widest, 2) if one_way else f"±{format_number(abs(widest), 2)}",
    }
    section = _section_of(found, row, widest) if np.count_nonzero(alike) == 1 else ""
    if not section:
        return "{programmes} ({gap})".format(**named)
    return _("{programmes} ({gap}), most of all on {section}").format(section=section, **named)


def _section_of(found: GapNumbers, row: int, widest: float) -> str:
    """The section with the widest gap in the direction of the whole; empty where no single one has it."""
    sections = found.section_gap()[row] * np.sign(widest)
    weighs = (found.own.section_weights > 0) & ~np.isnan(sections)
    if np.count_nonzero(weighs) < 2:
        return ""
    furthest = float(sections[weighs].max())
    where = np.flatnonzero(weighs & (sections >= furthest - TOLERANCE))
    if where.size != 1 or furthest < SMALLEST:
        return ""
    return within(found.own.framework.sections[where[0]].short.into(language()))


def _only_one(found: GapNumbers, row: int, gap: float) -> str:
    named = {
        "programme": found.programmes[row].label,
        "own": format_number(float(found.own.score[row]), 2),
        "independent": format_number(float(found.independent.score[row]), 2),
        "gap": format_difference(gap, 2),
    }
    sentence = _(
        "Only {programme} has a score in both views: {own} by itself, {independent} by independent "
        "evaluators ({gap})."
    )
    return sentence.format(**named)


def _details(found: GapNumbers, gap: Floats, count: int) -> Iterator[str]:
    """How many are higher and lower, on which section most, and who is left out."""
    if count > 1:
        higher, lower = int(np.sum(gap >= SMALLEST)), int(np.sum(gap <= -SMALLEST))
        sentence = _(
            "Of {count} programmes with both scores {higher} rate themselves higher and {lower} lower."
        )
        yield sentence.format(count=count, higher=higher, lower=lower)
        yield from _by_section(found)
    wide = np.flatnonzero(np.abs(gap) >= SMALLEST).tolist()
    open_still = sum(not found.pair(row).is_certain for row in wide)
    if open_still:
        sentence = ngettext(
            "{count} gap could still be undone by the evidence that is missing.",
            "{count} gaps could still be undone by the evidence that is missing.",
            open_still,
        )
        yield sentence.format(count=open_still)
    without = len(found.programmes) - count
    if without:
        sentence = ngettext(
            "{count} programme lacks a score in at least one of the two views.",
            "{count} programmes lack a score in at least one of the two views.",
            without,
        )
        yield sentence.format(count=without)


def _by_section(found: GapNumbers) -> Iterator[str]:
    """The section on which the two are furthest apart on average, where one alone is."""
    gaps = found.section_gap()
    known = (~np.isnan(gaps)).any(axis=0) & (found.own.section_weights > 0)
    if np.count_nonzero(known) < 2:
        return
    means = np.zeros(len(known))
    means[known] = np.nanmean(gaps[:, known], axis=0)
    furthest = float(np.abs(means).max())
    where = np.flatnonzero(np.abs(means) >= furthest - TOLERANCE)
    if furthest >= SMALLEST and where.size == 1:
        section = within(found.own.framework.sections[where[0]].short.into(language()))
        sentence = _("By section they differ most on {section} ({gap} on average).")
        yield sentence.format(section=section, gap=format_difference(float(means[where[0]]), 2))
