"""An agenda of 1,000 cells of 1,000 programmes by 40 criteria: the time to read it, and the time of each step on it."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from scorecard.analysis.workshop import Workshop
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.model.score import Cell
from tests.journeys.test_workshop_held import begun, made, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from scorecard.model.workshop import Place
    from scorecard.workspace import Workspace


PROGRAMMES, EVALUATORS, CRITERIA, ITEMS = 1_000, 10, 40, 1_000
STEPS = 40


def measure(folder: Path) -> dict[str, float]:
    """Milliseconds: of the disputes and of the agenda read against the scores, and the median of each step."""
    with made(folder / "bench.scorecard", PROGRAMMES, EVALUATORS, CRITERIA) as workspace:
        question = workspace.question()
        workspace.cube(question.framework, question.round)
        times = {"disputes of all cells": timed(lambda: workspace.study(question).disputes)}
        places = begun(workspace, ITEMS)
        times["agenda read"] = timed(lambda: Workshop(workspace.study(question)).items)
        steps: dict[str, list[float]] = {}

        workspace.edit(cells.agree, said(workspace, places[-1]), places[-1], "2", "The first adds the panel.")
        for place in places[:STEPS]:
            for name, work in steps_on(workspace, place).items():
                steps.setdefault(name, []).append(timed(work))
        times |= {f"step: {name}": median(taken) for name, taken in steps.items()}
        workspace.cube(question.framework, question.round)
        times["what has moved"] = timed(lambda: Workshop(workspace.study(question)).moves)
    return times


def steps_on(workspace: Workspace, place: Place) -> dict[str, Callable[[], object]]:
    """The steps of the round of one cell, in their order."""
    who = min(workspace.snapshot.evaluators)
    score = workspace.score(Cell(place.programme, who, place.round, place.criterion))
    other = "1" if score.value == "0" else "0"
    return {
        "a plain score, to compare with": lambda: workspace.record_score(replace(score, note="read")),
        "go": lambda: workspace.edit(agendas.go_to, place),
        "begin": lambda: workspace.edit(cells.begin_scoring, place),
        "vote": lambda: workspace.edit(cells.vote, replace(score, note="read"), place, who, other),
        "reveal": lambda: workspace.edit(cells.reveal, said(workspace, place), place),
        "agree": lambda: workspace.edit(cells.agree, said(workspace, place), place, "2", "Why."),
    }


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that a piece of work takes."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1e3


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for name, figure in measure(Path(folder)).items():
            print(f"{name:32}{figure:12.2f}")
