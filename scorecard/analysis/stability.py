"""At which weights a ranking falls: for each section the interval in which the leader, and the whole order, stand."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.analysis.comparison import Comparison
from scorecard.model.framework import Section
from scorecard.model.programme import Programme

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """The weight of one section as a share, the others keeping their proportions.

    `leader` is the interval around it in which the first programme stays first, `order` that in which the whole
    order stands; None under the rule `weakest` and where the section has all the weight, where they are not
    defined. `below` and `above` are the programmes that take the lead at its ends.
    """

    section: Section
    weight: float
    leader: Interval | None
    order: Interval | None
    below: Programme | None = None
    above: Programme | None = None


def find_stability(comparison: Comparison) -> tuple[Stability, ...]:
    """The stability of every section that has a weight; nothing where fewer than two programmes are ranked."""
    raise NotImplementedError
