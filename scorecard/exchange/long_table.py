"""The long table as files, one row a score: what any program can read, and what comes back through import."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TextIO

from scorecard.analysis.tables import LONG_COLUMNS, LongRow
from scorecard.errors import Refusal
from scorecard.i18n import _, pgettext
from scorecard.safe_file import save_bytes

_TO_GUARD = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_WIDTHS = (12, 14, 8, 11, 14, 8, 11, 70)
_MOST_ROWS = 1_048_575


def guard(text: str) -> str:
    """A text as a CSV file holds it: one more ' before what a spreadsheet would read as a formula."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguard(text: str) -> str:
    """A text as it was before `guard`."""
    return text[1:] if _GUARDED.match(text) else text


def whole_number(code: str) -> int | None:
    """The number that a code is when it can stand as one in a cell and be read back the same."""
    return int(code) if code.isdecimal() and code.isascii() and str(int(code)) == code else None


def write_long_csv(rows: Iterable[LongRow], stream: TextIO) -> None:
    """Write the table as CSV with commas and plain newlines."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(LONG_COLUMNS)
    writer.writerows([guard(text) for text in row] for row in rows)


def save_long(rows: Sequence[LongRow], path: Path) -> None:
    """Write the table to a .csv (with a byte-order mark, for Excel), .xlsx or .md file, whole or not at all."""
    suffix = path.suffix.lower()
    content: Callable[[Sequence[LongRow]], bytes]
    match suffix:
        case ".csv":
            content = _csv
        case ".xlsx":
            content = _xlsx
        case ".md":
            content = _markdown
        case _:
            sentence = _(
                "“{name}” ends in none of .csv, .xlsx and .md. Give one of them; nothing was written."
            )
            raise Refusal(sentence.format(name=path.name))
    save_bytes(path, content(rows))


def _csv(rows: Sequence[LongRow]) -> bytes:
    stream = io.StringIO(newline="")
    write_long_csv(rows, stream)
    return stream.getvalue().encode("utf-8-sig")


def _markdown(rows: Sequence[LongRow]) -> bytes:
    lines = [f"| {' | '.join(LONG_COLUMNS)} |", "|" + " --- |" * len(LONG_COLUMNS)]
    lines.extend(f"| {' | '.join(map(markdown_cell, row))} |" for row in rows)
    return ("\n".join(lines) + "\n").encode("utf-8")


def markdown_cell(text: str) -> str:
    """A text as a cell of a Markdown table holds it, on one line and without markup of its own."""
    escaped = re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
    return escaped.replace("\n", "<br>")


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
