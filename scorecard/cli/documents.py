"""The verbs about the documents that evidence is found in: document add, change, remove, list."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any

from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.edits import documents
from scorecard.i18n import _
from scorecard.model.programme import DOCUMENT_KINDS, Document, DocumentKind
from scorecard.model.record import new_key
from scorecard.model.snapshot import unknown
from scorecard.workspace import Workspace

_FIELDS = ("id", "title", "author", "year", "link")


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    list_of_documents = verbs.group("document", _("The documents that evidence is found in."))
    add = list_of_documents.add("add", _("List a document and print its id."))
    add.add_argument("file", metavar="FILE", type=path_named)
    _add_fields(add, title_required=True)
    add.set_defaults(run=add_document)

    change = list_of_documents.add("change", _("Change what is said of a document; what is left out stays."))
    change.add_argument("file", metavar="FILE", type=path_named)
    change.add_argument("--document", metavar="D", required=True, help=_("the id of the document"))
    _add_fields(change, title_required=False)
    change.set_defaults(run=change_document)

    remove = list_of_documents.add("remove", _("Remove a document that nothing uses."))
    remove.add_argument("file", metavar="FILE", type=path_named)
    remove.add_argument("--document", metavar="D", required=True, help=_("the id of the document"))
    remove.set_defaults(run=remove_document)

    listing = list_of_documents.add("list", _("Print the documents and where each is used."))
    listing.add_argument("file", metavar="FILE", type=path_named)
    listing.add_argument("--json", action="store_true", help=_("as one JSON document"))
    listing.set_defaults(run=print_list)


def _add_fields(verb: Parser, *, title_required: bool) -> None:
    verb.add_argument("--title", metavar="T", required=title_required, help=_("its title"))
    verb.add_argument("--id", metavar="ID", help=_("its id; without one it gets the next free one"))
    verb.add_argument("--author", metavar="A", help=_("its author or institution"))
    verb.add_argument("--year", metavar="Y", help=_("the year as printed"))
    verb.add_argument("--kind", metavar="|".join(DOCUMENT_KINDS[1:]), help=_("what kind of document it is"))
    verb.add_argument("--link", metavar="T", help=_("an address, or the name of an attached file"))


def add_document(asked: Namespace, output: Output) -> None:
    """`document add`."""
    document = _said(Document(key=new_key(), id="", title=""), asked)
    with Workspace.open(asked.file) as workspace:
        workspace.edit(documents.add, document)
        added = workspace.snapshot.documents[document.key]
    output.data(added.id)
    output.say(_("The document “{title}” is listed as {id}.").format(title=added.title, id=added.id))


def change_document(asked: Namespace, output: Output) -> None:
    """`document change`."""
    with Workspace.open(asked.file) as workspace:
        document = workspace.snapshot.document(asked.document)
        edit = workspace.edit(documents.change, _said(document, asked))
    if edit is None:
        output.say(_("It says so already; nothing has changed."))
    else:
        output.say(_("Saved: {label}.").format(label=edit.label.text()))


def remove_document(asked: Namespace, output: Output) -> None:
    """`document remove`."""
    with Workspace.open(asked.file) as workspace:
        document = workspace.snapshot.document(asked.document)
        workspace.edit(documents.remove, document.key)
    output.say(_("{id} is removed.").format(id=document.id))


def print_list(asked: Namespace, output: Output) -> None:
    """`document list`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        snapshot = workspace.snapshot
    uses = documents.uses(snapshot)
    listed = snapshot.ordered_documents()
    if asked.json:
        output.document({"documents": [_as_json(one, uses[one.key]) for one in listed]})
        return
    if not listed:
        output.say(_("No document is listed yet."))
        return
    heads = (_("Id"), _("Title"), _("Author"), _("Year"), _("Kind"), _("Used"))
    rows = [
        (one.id, shortened(one.title), shortened(one.author), one.year, one.kind, str(uses[one.key].count))
        for one in listed
    ]
    output.data(aligned(heads, rows, {len(heads) - 1}))


def _said(document: Document, asked: Namespace) -> Document:
    """The document with what the options say of it."""
    said: dict[str, Any] = {name: value for name in _FIELDS if (value := getattr(asked, name)) is not None}
    if asked.kind is not None:
        said["kind"] = _kind_named(asked.kind)
    return replace(document, **said)


def _kind_named(text: str) -> DocumentKind:
    for kind in DOCUMENT_KINDS:
        if kind == text:
            return kind
    raise unknown(_("kind of document"), text, DOCUMENT_KINDS[1:])


def _as_json(document: Document, uses: documents.Uses) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "author": document.author,
        "year": document.year,
        "kind": document.kind,
        "link": document.link,
        "evidence": [item.id for item in uses.evidence],
        "programmes": [programme.id for programme in uses.programmes],
        "note_sheets": [sheet.id for sheet in uses.note_sheets],
    }
