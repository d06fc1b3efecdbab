"""All answers of one framework and round as one small array, so that a thousand programmes take no time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.framework import NA as NA_CODE
from scorecard.model.framework import NE as NE_CODE
from scorecard.model.framework import Framework
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot

Codes: TypeAlias = npt.NDArray[np.int8]

UNSCORED = -1
NE = -2
NA = -3
HIGHEST_TOP = 126
"""The greatest position that an `int8` cell can hold and still leave one value free to sort gaps behind."""

Answer: TypeAlias = tuple[Key, Key, str, str]
"""Programme, evaluator, full criterion id, value as stored: a level's code, `NE`, `NA` or empty."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cube:
    """Answers as positions on the scale, 0 to `framework.top`, or `UNSCORED`, `NE`, `NA`.

    `values` has the shape [programmes, evaluators, criteria] and is never written to.
    """

    framework: Framework
    round: Key
    programmes: tuple[Key, ...]
    evaluators: tuple[Key, ...]
    values: Codes

    def with_score(self, score: Score) -> Cube:
        """The cube once this score is stored; a blank score empties its cell.

        A score of another round, or of a criterion that is not of this version of the framework, changes nothing.
        `KeyError` for a programme or evaluator that the cube does not know: see `with_programmes`, and build it
        anew when evaluators are added or removed.
        """
        return self.with_scores((score,))

    def with_scores(self, scores: Iterable[Score]) -> Cube:
        """The cube once all these scores are stored, as `with_score` does for one."""
        criteria = {criterion.id: index for index, criterion in enumerate(self.framework.criteria)}
        own = [score for score in scores if score.round == self.round and score.criterion in criteria]
        if not own:
            return self
        positions = _positions(self.framework)
        values = self.values.copy()
        for score in own:
            position = positions.get(score.value)
            if position is None:
                raise off_scale(self.framework, score.criterion, score.value)
            # Scores come one by one: a search is quicker than an index of a thousand programmes for each.
            row, column = _place(self.programmes, score.programme), _place(self.evaluators, score.evaluator)
            values[row, column, criteria[score.criterion]] = position
        values.flags.writeable = False
        return replace(self, values=values)

    def with_programmes(self, programmes: tuple[Key, ...]) -> Cube:
        """The cube with a row for each of these programmes, in this order; one that it did not know is unscored."""
        if programmes == self.programmes:
            return self
        rows = {key: row for row, key in enumerate(self.programmes)}
        known = [(place, rows[key]) for place, key in enumerate(programmes) if key in rows]
        values = np.full((len(programmes), *self.values.shape[1:]), UNSCORED, dtype=np.int8)
        values[[place for place, _row in known]] = self.values[[row for _place, row in known]]
        values.flags.writeable = False
        return replace(self, programmes=programmes, values=values)


def build_cube(snapshot: Snapshot, framework: Framework, round: Key, cells: Iterable[Answer]) -> Cube:
    """The cube of these answers of a round, as `cube_of_columns` makes it."""
    columns = list(zip(*cells, strict=True)) or [()] * 4
    return cube_of_columns(snapshot, framework, round, *columns)


def cube_of_columns(
    snapshot: Snapshot,
    framework: Framework,
    round: Key,
    by_programme: Sequence[Key],
    by_evaluator: Sequence[Key],
    by_criterion: Sequence[str],
    by_value: Sequence[str],
) -> Cube:
    """The cube of a framework and round, programmes and evaluators in the order of the snapshot.

    The columns, as long as one another, are the parts of each answer of that round; answers to criteria of other
    frameworks are passed over. Refused with code `damaged` when a value is no step of the scale.
    """
    if framework.top > HIGHEST_TOP:
        sentence = _(
            "The scale of the framework “{framework}” has more than {count} levels. Use fewer levels."
        )
        raise Refusal(sentence.format(framework=framework.id, count=HIGHEST_TOP + 1))
    programmes = tuple(programme.key for programme in snapshot.ordered_programmes())
    evaluators = tuple(evaluator.key for evaluator in snapshot.ordered_evaluators())
    criteria = tuple(criterion.id for criterion in framework.criteria)
    values = np.full((len(programmes), len(evaluators), len(criteria)), UNSCORED, dtype=np.int8)
    places = [
        _indices(programmes, by_programme),
        _indices(evaluators, by_evaluator),
        _indices(criteria, by_criterion),
    ]
    answers = np.fromiter(map(_Index(_positions(framework)).__getitem__, by_value), dtype=np.int16)
    known = (places[0] >= 0) & (places[1] >= 0) & (places[2] >= 0)
    wrong = np.flatnonzero(known & (answers == _UNKNOWN))
    if wrong.size:
        raise off_scale(framework, by_criterion[wrong[0]], by_value[wrong[0]])
    p, e, c = (place[known] for place in places)
    values[p, e, c] = answers[known]
    values.flags.writeable = False
    return Cube(framework=framework, round=round, programmes=programmes, evaluators=evaluators, values=values)


def off_scale(framework: Framework, criterion: str, value: str) -> Refusal:
    """The refusal of a stored value that is no step of its framework's scale."""
    sentence = _(
        "A score of {criterion} holds the value “{value}”, but the scale has {codes}, NE and NA. "
        "Nothing has changed; restore a backup of the file or score that cell anew."
    )
    codes = ", ".join(framework.codes)
    return Refusal(sentence.format(criterion=criterion, value=value, codes=codes), code="damaged")


_UNKNOWN = -9


class _Index(dict[str, int]):
    """Positions of names, in which an unknown name has the position `_UNKNOWN`."""

    def __missing__(self, name: str) -> int:
        return _UNKNOWN


def _place(keys: tuple[Key, ...], key: Key) -> int:
    try:
        return keys.index(key)
    except ValueError:
        raise KeyError(key) from None


def _indices(names: tuple[str, ...], column: Sequence[str]) -> npt.NDArray[np.int32]:
    index = _Index((name, position) for position, name in enumerate(names))
    return np.fromiter(map(index.__getitem__, column), dtype=np.int32, count=len(column))


def _positions(framework: Framework) -> dict[str, int]:
    levels = {code: position for position, code in enumerate(framework.codes)}
    return {"": UNSCORED, NE_CODE: NE, NA_CODE: NA} | levels
