"""How people and answers are named on the Workshop page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.i18n import _, language
from scorecard.model.framework import NA, NE, Framework
from scorecard.model.text import folded

if TYPE_CHECKING:
    from scorecard.model.evaluation import Key
    from scorecard.model.snapshot import Snapshot


def name_of(snapshot: Snapshot, key: Key) -> str:
    """The name of an evaluator, with the id where another one is called the same."""
    who = snapshot.evaluators.get(key)
    if who is None:
        return _("an evaluator who was removed")
    alike = sum(folded(one.name) == folded(who.name) for one in snapshot.evaluators.values())
    return f"{who.name} ({who.id})" if alike > 1 else who.name


def answer_word(framework: Framework, value: str) -> str:
    """An answer in a word or two: the word of its level, or what NE, NA or nothing says."""
    if value in framework.codes:
        return framework.scale[framework.codes.index(value)].word.into(language())
    return {NE: _("No evidence"), NA: _("Does not apply")}.get(value, _("No answer"))


def answer_named(framework: Framework, value: str) -> str:
    """An answer by its code and its word, such as `3 established`."""
    word = answer_word(framework, value)
    return f"{value} {word}" if value in framework.codes else word
