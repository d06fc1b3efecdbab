"""The verbs that write note sheets: notes new, derive, add, change, move, remove; and the grammar of all."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.note_listing import export_sheet, list_sheets, list_templates, show_sheet
from scorecard.cli.output import Output
from scorecard.edits import note_sheets
from scorecard.errors import Refusal
from scorecard.i18n import _, language, ngettext
from scorecard.library.note_sheets import built_in_template, read_template
from scorecard.model.evaluation import Key
from scorecard.model.note_sheet import NoteRow, NoteSheet, Template
from scorecard.model.record import new_key
from scorecard.model.snapshot import Snapshot, unknown
from scorecard.workspace import Workspace


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    notes = verbs.group("notes", _("Fill the tables, lists and matrices that stand beside the scores."))

    templates = notes.add("templates", _("List the templates that come with the program."))
    templates.add_argument("--json", action="store_true", help=_("as one JSON document"))
    templates.set_defaults(run=list_templates)

    listed = notes.add("list", _("List the note sheets."))
    listed.add_argument("file", metavar="FILE", type=path_named)
    listed.add_argument("--json", action="store_true", help=_("as one JSON document"))
    listed.set_defaults(run=list_sheets)

    show = _on_sheet(notes.add("show", _("Print a note sheet; each entry has its number in front.")))
    show.add_argument("--json", action="store_true", help=_("as one JSON document"))
    show.set_defaults(run=show_sheet)

    new = notes.add("new", _("Begin a note sheet and print its id."))
    new.add_argument("file", metavar="FILE", type=path_named)
    new.add_argument(
        "--template", metavar="ID|PATH.toml", required=True, help=_("a template of ours by its id, or a file")
    )
    new.add_argument(
        "--id", metavar="ID", default="", help=_("its id; without one it gets the next free one")
    )
    _add_sheet_words(new)
    _add_source(new)
    new.set_defaults(run=begin_sheet)

    derive = notes.add(
        "derive", _("Begin a programme's own marks as its scores give them; print the sheet's id.")
    )
    derive.add_argument("file", metavar="FILE", type=path_named)
    derive.add_argument("--programme", metavar="P", required=True, help=_("the id of the programme"))
    derive.set_defaults(run=derive_marks)

    add = _on_sheet(notes.add("add", _("Write an entry and print its number.")))
    add.add_argument(
        "--after", metavar="N", help=_("the number of the entry it follows; the last if not given")
    )
    _add_entry_words(add)
    _add_source(add)
    add.set_defaults(run=add_entry)

    change = _on_sheet(notes.add("change", _("Change a note sheet, or one of its entries by its number.")))
    change.add_argument("number", metavar="N", nargs="?", help=_("the number of the entry"))
    _add_sheet_words(change)
    _add_entry_words(change)
    _add_source(change)
    change.set_defaults(run=change_it)

    move = _on_sheet(notes.add("move", _("Move an entry past its neighbour.")))
    move.add_argument("number", metavar="N", help=_("the number of the entry"))
    move.add_argument("where", metavar="up|down", help=_("which way"))
    move.set_defaults(run=move_entry)

    remove = _on_sheet(notes.add("remove", _("Remove a note sheet, or one of its entries by its number.")))
    remove.add_argument("number", metavar="N", nargs="?", help=_("the number of the entry"))
    remove.set_defaults(run=remove_it)

    export = _on_sheet(notes.add("export", _("Write a note sheet to a file.")))
    export.add_argument(
        "out",
        metavar="OUT.csv|.xlsx|.md",
        nargs="?",
        type=path_named,
        help=_("the file to write; without it CSV is printed"),
    )
    export.set_defaults(run=export_sheet)


def _on_sheet(verb: Parser) -> Parser:
    verb.add_argument("file", metavar="FILE", type=path_named)
    verb.add_argument("sheet", metavar="SHEET", help=_("the id of the note sheet"))
    return verb


def _add_sheet_words(verb: Parser) -> None:
    verb.add_argument("--title", metavar="T", help=_("the title of the sheet"))
    verb.add_argument(
        "--programme", metavar="P", help=_("the programme it is about; empty for the evaluation")
    )
    verb.add_argument("--note", metavar="T", help=_("a note that stands below the sheet"))


def _add_entry_words(verb: Parser) -> None:
    verb.add_argument(
        "--cell",
        metavar="COLUMN=VALUE",
        action="append",
        default=[],
        help=_(
            "a column by its id and what stands there: a text, the code of a choice, the id of a programme"
        ),
    )
    verb.add_argument("--footnote", metavar="T", help=_("the footnote of the entry"))
    verb.add_argument("--depth", metavar="0|1", help=_("1 for an item under the entry before it"))


def _add_source(verb: Parser) -> None:
    verb.add_argument("--place", metavar="T", help=_("where it is found"))
    verb.add_argument(
        "--document",
        metavar="D",
        action="append",
        help=_("the id of a document it is found in; may be repeated"),
    )


def begin_sheet(asked: Namespace, output: Output) -> None:
    """`notes new`."""
    template = _template(asked.template)
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        title = template.name.into(language()) if asked.title is None else asked.title
        sheet = NoteSheet(key=new_key(), id=asked.id, title=title, template=template)
        sheet = _with_sheet_words(snapshot, sheet, asked)
        workspace.edit(note_sheets.add, sheet)
        added = workspace.snapshot.note_sheets[sheet.key]
    output.data(added.id)
    output.say(_("The note sheet “{title}” is added as {id}.").format(title=added.title, id=added.id))


def derive_marks(asked: Namespace, output: Output) -> None:
    """`notes derive`."""
    from scorecard.edits.own_marks import begin_from_derived

    with Workspace.open(asked.file) as workspace:
        programme = workspace.snapshot.programme(asked.programme)
        edit = workspace.edit(begin_from_derived, workspace.derivation(), programme.key)
    values = dict(edit.label.values) if edit else {}
    output.data(values["id"])
    sentence = _("The marks of {programme} stand in the note sheet {id}, for you to change.")
    output.say(sentence.format(programme=programme.label, id=values["id"]))


def add_entry(asked: Namespace, output: Output) -> None:
    """`notes add`."""
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        sheet = snapshot.note_sheet(asked.sheet)
        after = _row(snapshot, sheet, asked.after).key if asked.after is not None else ""
        row = _with_entry_words(snapshot, sheet, NoteRow(key=new_key(), sheet=sheet.key, position=0), asked)
        workspace.edit(note_sheets.add_row, row, after)
        keys = [one.key for one in workspace.snapshot.rows_of(sheet.key)]
    output.data(str(keys.index(row.key) + 1))


def change_it(asked: Namespace, output: Output) -> None:
    """`notes change`."""
    of_sheet = [asked.title, asked.programme, asked.note]
    of_entry = [asked.cell or None, asked.footnote, asked.depth]
    if any(one is not None for one in (of_entry if asked.number is None else of_sheet)):
        raise Refusal(
            _(
                "Cells, footnote and depth are those of an entry and need its number; title, programme and note "
                "are those of the whole sheet and go without one. Nothing has changed."
            )
        )
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        sheet = snapshot.note_sheet(asked.sheet)
        if asked.number is None:
            edit = workspace.edit(note_sheets.change, _with_sheet_words(snapshot, sheet, asked))
        else:
            row = _row(snapshot, sheet, asked.number)
            edit = workspace.edit(note_sheets.change_row, _with_entry_words(snapshot, sheet, row, asked))
    if edit is None:
        output.say(_("It says so already; nothing has changed."))
    else:
        output.say(_("Saved: {label}.").format(label=edit.label.text()))


def move_entry(asked: Namespace, output: Output) -> None:
    """`notes move`."""
    steps = {"up": -1, "down": 1}
    if asked.where not in steps:
        raise unknown(_("way"), asked.where, steps)
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        row = _row(snapshot, snapshot.note_sheet(asked.sheet), asked.number)
        edit = workspace.edit(note_sheets.move_row, row.key, steps[asked.where])
    if edit is None:
        output.say(_("There is nothing to move past; nothing has changed."))
    else:
        output.say(_("Saved: {label}.").format(label=edit.label.text()))


def remove_it(asked: Namespace, output: Output) -> None:
    """`notes remove`."""
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        sheet = snapshot.note_sheet(asked.sheet)
        if asked.number is None:
            edit = workspace.edit(note_sheets.remove, sheet.key)
        else:
            edit = workspace.edit(note_sheets.remove_row, _row(snapshot, sheet, asked.number).key)
        gone = len(edit.changes) if edit else 0
    sentence = ngettext(
        "{count} record is removed; “undo” brings it back.",
        "{count} records are removed; “undo” brings them back.",
        gone,
    )
    output.say(sentence.format(count=gone))


def _template(named: str) -> Template:
    if named.casefold().endswith(".toml"):
        return read_template(Path(named))
    return built_in_template(named)


def _with_sheet_words(snapshot: Snapshot, sheet: NoteSheet, asked: Namespace) -> NoteSheet:
    """The sheet with what the options say of it; what they leave out stays."""
    programme = sheet.programme
    if asked.programme is not None:
        programme = snapshot.programme(asked.programme).key if asked.programme else ""
    return replace(
        sheet,
        title=sheet.title if asked.title is None else asked.title,
        programme=programme,
        note=sheet.note if asked.note is None else asked.note,
        place=sheet.place if asked.place is None else asked.place,
        documents=_documents(snapshot, asked.document, sheet.documents),
    )


def _with_entry_words(snapshot: Snapshot, sheet: NoteSheet, row: NoteRow, asked: Namespace) -> NoteRow:
    cells = list(row.cells)
    kinds = {column.id: column.kind for column in sheet.template.columns}
    for given in asked.cell:
        column, sign, value = given.partition("=")
        if not sign:
            sentence = _("“{cell}” is no cell: write COLUMN=VALUE, such as text=Scale. Nothing has changed.")
            raise Refusal(sentence.format(cell=given[:40]))
        if kinds.get(column) == "programme" and value:
            value = snapshot.programme(value).key
        cells.append((column, value))
    return replace(
        row,
        cells=tuple(cells),
        place=row.place if asked.place is None else asked.place,
        footnote=row.footnote if asked.footnote is None else asked.footnote,
        depth=row.depth if asked.depth is None else _depth(asked.depth),
        documents=_documents(snapshot, asked.document, row.documents),
    )


def _documents(snapshot: Snapshot, ids: list[str] | None, stored: tuple[Key, ...]) -> tuple[Key, ...]:
    """The documents with these ids, the stored ones where none is given; one empty id means none."""
    if ids is None:
        return stored
    return tuple(snapshot.document(id).key for id in ids if id)


def _depth(text: str) -> int:
    if text not in ("0", "1"):
        raise Refusal(_("The depth is 0 or 1, not “{depth}”. Nothing has changed.").format(depth=text[:40]))
    return int(text)


def _row(snapshot: Snapshot, sheet: NoteSheet, number: str) -> NoteRow:
    rows = snapshot.rows_of(sheet.key)
    if number.isascii() and number.isdecimal() and len(number) < 9 and 1 <= int(number) <= len(rows):
        return rows[int(number) - 1]
    sentence = ngettext(
        "There is no entry {number} in {sheet}: it has {count} entry. Nothing has changed.",
        "There is no entry {number} in {sheet}: it has {count} entries. Nothing has changed.",
        len(rows),
    )
    raise Refusal(sentence.format(number=number[:20], sheet=sheet.id, count=len(rows)), code="unknown")
