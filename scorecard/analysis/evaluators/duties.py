"""Who owes what in a round: how far each evaluator is with each programme, and where they may not judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scorecard.analysis.cube import UNSCORED, Cube
from scorecard.model.evaluation import Assignment, Key, Status
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One evaluator's work on one programme: `answered` of `of` criteria, NE and NA being answers.

    `owed` is said of it and does not count where a conflict of interest is declared: `conflict` is its reason,
    empty without one.
    """

    assignment: Assignment
    conflict: str
    answered: int
    of: int

    @property
    def programme(self) -> Key:
        """The programme."""
        return self.assignment.programme

    @property
    def evaluator(self) -> Key:
        """The evaluator."""
        return self.assignment.evaluator

    @property
    def status(self) -> Status:
        """How far it is."""
        return self.assignment.status

    @property
    def owed(self) -> bool:
        """Whether the evaluator owes it."""
        return self.assignment.owed and not self.conflict

    @property
    def is_due(self) -> bool:
        """Whether it is owed and not submitted yet."""
        return self.owed and self.status == "draft"

    @property
    def says_something(self) -> bool:
        """Whether there is anything to tell of it."""
        return bool(self.answered or self.conflict or not self.assignment.is_blank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The work of one evaluator in a round, counted in programmes.

    `due` of those that are `owed` are not submitted yet. `answered` of `of` criteria are those of the programmes
    that they owe, or where they owe none, of all programmes without a conflict of interest.
    """

    evaluator: Key
    owed: int
    due: int
    submitted: int
    approved: int
    conflicts: int
    answered: int
    of: int

    @property
    def share(self) -> float:
        """The share of the criteria that are answered, 0 where there is none to answer."""
        return self.answered / self.of if self.of else 0.0


class Duties:
    """The work of a round as it is now, for any number of programmes.

    `programmes` and `evaluators` are in the order of the cubes; `asked` criteria make a programme complete.
    """

    def __init__(self, snapshot: Snapshot, round: Key, cubes: Iterable[Cube]) -> None:
        self._snapshot = snapshot
        self.round = round
        self.programmes = tuple(one.key for one in snapshot.ordered_programmes())
        self.evaluators = tuple(one.key for one in snapshot.ordered_evaluators())
        self._rows = {key: row for row, key in enumerate(self.programmes)}
        self._columns = {key: column for column, key in enumerate(self.evaluators)}
        self.asked = 0
        shape = (len(self.programmes), len(self.evaluators))
        self._answered: npt.NDArray[np.int64] = np.zeros(shape, dtype=np.int64)
        for cube in cubes:
            self.asked += len(cube.framework.criteria)
            self._answered += (cube.values != UNSCORED).sum(axis=2)

    def duty(self, programme: Key, evaluator: Key) -> Duty:
        """One evaluator's work on one programme; `KeyError` where one of them is not there."""
        conflict = self._snapshot.conflict(programme, evaluator)
        return Duty(
            assignment=self._snapshot.assignment(programme, evaluator, self.round),
            conflict=conflict.reason if conflict else "",
            answered=int(self._answered[self._rows[programme], self._columns[evaluator]]),
            of=self.asked,
        )

    def told(self) -> Iterator[Duty]:
        """The duties of which there is something to tell, by evaluator and within these by programme."""
        for evaluator in self.evaluators:
            for programme in self.programmes:
                duty = self.duty(programme, evaluator)
                if duty.says_something:
                    yield duty

    @cached_property
    def loads(self) -> dict[Key, Load]:
        """The work of each evaluator, in their order."""
        conflicts: dict[Key, set[Key]] = {key: set() for key in self.evaluators}
        for conflict in self._snapshot.conflicts.values():
            if conflict.evaluator in conflicts and conflict.programme in self._rows:
                conflicts[conflict.evaluator].add(conflict.programme)
        work: dict[Key, list[Assignment]] = {key: [] for key in self.evaluators}
        for one in self._snapshot.assignments.values():
            if one.round == self.round and one.evaluator in work and one.programme in self._rows:
                work[one.evaluator].append(one)
        return {key: self._load(key, work[key], conflicts[key]) for key in self.evaluators}

    def _load(self, evaluator: Key, work: list[Assignment], conflicts: set[Key]) -> Load:
        owed = [one for one in work if one.owed and one.programme not in conflicts]
        column = self._answered[:, self._columns[evaluator]]
        if owed:
            rows = [self._rows[one.programme] for one in owed]
        else:
            rows = [row for key, row in self._rows.items() if key not in conflicts]
        return Load(
            evaluator=evaluator,
            owed=len(owed),
            due=sum(one.status == "draft" for one in owed),
            submitted=sum(one.status == "submitted" for one in work),
            approved=sum(one.status == "approved" for one in work),
            conflicts=len(conflicts),
            answered=int(column[rows].sum()),
            of=self.asked * len(rows),
        )
