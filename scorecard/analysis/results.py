"""The numbers of one programme as plain values, without arrays, for tables, charts and documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scorecard.analysis.aggregation import SCORED
from scorecard.analysis.cube import NA, NE, UNSCORED
from scorecard.i18n import _, format_number
from scorecard.model.framework import Criterion, Section
from scorecard.model.programme import Programme
from scorecard.model.score import State

STATES: dict[int, State] = {SCORED: "scored", UNSCORED: "unscored", NE: "NE", NA: "NA"}
"""The states of cells as `Comparison.cell_state` holds them."""


_CODES = 2
"""Where more criteria than this hold a score down, a table counts the others."""


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
    """One programme. `score` and `rank` are None below the threshold; all five are None where all is NA.

    Under the rule `weakest`, `binding` are the ids of the criteria that hold the score down, and `at_most` says that
    missing evidence may lower it still.
    """

    programme: Programme
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    rank: int | None
    sections: tuple[SectionResult, ...]
    cells: tuple[CellResult, ...]
    at_most: bool = False
    binding: tuple[str, ...] = ()

    @property
    def figure(self) -> str:
        """The score as it is shown, with ≤ before it where it is no more than an upper bound; empty without one."""
        if self.score is None:
            return ""
        figure = format_number(self.score, 2)
        return f"≤\N{NO-BREAK SPACE}{figure}" if self.at_most else figure

    @property
    def said(self) -> str:
        """The score as it is read out, in the language in force; empty without one."""
        if self.score is None:
            return ""
        return in_words(self.score, self.at_most)

    @property
    def held_down_by(self) -> str:
        """The codes of the criteria that hold the score down, the first of them and how many more there are."""
        codes = [id.partition(".")[2] for id in self.binding]
        more = f" +{len(codes) - _CODES}" if len(codes) > _CODES else ""
        return ", ".join(codes[:_CODES]) + more


def in_words(score: float, at_most: bool) -> str:
    """A score within a sentence, such as “2.00” or “at most 2.00”."""
    figure = format_number(score, 2)
    return _("at most {score}").format(score=figure) if at_most else figure


def plain(number: float) -> float | None:
    """A number of an array as a plain float, None for nan."""
    return None if number != number else float(number)


def as_json(result: ProgrammeResult, *, binding: bool) -> dict[str, Any]:
    """One entry of `programmes` in the document of `results --json`, with what holds it down where `binding`."""
    entry: dict[str, Any] = {
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
    if binding:
        entry |= {"at_most": result.at_most, "binding": list(result.binding)}
    return entry
