"""Rows of texts as files that any program reads: CSV that no spreadsheet takes for formulas, and Markdown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TextIO

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.safe_file import save_bytes

SUFFIXES = (".xlsx", ".csv", ".md")

# Some spreadsheets pass over blanks before a formula, and take the wide signs of East Asian keyboards for the narrow.
_FORMULA = r"(?:[\t\r\n]|\s*[=+\-@＝＋－＠])"
_TO_GUARD = re.compile(f"'*{_FORMULA}")
_GUARDED = re.compile(f"'+{_FORMULA}")


def guard(text: str) -> str:
    """A text as a CSV file holds it: one more ' before what a spreadsheet would read as a formula.

    A carriage return would end the row for some readers, and what follows it begin one; no text of ours holds any.
    """
    text = re.sub(r"\r\n?", "\n", text)
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguard(text: str) -> str:
    """A text as it was before `guard`, but for carriage returns."""
    return text[1:] if _GUARDED.match(text) else text


def write_csv(heads: Sequence[str], rows: Iterable[Sequence[str]], stream: TextIO) -> None:
    """Write a table as CSV with commas and plain newlines."""
    writer = csv.writer(stream, lineterminator="\n")
    # People name columns too.
    writer.writerow(map(guard, heads))
    writer.writerows([guard(text) for text in row] for row in rows)


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The same as a file, with a byte-order mark for Excel."""
    stream = io.StringIO(newline="")
    write_csv(heads, rows, stream)
    return stream.getvalue().encode("utf-8-sig")


def markdown_cell(text: str) -> str:
    """A text as a cell of a Markdown table holds it, on one line and without markup of its own."""
    escaped = re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
    return re.sub(r"\r\n?|\n", "<br>", escaped)


def markdown_rows(heads: Sequence[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A table of Markdown, a line a row; the texts are cells already."""
    lines = [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    lines.extend(f"| {' | '.join(row)} |" for row in rows)
    return lines


def save_as(
    path: Path, *, xlsx: Callable[[], bytes], csv: Callable[[], bytes], md: Callable[[], bytes]
) -> None:
    """Write the file that the suffix of a path asks for, whole or not at all."""
    match path.suffix.lower():
        case ".csv":
            contents = csv()
        case ".xlsx":
            contents = xlsx()
        case ".md":
            contents = md()
        case _:
            sentence = _(
                "“{name}” ends in none of .csv, .xlsx and .md. Give one of them; nothing was written."
            )
            raise Refusal(sentence.format(name=path.name))
    save_bytes(path, contents)
