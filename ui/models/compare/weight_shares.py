"""The weights of sections while somebody tries them out: shares of which one is moved and the others keep step."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorecard.i18n import _

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.sureness.stability import Stability

Tried = tuple[tuple[str, float], ...]
"""Weights by section id, as `Question.tried` has them."""

_SAME = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightShares:
    """Weights of sections by id in the order of the framework, in any unit.

    Sections in `off` are switched off and those in `empty` have no criterion that counts; neither has a share. The
    section `whole` has all the weight, while the others keep what they had for when it gives some back.
    """

    weights: Mapping[str, float]
    off: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    whole: str | None = None

    @property
    def shares(self) -> dict[str, float]:
        """The share of each section, 0 where it is off or empty; they sum to 1 unless there is nothing to share."""
        if self.whole is not None:
            return {id: float(id == self.whole) for id in self.weights}
        total = sum(self.weights[id] for id in self._counting())
        return {
            id: weight / total if total and id in self._counting() else 0.0
            for id, weight in self.weights.items()
        }

    @property
    def tried(self) -> Tried:
        """What to ask: the shares, and for a section that is off what it would weigh beside them."""
        if self.whole is not None:
            return tuple(self.shares.items())
        total = sum(self.weights[id] for id in self._counting()) or 1.0
        return tuple((id, weight / total) for id, weight in self.weights.items())

    def moved(self, section: str, share: float) -> WeightShares:
        """The section at another share from 0 to 1, the others in the proportions that they have.

        Where the others weigh nothing they share alike what it gives up. Nothing happens where nobody could take it.
        """
        share = min(max(share, 0.0), 1.0)
        others = [id for id in self._counting() if id != section]
        if section not in self._counting() or not others or share == self.shares[section]:
            return self
        weights = dict(self.weights)
        if self.whole not in (None, section):
            weights |= {id: float(id == self.whole) for id in self._counting()}
        rest = sum(weights[id] for id in others)
        if share == 1:
            return replace(self, weights=weights, whole=section)
        if not rest:
            weights |= dict.fromkeys(others, 1.0)
            rest = float(len(others))
        weights[section] = rest * share / (1 - share)
        return replace(self, weights=weights, whole=None)

    def left_out(self, section: str) -> str:
        """Why a section has no part in the sums, in a few words; empty where it has one, or is switched off."""
        if section in self.off or self.shares[section]:
            return ""
        return _("none of its criteria has a weight") if section in self.empty else _("left out at 0 %")

    def turned(self, off: Collection[str]) -> WeightShares:
        """The same with other sections switched off."""
        return replace(self, off=frozenset(off), whole=None if self.whole in off else self.whole)

    def stands_for(self, comparison: Comparison) -> bool:
        """Whether these are the weights by which a comparison was made."""
        shares = self.shares
        sections = [section.id for section in comparison.framework.sections]
        if sections != list(shares) or self.off != _off(comparison):
            return False
        weights = zip(shares.values(), comparison.section_weights.tolist(), strict=True)
        return all(abs(share - weight) < _SAME for share, weight in weights)

    def _counting(self) -> list[str]:
        return [id for id in self.weights if id not in self.off and id not in self.empty]


def shares_of(comparison: Comparison) -> WeightShares:
    """The weights by which a comparison was made."""
    sections = comparison.framework.sections
    given = dict(comparison.weights.sections) if comparison.weights else {}
    given |= dict(comparison.question.tried)
    weights = zip(comparison.framework.criteria, comparison.criterion_weights.tolist(), strict=True)
    counting = {criterion.id for criterion, weight in weights if weight > 0}
    empty = [one.id for one in sections if counting.isdisjoint(criterion.id for criterion in one.criteria)]
    return WeightShares(
        weights={one.id: given.get(one.id, 1.0) for one in sections},
        off=_off(comparison),
        empty=frozenset(empty),
    )


def held_in_words(stability: Stability | None, rule: str) -> str:
    """At which weights of a section the leader stays first, in a few words; empty where there is nothing to say."""
    if rule == "weakest":
        return _("not defined under this rule")
    if stability is None:
        return ""
    if stability.leader is None:
        return _("has all the weight")
    from scorecard.analysis.sureness.stability_sentences import stays_first

    return stays_first(stability)


def _off(comparison: Comparison) -> frozenset[str]:
    known = {section.id for section in comparison.framework.sections}
    return frozenset(known.intersection(comparison.question.without))
