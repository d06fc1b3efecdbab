"""The closed union of what is stored, and the identity of each."""

from __future__ import annotations

import secrets
from typing import NamedTuple, assert_never

from scorecard.model.evaluation import Evaluation, Evaluator, Key, Round, WeightSet
from scorecard.model.framework import Framework
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.score import Score

Record = Evaluation | Framework | Round | Evaluator | WeightSet | Programme | Document | Evidence | Score

KINDS: dict[str, type[Record]] = {
    "evaluation": Evaluation,
    "framework": Framework,
    "round": Round,
    "evaluator": Evaluator,
    "weights": WeightSet,
    "programme": Programme,
    "document": Document,
    "evidence": Evidence,
    "score": Score,
}
"""Record kinds as they are named in files, in an order in which each refers only to those before it."""


class Ref(NamedTuple):
    """The identity of a stored record: its kind, and its key within the kind."""

    kind: str
    key: str


def new_key() -> Key:
    """A fresh random key."""
    return secrets.token_hex(16)


def ref(record: Record) -> Ref:
    """The identity of a record; two values with equal identity are two states of one thing.

    There is one evaluation in a file; a framework is known by its id, a score by its cell.
    """
    match record:
        case Evaluation():
            return Ref("evaluation", "")
        case Framework():
            return Ref("framework", record.id)
        case Round():
            return Ref("round", record.key)
        case Evaluator():
            return Ref("evaluator", record.key)
        case WeightSet():
            return Ref("weights", record.key)
        case Programme():
            return Ref("programme", record.key)
        case Document():
            return Ref("document", record.key)
        case Evidence():
            return Ref("evidence", record.key)
        case Score():
            return Ref("score", "/".join(record.cell))
        case _:
            assert_never(record)
