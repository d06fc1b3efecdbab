"""Going from cell to cell on the Score page: by arrows, to the next that is open, to what was found."""

from __future__ import annotations

from scorecard.i18n import _, language
from ui.models.score.criterion_list import CriterionList
from ui.models.score.open_cell import OpenCell
from ui.models.score.programme_progress import ProgrammeProgress
from ui.session import Session


class ScoreWalk:
    """Moves the place of the session along what both lists show."""

    def __init__(self, session: Session, programmes: ProgrammeProgress, criteria: CriterionList) -> None:
        self._session = session
        self._programmes = programmes
        self._criteria = criteria

    def step_criterion(self, opened: OpenCell, step: int) -> None:
        """Go so many criteria on, among those that are shown."""
        self._session.go_to(criterion=self._criteria.neighbour(opened.cell.criterion, step))

    def step_programme(self, opened: OpenCell, step: int) -> None:
        """Go so many programmes on, among those that are shown."""
        self._session.go_to(programme=self._programmes.neighbour(opened.cell.programme, step))

    def step_framework(self, opened: OpenCell) -> None:
        """Go to the next framework of the evaluation, after the last to the first."""
        self.go_to_framework(opened, opened.frameworks.index(opened.framework) + 1)

    def go_to_framework(self, opened: OpenCell, number: int) -> None:
        """Go to the first criterion of a framework, by its place in the evaluation; places go round."""
        framework = opened.frameworks[number % len(opened.frameworks)]
        self._session.go_to(criterion=framework.criteria[0].id)

    def go_to_found(self, opened: OpenCell) -> None:
        """Go to the first programme and criterion that are shown, unless the open ones are among them."""
        self.step_programme(opened, 0)
        self.step_criterion(opened, 0)

    def go_to_unscored(self, opened: OpenCell) -> str:
        """Go to the next criterion without an answer: in this programme first, then in the next unfinished one.

        It stays within the framework. A sentence says where there is none, and what is left behind in another
        framework; it is empty otherwise.
        """
        said = ""
        criterion = self._criteria.unanswered_after(opened.cell.criterion)
        if criterion is None:
            programme = self._programmes.unfinished_after(opened.cell.programme)
            if programme is None:
                return _left_open(opened) or _("Every criterion of every programme shown here has an answer.")
            said = _left_open(opened)
            self._session.go_to(programme=programme)
            criterion = self._criteria.unanswered_after("")
        if criterion is not None:
            self._session.go_to(criterion=criterion)
        return said


def _left_open(opened: OpenCell) -> str:
    """What the programme still lacks in another framework, as a sentence; empty when it lacks nothing."""
    for framework in opened.frameworks:
        if rest := len(opened.unanswered(framework)):
            sentence = _("{programme} has criteria without an answer in {framework}: {count}. T goes there.")
            words = framework.short.into(language())
            return sentence.format(programme=opened.programme.label, framework=words, count=rest)
    return ""
