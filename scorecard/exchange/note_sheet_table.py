"""A note sheet as a file: bare rows for programs (.csv), or laid out as people read it (.xlsx, .md)."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from scorecard.analysis.sources.note_layout import bare_table, shown_table, subject_words
from scorecard.exchange.plain_table import csv_file, save_as, write_csv
from scorecard.exchange.table_page import TablePage, page_markdown, page_workbook
from scorecard.i18n import pgettext
from scorecard.model.note_sheet import NoteSheet
from scorecard.model.snapshot import Snapshot


def save_note_sheet(snapshot: Snapshot, sheet: NoteSheet, path: Path) -> None:
    """Write a sheet to a .csv, .xlsx or .md file, whole or not at all."""
    bare = bare_table(snapshot, sheet)
    save_as(
        path,
        xlsx=lambda: page_workbook(_page(snapshot, sheet)),
        csv=lambda: csv_file(bare.heads, bare.rows),
        md=lambda: page_markdown(_page(snapshot, sheet)),
    )


def write_note_csv(snapshot: Snapshot, sheet: NoteSheet, stream: TextIO) -> None:
    """Write the bare rows as CSV with commas and plain newlines."""
    table = bare_table(snapshot, sheet)
    write_csv(table.heads, table.rows, stream)


def note_markdown(snapshot: Snapshot, sheet: NoteSheet) -> str:
    """The sheet as a page of Markdown."""
    return page_markdown(_page(snapshot, sheet)).decode()


def _page(snapshot: Snapshot, sheet: NoteSheet) -> TablePage:
    return TablePage(
        title=sheet.title,
        lines=(subject_words(snapshot, sheet),),
        table=shown_table(snapshot, sheet, places=True),
        notes=(sheet.note,) if sheet.note else (),
        tab=pgettext("sheet", "Note sheet"),
        kind="note-sheet",
        subject=snapshot.evaluation.title,
        footer=snapshot.evaluation.title,
    )
