"""The open criterion as a whole: whose work it is, what is asked, the answer, and what speaks for it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scorecard.i18n import _, language
from scorecard.model.score import Cell
from ui.models.score.open_cell import OpenCell
from ui.theme import Theme
from ui.widgets.answer_form import AnswerArea, AnswerForm
from ui.widgets.banner import Banner
from ui.widgets.score.criterion_head import CriterionHead
from ui.widgets.score.proof_panel import ProofPanel
from ui.widgets.score.work_head import WorkHead, status_sentence

_WIDEST_ANSWER = 680
"""Lines longer than these are hard to read; a wide screen gives the rest to the evidence."""

_ANSWER, _PROOF = 448, 291
"""How the two columns share the width."""


class ScorePanel(QWidget):
    """The third column of the Score page. Its parts say what a person wants; `open` shows a cell in all of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._cell: Cell | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 7, 16, 0)
        layout.setSpacing(4)
        self.work = WorkHead(theme)
        self.head = CriterionHead(theme)
        self.banner = Banner(theme)
        self.form = AnswerForm(theme)
        self.area = AnswerArea(self.form)
        self.area.setMaximumWidth(_WIDEST_ANSWER)
        self.proof = ProofPanel(theme)
        layout.addWidget(self.work)
        layout.addWidget(self.head)
        layout.addWidget(self.banner)
        columns = QHBoxLayout()
        columns.setSpacing(10)
        columns.addWidget(self.area, _ANSWER)
        columns.addWidget(self.proof, _PROOF)
        layout.addLayout(columns, 1)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the eye."""
        return [*self.work.stops, *self.head.stops, *self.form.stops, *self.proof.stops]

    def open(self, cell: OpenCell) -> None:
        """Show a cell."""
        tongue = language()
        section = cell.framework.sections[cell.section].name.into(tongue)
        self.work.trail.show_place(cell.programme.name, section)
        self.head.show_criterion(cell.framework, cell.criterion)
        self.form.show_criterion(cell.framework, cell.criterion)
        self._show_standing(cell)
        self.form.open(cell.own())
        if cell.cell != self._cell:
            # Whoever wrote far below still meets the next question with all of its levels.
            self._cell = cell.cell
            self.area.verticalScrollBar().setValue(0)
        self.proof.open(cell.framework, cell.criterion, cell.evidence, cell.snapshot.documents, cell.own())
        self._show_around(cell)

    def show_stored(self, cell: OpenCell) -> None:
        """Show what the evaluator's own answer is now; texts that are being written stay."""
        self.form.show_stored(cell.own())
        self.proof.set_score(cell.own())
        self._show_around(cell)

    def show_others(self, cell: OpenCell) -> None:
        """Show what the others say now."""
        sight = cell.sight(cell.criterion.id)
        self.proof.others.show_others(cell.framework, cell.others(), sight)

    def _show_around(self, cell: OpenCell) -> None:
        locked = bool(cell.reason_locked)
        self.work.show_origin("" if locked else cell.snapshot.origin(cell.own()))
        self.show_others(cell)

    def _show_standing(self, cell: OpenCell) -> None:
        assignment = cell.assignment
        self.work.show_work(
            assignment, by=status_sentence(assignment), may_settle=not (cell.reading or cell.round.closed)
        )
        self.form.set_locked(cell.reading or bool(cell.reason_locked))
        self.proof.add.setEnabled(not cell.reading)
        said = []
        if cell.conflict is not None:
            sentence = _(
                "Conflict of interest of {evaluator}: these scores are shown and do not count. {reason}"
            )
            said.append(sentence.format(evaluator=cell.evaluator.name, reason=cell.conflict.reason))
        if cell.reading:
            said.append(_("This evaluation is open for reading only: nothing can be changed."))
        elif cell.reason_locked:
            said.append(cell.reason_locked)
        self.banner.say(" ".join(said), "warning" if cell.conflict is not None else "info")
