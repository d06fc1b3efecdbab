"""How far evaluators agree: Krippendorff's alpha with its interval, and the habits of each evaluator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scorecard.analysis.answers import Answers
from scorecard.model.evaluation import Evaluator
from scorecard.model.framework import Framework

FEWEST_UNITS = 5
"""A section or criterion with fewer units has no alpha of its own."""
FEWEST_PROGRAMMES = 10
"""With fewer programmes an interval is indicative only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """Agreement on some cells. `alpha` is None where it is undefined: no variation, or fewer than the units it needs.

    `low` and `high` bound its 95 % interval over programmes, None where it has none; `units` are the cells
    (programme x criterion) with at least two levels.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How one evaluator scores. `severity` is the mean difference from the others on shared cells, in steps of the
    scale, negative for one who gives less; None without shared cells. `flat`: the same mark nearly always.
    """

    evaluator: Evaluator
    severity: float | None
    shared: int
    levels: int
    flat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement over all, by section and by criterion, in the order of the framework."""

    framework: Framework
    overall: Alpha
    indicative: bool
    habits: tuple[Habit, ...]
    sections: tuple[Alpha, ...]
    criteria: tuple[Alpha, ...]

    def sentences(self) -> tuple[str, str]:
        """The answer in one sentence, and what to know about it in another, in the language in force."""
        raise NotImplementedError

    def to_json(self) -> dict[str, Any]:
        """The document of `agreement --json`."""
        raise NotImplementedError


def find_agreement(
    framework: Framework, answers: Answers, *, resamples: int = 1_000, seed: int = 1
) -> Agreement:
    """Agreement between the evaluators of some answers; the panel is no rater."""
    raise NotImplementedError
