"""What a person asks of the scores: which of them count, and how they are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, assert_never

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.evaluation import EvaluatorKind, Key
from scorecard.model.snapshot import unknown

View = Literal["all", "self", "independent", "panel"]
Average = Literal["mean", "median"]
Rule = Literal["mean", "geometric", "weakest"]

VIEWS: tuple[View, ...] = ("all", "self", "independent", "panel")
AVERAGES: tuple[Average, ...] = ("mean", "median")
RULES: tuple[Rule, ...] = ("mean", "geometric", "weakest")

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One comparison as asked.

    `weights` is the key of a weight set of the framework, None for equal weights; `tried` are weights by section
    id that stand in place of the set's while somebody tries them out, and sections in `without` are switched off;
    ids of sections that are gone are passed over. `threshold` is the least coverage for a score, None for the
    evaluation's own; `programmes` are those compared, None for all, and keys that are gone are passed over.
    `seen_by` is the evaluator who asks: while a round is blind, others' answers count as unscored for them where
    they have not submitted their own; None sees everything.
    """

    framework: str
    round: Key
    view: View = "all"
    average: Average = "mean"
    rule: Rule = "mean"
    weights: Key | None = None
    tried: tuple[tuple[str, float], ...] = ()
    without: tuple[str, ...] = ()
    threshold: float | None = None
    programmes: tuple[Key, ...] | None = None
    seen_by: Key | None = None


def kinds_in(view: View) -> tuple[EvaluatorKind, ...]:
    """The kinds of evaluators whose answers a view counts."""
    match view:
        case "all":
            return ("self", "independent", "peer", "panel")
        case "independent":
            return ("independent", "peer")
        case "self":
            return ("self",)
        case "panel":
            return ("panel",)
        case _:
            assert_never(view)


def view_named(text: str) -> View:
    """The view of this name; a refusal names the nearest one."""
    return _named(_("view"), text, VIEWS)


def average_named(text: str) -> Average:
    """The average over evaluators of this name; a refusal names the nearest one."""
    return _named(_("average"), text, AVERAGES)


def rule_named(text: str) -> Rule:
    """The rule of this name; a refusal names the nearest one."""
    return _named(_("rule"), text, RULES)


def checked_threshold(threshold: float) -> float:
    """The threshold itself, refused unless it is a share from 0 to 1."""
    if 0 <= threshold <= 1:
        return threshold
    sentence = _("The threshold is a share of coverage from 0 to 1, not {threshold}. Nothing has changed.")
    raise Refusal(sentence.format(threshold=f"{threshold:g}"))


def _named(what: str, text: str, known: Sequence[Choice]) -> Choice:
    for choice in known:
        if choice == text:
            return choice
    raise unknown(what, text, known)
