"""How scores are spread over countries, regions and kinds of programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scorecard.analysis.comparison import Comparison
from scorecard.analysis.results import plain
from scorecard.i18n import _
from scorecard.model.programme import Programme
from scorecard.model.snapshot import unknown
from scorecard.model.text import folded

Attribute = Literal["country", "region", "kind", "tag"]
ATTRIBUTES: tuple[Attribute, ...] = ("country", "region", "kind", "tag")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Programmes that share a value of an attribute, by row of the comparison, highest score first, then unranked.

    `name` is "" for those without a value. `median`, `lowest` and `highest` are of those with a score, None where
    nobody has one.
    """

    name: str
    rows: tuple[int, ...]
    ranked: int
    median: float | None
    lowest: float | None
    highest: float | None


def attribute_named(text: str) -> Attribute:
    """The attribute of this name; a refusal names the nearest one."""
    for attribute in ATTRIBUTES:
        if attribute == text:
            return attribute
    raise unknown(_("attribute"), text, ATTRIBUTES)


def grouped(programmes: Sequence[Programme], attribute: Attribute) -> dict[str, tuple[int, ...]]:
    """Places of the programmes by value of an attribute, in the order of names; those without one last, under "".

    A programme with several tags stands under each.
    """
    places: dict[str, list[int]] = {}
    for place, programme in enumerate(programmes):
        for value in _values(programme, attribute):
            places.setdefault(value, []).append(place)
    names = sorted(places, key=lambda name: (not name, folded(name), name))
    return {name: tuple(places[name]) for name in names}


def find_groups(comparison: Comparison, attribute: Attribute) -> tuple[Group, ...]:
    """The distribution of scores by an attribute, the highest median first; those without a value last."""
    place = {row: position for position, row in enumerate(comparison.ranking())}
    groups = []
    for name, members in grouped(comparison.programmes, attribute).items():
        rows = sorted(members, key=place.__getitem__)
        scores = comparison.score[rows]
        scores = scores[~np.isnan(scores)]
        groups.append(
            Group(
                name=name,
                rows=tuple(rows),
                ranked=len(scores),
                median=plain(np.median(scores)) if len(scores) else None,
                lowest=plain(scores.min()) if len(scores) else None,
                highest=plain(scores.max()) if len(scores) else None,
            )
        )
    # A sort keeps the order of names where medians are equal.
    return tuple(sorted(groups, key=lambda one: (not one.name, one.median is None, -(one.median or 0.0))))


def _values(programme: Programme, attribute: Attribute) -> Sequence[str]:
    match attribute:
        case "tag":
            return tuple(dict.fromkeys(programme.tags)) or ("",)
        case _:
            value: str = getattr(programme, attribute)
            return (value,)
