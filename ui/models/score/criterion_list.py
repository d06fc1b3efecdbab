"""The criteria of a framework by section, with one evaluator's answers, as a list to look at and to step through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, assert_never

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from scorecard.analysis.sources.proof import Shortfall, shortfall_word
from scorecard.i18n import _, format_number, language
from scorecard.model.framework import NA, NE, Criterion, Framework, Section
from scorecard.model.text import folded
from ui.models.score.section_means import section_means
from ui.models.score.walk import neighbour, next_wanted

ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which a delegate finds the whole `Row`."""

CriterionFilter = Literal["all", "unscored", "disputed", "lacking", "carried", "asking"]
CRITERION_FILTERS: tuple[CriterionFilter, ...] = (
    "all", "unscored", "disputed", "lacking", "carried", "asking",
)  # fmt: skip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one evaluator says of a criterion, as far as a row shows it.

    `carried` is where the value was carried over from, `lacking` what it needs and does not cite; `disputed`
    says that others who can be seen are far from it, `asks` that an open question was left.
    """

    value: str = ""
    carried: str = ""
    lacking: Shortfall = ""
    disputed: bool = False
    asks: bool = False

    def passes(self, wanted: CriterionFilter) -> bool:
        """Whether a filter lets this answer through."""
        match wanted:
            case "all":
                return True
            case "unscored":
                return not self.value
            case "disputed":
                return self.disputed
            case "lacking":
                return bool(self.lacking)
            case "carried":
                return bool(self.carried)
            case "asking":
                return self.asks
            case _:
                assert_never(wanted)


UNSAID = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A section head or a criterion, with its texts as they are painted.

    `short` stands where the name of a section does not fit; `figure` is the mean of a section, in brackets where
    evidence is too thin.
    """

    kind: Literal["section", "criterion"]
    id: str
    name: str
    short: str
    section: int
    answer: Answer = UNSAID
    figure: str = ""
    enough: bool = True


class CriterionList(QAbstractListModel):
    """Section heads and criteria in order. Only the rows that an answer touches are said to have changed.

    What a filter shows is settled when the filter is chosen or other criteria are shown: an answer that no longer
    passes keeps its row, so that nothing moves under the pointer. The place a person is at is shown always.
    """

    def __init__(self) -> None:
        super().__init__()
        self._framework: Framework | None = None
        self._threshold = 0.5
        self._answers: dict[str, Answer] = {}
        self._ids: tuple[str, ...] = ()
        self._filter: CriterionFilter = "all"
        self._words: tuple[str, ...] = ()
        self._place = ""
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}

    @property
    def framework(self) -> Framework | None:
        """The framework shown, if any."""
        return self._framework

    @property
    def filter(self) -> CriterionFilter:
        """What the rows are narrowed to."""
        return self._filter

    def show(self, framework: Framework | None, answers: Mapping[str, Answer], threshold: float) -> None:
        """Show a framework and answers by full criterion id; rows stay in place when only answers differ."""
        same = framework is not None and framework == self._framework and self._filter == "all"
        self._answers = dict(answers)
        self._threshold = threshold
        self._framework = framework
        self._ids = tuple(one.id for one in framework.criteria) if framework is not None else ()
        if same:
            self._rows = self._rows_now()
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        else:
            self._arrange()

    def set_filter(self, wanted: CriterionFilter) -> None:
        """Show only the criteria whose answers pass."""
        self._filter = wanted
        self._arrange()

    def set_wanted(self, text: str) -> None:
        """Show only the criteria in whose texts every one of these words stands; accents and case are ignored."""
        words = tuple(folded(text).split())
        if words != self._words:
            self._words = words
            self._arrange()

    def set_place(self, criterion: str) -> None:
        """Where the person is: this criterion is shown whatever the filter says, but not the words."""
        self._place = criterion
        if self._filter != "all" and criterion not in self._places:
            self._arrange()

    def set_answer(self, criterion: str, answer: Answer) -> None:
        """Show another answer: the criterion's row and its section's mean change, nothing else."""
        before = self._answers.get(criterion, UNSAID)
        if self._framework is None or before == answer:
            return
        self._answers[criterion] = answer
        place = self._places.get(criterion)
        if place is None:
            return
        self._rows[place] = replace(self._rows[place], answer=answer)
        self.dataChanged.emit(self.index(place), self.index(place))
        if before.value != answer.value:
            self._show_mean(self._framework, self._rows[place].section)

    def answer(self, criterion: str) -> str:
        """The value of a criterion, empty where nothing is said."""
        return self.said(criterion).value

    def said(self, criterion: str) -> Answer:
        """All that is known of the answer to a criterion."""
        return self._answers.get(criterion, UNSAID)

    def count(self, wanted: CriterionFilter) -> int:
        """How many criteria of the framework a filter would show."""
        return sum(self.said(id).passes(wanted) for id in self._ids)

    def place_of(self, criterion: str) -> QModelIndex:
        """The index of a criterion's row, invalid while it is not shown."""
        place = self._places.get(criterion)
        return QModelIndex() if place is None else self.index(place)

    def neighbour(self, criterion: str, step: int) -> str:
        """The criterion so many rows on, or the same at either end."""
        return neighbour(self._places, criterion, step)

    def unanswered_after(self, criterion: str) -> str | None:
        """The next criterion of the framework without an answer, going round once; None when all are answered."""
        return next_wanted(self._ids, criterion, lambda id: not self.answer(id))

    def rest_of_section(self, section: int) -> tuple[str, ...]:
        """The criteria of a section, by its place in the framework, that have no answer."""
        if self._framework is None:
            return ()
        criteria = self._framework.sections[section].criteria
        return tuple(one.id for one in criteria if not self.answer(one.id))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join((row.name, *_remarks(row.answer)))
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

    def _arrange(self) -> None:
        self.beginResetModel()
        self._rows = self._rows_now()
        self._places = {row.id: place for place, row in enumerate(self._rows) if row.kind == "criterion"}
        self.endResetModel()

    def _shown(self, framework: Framework, section: Section) -> list[Criterion]:
        searched = _searched(framework) if self._words else {}
        return [
            one
            for one in section.criteria
            if all(word in searched[one.id] for word in self._words)
            and (one.id == self._place or self.said(one.id).passes(self._filter))
        ]

    def _show_mean(self, framework: Framework, section: int) -> None:
        mean = section_means(framework, self._values(), self._threshold)[section]
        for head, row in enumerate(self._rows):
            if row.kind == "section" and row.section == section:
                self._rows[head] = replace(row, figure=_figure(mean.score, mean.enough), enough=mean.enough)
                self.dataChanged.emit(self.index(head), self.index(head))

    def _values(self) -> dict[str, str]:
        return {id: answer.value for id, answer in self._answers.items()}

    def _rows_now(self) -> list[Row]:
        if self._framework is None:
            return []
        tongue = language()
        means = section_means(self._framework, self._values(), self._threshold)
        rows = []
        for number, (section, mean) in enumerate(zip(self._framework.sections, means, strict=True)):
            shown = self._shown(self._framework, section)
            if not shown:
                continue
            rows.append(
                Row(
                    kind="section",
                    id=section.id,
                    name=section.name.into(tongue),
                    short=section.short.into(tongue),
                    section=number,
                    figure=_figure(mean.score, mean.enough),
                    enough=mean.enough,
                )
            )
            rows += [self._criterion_row(criterion, number, tongue) for criterion in shown]
        return rows

    def _criterion_row(self, criterion: Criterion, section: int, tongue: str) -> Row:
        name = criterion.name.into(tongue)
        return Row(
            kind="criterion",
            id=criterion.id,
            name=name,
            short=name,
            section=section,
            answer=self.said(criterion.id),
        )


@lru_cache(maxsize=16)
def _searched(framework: Framework) -> dict[str, str]:
    """The texts of each criterion as they are searched, in both languages: people read in one and quote the other."""
    found = {}
    for one in framework.criteria:
        texts = (one.name, one.question, one.definition, one.look_for, *one.levels)
        found[one.id] = folded(" ".join((one.code, *(f"{text.en} {text.es}" for text in texts))))
    return found


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
    match row.answer.value:
        case "":
            said = _("{criterion}, not scored").format(criterion=row.name)
        case code if code == NE:
            said = _("{criterion}, no evidence").format(criterion=row.name)
        case code if code == NA:
            said = _("{criterion}, does not apply").format(criterion=row.name)
        case code:
            said = _("{criterion}, level {level}").format(criterion=row.name, level=code)
    return ", ".join((said, *_remarks(row.answer)))


def _remarks(answer: Answer) -> list[str]:
    """What is remarkable about an answer, each in a few words."""
    remarks = []
    if answer.carried:
        remarks.append(_("carried over from {round}, not confirmed").format(round=answer.carried))
    if answer.lacking:
        remarks.append(shortfall_word(answer.lacking))
    if answer.disputed:
        remarks.append(_("disputed"))
    if answer.asks:
        remarks.append(_("open question"))
    return remarks
