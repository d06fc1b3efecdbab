"""Where the columns of the summary stand, for the sheet itself and for what reads it."""

from __future__ import annotations

from scorecard.exchange.book import Book
from scorecard.exchange.layout import BOTH, span

RANK, ID, NAME, COUNTRY, SCORE_COL, LOW, HIGH, COVERAGE, LOWEST = range(9)
HEAD_ROW = 5
SECTION_WIDTH = 13.6
_CHART_WIDTH = 58
_WIDTHS = (6.5, 6.5, 39, 9.5, 7, 6, 6, 9)
_LOWEST_SECTION, _WEAKEST_CRITERION = 24, 38


class SummaryColumns:
    """The columns to the right of the fixed ones, which depend on how many sections there are."""

    def __init__(self, book: Book) -> None:
        self._rows = book.summary_rows
        count = len(book.sections)
        self.sections = range(LOWEST + 1, LOWEST + 1 + count)
        self.chart = self.sections.stop
        self.label, self.bar, self.certain, self.open, self.mark, self.beyond = range(
            self.chart + 1, self.chart + 7
        )
        self.coverages = range(self.beyond + 1, self.beyond + 1 + count)
        self.plotted = range(self.coverages.stop, self.coverages.stop + count)
        lowest = _WEAKEST_CRITERION if book.rule == "weakest" else _LOWEST_SECTION
        self.widths = (*_WIDTHS, lowest, *([SECTION_WIDTH] * count), _CHART_WIDTH)

    def down(self, col: int) -> str:
        """The cells of a column, a row a programme."""
        return span(self._rows.start, col, self._rows.stop - 1, col, BOTH)
