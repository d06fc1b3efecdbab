"""The verbs on what has happened: history, changes, revert, undo, redo."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from scorecard.analysis.record.changes import Difference, Names, differences
from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.edits import frameworks
from scorecard.errors import Refusal
from scorecard.i18n import _, pgettext
from scorecard.model.edit import Revision
from scorecard.model.record import Ref
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import unknown
from scorecard.workspace import Workspace


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    history = verbs.add("history", _("List every edit, newest first: who, when and what."))
    history.add_argument("file", metavar="FILE", type=path_named)
    _add_place(history)
    history.add_argument("--json", action="store_true", help=_("as one JSON document"))
    history.set_defaults(run=list_edits)

    changes = verbs.add("changes", _("Say what differs between two moments."))
    changes.add_argument("file", metavar="FILE", type=path_named)
    moment = _("an edit by its id or the beginning of it, or a time such as 2026-11-22T14:30")
    changes.add_argument("since", metavar="MOMENT", help=moment)
    changes.add_argument("until", metavar="MOMENT", nargs="?", default="", help=_("by default now"))
    changes.add_argument("--json", action="store_true", help=_("as one JSON document"))
    changes.set_defaults(run=list_changes)

    revert = verbs.add(
        "revert", _("Go back to a moment, with the whole evaluation or with one score; undo takes it back.")
    )
    revert.add_argument("file", metavar="FILE", type=path_named)
    revert.add_argument("moment", metavar="MOMENT", help=moment)
    _add_place(revert)
    revert.set_defaults(run=go_back)

    undo = verbs.add("undo", _("Take back the last edit."))
    undo.add_argument("file", metavar="FILE", type=path_named)
    undo.set_defaults(run=take_back)

    redo = verbs.add("redo", _("Do again what was undone last."))
    redo.add_argument("file", metavar="FILE", type=path_named)
    redo.set_defaults(run=do_again)


def _add_place(verb: Parser) -> None:
    verb.add_argument("--programme", metavar="P", help=_("of one score: its programme"))
    verb.add_argument("--criterion", metavar="C", help=_("of one score: its criterion"))
    verb.add_argument("--evaluator", metavar="E", help=_("of one score: its evaluator"))
    verb.add_argument("--round", metavar="R", help=_("of one score: its round, by default the latest"))


def list_edits(asked: Namespace, output: Output) -> None:
    """`history`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        cell = _cell(asked, workspace)
        if cell is None:
            said = [(revision, "", "") for revision in workspace.history()]
        else:
            said = [
                (revision, _value(change.before), _value(change.after))
                for revision, change in workspace.changes_of(Ref("score", "/".join(cell)))
            ]
    if asked.json:
        edits = [_as_json(one) | ({"before": was, "after": now} if cell else {}) for one, was, now in said]
        output.document({"edits": edits})
        return
    heads = [_("When"), _("Who"), pgettext("column", "Edit"), _("Id")]
    rows = [[_when(one), one.author, one.text(), one.id[:8]] for one, _was, _now in said]
    if cell is not None:
        heads[3:3] = [_("Before"), _("After")]
        for row, (_one, was, now) in zip(rows, said, strict=True):
            row[3:3] = [was, now]
    output.data(aligned(heads, rows))


def list_changes(asked: Namespace, output: Output) -> None:
    """`changes`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        since = moment_named(workspace, asked.since)
        until = moment_named(workspace, asked.until) if asked.until else workspace.history()[0]
        order = [one.id for one in workspace.history()]
        if order.index(since.id) < order.index(until.id):
            since, until = until, since
        changes = workspace.changes_between(since.id, until.id)
        names = Names(workspace.snapshot, workspace.snapshot_at(until.id), workspace.snapshot_at(since.id))
        found = list(differences(changes, names))
    if asked.json:
        told = [_difference(one, names) for one in found]
        output.document({"since": since.id, "until": until.id, "changes": told})
        return
    rows = [(one.thing, one.part, _line(one.before), _line(one.after)) for one in found]
    output.data(aligned((_("What"), _("Part"), _("Before"), _("After")), rows))


def go_back(asked: Namespace, output: Output) -> None:
    """`revert`."""
    with Workspace.open(asked.file) as workspace:
        moment = moment_named(workspace, asked.moment)
        cell = _cell(asked, workspace)
        if cell is None:
            edit = workspace.go_back(moment)
        else:
            ref = Ref("score", "/".join(cell))
            edit = workspace.restore(ref, workspace.record_at(ref, moment.id))
        output.say(edit.label.text() + "." if edit else _("It is as it was then; nothing has changed."))


def moment_named(workspace: Workspace, text: str) -> Revision:
    """The revision of this id or beginning of one, or the last one at this time; refuses what is neither."""
    history = workspace.history()
    found = [one for one in history if len(text) >= 4 and one.id.startswith(text.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        sentence = _("“{text}” begins the ids of {count} edits; write more of it. Nothing has changed.")
        raise Refusal(sentence.format(text=text, count=len(found)))
    try:
        at = datetime.fromisoformat(text).astimezone()
    except ValueError as error:
        raise unknown(_("edit"), text, (one.id[:8] for one in history)) from error
    for revision in history:
        # What came from elsewhere was not here before its merge, whenever it was done.
        if revision.at <= at and not revision.arrived:
            return revision
    sentence = _("The evaluation began later, at {time}. Nothing has changed.")
    raise Refusal(sentence.format(time=_when(history[-1])))


def take_back(asked: Namespace, output: Output) -> None:
    """`undo`."""
    with Workspace.open(asked.file) as workspace:
        output.say(_("Undone: {label}.").format(label=workspace.undo().label.text()))


def do_again(asked: Namespace, output: Output) -> None:
    """`redo`."""
    with Workspace.open(asked.file) as workspace:
        output.say(_("Done again: {label}.").format(label=workspace.redo().label.text()))


def _cell(asked: Namespace, workspace: Workspace) -> Cell | None:
    """The score that is meant, None where none is named; a criterion that is asked no more has its history too."""
    place = (asked.programme, asked.criterion, asked.evaluator)
    if not any((*place, asked.round)):
        return None
    if not all(place):
        raise Refusal(
            _("One score needs --programme, --criterion and --evaluator together. Nothing has changed.")
        )
    snapshot = workspace.snapshot
    round = snapshot.round(asked.round)
    framework = asked.criterion.partition(".")[0]
    if asked.criterion not in frameworks.score_ids(snapshot, framework):
        snapshot.criterion_in(asked.criterion, round.key)
    return Cell(
        snapshot.programme(asked.programme).key,
        snapshot.evaluator(asked.evaluator).key,
        round.key,
        asked.criterion,
    )


def _value(record: object) -> str:
    return record.value if isinstance(record, Score) else ""


def _when(revision: Revision) -> str:
    return f"{revision.at.astimezone():%Y-%m-%d %H:%M:%S}"


def _as_json(revision: Revision) -> dict[str, str]:
    return {
        "id": revision.id,
        "at": revision.at.isoformat(),
        "author": revision.author,
        "kind": revision.kind,
        "target": revision.target,
        "label": revision.label.text(),
        "arrived": revision.arrived,
    }


def _line(text: str) -> str:
    return shortened(" ".join(text.split()))


def _difference(one: Difference, names: Names) -> dict[str, str]:
    """A difference in words, with the ids that say which thing it is."""
    record = one.change.after or one.change.before
    said = {name: str(getattr(record, name)) for name in ("id", "criterion") if hasattr(record, name)}
    placed = {
        name: names.any(getattr(record, name))
        for name in ("programme", "evaluator", "round")
        if hasattr(record, name)
    }
    return {
        "kind": one.change.ref.kind,
        **said,
        **placed,
        "thing": one.thing,
        "part": one.part,
        "before": one.before,
        "after": one.after,
    }
