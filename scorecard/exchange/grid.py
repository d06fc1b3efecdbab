"""A table from elsewhere as rows of plain cells with their addresses, whatever file it came in."""

from __future__ import annotations

import csv
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import dropwhile, islice
from pathlib import Path

from scorecard.errors import Refusal, reason_of
from scorecard.exchange.container import check_container, not_a_workbook
from scorecard.exchange.layout import at
from scorecard.exchange.plain_table import unguard
from scorecard.i18n import _

Entry = str | float | bool | date | time | timedelta
"""What a cell holds; an empty one holds the empty text."""

_MOST_BYTES = 60_000_000
_MOST_ROWS = 600_000
"""Of rows that hold something: three hundred regions of 15 programmes, 40 criteria and 3 evaluators are 540,000."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+")
_HEAD_WITHIN = 20
_SAMPLES = 4
_HEADS_OF_ALL = 0.6
"""A row with this share of the cells of the fullest one may hold the heads."""
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


Match = Callable[[Sequence[str]], Mapping[str, int] | None]
"""Says where each column of a table stands by the texts of a row, or None where that row is not its head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table. `heads` are its columns as they are called, `columns` where those stand that are known.

    `rows` are those under the head, with the row number a spreadsheet gives them.
    """

    file: str
    sheet: str
    heads: tuple[str, ...]
    columns: Mapping[str, int]
    rows: list[tuple[int, list[Entry]]]

    def entry(self, row: list[Entry], column: str) -> Entry:
        """What a row holds in a column; empty where there is no such column."""
        place = self.columns.get(column)
        return "" if place is None or place >= len(row) else row[place]

    def place(self, number: int, column: str) -> str:
        """The address of a cell."""
        return at(number - 1, self.columns.get(column, 0))


class NoTable(Refusal):
    """The refusal of a file in which no row is the head of the table that was looked for.

    `heads` are what its first row holds, with the rows below it as `samples`, for a person to say what they mean.
    """

    def __init__(self, sentence: str, *, sheet: str, rows: Sequence[Sequence[str]]) -> None:
        super().__init__(sentence, code="not-ours")
        self.sheet = sheet
        self.heads = tuple(rows[0]) if rows else ()
        self.samples = tuple(map(tuple, rows[1:]))


def read_grid(path: Path, match_row: Match, required: tuple[str, ...]) -> Grid:
    """The table in a .csv or .xlsx file, whose head may stand below a few other rows.

    Refused as `NoTable` where `match_row` knows no row for its head; `required` are the columns that it looked for.
    """
    match path.suffix.lower():
        case ".csv" | ".txt" | ".tsv":
            return _read_csv(path, match_row, required)
        case ".xlsx":
            return _read_xlsx(path, match_row, required)
        case _:
            raise neither(path)


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
            raise neither(path)


def rows_of_text(name: str, text: str) -> list[list[Entry]]:
    """The rows of a block of text with tabs, semicolons or commas between its columns; `name` is for refusals."""
    if len(text) > _MOST_BYTES:
        raise _too_large(name)
    return _rows_of(name, text)


def _rows_of(name: str, text: str) -> list[list[Entry]]:
    text = _without_sep(text)
    delimiter = _delimiter_of(text)
    reader = csv.reader(_lines_of(text), delimiter=delimiter)
    rows: list[list[Entry]] = []
    filled = 0
    try:
        for row in reader:
            filled += any(row)
            if filled > _MOST_ROWS:
                raise _too_large(name)
            rows.append([unguard(entry) for entry in row])
    except csv.Error as error:
        raise _unreadable_row(name, len(rows) + 1) from error
    return rows


def _lines_of(text: str) -> Iterator[str]:
    """The lines with their ends, as a text file has them; one in memory keeps four bytes for each character."""
    return (line[0] for line in _LINE.finditer(text))


def _delimiter_of(text: str) -> str:
    """What stands between columns: what the first rows have most often, a tab before all others."""
    head = text[:20_000]
    if "\t" in head:
        return "\t"
    first = head.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _cells_of_workbook(path: Path) -> tuple[Cells, ...]:
    check_container(path)
    return sheets_of(path)


def sheets_of(path: Path) -> tuple[Cells, ...]:
    """Every sheet of a workbook that `check_container` has let pass."""
    from python_calamine import CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            if not workbook.sheet_names:
                # No program saves a workbook without a sheet: the part that lists them is lost.
                raise not_a_workbook(path.name)
            return tuple(
                Cells(
                    file=path.name,
                    sheet=name,
                    # Rows are lists already; copying them would take as long as reading them.
                    rows=workbook.get_sheet_by_name(name).to_python(skip_empty_area=False),
                )
                for name in workbook.sheet_names
            )
    except (Refusal, KeyboardInterrupt, MemoryError):
        raise
    # The reader answers damage with several kinds of exception, one of which is no Exception.
    except BaseException as error:
        raise not_a_workbook(path.name) from error


def _no_table(path: Path, required: tuple[str, ...], sheet: str, rows: Sequence[Sequence[Entry]]) -> NoTable:
    sentence = _(
        "“{name}” has no table with the columns {columns} in its first row. Nothing has changed; “table long” "
        "writes such a table."
    )
    said = sentence.format(name=path.name, columns=", ".join(required))
    texts = [list(map(_text_of, row)) for row in rows]
    most = max((sum(map(bool, row)) for row in texts), default=0)
    # A title or two may stand over the heads.
    filled = list(dropwhile(lambda row: sum(map(bool, row)) < _HEADS_OF_ALL * most, filter(any, texts)))
    return NoTable(said, sheet=sheet, rows=filled[: _SAMPLES + 1])


def _head(rows: Sequence[Sequence[Entry]], match_row: Match) -> tuple[int, Mapping[str, int]] | None:
    """The place of the row that is the head, and its columns."""
    for place, row in enumerate(rows[:_HEAD_WITHIN]):
        columns = match_row([_text_of(entry) for entry in row])
        if columns is not None:
            return place, columns
    return None


def _text_of(entry: Entry) -> str:
    return entry.strip() if isinstance(entry, str) else str(entry)


def _read_csv(path: Path, match_row: Match, required: tuple[str, ...]) -> Grid:
    text = _without_sep(_decoded(path))
    # What most stands between columns goes last, so that its rows are there to be shown.
    usual = _delimiter_of(text)
    top: list[list[Entry]] = []
    for delimiter in sorted((",", ";", "\t"), key=lambda one: one == usual):
        reader = csv.reader(_lines_of(text), delimiter=delimiter)
        try:
            top = [[unguard(entry) for entry in row] for row in islice(reader, _HEAD_WITHIN)]
        except csv.Error as error:
            raise _no_table(path, required, "", ()) from error
        found = _head(top, match_row)
        if found is not None:
            place, columns = found
            reader = csv.reader(_lines_of(text), delimiter=delimiter)
            rows = list(_csv_rows(path, reader, place + 1))
            heads = tuple(map(_text_of, top[place]))
            return Grid(file=path.name, sheet="", heads=heads, columns=columns, rows=rows)
    raise _no_table(path, required, "", top)


def _csv_rows(path: Path, reader: Iterator[list[str]], head: int) -> Iterator[tuple[int, list[Entry]]]:
    number = filled = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable_row(path.name, number) from error
        filled += any(row)
        if filled > _MOST_ROWS:
            raise _too_large(path.name)
        if number > head and any(row):
            yield number, [unguard(text) for text in row]


def _without_sep(text: str) -> str:
    """The text without the line in which Excel may say what stands between columns."""
    if text[:4].casefold() == "sep=" and text[5:6] in ("\n", "\r"):
        return text[5:].lstrip("\r\n")
    return text


def neither(path: Path) -> Refusal:
    """The refusal of a file that is of no kind we read."""
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
        # Opening a pipe would wait for somebody to write into it.
        if not stat.S_ISREG(path.stat().st_mode):
            raise _no_text(path.name)
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise _too_large(path.name)
    except OSError as error:
        sentence = _("“{name}” could not be read ({reason}). Nothing has changed.")
        raise Refusal(sentence.format(name=path.name, reason=reason_of(error)), code="unknown") from error
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or b"\0" in content:
            raise _no_text(path.name) from error
        # Excel of western Windows writes plain CSV in this code page.
        return content.decode("cp1252", errors="replace")
    # Every other byte of UTF-16 is one, and what is left without them need not be what was meant.
    if "\0" in text:
        raise _no_text(path.name)
    return text


def _no_text(name: str) -> Refusal:
    sentence = _("“{name}” is no text in UTF-8. Save it as CSV UTF-8; nothing has changed.")
    return Refusal(sentence.format(name=name), code="not-ours")


def _read_xlsx(path: Path, match_row: Match, required: tuple[str, ...]) -> Grid:
    """The first sheet with a row that is the head."""
    check_container(path)
    return table_of(path, match_row, required)


def table_of(path: Path, match_row: Match, required: tuple[str, ...]) -> Grid:
    """The table of a workbook that `check_container` has let pass, as `read_grid` finds it."""
    from python_calamine import CalamineWorkbook

    tops: dict[str, list[list[Entry]]] = {}
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for name in workbook.sheet_names:
                sheet = workbook.get_sheet_by_name(name)
                tops[name] = sheet.to_python(skip_empty_area=False, nrows=_HEAD_WITHIN)
                found = _head(tops[name], match_row)
                if found is not None:
                    place, columns = found
                    rows = enumerate(sheet.to_python(skip_empty_area=False), start=1)
                    filled: list[tuple[int, list[Entry]]] = [
                        (number, row)
                        for number, row in rows
                        if number > place + 1 and any(_is_entry(cell) for cell in row)
                    ]
                    heads = tuple(map(_text_of, tops[name][place]))
                    return Grid(file=path.name, sheet=name, heads=heads, columns=columns, rows=filled)
    except (Refusal, KeyboardInterrupt, MemoryError):
        raise
    # The reader answers damage with several kinds of exception, one of which is no Exception.
    except BaseException as error:
        raise not_a_workbook(path.name) from error
    name = max(tops, key=lambda one: sum(any(map(_is_entry, row)) for row in tops[one]), default="")
    raise _no_table(path, required, name, tops.get(name, []))


def _is_entry(cell: object) -> bool:
    return cell != "" and cell is not None
