"""A table from elsewhere as rows of plain cells with their addresses, whatever file it came in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from scorecard.errors import Refusal, reason_of
from scorecard.exchange.container import MOST_BYTES, check_container, not_a_workbook
from scorecard.exchange.layout import at
from scorecard.exchange.plain_table import unguard
from scorecard.i18n import _

Entry = str | float | bool | date | time | timedelta
"""What a cell holds; an empty one holds the empty text."""

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table. `rows` are those under the header, with the row number a spreadsheet gives them."""

    file: str
    sheet: str
    columns: dict[str, int]
    rows: list[tuple[int, list[Entry]]]

    def entry(self, row: list[Entry], column: str) -> Entry:
        """What a row holds in a column; empty where there is no such column."""
        place = self.columns.get(column)
        return "" if place is None or place >= len(row) else row[place]

    def place(self, number: int, column: str) -> str:
        """The address of a cell."""
        return at(number - 1, self.columns.get(column, 0))


def read_grid(path: Path, required: tuple[str, ...]) -> Grid:
    """The table in a .csv or .xlsx file whose header has the required columns; refused where there is none."""
    match path.suffix.lower():
        case ".csv" | ".txt" | ".tsv":
            return _read_csv(path, required)
        case ".xlsx":
            return _read_xlsx(path, required)
        case _:
            raise _neither(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A sheet or a CSV file as it is: `rows` are all from the first, empty ones too; `sheet` is empty for CSV."""

    file: str
    sheet: str
    rows: list[list[Entry]]


def read_cells(path: Path) -> tuple[Cells, ...]:
    """Every sheet of a .xlsx file, or the rows of a .csv file, whatever columns they have."""
    match path.suffix.lower():
        case ".csv" | ".txt" | ".tsv":
            return (Cells(file=path.name, sheet="", rows=_rows_of(path.name, _decoded(path))),)
        case ".xlsx":
            return _cells_of_workbook(path)
        case _:
            raise _neither(path)


def rows_of_text(name: str, text: str) -> list[list[Entry]]:
    """The rows of a block of text with tabs, semicolons or commas between its columns; `name` is for refusals."""
    if len(text) > MOST_BYTES:
        raise _too_large(name)
    return _rows_of(name, text)


def _rows_of(name: str, text: str) -> list[list[Entry]]:
    text = _without_sep(text)
    delimiter = _delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[Entry]] = []
    try:
        rows.extend([unguard(entry) for entry in row] for row in reader)
    except csv.Error as error:
        raise _unreadable_row(name, len(rows) + 1) from error
    return rows


def _delimiter_of(text: str) -> str:
    """What stands between columns: what the first rows have most often, a tab before all others."""
    head = text[:20_000]
    if "\t" in head:
        return "\t"
    first = head.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _cells_of_workbook(path: Path) -> tuple[Cells, ...]:
    check_container(path)
    from python_calamine import CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            return tuple(
                Cells(
                    file=path.name,
                    sheet=name,
                    rows=[
                        list(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                    ],
                )
                for name in workbook.sheet_names
            )
    except (Refusal, KeyboardInterrupt, MemoryError):
        raise
    # The reader answers damage with several kinds of exception, one of which is no Exception.
    except BaseException as error:
        raise not_a_workbook(path.name) from error


def _columns(header: list[Entry]) -> dict[str, int]:
    """Where each column stands; the first of two with one name counts."""
    columns: dict[str, int] = {}
    for index, head in enumerate(header):
        if isinstance(head, str) and head.strip():
            columns.setdefault(head.strip().casefold(), index)
    return columns


def _not_a_table(path: Path, required: tuple[str, ...]) -> Refusal:
    sentence = _(
        "“{name}” has no table with the columns {columns} in its first row. Nothing has changed; “table long” "
        "writes such a table."
    )
    return Refusal(sentence.format(name=path.name, columns=", ".join(required)), code="not-ours")


def _read_csv(path: Path, required: tuple[str, ...]) -> Grid:
    text = _without_sep(_decoded(path))
    for delimiter in (",", ";", "\t"):
        try:
            first = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        except csv.Error as error:
            raise _not_a_table(path, required) from error
        columns = _columns([*map(unguard, first)])
        if columns.keys() >= set(required):
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            return Grid(file=path.name, sheet="", columns=columns, rows=list(_csv_rows(path, reader)))
    raise _not_a_table(path, required)


def _csv_rows(path: Path, reader: Iterator[list[str]]) -> Iterator[tuple[int, list[Entry]]]:
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable_row(path.name, number) from error
        if number > 1 and any(row):
            yield number, [unguard(text) for text in row]


def _without_sep(text: str) -> str:
    """The text without the line in which Excel may say what stands between columns."""
    if text[:4].casefold() == "sep=" and text[5:6] in ("\n", "\r"):
        return text[5:].lstrip("\r\n")
    return text


def _neither(path: Path) -> Refusal:
    sentence = _("“{name}” ends in neither .csv nor .xlsx. Nothing has changed.")
    return Refusal(sentence.format(name=path.name))


def _unreadable_row(name: str, number: int) -> Refusal:
    sentence = _("Row {row} of “{name}” cannot be read as CSV. Nothing has changed.")
    return Refusal(sentence.format(row=number, name=name))


def _too_large(name: str) -> Refusal:
    sentence = _("“{name}” is too large. Split it; nothing has changed.")
    return Refusal(sentence.format(name=name), code="too-large")


def _decoded(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise _too_large(path.name)
    except OSError as error:
        sentence = _("“{name}” could not be read ({reason}). Nothing has changed.")
        raise Refusal(sentence.format(name=path.name, reason=reason_of(error)), code="unknown") from error
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and b"\0" not in content:
            # Excel of western Windows writes plain CSV in this code page.
            return content.decode("cp1252", errors="replace")
        sentence = _("“{name}” is no text in UTF-8. Save it as CSV UTF-8; nothing has changed.")
        raise Refusal(sentence.format(name=path.name), code="not-ours") from error


def _read_xlsx(path: Path, required: tuple[str, ...]) -> Grid:
    """The first sheet whose first row has the required columns."""
    check_container(path)
    try:
        grid = _first_table(path, required)
    except (Refusal, KeyboardInterrupt, MemoryError):
        raise
    # The reader answers damage with several kinds of exception, one of which is no Exception.
    except BaseException as error:
        raise not_a_workbook(path.name) from error
    if grid is None:
        raise _not_a_table(path, required)
    return grid


def _first_table(path: Path, required: tuple[str, ...]) -> Grid | None:
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(path) as workbook:
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            heads = sheet.to_python(skip_empty_area=False, nrows=1)
            columns = _columns(list(heads[0])) if heads else {}
            if columns.keys() >= set(required):
                rows = enumerate(sheet.to_python(skip_empty_area=False), start=1)
                filled = [
                    (number, list(row))
                    for number, row in rows
                    if number > 1 and any(_is_entry(cell) for cell in row)
                ]
                return Grid(file=path.name, sheet=name, columns=columns, rows=filled)
    return None


def _is_entry(cell: object) -> bool:
    return cell != "" and cell is not None
