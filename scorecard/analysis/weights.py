"""Weights as arrays: those of a weight set, or equal ones, since no source gives any."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import isfinite
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.evaluation import WeightSet
from scorecard.model.framework import Framework

Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """Weights of sections [S] and criteria [C] in the order of the framework.

    `groups` [C, S] and `sections` keep the weights as given, so that sums of equal weights stay exact; a
    criterion is 0 outside its section. `section_shares` sum to 1, `criterion_shares` to 1 in each section
    that counts.
    """

    sections: Floats
    groups: Floats
    section_shares: Floats
    criterion_shares: Floats


def weigh(
    framework: Framework,
    weights: WeightSet | None,
    tried: Iterable[tuple[str, float]] = (),
    without: Collection[str] = (),
) -> Weights:
    """The weights of a framework's sections and criteria; entries for ids it does not have are passed over.

    `tried` are weights of sections in place of those of the set; sections in `without` weigh 0, as does one whose
    criteria all weigh 0. Refused: weights of another framework, a weight that is negative or no number, and weights
    that take everything out.
    """
    if weights is None:
        given_sections, given_criteria, name = {}, {}, ""
    elif weights.framework != framework.id:
        sentence = _(
            "The weights “{name}” belong to the framework “{other}”, not to “{framework}”. "
            "Choose weights of that framework."
        )
        raise Refusal(sentence.format(name=weights.name, other=weights.framework, framework=framework.id))
    else:
        given_sections, given_criteria, name = dict(weights.sections), dict(weights.criteria), weights.name
    given_sections |= dict(tried)
    sections = _scaled([given_sections.get(section.id, 1.0) for section in framework.sections], name)
    criteria = _scaled([given_criteria.get(criterion.id, 1.0) for criterion in framework.criteria], name)
    groups = np.zeros((len(criteria), len(sections)))
    start = 0
    for index, section in enumerate(framework.sections):
        end = start + len(section.criteria)
        groups[start:end, index] = criteria[start:end]
        start = end
    sums = groups.sum(axis=0)
    sections[sums == 0] = 0.0
    sections[[section.id in without for section in framework.sections]] = 0.0
    if not sections.any():
        raise Refusal(_nothing_left(name, bool(without)))
    return Weights(
        sections=sections,
        groups=groups,
        section_shares=sections / sections.sum(),
        criterion_shares=(groups / np.where(sums > 0, sums, 1.0)).sum(axis=1),
    )


def _nothing_left(name: str, switched_off: bool) -> str:
    if switched_off:
        return _(
            "Every section that has a weight is switched off, which leaves nothing to compare. Switch one on."
        )
    if not name:
        return _("All sections weigh zero, which leaves nothing to compare. Give one a weight.")
    sentence = _("The weights “{name}” are all zero, which leaves nothing to compare. Give one a weight.")
    return sentence.format(name=name)


def _scaled(weights: list[float], name: str) -> Floats:
    """The weights by their greatest where that is beyond 1, so that no sum of them overflows."""
    for weight in weights:
        if not (isfinite(weight) and weight >= 0):
            sentence = _(
                "The weights “{name}” hold {weight}, but a weight is a number from 0 upwards. "
                "Nothing has changed."
            )
            raise Refusal(sentence.format(name=name, weight=weight))
    return np.array(weights, dtype=np.float64) / max(1.0, *weights)
