"""A table of the sources among the sheets of a workbook: the same page as the verb `table` writes."""

from __future__ import annotations

from dataclasses import replace

from scorecard.analysis.sources.source_tables import SourceTable
from scorecard.exchange.books.book import Book
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.source_table_file import page_of
from scorecard.exchange.table_page import write_page


def write_source(book: Book, sheet: Sheet, source: SourceTable) -> None:
    """Write the table with its notes."""
    page = page_of(source, book.publication.snapshot.evaluation.title)
    write_page(sheet, replace(page, footer=book.caution or page.footer))
    sheet.back(len(source.table.heads) - 1, book.tabs.cover, book.back_words)
