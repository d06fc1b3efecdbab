"""Note sheets on the clipboard: for spreadsheets, for texts, and from either."""

from __future__ import annotations

import html

from scorecard.analysis.sources.note_layout import Table

_AS_TEXT = " style=\"mso-number-format:'\\@'\""


def bare_lines(text: str) -> list[tuple[str, ...]]:
    """A text without tabs: a line an entry, without the bullet that a text processor puts before it."""
    return [(line.strip().removeprefix("•").strip(),) for line in text.splitlines()]


def as_lines(table: Table) -> str:
    """The table as a spreadsheet takes it from the clipboard: tabs, and quotes where a text has lines of its own."""

    def cell(text: str) -> str:
        if any(character in text for character in '\t\n"'):
            return '"' + text.replace('"', '""') + '"'
        return text

    return "\n".join("\t".join(map(cell, row)) for row in (table.heads, *table.rows))


def as_html(table: Table) -> str:
    """The table as a text processor takes it from the clipboard; Excel takes its cells for texts, never formulas."""

    def row(cells: tuple[str, ...], tag: str) -> str:
        written = (html.escape(text).replace("\n", "<br>") for text in cells)
        return "<tr>" + "".join(f"<{tag}{_AS_TEXT}>{text}</{tag}>" for text in written) + "</tr>"

    body = "".join(row(cells, "td") for cells in table.rows)
    return f'<table border="1">{row(table.heads, "th")}{body}</table>'
