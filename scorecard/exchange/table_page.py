"""One table on a page that people read: a sheet of a workbook, or Markdown, with its title above and notes below."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from scorecard.analysis.sources.note_layout import Table
from scorecard.exchange.layout import span
from scorecard.exchange.lettering import broken, text_width, width_for
from scorecard.exchange.plain_table import markdown_cell, markdown_rows
from scorecard.i18n import language

if TYPE_CHECKING:
    from scorecard.exchange.sheet import Sheet

_NARROWEST, _WIDEST = 6.0, 80.0
_COMFORTABLE = 14.0
"""No column is narrower than this whose texts would take more than two lines in it."""
_LINE = 172.0
"""The characters on a line of the page, which is printed a little smaller than it stands on a screen."""
_HEAD_HEIGHT = 27.0
"""Filter buttons stand at the foot of a head and would cover its words in a lower one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """A table with what stands around it.

    `tab` names the sheet, `kind` tells programs what the workbook is, `subject` is the evaluation; `footer` stands
    at the foot of each printed page. The first `steady` columns stay in sight.
    """

    title: str
    lines: tuple[str, ...]
    table: Table
    notes: tuple[str, ...]
    tab: str
    kind: str
    subject: str
    footer: str
    steady: int = 0


def page_markdown(page: TablePage) -> bytes:
    """The page in Markdown; what is part of the row above has a dash before it."""
    lines = [f"# {markdown_cell(page.title)}", ""]
    for words in page.lines:
        lines += [markdown_cell(words), ""]
    rows = []
    for row, depth in zip(page.table.rows, page.table.depths, strict=True):
        cells = [markdown_cell(text) for text in row]
        place = _said_first(page, row)
        cells[place] = "– " * depth + cells[place]
        rows.append(cells)
    lines += markdown_rows([markdown_cell(head) for head in page.table.heads], rows)
    for note in page.notes:
        lines += ["", markdown_cell(note)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def page_workbook(page: TablePage) -> bytes:
    """The page as a workbook of its own."""
    from xlsxwriter.workbook import Workbook

    from scorecard.exchange.sheet import Sheet
    from scorecard.exchange.styles import FONT, Styles

    buffer = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(buffer, {"in_memory": True, "default_format_properties": FONT, **plain})
    write_page(Sheet(workbook.add_worksheet(page.tab), Styles(workbook)), page)
    workbook.set_properties({"title": page.title, "subject": page.subject, "comments": page.footer})
    workbook.set_custom_property("sc_kind", page.kind, "text")
    workbook.set_custom_property("sc_language", language(), "text")
    workbook.close()
    return buffer.getvalue()


def write_page(sheet: Sheet, page: TablePage) -> None:
    """Write the page: one table with one row of heads, filters, frozen heads, one page wide in print."""
    widths = _widths(page.table)
    sheet.widths(*widths)
    sheet.title(page.title)
    head_row = 1
    for words in page.lines:
        head_row = _write_lines(sheet, head_row, words, sum(widths), muted=True)
    _write_table(sheet, page, head_row, widths)
    last_row = max(head_row + len(page.table.rows), head_row + 1)
    row = last_row + 1
    for note in page.notes:
        row = _write_lines(sheet, row, note, sum(widths), muted=False)
    last_column = len(page.table.heads) - 1
    sheet.worksheet.autofilter(head_row, 0, last_row, last_column)
    sheet.worksheet.freeze_panes(head_row + 1, min(page.steady, last_column))
    sheet.worksheet.ignore_errors({"number_stored_as_text": span(head_row, 0, last_row, last_column)})
    sheet.page(last_column, footer=page.footer, repeat=(head_row, head_row))


def _write_table(sheet: Sheet, page: TablePage, head_row: int, widths: list[float]) -> None:
    table = page.table
    sheet.heads(head_row, 0, table.heads, _HEAD_HEIGHT)
    heads = ((head, width, 8.0, True) for head, width in zip(table.heads, widths, strict=True))
    sheet.fit(head_row, *heads, least=_HEAD_HEIGHT)
    about = [row[0] for row in table.rows]
    is_grouped = any(one and one == other for one, other in pairwise(about))
    for number, (row, depth) in enumerate(zip(table.rows, table.depths, strict=True), start=head_row + 1):
        first = _said_first(page, row)
        before = about[max(number - head_row - 2, 0)]
        rule = {"top": 1, "top_color": "control"} if is_grouped and row[0] != before else {}
        for place, text in enumerate(row):
            indent = {"indent": 2 * depth, "align": "left"} if depth and place == first else {}
            flush = {"align": "right", "indent": 1} if place in table.figures else {}
            sheet.text(number, place, text, sheet.styles.cell(text_wrap=True, **indent, **flush, **rule))
        sheet.fit(number, *((text, width, 9.0, False) for text, width in zip(row, widths, strict=True)))


def _write_lines(sheet: Sheet, row: int, text: str, width: float, *, muted: bool) -> int:
    """Running text over the whole width, a row a line, since merged cells are never fitted to their text.

    Returns the row below.
    """
    for line in broken(text, width, 8):
        if muted:
            sheet.subtitle(row, line)
        else:
            sheet.note(row, line)
        row += 1
    return row


def _widths(table: Table) -> list[float]:
    """The widths of the columns in characters: their shares of a line, but no word is broken for them."""
    parts = sum(table.widths)
    widths = []
    for place, (head, share) in enumerate(zip(table.heads, table.widths, strict=True)):
        words = (word for row in table.rows for word in row[place].split())
        longest = max((text_width(word) for word in words), default=0.0)
        longest = max(longest, *(text_width(word, 8, bold=True) for word in head.split()), 0.0)
        half = max((text_width(row[place]) for row in table.rows), default=0.0) / 2
        least = max(_NARROWEST, min(width_for(longest), _WIDEST / 3), min(width_for(half), _COMFORTABLE))
        widths.append(max(least, min(_WIDEST, _LINE * share / parts)))
    return widths


def _said_first(page: TablePage, row: tuple[str, ...]) -> int:
    """Where a row begins to say something of its own, and so where it is set in: ids of programmes stand before."""
    places = range(page.table.first, len(row))
    return next((place for place in places if row[place]), page.table.first)
