"""How far a conclusion hangs on our own choices: rule, average, threshold, view, weights, one changed at a time."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.analysis.comparison import Comparison
from scorecard.analysis.cube import Cube
from scorecard.analysis.question import Question
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Variant:
    """The question with one choice changed. `name` says which, in the language in force."""

    name: str
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sensitivity:
    """The comparison as asked and its variants, programmes in the same order in each."""

    asked: Comparison
    variants: tuple[Variant, ...]

    def sentences(self) -> tuple[str, str]:
        """Whether the conclusion hangs on our choices, and on which, in the language in force."""
        raise NotImplementedError


def find_sensitivity(snapshot: Snapshot, cube: Cube, question: Question) -> Sensitivity:
    """The comparison and its variants; those that would change nothing that is asked are left out."""
    raise NotImplementedError
