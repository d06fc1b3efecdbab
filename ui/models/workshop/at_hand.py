"""The item of a workshop that is at hand, with all that the file says around it; votes in private stay in here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scorecard.analysis.workshops.items import takers
from scorecard.edits.locks import reason_locked
from scorecard.model.framework import Criterion, Framework
from scorecard.model.score import Score
from scorecard.model.workshop import Discussion, Place, Stage

if TYPE_CHECKING:
    from scorecard.analysis.workshops.items import Item
    from scorecard.analysis.workshops.workshop import Workshop
    from scorecard.model.evaluation import Evaluator, Key
    from scorecard.model.programme import Evidence, Programme
    from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class AtHand:
    """One item and the workshop that it is of; its programme and its criterion are there.

    `scores` are the stored ones of the cell, `later` those who asked to have their turn after the others, and `again`
    whoever speaks anew after the answers were revealed, if somebody does.
    """

    workshop: Workshop
    item: Item
    programme: Programme
    criterion: Criterion
    scores: Sequence[Score]
    evidence: Sequence[Evidence]
    reading: bool
    later: tuple[Key, ...] = ()
    again: Key = ""

    @property
    def snapshot(self) -> Snapshot:
        """The evaluation now."""
        return self.workshop.study.snapshot

    @property
    def framework(self) -> Framework:
        """The framework as the round asks it."""
        return self.workshop.study.cube.framework

    @property
    def discussion(self) -> Discussion:
        """What is stored of the item."""
        return self.item.discussion

    @property
    def place(self) -> Place:
        """The cell."""
        return self.item.place

    @property
    def stage(self) -> Stage:
        """How far the round of the cell is; whoever speaks anew does it in private."""
        return "scoring" if self.again else self.discussion.stage

    @property
    def number(self) -> int:
        """Its place on the agenda, from 1."""
        return self.workshop.discussions.index(self.discussion) + 1

    @property
    def may_change(self) -> bool:
        """Whether anything can be entered: not while only reading, nor in a closed round."""
        return not self.reading and not self.snapshot.rounds[self.place.round].closed

    @cached_property
    def answers(self) -> Mapping[Key, str]:
        """What each evaluator says now, by key; those who have said nothing are left out."""
        if self.discussion.practice:
            return dict(self.discussion.votes)
        return {score.evaluator: score.value for score in self.scores if score.value}

    @cached_property
    def voters(self) -> tuple[Evaluator, ...]:
        """Who takes part and is present, by name."""
        return takers(self.snapshot, self.workshop.agenda, self.place)

    @cached_property
    def queue(self) -> tuple[Evaluator, ...]:
        """Those whose turn is still to come, in order; those who asked to wait come last."""
        if self.again:
            return tuple(one for one in self.voters if one.key == self.again)
        awaited = [one for one in self.voters if one.key not in self.discussion.voted]
        waiting = {key: place for place, key in enumerate(self.later, start=1)}
        return tuple(sorted(awaited, key=lambda one: waiting.get(one.key, 0)))

    @property
    def turn(self) -> Evaluator | None:
        """Whose turn it is, None when everybody present has had theirs."""
        return self.queue[0] if self.queue else None

    @property
    def had_turn(self) -> int:
        """How many of those present have scored since the private scoring began."""
        return len(self.voters) - len(self.queue)

    @property
    def have_said(self) -> int:
        """How many of those present have an answer in the cell, from this round or before."""
        return sum(one.key in self.answers for one in self.voters)

    def reason_locked(self, evaluator: Key) -> str:
        """Why an evaluator cannot vote here, as a sentence; empty when they can."""
        if self.discussion.practice:
            return ""
        return reason_locked(self.snapshot, self.place.programme, evaluator, self.place.round)
