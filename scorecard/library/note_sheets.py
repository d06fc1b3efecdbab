"""Templates of note sheets: the built-in ones, and those that a person wrote."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import assert_never

from scorecard.i18n import _
from scorecard.library.frameworks import FrameworkProblems
from scorecard.library.tables import Tables, read_toml
from scorecard.model.note_sheet import COLUMN_KINDS, LAYOUTS, Choice, Column, Template
from scorecard.model.problem import Problem
from scorecard.model.snapshot import unknown
from scorecard.paths import resource

TEMPLATE_ID = r"[a-z][a-z0-9_]{0,23}"
CHOICE_CODE = r"[A-Za-z0-9][A-Za-z0-9_\-]{0,23}"
MOST_COLUMNS = 24
MOST_CHOICES = 100
_WIDEST = 6

_BUILT_IN = (
    "swot",
    "challenges",
    "recommendations",
    "consensus",
    "prioritisation",
    "priorities",
    "industries_areas",
    "scorecard_marks",
    "synthesis",
    "inventory",
    "supplier_profile",
    "supplier_innovation",
    "regions",
    "strategy_options",
    "objectives",
    "task_forces",
    "analysis_levels",
    "production_markets",
)


def built_in_templates() -> tuple[str, ...]:
    """The ids of the built-in templates in the order in which they are offered."""
    return _BUILT_IN


@cache
def built_in_template(id: str) -> Template:
    """A built-in template; a refusal names the nearest one."""
    if id not in _BUILT_IN:
        raise unknown(_("template"), id, _BUILT_IN)
    return read_template(resource("note_sheets", f"{id}.toml"))


def read_template(path: Path) -> Template:
    """The template in a TOML file. Raises `FrameworkProblems`, or `Refusal` if it is no TOML."""
    template, problems = _read(path)
    if problems:
        raise FrameworkProblems(path.name, problems)
    return template


def _read(path: Path) -> tuple[Template, tuple[Problem, ...]]:
    file = Tables(read_toml(path), path.name)
    columns = tuple(_column(table) for table in file.tables("column", called=_("column"), least=1))
    if len(columns) > MOST_COLUMNS:
        file.problem("column", _("at most {count} fit").format(count=MOST_COLUMNS))
    file.unique([column.id for column in columns], _("column"))
    template = Template(
        id=file.plain("id", pattern=TEMPLATE_ID),
        name=file.text("name"),
        note=file.text("note", may_be_absent=True),
        layout=file.one_of("layout", LAYOUTS),  # type: ignore[arg-type]
        columns=columns,
        across=file.plain("across", default=""),
        down=file.plain("down", default=""),
    )
    if template.layout:
        _check_layout(file, template)
    file.end()
    return template, tuple(file.problems)


def _column(table: Tables) -> Column:
    kind = table.one_of("kind", COLUMN_KINDS)
    choices = tuple(
        Choice(code=one.plain("code", pattern=CHOICE_CODE), text=one.text("text"))
        for one in table.tables("choice", called=_("choice"))
    )
    table.unique([choice.code for choice in choices], _("code"))
    if kind == "choice" and not choices:
        table.problem("choice", _("a column of choices needs at least one"))
    if kind != "choice" and choices:
        table.problem("choice", _("only a column of the kind “choice” has choices"))
    if len(choices) > MOST_CHOICES:
        table.problem("choice", _("at most {count} fit").format(count=MOST_CHOICES))
    return Column(
        id=table.plain("id", pattern=TEMPLATE_ID),
        name=table.text("name"),
        kind=kind,  # type: ignore[arg-type]
        choices=choices,
        width=table.number("width", default=1, least=1, most=_WIDEST),
    )


def _check_layout(file: Tables, template: Template) -> None:
    """Note what the layout lacks: choices to stand side by side, and a column to write in."""
    match template.layout:
        case "table":
            asked: tuple[str, ...] = ()
        case "columns":
            asked = ("across",)
        case "matrix":
            asked = ("across", "down")
        case _:
            assert_never(template.layout)
    for name in ("across", "down"):
        id = getattr(template, name)
        if name not in asked:
            if id:
                file.problem(
                    name, _("the layout “{layout}” has no such entry").format(layout=template.layout)
                )
        elif not any(column.id == id and column.kind == "choice" for column in template.columns):
            file.problem(name, _("“{value}” is no column of choices").format(value=id))
    if template.down and template.down == template.across:
        file.problem("down", _("it must be another column than “across”"))
    if all(column.id in (template.across, template.down) for column in template.columns):
        file.problem("column", _("a column to write in is missing"))


def cell_fault(template: Template, column: str, value: str) -> str:
    """What is wrong with a value in a column of a template, as a sentence; empty when nothing is.

    Says whether the column is there and its choice is known; programmes are for whoever knows the evaluation.
    """
    known = {one.id: one for one in template.columns}
    if column not in known:
        sentence = _("There is no column “{column}”; there are: {known}.")
        return sentence.format(column=column[:40], known=", ".join(known))
    codes = [choice.code for choice in known[column].choices]
    if known[column].kind == "choice" and value and value not in codes:
        sentence = _("“{value}” is no choice of the column “{column}”; there are: {known}.")
        return sentence.format(value=value[:40], column=column, known=", ".join(codes))
    return ""
