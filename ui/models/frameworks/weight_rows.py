"""The weights of a framework as lines: what a person gave, and the share that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorecard.errors import Refusal
from scorecard.i18n import language
from scorecard.model.evaluation import WeightMethod, WeightSet
from scorecard.model.framework import Framework
from scorecard.model.record import new_key
from ui.models.frameworks.tree import Place

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison

EQUAL: Mapping[WeightMethod, float] = {"numbers": 1.0, "swing": 100.0}
"""The weight of everything where all weigh alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightRow:
    """A section or a criterion. `inside` is its share of the section, `share` of the whole; both 0 to 1.

    Both are None where no shares can be worked out, as when everything weighs 0.
    """

    place: Place
    code: str
    name: str
    section: int
    weight: float
    inside: float | None
    share: float | None


def weight_rows(framework: Framework, weights: WeightSet | None) -> tuple[WeightRow, ...]:
    """The lines of a set of weights, or of equal ones."""
    given = given_weights(framework, weights)
    shares = _shares(framework, weights)
    rows = []
    number = 0
    tongue = language()
    for place, section in enumerate(framework.sections):
        of_section = None if shares is None else shares[0][place]
        rows.append(
            WeightRow(
                place=Place("section", section.id),
                code=section.id,
                name=section.name.into(tongue),
                section=place,
                weight=given[section.id],
                inside=None,
                share=of_section,
            )
        )
        for criterion in section.criteria:
            inside = None if shares is None else shares[1][number]
            number += 1
            rows.append(
                WeightRow(
                    place=Place("criterion", criterion.id),
                    code=criterion.code,
                    name=criterion.name.into(tongue),
                    section=place,
                    weight=given[criterion.id],
                    inside=inside,
                    share=None if inside is None or of_section is None else inside * of_section,
                )
            )
    return tuple(rows)


def given_weights(framework: Framework, weights: WeightSet | None) -> dict[str, float]:
    """The weight of each section by its id and of each criterion by its full id, as a person gave them."""
    said = {} if weights is None else dict(weights.sections) | dict(weights.criteria)
    ids = [*(one.id for one in framework.sections), *(one.id for one in framework.criteria)]
    return {id: said.get(id, 1.0) for id in ids}


def with_weights(framework: Framework, weights: WeightSet, given: Mapping[str, float]) -> WeightSet:
    """The set with these weights by section id and full criterion id, each of the framework said outright."""
    every = given_weights(framework, weights) | dict(given)
    return replace(
        weights,
        sections=tuple((one.id, every[one.id]) for one in framework.sections),
        criteria=tuple((one.id, every[one.id]) for one in framework.criteria),
    )


def tried_weights(comparison: Comparison) -> WeightSet:
    """The weights that are tried in a comparison as a set without a name, in per cent; criteria weigh as they do."""
    before = comparison.weights
    return WeightSet(
        key=new_key(),
        id="",
        name="",
        framework=comparison.framework.id,
        sections=tuple((id, round(100 * weight, 9)) for id, weight in comparison.question.tried),
        criteria=() if before is None else before.criteria,
    )


def swung_weights(framework: Framework, given: Mapping[str, float], most: float) -> dict[str, float]:
    """The greatest of the sections, and of the criteria of each section, at `most` and the others in proportion.

    A section whose criteria all weigh 0 weighs 0 itself instead.
    """
    found = _scaled({section.id: given[section.id] for section in framework.sections}, most)
    for section in framework.sections:
        ids = [criterion.id for criterion in section.criteria]
        if any(given[id] for id in ids):
            found |= _scaled({id: given[id] for id in ids}, most)
        else:
            found |= dict.fromkeys(ids, most) | {section.id: 0.0}
    return found


def _scaled(given: Mapping[str, float], most: float) -> dict[str, float]:
    greatest = max(given.values())
    return {id: round(weight * most / greatest, 2) for id, weight in given.items()}


def _shares(framework: Framework, weights: WeightSet | None) -> tuple[list[float], list[float]] | None:
    from scorecard.analysis.weights import weigh

    try:
        weighed = weigh(framework, weights)
    except Refusal:
        return None
    return weighed.section_shares.tolist(), weighed.criterion_shares.tolist()
