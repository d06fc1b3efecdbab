"""The verbs about evaluators and what they owe: evaluator add, change, remove, conflict, assign; submit, owing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.edits import people
from scorecard.errors import Refusal
from scorecard.i18n import _, format_share, ngettext
from scorecard.model.edit import Edit
from scorecard.model.evaluation import EVALUATOR_KINDS, EvaluatorKind, Key
from scorecard.model.snapshot import Snapshot, unknown
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.analysis.evaluators.duties import Duties

Settle = Callable[[Snapshot, Key, Key, Key, str, datetime], Edit]


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    _add_evaluator_verbs(verbs.group("evaluator", _("Evaluators, their conflicts of interest and duties.")))
    submit = verbs.add(
        "submit", _("Submit what an evaluator says of a programme: it is locked from then on.")
    )
    approve = verbs.add("approve", _("Approve what an evaluator has submitted."))
    reopen = verbs.add("reopen", _("Make what was submitted or approved a draft again."))
    for verb, settle in ((submit, people.submit), (approve, people.approve), (reopen, people.reopen)):
        _place(verb)
        verb.set_defaults(run=settle_status, settle=settle)

    owing = verbs.add("owing", _("Say who owes what in a round, and how far everybody is."))
    owing.add_argument("file", metavar="FILE", type=path_named)
    owing.add_argument("--round", metavar="R", help=_("the id of the round; the latest if not given"))
    owing.add_argument("--json", action="store_true", help=_("as one JSON document"))
    owing.set_defaults(run=print_owing)


def _add_evaluator_verbs(verbs: Verbs) -> None:
    kinds = "self|independent|peer|panel"
    add = verbs.add("add", _("Add an evaluator and print the id."))
    add.add_argument("file", metavar="FILE", type=path_named)
    add.add_argument("--name", metavar="N", required=True, help=_("the name of the person or body"))
    add.add_argument("--id", metavar="ID", default="", help=_("the id; without one it is the next free one"))
    add.add_argument("--kind", metavar=kinds, default="independent", help=_("the kind of evaluator"))
    add.set_defaults(run=add_evaluator)

    change = verbs.add("change", _("Change an evaluator's name, id or kind."))
    change.add_argument("file", metavar="FILE", type=path_named)
    change.add_argument("--evaluator", metavar="E", required=True, help=_("the id of the evaluator"))
    change.add_argument("--name", metavar="N", help=_("another name"))
    change.add_argument("--id", metavar="ID", help=_("another id"))
    change.add_argument("--kind", metavar=kinds, help=_("another kind"))
    change.set_defaults(run=change_evaluator)
    for verb in (add, change):
        verb.add_argument(
            "--same-name",
            action="store_true",
            help=_("this is another person, though there is one of this name"),
        )

    remove = verbs.add("remove", _("Remove an evaluator with all their scores; undo brings everything back."))
    remove.add_argument("file", metavar="FILE", type=path_named)
    remove.add_argument("--evaluator", metavar="E", required=True, help=_("the id of the evaluator"))
    remove.set_defaults(run=remove_evaluator)

    conflict = verbs.add(
        "conflict", _("Declare a conflict of interest: the scores are shown, never counted.")
    )
    conflict.add_argument("file", metavar="FILE", type=path_named)
    conflict.add_argument("--programme", metavar="P", required=True, help=_("the id of the programme"))
    conflict.add_argument("--evaluator", metavar="E", required=True, help=_("the id of the evaluator"))
    said = conflict.add_mutually_exclusive_group(required=True)
    said.add_argument("--reason", metavar="T", help=_("what the conflict is, in a sentence"))
    said.add_argument("--withdraw", action="store_true", help=_("there is none any more"))
    conflict.set_defaults(run=declare_conflict)

    assign = verbs.add("assign", _("Say which programmes evaluators owe in a round, or no longer owe."))
    assign.add_argument("file", metavar="FILE", type=path_named)
    assign.add_argument(
        "--evaluator",
        metavar="E",
        action="append",
        required=True,
        help=_("the id of an evaluator; may be given several times"),
    )
    which = assign.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--programme",
        metavar="P",
        action="append",
        help=_("the id of a programme; may be given several times"),
    )
    which.add_argument("--all", action="store_true", help=_("all programmes without a conflict of interest"))
    assign.add_argument("--round", metavar="R", help=_("the id of the round; the latest if not given"))
    assign.add_argument("--remove", action="store_true", help=_("they no longer owe them"))
    assign.set_defaults(run=assign_programmes)


def _place(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", type=path_named)
    parser.add_argument("--programme", metavar="P", required=True, help=_("the id of the programme"))
    parser.add_argument("--evaluator", metavar="E", required=True, help=_("the id of the evaluator"))
    parser.add_argument("--round", metavar="R", help=_("the id of the round; the latest if not given"))


def add_evaluator(asked: Namespace, output: Output) -> None:
    """`evaluator add`."""
    kind = _kind_named(asked.kind)
    with Workspace.open(asked.file) as workspace:
        known = set(workspace.snapshot.evaluators)
        _or_say_same_name(
            lambda: workspace.edit(
                people.add_evaluator, asked.name, kind, asked.id, same_name=asked.same_name
            )
        )
        (added,) = (one for key, one in workspace.snapshot.evaluators.items() if key not in known)
    output.data(added.id)
    output.say(_("The evaluator “{name}” is added as {id}.").format(name=added.name, id=added.id))


def change_evaluator(asked: Namespace, output: Output) -> None:
    """`evaluator change`."""
    with Workspace.open(asked.file) as workspace:
        stored = workspace.snapshot.evaluator(asked.evaluator)
        changed = replace(
            stored,
            name=stored.name if asked.name is None else asked.name,
            id=stored.id if asked.id is None else asked.id,
            kind=stored.kind if asked.kind is None else _kind_named(asked.kind),
        )
        edit = _or_say_same_name(
            lambda: workspace.edit(people.change_evaluator, changed, same_name=asked.same_name)
        )
    report(edit, output)


def remove_evaluator(asked: Namespace, output: Output) -> None:
    """`evaluator remove`."""
    with Workspace.open(asked.file) as workspace:
        evaluator = workspace.snapshot.evaluator(asked.evaluator)
        scores = workspace.scores(evaluator=evaluator.key)
        workspace.edit(people.remove_evaluator, evaluator.key, scores)
    sentence = ngettext(
        "“{name}” is removed with {count} score; undo brings everything back.",
        "“{name}” is removed with {count} scores; undo brings everything back.",
        len(scores),
    )
    output.say(sentence.format(name=evaluator.name, count=len(scores)))


def declare_conflict(asked: Namespace, output: Output) -> None:
    """`evaluator conflict`."""
    with Workspace.open(asked.file) as workspace:
        programme = workspace.snapshot.programme(asked.programme).key
        evaluator = workspace.snapshot.evaluator(asked.evaluator).key
        if asked.withdraw:
            edit = workspace.edit(people.withdraw_conflict, programme, evaluator)
        else:
            edit = workspace.edit(people.declare_conflict, programme, evaluator, asked.reason)
    report(edit, output)


def assign_programmes(asked: Namespace, output: Output) -> None:
    """`evaluator assign`."""
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        evaluators = [snapshot.evaluator(id).key for id in asked.evaluator]
        if asked.all:
            programmes = [one.key for one in snapshot.ordered_programmes()]
        else:
            programmes = [snapshot.programme(id).key for id in asked.programme]
        pairs = [
            (programme, evaluator)
            for evaluator in evaluators
            for programme in programmes
            if not asked.all or snapshot.conflict(programme, evaluator) is None
        ]
        edit = workspace.edit(people.assign, pairs, snapshot.round(asked.round).key, owed=not asked.remove)
    report(edit, output)


def settle_status(asked: Namespace, output: Output) -> None:
    """`submit`, `approve` and `reopen`."""
    settle: Settle = asked.settle
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        programme, evaluator = snapshot.programme(asked.programme), snapshot.evaluator(asked.evaluator)
        round = snapshot.round(asked.round).key
        now = datetime.now(UTC)
        edit = workspace.edit(settle, programme.key, evaluator.key, round, workspace.author, now)
        duty = workspace.duties(round).duty(programme.key, evaluator.key)
    report(edit, output)
    if duty.status == "submitted" and duty.answered < duty.of:
        sentence = ngettext(
            "{count} of {of} criterion is not answered.",
            "{count} of {of} criteria are not answered.",
            duty.of,
        )
        output.say(sentence.format(count=duty.of - duty.answered, of=duty.of))


def print_owing(asked: Namespace, output: Output) -> None:
    """`owing`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        round = workspace.snapshot.round(asked.round)
        duties = workspace.duties(round.key)
        if asked.json:
            output.document({"round": round.id, **_as_json(workspace, duties)})
        else:
            output.data(_as_text(workspace, duties))


def report(edit: Edit | None, output: Output) -> None:
    """Say what was stored, or that nothing had to change."""
    if edit is None:
        output.say(_("It says so already; nothing has changed."))
    else:
        output.say(_("Saved: {label}.").format(label=edit.label.text()))


def _as_json(workspace: Workspace, duties: Duties) -> dict[str, object]:
    snapshot = workspace.snapshot
    ids = {key: one.id for key, one in snapshot.programmes.items()}
    ids |= {key: one.id for key, one in snapshot.evaluators.items()}
    return {
        "criteria": duties.asked,
        "evaluators": [
            {
                "id": ids[key],
                "name": snapshot.evaluators[key].name,
                "owed": load.owed,
                "due": load.due,
                "submitted": load.submitted,
                "approved": load.approved,
                "conflicts": load.conflicts,
                "answered": load.answered,
                "of": load.of,
            }
            for key, load in duties.loads.items()
        ],
        "duties": [
            {
                "programme": ids[duty.programme],
                "evaluator": ids[duty.evaluator],
                "owed": duty.owed,
                "status": duty.status,
                "by": duty.assignment.by,
                "at": duty.assignment.at,
                "conflict": duty.conflict or None,
                "answered": duty.answered,
                "of": duty.of,
            }
            for duty in duties.told()
        ],
    }


def _as_text(workspace: Workspace, duties: Duties) -> str:
    snapshot = workspace.snapshot
    heads = (
        _("Evaluator"),
        _("owes"),
        _("still due"),
        _("submitted"),
        _("approved"),
        _("answered"),
        _("conflicts of interest"),
    )
    rows = [
        (
            shortened(snapshot.evaluators[key].name),
            *(str(count) for count in (load.owed, load.due, load.submitted, load.approved)),
            format_share(load.share),
            str(load.conflicts),
        )
        for key, load in duties.loads.items()
    ]
    text = aligned(heads, rows, right=range(1, len(heads)))
    due = [
        (
            snapshot.evaluators[duty.evaluator].id,
            snapshot.programmes[duty.programme].id,
            shortened(snapshot.programmes[duty.programme].label),
            f"{duty.answered}/{duty.of}",
        )
        for duty in duties.told()
        if duty.is_due
    ]
    if not due:
        return text
    return (
        text
        + "\n\n"
        + aligned((_("Evaluator"), _("Id"), _("Programme still due"), _("answered")), due, right=(3,))
    )


def _or_say_same_name(store: Callable[[], Edit | None]) -> Edit | None:
    """Store, or refuse a name that is there with the option that says it is another person."""
    try:
        return store()
    except Refusal as refusal:
        if refusal.code != "same-name":
            raise
        raise Refusal(
            _("{refusal} The option is --same-name.").format(refusal=refusal), code=refusal.code
        ) from None


def _kind_named(text: str) -> EvaluatorKind:
    for kind in EVALUATOR_KINDS:
        if kind == text:
            return kind
    raise unknown(_("kind of evaluator"), text, EVALUATOR_KINDS)
