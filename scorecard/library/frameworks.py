"""Framework files: the built-in ones, and those that a person wrote."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext
from scorecard.library.tables import Tables, read_toml
from scorecard.model.framework import NA, NE, NEEDS, Criterion, Fate, Framework, Link, Section, Step
from scorecard.model.problem import Problem
from scorecard.model.snapshot import unknown
from scorecard.model.text import Text
from scorecard.paths import resource

FRAMEWORK_ID = r"[a-z][a-z0-9_]{0,15}"
SECTION_ID = r"[A-Z][A-Z0-9]{0,7}"
"""The form of the ids of sections, and of the codes of criteria."""
STEP_CODE = r"[0-9A-Za-z][0-9A-Za-z+\-]{0,7}"
VERSION = r"[0-9A-Za-z][0-9A-Za-z.\-]{0,19}"
LONGEST_SHORT = 24
MOST_STEPS = 20
MOST_CRITERIA = 500


class FrameworkProblems(Refusal):
    """A framework file that cannot be used, with everything that is wrong with it."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        sentence = ngettext(
            "“{file}” has {count} problem; nothing has changed. Correct it and try again.",
            "“{file}” has {count} problems; nothing has changed. Correct them and try again.",
            len(problems),
        )
        super().__init__(sentence.format(file=file, count=len(problems)))
        self.problems = problems


def built_in() -> tuple[str, ...]:
    """The ids of the built-in frameworks in the order in which they are offered."""
    return ("ptpr", "lnk", "dac")


def at_first() -> tuple[str, ...]:
    """The ids of those that a new evaluation begins with where none is chosen."""
    return ("ptpr", "lnk")


@cache
def built_in_framework(id: str) -> Framework:
    """A built-in framework; a refusal names the nearest one."""
    if id not in built_in():
        raise unknown(_("framework"), id, built_in())
    return read_framework(resource("frameworks", f"{id}.toml"))


def read_framework(path: Path) -> Framework:
    """The framework in a TOML file. Raises `FrameworkProblems`, or `Refusal` if it is no TOML."""
    framework, problems = _read(path)
    if problems:
        raise FrameworkProblems(path.name, problems)
    return framework


def check_framework(path: Path) -> tuple[Problem, ...]:
    """Every problem of a framework file at once, each with its place; none when it can be used."""
    return _read(path)[1]


def _read(path: Path) -> tuple[Framework, tuple[Problem, ...]]:
    return framework_in(read_toml(path), path.name)


def framework_in(content: Mapping[str, Any], name: str) -> tuple[Framework, tuple[Problem, ...]]:
    """The framework in tables such as those of a framework file, and every problem of it.

    `name` is what problems call the file. The framework is of no use where there are problems.
    """
    file = Tables(content, name)
    id = file.plain("id", pattern=FRAMEWORK_ID)
    scale = tuple(_step(step) for step in file.tables("scale", called=_("step"), least=2))
    if len(scale) > MOST_STEPS:
        file.problem("scale", _("a scale has at most {count} steps").format(count=MOST_STEPS))
    file.unique([step.code for step in scale], _("code"))
    sections = tuple(
        _section(section, id, len(scale)) for section in file.tables("section", called=_("section"), least=1)
    )
    retired = tuple(
        _section(section, id, len(scale), whole=False)
        for section in file.tables("retired", called=_("retired section"))
    )
    file.unique([section.id for section in sections], _("section"))
    file.unique([section.id for section in retired], _("retired section"))
    criteria = [one for section in sections for one in section.criteria]
    every = [*criteria, *(one for section in retired for one in section.criteria)]
    file.unique([one.code for one in every], _("criterion"))
    if len(every) > MOST_CRITERIA:
        file.problem("section", _("a framework has at most {count} criteria").format(count=MOST_CRITERIA))
    framework = Framework(
        id=id,
        version=file.plain("version", pattern=VERSION),
        name=file.text("name"),
        short=_short(file),
        note=file.text("note", may_be_empty=True),
        scale=scale,
        sections=sections,
        retired=retired,
        previous=file.plain("previous", pattern=rf"(?:{VERSION})?", default=""),
        crosswalk=tuple(
            _link(link, id, [one.code for one in criteria])
            for link in file.tables("crosswalk", called=_("line of the crosswalk"))
        ),
    )
    file.end()
    return framework, tuple(file.problems)


def _step(step: Tables) -> Step:
    code = step.plain("code", pattern=STEP_CODE)
    if code.upper() in (NE, NA):
        step.problem("code", _("NE and NA are states of a cell and cannot be levels"))
    return Step(
        code=code,
        word=step.text("word"),
        meaning=step.text("meaning", may_be_empty=True),
        needs=step.one_of("needs", NEEDS, default=""),  # type: ignore[arg-type]
    )


def _section(section: Tables, framework: str, steps: int, *, whole: bool = True) -> Section:
    """A section; in one that is not `whole`, as retired ones are, level texts may be missing."""
    return Section(
        id=section.plain("id", pattern=SECTION_ID),
        name=section.text("name"),
        short=_short(section),
        note=section.text("note", may_be_empty=True),
        criteria=tuple(
            _criterion(criterion, framework, steps, whole=whole)
            for criterion in section.tables("criterion", called=_("criterion"), least=1)
        ),
    )


def _criterion(criterion: Tables, framework: str, steps: int, *, whole: bool) -> Criterion:
    levels = criterion.texts("levels", may_be_empty=not whole)
    if criterion.has("levels") and len(levels) != steps:
        sentence = _("there are {count} level texts for a scale of {steps} steps")
        criterion.problem("levels", sentence.format(count=len(levels), steps=steps))
    return Criterion(
        id=f"{framework}.{criterion.plain('id', pattern=SECTION_ID)}",
        name=criterion.text("name"),
        question=criterion.text("question", may_be_empty=True),
        definition=criterion.text("definition", may_be_empty=True),
        look_for=criterion.text("look_for", may_be_empty=True),
        source=criterion.text("source", may_be_empty=True),
        levels=levels,
    )


def _link(link: Tables, framework: str, codes: list[str]) -> Link:
    new = link.strings("new")
    for code in new:
        if code not in codes:
            link.problem("new", _("the id “{id}” is not known").format(id=code[:40]))
    return Link(
        fate=link.one_of("fate", get_args(Fate)),  # type: ignore[arg-type]
        old=tuple(f"{framework}.{code}" for code in link.strings("old")),
        new=tuple(f"{framework}.{code}" for code in new),
    )


def _short(table: Tables) -> Text:
    short = table.text("short")
    if max(len(short.en), len(short.es)) > LONGEST_SHORT:
        table.problem("short", _("a short name has at most {count} characters").format(count=LONGEST_SHORT))
    return short
