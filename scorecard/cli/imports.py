"""The verb import: scores from files of others, told before anything is stored, taken in as one edit or not at all."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, problem_as_json, problem_line, refusal_as_json
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.exchange.merge import Conflict, ImportPlan


def add_verbs(verbs: Verbs) -> None:
    """The grammar of `import`."""
    take = verbs.add("import", _("Take in scores from long tables (.csv, .xlsx), all of them or none."))
    take.add_argument("file", metavar="FILE", type=path_named)
    take.add_argument("sources", metavar="SOURCE", type=path_named, nargs="+")
    take.add_argument(
        "--on-conflict",
        metavar="fail|keep|replace",
        default="fail",
        help=_("what to do where a stored score differs; fail if not given"),
    )
    take.add_argument(
        "--create", action="store_true", help=_("add programmes and evaluators that are not there yet")
    )
    take.add_argument("--dry-run", action="store_true", help=_("say what would happen and change nothing"))
    take.add_argument("--json", action="store_true", help=_("print JSON"))
    take.set_defaults(run=take_in)


def take_in(asked: Namespace, output: Output) -> None:
    """`import`."""
    from scorecard.exchange.merge import on_conflict_named

    on_conflict = on_conflict_named(asked.on_conflict)
    try:
        with Workspace.open(asked.file, reading=asked.dry_run) as workspace:
            plan = workspace.import_scores(
                asked.sources, on_conflict=on_conflict, create=asked.create, dry_run=asked.dry_run
            )
    except Refusal as refusal:
        if asked.json:
            problems = refusal_as_json(refusal, "")
            output.document({"applied": 0, "unchanged": 0, "conflicts": [], "problems": problems})
        raise
    applied = plan.applied if plan.may_apply else 0
    if asked.json:
        output.document(
            {
                "applied": applied,
                "unchanged": plan.unchanged,
                "conflicts": [asdict(conflict) for conflict in plan.conflicts],
                "problems": [problem_as_json(problem) for problem in plan.problems],
            }
        )
    else:
        for problem in plan.problems:
            output.say(problem_line(problem))
        for conflict in plan.conflicts:
            output.say(_conflict_line(conflict))
    if not plan.may_apply:
        raise Refusal(_refusal(plan), code="conflict" if plan.conflicts else "invalid")
    sentence = (
        _("Scores that would be taken in: {applied}; the same already: {unchanged}. Nothing has changed.")
        if asked.dry_run
        else _("Scores taken in: {applied}; the same already: {unchanged}.")
    )
    output.say(sentence.format(applied=applied, unchanged=plan.unchanged))


def _conflict_line(conflict: Conflict) -> str:
    place = ", ".join(part for part in (conflict.file, conflict.sheet, conflict.cell) if part)
    sentence = _(
        "{place}: {programme}, {criterion}, {evaluator}: stored is “{ours}”, the file says “{theirs}”."
    )
    return sentence.format(
        place=place,
        programme=conflict.programme,
        criterion=conflict.criterion,
        evaluator=conflict.evaluator,
        ours=conflict.ours,
        theirs=conflict.theirs,
    )


def _refusal(plan: ImportPlan) -> str:
    if plan.problems:
        sentence = _("Nothing was taken in: problems: {count}. Correct the file and import it again.")
        return sentence.format(count=len(plan.problems))
    sentence = _(
        "Nothing was taken in: conflicts with stored scores: {count}. "
        "Decide with --on-conflict keep or --on-conflict replace."
    )
    return sentence.format(count=len(plan.conflicts))
