"""The evaluators with what they owe, and the rounds, as tables to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.analysis.evaluators.people_words import kind_word
from scorecard.i18n import _, format_share
from scorecard.model.evaluation import Evaluator, Key, Round
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, ColumnedTable
from ui.models.people.words import dates_of, round_kind_word, state_word

if TYPE_CHECKING:
    from scorecard.analysis.evaluators.duties import Load

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatorRow:
    """An evaluator and their work in a round."""

    evaluator: Evaluator
    load: Load

    @property
    def key(self) -> Key:
        """The key of the evaluator."""
        return self.evaluator.key


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round."""

    round: Round

    @property
    def key(self) -> Key:
        """The key of the round."""
        return self.round.key


Row = TypeVar("Row", EvaluatorRow, RoundRow)


class _Table(ColumnedTable, Generic[Row]):
    """Rows of values; `CELL_ROLE` gives the row, `KEY_ROLE` its key."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = self._own_columns()
        self._rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; where they are the same ones, only what they say is announced."""
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, place: int) -> Row:
        """The row at a place."""
        return self._rows[place]

    def place_of(self, key: Key | None) -> int:
        """The place of a row by its key, -1 if it is not there."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.columns[index.column()].title}: {self._text(row, index.column())}"
            case Qt.ItemDataRole.ToolTipRole:
                return self._text(row, 0) if index.column() == 0 else ""
            case _ if role == CELL_ROLE:
                return row
            case _ if role == KEY_ROLE:
                return row.key
        return None

    def _own_columns(self) -> tuple[Column, ...]:
        raise NotImplementedError

    def _text(self, row: Row, column: int) -> str:
        raise NotImplementedError


class EvaluatorTable(_Table[EvaluatorRow]):
    """The evaluators of a round."""

    def _own_columns(self) -> tuple[Column, ...]:
        return (
            Column(kind="name", title=_("Evaluator"), least=160, stretch=4),
            Column(kind="text", title=_("Kind"), least=106, stretch=1),
            Column(
                kind="progress",
                title=_("Answered"),
                tip=_("Share of the criteria of what they owe; of all programmes where they owe none"),
                least=112,
            ),
            Column(kind="figure", title=_("Owes"), tip=_("Programmes assigned in this round"), least=84),
            Column(kind="figure", title=_("Still due"), tip=_("Owed and not submitted yet"), least=92),
            Column(kind="figure", title=_("Submitted"), least=80),
            Column(kind="figure", title=_("Approved"), least=80),
            Column(kind="figure", title=_("Conflicts"), tip=_("Declared conflicts of interest"), least=84),
        )

    def _text(self, row: EvaluatorRow, column: int) -> str:
        load = row.load
        return (
            row.evaluator.name,
            kind_word(row.evaluator.kind),
            format_share(load.share),
            str(load.owed),
            str(load.due),
            str(load.submitted),
            str(load.approved),
            str(load.conflicts),
        )[column]


class RoundTable(_Table[RoundRow]):
    """The rounds in time."""

    def _own_columns(self) -> tuple[Column, ...]:
        return (
            Column(kind="name", title=_("Round"), least=220, stretch=3),
            Column(kind="text", title=_("Kind"), least=106, stretch=1),
            Column(kind="text", title=_("Dates"), least=190, stretch=1),
            Column(kind="text", title=_("State"), least=110),
            Column(kind="text", title=_("Blind"), least=80),
        )

    def _text(self, row: RoundRow, column: int) -> str:
        round = row.round
        return (
            round.name,
            round_kind_word(round.kind) or "–",
            dates_of(round) or "–",
            state_word(round),
            _("blind") if round.blind else "–",
        )[column]
