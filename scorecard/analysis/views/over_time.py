"""One question asked in every round: what became of the programmes, on the criteria of one version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from scorecard.analysis.comparison import Comparison, compare
from scorecard.analysis.cube import Cube
from scorecard.analysis.question import Question
from scorecard.analysis.results import plain
from scorecard.analysis.sight import may_see
from scorecard.analysis.views.over_time_numbers import OverTimeNumbers
from scorecard.analysis.views.over_time_sentences import over_time_sentences, row_in_words
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OverTime(OverTimeNumbers):
    """What became of the programmes in numbers, in words and as a document."""

    def sentences(self) -> tuple[str, str]:
        """What moved most, and what to know about it, in the language in force."""
        return over_time_sentences(self)

    def to_json(self) -> dict[str, Any]:
        """The document of `over-time --json`: plain numbers, unrounded, None where there is none."""
        comparison = self.comparisons[0] if self.comparisons else None
        span = self.span
        change, coverage_change = self.change().tolist(), self.coverage_change().tolist()
        places, certain = self.places().tolist(), self.is_certain().tolist()
        return {
            "framework": comparison.framework.id if comparison else None,
            "version": comparison.framework.version if comparison else None,
            "view": comparison.question.view if comparison else None,
            "rule": comparison.question.rule if comparison else None,
            "scale": [0, comparison.framework.top] if comparison else None,
            "rounds": [one.id for one in self.rounds],
            "carried": [one.id for one in self.carried],
            "apart": [one.id for one in self.apart],
            "hidden": [one.id for one in self.hidden],
            "from": self.rounds[span[0]].id if span else None,
            "to": self.rounds[span[1]].id if span else None,
            "programmes": [
                {
                    "id": programme.id,
                    "name": programme.name,
                    "change": plain(change[row]),
                    "places": places[row] if change[row] == change[row] else None,
                    "coverage_change": plain(coverage_change[row]),
                    "certain": certain[row] if change[row] == change[row] else None,
                    "rounds": [_in_round(one, row) for one in self.comparisons],
                }
                for row, programme in enumerate(self.programmes)
            ],
        }

    def in_words(self, row: int) -> str:
        """What became of one programme, for whoever cannot see its line."""
        return row_in_words(self, row)


def follow_over_time(
    snapshot: Snapshot, framework: Framework, question: Question, cube_in: Callable[[Key], Cube | None]
) -> OverTime:
    """The question asked in every round that is scored under `framework` or leads to it.

    Refused as `compare` refuses. `ValueError` when a cube is of another framework or round.
    """
    comparisons, carried, apart = [], [], []
    for round in snapshot.ordered_rounds():
        cube = cube_in(round.key)
        if cube is None:
            apart.append(round)
            continue
        if snapshot.framework_in(framework.id, round.key).version != framework.version:
            carried.append(round)
        comparisons.append(compare(snapshot, cube, replace(question, round=round.key)))
    viewer = question.seen_by
    hidden = [
        one.round
        for one in comparisons
        if viewer is not None
        and not all(may_see(snapshot, viewer, programme.key, one.round.key) for programme in one.programmes)
    ]
    return OverTime(
        comparisons=tuple(comparisons), carried=tuple(carried), apart=tuple(apart), hidden=tuple(hidden)
    )


def _in_round(comparison: Comparison, row: int) -> dict[str, Any]:
    return {
        "id": comparison.round.id,
        "score": plain(comparison.score[row]),
        "low": plain(comparison.low[row]),
        "high": plain(comparison.high[row]),
        "coverage": plain(comparison.coverage[row]),
        "rank": int(comparison.rank[row]) or None,
    }
