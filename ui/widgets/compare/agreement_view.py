"""How far evaluators agree, how each of them scores, and which cells they should talk about first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from scorecard.i18n import _, ngettext
from ui.models.compare.agreement import AlphaTable, DisputeTable, HabitTable
from ui.theme import Theme
from ui.widgets.compare.agreement_tables import HEAD, ROW, AlphaView, DisputeView, HabitView
from ui.widgets.compare.compare_view import CompareView
from ui.widgets.empty_state import EmptyState
from ui.widgets.legend import Entry, Legend
from ui.widgets.paper import Paper
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.evaluators.disagreement import Dispute
    from scorecard.analysis.study import Study
    from scorecard.charts.frame import Picture

_MOST_EVALUATORS = 6
"""With more evaluators their table scrolls, so that the agenda keeps its room."""


class AgreementView(CompareView):
    """Alphas on the left, evaluators and the agenda on the right; what to do next where nothing can be measured."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._study: Study | None = None
        self._at: Dispute | None = None
        self._empty: EmptyState | None = None
        self._empty_for = ""
        self.alphas = AlphaTable(self)
        self.habits = HabitTable(self)
        self.disputes = DisputeTable(self)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._stack.addWidget(self._full())

    def show_study(self, study: Study) -> None:
        self._study = study
        agreement = study.agreement
        if not agreement.overall.units:
            self._show_empty(study)
            return
        self.alphas.show(agreement)
        self.habits.show(agreement.habits)
        rows = min(max(len(agreement.habits), 1), _MOST_EVALUATORS)
        self.habit_view.setFixedHeight(HEAD + ROW * rows + 4)
        at = self._at
        self.disputes.show(agreement.framework, study.disputes)
        self.agenda.select_row(self.disputes.place_of(at))
        count = len(study.disputes)
        words = ngettext("{count} cell on which they differ", "{count} cells on which they differ", count)
        self._count.setText(words.format(count=count) if count else _("They differ on no open cell"))
        self._stack.setCurrentIndex(0)

    def sentences(self) -> tuple[str, str]:
        return self._study.agreement.sentences() if self._study else ("", "")

    def picture(self) -> tuple[str, Callable[[datetime], Picture]]:
        study = self._study

        def draw(made_at: datetime) -> Picture:
            from scorecard.charts.agreement import agreement_pictures

            assert study is not None
            return agreement_pictures(study, made_at)[0]()

        return _("agreement"), draw

    def _full(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        left = Paper(self._theme)
        self.alpha_view = AlphaView(self._theme, self.alphas)
        left.column.addWidget(self.alpha_view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 12, 4)
        entries: tuple[Entry, ...] = (
            ("open", "", _("95 % interval over programmes")),
            ("score", "", _("alpha")),
            ("hollow", "", _("fewer than 10 programmes: indicative")),
        )
        foot.addWidget(Legend(self._theme, entries))
        left.column.addLayout(foot)
        row.addWidget(left, 12)
        right = QVBoxLayout()
        right.setSpacing(12)
        evaluators = Paper(self._theme)
        self.habit_view = HabitView(self._theme, self.habits)
        evaluators.column.addWidget(self.habit_view)
        right.addWidget(evaluators)
        right.addWidget(self._agenda(), 1)
        row.addLayout(right, 9)
        return whole

    def _agenda(self) -> QWidget:
        paper = Paper(self._theme)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 16, 0)
        head.addWidget(label(self._theme, _("To discuss first"), "head"))
        head.addStretch()
        self._count = label(self._theme, "", "caption", ink="muted")
        head.addWidget(self._count)
        paper.column.addLayout(head)
        self.agenda = DisputeView(self._theme, self.disputes)
        self.agenda.opened.connect(self._open)
        self.agenda.selectionModel().currentRowChanged.connect(self._move)
        paper.column.addWidget(self.agenda, 1)
        return paper

    def _move(self, current: QModelIndex, before: QModelIndex) -> None:
        self._at = self.disputes.dispute(current.row())
        self.go_to_row(current, before)

    def _open(self, index: QModelIndex) -> None:
        dispute = self.disputes.dispute(index.row())
        if dispute is not None:
            self.opened.emit(dispute.programme.key, dispute.criterion.id)

    def _show_empty(self, study: Study) -> None:
        """Why nothing can be measured stands above; here is what to do about it."""
        sentence, button, act = self._next_step(study)
        if self._empty is not None:
            if sentence == self._empty_for:
                self._stack.setCurrentWidget(self._empty)
                return
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty_for = sentence
        self._empty = EmptyState(self._theme, _("No agreement to measure yet"), sentence, button, "users")
        self._empty.pressed.connect(act)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _next_step(self, study: Study) -> tuple[str, str, Callable[[], object]]:
        if study.agreement.hidden:
            sentence = _("Submit your own scores of a programme; then you see here how far the others agree.")
            return sentence, _("Go to Score"), lambda: self.go.emit("score")
        if study.question.view != "all":
            sentence = _(
                "Evaluators of this kind share no cell. Look at the scores of all evaluators together."
            )
            return sentence, _("Show all evaluators"), lambda: self.asked.emit({"view": "all"})
        if len(study.agreement.habits) < 2:
            sentence = _(
                "Agreement takes two evaluators who score the same programmes. Add one under Evaluators."
            )
            return sentence, _("Go to Evaluators"), lambda: self.go.emit("people")
        sentence = _("Agreement shows as soon as two evaluators have scored the same programme.")
        return sentence, _("Go to Score"), lambda: self.go.emit("score")
