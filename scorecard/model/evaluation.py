"""The evaluation itself, its rounds, its evaluators and its weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Key = str
"""A random 128-bit id in 32 hexadecimal digits; officials copy files, so keys are never counters."""

Caution = Literal["", "illustrative", "invented"]
EvaluatorKind = Literal["self", "independent", "peer", "panel"]
EVALUATOR_KINDS: tuple[EvaluatorKind, ...] = ("self", "independent", "peer", "panel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What one file holds as a whole.

    `id` is a random key that stays through copies; `frameworks` are framework ids in order, the evaluation
    opens on the first; `caution` says that scores are illustrative or invented, wherever they show;
    `threshold` is the least coverage, 0 to 1, at which a score is given.
    """

    id: Key
    title: str
    note: str = ""
    caution: Caution = ""
    frameworks: tuple[str, ...]
    threshold: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One pass of scoring, such as a baseline; `position` gives the order in time."""

    key: Key
    id: str
    name: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluator:
    """A person or body that scores; one `panel` at most in an evaluation."""

    key: Key
    id: str
    name: str
    kind: EvaluatorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightSet:
    """Named weights of one framework, 0 or more, by section id and full criterion id; absent means 1."""

    key: Key
    id: str
    name: str
    framework: str
    sections: tuple[tuple[str, float], ...] = ()
    criteria: tuple[tuple[str, float], ...] = ()
