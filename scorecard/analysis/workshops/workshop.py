"""A workshop as it stands: its items against the present scores, how far it is, and what it has moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from scorecard.analysis.answers import answers_to
from scorecard.analysis.comparison import Comparison, compare_answers
from scorecard.analysis.cube import UNSCORED, Cube
from scorecard.analysis.results import plain
from scorecard.analysis.study import Study
from scorecard.analysis.workshops.items import Item, Reader, words_of
from scorecard.model.programme import Programme
from scorecard.model.workshop import MINUTES, Agenda, Discussion


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a workshop is, in items; `minutes` are those that the open ones take."""

    of: int
    settled: int
    skipped: int
    gone: int
    open: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Spreads over the items with two levels at least both times, those for practice left out.

    `before` and `after` are means in steps of the scale, None without any such item; so many came nearer or went
    farther apart.
    """

    items: int
    before: float | None
    after: float | None
    nearer: int
    farther: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A programme whose rank or score is another; None where it has none."""

    programme: Programme
    rank_before: int | None
    rank_after: int | None
    score_before: float | None
    score_after: float | None

    @property
    def places(self) -> int:
        """How many places it has gone up or down; 0 where it had no rank or has none."""
        if self.rank_before is None or self.rank_after is None:
            return 0
        return abs(self.rank_after - self.rank_before)


class Workshop:
    """What there is to tell of the workshop of a framework in a round, as a study of it stands."""

    def __init__(self, study: Study) -> None:
        question = study.question
        self.study = study
        self.agenda: Agenda | None = study.snapshot.agenda(question.framework, question.round)
        self.discussions = study.snapshot.discussions_in(question.framework, question.round)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items in the order of the agenda; where none was begun, what has been discussed all the same."""
        if not self.discussions:
            return ()
        reader = Reader(self.study, self.discussions)
        read = vars(self).get("at_hand")
        return tuple(
            read if read is not None and one is read.discussion else reader.item(one)
            for one in self.discussions
        )

    @cached_property
    def at_hand(self) -> Item | None:
        """The item at hand: the one chosen, else the first open one, else the last; None without items."""
        chosen = self.agenda.at_hand if self.agenda else ""
        there = [one for one in self.discussions if self.is_there(one)] or list(self.discussions)
        if not there:
            return None
        named = (one for one in there if one.key == chosen)
        is_open = (one for one in there if self._is_open(one))
        return self.item(next(named, None) or next(is_open, there[-1]))

    @cached_property
    def next(self) -> Item | None:
        """The open item to come after the one at hand, from the beginning again after the last; None without one."""
        if self.at_hand is None:
            return None
        place = self.discussions.index(self.at_hand.discussion)
        following = (*self.discussions[place + 1 :], *self.discussions[:place])
        found = next((one for one in following if self._is_open(one)), None)
        return None if found is None else self.item(found)

    def item(self, discussion: Discussion) -> Item:
        """One of the items. Where the others have not been read, only what this one would move is worked out."""
        if "items" in vars(self):
            return self.items[self.discussions.index(discussion)]
        return Reader(self.study, (discussion,)).item(discussion)

    def is_there(self, discussion: Discussion) -> bool:
        """Whether the cell of an item is still there, so that it is not passed by."""
        return discussion.programme in self.study.snapshot.programmes and discussion.criterion in self._asked

    @cached_property
    def progress(self) -> Progress:
        """How far it is."""
        there = [one for one in self.discussions if self.is_there(one)]
        skipped = sum(one.outcome == "skipped" for one in there)
        is_open = sum(self._is_open(one) for one in there)
        minutes = self.agenda.minutes if self.agenda else MINUTES
        return Progress(
            of=len(self.discussions),
            settled=len(there) - skipped - is_open,
            skipped=skipped,
            gone=len(self.discussions) - len(there),
            open=is_open,
            minutes=is_open * minutes,
        )

    @cached_property
    def narrowing(self) -> Narrowing:
        """How far apart evaluators were when the values were revealed, and are after the discussion."""
        # What the cells would move is not asked, so that an agenda of a thousand waits for none of it.
        reader = Reader(self.study, ())
        discussed = (one for one in self.discussions if one.first and not one.practice)
        pairs = [
            (one.before.steps, one.after.steps)
            for one in map(reader.item, discussed)
            if one.before and one.after and one.before.count > 1 and one.after.count > 1
        ]
        return Narrowing(
            items=len(pairs),
            before=sum(before for before, _after in pairs) / len(pairs) if pairs else None,
            after=sum(after for _before, after in pairs) / len(pairs) if pairs else None,
            nearer=sum(after < before for before, after in pairs),
            farther=sum(after > before for before, after in pairs),
        )

    @cached_property
    def earlier(self) -> Comparison:
        """What the comparison would be had nobody discussed anything: each cell as it was when it was revealed."""
        return self._without(self.discussions)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The programmes that the workshop has moved, in the present order; practice never moves any."""
        return self._moves(self.earlier)

    def moves_by(self, discussion: Discussion) -> tuple[Move, ...]:
        """The programmes that one discussion alone has moved, all others as they are."""
        return self._moves(self._without((discussion,)))

    def _without(self, discussions: Iterable[Discussion]) -> Comparison:
        study = self.study
        cube = _as_revealed(study.cube, discussions)
        if cube is study.cube:
            return study.comparison
        answers = answers_to(study.snapshot, cube, study.question)
        return compare_answers(study.snapshot, cube.framework, answers, study.question)

    def _moves(self, before: Comparison) -> tuple[Move, ...]:
        now = self.study.comparison
        if before is now:
            return ()
        ranks = before.rank.tolist(), now.rank.tolist()
        scores = before.score.tolist(), now.score.tolist()
        moved = [
            Move(
                programme=now.programmes[row],
                rank_before=ranks[0][row] or None,
                rank_after=ranks[1][row] or None,
                score_before=plain(scores[0][row]),
                score_after=plain(scores[1][row]),
            )
            for row in now.ranking()
        ]
        return tuple(
            one for one in moved if (one.rank_before, one.score_before) != (one.rank_after, one.score_after)
        )

    @cached_property
    def _asked(self) -> frozenset[str]:
        return frozenset(one.id for one in self.study.cube.framework.criteria)

    def _is_open(self, discussion: Discussion) -> bool:
        return discussion.stage != "settled" and self.is_there(discussion)


def _as_revealed(cube: Cube, discussions: Iterable[Discussion]) -> Cube:
    """The cube with each discussed cell as it was when its values were revealed; the same one where none differs."""
    rows = {key: row for row, key in enumerate(cube.programmes)}
    columns = {key: column for column, key in enumerate(cube.evaluators)}
    criteria = {one.id: place for place, one in enumerate(cube.framework.criteria)}
    positions = {word: code for code, word in words_of(cube.framework.codes).items()}
    values = cube.values.copy()
    for one in discussions:
        was_revealed = one.first or one.stage == "revealed" or one.outcome in ("agreed", "dissent")
        is_there = one.programme in rows and one.criterion in criteria
        if one.practice or not was_revealed or not is_there:
            continue
        cell = values[rows[one.programme], :, criteria[one.criterion]]
        cell[:] = UNSCORED
        for key, value in one.first:
            if key in columns:
                cell[columns[key]] = positions.get(value, UNSCORED)
    if np.array_equal(values, cube.values):
        return cube
    values.flags.writeable = False
    return replace(cube, values=values)
