"""Evaluations for the tests of the store: small, regular, and as large as a benchmark wants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.programme import Programme
from scorecard.model.record import Record, new_key
from scorecard.model.score import Cell, Score, blank_score
from scorecard.storage.store import Store

ROOT = Path(__file__).parents[2]
AUTHOR = "Ana Quispe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a file is founded with, and the cells that can be scored in it."""

    evaluation: Evaluation
    round: Round
    evaluators: tuple[Evaluator, ...]
    programmes: tuple[Programme, ...]
    criteria: tuple[str, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything but scores."""
        return (self.evaluation, self.round, *self.evaluators, *self.programmes)

    @property
    def cells(self) -> list[Cell]:
        """Every cell, programme by programme."""
        return [
            Cell(programme.key, evaluator.key, self.round.key, criterion)
            for programme in self.programmes
            for evaluator in self.evaluators
            for criterion in self.criteria
        ]

    def founding(self, *more: Record) -> Edit:
        """The edit that adds all of it, and more."""
        return adding(*self.records, *more)


def plan_of(*, programmes: int = 2, evaluators: int = 2, criteria: int = 3) -> Plan:
    """A plan of this size with fresh keys."""
    return Plan(
        evaluation=Evaluation(id=new_key(), title="Quillay valley", frameworks=("ptpr",)),
        round=Round(key=new_key(), id="r1", name="Baseline", position=1),
        evaluators=tuple(
            Evaluator(key=new_key(), id=f"e{n}", name=f"Evaluator {n}", kind="independent")
            for n in range(1, evaluators + 1)
        ),
        programmes=tuple(
            Programme(key=new_key(), id=f"P{n}", name=f"Programme {n}") for n in range(1, programmes + 1)
        ),
        criteria=tuple(f"ptpr.ANT{n}" for n in range(1, criteria + 1)),
    )


def score_at(cell: Cell, value: str = "2", **said: object) -> Score:
    """A score in a cell."""
    return replace(blank_score(cell), value=value, **said)


def adding(*records: Record) -> Edit:
    """The edit that adds records."""
    return Edit(label=Label(message="Add"), changes=tuple(Change(before=None, after=one) for one in records))


def changing(before: Record | None, after: Record | None, message: str = "Change") -> Edit:
    """The edit that turns one record into another."""
    return Edit(label=Label(message=message), changes=(Change(before=before, after=after),))


def put(store: Store, score: Score) -> str:
    """Record a score over whatever stands in its cell; returns the revision's id."""
    return store.commit(changing(store.score(score.cell), score), author=AUTHOR).id


def undo(store: Store) -> None:
    """Take back what is next in turn."""
    revision = store.undoable()
    assert revision is not None
    store.commit(store.edit_of(revision.id).inverse(), author=AUTHOR, kind="undo", target=revision.id)


def redo(store: Store) -> None:
    """Bring back what is next in turn."""
    revision = store.redoable()
    assert revision is not None
    store.commit(store.edit_of(revision.id), author=AUTHOR, kind="redo", target=revision.id)
