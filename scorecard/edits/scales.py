"""The scale of a framework that is being written; the level texts of its criteria follow by position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from scorecard.analysis.record.crosswalk import with_levels
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.library.frameworks import MOST_STEPS, built_in_framework
from scorecard.model.framework import Criterion, Framework, Section, Step
from scorecard.model.text import NO_TEXT, Text


def scales() -> tuple[tuple[Step, ...], ...]:
    """Scales to begin with, worst to best: 0 to 4 as in ours, 1 to 5, D to A, and no or yes."""
    ours = built_in_framework("ptpr").scale
    numbers = tuple(replace(step, code=code) for step, code in zip(ours, "12345", strict=True))
    letters = tuple(
        Step(code=code, word=word, meaning=NO_TEXT)
        for code, word in zip(
            "DCBA",
            (
                Text(en="Insufficient", es="Insuficiente"),
                Text(en="Partial", es="Parcial"),
                Text(en="Good", es="Bueno"),
                Text(en="Very good", es="Muy bueno"),
            ),
            strict=True,
        )
    )
    answers = (
        Step(code="no", word=Text(en="No", es="No"), meaning=NO_TEXT),
        Step(code="yes", word=Text(en="Yes", es="Sí"), meaning=NO_TEXT),
    )
    return ours, numbers, letters, answers


def set_scale(framework: Framework, steps: tuple[Step, ...]) -> Framework:
    """Give the framework another scale; level texts stay by position, cut off or filled with empty ones."""
    if not 2 <= len(steps) <= MOST_STEPS:
        sentence = _("A scale has 2 to {most} steps. Nothing has changed.")
        raise Refusal(sentence.format(most=MOST_STEPS))
    return _with_criteria(
        replace(framework, scale=steps), lambda criterion: with_levels(criterion, len(steps))
    )


def reword_step(framework: Framework, position: int, **content: Any) -> Framework:
    """Give a step another `word`, `meaning` or proof that it `needs`; positions count from 0, the worst."""
    return _with_step(framework, position, **content)


def recode_step(framework: Framework, position: int, code: str) -> Framework:
    """Give a step another code; no version with other codes comes into force while scores exist."""
    return _with_step(framework, position, code=code)


def add_step(framework: Framework, to: int, code: str = "") -> Framework:
    """Add a step without texts at a position; every criterion gets an empty level text there."""
    steps = list(framework.scale)
    steps.insert(to, Step(code=code or _free_code(framework), word=NO_TEXT, meaning=NO_TEXT))
    if len(steps) > MOST_STEPS:
        return set_scale(framework, tuple(steps))

    def grown(criterion: Criterion) -> Criterion:
        return replace(criterion, levels=(*criterion.levels[:to], NO_TEXT, *criterion.levels[to:]))

    return _with_criteria(replace(framework, scale=tuple(steps)), grown)


def remove_step(framework: Framework, position: int) -> Framework:
    """Take a step away with the level texts at its position."""
    steps = tuple(step for place, step in enumerate(framework.scale) if place != position)
    if len(steps) < 2:
        return set_scale(framework, steps)

    def thinned(criterion: Criterion) -> Criterion:
        levels = (level for place, level in enumerate(criterion.levels) if place != position)
        return replace(criterion, levels=tuple(levels))

    return _with_criteria(replace(framework, scale=steps), thinned)


def _free_code(framework: Framework) -> str:
    number = 0
    while str(number) in framework.codes:
        number += 1
    return str(number)


def _with_step(framework: Framework, position: int, **content: Any) -> Framework:
    steps = list(framework.scale)
    steps[position] = replace(steps[position], **content)
    return replace(framework, scale=tuple(steps))


def _with_criteria(framework: Framework, change: Callable[[Criterion], Criterion]) -> Framework:
    def changed(section: Section) -> Section:
        return replace(section, criteria=tuple(change(one) for one in section.criteria))

    return replace(
        framework,
        sections=tuple(changed(one) for one in framework.sections),
        retired=tuple(changed(one) for one in framework.retired),
    )
