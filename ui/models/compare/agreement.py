"""Agreement as item models: alphas of sections and criteria, habits of evaluators, and what there is to discuss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from scorecard.analysis.evaluators.agreement import Agreement, Alpha, Habit
from scorecard.analysis.evaluators.agreement_sentences import (
    alpha_figure,
    alpha_in_words,
    habit_word,
    habits_explained,
    severity_in_words,
    verdict_word,
)
from scorecard.analysis.evaluators.disagreement import Dispute
from scorecard.analysis.evaluators.habits import severity_reach
from scorecard.i18n import _, format_difference, language, ngettext
from scorecard.model.framework import Framework
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, ColumnedTable

Index = QModelIndex | QPersistentModelIndex

ALPHA_NAME, ALPHA_AXIS, ALPHA_FIGURE, ALPHA_CELLS, ALPHA_VERDICT = range(5)
HABIT_NAME, HABIT_AXIS, HABIT_FIGURE, HABIT_LEVELS, HABIT_WORD = range(5)
DISPUTE_PROGRAMME, DISPUTE_CRITERION, DISPUTE_LEVELS, DISPUTE_MOVES = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphaRow:
    """A section, with its place among sections, or, where that is -1, a criterion of the one above."""

    name: str
    section: int
    alpha: Alpha


class AlphaTable(ColumnedTable):
    """How far evaluators agree on each section and, below it, on each of its criteria."""

    def show(self, agreement: Agreement) -> None:
        """Show the alphas of another agreement; where the rows are the same ones, only figures change."""
        rows = _alpha_rows(agreement)
        names = [(row.name, row.section) for row in rows]
        if self.columns and names == [(row.name, row.section) for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.columns = (
            Column(kind="name", title=_("Section or criterion"), least=204, stretch=3),
            Column(
                kind="bar",
                title=_("Alpha and 95 % interval"),
                tip=_("Krippendorff’s alpha: 1 is full agreement, 0 is what chance would give"),
                least=176,
                stretch=4,
            ),
            Column(kind="figure", title=_("Alpha"), least=56),
            Column(
                kind="figure",
                title=_("Cells"),
                tip=_(
                    "Cells, each one criterion of one programme, on which two evaluators or more give a level"
                ),
                least=52,
            ),
            Column(kind="text", title=_("Agree"), least=92),
        )
        self._rows = rows
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row: AlphaRow = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _alpha_text(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return alpha_in_words(row.name, row.alpha)
            case _ if role == CELL_ROLE:
                return row
        return None


class HabitTable(ColumnedTable):
    """How each evaluator scores beside the others. `reach` is how many levels the axis shows to either side."""

    reach = 1

    def show(self, habits: Sequence[Habit]) -> None:
        """Show the habits of these evaluators."""
        self.beginResetModel()
        self.columns = (
            Column(kind="name", title=_("Evaluator"), least=118, stretch=2),
            Column(
                kind="bar",
                title=_("Above or below the others"),
                tip=_("By how many levels, on average over the cells on which others give a level too"),
                least=150,
                stretch=3,
            ),
            Column(kind="figure", title="", tip=_("Severity"), least=52),
            Column(
                kind="figure", title=_("Levels"), tip=_("How many levels the evaluator has given"), least=54
            ),
            Column(kind="text", title=_("Habit"), tip=habits_explained(), least=76),
        )
        self._rows = tuple(habits)
        self.reach = severity_reach(habits)
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        habit: Habit = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _habit_text(habit, index.column())
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return severity_in_words(habit)
            case _ if role == CELL_ROLE:
                return habit
        return None


class DisputeTable(ColumnedTable):
    """The cells to talk about, those first that move the ranking most."""

    framework: Framework | None = None

    def show(self, framework: Framework, disputes: Sequence[Dispute]) -> None:
        """Show another agenda."""
        if (framework, disputes) == (self.framework, self._rows):
            return
        self.beginResetModel()
        self.framework = framework
        self.columns = (
            Column(kind="name", title=_("Programme"), least=130, stretch=1),
            Column(kind="name", title=_("Criterion"), least=130, stretch=1),
            Column(kind="mark", title=_("Levels"), tip=_("The lowest and the highest level given"), least=84),
            Column(
                kind="figure",
                title=_("Places moved"),
                tip=_(
                    "By how many places the ranking differs, all programmes together, "
                    "between the lowest and the highest level"
                ),
                least=62,
            ),
        )
        self._rows = tuple(disputes)
        self.endResetModel()

    def dispute(self, row: int) -> Dispute | None:
        """The cell in a row, None where there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def place_of(self, dispute: Dispute | None) -> int:
        """The row of the same cell, -1 where it is not on the agenda."""
        if dispute is None:
            return -1
        wanted = dispute.programme.key, dispute.criterion.id
        rows = enumerate(self._rows)
        return next((row for row, one in rows if (one.programme.key, one.criterion.id) == wanted), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.framework is None:
            return None
        dispute: Dispute = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _dispute_text(dispute, self.framework, index.column())
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return dispute_in_words(dispute, self.framework)
            case _ if role == CELL_ROLE:
                return dispute
            case _ if role == KEY_ROLE:
                return dispute.programme.key
        return None


def dispute_in_words(dispute: Dispute, framework: Framework) -> str:
    """A cell to talk about with all that is known of it, for whoever cannot see it drawn."""
    parts = [
        _("{programme}, {criterion}: levels {lowest} to {highest}").format(
            programme=dispute.programme.label,
            criterion=dispute.criterion.name.into(language()),
            lowest=framework.codes[dispute.lowest],
            highest=framework.codes[dispute.highest],
        ),
        ngettext("{count} place moved", "{count} places moved", dispute.moves).format(count=dispute.moves),
    ]
    if dispute.missing:
        sentence = ngettext(
            "{count} evaluator without a level", "{count} evaluators without a level", dispute.missing
        )
        parts.append(sentence.format(count=dispute.missing))
    return ", ".join(parts)


def _alpha_rows(agreement: Agreement) -> tuple[AlphaRow, ...]:
    tongue = language()
    criteria = iter(agreement.criteria)
    rows = []
    for place, (section, alpha) in enumerate(
        zip(agreement.framework.sections, agreement.sections, strict=True)
    ):
        rows.append(AlphaRow(name=section.short.into(tongue), section=place, alpha=alpha))
        rows += [
            AlphaRow(name=criterion.name.into(tongue), section=-1, alpha=next(criteria))
            for criterion in section.criteria
        ]
    return tuple(rows)


def _alpha_text(row: AlphaRow, column: int) -> str:
    match column:
        case n if n == ALPHA_NAME:
            return row.name
        case n if n == ALPHA_FIGURE:
            return alpha_figure(row.alpha.alpha)
        case n if n == ALPHA_CELLS:
            return str(row.alpha.units)
        case n if n == ALPHA_VERDICT:
            return verdict_word(row.alpha.verdict)
    return ""


def _habit_text(habit: Habit, column: int) -> str:
    match column:
        case n if n == HABIT_NAME:
            return habit.evaluator.name
        case n if n == HABIT_FIGURE:
            return "–" if habit.severity is None else format_difference(habit.severity, 2)
        case n if n == HABIT_LEVELS:
            return str(habit.levels)
        case n if n == HABIT_WORD:
            return habit_word(habit)
    return ""


def _dispute_text(dispute: Dispute, framework: Framework, column: int) -> str:
    match column:
        case n if n == DISPUTE_PROGRAMME:
            return dispute.programme.label
        case n if n == DISPUTE_CRITERION:
            return dispute.criterion.name.into(language())
        case n if n == DISPUTE_LEVELS:
            return f"{framework.codes[dispute.lowest]} – {framework.codes[dispute.highest]}"
    return str(dispute.moves)
