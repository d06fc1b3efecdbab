"""The tables that the source documents print, printed from the evaluation's own data; and the long one.

Each is made of the note sheets of one template, all of them one after the other, with a column that tells which; what
a source prints stands as printed and nothing is computed from it. `ptpr` has rules of its own: see `ptpr_table`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from scorecard.analysis.sources.column_shares import column_shares
from scorecard.analysis.sources.note_layout import (
    Table,
    cell_words,
    choices_of,
    holds_figures,
    place_words,
    shown_table,
)
from scorecard.analysis.sources.tables import LONG_COLUMNS, LongRow
from scorecard.i18n import N_, _, language
from scorecard.library.note_sheets import built_in_template
from scorecard.model.note_sheet import Column, NoteRow, NoteSheet, Template
from scorecard.model.snapshot import Snapshot, unknown

TableName = Literal["ptpr", "synthesis", "inventory", "matrix", "regions", "long"]
TABLES: tuple[TableName, ...] = ("ptpr", "synthesis", "inventory", "matrix", "regions", "long")

TEMPLATES: dict[TableName, str] = {
    "ptpr": "scorecard_marks",
    "synthesis": "synthesis",
    "inventory": "inventory",
    "matrix": "industries_areas",
    "regions": "regions",
}
"""The template whose note sheets a table is made of; the long one is made of scores."""

_LONG_TITLE = N_("Scores, one a row")
_LONG_ABOUT = N_("Every score that its round asks for, in ids and codes that no language changes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """One table as window, terminal and files show it.

    `about` says under the title what it is, `notes` stand below it, and `lacks` says what to fill where it is
    empty. `caution` is the label of the scores where they show. `steady` columns stay in sight when a reader
    scrolls sideways.
    """

    name: TableName
    title: str
    about: str
    table: Table
    notes: tuple[str, ...] = ()
    lacks: str = ""
    caution: str = ""
    steady: int = 2


def table_named(text: str) -> TableName:
    """The table of this name; a refusal names the nearest one."""
    for name in TABLES:
        if name == text:
            return name
    raise unknown(_("table"), text, TABLES)


def title_of(name: TableName) -> str:
    """What a table is called, in the language in force."""
    if name == "long":
        return _(_LONG_TITLE)
    return built_in_template(TEMPLATES[name]).name.into(language())


def about(name: TableName) -> str:
    """What a table is, in a sentence or two."""
    if name == "long":
        return _(_LONG_ABOUT)
    return built_in_template(TEMPLATES[name]).note.into(language())


def long_source(rows: Sequence[LongRow], caution: str) -> SourceTable:
    """The long table among the others."""
    widths = column_shares(LONG_COLUMNS, rows)
    table = Table(heads=LONG_COLUMNS, rows=tuple(rows), depths=(0,) * len(rows), widths=widths)
    lacks = "" if rows else _("There is no score yet: score a programme on the page Score, or with “score”.")
    return SourceTable(
        name="long", title=title_of("long"), about=about("long"), table=table, lacks=lacks, caution=caution
    )


def sheets_table(snapshot: Snapshot, name: TableName) -> SourceTable:
    """A table of the note sheets of its template, by id; of a matrix those that are laid out as one."""
    built_in = built_in_template(TEMPLATES[name])
    sheets = [one for one in snapshot.ordered_note_sheets() if one.template.id == built_in.id]
    if name == "matrix":
        sheets = [one for one in sheets if one.template.layout == "matrix"]
        table = _matrix(snapshot, built_in, sheets)
    else:
        table = _stacked(snapshot, built_in, sheets)
    return SourceTable(
        name=name,
        title=title_of(name),
        about=about(name),
        table=table,
        notes=tuple(f"{sheet.title}: {sheet.note}" for sheet in sheets if sheet.note),
        lacks=_lacks(built_in, sheets, any(snapshot.rows_of(sheet.key) for sheet in sheets)),
    )


def _lacks(template: Template, sheets: Sequence[NoteSheet], has_entries: bool) -> str:
    if has_entries:
        return ""
    if sheets:
        sentence = _(
            "No entry is written yet in “{sheet}”: write some on the page Notes, or with “notes add FILE {id}”."
        )
        return sentence.format(sheet=sheets[0].title, id=sheets[0].id)
    sentence = _(
        "There is no note sheet “{template}” yet: begin one on the page Notes, or with “notes new FILE "
        "--template {id}”, and its entries stand here."
    )
    return sentence.format(template=template.name.into(language()), id=template.id)


def _programme_id(snapshot: Snapshot, sheet: NoteSheet, row: NoteRow | None = None) -> str:
    """The programme that an entry names, or else that of its sheet, by id."""
    named = [row.cell(one.id) for one in sheet.template.columns if one.kind == "programme"] if row else []
    keys = (key for key in (*named, sheet.programme) if key in snapshot.programmes)
    return next((snapshot.programmes[key].id for key in keys), "")


def _stacked(snapshot: Snapshot, built_in: Template, sheets: Sequence[NoteSheet]) -> Table:
    """A row an entry, the programme first, then what its columns hold, and last where it is from."""
    templates = [sheet.template for sheet in sheets] or [built_in]
    columns = _columns(templates)
    entries = [(sheet, row) for sheet in sheets for row in snapshot.rows_of(sheet.key)]
    has_parts = any(row.depth for _sheet, row in entries)
    rows = []
    whole = ""
    for sheet, row in entries:
        own = {one.id: one for one in sheet.template.columns}
        texts = [
            cell_words(snapshot, own[one.id], row.cell(one.id)) if one.id in own else "" for one in columns
        ]
        if not row.depth:
            whole = next(filter(None, texts), "")
        rows.append(
            (
                _programme_id(snapshot, sheet, row),
                *texts,
                *([whole if row.depth else ""] if has_parts else []),
                row.footnote,
                sheet.title,
                place_words(snapshot, row.documents or sheet.documents, row.place or sheet.place),
            )
        )
    heads = (
        _("Programme (id)"),
        *(one.name.into(language()) for one in columns),
        *([_("Part of")] if has_parts else []),
        _("Footnote"),
        _("Note sheet"),
        _("Where it is found"),
    )
    figures = tuple(
        place
        for place, one in enumerate(columns, start=1)
        if holds_figures(one, (row.cell(one.id) for _sheet, row in entries))
    )
    return Table(
        heads=heads,
        rows=tuple(rows),
        depths=tuple(row.depth for _sheet, row in entries),
        widths=column_shares(heads, rows),
        figures=figures,
        first=1,
    )


def _columns(templates: Iterable[Template]) -> list[Column]:
    """The columns of all templates, each once; those that name a programme are told by the first column of all."""
    columns: dict[str, Column] = {}
    for template in templates:
        for column in template.columns:
            if column.kind != "programme":
                columns.setdefault(column.id, column)
    return list(columns.values())


def _matrix(snapshot: Snapshot, built_in: Template, sheets: Sequence[NoteSheet]) -> Table:
    """The lines of each grid one after the other, empty cells too, with the columns of all of them."""
    templates = [sheet.template for sheet in sheets] or [built_in]
    across: dict[str, str] = {}
    for template in templates:
        for choice in choices_of(template, template.across):
            across.setdefault(choice.code, choice.text.into(language()))
    rows = []
    for sheet in sheets:
        codes = [choice.code for choice in choices_of(sheet.template, sheet.template.across)]
        for side, *cells in shown_table(snapshot, sheet, places=True).rows:
            texts = dict(zip(codes, cells, strict=True))
            rows.append(
                (
                    _programme_id(snapshot, sheet),
                    side,
                    *(texts.get(code, "") for code in across),
                    sheet.title,
                    place_words(snapshot, sheet.documents, sheet.place),
                )
            )
    corner = templates[0].column(templates[0].down).name.into(language())
    heads = (_("Programme (id)"), corner, *across.values(), _("Note sheet"), _("Where it is found"))
    widths = column_shares(heads, rows)
    return Table(heads=heads, rows=tuple(rows), depths=(0,) * len(rows), widths=widths)
