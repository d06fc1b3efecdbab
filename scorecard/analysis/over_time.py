"""One question asked in every round: what became of the programmes, on the criteria of one version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scorecard.analysis.comparison import Comparison
from scorecard.analysis.cube import Cube
from scorecard.analysis.question import Question
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OverTime:
    """Comparisons by round in time, all under the framework of the last; programmes in the same order in each.

    `carried` are the names of rounds that were scored by another version, brought forward through the crosswalk;
    `apart` are those of rounds whose version leads to it by none, which are left out.
    """

    comparisons: tuple[Comparison, ...]
    carried: tuple[str, ...]
    apart: tuple[str, ...]

    def sentences(self) -> tuple[str, str]:
        """What moved most, and what to know about it, in the language in force."""
        raise NotImplementedError


def follow_over_time(
    snapshot: Snapshot, framework: Framework, question: Question, cube_in: Callable[[Key], Cube | None]
) -> OverTime:
    """The question asked in every round that is scored under `framework` or leads to it."""
    raise NotImplementedError
