"""Agreement between evaluators in words: what can be said, how sure it is, and why nothing can be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from scorecard.analysis.evaluators.alpha import FAIR, GOOD, Alpha, Verdict, verdict_on
from scorecard.analysis.evaluators.habits import NOTABLE, Habit
from scorecard.analysis.sentences import joined, listed
from scorecard.i18n import _, format_difference, format_number, ngettext, pgettext

_NAMED = 4
"""More names than this are a number instead."""


def by_section(sections: Sequence[tuple[str, Alpha]], overall: Alpha) -> str:
    """On which sections evaluators agree well, fairly and hardly, or over all where no section has enough cells."""
    groups: dict[Verdict, list[str]] = {"well": [], "fairly": [], "hardly": []}
    for name, alpha in sections:
        if alpha.alpha is not None:
            groups[alpha.verdict].append(name)
    measured = sum(map(len, groups.values()))
    if measured < 2 or measured in map(len, groups.values()):
        return _alone(groups, measured, len(sections), overall)
    well, fairly, hardly = (_sections(groups[verdict]) for verdict in ("well", "fairly", "hardly"))
    match bool(well), bool(fairly), bool(hardly):
        case True, True, True:
            sentence = _("Evaluators agree well on {well}, fairly on {fairly}, hardly on {hardly}.")
        case True, True, False:
            sentence = _("Evaluators agree well on {well}, fairly on {fairly}.")
        case True, False, True:
            sentence = _("Evaluators agree well on {well}, hardly on {hardly}.")
        case _:
            sentence = _("Evaluators agree fairly on {fairly}, hardly on {hardly}.")
    return sentence.format(well=well, fairly=fairly, hardly=hardly)


def _alone(groups: dict[Verdict, list[str]], measured: int, sections: int, overall: Alpha) -> str:
    """The sentence where all sections that can be measured have the same verdict, or none can be."""
    if not measured:
        match overall.verdict:
            case "well":
                return _("Evaluators agree well; no section has enough shared cells of its own.")
            case "fairly":
                return _("Evaluators agree fairly; no section has enough shared cells of its own.")
            case _:
                return _("Evaluators hardly agree; no section has enough shared cells of its own.")
    verdict = next(verdict for verdict, names in groups.items() if names)
    if measured == sections > 1:
        match verdict:
            case "well":
                return _("Evaluators agree well on every section.")
            case "fairly":
                return _("Evaluators agree fairly on every section.")
            case _:
                return _("Evaluators hardly agree on any section.")
    names = _sections(groups[verdict])
    match verdict:
        case "well":
            return _("Evaluators agree well on {sections}.").format(sections=names)
        case "fairly":
            return _("Evaluators agree fairly on {sections}.").format(sections=names)
        case _:
            return _("Evaluators hardly agree on {sections}.").format(sections=names)


def _sections(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return ngettext("{count} section", "{count} sections", len(names)).format(count=len(names))
    return listed(names)


def all_alike(units: int) -> str:
    """Why there is no alpha although cells are shared."""
    return ngettext(
        "On the {count} cell that evaluators share they give the same level, from which no agreement can be measured.",
        "On all {count} cells that evaluators share they give one and the same level: "
        "whether they would tell programmes apart alike cannot be measured.",
        units,
    ).format(count=units)


def nothing_shared(habits: Sequence[Habit], panel: bool, hidden: int) -> str:
    """Why no agreement can be measured where no cell has two levels."""
    scoring = [habit.evaluator.name for habit in habits if habit.levels]
    if hidden:
        return _("The round is blind: agreement shows once you have submitted your scores.")
    if not habits:
        if panel:
            return _("A panel speaks with one voice, so there is no agreement between evaluators to measure.")
        return _("Nobody scores in this view, so there is no agreement to measure.")
    if not scoring:
        return _("No evaluator has given a level yet, so there is no agreement to measure.")
    if len(scoring) == 1:
        return _("Only {evaluator} has given levels; agreement takes two evaluators.").format(
            evaluator=scoring[0]
        )
    return _(
        "No two evaluators have given a level on the same criterion of the same programme, "
        "so their agreement cannot be measured."
    )


def measured(overall: Alpha) -> str:
    """Alpha over all with its interval, how sure that is, and from where we say well and fairly."""
    if overall.alpha is None:
        return ""
    numbers = {
        "alpha": alpha_figure(overall.alpha),
        "count": overall.units,
        "good": _figure(GOOD, 2),
        "fair": _figure(FAIR, 3),
    }
    if overall.low is None or overall.high is None:
        sentence = ngettext(
            "Krippendorff’s alpha is {alpha} over {count} shared cell; "
            "we say well from {good} and fairly from {fair}.",
            "Krippendorff’s alpha is {alpha} over {count} shared cells; "
            "we say well from {good} and fairly from {fair}.",
            overall.units,
        ).format(**numbers)
        return f"{sentence} {_why_no_interval(overall)}"
    sentence = ngettext(
        "Krippendorff’s alpha is {alpha} (95 % interval {low} to {high}) over {count} shared cell; "
        "we say well from {good} and fairly from {fair}.",
        "Krippendorff’s alpha is {alpha} (95 % interval {low} to {high}) over {count} shared cells; "
        "we say well from {good} and fairly from {fair}.",
        overall.units,
    ).format(low=_figure(overall.low, 2), high=_figure(overall.high, 2), **numbers)
    if not overall.indicative:
        return sentence
    return f"{sentence} {_indicative(overall.programmes)}"


def _indicative(programmes: int) -> str:
    return ngettext(
        "The interval is indicative: it comes from {count} programme.",
        "The interval is indicative: it comes from {count} programmes.",
        programmes,
    ).format(count=programmes)


def _why_no_interval(overall: Alpha) -> str:
    if overall.programmes == 1:
        return _("It has no interval: all these cells are of one programme.")
    return _("It has no interval: it hangs on too few programmes.")


def habits_in_words(habits: Sequence[Habit]) -> str:
    """Who marks notably below or above the others, and who gives nearly always the same mark; may be empty."""
    difference = _figure(NOTABLE, 1)
    below = [habit.evaluator.name for habit in habits if habit.leaning == "below"]
    above = [habit.evaluator.name for habit in habits if habit.leaning == "above"]
    flat = [habit.evaluator.name for habit in habits if habit.flat]
    parts = []
    if below:
        sentence = ngettext(
            "{evaluators} marks at least {difference} levels below the others.",
            "{evaluators} mark at least {difference} levels below the others.",
            len(below),
        )
        parts.append(sentence.format(evaluators=_evaluators(below), difference=difference))
    if above:
        sentence = ngettext(
            "{evaluators} marks at least {difference} levels above the others.",
            "{evaluators} mark at least {difference} levels above the others.",
            len(above),
        )
        parts.append(sentence.format(evaluators=_evaluators(above), difference=difference))
    if flat:
        sentence = ngettext(
            "{evaluators} gives nearly always the same mark.",
            "{evaluators} give nearly always the same mark, each their own.",
            len(flat),
        )
        parts.append(sentence.format(evaluators=_evaluators(flat)))
    return " ".join(parts)


def _evaluators(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return ngettext("{count} evaluator", "{count} evaluators", len(names)).format(count=len(names))
    return joined(names)


def verdict_word(verdict: Verdict) -> str:
    """How far evaluators agree, as a word beside an alpha."""
    match verdict:
        case "well":
            return pgettext("how far evaluators agree", "well")
        case "fairly":
            return pgettext("how far evaluators agree", "fairly")
        case "hardly":
            return pgettext("how far evaluators agree", "hardly")
        case "alike":
            return pgettext("all levels are one and the same", "all alike")
        case "few":
            return pgettext("to measure agreement", "too few cells")
        case _:
            assert_never(verdict)


def habits_explained() -> str:
    """What severe, lenient and flat mean."""
    return _(
        "Severe or lenient: on average at least {difference} levels below or above the others. "
        "Flat: of at least 10 levels, 80 % or more are one and the same."
    ).format(difference=_figure(NOTABLE, 1))


def habit_word(habit: Habit) -> str:
    """What stands out in how an evaluator scores, in a few words; empty where nothing does."""
    match habit.leaning:
        case "below":
            leaning = pgettext("how an evaluator scores", "severe")
        case "above":
            leaning = pgettext("how an evaluator scores", "lenient")
        case _:
            leaning = ""
    flat = pgettext("how an evaluator scores", "flat") if habit.flat else ""
    return ", ".join(filter(None, (leaning, flat)))


def alpha_in_words(name: str, alpha: Alpha) -> str:
    """A section or criterion with all that is known of agreement on it, for whoever cannot see it drawn."""
    said = {"name": name, "verdict": verdict_word(alpha.verdict)}
    cells = ngettext("{count} shared cell", "{count} shared cells", alpha.units).format(count=alpha.units)
    if alpha.alpha is None:
        return _("{name}: {verdict}, {cells}.").format(cells=cells, **said)
    said |= {"cells": cells, "alpha": alpha_figure(alpha.alpha)}
    if alpha.low is None:
        return _("{name}: {verdict}, alpha {alpha}, {cells}.").format(**said)
    sentence = _("{name}: {verdict}, alpha {alpha}, interval {interval}, {cells}.")
    if alpha.indicative:
        sentence = _("{name}: {verdict}, alpha {alpha}, indicative interval {interval}, {cells}.")
    return sentence.format(interval=interval_figure(alpha), **said)


def severity_in_words(habit: Habit) -> str:
    """How an evaluator scores beside the others, for whoever cannot see it drawn."""
    name, word = habit.evaluator.name, habit_word(habit)
    if habit.severity is None:
        said = _("{evaluator}: no cell shared with others").format(evaluator=name)
    else:
        figure = format_difference(habit.severity, 2)
        said = ngettext(
            "{evaluator}: severity {figure} levels on {count} shared cell",
            "{evaluator}: severity {figure} levels on {count} shared cells",
            habit.shared,
        ).format(evaluator=name, figure=figure, count=habit.shared)
    return f"{', '.join(filter(None, (said, word)))}."


def alpha_figure(alpha: float | None) -> str:
    """An alpha with two decimals, or as many as it takes not to round it over a threshold; a dash for none."""
    if alpha is None:
        return "–"
    verdict = verdict_on(alpha)
    places = next((n for n in range(2, 9) if verdict_on(round(alpha, n)) == verdict), 9)
    return _figure(alpha, places)


def interval_figure(alpha: Alpha) -> str:
    """The interval of an alpha, or a dash for none."""
    if alpha.low is None or alpha.high is None:
        return "–"
    return _("{low} to {high}").format(low=_figure(alpha.low, 2), high=_figure(alpha.high, 2))


def _figure(number: float, places: int) -> str:
    return format_number(number, places).replace("-", "\N{MINUS SIGN}")
