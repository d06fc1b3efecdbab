"""The verbs that print note sheets: notes templates, list, show, export."""

from __future__ import annotations

from argparse import Namespace

from scorecard.analysis.sources.note_layout import (
    BARE_HEADS,
    bare_table,
    cell_words,
    place_words,
    subject_words,
)
from scorecard.cli.output import Output, aligned, shortened
from scorecard.i18n import _, language
from scorecard.library.note_sheets import built_in_template, built_in_templates
from scorecard.model.note_sheet import NoteSheet
from scorecard.model.snapshot import Snapshot
from scorecard.workspace import Workspace

_WIDEST = 60


def list_templates(asked: Namespace, output: Output) -> None:
    """`notes templates`."""
    templates = [built_in_template(id) for id in built_in_templates()]
    if asked.json:
        listed = [
            {
                "id": one.id,
                "layout": one.layout,
                "name": one.name.into(language()),
                "columns": [
                    {
                        "id": column.id,
                        "kind": column.kind,
                        "choices": [choice.code for choice in column.choices],
                    }
                    for column in one.columns
                ],
            }
            for one in templates
        ]
        output.document({"templates": listed})
        return
    rows = [(one.id, one.layout, one.name.into(language())) for one in templates]
    output.data(aligned((_("Id"), _("Layout"), _("Name")), rows))


def list_sheets(asked: Namespace, output: Output) -> None:
    """`notes list`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        snapshot = workspace.snapshot
    sheets = snapshot.ordered_note_sheets()
    if asked.json:
        listed = [
            {
                "id": one.id,
                "title": one.title,
                "template": one.template.id,
                "programme": _programme_id(snapshot, one),
                "entries": len(snapshot.rows_of(one.key)),
            }
            for one in sheets
        ]
        output.document({"note_sheets": listed})
        return
    if not sheets:
        output.say(_("There is no note sheet yet. Begin one with “notes new”."))
        return
    rows = [
        (
            one.id,
            shortened(one.title),
            one.template.id,
            _programme_id(snapshot, one) or "–",
            str(len(snapshot.rows_of(one.key))),
        )
        for one in sheets
    ]
    heads = (_("Id"), _("Title"), _("Template"), _("Programme"), _("Entries"))
    output.data(aligned(heads, rows, right={4}))


def show_sheet(asked: Namespace, output: Output) -> None:
    """`notes show`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        snapshot = workspace.snapshot
    sheet = snapshot.note_sheet(asked.sheet)
    if asked.json:
        output.document(_as_json(snapshot, sheet))
        return
    output.data(sheet.title)
    output.data(subject_words(snapshot, sheet))
    output.data("")
    columns = sheet.template.columns
    heads = (_("No."), *(one.name.into(language()) for one in columns), _("Where it is found"))
    rows = [
        (
            str(number),
            *(_line(cell_words(snapshot, one, row.cell(one.id))) for one in columns),
            _line(place_words(snapshot, row.documents, row.place)),
        )
        for number, row in enumerate(snapshot.rows_of(sheet.key), start=1)
    ]
    output.data(aligned(heads, rows, right={0}))
    footnotes = [row.footnote for row in snapshot.rows_of(sheet.key) if row.footnote]
    for words in (*dict.fromkeys(footnotes), sheet.note):
        if words:
            output.data(f"\n{words}")


def export_sheet(asked: Namespace, output: Output) -> None:
    """`notes export`."""
    from scorecard.exchange.note_sheet_table import save_note_sheet, write_note_csv

    with Workspace.open(asked.file, reading=True) as workspace:
        snapshot = workspace.snapshot
    sheet = snapshot.note_sheet(asked.sheet)
    if asked.out is None:
        write_note_csv(snapshot, sheet, output.stream)
        return
    save_note_sheet(snapshot, sheet, asked.out)
    output.data(str(asked.out))


def _as_json(snapshot: Snapshot, sheet: NoteSheet) -> dict[str, object]:
    columns = [one.id for one in sheet.template.columns]
    entries = []
    table = bare_table(snapshot, sheet)
    for row, bare in zip(snapshot.rows_of(sheet.key), table.rows, strict=True):
        texts = dict(zip(table.heads, bare, strict=True))
        entries.append(
            {
                "number": int(texts[BARE_HEADS[0]]),
                "depth": row.depth,
                "cells": {column: texts[column] for column in columns if texts[column]},
                "documents": [snapshot.documents[key].id for key in row.documents],
                "place": row.place,
                "footnote": row.footnote,
            }
        )
    return {
        "id": sheet.id,
        "title": sheet.title,
        "template": sheet.template.id,
        "layout": sheet.template.layout,
        "programme": _programme_id(snapshot, sheet),
        "documents": [snapshot.documents[key].id for key in sheet.documents],
        "place": sheet.place,
        "note": sheet.note,
        "columns": columns,
        "entries": entries,
    }


def _programme_id(snapshot: Snapshot, sheet: NoteSheet) -> str:
    return snapshot.programmes[sheet.programme].id if sheet.programme else ""


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1] + "…"
