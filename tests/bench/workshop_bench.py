"""An agenda of up to 1,000 cells: the time to read it, and the time of each step on it, beside a plain score."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from scorecard.analysis.workshops.workshop import Workshop
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.model.score import Cell
from tests.bench.measure import SIZES, Measure, least, spent
from tests.journeys.test_workshop_held import begun, made, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scorecard.model.workshop import Place
    from scorecard.workspace import Workspace


EVALUATORS, CRITERIA = 10, 40
STEPS = 25
SECOND = 1_000
PLAIN = "a plain score"


def measures(folder: Path) -> Iterator[Measure]:
    """The disputes, the agenda read against the scores, and the median of each step; items as many as programmes."""
    for programmes in SIZES:
        with made(folder / f"workshop-{programmes}.scorecard", programmes, EVALUATORS, CRITERIA) as workspace:
            yield from held(workspace, programmes)


def held(workspace: Workspace, programmes: int) -> Iterator[Measure]:
    """A workshop on as many items as there are programmes."""
    bound = SECOND if programmes == SIZES[-1] else None
    question = workspace.question()
    workspace.cube(question.framework, question.round)
    yield least(
        "workshop, disputes of all cells",
        lambda: workspace.study(question).disputes,
        repeats=2,
        bound=bound,
        programmes=programmes,
    )
    places = begun(workspace, programmes)
    yield least(
        "workshop, agenda read",
        lambda: Workshop(workspace.study(question)).items,
        repeats=2,
        bound=bound,
        programmes=programmes,
    )
    steps: dict[str, list[float]] = {}
    for place in places[:STEPS]:
        for name, work in steps_on(workspace, place).items():
            steps.setdefault(name, []).append(spent(work, perf_counter))
    plain = median(steps.pop(PLAIN))
    for name, taken in steps.items():
        yield Measure(
            name=f"workshop, {name}, by the clock",
            ours=median(taken),
            rival=plain,
            beside="a plain score made durable",
            programmes=programmes,
        )
    yield least(
        "workshop, what has moved",
        lambda: Workshop(workspace.study(question)).moves,
        repeats=2,
        programmes=programmes,
    )


def steps_on(workspace: Workspace, place: Place) -> dict[str, Callable[[], object]]:
    """The steps of the round of one cell, in their order."""
    who = min(workspace.snapshot.evaluators)
    score = workspace.score(Cell(place.programme, who, place.round, place.criterion))
    other = "1" if score.value == "0" else "0"
    return {
        PLAIN: lambda: workspace.record_score(replace(score, note="read")),
        "go": lambda: workspace.edit(agendas.go_to, place),
        "begin": lambda: workspace.edit(cells.begin_scoring, place),
        "vote": lambda: workspace.edit(cells.vote, replace(score, note="read"), place, who, other),
        "reveal": lambda: workspace.edit(cells.reveal, said(workspace, place), place),
        "agree": lambda: workspace.edit(cells.agree, said(workspace, place), place, "2", "Why."),
    }
