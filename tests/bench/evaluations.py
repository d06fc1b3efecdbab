"""The evaluations that benches measure: as many programmes as asked for, ten evaluators, forty criteria."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from scorecard.analysis.cube import Cube, build_cube
from scorecard.library.frameworks import built_in_framework
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.framework import Framework, Section
from scorecard.model.programme import Evidence, Programme
from scorecard.model.score import Cell
from scorecard.model.snapshot import Snapshot
from scorecard.storage.store import Store
from tests.analysis.evaluations import framework_of
from tests.storage.evaluations import AUTHOR, adding, score_at

if TYPE_CHECKING:
    from collections.abc import Iterator

EVALUATORS, CRITERIA, FACTS = 10, 40, 10
SECTIONS, PER_SECTION = 5, 8
ROUND = "round"


def framework_of_forty() -> Framework:
    """A framework with the real texts of both built-in ones, and the first of them once more."""
    ptpr, lnk = built_in_framework("ptpr"), built_in_framework("lnk")
    sections = (*ptpr.sections, *lnk.sections)
    spare = CRITERIA - sum(len(section.criteria) for section in sections)
    again = replace(sections[0], id="Z", criteria=sections[0].criteria[:spare])
    return replace(ptpr, id="f", sections=tuple(_renamed(section) for section in (*sections, again)))


def _renamed(section: Section) -> Section:
    prefix = "Z" if section.id == "Z" else ""
    criteria = tuple(replace(one, id=f"f.{prefix}{one.code}") for one in section.criteria)
    return replace(section, criteria=criteria)


def programme_key(number: int) -> str:
    """The key of a programme in these files."""
    return f"{number:032x}"


def file_of(folder: Path, programmes: int) -> Path:
    """A new copy of a file in which every cell is scored at random; the file itself is made once in a run."""
    made = folder / f"{programmes}-programmes.scorecard"
    if not made.exists():
        unfinished = folder / "unfinished.scorecard"
        unfinished.unlink(missing_ok=True)
        _found(unfinished, programmes)
        unfinished.rename(made)
    copy = folder / "copies" / made.name
    copy.parent.mkdir(exist_ok=True)
    shutil.copyfile(made, copy)
    return copy


def _found(path: Path, programmes: int) -> None:
    framework, drawn = framework_of_forty(), Random(1)
    round = Round(key=ROUND, id="r1", name="Round 1", position=0)
    ids = [criterion.id for criterion in framework.criteria]
    evaluation = Evaluation(id="bench", title="Bench", frameworks=("f",))
    records = (
        evaluation,
        framework,
        round,
        *_evaluators(),
        *_programmes(programmes),
        *_facts(programmes, ids),
    )
    cells = [
        Cell(programme_key(number), f"e{evaluator}", ROUND, id)
        for number in range(programmes)
        for evaluator in range(EVALUATORS)
        for id in ids
    ]
    with Store.create(path, adding(*records), author=AUTHOR) as store:
        store.commit(adding(*(score_at(cell, str(drawn.randrange(5))) for cell in cells)), author=AUTHOR)


def _evaluators() -> Iterator[Evaluator]:
    for number in range(EVALUATORS):
        yield Evaluator(key=f"e{number}", id=f"e{number}", name=f"Evaluator {number}", kind="independent")


def _programmes(count: int) -> Iterator[Programme]:
    for number in range(count):
        yield Programme(
            key=programme_key(number),
            id=f"P{number}",
            name=f"Programme number {number} of the region",
            country=f"Country {number % 7}",
            region=f"Region {number % 15}",
            tags=(f"tag {number % 7}",),
        )


def _facts(programmes: int, ids: list[str]) -> Iterator[Evidence]:
    for number in range(programmes):
        for fact in range(FACTS):
            yield Evidence(
                key=f"v{number}-{fact}",
                id=f"P{number}-{fact}",
                programme=programme_key(number),
                text=f"Fact {fact}: the agenda was approved by consensus and has short- to long-term actions.",
                place=f"000 §{fact}",
                criteria=(ids[fact], ids[(fact * 7) % CRITERIA]),
                sign="+-~?"[fact % 4],  # type: ignore[arg-type]
            )


def in_memory(programmes: int) -> tuple[Snapshot, Cube]:
    """An evaluation of five sections by eight criteria with every kind of entry in it, and its cube."""
    framework = framework_of(dict.fromkeys("ABCDE"[:SECTIONS], PER_SECTION))
    snapshot = Snapshot(
        evaluation=Evaluation(id="", title="", frameworks=("f",)),
        frameworks={"f": framework},
        rounds={ROUND: Round(key=ROUND, id="r1", name="Round 1", position=0)},
        evaluators={one.key: one for one in _evaluators()},
        programmes={one.key: one for one in _programmes(programmes)},
    )
    codes = np.array(["0", "1", "2", "3", "4", "NE", "NA", ""])
    drawn = np.random.default_rng(7).choice(codes, size=(programmes, EVALUATORS, CRITERIA))
    criteria = [criterion.id for criterion in framework.criteria]
    cells = [
        (programme_key(programme), f"e{evaluator}", criterion, value)
        for programme, rows in enumerate(drawn.tolist())
        for evaluator, row in enumerate(rows)
        for criterion, value in zip(criteria, row, strict=True)
    ]
    return snapshot, build_cube(snapshot, framework, ROUND, cells)
