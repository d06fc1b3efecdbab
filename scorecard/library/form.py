"""The form that every framework keeps, a half-written one too: ids, lengths and numbers that a file can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.library.frameworks import (
    FRAMEWORK_ID,
    LONGEST_SHORT,
    MOST_CRITERIA,
    MOST_STEPS,
    SECTION_ID,
    STEP_CODE,
    VERSION,
)
from scorecard.model.framework import NA, NE, Criterion, Framework, Section, Step
from scorecard.model.text import LONGEST_ENTRY, Text, clean


def valid_framework(framework: Framework) -> Framework:
    """The framework with its texts cleaned; refused where no file could hold it. Texts may still be missing."""
    _match(
        FRAMEWORK_ID,
        framework.id,
        _("Give the framework an id of small letters, digits and _, such as own1."),
    )
    _match(VERSION, framework.version, _("Give the version as letters, digits, points and -, such as 1.1."))
    if not 2 <= len(framework.scale) <= MOST_STEPS:
        raise _refused(_("A scale has 2 to {most} steps.").format(most=MOST_STEPS))
    criteria = (*framework.criteria, *framework.retired_criteria)
    if len(criteria) > MOST_CRITERIA:
        raise _refused(_("A framework has at most {count} criteria.").format(count=MOST_CRITERIA))
    _unique(framework.codes)
    _unique(section.id for section in framework.sections)
    _unique(section.id for section in framework.retired)
    _unique(criterion.code for criterion in criteria)
    return replace(
        framework,
        scale=tuple(_step(step) for step in framework.scale),
        sections=tuple(_section(framework, section) for section in framework.sections),
        retired=tuple(_section(framework, section) for section in framework.retired),
        **_texts(framework, "name", "short", "note"),
    )


def _step(step: Step) -> Step:
    _match(STEP_CODE, step.code, _("The code of a step has 1 to 8 letters and digits, and + or -."))
    if step.code.upper() in (NE, NA):
        raise _refused(_("NE and NA are states of a cell and cannot be levels."))
    return replace(step, **_texts(step, "word", "meaning"))


def _section(framework: Framework, section: Section) -> Section:
    _match(SECTION_ID, section.id, _code_rule())
    return replace(
        section,
        criteria=tuple(_criterion(framework, criterion) for criterion in section.criteria),
        **_texts(section, "name", "short", "note"),
    )


def _criterion(framework: Framework, criterion: Criterion) -> Criterion:
    _match(SECTION_ID, criterion.code, _code_rule())
    if criterion.id != f"{framework.id}.{criterion.code}" or len(criterion.levels) != len(framework.scale):
        raise ValueError(f"{criterion.id} is no criterion of {framework.id}")
    return replace(
        criterion,
        levels=tuple(_text(level, LONGEST_ENTRY) for level in criterion.levels),
        **_texts(criterion, "name", "question", "definition", "look_for", "source"),
    )


def _code_rule() -> str:
    return _("The id of a section or criterion has 1 to 8 capital letters and digits, a letter first: ANT1.")


def _texts(record: Any, *names: str) -> dict[str, Any]:
    return {
        name: _text(getattr(record, name), LONGEST_SHORT if name == "short" else LONGEST_ENTRY)
        for name in names
    }


def _text(text: Text, longest: int) -> Text:
    cleaned = Text(en=clean(text.en), es=clean(text.es))
    for entry in (cleaned.en, cleaned.es):
        if len(entry) > longest:
            sentence = _("“{entry}” has {count} characters; at most {most} fit.")
            raise _refused(sentence.format(entry=entry[:40] + "…", count=len(entry), most=longest))
    return cleaned


def _match(pattern: str, entry: str, rule: str) -> None:
    if not re.fullmatch(pattern, entry):
        raise _refused(_("“{entry}” cannot stand here. {rule}").format(entry=entry[:40], rule=rule))


def _unique(ids: Iterable[str]) -> None:
    seen = set()
    for id in ids:
        if id in seen:
            raise _refused(_("The id “{id}” is already taken.").format(id=id))
        seen.add(id)


def _refused(sentence: str) -> Refusal:
    return Refusal(_("{problem} Nothing has changed.").format(problem=sentence))
