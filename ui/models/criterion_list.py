"""The criteria of a framework by section, with one evaluator's answers, as a list to look at and to step through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from scorecard.i18n import _, format_number, language
from scorecard.model.framework import NA, NE, Framework
from ui.models.section_means import section_means
from ui.models.walk import neighbour, next_wanted

ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which a delegate finds the whole `Row`."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A section head or a criterion, with its texts as they are painted.

    `short` stands where the name of a section does not fit; `value` is the answer of a criterion; `figure` is the
    mean of a section, in brackets where evidence is too thin.
    """

    kind: Literal["section", "criterion"]
    id: str
    name: str
    short: str
    section: int
    value: str = ""
    figure: str = ""
    enough: bool = True


class CriterionList(QAbstractListModel):
    """Section heads and criteria in order. Only the rows that an answer touches are said to have changed."""

    def __init__(self) -> None:
        super().__init__()
        self._framework: Framework | None = None
        self._threshold = 0.5
        self._answers: dict[str, str] = {}
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}

    @property
    def framework(self) -> Framework | None:
        """The framework shown, if any."""
        return self._framework

    def show(self, framework: Framework | None, answers: Mapping[str, str], threshold: float) -> None:
        """Show a framework and answers by full criterion id; rows stay in place when only answers differ."""
        same = framework is not None and framework == self._framework
        self._answers = dict(answers)
        self._threshold = threshold
        if same:
            self._rows = self._rows_now()
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        self.beginResetModel()
        self._framework = framework
        self._rows = self._rows_now()
        self._places = {row.id: place for place, row in enumerate(self._rows) if row.kind == "criterion"}
        self.endResetModel()

    def set_answer(self, criterion: str, value: str) -> None:
        """Show another answer: the criterion's row and its section's mean change, nothing else."""
        place = self._places.get(criterion)
        if place is None or self._framework is None or self._answers.get(criterion, "") == value:
            return
        self._answers[criterion] = value
        self._rows[place] = replace(self._rows[place], value=value)
        self.dataChanged.emit(self.index(place), self.index(place))
        section = self._rows[place].section
        mean = section_means(self._framework, self._answers, self._threshold)[section]
        for head, row in enumerate(self._rows):
            if row.kind == "section" and row.section == section:
                self._rows[head] = replace(row, figure=_figure(mean.score, mean.enough), enough=mean.enough)
                self.dataChanged.emit(self.index(head), self.index(head))

    def answer(self, criterion: str) -> str:
        """The answer shown for a criterion, empty where there is none."""
        return self._answers.get(criterion, "")

    def place_of(self, criterion: str) -> QModelIndex:
        """The index of a criterion's row, invalid if it is not in this framework."""
        place = self._places.get(criterion)
        return QModelIndex() if place is None else self.index(place)

    def neighbour(self, criterion: str, step: int) -> str:
        """The criterion so many rows on, or the same at either end."""
        return neighbour(self._places, criterion, step)

    def unanswered_after(self, criterion: str) -> str | None:
        """The next criterion without an answer, going round once; None when all are answered."""
        return next_wanted(self._places, criterion, lambda id: not self._answers.get(id))

    def answered(self) -> int:
        """How many criteria have an answer; NE and NA are answers."""
        return sum(bool(self._answers.get(id)) for id in self._places)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row)
            case _ if role == ROW:
                return row
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        leaf = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if self._rows[index.row()].kind == "section":
            return leaf
        return leaf | Qt.ItemFlag.ItemIsSelectable

    def _rows_now(self) -> list[Row]:
        if self._framework is None:
            return []
        tongue = language()
        means = section_means(self._framework, self._answers, self._threshold)
        rows = []
        for number, (section, mean) in enumerate(zip(self._framework.sections, means, strict=True)):
            name, figure = section.name.into(tongue), _figure(mean.score, mean.enough)
            rows.append(
                Row(
                    kind="section",
                    id=section.id,
                    name=name,
                    short=section.short.into(tongue),
                    section=number,
                    figure=figure,
                    enough=mean.enough,
                )
            )
            for criterion in section.criteria:
                name = criterion.name.into(tongue)
                value = self._answers.get(criterion.id, "")
                rows.append(
                    Row(kind="criterion", id=criterion.id, name=name, short=name, section=number, value=value)
                )
        return rows


def _figure(score: float | None, enough: bool) -> str:
    if score is None:
        return ""
    figure = format_number(score, 1)
    return figure if enough else f"({figure})"


def _spoken(row: Row) -> str:
    if row.kind == "section":
        if not row.figure:
            return _("{section}, no level yet").format(section=row.name)
        return _("{section}, mean {figure}").format(section=row.name, figure=row.figure)
    match row.value:
        case "":
            return _("{criterion}, not scored").format(criterion=row.name)
        case code if code == NE:
            return _("{criterion}, no evidence").format(criterion=row.name)
        case code if code == NA:
            return _("{criterion}, does not apply").format(criterion=row.name)
        case code:
            return _("{criterion}, level {level}").format(criterion=row.name, level=code)
