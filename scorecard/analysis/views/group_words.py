"""How scores are spread over groups, in words that claim no more than a few programmes can bear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.analysis.comparison import Comparison
from scorecard.analysis.results import plain
from scorecard.analysis.sentences import joined
from scorecard.analysis.views.groups import Attribute, Group, find_groups
from scorecard.i18n import _, format_number, ngettext

FEWEST = 3
"""A group with fewer scores than this is not compared with another."""

_NAMED = 3


def attribute_title(attribute: Attribute) -> str:
    """An attribute as the title of a column or picture."""
    return {"country": _("Country"), "region": _("Region"), "kind": _("Kind"), "tag": _("Tag")}[attribute]


def group_name(name: str) -> str:
    """The name of a group, “not stated” for programmes without a value."""
    return name or _("not stated")


def counted(group: Group) -> str:
    """How many of a group have a score and how many have insufficient evidence."""
    short = len(group.rows) - group.ranked
    scored = ngettext("{count} with a score", "{count} with a score", group.ranked).format(count=group.ranked)
    lacking = ngettext(
        "{count} with insufficient evidence", "{count} with insufficient evidence", short
    ).format(count=short)
    if not group.ranked:
        return _("none with a score, {lacking}").format(lacking=lacking)
    return f"{scored}, {lacking}" if short else scored


def group_sentences(comparison: Comparison, attribute: Attribute) -> tuple[str, str]:
    """Which group stands higher, and how far to trust that, in the language in force."""
    groups = find_groups(comparison, attribute)
    return (
        which_is_higher(groups, attribute),
        how_far_to_trust(groups, attribute, bool(comparison.at_most().any())),
    )


def groups_as_json(comparison: Comparison, attribute: Attribute) -> dict[str, Any]:
    """The document of `groups --json`: plain numbers, unrounded, None where there is none."""
    return {
        "framework": comparison.framework.id,
        "round": comparison.round.id,
        "by": attribute,
        "groups": [
            {
                "name": one.name,
                "ranked": one.ranked,
                "median": one.median,
                "lowest": one.lowest,
                "highest": one.highest,
                "programmes": [
                    {
                        "id": comparison.programmes[row].id,
                        "score": plain(comparison.score[row]),
                        "low": plain(comparison.low[row]),
                        "high": plain(comparison.high[row]),
                        "rank": int(comparison.rank[row]) or None,
                    }
                    for row in one.rows
                ],
            }
            for one in find_groups(comparison, attribute)
        ],
        "sentence": " ".join(filter(None, group_sentences(comparison, attribute))),
    }


def which_is_higher(groups: Sequence[Group], attribute: Attribute) -> str:
    """Which group has the highest median, of those with enough scores for one to be compared."""
    named = [one for one in groups if one.name]
    if not named:
        return {
            "country": _("For no programme is a country stated."),
            "region": _("For no programme is a region stated."),
            "kind": _("For no programme is a kind stated."),
            "tag": _("No programme has a tag."),
        }[attribute]
    if not any(one.ranked for one in groups):
        return _("No programme has enough evidence for a score.")
    if len(named) == 1:
        return _("{group} is the only group; there is nothing to compare it with.").format(
            group=_quoted(named[0].name)
        )
    enough = [
        (_quoted(one.name), one.median) for one in named if one.ranked >= FEWEST and one.median is not None
    ]
    if len(enough) < 2:
        return _("Too few programmes have a score to compare groups: two of them need {count} each.").format(
            count=FEWEST
        )
    (first, highest), (last, lowest) = enough[0], enough[-1]
    figures = {
        "first": first,
        "last": last,
        "highest": format_number(highest, 2),
        "lowest": format_number(lowest, 2),
        "count": len(enough),
    }
    if figures["highest"] == figures["lowest"]:
        names = [name for name, _median in enough]
        if len(names) > _NAMED:
            return _("{count} groups have practically the same median score: {highest}.").format(**figures)
        return _("{groups} have practically the same median score: {highest}.").format(
            groups=joined(names), **figures
        )
    if len(enough) == 2:
        return _("{first} has the higher median score: {highest} against {lowest} of {last}.").format(
            **figures
        )
    return _(
        "Of {count} groups, {first} has the highest median score with {highest}, {last} the lowest with {lowest}."
    ).format(**figures)


def how_far_to_trust(groups: Sequence[Group], attribute: Attribute, upper_bounds: bool) -> str:
    """What keeps the medians from saying more: small groups, shared members, scores that are upper bounds."""
    parts = []
    small = [_quoted(one.name) for one in groups if one.name and one.ranked < FEWEST]
    if small and len(small) < sum(bool(one.name) for one in groups):
        if len(small) > _NAMED:
            sentence = _(
                "{count} groups have fewer than {fewest} programmes with a score, too few to compare."
            )
        else:
            sentence = ngettext(
                "{groups} has fewer than {fewest} programmes with a score, too few to compare.",
                "{groups} have fewer than {fewest} programmes with a score, too few to compare.",
                len(small),
            )
        parts.append(sentence.format(groups=joined(small), count=len(small), fewest=FEWEST))
    if sum(bool(one.name) and one.ranked >= FEWEST for one in groups) > 1:
        parts.append(_("Medians describe these programmes only; they prove no difference and no cause."))
    if attribute == "tag":
        parts.append(_("A programme with several tags stands in each of their groups."))
    if upper_bounds:
        parts.append(_("Some of these scores are upper bounds, since evidence is missing."))
    return " ".join(parts)


def _quoted(name: str) -> str:
    """A group within a sentence, whose name may be any word: “suppliers” has a median, not suppliers."""
    return f"“{name}”"
