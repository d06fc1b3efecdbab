"""The evaluation itself, its rounds, its evaluators and its weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Key = str
"""A random 128-bit id in 32 hexadecimal digits; officials copy files, so keys are never counters."""

Caution = Literal["", "illustrative", "invented"]
EvaluatorKind = Literal["self", "independent", "peer", "panel"]
EVALUATOR_KINDS: tuple[EvaluatorKind, ...] = ("self", "independent", "peer", "panel")
RoundKind = Literal["", "baseline", "follow-up"]
ROUND_KINDS: tuple[RoundKind, ...] = ("", "baseline", "follow-up")
Status = Literal["draft", "submitted", "approved"]
STATUSES: tuple[Status, ...] = ("draft", "submitted", "approved")
WeightMethod = Literal["numbers", "swing"]
WEIGHT_METHODS: tuple[WeightMethod, ...] = ("numbers", "swing")


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
    """One pass of scoring, such as a baseline; `position` gives the order in time.

    `begins` and `ends` are ISO dates or empty. No score of a `closed` round can change. In a `blind` one an
    evaluator sees the others' scores of a programme only after submitting their own. `editions` are pairs of
    framework id and version: the round keeps to these where the evaluation has gone on to newer ones.
    """

    key: Key
    id: str
    name: str
    position: int
    kind: RoundKind = ""
    begins: str = ""
    ends: str = ""
    closed: bool = False
    blind: bool = False
    editions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluator:
    """A person or body that scores; one `panel` at most in an evaluation."""

    key: Key
    id: str
    name: str
    kind: EvaluatorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A declared conflict of interest: the evaluator's scores of this programme are shown and never count."""

    programme: Key
    evaluator: Key
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One evaluator's work on one programme in one round: whether they owe it, and how far it is.

    Submitted or approved, its scores are locked until it is a draft again. `by` and `at` (UTC, ISO) say who
    gave it this status and when; both are empty for a draft that was never anything else.
    """

    programme: Key
    evaluator: Key
    round: Key
    owed: bool = False
    status: Status = "draft"
    by: str = ""
    at: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said, so that there is nothing to store."""
        return not self.owed and self.status == "draft" and not self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightSet:
    """Named weights of one framework, 0 or more, by section id and full criterion id; absent means 1.

    By `swing` the one whose step from worst to best matters most has 100 and the others their share of it.
    Numbers are kept as a person gave them and normalised wherever they are shown.
    """

    key: Key
    id: str
    name: str
    framework: str
    sections: tuple[tuple[str, float], ...] = ()
    criteria: tuple[tuple[str, float], ...] = ()
    method: WeightMethod = "numbers"
