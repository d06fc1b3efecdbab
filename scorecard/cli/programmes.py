"""The verbs on programmes: add, change, remove, duplicate, list, import."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any

from scorecard.cli import programme_import
from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.edits import programmes
from scorecard.i18n import _
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.text import folded
from scorecard.workspace import Workspace

_TEXTS = (
    "name", "short", "country", "region", "period", "kind", "institution", "mechanism", "note",
    "investment_code",
)  # fmt: skip
_GROUPS = ("country", "region", "period", "kind")


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    group = verbs.group("programme", _("Add, change, list and import programmes."))
    add = group.add("add", _("Add a programme and print its id."))
    add.add_argument("file", metavar="FILE", type=path_named)
    add.add_argument("--name", metavar="N", required=True, help=_("its full name"))
    add.add_argument(
        "--id", metavar="ID", default="", help=_("its id; without one it gets the next free one")
    )
    _add_fields(add)
    add.set_defaults(run=add_programme)

    change = group.add("change", _("Change what is said of a programme; what is not given stays."))
    _add_programme(change)
    change.add_argument("--name", metavar="N", help=_("another name"))
    change.add_argument("--id", metavar="ID", help=_("another id"))
    _add_fields(change)
    change.set_defaults(run=change_programme)

    remove = group.add("remove", _("Remove a programme with its evidence and scores; undo brings all back."))
    _add_programme(remove)
    remove.set_defaults(run=remove_programme)

    duplicate = group.add(
        "duplicate", _("Begin a programme from another one and print its id; scores are not copied.")
    )
    _add_programme(duplicate)
    duplicate.add_argument(
        "--with-evidence",
        action="store_true",
        help=_("copy the evidence and the ratings of the sources as well"),
    )
    duplicate.set_defaults(run=duplicate_programme)

    listing = group.add("list", _("List the programmes."))
    listing.add_argument("file", metavar="FILE", type=path_named)
    for name in _GROUPS:
        listing.add_argument(f"--{name}", metavar="T", help=_("only those that say so"))
    listing.add_argument("--tag", metavar="T", help=_("only those with this tag"))
    listing.add_argument("--json", action="store_true", help=_("as one JSON document"))
    listing.set_defaults(run=list_programmes)
    programme_import.add_verb(group)


def _add_programme(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", type=path_named)
    parser.add_argument("--programme", metavar="P", required=True, help=_("the id of the programme"))


def _add_fields(parser: Parser) -> None:
    parser.add_argument("--short", metavar="S", help=_("its short name, for lists and charts"))
    parser.add_argument("--country", metavar="C", help=_("its country"))
    parser.add_argument("--region", metavar="R", help=_("its region"))
    parser.add_argument("--period", metavar="P", help=_("its years"))
    parser.add_argument("--institution", metavar="I", help=_("who is responsible for it"))
    parser.add_argument("--mechanism", metavar="M", help=_("how it works"))
    parser.add_argument("--kind", metavar="K", help=_("what kind of programme it is"))
    parser.add_argument("--note", metavar="T", help=_("a note on it"))
    parser.add_argument(
        "--tag",
        metavar="T",
        action="append",
        help=_("a tag to group by; may be given several times, and empty to have none"),
    )
    parser.add_argument(
        "--investment-code", metavar="C", help=_("its number in the national system of public investment")
    )
    parser.add_argument(
        "--same-name", action="store_true", help=_("it is another programme of the same name")
    )


def add_programme(asked: Namespace, output: Output) -> None:
    """`programme add`."""
    programme = _laid_over(Programme(key=new_key(), id=asked.id, name=""), asked)
    with Workspace.open(asked.file) as workspace:
        workspace.edit(programmes.add, programme, same_name=asked.same_name)
        added = workspace.snapshot.programmes[programme.key]
    output.data(added.id)
    output.say(_("The programme “{name}” is added as {id}.").format(name=added.name, id=added.id))


def change_programme(asked: Namespace, output: Output) -> None:
    """`programme change`."""
    with Workspace.open(asked.file) as workspace:
        stored = workspace.snapshot.programme(asked.programme)
        changed = _laid_over(stored if asked.id is None else replace(stored, id=asked.id), asked)
        edit = workspace.edit(programmes.change, changed, same_name=asked.same_name)
    if edit is None:
        output.say(_("It says so already; nothing has changed."))
    else:
        output.say(_("Saved: {label}.").format(label=edit.label.text()))


def remove_programme(asked: Namespace, output: Output) -> None:
    """`programme remove`."""
    with Workspace.open(asked.file) as workspace:
        programme = workspace.snapshot.programme(asked.programme)
        workspace.remove_programme(programme.key)
    sentence = _(
        "The programme {id} “{name}” is removed with its evidence and scores; “undo” brings all back."
    )
    output.say(sentence.format(id=programme.id, name=programme.name))


def duplicate_programme(asked: Namespace, output: Output) -> None:
    """`programme duplicate`."""
    key = new_key()
    with Workspace.open(asked.file) as workspace:
        programme = workspace.snapshot.programme(asked.programme)
        workspace.edit(programmes.duplicate, programme.key, as_key=key, with_evidence=asked.with_evidence)
        copy = workspace.snapshot.programmes[key]
    output.data(copy.id)
    output.say(_("The programme “{name}” is added as {id}.").format(name=copy.name, id=copy.id))


def list_programmes(asked: Namespace, output: Output) -> None:
    """`programme list`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        found = [one for one in workspace.snapshot.ordered_programmes() if _is_asked_for(one, asked)]
    if asked.json:
        output.document({"programmes": [_as_json(one) for one in found]})
        return
    rows = [
        (one.id, shortened(one.name), one.country, shortened(one.region, 24), ", ".join(one.tags))
        for one in found
    ]
    output.data(aligned((_("Id"), _("Name"), _("Country"), _("Region"), _("Tags")), rows))


def _laid_over(programme: Programme, asked: Namespace) -> Programme:
    """The programme with what was given; an option that was not leaves its field."""
    given: dict[str, Any] = {name: text for name in _TEXTS if (text := getattr(asked, name)) is not None}
    if asked.tag is not None:
        given["tags"] = tuple(tag for text in asked.tag for tag in programmes.tags_in(text))
    return replace(programme, **given)


def _is_asked_for(programme: Programme, asked: Namespace) -> bool:
    wanted = {name: getattr(asked, name) for name in _GROUPS if getattr(asked, name) is not None}
    if any(folded(getattr(programme, name)) != folded(text) for name, text in wanted.items()):
        return False
    return asked.tag is None or folded(asked.tag) in map(folded, programme.tags)


def _as_json(programme: Programme) -> dict[str, Any]:
    return {
        "id": programme.id,
        "uuid": programme.uuid,
        **{name: getattr(programme, name) for name in _TEXTS},
        "tags": list(programme.tags),
    }
