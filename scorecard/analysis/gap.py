"""Self-assessment against independent evaluators, programme by programme and section by section."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.analysis.comparison import Comparison
from scorecard.analysis.cube import Cube
from scorecard.analysis.question import Question
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gap:
    """One question in the views `self` and `independent`; programmes in the same order in both."""

    own: Comparison
    independent: Comparison

    def rows(self) -> list[int]:
        """The programmes that have a score in both views, the widest gap first."""
        raise NotImplementedError

    def sentences(self) -> tuple[str, str]:
        """How the two differ on the whole, and what to know about it, in the language in force."""
        raise NotImplementedError


def find_gap(snapshot: Snapshot, cube: Cube, question: Question) -> Gap:
    """The gap, whatever view the question itself asks for."""
    raise NotImplementedError
