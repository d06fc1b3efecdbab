"""Where the columns of the summary stand, for the sheet itself and for the charts that read it."""

from __future__ import annotations

from scorecard.exchange.book import Book


class SummaryColumns:
    """The columns to the right of the fixed ones, which depend on how many sections there are."""

    def __init__(self, book: Book) -> None:
        count = len(book.sections)
        self.sections = range(book.summary_sections, book.summary_sections + count)
        self.chart = self.sections.stop
        self.label, self.bar, self.certain, self.open, self.mark, self.beyond = range(
            self.chart + 1, self.chart + 7
        )
        self.coverages = range(self.beyond + 1, self.beyond + 1 + count)
        self.plotted = range(self.coverages.stop, self.coverages.stop + count)
