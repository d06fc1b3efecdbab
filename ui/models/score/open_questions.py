"""Which sections of a programme have open questions."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from scorecard.model.score import Cell, Score

if TYPE_CHECKING:
    from scorecard.model.edit import Edit
    from scorecard.model.evaluation import Key
    from scorecard.model.framework import Framework


class OpenQuestions:
    """The cells of a framework and round in which somebody has left an open question, kept up to date by edits."""

    def __init__(self, framework: Framework, round: Key, cells: Collection[Cell]) -> None:
        self.framework = framework
        self.round = round
        self._section_of = {
            criterion.id: section.id for section in framework.sections for criterion in section.criteria
        }
        self._asked: dict[Key, set[Cell]] = {}
        for cell in cells:
            self._asked.setdefault(cell.programme, set()).add(cell)

    def follow(self, edit: Edit) -> None:
        """Take over the questions that an edit asks or withdraws."""
        for change in edit.changes:
            score = change.after or change.before
            if not isinstance(score, Score) or score.round != self.round:
                continue
            if score.criterion not in self._section_of:
                continue
            asked = self._asked.setdefault(score.programme, set())
            if isinstance(change.after, Score) and change.after.question:
                asked.add(score.cell)
            else:
                asked.discard(score.cell)

    def sections(self, programme: Key) -> frozenset[str]:
        """The ids of the sections with an open question."""
        return frozenset(self._section_of[cell.criterion] for cell in self._asked.get(programme, ()))
