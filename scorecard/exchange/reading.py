"""What a file says of scores, before anything is held against what is stored: answers, and faults with their cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from scorecard.errors import Refusal
from scorecard.model.evaluation import EvaluatorKind, Key
from scorecard.model.problem import Problem, Severity
from scorecard.model.score import Confidence, Score
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What stood in a form when it was made, and the revision that had left it so; empty where none ever had."""

    revision: Key
    value: str = ""
    note: str = ""
    cites: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one row of a file says of one score, in ids, with the address of its value.

    `sheet` is empty for CSV, `round` never; what is empty besides says nothing. `evaluator_kind` counts only for an
    evaluator that is to be created. `before` is known of forms alone.
    """

    sheet: str
    cell: str
    programme: str
    evaluator: str
    round: str
    criterion: str
    value: str = ""
    confidence: Confidence = ""
    note: str = ""
    cites: tuple[Key, ...] = ()
    carried: str = ""
    evaluator_kind: EvaluatorKind = "independent"
    before: Before | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A problem, and what it would be read as if a person says so: `reads_as` in words, `answers` that follow then."""

    problem: Problem
    reads_as: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file says. `answers` are as far as they were understood; each mistake is a fault with its cell.

    `form` is the key of the form that the file is and `evaluator` the name of whom it was sent to, both empty for long
    tables. `said_at` is when the file was last saved.
    `refused` is why nothing of it was read, if so; that is a fault as well. `sheet` is where a long
    table stands in its workbook, `left_out` are the heads of its columns that were not read.
    """

    file: str
    answers: tuple[Answer, ...] = ()
    faults: tuple[Fault, ...] = ()
    form: Key = ""
    evaluator: str = ""
    said_at: datetime | None = None
    refused: Refusal | None = None
    sheet: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the faults."""
        return tuple(fault.problem for fault in self.faults)


def refused_file(file: str, refusal: Refusal) -> Reading:
    """The reading of a file of which nothing was read."""
    problem = Problem(severity="error", text=str(refusal), file=file)
    return Reading(file=file, faults=(Fault(problem=problem),), refused=refusal)


def fault(
    severity: Severity,
    text: str,
    *,
    file: str,
    sheet: str = "",
    cell: str = "",
    reads_as: str = "",
    answers: Iterable[Answer] = (),
) -> Fault:
    """A fault with its place."""
    problem = Problem(severity=severity, text=text, file=file, sheet=sheet, cell=cell)
    return Fault(problem=problem, reads_as=reads_as, answers=tuple(answers))


def scores_of(snapshot: Snapshot, answers: Iterable[Answer]) -> tuple[Score, ...]:
    """Answers as scores of an evaluation that knows all their ids; a question or challenge is never said."""
    programmes = {one.id: one.key for one in snapshot.programmes.values()}
    evaluators = {one.id: one.key for one in snapshot.evaluators.values()}
    rounds = {one.id: one.key for one in snapshot.rounds.values()}
    return tuple(
        Score(
            programme=programmes[answer.programme],
            evaluator=evaluators[answer.evaluator],
            round=rounds[answer.round],
            criterion=answer.criterion,
            value=answer.value,
            confidence=answer.confidence,
            note=answer.note,
            cites=answer.cites,
            carried=answer.carried,
        )
        for answer in answers
    )
