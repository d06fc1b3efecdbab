"""What an import or a merge would do as rows of one list: questions first, then problems, then what comes."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.i18n import _, format_count, ngettext
from scorecard.model.framework import Framework
from scorecard.model.problem import Severity
from ui.models.columns import CELL_ROLE

Index = QModelIndex | QPersistentModelIndex

Part = Literal["all", "conflict", "problem", "removed", "changed", "new", "same"]
Shape = Literal["head", "question", "trouble", "passing"]
_NOWHERE = QModelIndex()
_NONE = Qt.ItemFlag.NoItemFlags
_HEAD = Qt.ItemFlag.ItemNeverHasChildren
_ROW = _HEAD | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """The value of a score, painted as everywhere; None where it may not be seen."""

    framework: Framework
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to a question: what it says, and who said so, where and when."""

    words: str
    about: str
    chip: Chip | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What needs a person, with the answers that there are."""

    code: str = ""
    title: str
    about: str = ""
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A problem with its place; `remedy` is what its way out says, empty where there is none."""

    severity: Severity
    file: str
    place: str = ""
    text: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """What comes by itself; `before` is None where nothing becomes other. `noted` where notes or citations differ."""

    code: str = ""
    title: str
    who: str = ""
    before: Chip | str | None
    after: Chip | str
    noted: bool = False


class PreviewRow(Protocol):
    """A row. `ref` is what it asks about, None where it asks nothing; `shape` is what kind its face is of, which is
    asked of every row, while faces are made of those alone that are painted.
    """

    @property
    def ref(self) -> Hashable | None: ...

    @property
    def shape(self) -> Shape: ...

    def title(self) -> str:
        """What it is about, in a few words."""

    def face(self) -> HeadRow | Question | Trouble | Passing:
        """What is painted of it."""

    def sentence(self, decided: int | None) -> str:
        """All about it; `decided` is the answer that was given to what it asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRow:
    """The words over a part of the list, with how many rows stand below; `calm` where they stand in nobody's way."""

    part: Part
    text: str
    calm: bool = False
    ref: ClassVar[None] = None
    shape: ClassVar[Shape] = "head"

    def title(self) -> str:
        return self.text

    def face(self) -> HeadRow:
        return self

    def sentence(self, decided: int | None) -> str:
        return self.text


class PreviewRows(QAbstractListModel):
    """The rows that are shown, and what was decided of all questions that a plan asks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PreviewRow] = ()
        self._questions: Collection[Hashable] = ()
        self.decisions: dict[Any, int] = {}

    def ask(self, questions: Collection[Hashable]) -> None:
        """These are the questions now, shown or not; what was decided of any other is forgotten."""
        self._questions = frozenset(questions)
        self.decisions = {ref: side for ref, side in self.decisions.items() if ref in self._questions}

    def show(self, rows: Sequence[PreviewRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def decide(self, row: int, side: int | None) -> None:
        """Give an answer to the question of a row, or leave it open again."""
        one = self.row(row)
        if one is not None and one.ref is not None:
            self._note(one, side)
            self.dataChanged.emit(self.index(row), self.index(row))

    def decide_all(self, *, last: bool) -> None:
        """Give the last answer to every question that is shown, or the first."""
        for one in self._rows:
            if one.ref is not None:
                self._note(one, len(self.answers(one)) - 1 if last else 0)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    @property
    def open(self) -> int:
        """How many questions nobody has answered."""
        return len(self._questions) - len(self.decisions)

    def next_open(self, row: int) -> int:
        """The next question after a row that is open, or the first of all; -1 where none is."""
        places = [
            place
            for place, one in enumerate(self._rows)
            if one.ref is not None and one.ref not in self.decisions
        ]
        return next((place for place in places if place > row), places[0] if places else -1)

    def first(self) -> int:
        """The first row that is no head; -1 where there is none."""
        return next((place for place, one in enumerate(self._rows) if not isinstance(one, HeadRow)), -1)

    def row(self, row: int) -> PreviewRow | None:
        """What stands in a row, None where there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def answers(self, row: PreviewRow) -> tuple[Answer, ...]:
        """The answers that a row asks for."""
        face = row.face() if row.ref is not None else None
        return face.answers if isinstance(face, Question) else ()

    def decided(self, row: PreviewRow) -> int | None:
        """Which answer was given to the question of a row."""
        return None if row.ref is None else self.decisions.get(row.ref)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        # Asked of every row before any is shown.
        match self.row(index.row()):
            case None:
                return _NONE
            case HeadRow():
                return _HEAD
            case _:
                return _ROW

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title()
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return row.sentence(self.decided(row))
            case _ if role == CELL_ROLE:
                return row
        return None

    def _note(self, row: PreviewRow, side: int | None) -> None:
        if side is None:
            self.decisions.pop(row.ref, None)
        elif 0 <= side < len(self.answers(row)):
            self.decisions[row.ref] = side


def head_of_problems(problems: str, remarks: int) -> str:
    """The head over problems, said already with their number or empty, and remarks."""
    return " · ".join(filter(None, (problems, remarks_in_words(remarks) if remarks else "")))


def remarks_in_words(remarks: int) -> str:
    """How many remarks there are, for the head over them."""
    return ngettext("{count} remark", "{count} remarks", remarks).format(count=format_count(remarks))


def hidden_words() -> str:
    """What stands in the place of what may not be seen."""
    return _("hidden")
