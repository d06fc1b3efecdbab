"""A row of the heat map: what stands beside its cells, and the look of a cell as one number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scorecard.i18n import format_number

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.views.heat import Heat, Which
    from scorecard.model.programme import Programme

_SHIFT = 8
"""States are small negative numbers, and a look is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """What stands beside the cells of a programme; numbers are None where there is none."""

    programme: Programme
    rank: int | None
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    at_most: bool

    @property
    def figure(self) -> str:
        """The score with one decimal; nothing where the evidence allows none."""
        if self.score is None:
            return ""
        figure = format_number(self.score, 1)
        return f"≤ {figure}" if self.at_most else figure


def beside(comparison: Comparison, row: int) -> HeatRow:
    """What stands beside the cells of a row of a comparison."""
    return HeatRow(
        programme=comparison.programmes[row],
        rank=int(comparison.rank[row]) or None,
        score=_number(float(comparison.score[row])),
        low=_number(float(comparison.low[row])),
        high=_number(float(comparison.high[row])),
        coverage=_number(float(comparison.coverage[row])),
        at_most=bool(comparison.at_most()[row]),
    )


def looks_of(heat: Heat, which: Which) -> Any:
    """The looks of all cells [P, C], dimmed where they are not looked for."""
    return ((heat.shown + _SHIFT) * 2 + heat.disputed) * 2 + ~heat.matching(which)


def look_parts(look: int) -> tuple[int, bool, bool]:
    """What a look is made of: what the cell shows as in `Heat.shown`, whether it is disputed, whether it is dimmed."""
    return (look >> 2) - _SHIFT, bool(look & 2), bool(look & 1)


def look_of(shown: int, *, disputed: bool = False, dim: bool = False) -> int:
    """The look of a cell that shows this."""
    return ((shown + _SHIFT) * 2 + disputed) * 2 + dim


def _number(number: float) -> float | None:
    return None if number != number else number
