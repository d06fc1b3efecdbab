"""The verbs about the evidence register: evidence add, change, remove, list, cite."""

from __future__ import annotations

from argparse import BooleanOptionalAction, Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from scorecard.analysis.sources.discrepancies import differing
from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.edits import evidence
from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext, pgettext
from scorecard.model.evaluation import Key
from scorecard.model.programme import SIGNS, STANDINGS, Evidence, Sign, Standing
from scorecard.model.record import new_key
from scorecard.model.score import Cell
from scorecard.model.snapshot import Snapshot, natural, unknown
from scorecard.workspace import Workspace

_SIGN_WORDS: dict[str, Sign] = {"supports": "+", "limits": "-", "mixed": "~", "asks": "?"}
"""What a shell can write where it takes the sign itself for something else."""

_WIDEST_TEXT = 60


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    register = verbs.group("evidence", _("The evidence behind the marks."))
    add = register.add("add", _("Add an item of evidence to a programme and print its id."))
    add.add_argument("file", metavar="FILE", type=path_named)
    add.add_argument("--programme", metavar="P", required=True, help=_("the id of the programme"))
    _add_fields(add, text_required=True)
    add.set_defaults(run=add_item)

    change = register.add("change", _("Change what is said of an item; what is left out stays."))
    _add_item_argument(change)
    _add_fields(change, text_required=False)
    change.set_defaults(run=change_item)

    remove = register.add("remove", _("Remove an item with its citations; undo brings both back."))
    _add_item_argument(remove)
    remove.set_defaults(run=remove_item)

    cite = register.add("cite", _("Cite an item in one or several scores of an evaluator."))
    _add_item_argument(cite)
    cite.add_argument("--evaluator", metavar="E", required=True, help=_("the id of the evaluator"))
    cite.add_argument(
        "--criterion",
        metavar="C",
        action="append",
        required=True,
        help=_("the id of a criterion: ptpr.ANT1; as often as there are scores"),
    )
    cite.add_argument("--round", metavar="R", help=_("the id of the round; the latest if not given"))
    cite.add_argument("--not", dest="no_longer", action="store_true", help=_("no longer cite it there"))
    cite.set_defaults(run=cite_item)

    listing = register.add("list", _("Print the evidence, of all programmes or of one."))
    listing.add_argument("file", metavar="FILE", type=path_named)
    listing.add_argument("--programme", metavar="P", help=_("the id of a programme"))
    listing.add_argument("--criterion", metavar="C", help=_("the id of a criterion that it speaks to"))
    listing.add_argument("--standing", metavar="declared|implemented|verified", help=_("how far it has come"))
    listing.add_argument("--json", action="store_true", help=_("as one JSON document"))
    listing.set_defaults(run=print_list)


def _add_item_argument(verb: Parser) -> None:
    verb.add_argument("file", metavar="FILE", type=path_named)
    verb.add_argument(
        "--evidence",
        metavar="ID",
        required=True,
        help=_("the id of the item; where two programmes have it, with its programme: CL01/F3"),
    )


def _add_fields(verb: Parser, *, text_required: bool) -> None:
    verb.add_argument("--text", metavar="T", required=text_required, help=_("the fact, in a sentence"))
    verb.add_argument("--id", metavar="ID", help=_("its id; without one it gets the next free one"))
    verb.add_argument(
        "--sign",
        metavar="supports|limits|mixed|asks",
        help=_("what it says of its criteria; + - ~ ? are understood too"),
    )
    verb.add_argument("--place", metavar="T", help=_("where it is found: Annual report 2020, page 12"))
    verb.add_argument("--link", metavar="T", help=_("an address, or the name of an attached file"))
    verb.add_argument(
        "--standing", metavar="declared|implemented|verified", help=_("how far what it tells of has come")
    )
    verb.add_argument("--effect", action=BooleanOptionalAction, help=_("it shows an effect or a use"))
    verb.add_argument(
        "--context", action=BooleanOptionalAction, help=_("it is about the setting, not the programme")
    )
    several = (
        ("--document", "D", _("the id of a document it is found in; as often as there are")),
        ("--criterion", "C", _("the id of a criterion it speaks to; as often as there are")),
        ("--differs-from", "ID", _("the id of an item that says otherwise; as often as there are")),
    )
    for option, metavar, help in several:
        verb.add_argument(option, metavar=metavar, action="append", help=help)


def add_item(asked: Namespace, output: Output) -> None:
    """`evidence add`."""
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        programme = snapshot.programme(asked.programme).key
        item = Evidence(key=new_key(), id="", programme=programme, text="", sign="+")
        item = _said(snapshot, item, asked)
        item = replace(item, differs_from=_differs(snapshot, asked) or ())
        workspace.edit(evidence.add, item)
        added = workspace.snapshot.evidence[item.key]
    output.data(added.id)
    output.say(_("The evidence is added as {id}.").format(id=added.id))


def change_item(asked: Namespace, output: Output) -> None:
    """`evidence change`. A list given replaces the one there was; an empty value empties it."""
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        item = _item(snapshot, asked.evidence)
        edit = workspace.edit(evidence.change, _said(snapshot, item, asked), _differs(snapshot, asked))
    if edit is None:
        output.say(_("It says so already; nothing has changed."))
    else:
        output.say(_("Saved: {label}.").format(label=edit.label.text()))


def remove_item(asked: Namespace, output: Output) -> None:
    """`evidence remove`."""
    with Workspace.open(asked.file) as workspace:
        item = _item(workspace.snapshot, asked.evidence)
        edit = workspace.remove_evidence(item.key)
        cited = sum(change.ref.kind == "score" for change in edit.changes) if edit else 0
    sentence = ngettext(
        "{id} is removed, and one score no longer cites it.",
        "{id} is removed, and {count} scores no longer cite it.",
        cited,
    )
    output.say(
        sentence.format(id=item.id, count=cited) if cited else _("{id} is removed.").format(id=item.id)
    )


def cite_item(asked: Namespace, output: Output) -> None:
    """`evidence cite`."""
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        item = _item(snapshot, asked.evidence)
        evaluator = snapshot.evaluator(asked.evaluator).key
        round = snapshot.round(asked.round).key
        cells = [
            Cell(item.programme, evaluator, round, snapshot.criterion_in(id, round)[1].id)
            for id in asked.criterion
        ]
        stored = workspace.scores(
            programme=item.programme,
            evaluator=evaluator,
            round=round,
            criteria=[cell.criterion for cell in cells],
        )
        edit = workspace.edit(evidence.cite_in, stored, item.key, () if asked.no_longer else cells)
    if edit is None:
        output.say(_("It says so already; nothing has changed."))
    else:
        output.say(_("Saved: {label}.").format(label=edit.label.text()))


def print_list(asked: Namespace, output: Output) -> None:
    """`evidence list`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        snapshot = workspace.snapshot
        items = _wanted(snapshot, asked)
        programme = snapshot.programme(asked.programme).key if asked.programme is not None else None
        cited = Counter(key for score in workspace.scores(programme=programme) for key in score.cites)
    if asked.json:
        output.document({"evidence": [_as_json(snapshot, item, cited[item.key]) for item in items]})
        return
    if not items:
        output.say(_("There is no such evidence."))
        return
    heads = (
        _("Id"), _("Sign"), _("Standing"), _("Evidence"), _("Place"), _("Speaks to"), pgettext("column", "Cited"),
    )  # fmt: skip
    rows = [
        (
            item.id,
            item.sign,
            item.standing or "–",
            shortened(" ".join(item.text.split()), _WIDEST_TEXT),
            shortened(item.place),
            " ".join(criterion.partition(".")[2] for criterion in item.criteria),
            str(cited[item.key]),
        )
        for item in items
    ]
    output.data(aligned(heads, rows, {len(heads) - 1}))


def _said(snapshot: Snapshot, item: Evidence, asked: Namespace) -> Evidence:
    """The item with what the options say of it."""
    texts = {
        name: value for name in ("id", "text", "place", "link") if (value := getattr(asked, name)) is not None
    }
    said: dict[str, Any] = dict(texts)
    if asked.sign is not None:
        said["sign"] = _sign_named(asked.sign)
    if asked.standing is not None:
        said["standing"] = _standing_named(asked.standing)
    if asked.effect is not None:
        said["effect"] = asked.effect
    if asked.context is not None:
        said["context"] = asked.context
    if asked.document is not None:
        said["documents"] = tuple(snapshot.document(id).key for id in asked.document if id)
    if asked.criterion is not None:
        said["criteria"] = tuple(snapshot.criterion(id)[1].id for id in asked.criterion if id)
    return replace(item, **said)


def _differs(snapshot: Snapshot, asked: Namespace) -> tuple[Key, ...] | None:
    if asked.differs_from is None:
        return None
    return tuple(_item(snapshot, id).key for id in asked.differs_from if id)


def _wanted(snapshot: Snapshot, asked: Namespace) -> list[Evidence]:
    items: Sequence[Evidence] = tuple(snapshot.evidence.values())
    if asked.programme is not None:
        items = snapshot.evidence_of(snapshot.programme(asked.programme).key)
    if asked.criterion is not None:
        criterion = snapshot.criterion(asked.criterion)[1].id
        items = [item for item in items if criterion in item.criteria]
    if asked.standing is not None:
        standing = _standing_named(asked.standing)
        items = [item for item in items if item.standing == standing]
    return sorted(items, key=lambda item: (natural(snapshot.programmes[item.programme].id), natural(item.id)))


def _item(snapshot: Snapshot, name: str) -> Evidence:
    """The item with this id, or with this programme and id, since two programmes can have the same ids."""
    found = [item for item in snapshot.evidence.values() if item.id == name]
    programme, slash, id = name.partition("/")
    if not found and slash:
        found = [item for item in snapshot.evidence_of(snapshot.programme(programme).key) if item.id == id]
    if len(found) > 1:
        names = ", ".join(sorted(f"{snapshot.programmes[item.programme].id}/{item.id}" for item in found))
        sentence = _("Several programmes have evidence “{id}”: say which, {names}. Nothing has changed.")
        raise Refusal(sentence.format(id=name, names=names))
    return found[0] if found else snapshot.evidence_named(name)


def _sign_named(text: str) -> Sign:
    for sign in SIGNS:
        if text == sign or _SIGN_WORDS.get(text) == sign:
            return sign
    raise unknown(_("sign"), text, _SIGN_WORDS)


def _standing_named(text: str) -> Standing:
    for standing in STANDINGS:
        if standing == text:
            return standing
    raise unknown(_("standing"), text, STANDINGS[1:])


def _as_json(snapshot: Snapshot, item: Evidence, cited: int) -> dict[str, Any]:
    return {
        "id": item.id,
        "programme": snapshot.programmes[item.programme].id,
        "text": item.text,
        "sign": item.sign,
        "standing": item.standing,
        "effect": item.effect,
        "context": item.context,
        "place": item.place,
        "documents": [snapshot.documents[key].id for key in item.documents],
        "link": item.link,
        "criteria": list(item.criteria),
        "differs_from": [other.id for other in differing(snapshot, item.key)],
        "cited": cited,
    }
