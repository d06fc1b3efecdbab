"""Note sheets and their entries: beginning a sheet, writing in it, ordering and removing what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scorecard.analysis.sources.note_layout import written_columns
from scorecard.edits.entries import LONGEST_NAME, free_id, gone, valid_entry, valid_id, valid_name
from scorecard.edits.records import put, take_away
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.library.note_sheets import cell_fault
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Key
from scorecard.model.note_sheet import Column, NoteRow, NoteSheet, Template
from scorecard.model.record import new_key
from scorecard.model.snapshot import Snapshot, unknown
from scorecard.model.text import folded

DEEPEST = 1
"""How far in an entry can stand: an item under the entry before it."""


def add(snapshot: Snapshot, sheet: NoteSheet) -> Edit:
    """Begin a sheet; without an id it gets that of its template and the next free number, such as `swot-2`."""
    if not sheet.id:
        prefix = f"{sheet.template.id[:19].strip('_')}-"
        sheet = replace(sheet, id=free_id(prefix, snapshot.note_sheets.values()))
    sheet = valid_sheet(snapshot, sheet)
    return put(N_("add note sheet {id}"), None, sheet, id=sheet.id)


def change(snapshot: Snapshot, sheet: NoteSheet) -> Edit:
    """Store another state of a sheet; it keeps the template that its entries are written by."""
    gone([sheet.key in snapshot.note_sheets])
    stored = snapshot.note_sheets[sheet.key]
    sheet = valid_sheet(snapshot, replace(sheet, template=stored.template))
    return put(N_("change note sheet {id}"), stored, sheet, id=sheet.id)


def remove(snapshot: Snapshot, key: Key) -> Edit:
    """Remove a sheet with all its entries. Nothing where it is gone."""
    sheet = snapshot.note_sheets.get(key)
    if sheet is None:
        return take_away(N_("remove note sheet {id}"), (), id="")
    return take_away(N_("remove note sheet {id}"), [*snapshot.rows_of(key), sheet], id=sheet.id)


def add_row(snapshot: Snapshot, row: NoteRow, after: Key = "") -> Edit:
    """Write an entry, right after the one with the key `after`, or at the end; its position is given here."""
    return _edit(snapshot, N_("add an entry to {id}"), row.sheet, _added(snapshot, [row], after))


def paste(
    snapshot: Snapshot, begun: NoteRow, lines: Sequence[Sequence[str]], column: str, after: Key = ""
) -> Edit:
    """Write an entry for each line of a block, its texts in the columns from `column` on.

    `begun` says in which sheet and at which place of its layout. Choices may be given by code or by their words
    in either language, programmes by id or name; case and accents do not matter.
    """
    gone([begun.sheet in snapshot.note_sheets])
    written = written_columns(snapshot.note_sheets[begun.sheet].template)
    columns = written[[one.id for one in written].index(column) :]
    width = max(map(len, lines), default=0)
    if width > len(columns):
        sentence = _(
            "The block has {count} columns, and from here on the sheet has {room}. Begin further left, or copy "
            "fewer columns; nothing has changed."
        )
        raise Refusal(sentence.format(count=width, room=len(columns)))
    rows = []
    for line in lines:
        texts = zip(columns, line, strict=False)
        cells = tuple((one.id, _value_named(snapshot, one, text)) for one, text in texts if text.strip())
        if cells:
            rows.append(replace(begun, key=new_key(), cells=(*begun.cells, *cells)))
    changes = _added(snapshot, rows, after)
    return _edit(snapshot, N_("add entries to {id}: {count}"), begun.sheet, changes, count=str(len(rows)))


def change_row(snapshot: Snapshot, row: NoteRow) -> Edit:
    """Store another state of an entry; it stays where it is in the order."""
    stored = _stored(snapshot, row.key)
    row = valid_row(snapshot, replace(row, sheet=stored.sheet, position=stored.position))
    changes = [] if row == stored else [Change(before=stored, after=row)]
    return _edit(snapshot, N_("change an entry of {id}"), row.sheet, changes)


def write(snapshot: Snapshot, key: Key, column: str, value: str) -> Edit:
    """Write a value in a column of an entry: a text, the code of a choice, or the key of a programme."""
    stored = _stored(snapshot, key)
    return change_row(snapshot, replace(stored, cells=(*stored.cells, (column, value))))


def move_row(snapshot: Snapshot, key: Key, step: int) -> Edit:
    """Move an entry, with what stands under it, past its neighbour: the one before for -1, the next for 1.

    Neighbours are the entries of its own column or cell, in the layouts that have these. At either end nothing
    happens.
    """
    stored = _stored(snapshot, key)
    rows = [
        row for row in snapshot.rows_of(stored.sheet) if _place(snapshot, row) == _place(snapshot, stored)
    ]
    blocks = _blocks(rows, stored)
    here = next(place for place, block in enumerate(blocks) if block[0].key == key)
    there = here + (1 if step > 0 else -1)
    changes: list[Change] = []
    if 0 <= there < len(blocks):
        first, second = sorted((here, there))
        before = [*blocks[first], *blocks[second]]
        after = [*blocks[second], *blocks[first]]
        changes = [
            Change(before=row, after=replace(row, position=held.position))
            for held, row in zip(before, after, strict=True)
        ]
    return _edit(snapshot, N_("move an entry of {id}"), stored.sheet, changes)


def indent_row(snapshot: Snapshot, key: Key, depth: int) -> Edit:
    """Put an entry under the one before it (1), or beside it (0)."""
    return change_row(snapshot, replace(_stored(snapshot, key), depth=depth))


def remove_row(snapshot: Snapshot, key: Key) -> Edit:
    """Remove an entry with what stands under it. Nothing where it is gone."""
    stored = snapshot.note_rows.get(key)
    if stored is None:
        return take_away(N_("remove an entry of {id}"), (), id="")
    rows = [
        row for row in snapshot.rows_of(stored.sheet) if _place(snapshot, row) == _place(snapshot, stored)
    ]
    id = snapshot.note_sheets[stored.sheet].id
    return take_away(N_("remove an entry of {id}"), _block(rows, stored), id=id)


def forget_programme(snapshot: Snapshot, programme: Key) -> tuple[Change, ...]:
    """What changes in the entries of other sheets when a programme goes: they no longer name it.

    Sheets of the programme itself go with it and are left out; an entry that named nothing else goes too.
    """
    changes = []
    for row in snapshot.note_rows.values():
        sheet = snapshot.note_sheets[row.sheet]
        named = {column.id for column in sheet.template.columns if column.kind == "programme"}
        kept = tuple(
            (column, value) for column, value in row.cells if column not in named or value != programme
        )
        if sheet.programme != programme and kept != row.cells:
            after = replace(row, cells=kept) if _says_something(sheet.template, kept) else None
            changes.append(Change(before=row, after=after))
    return tuple(changes)


def valid_sheet(snapshot: Snapshot, sheet: NoteSheet) -> NoteSheet:
    """The sheet with its texts cleaned; refused without a title, or with a malformed or taken id."""
    gone(
        (
            not sheet.programme or sheet.programme in snapshot.programmes,
            *(key in snapshot.documents for key in sheet.documents),
        )
    )
    return replace(
        sheet,
        id=valid_id(_("note sheet"), sheet, snapshot.note_sheets.values()),
        title=valid_name(_("note sheet"), sheet.title),
        note=valid_entry(_("note"), sheet.note),
        place=valid_entry(_("place"), sheet.place, LONGEST_NAME),
        documents=tuple(dict.fromkeys(sheet.documents)),
    )


def valid_row(snapshot: Snapshot, row: NoteRow) -> NoteRow:
    """The entry with its cells cleaned, in the order of the columns; refused with what its template has no place for.

    What a source prints is kept as it is printed, but for blanks at its ends.
    """
    gone((row.sheet in snapshot.note_sheets, *(key in snapshot.documents for key in row.documents)))
    template = snapshot.note_sheets[row.sheet].template
    for column, value in row.cells:
        if fault := cell_fault(template, column, value):
            raise Refusal(_("{fault} Nothing has changed.").format(fault=fault))
    given = dict(row.cells)
    cells = []
    for one in template.columns:
        value = valid_entry(_("entry"), given.get(one.id, ""))
        if one.kind == "programme":
            gone([not value or value in snapshot.programmes])
        if value:
            cells.append((one.id, value))
    _check_whole(template, tuple(cells))
    return replace(
        row,
        cells=tuple(cells),
        documents=tuple(dict.fromkeys(row.documents)),
        place=valid_entry(_("place"), row.place, LONGEST_NAME),
        footnote=valid_entry(_("footnote"), row.footnote),
        depth=min(max(row.depth, 0), DEEPEST),
    )


def _check_whole(template: Template, cells: tuple[tuple[str, str], ...]) -> None:
    for id in filter(None, (template.across, template.down)):
        if id not in dict(cells):
            sentence = _(
                "An entry of this sheet needs a choice in the column “{column}”. Nothing has changed."
            )
            raise Refusal(sentence.format(column=id))
    if not _says_something(template, cells):
        sentence = _(
            "An entry needs something written in it. Write it, or remove the entry; nothing has changed."
        )
        raise Refusal(sentence)


def _says_something(template: Template, cells: tuple[tuple[str, str], ...]) -> bool:
    return any(value and column not in (template.across, template.down) for column, value in cells)


def _stored(snapshot: Snapshot, key: Key) -> NoteRow:
    gone([key in snapshot.note_rows])
    return snapshot.note_rows[key]


def _place(snapshot: Snapshot, row: NoteRow) -> tuple[str, str]:
    """The column or cell that an entry stands in; the same for all entries of a table."""
    template = snapshot.note_sheets[row.sheet].template
    return row.cell(template.across), row.cell(template.down)


def _block(rows: Sequence[NoteRow], row: NoteRow) -> list[NoteRow]:
    """An entry and those that stand under it."""
    return next(block for block in _blocks(rows, row) if block[0].key == row.key)


def _blocks(rows: Sequence[NoteRow], row: NoteRow) -> list[list[NoteRow]]:
    """The entries as far in as this one under the same entry, each with those that stand under it."""
    blocks: list[list[NoteRow]] = []
    is_here = False
    for one in rows:
        if one.depth < row.depth:
            if is_here:
                break
            blocks = []
        elif one.depth == row.depth:
            blocks.append([one])
        elif blocks:
            blocks[-1].append(one)
        is_here = is_here or one.key == row.key
    return blocks


def _added(snapshot: Snapshot, rows: Sequence[NoteRow], after: Key) -> list[Change]:
    """The changes that put entries after another or at the end; those behind make room only where there is none."""
    if not rows:
        return []
    valid = [valid_row(snapshot, row) for row in rows]
    stored = snapshot.rows_of(rows[0].sheet)
    gone([not after or any(one.key == after for one in stored)])
    place = next((number for number, one in enumerate(stored, start=1) if one.key == after), len(stored))
    position = stored[place - 1].position if place else -1
    changes = []
    for row in valid:
        position += 1
        changes.append(Change(before=None, after=replace(row, position=position)))
    for one in stored[place:]:
        if one.position > position:
            break
        position += 1
        changes.append(Change(before=one, after=replace(one, position=position)))
    return changes


def _value_named(snapshot: Snapshot, column: Column, text: str) -> str:
    """What is stored for a text that a person wrote elsewhere; a text that names nothing stays as it is."""
    wanted = folded(text)
    if column.kind == "choice":
        for choice in column.choices:
            if wanted in (folded(choice.code), folded(choice.text.en), folded(choice.text.es)):
                return choice.code
    if column.kind == "programme":
        for one in snapshot.programmes.values():
            if wanted in (folded(one.id), folded(one.name), folded(one.short)):
                return one.key
        raise unknown(_("programme"), text.strip(), [one.id for one in snapshot.programmes.values()])
    return text


def _edit(snapshot: Snapshot, message: str, sheet: Key, changes: Iterable[Change], **more: str) -> Edit:
    values = (("id", snapshot.note_sheets[sheet].id), *more.items())
    return Edit(label=Label(message=message, values=values), changes=tuple(changes))
