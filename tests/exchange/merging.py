"""Copies of one evaluation that go apart and are brought together again."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scorecard.edits import frameworks
from scorecard.exchange.merging.package_reader import Package, read_package
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.record import new_key
from scorecard.model.score import Cell, Score, blank_score
from scorecard.storage.store import Store
from scorecard.workspace import Workspace
from tests.analysis.evaluations import framework_of
from tests.laws.test_framework_laws import whole
from tests.storage.evaluations import AUTHOR, adding

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Self

    from scorecard.exchange.imports.import_plan import OnConflict
    from scorecard.exchange.merging.merge_plan import MergePlan
    from scorecard.model.framework import Framework
    from scorecard.model.record import Record, Ref

PROGRAMME = Programme(key=new_key(), id="P1", name="Quillay")
OTHER = Programme(key=new_key(), id="P2", name="Boldo")
ANA = Evaluator(key=new_key(), id="ana", name="Ana Quispe", kind="independent")
LUIS = Evaluator(key=new_key(), id="luis", name="Luis Mamani", kind="independent")
ROUND = Round(key=new_key(), id="r1", name="Baseline", position=0)
DOCUMENT = Document(key=new_key(), id="d1", title="Plan")
EVIDENCE = Evidence(
    key=new_key(), id="ev1", programme=PROGRAMME.key, text="A fact", documents=(DOCUMENT.key,), sign="+"
)
FRAMEWORK = whole(framework_of({"A": 3, "B": 2}))


def founded(*more: Record) -> tuple[Record, ...]:
    """What every copy begins with."""
    evaluation = Evaluation(id=new_key(), title="Two valleys", frameworks=(FRAMEWORK.id,))
    return (
        evaluation,
        FRAMEWORK,
        ROUND,
        ANA,
        LUIS,
        PROGRAMME,
        OTHER,
        DOCUMENT,
        EVIDENCE,
        *more,
    )


def cell(code: str = "A1", programme: Programme = PROGRAMME, evaluator: Evaluator = ANA) -> Cell:
    """A cell of the round."""
    return Cell(programme.key, evaluator.key, ROUND.key, f"{FRAMEWORK.id}.{code}")


def said(code: str, value: str, evaluator: Evaluator = ANA, **more: object) -> Score:
    """A score of the first programme."""
    return replace(blank_score(cell(code, evaluator=evaluator)), value=value, **more)


@dataclass
class Copies:
    """Open copies of one evaluation in a folder."""

    folder: Path
    open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.open.close()

    def found(self, *more: Record) -> None:
        """Make the file that all copies are of."""
        Store.create(self.folder / "first.scorecard", adding(*founded(*more)), author=AUTHOR).close()

    def copy(self, name: str) -> Workspace:
        """Another copy, open."""
        path = self.folder / f"{name}.scorecard"
        shutil.copyfile(self.folder / "first.scorecard", path)
        return self.open.enter_context(Workspace.open(path))


def packed(workspace: Workspace) -> Package:
    """A package of a copy, by way of its file."""
    path = workspace.path.with_suffix(".scorepack")
    workspace.package(path)
    return read_package(path)


def merge(
    into: Workspace,
    *others: Workspace,
    on_conflict: OnConflict = "fail",
    decisions: dict[Ref, int] | None = None,
) -> MergePlan:
    """Merge packages of copies into another, which stays whole; nothing where something stands against it."""
    plan = into.merge_plan([packed(other) for other in others], on_conflict, decisions)
    if plan.may_apply:
        into.merge(plan)
        assert into.verify() == ()
    return plan


def values(workspace: Workspace, evaluator: Evaluator = ANA) -> dict[str, str]:
    """What an evaluator says of the first programme, by the code of the criterion."""
    scores = workspace.scores(programme=PROGRAMME.key, evaluator=evaluator.key)
    return {score.criterion.partition(".")[2]: score.value for score in scores}


def adopt(workspace: Workspace, change: Callable[[Framework], Framework]) -> None:
    """Put the next version of the framework in force, changed so."""
    workspace.edit(frameworks.redraft, FRAMEWORK.id, change)
    framework = workspace.snapshot.drafts[FRAMEWORK.id].framework
    workspace.edit(frameworks.redraft, FRAMEWORK.id, lambda _draft: whole(framework))
    scores = workspace.framework_scores(FRAMEWORK.id)
    workspace.edit(frameworks.adopt, FRAMEWORK.id, "", scores)
