"""Which sheets a workbook has, in which order, and which of them cannot do without which others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import unknown

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.sources.source_tables import TableName

SheetName = Literal[
    "cover",
    "summary",
    "matrix",
    "ptpr",
    "synthesis",
    "inventory",
    "industries",
    "regions",
    "agreement",
    "disagreements",
    "criteria",
    "weights",
    "method",
    "checks",
    "data",
    "scorecards",
]
SHEETS: tuple[SheetName, ...] = get_args(SheetName)
"""Every sheet in the order of the tabs; the scorecards come last, so that a thousand of them bury nothing."""

ALWAYS: frozenset[SheetName] = frozenset({"cover", "weights", "checks"})
"""What every workbook has: what it is, what the formulas of the others read, and whether they are right."""

TABLES: dict[SheetName, TableName] = {
    "ptpr": "ptpr",
    "synthesis": "synthesis",
    "inventory": "inventory",
    "industries": "matrix",
    "regions": "regions",
}
"""The tables of the sources among the sheets."""

_NEEDED: dict[SheetName, frozenset[SheetName]] = {
    "method": frozenset({"summary"}),
    "scorecards": frozenset({"summary", "criteria"}),
}

ScorecardChoice = Literal["first", "ranked", "all"]
SCORECARD_CHOICES: tuple[ScorecardChoice, ...] = get_args(ScorecardChoice)

MOST_SCORECARDS = 100
"""How many programmes get a scorecard sheet of their own unless more are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is asked of a workbook.

    `scorecards` are the programmes with a sheet of their own: the `first` hundred in the order of ranks, all that
    are `ranked`, `all`, or those with these keys. All programmes of the question stand on the other sheets.
    """

    sheets: frozenset[SheetName] = frozenset(SHEETS)
    scorecards: ScorecardChoice | frozenset[Key] = "first"

    @property
    def present(self) -> frozenset[SheetName]:
        """The sheets asked for with those that they cannot do without."""
        needed = (_NEEDED.get(name, frozenset()) for name in self.sheets)
        return ALWAYS.union(self.sheets, *needed)

    def rows(self, comparison: Comparison) -> list[int]:
        """The rows of the comparison that get a scorecard, by id of the programme."""
        if "scorecards" not in self.sheets:
            return []
        ranking = comparison.ranking()
        match self.scorecards:
            case "first":
                return sorted(ranking[:MOST_SCORECARDS])
            case "ranked":
                return sorted(row for row in ranking if comparison.rank[row])
            case "all":
                return sorted(ranking)
            case keys:
                return [row for row, one in enumerate(comparison.programmes) if one.key in keys]


def sheets_named(texts: Iterable[str]) -> frozenset[SheetName]:
    """The sheets of these names; a refusal names the nearest one."""
    return frozenset(_sheet_named(text) for text in texts)


def _sheet_named(text: str) -> SheetName:
    for name in SHEETS:
        if name == text:
            return name
    raise unknown(_("sheet"), text, SHEETS)


def scorecards_named(text: str) -> ScorecardChoice:
    """The choice of this name; a refusal names the nearest one."""
    for name in SCORECARD_CHOICES:
        if name == text:
            return name
    raise unknown(_("choice of scorecards"), text, SCORECARD_CHOICES)
