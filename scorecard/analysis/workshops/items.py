"""The items of an agenda against the present scores: who has spoken, how far apart they are, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scorecard.analysis.cube import NA, NE, UNSCORED
from scorecard.analysis.evaluators.disagreement import Dispute, find_disputes
from scorecard.analysis.sight import takes_part
from scorecard.analysis.study import Study
from scorecard.model.evaluation import Evaluator, Key
from scorecard.model.framework import NA as NA_CODE
from scorecard.model.framework import NE as NE_CODE
from scorecard.model.framework import Criterion
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot
from scorecard.model.workshop import Agenda, Discussion, Place


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
    are those who take part, absent or not; those in `missing` have said nothing, those in `awaited` have had no turn
    since the private scoring began. `without_level` counts the evaluators of the study who have given no level, as a
    `Dispute` does. `decided` is what the panel says now. While votes are private there is no `dispute` and no `now`.
    """

    discussion: Discussion
    programme: Programme | None
    criterion: Criterion | None
    voters: tuple[Evaluator, ...]
    missing: tuple[Evaluator, ...]
    awaited: tuple[Evaluator, ...]
    without_level: int
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


class Reader:
    """Reads the items of one study, with what all of them have in common found once."""

    def __init__(self, study: Study, discussions: Sequence[Discussion]) -> None:
        snapshot, cube = study.snapshot, study.cube
        self._snapshot = snapshot
        self._cube = cube
        self._codes = cube.framework.codes
        self._criteria = {one.id: column for column, one in enumerate(cube.framework.criteria)}
        self._rows = {key: row for row, key in enumerate(cube.programmes)}
        self._everybody = snapshot.ordered_evaluators()
        self._panel = next((one.key for one in self._everybody if one.kind == "panel"), None)
        self._evaluators = len(study.answers.evaluators)
        self._voters: dict[Key, tuple[Evaluator, ...]] = {}
        self._words = words_of(self._codes)
        # Every cell whose levels differ, those too that a panel has decided.
        answers = replace(study.answers, panel=study.answers.panel[:, :0])
        compared = {one.key: row for row, one in enumerate(study.comparison.programmes)}
        places = {
            (compared[one.programme], self._criteria[one.criterion])
            for one in discussions
            if one.programme in compared and one.criterion in self._criteria
        }
        found = find_disputes(study.comparison, answers, places)
        self._disputes = {(one.programme.key, one.criterion.id): one for one in found}

    def item(self, discussion: Discussion) -> Item:
        """A discussion against the present scores."""
        column = self._criteria.get(discussion.criterion)
        said = self._said(discussion.programme, column)
        decided = said.get(self._panel, "") if self._panel else ""
        if discussion.practice:
            said = dict(discussion.votes)
        voters = self._voters_on(discussion.programme)
        private = discussion.stage == "scoring"
        dispute = self._disputes.get((discussion.programme, discussion.criterion))
        now = self._spread(said.items(), voters)
        return Item(
            discussion=discussion,
            programme=self._snapshot.programmes.get(discussion.programme),
            criterion=None if column is None else self._cube.framework.criteria[column],
            voters=voters,
            missing=tuple(who for who in voters if not said.get(who.key)),
            awaited=tuple(who for who in voters if private and who.key not in discussion.voted),
            dispute=None if private or discussion.practice else dispute,
            without_level=self._evaluators - (now.count if now else 0),
            now=None if private else now,
            before=self._spread(discussion.first, voters),
            after=self._after(discussion, now, voters),
            decided=decided,
        )

    def _voters_on(self, programme: Key) -> tuple[Evaluator, ...]:
        """Who takes part in what is said about a programme."""
        if programme not in self._voters:
            self._voters[programme] = tuple(
                who for who in self._everybody if takes_part(self._snapshot, who.key, programme)
            )
        return self._voters[programme]

    def _said(self, programme: Key, column: int | None) -> dict[Key, str]:
        """What everybody says in a cell now."""
        row = self._rows.get(programme)
        if row is None or column is None:
            return {}
        codes = self._cube.values[row, :, column].tolist()
        return {key: self._words[code] for key, code in zip(self._cube.evaluators, codes, strict=True)}

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
        counted = {who.key for who in voters}
        levels = [
            self._codes.index(value) for key, value in values if value in self._codes and key in counted
        ]
        return Spread(lowest=min(levels), highest=max(levels), count=len(levels)) if levels else None


def takers(snapshot: Snapshot, agenda: Agenda | None, place: Place) -> tuple[Evaluator, ...]:
    """The evaluators whose turn it is to vote on a cell, by name: those who take part and are not absent."""
    absent = agenda.absent if agenda else ()
    return tuple(
        who
        for who in snapshot.ordered_evaluators()
        if who.key not in absent and takes_part(snapshot, who.key, place.programme)
    )


def words_of(codes: tuple[str, ...]) -> dict[int, str]:
    """What the codes of a cube stand for."""
    return {UNSCORED: "", NE: NE_CODE, NA: NA_CODE} | dict(enumerate(codes))
