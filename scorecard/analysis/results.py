"""The numbers of one programme as plain values, without arrays, for tables, charts and documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scorecard.analysis.aggregation import SCORED
from scorecard.analysis.cube import NA, NE, UNSCORED
from scorecard.model.framework import Criterion, Section
from scorecard.model.programme import Programme
from scorecard.model.score import State

STATES: dict[int, State] = {SCORED: "scored", UNSCORED: "unscored", NE: "NE", NA: "NA"}
"""The states of cells as `Comparison.cell_state` holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionResult:
    """One section of one programme. All None where the section is NA or has no weight within.

    `score` is None where nothing is scored; it is given below the threshold too, where `enough` is False.
    """

    section: Section
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CellResult:
    """One criterion of one programme, of all evaluators in the view together."""

    criterion: Criterion
    value: float | None
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeResult:
    """One programme. `score` and `rank` are None below the threshold; all five are None where all is NA."""

    programme: Programme
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    rank: int | None
    sections: tuple[SectionResult, ...]
    cells: tuple[CellResult, ...]


def plain(number: float) -> float | None:
    """A number of an array as a plain float, None for nan."""
    return None if number != number else float(number)


def as_json(result: ProgrammeResult) -> dict[str, Any]:
    """One entry of `programmes` in the document of `results --json`."""
    return {
        "id": result.programme.id,
        "name": result.programme.name,
        "score": result.score,
        "low": result.low,
        "high": result.high,
        "coverage": result.coverage,
        "rank": result.rank,
        "sections": [
            {
                "id": one.section.id,
                "score": one.score,
                "low": one.low,
                "high": one.high,
                "coverage": one.coverage,
            }
            for one in result.sections
        ],
        "criteria": [
            {"id": cell.criterion.id, "value": cell.value, "state": cell.state} for cell in result.cells
        ],
    }
