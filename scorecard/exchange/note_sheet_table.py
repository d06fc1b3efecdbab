"""A note sheet as a file: bare rows for programs (.csv), or laid out as people read it (.xlsx, .md)."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from scorecard.analysis.note_layout import Table, bare_table, shown_table, subject_words
from scorecard.errors import Refusal
from scorecard.exchange.long_table import guard, markdown_cell
from scorecard.i18n import _, pgettext
from scorecard.model.note_sheet import NoteSheet
from scorecard.model.snapshot import Snapshot
from scorecard.safe_file import save_bytes

if TYPE_CHECKING:
    from scorecard.exchange.sheet import Sheet

SUFFIXES = (".xlsx", ".csv", ".md")

_LINE = 146
"""The characters that fit on a line of A4 across, at the size of the workbook."""


def save_note_sheet(snapshot: Snapshot, sheet: NoteSheet, path: Path) -> None:
    """Write a sheet to a file of one of `SUFFIXES`, whole or not at all."""
    match path.suffix.lower():
        case ".csv":
            stream = io.StringIO(newline="")
            write_note_csv(snapshot, sheet, stream)
            contents = stream.getvalue().encode("utf-8-sig")
        case ".xlsx":
            contents = _workbook(snapshot, sheet)
        case ".md":
            contents = note_markdown(snapshot, sheet).encode("utf-8")
        case _:
            sentence = _(
                "“{name}” ends in none of .csv, .xlsx and .md. Give one of them; nothing was written."
            )
            raise Refusal(sentence.format(name=path.name))
    save_bytes(path, contents)


def write_note_csv(snapshot: Snapshot, sheet: NoteSheet, stream: TextIO) -> None:
    """Write the bare rows as CSV with commas and plain newlines."""
    table = bare_table(snapshot, sheet)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.heads)
    writer.writerows([guard(text) for text in row] for row in table.rows)


def note_markdown(snapshot: Snapshot, sheet: NoteSheet) -> str:
    """The sheet as a page of Markdown."""
    table = shown_table(snapshot, sheet, places=True)
    lines = [f"# {markdown_cell(sheet.title)}", "", markdown_cell(subject_words(snapshot, sheet)), ""]
    lines.append(f"| {' | '.join(map(markdown_cell, table.heads))} |")
    lines.append("|" + " --- |" * len(table.heads))
    for row, depth in zip(table.rows, table.depths, strict=True):
        cells = [markdown_cell(text) for text in row]
        place = _first_filled(row)
        cells[place] = "– " * depth + cells[place]
        lines.append(f"| {' | '.join(cells)} |")
    if sheet.note:
        lines += ["", markdown_cell(sheet.note)]
    return "\n".join(lines) + "\n"


def _workbook(snapshot: Snapshot, sheet: NoteSheet) -> bytes:
    from xlsxwriter.workbook import Workbook

    from scorecard.exchange.sheet import Sheet
    from scorecard.exchange.styles import FONT, Styles

    buffer = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(buffer, {"in_memory": True, "default_format_properties": FONT, **plain})
    styles = Styles(workbook)
    table = shown_table(snapshot, sheet, places=True)
    page = Sheet(workbook.add_worksheet(pgettext("sheet", "Note sheet")), styles)
    widths = _widths(table)
    page.widths(*widths)
    page.title(sheet.title)
    page.subtitle(1, subject_words(snapshot, sheet))
    page.heads(3, 0, table.heads, 14.3)
    page.fit(3, *((head, width, 8, True) for head, width in zip(table.heads, widths, strict=True)))
    for number, (row, depth) in enumerate(zip(table.rows, table.depths, strict=True), start=4):
        first = _first_filled(row)
        for place, text in enumerate(row):
            indent = {"indent": 2 * depth, "align": "left"} if depth and place == first else {}
            flush = {"align": "right"} if place in table.figures else {}
            page.text(number, place, text, styles.cell(text_wrap=True, **indent, **flush))
        page.fit(number, *((text, width, 9, False) for text, width in zip(row, widths, strict=True)))
    if sheet.note:
        _write_note(page, 5 + len(table.rows), sheet.note, widths)
    page.worksheet.freeze_panes(4, 0)
    page.page(len(table.heads) - 1, footer=snapshot.evaluation.title, repeat=(3, 3))
    workbook.set_properties({"title": sheet.title, "subject": snapshot.evaluation.title})
    workbook.set_custom_property("sc_kind", "note-sheet", "text")
    workbook.close()
    return buffer.getvalue()


def _write_note(page: Sheet, row: int, note: str, widths: list[float]) -> None:
    """A note over the whole width, as many lines high as it needs."""
    style = page.styles(font_size=8, text_wrap=True)
    if len(widths) > 1:
        page.worksheet.merge_range(row, 0, row, len(widths) - 1, "", style)
    page.text(row, 0, note, style)
    page.fit(row, (note, sum(widths), 8, False))


def _widths(table: Table) -> list[float]:
    parts = sum(table.widths)
    return [max(9.0, min(80.0, _LINE * width / parts)) for width in table.widths]


def _first_filled(row: tuple[str, ...]) -> int:
    """Where a row begins to say something, and so where it is set in; the first column of an empty one."""
    return next((place for place, text in enumerate(row) if text), 0)
