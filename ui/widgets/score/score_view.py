"""The three columns of the Score page: programmes, criteria, and the open criterion."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scorecard.i18n import language
from scorecard.model.edit import Edit
from scorecard.model.score import Cell, Score, blank_score
from ui.models.score.criterion_list import CriterionList
from ui.models.score.open_cell import OpenCell
from ui.models.score.programme_progress import ProgrammeProgress
from ui.theme import Theme
from ui.widgets.rule import upright_rule
from ui.widgets.score.criterion_column import CriterionColumn
from ui.widgets.score.programme_column import ProgrammeColumn
from ui.widgets.score.score_panel import ScorePanel

_NARROW = 1130
"""Pixels of the page below which there is no room for three columns."""


class ScoreView(QWidget):
    """Shows a cell in all three, and after an edit only what that has changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.programmes = ProgrammeProgress()
        self.criteria = CriterionList()
        self.programme_column = ProgrammeColumn(theme, self.programmes)
        self.criterion_column = CriterionColumn(theme, self.criteria)
        self.panel = ScorePanel(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.programme_column)
        self._line = upright_rule()
        row.addWidget(self._line)
        row.addWidget(self.criterion_column)
        row.addWidget(upright_rule())
        row.addWidget(self.panel, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps its width for the levels and the evidence; the arrows still walk the programmes."""
        super().resizeEvent(event)
        for part in (self.programme_column, self._line):
            part.setVisible(self.width() >= _NARROW)

    def show_cell(self, opened: OpenCell, before: OpenCell | None) -> None:
        """Show a cell; `before` is the one that is shown now, None where nothing of it can be kept."""
        cell = opened.cell
        same_framework = before is not None and before.framework == opened.framework
        same_person = before is not None and before.cell[1:3] == cell[1:3]
        same_programme = before is not None and before.cell.programme == cell.programme
        if not (same_framework and same_person):
            self.programmes.show(
                opened.programmes(), opened.progress(), len(opened.framework.criteria), opened.work()
            )
        if before is None:
            names = [one.short.into(language()) for one in opened.frameworks]
            self.criterion_column.show_frameworks(names)
        if not (same_framework and same_person and same_programme):
            threshold = opened.snapshot.evaluation.threshold
            self.criteria.show(opened.framework, opened.answers(), threshold)
            self._count(opened)
        self.set_place(cell)
        self.panel.open(opened)
        if before is None:
            self._order_stops()

    def set_place(self, cell: Cell) -> None:
        """Mark where a person is in both lists."""
        self.programme_column.set_place(cell.programme)
        self.criterion_column.set_place(cell.criterion)

    def show_edited(self, opened: OpenCell, edit: Edit) -> None:
        """Show what an edit of scores has changed, and nothing else."""
        for change in edit.changes:
            score = change.after or change.before
            if isinstance(score, Score) and score.round == opened.cell.round:
                before = change.before.value if isinstance(change.before, Score) else ""
                after = change.after if isinstance(change.after, Score) else blank_score(score.cell)
                self._show_score(opened, before, after)
        self._count(opened)

    def _show_score(self, opened: OpenCell, before: str, score: Score) -> None:
        cell = opened.cell
        own, here = score.evaluator == cell.evaluator, score.programme == cell.programme
        shown = score.criterion.partition(".")[0] == opened.framework.id
        if here:
            opened.set_score(score)
        if own and shown and bool(before) != bool(score.value):
            done = self.programmes.done(score.programme) + (1 if score.value else -1)
            self.programmes.set_done(score.programme, done)
        if here and shown:
            self.criteria.set_answer(score.criterion, opened.answer(score.criterion))
        if here and score.criterion == cell.criterion:
            if own:
                self.panel.show_stored(opened)
            else:
                self.panel.show_others(opened)

    def _count(self, opened: OpenCell) -> None:
        """Counts above the lists: answers of each framework, complete programmes, and what filters would leave."""
        counts = []
        for framework in opened.frameworks:
            every = len(framework.criteria)
            counts.append(f"{every - len(opened.unanswered(framework))}/{every}")
        self.criterion_column.show_counts(counts, opened.frameworks.index(opened.framework))
        self.criterion_column.show_filters()
        self.programme_column.show_counts(len(opened.snapshot.programmes))

    def _order_stops(self) -> None:
        """Tab goes as the eye does; levels and frameworks are made later than what stands after them."""
        parts = (self.programme_column, self.criterion_column, self.panel)
        for before, after in pairwise(stop for part in parts for stop in part.stops):
            QWidget.setTabOrder(before, after)
