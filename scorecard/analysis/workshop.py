"""A workshop as it stands: its items against the present scores, how far it is, and what it has moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from scorecard.analysis.answers import answers_to
from scorecard.analysis.comparison import Comparison, compare_answers
from scorecard.analysis.cube import NA, NE, UNSCORED, Cube
from scorecard.analysis.disagreement import Dispute, find_disputes
from scorecard.analysis.sight import takes_part
from scorecard.analysis.study import Study
from scorecard.model.evaluation import Evaluator, Key
from scorecard.model.framework import NA as NA_CODE
from scorecard.model.framework import NE as NE_CODE
from scorecard.model.framework import Criterion
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot
from scorecard.model.workshop import MINUTES, Agenda, Discussion, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """From which to which position of the scale the levels of a cell reach, and how many levels there are."""

    lowest: int
    highest: int
    count: int

    @property
    def steps(self) -> int:
        """How many steps of the scale lie between the two."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of an agenda against the present scores.

    `programme` is None where it has been removed, `criterion` where the round does not ask it any more. `dispute`
    is what the evaluators' levels would move now, whatever a panel has said, None where they do not differ. `voters`
    are those who take part, absent or not; those in `missing` have said nothing. `decided` is what the panel says
    now. While votes are private there is no `dispute`, no `now`, and `missing` are those who had no turn.
    """

    discussion: Discussion
    programme: Programme | None
    criterion: Criterion | None
    voters: tuple[Evaluator, ...]
    missing: tuple[Evaluator, ...]
    dispute: Dispute | None
    now: Spread | None
    before: Spread | None
    after: Spread | None
    decided: str

    @property
    def place(self) -> Place:
        """The cell."""
        return self.discussion.place

    @property
    def is_gone(self) -> bool:
        """Whether the cell is not there any more, so that it is passed by."""
        return self.programme is None or self.criterion is None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be settled."""
        return not self.is_gone and self.discussion.stage != "settled"

    @property
    def is_private(self) -> bool:
        """Whether it is being scored in private."""
        return self.discussion.stage == "scoring"

    @property
    def is_overtaken(self) -> bool:
        """Whether the panel's entry is no longer what was agreed on here."""
        agreed = self.discussion.outcome == "agreed" and not self.discussion.practice
        return agreed and not self.is_gone and self.decided != self.discussion.value


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
    """Spreads over the items with two levels at least both times: means in steps of the scale, and how many items
    came nearer or went farther apart. The means are None without any such item.
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
        return tuple(self._items())

    @cached_property
    def at_hand(self) -> Item | None:
        """The item at hand: the one chosen, else the first open one, else the last; None without items."""
        chosen = self.agenda.at_hand if self.agenda else ""
        there = [one for one in self.items if not one.is_gone] or list(self.items)
        by_key = {one.discussion.key: one for one in there}
        if chosen in by_key:
            return by_key[chosen]
        return next((one for one in there if one.is_open), there[-1] if there else None)

    @cached_property
    def next(self) -> Item | None:
        """The open item to come after the one at hand, from the beginning again after the last; None without one."""
        if self.at_hand is None:
            return None
        place = self.items.index(self.at_hand)
        return next((one for one in (*self.items[place + 1 :], *self.items[:place]) if one.is_open), None)

    @cached_property
    def progress(self) -> Progress:
        """How far it is."""
        gone = sum(one.is_gone for one in self.items)
        skipped = sum(one.discussion.outcome == "skipped" and not one.is_gone for one in self.items)
        is_open = sum(one.is_open for one in self.items)
        minutes = self.agenda.minutes if self.agenda else MINUTES
        return Progress(
            of=len(self.items),
            settled=len(self.items) - gone - skipped - is_open,
            skipped=skipped,
            gone=gone,
            open=is_open,
            minutes=is_open * minutes,
        )

    @cached_property
    def narrowing(self) -> Narrowing:
        """How far apart evaluators were when the values were revealed, and are after the discussion."""
        pairs = [
            (one.before.steps, one.after.steps)
            for one in self.items
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
        study = self.study
        cube = _as_revealed(study.cube, self.discussions)
        if cube is study.cube:
            return study.comparison
        answers = answers_to(study.snapshot, cube, study.question)
        return compare_answers(study.snapshot, cube.framework, answers, study.question)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The programmes that the workshop has moved, in the present order; practice never moves any."""
        before, now = self.earlier, self.study.comparison
        if before is now:
            return ()
        moved = []
        for row in now.ranking():
            then, here = before.result(row), now.result(row)
            if (then.rank, then.score) != (here.rank, here.score):
                moved.append(
                    Move(
                        programme=here.programme,
                        rank_before=then.rank,
                        rank_after=here.rank,
                        score_before=then.score,
                        score_after=here.score,
                    )
                )
        return tuple(moved)

    def _items(self) -> Iterator[Item]:
        study = self.study
        snapshot, framework, cube = study.snapshot, study.cube.framework, study.cube
        criteria = {criterion.id: column for column, criterion in enumerate(framework.criteria)}
        rows = {key: row for row, key in enumerate(cube.programmes)}
        columns = {key: column for column, key in enumerate(cube.evaluators)}
        everybody = snapshot.ordered_evaluators()
        panel = next((columns[one.key] for one in everybody if one.kind == "panel"), None)
        disputes = self._disputes if self.discussions else {}
        words = _words(framework.codes)
        for one in self.discussions:
            programme = snapshot.programmes.get(one.programme)
            column = criteria.get(one.criterion)
            row = rows.get(one.programme)
            said: dict[Key, str] = {}
            decided = ""
            if column is not None and row is not None:
                values = cube.values[row, :, column].tolist()
                said = {key: words[value] for key, value in zip(cube.evaluators, values, strict=True)}
                decided = words[values[panel]] if panel is not None else ""
            if one.practice:
                said = dict(one.votes)
            voters = tuple(who for who in everybody if takes_part(snapshot, who.key, one.programme))
            private = one.stage == "scoring"
            now = self._spread(said.items(), voters)
            yield Item(
                discussion=one,
                programme=programme,
                criterion=None if column is None else framework.criteria[column],
                voters=voters,
                missing=tuple(
                    who for who in voters if (who.key not in one.voted if private else not said.get(who.key))
                ),
                dispute=None if private or one.practice else disputes.get((one.programme, one.criterion)),
                now=None if private else now,
                before=self._spread(one.first, voters),
                after=self._after(one, now, voters),
                decided=decided,
            )

    def _after(
        self, discussion: Discussion, now: Spread | None, voters: tuple[Evaluator, ...]
    ) -> Spread | None:
        match discussion.stage:
            case "settled":
                return self._spread(discussion.second, voters)
            case "revealed":
                return now
            case _:
                return None

    def _spread(self, values: Iterable[tuple[Key, str]], voters: tuple[Evaluator, ...]) -> Spread | None:
        codes = self.study.cube.framework.codes
        counted = {who.key for who in voters}
        levels = [codes.index(value) for key, value in values if value in codes and key in counted]
        return Spread(lowest=min(levels), highest=max(levels), count=len(levels)) if levels else None

    @cached_property
    def _disputes(self) -> dict[tuple[Key, str], Dispute]:
        """Every cell whose levels differ, those too that a panel has decided."""
        answers = replace(self.study.answers, panel=self.study.answers.panel[:, :0])
        found = find_disputes(self.study.comparison, answers)
        return {(one.programme.key, one.criterion.id): one for one in found}


def takers(snapshot: Snapshot, agenda: Agenda | None, place: Place) -> tuple[Evaluator, ...]:
    """The evaluators whose turn it is to vote on a cell, by name: those who take part and are not absent."""
    absent = agenda.absent if agenda else ()
    return tuple(
        who
        for who in snapshot.ordered_evaluators()
        if who.key not in absent and takes_part(snapshot, who.key, place.programme)
    )


def _words(codes: tuple[str, ...]) -> dict[int, str]:
    """What the codes of a cube stand for."""
    return {UNSCORED: "", NE: NE_CODE, NA: NA_CODE} | dict(enumerate(codes))


def _as_revealed(cube: Cube, discussions: Iterable[Discussion]) -> Cube:
    """The cube with each discussed cell as it was when its values were revealed; the same one where none differs."""
    rows = {key: row for row, key in enumerate(cube.programmes)}
    columns = {key: column for column, key in enumerate(cube.evaluators)}
    criteria = {one.id: place for place, one in enumerate(cube.framework.criteria)}
    positions = {word: code for code, word in _words(cube.framework.codes).items()}
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
