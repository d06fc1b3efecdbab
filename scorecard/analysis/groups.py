"""How scores are spread over countries, regions and kinds of programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scorecard.analysis.comparison import Comparison
from scorecard.model.programme import Programme

Attribute = Literal["country", "region", "kind", "tag"]
ATTRIBUTES: tuple[Attribute, ...] = ("country", "region", "kind", "tag")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Programmes that share a value of an attribute, by row of the comparison, highest score first, then unranked.

    `median`, `lowest` and `highest` are of those with a score, None where nobody has one.
    """

    name: str
    rows: tuple[int, ...]
    ranked: int
    median: float | None
    lowest: float | None
    highest: float | None


def grouped(programmes: Sequence[Programme], attribute: Attribute) -> dict[str, tuple[int, ...]]:
    """Places of the programmes by value of an attribute, in the order of names; without one they stand under "".

    A programme with several tags stands under each.
    """
    raise NotImplementedError


def find_groups(comparison: Comparison, attribute: Attribute) -> tuple[Group, ...]:
    """The distribution of scores by an attribute, the highest median first."""
    raise NotImplementedError
