"""The cell that is open on the Score page, with all that the file says around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self

from scorecard.analysis.evaluators.dispute import is_disputed
from scorecard.analysis.sight import may_see, votes_hidden
from scorecard.analysis.sources.proof import shortfall
from scorecard.edits.locks import reason_locked
from scorecard.model.evaluation import Assignment, Conflict, Evaluator, Key, Round
from scorecard.model.framework import Criterion, Framework
from scorecard.model.programme import Evidence, Programme
from scorecard.model.score import Cell, Score, blank_score
from scorecard.model.workshop import Place
from ui.models.score.criterion_list import Answer
from ui.models.score.programme_progress import Work

if TYPE_CHECKING:
    from scorecard.model.snapshot import Snapshot
    from scorecard.workspace import Workspace

Sight = Literal["shown", "until answered", "until submitted", "until revealed"]
"""Whether the others' scores can be seen, or until when they stay hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What another evaluator says in the open cell; it is shown and does not count where they have a conflict."""

    name: str
    value: str
    note: str
    counts: bool


class OpenCell:
    """One cell of an evaluation as it is now. What an evaluator may not see is not handed out.

    The scores are those of the programme in the round, of everybody and every framework; `set_score` keeps them
    up to date. Everything else is read anew by `at` when the evaluation has changed otherwise.
    """

    def __init__(
        self,
        workspace: Workspace,
        cell: Cell,
        scores: dict[tuple[Key, str], Score],
        evidence: tuple[Evidence, ...],
    ) -> None:
        self.cell = cell
        self.evidence = evidence
        self._workspace = workspace
        self._scores = scores
        self._register = workspace.snapshot.evidence
        snapshot = workspace.snapshot
        self.frameworks = tuple(
            snapshot.framework_in(one.id, cell.round) for one in snapshot.ordered_frameworks()
        )
        name = cell.criterion.partition(".")[0]
        self.framework: Framework = next(one for one in self.frameworks if one.id == name)
        self.criterion: Criterion = self.framework.criterion(cell.criterion)
        self.reason_locked = reason_locked(snapshot, *cell[:3])
        """Why these scores cannot change, as a sentence; empty when they can."""
        self._may_see = may_see(snapshot, cell.evaluator, cell.programme, cell.round)
        self._raters = tuple(
            one.key
            for one in snapshot.evaluators.values()
            if (one.kind != "panel" or one.key == cell.evaluator)
            and snapshot.conflict(cell.programme, one.key) is None
        )

    @classmethod
    def at(cls, workspace: Workspace, cell: Cell, before: Self | None) -> Self:
        """The cell opened; from the same programme, evaluator and round as `before`, what that has read is kept."""
        snapshot = workspace.snapshot
        same = before is not None and before.cell.programme == cell.programme
        if before is not None and same and before._register is snapshot.evidence:
            evidence = before.evidence
        else:
            evidence = snapshot.evidence_of(cell.programme)
        if before is not None and before.cell[:3] == cell[:3]:
            return cls(workspace, cell, before._scores, evidence)
        read = workspace.scores(programme=cell.programme, round=cell.round)
        return cls(workspace, cell, {(score.evaluator, score.criterion): score for score in read}, evidence)

    @property
    def snapshot(self) -> Snapshot:
        """The evaluation now."""
        return self._workspace.snapshot

    @property
    def programme(self) -> Programme:
        """The programme that is scored."""
        return self.snapshot.programmes[self.cell.programme]

    @property
    def evaluator(self) -> Evaluator:
        """Whoever scores."""
        return self.snapshot.evaluators[self.cell.evaluator]

    @property
    def round(self) -> Round:
        """The round that is scored in."""
        return self.snapshot.rounds[self.cell.round]

    @property
    def assignment(self) -> Assignment:
        """How far the evaluator is with the programme in this round."""
        return self.snapshot.assignment(*self.cell[:3])

    @property
    def conflict(self) -> Conflict | None:
        """The evaluator's conflict of interest on the programme, if one is declared."""
        return self.snapshot.conflict(self.cell.programme, self.cell.evaluator)

    @property
    def section(self) -> int:
        """The place of the criterion's section in the framework."""
        return self.framework.sections.index(self.framework.section_of(self.criterion.id))

    @property
    def reading(self) -> bool:
        """Whether nothing can be written."""
        return self._workspace.reading

    def programmes(self) -> tuple[Programme, ...]:
        """Every programme, in order."""
        return self.snapshot.ordered_programmes()

    def progress(self) -> Mapping[Key, int]:
        """How many criteria of the open framework the evaluator has answered, by programme."""
        return self._workspace.answered(self.framework.id, self.cell.round, self.cell.evaluator)

    def work(self) -> Mapping[Key, Work]:
        """How far the evaluator is with each programme, where anything is said of it."""
        return work_of(self.snapshot, self.cell.evaluator, self.cell.round)

    def own(self) -> Score:
        """What the evaluator says in the open cell."""
        return self._said(self.cell.evaluator, self.cell.criterion)

    def own_scores(self) -> list[Score]:
        """All that the evaluator says of the programme in this round, in every framework."""
        return [score for (key, _id), score in self._scores.items() if key == self.cell.evaluator]

    def set_score(self, score: Score) -> None:
        """Something else is stored in a cell of this programme and round; a blank score stands for nothing."""
        if score.is_blank:
            self._scores.pop((score.evaluator, score.criterion), None)
        else:
            self._scores[score.evaluator, score.criterion] = score

    def answers(self) -> dict[str, Answer]:
        """The evaluator's answers to the open framework, by criterion."""
        return {criterion.id: self.answer(criterion.id) for criterion in self.framework.criteria}

    def answer(self, criterion: str) -> Answer:
        """The evaluator's answer to one criterion of the open framework."""
        score = self._said(self.cell.evaluator, criterion)
        snapshot = self.snapshot
        return Answer(
            value=score.value,
            carried=snapshot.origin(score),
            lacking=shortfall(score, self.framework, snapshot.evidence, snapshot.documents),
            disputed=self._is_disputed(criterion),
            asks=bool(score.question),
        )

    def unanswered(self, framework: Framework) -> tuple[str, ...]:
        """The criteria of a framework that the evaluator has not answered."""
        return tuple(
            one.id for one in framework.criteria if not self._said(self.cell.evaluator, one.id).value
        )

    def sight(self, criterion: str) -> Sight:
        """Whether the evaluator may see now what others say of a criterion: first one's own, then theirs."""
        if not self._may_see:
            return "until submitted"
        if votes_hidden(self.snapshot, Place(self.cell.programme, self.cell.round, criterion)):
            return "until revealed"
        if self.reason_locked or self._said(self.cell.evaluator, criterion).value:
            return "shown"
        return "until answered"

    def others(self) -> tuple[Other, ...]:
        """What the others say in the open cell, by name; whether that can be seen is for `sight` to say."""
        cell, snapshot = self.cell, self.snapshot
        return tuple(
            Other(
                name=evaluator.name,
                value=score.value,
                note=score.note,
                counts=snapshot.conflict(cell.programme, evaluator.key) is None,
            )
            for evaluator in snapshot.ordered_evaluators()
            if evaluator.key != cell.evaluator
            and (score := self._scores.get((evaluator.key, cell.criterion))) is not None
            and score.value
        )

    def earlier_rounds(self) -> tuple[Round, ...]:
        """The rounds before this one, the latest first."""
        rounds = self.snapshot.ordered_rounds()
        return tuple(reversed(rounds[: rounds.index(self.round)]))

    def scores_in(self, round: Key) -> list[Score]:
        """What the evaluator says of the programme in another round."""
        return self._workspace.scores(
            programme=self.cell.programme, evaluator=self.cell.evaluator, round=round
        )

    def _said(self, evaluator: Key, criterion: str) -> Score:
        found = self._scores.get((evaluator, criterion))
        return found or blank_score(self.cell._replace(evaluator=evaluator, criterion=criterion))

    def _is_disputed(self, criterion: str) -> bool:
        if self.sight(criterion) != "shown":
            return False
        said = (self._scores.get((key, criterion)) for key in self._raters)
        return is_disputed(self.framework, [score.value for score in said if score is not None])


def work_of(snapshot: Snapshot, evaluator: Key, round: Key) -> Mapping[Key, Work]:
    """How far an evaluator is with each programme of a round, where anything is said of it."""
    found = {
        one.programme: Work(status=one.status, owed=one.owed)
        for one in snapshot.assignments.values()
        if one.evaluator == evaluator and one.round == round
    }
    for one in snapshot.conflicts.values():
        if one.evaluator == evaluator:
            before = found.get(one.programme, Work())
            found[one.programme] = Work(status=before.status, conflict=True)
    return found
