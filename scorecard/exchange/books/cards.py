"""Where everything stands on a scorecard sheet, and its formulas: one plan for all programmes of a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scorecard.exchange import formulas
from scorecard.exchange.books.rules import RuleFormulas, formulas_of
from scorecard.exchange.layout import BOTH, at, span
from scorecard.exchange.scales import Scale, scale_of
from scorecard.model.framework import Framework

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison

ID, NAME, WEIGHT, LEVEL, LOW, HIGH, COVERAGE, MEANING, EVIDENCE, NOTE, QUESTIONS, CHALLENGES = range(12)
EXPORTED, CHART = 12, 13
SHORT_NAMES, POSITION, BINDING, BINDING_CUT = 20, 21, 22, 23
WIDTHS = (6.5, 23, 6.2, 6.5, 6.5, 6.5, 9.4, 26, 38, 15, 20, 20)

ANSWER_ROW = 2
TABLE_ROW = 4
_COUNTS = 6


@dataclass(frozen=True, kw_only=True)
class CardPlan:
    """The rows of a scorecard, counted from 0, and the formulas that are the same on each."""

    framework: Framework
    scale: Scale
    rule: RuleFormulas

    @property
    def section_rows(self) -> range:
        """A row a section."""
        first = TABLE_ROW + 1
        return range(first, first + len(self.framework.sections))

    @property
    def programme_row(self) -> int:
        """The row of the programme as a whole."""
        return self.section_rows.stop

    @property
    def note_row(self) -> int:
        """The row that explains the two tables."""
        return max(self.programme_row, TABLE_ROW + _COUNTS) + 1

    @property
    def head_row(self) -> int:
        """The header row of the criteria."""
        return self.note_row + 1

    @cached_property
    def criterion_rows(self) -> dict[str, range]:
        """The rows of the criteria of each section, by its id."""
        rows = {}
        first = self.head_row + 1
        for section in self.framework.sections:
            rows[section.id] = range(first, first + len(section.criteria))
            first += len(section.criteria)
        return rows

    @cached_property
    def all_rows(self) -> range:
        """The rows of all criteria."""
        every = list(self.criterion_rows.values())
        return range(every[0].start, every[-1].stop)

    @property
    def _position_column(self) -> int:
        return LEVEL if self.scale.form == "positions" else POSITION

    def level(self, row: int) -> str:
        """The cell of a level as a position on the scale."""
        return at(row, self._position_column, "col")

    def levels(self, rows: range) -> str:
        """The cells of levels as positions on the scale."""
        return span(rows.start, self._position_column, rows.stop - 1, self._position_column)

    def _weights(self, rows: range) -> str:
        return span(rows.start, WEIGHT, rows.stop - 1, WEIGHT)

    def _sections(self, col: int) -> str:
        return span(self.section_rows.start, col, self.section_rows.stop - 1, col)

    def section_score(self, section: str) -> str:
        """The score of a section."""
        rows = self.criterion_rows[section]
        return self.rule.score(self._weights(rows), self.levels(rows))

    def section_low(self, section: str) -> str:
        """The score of a section with what is missing at 0."""
        rows = self.criterion_rows[section]
        return self.rule.low(self._weights(rows), self.levels(rows))

    def section_high(self, section: str) -> str:
        """The score of a section with what is missing at the top."""
        rows = self.criterion_rows[section]
        return self.rule.high(self._weights(rows), self.levels(rows))

    def section_coverage(self, section: str) -> str:
        """The coverage of a section."""
        rows = self.criterion_rows[section]
        return formulas.coverage(self._weights(rows), self.levels(rows))

    @property
    def programme_score(self) -> str:
        """The score of the programme, given only from the threshold on."""
        covered = at(self.programme_row, COVERAGE, BOTH)
        return formulas.over_threshold(covered, self._programme(LEVEL))

    @property
    def programme_low(self) -> str:
        """The score of the programme from the least of its sections; a section that does not apply has none."""
        return self._programme(LOW)

    @property
    def programme_high(self) -> str:
        """The score of the programme from the most of its sections."""
        return self._programme(HIGH)

    @property
    def programme_coverage(self) -> str:
        """The weighted mean of the coverage of the sections that apply, whatever the rule."""
        return formulas.mean(self._sections(WEIGHT), self._sections(COVERAGE))

    def _programme(self, col: int) -> str:
        return self.rule.score(self._sections(WEIGHT), self._sections(col))

    def holds(self, section: int, row: int) -> str:
        """1 for a criterion that the score of the programme is no higher than, if it has a weight; else nothing.

        `section` is the row of its section; for the rule `weakest`.
        """
        score, level = at(self.programme_row, LEVEL, BOTH), self.level(row)
        weight, whole = at(row, WEIGHT), at(section, WEIGHT, BOTH)
        known = f"ISNUMBER({score})*ISNUMBER({level})*({weight}>0)*({whole}>0)"
        return f'IF({known},IF({level}<={score}+{formulas.TOLERANCE},1,""),"")'

    @property
    def holding(self) -> str:
        """The cells that say which criteria hold the score down."""
        return span(self.all_rows.start, BINDING, self.all_rows.stop - 1, BINDING, BOTH)

    def first_holding(self, col: int) -> str:
        """What a column says of the first criterion that holds the score down."""
        cells = span(self.all_rows.start, col, self.all_rows.stop - 1, col, BOTH)
        return f"INDEX({cells},MATCH(1,{self.holding},0))"

    def result(self, col: int) -> str:
        """The cell of the programme's score, low, high or coverage, as other sheets refer to it."""
        return at(self.programme_row, col, BOTH)

    @property
    def entries(self) -> str:
        """The level cells as a reader sees them."""
        return span(self.all_rows.start, LEVEL, self.all_rows.stop - 1, LEVEL)

    @property
    def exported(self) -> str:
        """The levels as they were exported."""
        return span(self.all_rows.start, EXPORTED, self.all_rows.stop - 1, EXPORTED)

    @property
    def count_scored(self) -> str:
        """How many criteria have a level."""
        levels = self.levels(self.all_rows)
        return f"SUMPRODUCT(ISNUMBER({levels})*({levels}>=0)*({levels}<=scale_max))"

    def count_state(self, state: str) -> str:
        """How many criteria are NE, or NA."""
        return f'COUNTIF({self.entries},"{state}")'

    @property
    def count_unscored(self) -> str:
        """How many criteria are empty."""
        return f"COUNTBLANK({self.entries})"

    @property
    def count_not_understood(self) -> str:
        """How many level cells hold neither a level nor NE, NA or nothing."""
        counted = (self.count_unscored, self.count_state("NE"), self.count_state("NA"), self.count_scored)
        return f"ROWS({self.entries})-{'-'.join(counted)}"

    @property
    def count_changed(self) -> str:
        """How many level cells differ from the export; joined to text, so that a blank is never a 0."""
        return f'SUMPRODUCT(--({self.entries}&""<>{self.exported}&""))'

    @property
    def count_rows(self) -> range:
        """The rows of the counts by state."""
        return range(TABLE_ROW + 1, TABLE_ROW + 1 + _COUNTS)


def plan_of(comparison: Comparison) -> CardPlan:
    """The plan of the scorecards of a comparison."""
    framework = comparison.framework
    return CardPlan(
        framework=framework, scale=scale_of(framework), rule=formulas_of(comparison.question.rule)
    )
