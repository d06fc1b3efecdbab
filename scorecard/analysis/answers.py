"""What evaluators answer, as it enters every calculation: one array that holds nothing that does not count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorecard.analysis.cube import UNSCORED, Codes, Cube
from scorecard.analysis.question import Question, kinds_in
from scorecard.analysis.sight import counted
from scorecard.model.evaluation import Evaluator, Key
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answers:
    """The answers that a question counts, as codes of the cube.

    `values` [programmes, evaluators, criteria] are those of the evaluators in the view, without the panel, whose
    entries `panel` [programmes, 0 or 1, criteria] are the cells where there are any. Conflicts of interest and
    what a blind round hides are unscored.
    """

    programmes: tuple[Programme, ...]
    evaluators: tuple[Evaluator, ...]
    values: Codes
    panel: Codes


def answers_to(snapshot: Snapshot, cube: Cube, question: Question) -> Answers:
    """The answers that a question counts, programmes and evaluators in the order of the snapshot.

    A programme of the snapshot without a row in the cube counts as unscored.
    """
    wanted = None if question.programmes is None else frozenset(question.programmes)
    programmes = tuple(
        programme for programme in snapshot.ordered_programmes() if wanted is None or programme.key in wanted
    )
    keys = tuple(programme.key for programme in programmes)
    criteria = tuple(criterion.id for criterion in cube.framework.criteria)
    values = counted(
        snapshot, question.seen_by, question.round, keys, cube.evaluators, criteria, _rows(cube, keys)
    )
    in_view = kinds_in(question.view)
    evaluators = [snapshot.evaluators.get(key) for key in cube.evaluators]
    answering = [
        (index, one)
        for index, one in enumerate(evaluators)
        if one is not None and one.kind in in_view and one.kind != "panel"
    ]
    panel = [index for index, one in enumerate(evaluators) if one is not None and one.kind == "panel"]
    everyone = len(answering) == len(evaluators)
    return Answers(
        programmes=programmes,
        evaluators=tuple(one for _index, one in answering),
        values=values if everyone else values[:, [index for index, _one in answering]],
        panel=values[:, panel if "panel" in in_view else []],
    )


def _rows(cube: Cube, programmes: tuple[Key, ...]) -> Codes:
    if programmes == cube.programmes:
        return cube.values
    rows = {key: row for row, key in enumerate(cube.programmes)}
    values = np.full((len(programmes), *cube.values.shape[1:]), UNSCORED, dtype=np.int8)
    found = [(row, rows[key]) for row, key in enumerate(programmes) if key in rows]
    values[[row for row, _source in found]] = cube.values[[source for _row, source in found]]
    return values
