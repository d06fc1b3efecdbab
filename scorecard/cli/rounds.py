"""The verbs about rounds: round add, change, close, reopen, move, remove, list."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.output import Output, aligned
from scorecard.cli.people import report
from scorecard.edits import rounds
from scorecard.errors import Refusal
from scorecard.i18n import _, pgettext
from scorecard.model.evaluation import ROUND_KINDS, Round, RoundKind
from scorecard.model.snapshot import unknown
from scorecard.workspace import Workspace


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    group = verbs.group("round", _("Rounds of scoring."))
    add = group.add("add", _("Add a round after the others and print its id."))
    add.add_argument("file", metavar="FILE", type=path_named)
    add.add_argument("--name", metavar="N", required=True, help=_("its name"))
    add.add_argument("--id", metavar="ID", default="", help=_("the id; without one it is the next free one"))
    _add_details(add, default="")
    add.add_argument("--blind", action="store_true", help=_("others' scores are hidden until one submits"))
    add.set_defaults(run=add_round)

    change = group.add("change", _("Change a round's name, id, kind, dates or blindness."))
    _add_round(change)
    change.add_argument("--name", metavar="N", help=_("another name"))
    change.add_argument("--id", metavar="ID", help=_("another id"))
    _add_details(change, default=None)
    change.add_argument(
        "--blind", metavar="yes|no", help=_("whether others' scores are hidden until one submits")
    )
    change.set_defaults(run=change_round)

    close = group.add("close", _("Close a round: its scores can be read and not changed."))
    close.set_defaults(run=close_round)
    reopen = group.add("reopen", _("Reopen a closed round."))
    reopen.set_defaults(run=reopen_round)
    remove = group.add("remove", _("Remove a round that has no scores."))
    remove.set_defaults(run=remove_round)
    move = group.add("move", _("Move a round on in time, or back."))
    move.add_argument("--by", metavar="N", required=True, help=_("so many places on; back is --by=-1"))
    move.set_defaults(run=move_round)
    for verb in (close, reopen, remove, move):
        _add_round(verb)

    listing = group.add("list", _("List the rounds in time."))
    listing.add_argument("file", metavar="FILE", type=path_named)
    listing.add_argument("--json", action="store_true", help=_("as one JSON document"))
    listing.set_defaults(run=list_rounds)


def _add_round(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", type=path_named)
    parser.add_argument("--round", metavar="R", required=True, help=_("the id of the round"))


def _add_details(parser: Parser, default: str | None) -> None:
    parser.add_argument(
        "--kind", metavar="baseline|follow-up", default=default, help=_("its kind; empty for none")
    )
    parser.add_argument("--begins", metavar="DATE", default=default, help=_("its first day: 2026-11-22"))
    parser.add_argument("--ends", metavar="DATE", default=default, help=_("its last day"))


def add_round(asked: Namespace, output: Output) -> None:
    """`round add`."""
    with Workspace.open(asked.file) as workspace:
        workspace.edit(
            rounds.add_round,
            asked.name,
            id=asked.id,
            kind=_kind_named(asked.kind),
            begins=asked.begins,
            ends=asked.ends,
            blind=asked.blind,
        )
        added = workspace.snapshot.round()
    output.data(added.id)
    output.say(_("The round “{name}” is added as {id}.").format(name=added.name, id=added.id))


def change_round(asked: Namespace, output: Output) -> None:
    """`round change`."""
    with Workspace.open(asked.file) as workspace:
        stored = workspace.snapshot.round(asked.round)
        changed = replace(
            stored,
            name=stored.name if asked.name is None else asked.name,
            id=stored.id if asked.id is None else asked.id,
            kind=stored.kind if asked.kind is None else _kind_named(asked.kind),
            begins=stored.begins if asked.begins is None else asked.begins,
            ends=stored.ends if asked.ends is None else asked.ends,
            blind=stored.blind if asked.blind is None else _yes(asked.blind),
        )
        edit = workspace.edit(rounds.change_round, changed)
    report(edit, output)


def close_round(asked: Namespace, output: Output) -> None:
    """`round close`."""
    with Workspace.open(asked.file) as workspace:
        edit = workspace.edit(rounds.close_round, workspace.snapshot.round(asked.round).key)
    report(edit, output)


def reopen_round(asked: Namespace, output: Output) -> None:
    """`round reopen`."""
    with Workspace.open(asked.file) as workspace:
        edit = workspace.edit(rounds.reopen_round, workspace.snapshot.round(asked.round).key)
    report(edit, output)


def remove_round(asked: Namespace, output: Output) -> None:
    """`round remove`."""
    with Workspace.open(asked.file) as workspace:
        key = workspace.snapshot.round(asked.round).key
        edit = workspace.edit(rounds.remove_round, key, workspace.scores(round=key))
    report(edit, output)


def move_round(asked: Namespace, output: Output) -> None:
    """`round move`."""
    try:
        step = int(asked.by)
    except ValueError as error:
        sentence = _("“{text}” is no number of places. Give one such as 1 or -1; nothing has changed.")
        raise Refusal(sentence.format(text=asked.by[:40])) from error
    with Workspace.open(asked.file) as workspace:
        edit = workspace.edit(rounds.move_round, workspace.snapshot.round(asked.round).key, step)
    report(edit, output)


def list_rounds(asked: Namespace, output: Output) -> None:
    """`round list`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        ordered = workspace.snapshot.ordered_rounds()
        counts = {one.key: len(workspace.scores(round=one.key)) for one in ordered}
    if asked.json:
        output.document({"rounds": [_as_json(one, counts[one.key]) for one in ordered]})
        return
    heads = (_("Id"), _("Round"), _("Kind"), _("begins"), _("ends"), _("State"), _("scores"))
    rows = [
        (
            one.id,
            one.name,
            one.kind or "–",
            one.begins or "–",
            one.ends or "–",
            _state(one),
            str(counts[one.key]),
        )
        for one in ordered
    ]
    output.data(aligned(heads, rows, right=(6,)))


def _as_json(round: Round, scores: int) -> dict[str, object]:
    return {
        "id": round.id,
        "name": round.name,
        "kind": round.kind,
        "begins": round.begins,
        "ends": round.ends,
        "closed": round.closed,
        "blind": round.blind,
        "versions": dict(round.editions),
        "scores": scores,
    }


def _state(round: Round) -> str:
    state = pgettext("state of a round", "closed") if round.closed else pgettext("state of a round", "open")
    return _("{state}, blind").format(state=state) if round.blind else state


def _kind_named(text: str) -> RoundKind:
    for kind in ROUND_KINDS:
        if kind == text:
            return kind
    raise unknown(_("kind of round"), text, [kind for kind in ROUND_KINDS if kind])


def _yes(text: str) -> bool:
    match text.casefold():
        case "yes":
            return True
        case "no":
            return False
    raise unknown(_("answer"), text, ("yes", "no"))
