"""Where everything stands on the summary: one plan for the sheet itself and for all that read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from scorecard.exchange.layout import BOTH, span
from scorecard.exchange.lettering import broken, text_width, width_for

RANK, ID, NAME, COUNTRY, SCORE_COL, LOW, HIGH, COVERAGE, LOWEST = range(9)
ANSWER_ROW, SURENESS_ROW = 2, 3
_WIDTHS = (6.5, 6.5, 39, 13.5, 7, 6, 6, 9)
_LOWEST_SECTION, _WEAKEST_CRITERION = 24, 38
_LEAST_SECTION, _CHART = 13.6, 58
_SMALL = 8


@dataclass(frozen=True, kw_only=True)
class SummaryPlan:
    """Rows and columns counted from 0: a row a programme, a column a section by its short name.

    The profile draws so many sections as `drawn`, those that are not switched off.
    `sureness` says how sure the ranking is, each text on lines of its own above the table.
    """

    sections_named: tuple[str, ...]
    drawn: int
    names_criteria: bool
    programmes: int
    sureness: tuple[str, ...]

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """The widths of the printed columns in characters; no word in the head of a section is broken."""
        words = [word for name in self.sections_named for word in name.split()]
        widest = max((width_for(text_width(word, _SMALL, bold=True)) for word in words), default=0.0)
        lowest = _WEAKEST_CRITERION if self.names_criteria else _LOWEST_SECTION
        section = max(_LEAST_SECTION, widest)
        return (*_WIDTHS, lowest, *([section] * len(self.sections_named)), _CHART)

    @cached_property
    def sureness_lines(self) -> tuple[str, ...]:
        """How sure the ranking is, in lines that fit the page."""
        width = sum(self.widths)
        texts = [text for text in self.sureness if text]
        together = broken(" ".join(texts), width)
        if len(together) == 1:
            return tuple(together)
        return tuple(line for text in texts for line in broken(text, width))

    @property
    def note_row(self) -> int:
        """The row that explains the table."""
        return SURENESS_ROW + len(self.sureness_lines)

    @property
    def head_row(self) -> int:
        """The header row of the table."""
        return self.note_row + 1

    @property
    def rows(self) -> range:
        """The rows of the programmes."""
        return range(self.head_row + 1, self.head_row + 1 + self.programmes)

    @property
    def median_row(self) -> int:
        """The row of medians."""
        return self.rows.stop

    @cached_property
    def sections(self) -> range:
        """A column a section."""
        return range(LOWEST + 1, LOWEST + 1 + len(self.sections_named))

    @property
    def chart(self) -> int:
        """The column of the chart, the last that is printed."""
        return self.sections.stop

    @property
    def label(self) -> int:
        """The working column of whole labels; beside it those cut for the chart, and what the chart stacks."""
        return self.chart + 1

    @property
    def bars(self) -> tuple[int, int, int, int, int]:
        """The working columns of the chart: its label, what is certain, what is open, the mark, what is beyond it."""
        first = self.label + 1
        return first, first + 1, first + 2, first + 3, first + 4

    @property
    def coverages(self) -> range:
        """The working columns of the coverage of each section, with its weight above the head."""
        first = self.bars[-1] + 1
        return range(first, first + len(self.sections_named))

    @property
    def plotted(self) -> range:
        """The working columns of what the profile draws of each section, headed by its short name."""
        return range(self.coverages.stop, self.coverages.stop + self.drawn)

    @property
    def binding(self) -> int:
        """The working column of what holds each programme down, by its whole name; the last there is."""
        return self.plotted.stop

    def down(self, col: int) -> str:
        """The cells of a column, a row a programme."""
        return span(self.rows.start, col, self.rows.stop - 1, col, BOTH)
