"""The verb programme import: a list from a spreadsheet, told row by row before anything is stored."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, problem_as_json, problem_line, refusal_as_json
from scorecard.edits import programmes
from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorecard.exchange.imports.programme_columns import Field
    from scorecard.exchange.imports.programme_plan import PlannedRow, ProgrammePlan


_MOST_HEADS = 12
"""Of the columns that are left out, the heads that are named."""


def add_verb(group: Verbs) -> None:
    """The grammar of `programme import`."""
    take = group.add("import", _("Take in a list of programmes (.xlsx, .csv), all of them or none."))
    take.add_argument("file", metavar="FILE", type=path_named)
    take.add_argument("source", metavar="SOURCE", type=path_named)
    take.add_argument(
        "--column",
        metavar="name=HEAD",
        action="append",
        default=[],
        help=_("what a column holds, by its head or letter; may be given several times"),
    )
    take.add_argument(
        "--on-duplicate",
        metavar="ask|skip|update|add",
        default="ask",
        help=_("what to do with a programme that is there already; ask refuses and lists them"),
    )
    take.add_argument("--dry-run", action="store_true", help=_("say what would happen and change nothing"))
    take.add_argument("--json", action="store_true", help=_("as one JSON document"))
    take.set_defaults(run=take_in)


def take_in(asked: Namespace, output: Output) -> None:
    """`programme import`."""
    from scorecard.exchange.imports.programme_plan import ProgrammePlan

    try:
        plan, heads, columns = _take_in(asked)
    except Refusal as refusal:
        if asked.json:
            nothing = ProgrammePlan(rows=(), programmes=(), problems=())
            problems = refusal_as_json(refusal, asked.source.name)
            output.document({**_as_json(nothing, (), ()), "problems": problems})
        raise
    if asked.json:
        output.document(_as_json(plan, heads, columns))
    else:
        _tell(plan, heads, columns, output)
    if not plan.may_apply:
        sentence = _(
            "Nothing was taken in. Mend the problems, and say with --on-duplicate what happens to programmes "
            "that are there already."
        )
        raise Refusal(sentence)
    if not asked.json:
        for programme in plan.programmes:
            output.data(programme.id)
    if asked.dry_run:
        sentence = _("Would be added: {add}, updated: {update}, skipped: {skip}; unchanged: {unchanged}.")
    else:
        sentence = _("Added: {add}, updated: {update}, skipped: {skip}; unchanged: {unchanged}.")
    counts = {outcome: plan.count(outcome) for outcome in ("add", "update", "skip", "unchanged")}
    output.say(sentence.format(**counts))


def _tell(plan: ProgrammePlan, heads: Sequence[str], columns: Sequence[Field | None], output: Output) -> None:
    """Every problem, what is left out, and what waits for an answer."""
    for problem in plan.problems:
        output.say(problem_line(problem))
    if left_out := _left_out(heads, columns):
        shown = ", ".join(text[:40] for text in left_out[:_MOST_HEADS])
        sentence = ngettext(
            "{count} column is left out: {columns}", "{count} columns are left out: {columns}", len(left_out)
        )
        output.say(sentence.format(count=len(left_out), columns=shown))
    for row in plan.rows:
        if row.outcome == "ask":
            output.say(_repeated(row))


def _take_in(asked: Namespace) -> tuple[ProgrammePlan, Sequence[str], Sequence[Field | None]]:
    """What the list says and what each of its columns means; stored unless it was but tried or may not be."""
    from scorecard.exchange.imports.programme_columns import need_names, with_columns
    from scorecard.exchange.imports.programme_list import best_block, head_row, known_columns, read_blocks
    from scorecard.exchange.imports.programme_plan import on_duplicate_named, plan_programmes

    on_duplicate = on_duplicate_named(asked.on_duplicate)
    block = best_block(read_blocks(asked.source))
    given = [_pair(text) for text in asked.column]
    head = head_row(block, [name for _field, name in given])
    if head is None and not given and block.width > 1:
        need_names(())
    columns = with_columns(known_columns(block, head), block.heads(head), given)
    with Workspace.open(asked.file, reading=asked.dry_run) as workspace:
        plan = plan_programmes(workspace.snapshot, block, columns, head=head, on_duplicate=on_duplicate)
        if plan.may_apply and not asked.dry_run:
            workspace.edit(programmes.take_in, plan.programmes)
    return plan, block.heads(head), columns


def _left_out(heads: Sequence[str], columns: Sequence[Field | None]) -> list[str]:
    return [text for text, meaning in zip(heads, columns, strict=True) if text and not meaning]


def _pair(text: str) -> tuple[str, str]:
    name, sign, head = text.partition("=")
    if not sign:
        sentence = _("“{text}” says not which column: write --column name=HEAD. Nothing has changed.")
        raise Refusal(sentence.format(text=text[:80]))
    return name.strip(), head.strip()


def _repeated(row: PlannedRow) -> str:
    if row.stored is not None:
        sentence = _("Row {row}: “{name}” is there already as {id}.")
        return sentence.format(row=row.number, name=row.programme.name, id=row.stored.id)
    sentence = _("Row {row}: “{name}” stands in row {other} already.")
    return sentence.format(row=row.number, name=row.programme.name, other=row.repeats)


def _as_json(plan: ProgrammePlan, heads: Sequence[str], columns: Sequence[Field | None]) -> dict[str, Any]:
    applied = plan.may_apply
    return {
        "added": plan.count("add") if applied else 0,
        "updated": plan.count("update") if applied else 0,
        "unchanged": plan.count("unchanged"),
        "skipped": plan.count("skip"),
        "columns": {meaning: heads[place] for place, meaning in enumerate(columns) if meaning},
        "left_out": _left_out(heads, columns),
        "programmes": [one.id for one in plan.programmes] if applied else [],
        "duplicates": [
            {
                "row": row.number,
                "name": row.programme.name,
                "id": None if row.stored is None else row.stored.id,
                "repeats": row.repeats or None,
            }
            for row in plan.rows
            if row.outcome == "ask"
        ],
        "problems": [problem_as_json(problem) for problem in plan.problems],
    }
