"""The sheet in which one item of evidence is cited in several scores at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from scorecard.edits import evidence
from scorecard.i18n import _, language
from scorecard.model.evaluation import Key
from scorecard.model.framework import NA, NE, Criterion
from scorecard.model.programme import Evidence
from scorecard.model.score import Cell, Score
from ui.dialogs.sheet import Sheet
from ui.session import Session
from ui.theme import Theme
from ui.widgets.choice_list import ChoiceList
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.workspace import Workspace

_WIDTH = 560


class CitationsDialog(Sheet):
    """Ticks the criteria in which the evaluator's scores cite an item; those it speaks to stand first.

    It closes only once the citations are stored.
    """

    def __init__(
        self, session: Session, theme: Theme, workspace: Workspace, item: Evidence, evaluator: Key, round: Key,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(theme, _("Cite in several scores"), agree=_("Store"), width=_WIDTH, parent=parent)
        self._session = session
        self._item = item
        self._place = Cell(item.programme, evaluator, round, "")
        scores = workspace.scores(programme=item.programme, evaluator=evaluator, round=round)
        self._stored = {score.criterion: score for score in scores}
        self.body.addWidget(label(theme, item.text, "body", wrap=True))
        snapshot = workspace.snapshot
        sentence = _("The scores of {evaluator} for {programme} that cite {id}:").format(
            evaluator=snapshot.evaluators[evaluator].name,
            programme=snapshot.programmes[item.programme].label,
            id=item.id,
        )
        self.body.addWidget(label(theme, sentence, "body", ink="muted", wrap=True))
        asked = [
            criterion
            for id in snapshot.evaluation.frameworks
            for criterion in snapshot.framework_in(id, round).criteria
        ]
        asked.sort(key=lambda criterion: criterion.id not in item.criteria)
        self.criteria = ChoiceList(theme, _("Criteria"), rows=11)
        cited = [score.criterion for score in scores if item.key in score.cites]
        self.criteria.set_choices([(one.id, self._words(one)) for one in asked], cited)
        self.criteria.list.scrollToTop()
        self.body.addWidget(self.criteria)
        self.criteria.list.setFocus()

    def agreed(self) -> None:
        """Store which scores cite the item; a refusal is said in the sheet, which stays open."""
        cells = [self._place._replace(criterion=criterion) for criterion in self.criteria.chosen]
        self._session.refused.connect(self.complain)
        stored = self._session.edit(evidence.cite_in, self._stored.values(), self._item.key, cells)
        self._session.refused.disconnect(self.complain)
        if stored:
            self.accept()

    def _words(self, criterion: Criterion) -> str:
        score = self._stored.get(criterion.id)
        return f"{criterion.code}  {criterion.name.into(language())}  ({_value_words(score)})"


def _value_words(score: Score | None) -> str:
    match score.value if score else "":
        case "":
            return _("not yet scored")
        case code if code == NE:
            return _("no evidence")
        case code if code == NA:
            return _("does not apply")
        case code:
            return _("level {level}").format(level=code)
