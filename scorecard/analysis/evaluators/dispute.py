"""Whether evaluators' answers to one criterion are so far apart that they should talk."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.model.framework import NA, Framework

_FAR = 2
"""Steps between two levels that are a dispute; one step is the grain of judgement."""

_LONG_SCALE = 4
"""Steps from which a scale has room for differences of one that mean little; on a shorter one any difference counts."""


def is_disputed(framework: Framework, values: Iterable[str]) -> bool:
    """Whether these answers to one criterion are disputed; NE and empty ones say nothing against any level.

    They are where two levels are two steps or more apart, on a scale of fewer than four steps where they differ,
    or where one evaluator gives a level and another says that the criterion does not apply.
    """
    said = set(values)
    codes = framework.codes
    levels = [codes.index(value) for value in said if value in codes]
    if not levels:
        return False
    return NA in said or max(levels) - min(levels) >= steps_apart(framework)


def steps_apart(framework: Framework) -> int:
    """From how many steps between two levels they are disputed."""
    return _FAR if len(framework.codes) >= _LONG_SCALE else 1
