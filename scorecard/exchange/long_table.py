"""The long table as files, one row a score: what any program can read, and what comes back through import."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from scorecard.analysis.sources.tables import LONG_COLUMNS, LongRow
from scorecard.errors import Refusal
from scorecard.exchange.plain_table import csv_file, markdown_cell, markdown_rows, save_as, write_csv
from scorecard.i18n import _, pgettext

_WIDTHS = (12, 14, 8, 11, 14, 8, 11, 70)
_MOST_ROWS = 1_048_575


def whole_number(code: str) -> int | None:
    """The number that a code is when it can stand as one in a cell and be read back the same."""
    return int(code) if code.isdecimal() and code.isascii() and str(int(code)) == code else None


def write_long_csv(rows: Iterable[LongRow], stream: TextIO) -> None:
    """Write the table as CSV with commas and plain newlines."""
    write_csv(LONG_COLUMNS, rows, stream)


def save_long(rows: Sequence[LongRow], path: Path) -> None:
    """Write the table to a .csv (with a byte-order mark, for Excel), .xlsx or .md file, whole or not at all."""
    save_as(
        path,
        xlsx=lambda: _xlsx(rows),
        csv=lambda: csv_file(LONG_COLUMNS, rows),
        md=lambda: _markdown(rows),
    )


def _markdown(rows: Sequence[LongRow]) -> bytes:
    lines = markdown_rows(LONG_COLUMNS, (map(markdown_cell, row) for row in rows))
    return ("\n".join(lines) + "\n").encode("utf-8")


def _xlsx(rows: Sequence[LongRow]) -> bytes:
    from xlsxwriter.workbook import Workbook

    if len(rows) > _MOST_ROWS:
        sentence = _(
            "There are {count} scores, more than the rows of a sheet. Use .csv; nothing was written."
        )
        raise Refusal(sentence.format(count=len(rows)))
    buffer = io.BytesIO()
    font = {"font_name": "Arial", "font_size": 9}
    workbook = Workbook(buffer, {"in_memory": True, "default_format_properties": font})
    sheet = workbook.add_worksheet(pgettext("sheet", "Data"))
    bold = workbook.add_format({"bold": True})
    value = LONG_COLUMNS.index("value")
    for col, width in enumerate(_WIDTHS):
        sheet.set_column(col, col, width)
        sheet.write_string(0, col, LONG_COLUMNS[col], bold)
    for at_row, row in enumerate(rows, start=1):
        for col, text in enumerate(row):
            number = whole_number(text) if col == value else None
            if number is not None:
                sheet.write_number(at_row, col, number)
            elif text:
                sheet.write_string(at_row, col, text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(LONG_COLUMNS) - 1)
    workbook.set_custom_property("sc_kind", "long")
    workbook.close()
    return buffer.getvalue()
