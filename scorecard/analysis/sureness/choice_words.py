"""Our own choices in words: as heads, as ends of sentences, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from scorecard.analysis.question import Average, Rule, View
from scorecard.analysis.sentences import joined, within
from scorecard.i18n import _, format_share, ngettext, pgettext
from scorecard.model.evaluation import WeightSet

Choice = Literal["rule", "average", "threshold", "view", "weights", "section"]
"""What is ours to choose."""
Names = tuple[str, ...]

_NAMED = 3
"""More choices than this are a number instead."""
_SHARED = 2
"""More leaders than this are a number instead."""


def choice_title(choice: Choice) -> str:
    """What is chosen, as the title of a group of columns."""
    return {
        "rule": _("Rule"),
        "average": _("Evaluators"),
        "threshold": _("Threshold"),
        "view": _("Scores of"),
        "weights": _("Weights"),
        "section": _("Without section"),
    }[choice]


def change(change: int, *, is_new: bool) -> str:
    """A change of rank as a figure."""
    if is_new:
        return pgettext("a rank where there was none", "new")
    if not change:
        return "="
    return f"▲{change}" if change > 0 else f"▼{-change}"


def rank_said(rank: int, change: int, *, is_moved: bool, choice: str) -> str:
    """A rank and its change as it is read out; `rank` is 0 where there is none."""
    if not rank:
        sentence = _("no longer a rank {choice}") if is_moved else _("no rank {choice} either")
    elif not is_moved:
        sentence = _("rank {rank} {choice} too")
    elif not change:
        sentence = _("rank {rank} {choice}, but none as asked")
    elif change > 0:
        sentence = ngettext(
            "rank {rank} {choice}, {places} place higher",
            "rank {rank} {choice}, {places} places higher",
            change,
        )
    else:
        sentence = ngettext(
            "rank {rank} {choice}, {places} place lower",
            "rank {rank} {choice}, {places} places lower",
            -change,
        )
    return sentence.format(rank=rank, choice=choice, places=abs(change))


def rule(rule: Rule) -> str:
    """A rule by name."""
    return {
        "mean": _("Weighted mean"),
        "geometric": _("Geometric mean"),
        "weakest": _("Weakest criterion"),
    }[rule]


def average(average: Average) -> str:
    """An average over evaluators by name."""
    return {"mean": _("Mean"), "median": _("Median")}[average]


def view(view: View) -> str:
    """Whose scores count, by name."""
    return {
        "all": _("All evaluators"),
        "self": _("Self-assessment"),
        "independent": _("Independent"),
        "panel": _("Panel"),
    }[view]


def weights(weights: WeightSet | None) -> str:
    """A set of weights by name."""
    return weights.name if weights else _("Equal")


def under_rule(rule: Rule) -> str:
    """A rule at the end of a sentence."""
    return {
        "mean": _("under the weighted mean"),
        "geometric": _("under the geometric mean"),
        "weakest": _("under the weakest criterion"),
    }[rule]


def with_average(average: Average) -> str:
    """An average over evaluators at the end of a sentence."""
    return {"mean": _("with the mean of evaluators"), "median": _("with the median of evaluators")}[average]


def with_threshold(threshold: float) -> str:
    """A threshold at the end of a sentence."""
    return _("with a threshold of {threshold}").format(threshold=format_share(threshold))


def in_view(view: View) -> str:
    """Whose scores count, at the end of a sentence."""
    return {
        "all": _("by all evaluators together"),
        "self": _("by self-assessment alone"),
        "independent": _("by independent evaluators and peers alone"),
        "panel": _("by the panel alone"),
    }[view]


def with_weights(weights: WeightSet | None) -> str:
    """Weights at the end of a sentence."""
    return _("with the weights “{name}”").format(name=weights.name) if weights else _("with equal weights")


def section(name: str, is_off: bool) -> str:
    """A section that is switched off, or on again, at the end of a sentence."""
    sentence = _("with {section} switched off") if is_off else _("with {section} switched on again")
    return sentence.format(section=within(name))


def who_leads(leaders: Names, outcomes: Sequence[tuple[str, Names]], programmes: int) -> tuple[str, str]:
    """Whether the same programmes lead whatever is chosen, and who else does, which may be empty.

    `outcomes` are choices, each with its leaders.
    """
    count = len(outcomes)
    if not programmes:
        return _("There is no programme to compare yet."), ""
    if programmes == 1:
        return _("One programme alone has no place to lose; there is nothing to compare it with."), ""
    kept = sum(found == leaders for _phrase, found in outcomes)
    if kept == count:
        return _same(leaders).format(**_who(leaders), count=count), ""
    first, *others = _else(outcomes, leaders)
    return f"{_kept(leaders, kept, count)} {first}", " ".join(others)


def what_moves(moves: Sequence[tuple[str, int]], programmes: int) -> str:
    """Which choice changes most ranks and how many change none; empty where there is no order."""
    if programmes < 2 or not moves:
        return ""
    count = len(moves)
    still = sum(not moved for _phrase, moved in moves)
    if still == count:
        return _("No rank changes under any of {count} other choices.").format(count=count)
    most = max(moved for _phrase, moved in moves)
    worst = [phrase for phrase, moved in moves if moved == most]
    sentence = ngettext(
        "Most changes {choices}: {moved} of {programmes} programmes has another rank.",
        "Most changes {choices}: {moved} of {programmes} programmes have another rank.",
        most,
    )
    parts = [
        sentence.format(
            choices=joined(worst) if len(worst) <= _NAMED else _in_choices(len(worst)),
            moved=most,
            programmes=programmes,
        )
    ]
    if still:
        parts.append(
            ngettext(
                "{still} of {count} other choices changes no rank.",
                "{still} of {count} other choices change no rank.",
                still,
            ).format(still=still, count=count)
        )
    return " ".join(parts)


def _same(leaders: Names) -> str:
    if not leaders:
        return _("No programme has enough evidence for a score, whichever of {count} choices we change.")
    if len(leaders) == 1:
        return _("{programme} stays first, whichever of {count} choices we change.")
    if len(leaders) <= _SHARED:
        return _("{programmes} share the lead, whichever of {count} choices we change.")
    return _("The same {leaders} programmes share the lead, whichever of {count} choices we change.")


def _kept(leaders: Names, kept: int, count: int) -> str:
    """In how many choices the leaders are the same as asked."""
    if not leaders:
        sentence = _(
            "As asked no programme has enough evidence for a score; so it is in {kept} of {count} other choices."
        )
    elif not kept and len(leaders) == 1:
        sentence = _("{programme} leads only as asked, and in none of {count} other choices.")
    elif not kept:
        sentence = _("{programmes} share the lead only as asked, and in none of {count} other choices.")
    elif len(leaders) == 1:
        sentence = _("{programme} leads in {kept} of {count} other choices.")
    elif len(leaders) <= _SHARED:
        sentence = _("{programmes} share the lead in {kept} of {count} other choices.")
    else:
        sentence = _("The same {leaders} programmes share the lead in {kept} of {count} other choices.")
    return sentence.format(**_who(leaders), kept=kept, count=count)


def _else(outcomes: Sequence[tuple[str, Names]], leaders: Names) -> list[str]:
    """Who leads in the choices where the leaders are others: the two outcomes that come most often, and the rest."""
    phrases: dict[Names, list[str]] = {}
    for phrase, found in outcomes:
        if found != leaders:
            phrases.setdefault(found, []).append(phrase)
    often = sorted(phrases.items(), key=lambda one: -len(one[1]))
    named, rest = (often, []) if len(often) <= _NAMED else (often[: _NAMED - 1], often[_NAMED - 1 :])
    sentences = [
        _outcome(found).format(
            **_who(found), choices=joined(where) if len(where) <= _NAMED else _in_choices(len(where))
        )
        for found, where in named
    ]
    if rest:
        left = sum(len(where) for _found, where in rest)
        sentences.append(_("{count} more choices have yet other results.").format(count=left))
    return sentences


def _outcome(leaders: Names) -> str:
    if not leaders:
        return _("No programme has enough evidence for a score {choices}.")
    if len(leaders) == 1:
        return _("{programme} leads {choices}.")
    if len(leaders) <= _SHARED:
        return _("{programmes} share the lead {choices}.")
    return _("{leaders} programmes share the lead {choices}.")


def _in_choices(count: int) -> str:
    return _("in {count} choices").format(count=count)


def _who(leaders: Names) -> dict[str, object]:
    if not leaders:
        return {}
    return {
        "programme": leaders[0],
        "programmes": joined(leaders) if len(leaders) <= _SHARED else _many(len(leaders)),
        "leaders": len(leaders),
    }


def _many(count: int) -> str:
    return _("{count} programmes").format(count=count)
