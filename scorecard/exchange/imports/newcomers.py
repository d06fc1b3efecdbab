"""Programmes and evaluators that files speak of and the evaluation lacks, as records to be added."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.edits.people import valid_evaluator
from scorecard.edits.programmes import valid_programme
from scorecard.errors import Refusal
from scorecard.exchange.reading import Answer, Fault, Reading, fault
from scorecard.model.edit import Change
from scorecard.model.evaluation import Evaluator
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.snapshot import Snapshot


def newcomers(
    snapshot: Snapshot, readings: Iterable[Reading]
) -> tuple[list[Programme | Evaluator], list[Fault]]:
    """A record for each id that the evaluation lacks, in the order in which they are met; the id is the name.

    What cannot be an id is a fault with the cell in which it is met first.
    """
    programmes = {one.id for one in snapshot.programmes.values()}
    evaluators = {one.id for one in snapshot.evaluators.values()}
    added: list[Programme | Evaluator] = []
    faults: list[Fault] = []

    def add(record: Programme | Evaluator, reading: Reading, answer: Answer) -> None:
        nonlocal snapshot
        try:
            if isinstance(record, Programme):
                valid: Programme | Evaluator = valid_programme(snapshot, record)
            else:
                valid = valid_evaluator(snapshot, record)
        except Refusal as refusal:
            faults.append(
                fault("error", str(refusal), file=reading.file, sheet=answer.sheet, cell=answer.cell)
            )
            return
        snapshot = snapshot.after([Change(before=None, after=valid)])
        added.append(valid)

    for reading in readings:
        for answer in reading.answers:
            if answer.programme not in programmes:
                programmes.add(answer.programme)
                record = Programme(key=new_key(), id=answer.programme, name=answer.programme)
                add(record, reading, answer)
            if answer.evaluator not in evaluators:
                evaluators.add(answer.evaluator)
                one = Evaluator(
                    key=new_key(), id=answer.evaluator, name=answer.evaluator, kind=answer.evaluator_kind
                )
                add(one, reading, answer)
    return added, faults
