"""Which sections of a programme have open questions, read a little at a time so that nobody has to wait."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter
from typing import TYPE_CHECKING

from scorecard.model.score import Score

if TYPE_CHECKING:
    from scorecard.model.edit import Edit
    from scorecard.model.evaluation import Key
    from scorecard.model.framework import Framework
    from scorecard.workspace import Workspace


class OpenQuestions:
    """The criteria of a framework and round on which somebody has left an open question, by programme."""

    def __init__(self, framework: Framework, round: Key) -> None:
        self.framework = framework
        self.round = round
        self._criteria = frozenset(criterion.id for criterion in framework.criteria)
        self._asked: dict[Key, set[tuple[Key, str]]] = {}

    def read(self, workspace: Workspace, programmes: Iterable[Key], seconds: float) -> set[Key]:
        """Read programmes that are not known yet for about this long; those with questions are returned."""
        end = perf_counter() + seconds
        found = set()
        for programme in programmes:
            if programme in self._asked:
                continue
            scores = workspace.scores(programme=programme, round=self.round, criteria=self._criteria)
            self._asked[programme] = {(one.evaluator, one.criterion) for one in scores if one.question}
            if self._asked[programme]:
                found.add(programme)
            if perf_counter() > end:
                break
        return found

    def knows(self, programmes: Iterable[Key]) -> bool:
        """Whether all these programmes have been read."""
        return all(programme in self._asked for programme in programmes)

    def follow(self, edit: Edit) -> None:
        """Take over the questions that an edit asks or withdraws."""
        for change in edit.changes:
            score = change.after or change.before
            if (
                not isinstance(score, Score)
                or score.round != self.round
                or score.criterion not in self._criteria
            ):
                continue
            asked = self._asked.get(score.programme)
            if asked is None:
                continue
            place = (score.evaluator, score.criterion)
            if isinstance(change.after, Score) and change.after.question:
                asked.add(place)
            else:
                asked.discard(place)

    def sections(self, programme: Key) -> frozenset[str]:
        """The ids of the sections with an open question; none as long as the programme has not been read."""
        asked = {criterion for _evaluator, criterion in self._asked.get(programme, ())}
        if not asked:
            return frozenset()
        return frozenset(
            section.id
            for section in self.framework.sections
            if any(criterion.id in asked for criterion in section.criteria)
        )
