"""The verbs that bring the work of many files together: package and merge."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, problem_as_json, problem_line, refusal_as_json
from scorecard.cli.pseudonyms import add_pseudonyms, as_asked
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.exchange.merging.clashes import Clash, Side
    from scorecard.exchange.merging.merge_plan import MergePlan
    from scorecard.model.snapshot import Snapshot


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    package = verbs.add("package", _("Pack the evaluation with its history for another copy to take in."))
    package.add_argument("file", metavar="FILE", type=path_named)
    package.add_argument("out", metavar="OUT.scorepack", type=path_named)
    add_pseudonyms(package)
    package.set_defaults(run=pack)

    merge = verbs.add("merge", _("Take in packages of copies of this evaluation, all of them or none."))
    merge.add_argument("file", metavar="FILE", type=path_named)
    merge.add_argument("packs", metavar="PACK", type=path_named, nargs="+")
    merge.add_argument(
        "--on-conflict",
        metavar="fail|keep|replace",
        default="fail",
        help=_("what to do where something became different on both sides; fail if not given"),
    )
    merge.add_argument("--dry-run", action="store_true", help=_("say what would happen and change nothing"))
    merge.add_argument("--json", action="store_true", help=_("print JSON"))
    merge.set_defaults(run=take_in)


def pack(asked: Namespace, output: Output) -> None:
    """`package`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        as_asked(workspace, asked, output).package(asked.out)
    output.data(str(asked.out))


def take_in(asked: Namespace, output: Output) -> None:
    """`merge`."""
    from scorecard.exchange.imports.import_plan import on_conflict_named
    from scorecard.exchange.merging.package_reader import read_package

    on_conflict = on_conflict_named(asked.on_conflict)
    try:
        with Workspace.open(asked.file, reading=asked.dry_run) as workspace:
            snapshot = workspace.snapshot
            plan = workspace.merge_plan([read_package(pack) for pack in asked.packs], on_conflict)
            if plan.may_apply and not asked.dry_run:
                workspace.merge(plan)
    except Refusal as refusal:
        if asked.json:
            output.document(_document(0, 0, [], refusal_as_json(refusal, "")))
        raise
    applied = plan.applied if plan.may_apply else 0
    if asked.json:
        problems = [problem_as_json(problem) for problem in plan.problems]
        conflicts = [
            _as_json(clash, theirs, hidden=bool(_hidden(clash, snapshot)))
            for clash in plan.conflicts
            for theirs in clash.sides[1:]
        ]
        output.document(_document(applied, plan.unchanged, conflicts, problems))
    else:
        for problem in plan.problems:
            output.say(problem_line(problem))
        for clash in plan.conflicts:
            output.say(_line(clash, _hidden(clash, snapshot)))
    if not plan.may_apply:
        raise Refusal(_refusal(plan), code="conflict" if plan.open else "invalid")
    sentence = (
        _("Edits that would be taken in: {applied}; here already: {unchanged}. Nothing has changed.")
        if asked.dry_run
        else _("Edits taken in: {applied}; here already: {unchanged}.")
    )
    output.say(sentence.format(applied=applied, unchanged=plan.unchanged))


def _document(
    applied: int, unchanged: int, conflicts: list[dict[str, Any]], problems: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        "applied": applied,
        "unchanged": unchanged,
        "conflicts": conflicts,
        "problems": problems,
    }


def _as_json(clash: Clash, theirs: Side, *, hidden: bool) -> dict[str, Any]:
    ours = clash.sides[0]
    return {
        "file": theirs.file,
        "edits": [ours.edit, theirs.edit],
        "kind": clash.ref.kind,
        "thing": clash.thing,
        "part": clash.part,
        "programme": clash.programme,
        "criterion": clash.criterion,
        "evaluator": clash.evaluator,
        "ours": None if hidden else ours.text,
        "ours_author": ours.author,
        "ours_at": ours.at.isoformat(),
        "theirs": None if hidden else theirs.text,
        "theirs_author": theirs.author,
        "theirs_at": theirs.at.isoformat(),
    }


def _hidden(clash: Clash, snapshot: Snapshot) -> str:
    """Why no side is told, if so: whoever sits at the terminal is nobody in particular."""
    from scorecard.analysis.sight import reason_hidden
    from scorecard.model.record import cell_of

    cell = cell_of(clash.ref)
    return "" if cell is None else reason_hidden(snapshot, "", cell)


def _line(clash: Clash, hidden: str) -> str:
    sides = "; ".join(_side(side) for side in clash.sides)
    thing = f"{clash.thing}, {clash.part}" if clash.part else clash.thing
    if hidden:
        return _("{thing}: both sides differ. {reason}").format(thing=thing, reason=hidden)
    if clash.renamed:
        sentence = _("{thing}: {sides}; with keep or replace both stay, and the one that comes becomes {id}.")
        return sentence.format(thing=thing, sides=sides, id=clash.renamed)
    return _("{thing}: {sides}.").format(thing=thing, sides=sides)


def _side(side: Side) -> str:
    values = {"text": side.text, "author": side.author, "when": f"{side.at.astimezone():%Y-%m-%d %H:%M}"}
    if not side.file:
        return _("here it is “{text}” ({author}, {when})").format(**values)
    return _("in {file} it is “{text}” ({author}, {when})").format(file=side.file, **values)


def _refusal(plan: MergePlan) -> str:
    errors = sum(problem.severity == "error" for problem in plan.problems)
    if errors:
        sentence = _("Nothing was merged: problems: {count}. Do what they say and merge again.")
        return sentence.format(count=errors)
    sentence = _(
        "Nothing was merged: conflicts: {count}. Decide with --on-conflict keep (what stands here holds) or "
        "--on-conflict replace (what comes holds)."
    )
    return sentence.format(count=plan.open)
