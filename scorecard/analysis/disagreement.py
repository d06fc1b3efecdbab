"""Disagreement by consequence: which cells a workshop should talk about, those first that move the ranking most."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.analysis.answers import Answers
from scorecard.analysis.comparison import Comparison
from scorecard.model.framework import Criterion
from scorecard.model.programme import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One cell that evaluators see differently. `lowest` and `highest` are positions on the scale.

    `moves` is by how many places the order of the programmes differs, summed over them, between the cell at its
    lowest and at its highest level; `missing` counts the evaluators of the view who have given no level there.
    """

    programme: Programme
    criterion: Criterion
    lowest: int
    highest: int
    moves: int
    missing: int

    @property
    def spread(self) -> int:
        """How many steps of the scale lie between the lowest and the highest level."""
        return self.highest - self.lowest


def find_disputes(comparison: Comparison, answers: Answers) -> tuple[Dispute, ...]:
    """The cells with a spread, by places moved, then spread, then missing answers; the agenda of a workshop."""
    raise NotImplementedError
