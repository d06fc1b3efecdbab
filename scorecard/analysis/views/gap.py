"""Self-assessment against independent evaluators, programme by programme and section by section."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from scorecard.analysis.comparison import Comparison, compare
from scorecard.analysis.cube import Cube
from scorecard.analysis.question import Question
from scorecard.analysis.results import plain
from scorecard.analysis.views.gap_numbers import GapNumbers, side_of
from scorecard.analysis.views.gap_sentences import gap_sentences
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gap(GapNumbers):
    """The gap in numbers, in words and as a document."""

    def sentences(self) -> tuple[str, str]:
        """How the two differ on the whole, and what to know about it, in the language in force."""
        return gap_sentences(self)

    def to_json(self) -> dict[str, Any]:
        """The document of `gap --json`: plain numbers, unrounded, None where there is none; the widest gap first."""
        gap, section_gap = self.gap().tolist(), self.section_gap().tolist()
        return {
            "framework": self.own.framework.id,
            "round": self.own.round.id,
            "rule": self.own.question.rule,
            "scale": [0, self.own.framework.top],
            "programmes": [
                {
                    "id": self.programmes[row].id,
                    "name": self.programmes[row].name,
                    "self": _as_json(self.own, row),
                    "independent": _as_json(self.independent, row),
                    "gap": plain(gap[row]),
                    "sections": [
                        {"id": section.id, "gap": plain(of_section)}
                        for section, of_section in zip(
                            self.own.framework.sections, section_gap[row], strict=True
                        )
                    ],
                }
                for row in (*self.rows(), *self.others())
            ],
        }


def find_gap(snapshot: Snapshot, cube: Cube, question: Question) -> Gap:
    """The gap, whatever view the question itself asks for. Refused as `compare` refuses."""
    return Gap(
        own=compare(snapshot, cube, replace(question, view="self")),
        independent=compare(snapshot, cube, replace(question, view="independent")),
    )


def _as_json(comparison: Comparison, row: int) -> dict[str, Any]:
    side = side_of(comparison, row)
    return {"score": side.score, "low": side.low, "high": side.high, "coverage": side.coverage}
