"""The closed union of what is stored, and the identity of each."""

from __future__ import annotations

import secrets
from typing import NamedTuple, assert_never

from scorecard.model.evaluation import Assignment, Conflict, Evaluation, Evaluator, Key, Round, WeightSet
from scorecard.model.form import Form
from scorecard.model.framework import Draft, Edition, Framework, edition_key
from scorecard.model.note_sheet import NoteRow, NoteSheet
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.score import Cell, Score
from scorecard.model.workshop import Agenda, Discussion

Record = (
    Evaluation
    | Framework
    | Edition
    | Draft
    | Round
    | Evaluator
    | WeightSet
    | Programme
    | Conflict
    | Assignment
    | Document
    | Evidence
    | NoteSheet
    | NoteRow
    | Form
    | Agenda
    | Discussion
    | Score
)

KINDS: dict[str, type[Record]] = {
    "evaluation": Evaluation,
    "framework": Framework,
    "edition": Edition,
    "draft": Draft,
    "round": Round,
    "evaluator": Evaluator,
    "weights": WeightSet,
    "programme": Programme,
    "conflict": Conflict,
    "assignment": Assignment,
    "document": Document,
    "evidence": Evidence,
    "note_sheet": NoteSheet,
    "note_row": NoteRow,
    "form": Form,
    "agenda": Agenda,
    "discussion": Discussion,
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


def cell_of(ref: Ref) -> Cell | None:
    """The place of the score that a reference is to, None where it is to anything else."""
    return Cell(*ref.key.split("/")) if ref.kind == "score" else None


def ref(record: Record) -> Ref:
    """The identity of a record; two values with equal identity are two states of one thing.

    There is one evaluation in a file; a framework is known by its id, an edition of it by id and version; what
    lies between records, such as a score, is known by these together.
    """
    match record:
        case Evaluation():
            return Ref("evaluation", "")
        case Framework():
            return Ref("framework", record.id)
        case Edition():
            return Ref("edition", edition_key(record.framework.id, record.framework.version))
        case Draft():
            return Ref("draft", record.framework.id)
        case Round():
            return Ref("round", record.key)
        case Evaluator():
            return Ref("evaluator", record.key)
        case WeightSet():
            return Ref("weights", record.key)
        case Programme():
            return Ref("programme", record.key)
        case Conflict():
            return Ref("conflict", f"{record.programme}/{record.evaluator}")
        case Assignment():
            return Ref("assignment", f"{record.programme}/{record.evaluator}/{record.round}")
        case Document():
            return Ref("document", record.key)
        case Evidence():
            return Ref("evidence", record.key)
        case NoteSheet():
            return Ref("note_sheet", record.key)
        case NoteRow():
            return Ref("note_row", record.key)
        case Form():
            return Ref("form", record.key)
        case Agenda():
            return Ref("agenda", record.key)
        case Discussion():
            return Ref("discussion", record.key)
        case Score():
            return Ref("score", "/".join(record.cell))
        case _:
            assert_never(record)
