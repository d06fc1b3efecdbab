"""A table of the sources as a file: the same cells as CSV, as a sheet that prints well, or as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO, cast

from scorecard.analysis.sources.source_tables import SourceTable
from scorecard.analysis.sources.tables import LongRow
from scorecard.exchange.contents import TABLES
from scorecard.exchange.layout import table_tabs
from scorecard.exchange.long_table import save_long, write_long_csv
from scorecard.exchange.plain_table import csv_file, save_as, write_csv
from scorecard.exchange.table_page import TablePage, page_markdown, page_workbook


def save_source_table(source: SourceTable, path: Path, *, subject: str) -> None:
    """Write a table to a .csv, .xlsx or .md file, whole or not at all; `subject` is the title of the evaluation."""
    table = source.table
    if source.name == "long":
        save_long(cast("tuple[LongRow, ...]", table.rows), path)
        return
    page = page_of(source, subject)
    save_as(
        path,
        xlsx=lambda: page_workbook(page),
        csv=lambda: csv_file(table.heads, table.rows),
        md=lambda: page_markdown(page),
    )


def write_source_csv(source: SourceTable, stream: TextIO) -> None:
    """Write the rows as CSV with commas and plain newlines."""
    if source.name == "long":
        write_long_csv(cast("tuple[LongRow, ...]", source.table.rows), stream)
    else:
        write_csv(source.table.heads, source.table.rows, stream)


def page_of(source: SourceTable, subject: str) -> TablePage:
    """A table with what stands around it on its page; `subject` is the title of the evaluation."""
    tabs = {TABLES[sheet]: tab for sheet, tab in table_tabs().items()}
    lines = (" · ".join(filter(None, (subject, source.caution))), source.about)
    return TablePage(
        title=source.title,
        lines=tuple(filter(None, lines)),
        table=source.table,
        notes=tuple(filter(None, (*source.notes, source.lacks))),
        tab=tabs[source.name],
        kind="table",
        subject=subject,
        footer=source.caution or subject,
        steady=source.steady,
    )
