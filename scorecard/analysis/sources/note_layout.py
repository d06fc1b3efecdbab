"""How a note sheet reads: its entries at their places, in the words of the language in force or in bare codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import assert_never

from scorecard.i18n import _, language
from scorecard.model.evaluation import Key
from scorecard.model.note_sheet import Choice, Column, NoteRow, NoteSheet, Template
from scorecard.model.snapshot import Snapshot

BARE_HEADS = ("_row", "_depth", "_documents", "_place", "_footnote")
"""The columns beside those of a template in a bare table; no column of a template begins like that."""


_FIGURE = re.compile(r"[+\-−]?\d[\d.,\s]*%?\**")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Texts in rows under heads. `depths` says how far in each row stands; `widths` are shares of a line.

    `figures` are the places of the columns that hold nothing but figures as printed. A row begins to speak in the
    column `first`; those before it only say what it is about.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    depths: tuple[int, ...]
    widths: tuple[int, ...]
    figures: tuple[int, ...] = ()
    first: int = 0


def written_columns(template: Template) -> tuple[Column, ...]:
    """The columns that are written in; the others say where in the layout an entry stands."""
    return tuple(one for one in template.columns if one.id not in (template.across, template.down))


def choices_of(template: Template, column: str) -> tuple[Choice, ...]:
    """The choices that stand across or down a layout; none where the layout has no such column."""
    return template.column(column).choices if column else ()


def entries_at(
    rows: Iterable[NoteRow], template: Template, across: str = "", down: str = ""
) -> list[NoteRow]:
    """The entries of a column or of a cell of the layout; of a table, all."""
    return [row for row in rows if (row.cell(template.across), row.cell(template.down)) == (across, down)]


def holds_figures(column: Column, values: Iterable[str]) -> bool:
    """Whether a column holds figures as printed and nothing else, so that they stand flush right."""
    written = [value for value in values if value]
    return column.kind == "printed" and bool(written) and all(map(_FIGURE.fullmatch, written))


def cell_words(snapshot: Snapshot, column: Column, value: str) -> str:
    """What stands in a cell as people read it: the text of a choice, the name of a programme, or what is written."""
    match column.kind:
        case "text" | "printed":
            return value
        case "choice":
            texts = {choice.code: choice.text for choice in column.choices}
            return texts[value].into(language()) if value in texts else value
        case "programme":
            return snapshot.programmes[value].label if value in snapshot.programmes else ""
        case _:
            assert_never(column.kind)


def entry_words(snapshot: Snapshot, template: Template, row: NoteRow) -> str:
    """An entry in one text: what stands in the columns that are written in."""
    words = (cell_words(snapshot, one, row.cell(one.id)) for one in written_columns(template))
    return " · ".join(word for word in words if word)


def place_words(snapshot: Snapshot, documents: Sequence[Key], place: str) -> str:
    """Where something is found: its place, or else the documents by their ids."""
    ids = (snapshot.documents[key].id for key in documents if key in snapshot.documents)
    return place or ", ".join(ids)


def subject_words(snapshot: Snapshot, sheet: NoteSheet) -> str:
    """What a sheet is and where it comes from, on one line."""
    parts = (
        sheet.template.name.into(language()),
        snapshot.programmes[sheet.programme].name if sheet.programme in snapshot.programmes else "",
        place_words(snapshot, sheet.documents, sheet.place),
    )
    return " · ".join(part for part in parts if part)


def bare_table(snapshot: Snapshot, sheet: NoteSheet) -> Table:
    """A row an entry with ids and codes, the same in every language."""
    columns = sheet.template.columns
    programmes = {key: one.id for key, one in snapshot.programmes.items()}
    rows = snapshot.rows_of(sheet.key)
    bare = []
    for number, row in enumerate(rows, start=1):
        cells = [
            programmes.get(row.cell(one.id), "") if one.kind == "programme" else row.cell(one.id)
            for one in columns
        ]
        ids = " ".join(snapshot.documents[key].id for key in row.documents if key in snapshot.documents)
        bare.append((str(number), str(row.depth), *cells, ids, row.place, row.footnote))
    heads = (*BARE_HEADS[:2], *(one.id for one in columns), *BARE_HEADS[2:])
    return Table(
        heads=heads, rows=tuple(bare), depths=tuple(row.depth for row in rows), widths=(1,) * len(heads)
    )


def shown_table(snapshot: Snapshot, sheet: NoteSheet, *, places: bool) -> Table:
    """A sheet as it is laid out, with the place of each entry where wanted."""
    match sheet.template.layout:
        case "table":
            return _as_table(snapshot, sheet, places)
        case "columns":
            return _as_columns(snapshot, sheet, places)
        case "matrix":
            return _as_matrix(snapshot, sheet, places)
        case _:
            assert_never(sheet.template.layout)


def _as_table(snapshot: Snapshot, sheet: NoteSheet, places: bool) -> Table:
    columns = sheet.template.columns
    rows = snapshot.rows_of(sheet.key)
    heads = [one.name.into(language()) for one in columns]
    widths = [one.width for one in columns]
    texts = [[cell_words(snapshot, one, row.cell(one.id)) for one in columns] for row in rows]
    if any(row.footnote for row in rows):
        heads.append(_("Footnote"))
        widths.append(3)
        for text, row in zip(texts, rows, strict=True):
            text.append(row.footnote)
    if places:
        heads.append(_("Where it is found"))
        widths.append(2)
        for text, row in zip(texts, rows, strict=True):
            text.append(place_words(snapshot, row.documents, row.place))
    return Table(
        heads=tuple(heads),
        rows=tuple(map(tuple, texts)),
        depths=tuple(row.depth for row in rows),
        widths=tuple(widths),
        figures=tuple(
            place
            for place, one in enumerate(columns)
            if holds_figures(one, (row.cell(one.id) for row in rows))
        ),
    )


def _as_columns(snapshot: Snapshot, sheet: NoteSheet, places: bool) -> Table:
    template = sheet.template
    rows = snapshot.rows_of(sheet.key)
    choices = choices_of(template, template.across)
    columns = [
        [_entry(snapshot, template, row, places) for row in entries_at(rows, template, choice.code)]
        for choice in choices
    ]
    lines = tuple(zip_longest(*columns, fillvalue=""))
    return Table(
        heads=tuple(choice.text.into(language()) for choice in choices),
        rows=lines,
        depths=(0,) * len(lines),
        widths=(1,) * len(choices),
    )


def _as_matrix(snapshot: Snapshot, sheet: NoteSheet, places: bool) -> Table:
    template = sheet.template
    rows = snapshot.rows_of(sheet.key)
    across, down = choices_of(template, template.across), choices_of(template, template.down)
    lines = []
    for side in down:
        cells = (
            "\n".join(
                _entry(snapshot, template, row, places)
                for row in entries_at(rows, template, choice.code, side.code)
            )
            for choice in across
        )
        lines.append((side.text.into(language()), *cells))
    corner = template.column(template.down).name.into(language())
    return Table(
        heads=(corner, *(choice.text.into(language()) for choice in across)),
        rows=tuple(lines),
        depths=(0,) * len(lines),
        widths=(1,) * (len(across) + 1),
    )


def _entry(snapshot: Snapshot, template: Template, row: NoteRow, places: bool) -> str:
    """An entry in a cell of its own: what stands under another after a dash, its footnote and its place below."""
    words = entry_words(snapshot, template, row)
    lines = [f"– {words}" if row.depth else words, row.footnote]
    if places and (place := place_words(snapshot, row.documents, row.place)):
        lines.append(f"[{place}]")
    return "\n".join(line for line in lines if line)
