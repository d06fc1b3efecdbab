"""The verb import: scores from files of others, told before anything is stored, taken in as one edit or not at all."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, problem_as_json, problem_line, refusal_as_json
from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.exchange.grid import NoTable
    from scorecard.exchange.imports.import_plan import ImportPlan, PlannedCell
    from scorecard.model.snapshot import Snapshot

_MOST_HEADS = 12
"""Of the columns that are left out, the heads that are named."""


def add_verbs(verbs: Verbs) -> None:
    """The grammar of `import`."""
    take = verbs.add(
        "import",
        _("Take in scores from filled forms (.xlsx) and long tables (.csv, .xlsx), all of them or none."),
    )
    take.add_argument("file", metavar="FILE", type=path_named)
    take.add_argument(
        "sources",
        metavar="SOURCE",
        type=path_named,
        nargs="+",
        help=_("a form, a long table, or a folder of them"),
    )
    take.add_argument(
        "--columns",
        metavar="value=HEAD,...",
        action="append",
        default=[],
        help=_(
            "what columns of a long table are called: programme, evaluator, round, framework, criterion, value, "
            "confidence, note, evaluator_kind, each with its head or letter"
        ),
    )
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
    from scorecard.exchange.grid import NoTable
    from scorecard.exchange.imports.import_plan import on_conflict_named
    from scorecard.exchange.imports.long_columns import columns_given

    try:
        on_conflict = on_conflict_named(asked.on_conflict)
        columns = columns_given(asked.columns)
        with Workspace.open(asked.file, reading=asked.dry_run) as workspace:
            snapshot = workspace.snapshot
            plan = workspace.import_scores(
                asked.sources,
                on_conflict=on_conflict,
                create=asked.create,
                columns=columns,
                dry_run=asked.dry_run,
            )
    except Refusal as refusal:
        told = _with_heads(refusal) if isinstance(refusal, NoTable) else refusal
        if asked.json:
            problems = refusal_as_json(told, "")
            output.document({"applied": 0, "unchanged": 0, "conflicts": [], "problems": problems})
        raise told from refusal
    if asked.json:
        output.document(_as_json(plan, snapshot))
    else:
        _tell(plan, snapshot, output)
    if not plan.may_apply:
        raise Refusal(_refusal(plan), code="conflict" if plan.conflicts else "invalid")
    sentence = (
        _("Scores that would be taken in: {applied}; the same already: {unchanged}. Nothing has changed.")
        if asked.dry_run
        else _("Scores taken in: {applied}; the same already: {unchanged}.")
    )
    output.say(sentence.format(applied=plan.applied, unchanged=plan.unchanged))


def _with_heads(refusal: NoTable) -> Refusal:
    """The same refusal with the columns that there are, where any is."""
    heads = [head for head in refusal.heads if head]
    if not heads:
        return refusal
    sentence = _("Its columns are {heads}: say with --columns which of them holds what.")
    shown = ", ".join(f"“{head[:40]}”" for head in heads[:_MOST_HEADS])
    return Refusal(f"{refusal} {sentence.format(heads=shown)}", code=refusal.code)


def _as_json(plan: ImportPlan, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "applied": plan.applied if plan.may_apply else 0,
        "unchanged": plan.unchanged,
        "conflicts": [
            {
                "file": one.file,
                "sheet": one.sheet,
                "cell": one.cell,
                "programme": one.programme,
                "criterion": one.criterion,
                "evaluator": one.evaluator,
                "ours": None if _hidden(one, snapshot) else one.differing()[0],
                "theirs": None if _hidden(one, snapshot) else one.differing()[1],
            }
            for one in plan.conflicts
        ],
        "problems": [problem_as_json(problem) for problem in plan.problems],
    }


def _tell(plan: ImportPlan, snapshot: Snapshot, output: Output) -> None:
    """Every problem and every conflict with its place, and the columns that were not read."""
    for problem in plan.problems:
        output.say(problem_line(problem))
    for conflict in plan.conflicts:
        output.say(_conflict_line(conflict, snapshot))
    for reading in plan.readings:
        if reading.left_out:
            count = len(reading.left_out)
            sentence = ngettext(
                "{file}: {count} column is left out: {columns}",
                "{file}: {count} columns are left out: {columns}",
                count,
            )
            shown = ", ".join(head[:40] for head in reading.left_out[:_MOST_HEADS])
            output.say(sentence.format(file=reading.file, count=count, columns=shown))


def _hidden(conflict: PlannedCell, snapshot: Snapshot) -> str:
    """Why neither answer is told, if so: whoever sits at the terminal is nobody in particular."""
    from scorecard.analysis.sight import reason_hidden

    return reason_hidden(snapshot, "", conflict.place)


def _conflict_line(conflict: PlannedCell, snapshot: Snapshot) -> str:
    place = ", ".join(part for part in (conflict.file, conflict.sheet, conflict.cell) if part)
    if reason := _hidden(conflict, snapshot):
        sentence = _(
            "{place}: {programme}, {criterion}, {evaluator}: what is stored and the file differ. {reason}"
        )
        return sentence.format(
            place=place,
            programme=conflict.programme,
            criterion=conflict.criterion,
            evaluator=conflict.evaluator,
            reason=reason,
        )
    sentence = _(
        "{place}: {programme}, {criterion}, {evaluator}: stored is “{ours}”, the file says “{theirs}”."
    )
    ours, theirs = conflict.differing()
    return sentence.format(
        place=place,
        programme=conflict.programme,
        criterion=conflict.criterion,
        evaluator=conflict.evaluator,
        ours=ours,
        theirs=theirs,
    )


def _refusal(plan: ImportPlan) -> str:
    errors = sum(problem.severity == "error" for problem in plan.problems)
    if errors:
        sentence = _("Nothing was taken in: problems: {count}. Correct the file and import it again.")
        return sentence.format(count=errors)
    sentence = _(
        "Nothing was taken in: conflicts with stored scores: {count}. "
        "Decide with --on-conflict keep or --on-conflict replace."
    )
    return sentence.format(count=len(plan.conflicts))
