"""The note sheets of a sample: tables and lists of its documents, each entry with its place."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.library.note_sheets import built_in_template, cell_fault
from scorecard.library.sample_names import Names
from scorecard.library.tables import Tables
from scorecard.model.note_sheet import Column, NoteRow, NoteSheet
from scorecard.model.record import new_key

_DEEPEST = 1


def read_note_sheet(table: Tables, names: Names) -> Iterator[NoteSheet | NoteRow]:
    """One sheet, then its rows in order. A row is found in the documents of the sheet unless it names its own."""
    id = table.plain("id")
    try:
        template = built_in_template(table.plain("template"))
    except Refusal as refusal:
        table.problem("template", str(refusal))
        return
    programme = table.plain("programme", default="")
    sheet = NoteSheet(
        key=names.new("note_sheet", table, id),
        id=id,
        title=names.text(table, "title"),
        template=template,
        programme=names.key("programme", table, "programme", programme) if programme else "",
        note=names.text_if(table, "note"),
        documents=names.keys("document", table, "documents"),
        place=names.text_if(table, "place"),
    )
    yield sheet
    for position, row in enumerate(table.tables("row", called=_("row"))):
        yield NoteRow(
            key=new_key(),
            sheet=sheet.key,
            position=position,
            cells=tuple(_cells(row, names, sheet)),
            documents=names.keys("document", row, "documents") or sheet.documents,
            place=names.text_if(row, "place"),
            footnote=names.text_if(row, "footnote"),
            depth=row.number("depth", default=0, most=_DEEPEST),
        )


def _cells(row: Tables, names: Names, sheet: NoteSheet) -> Iterator[tuple[str, str]]:
    cells = row.table("cells")
    for column in sheet.template.columns:
        if cells.has(column.id):
            yield column.id, _cell(cells, names, sheet, column)
    cells.end()


def _cell(cells: Tables, names: Names, sheet: NoteSheet, column: Column) -> str:
    if column.kind == "text":
        return names.text(cells, column.id)
    value = cells.plain(column.id)
    if column.kind == "programme":
        return names.key("programme", cells, column.id, value)
    if fault := cell_fault(sheet.template, column.id, value):
        cells.problem(column.id, fault)
    return value
