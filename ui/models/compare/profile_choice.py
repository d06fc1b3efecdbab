"""The programmes that a profile can show, of which a few are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from scorecard.i18n import _, format_number
from scorecard.model.programme import Programme

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.model.evaluation import Key

Index = QModelIndex | QPersistentModelIndex

MOST = 6
BEGUN = 3
"""So many are chosen to begin with: more are harder to tell apart, so that a person adds them one by one."""
CHOICE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Asked of a row: its `Choice`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A programme to choose. `place` among the chosen is -1 when it is not; `free` when it can be turned."""

    programme: Programme
    score: float | None
    place: int
    free: bool


class ProfileChoice(QAbstractListModel):
    """Programmes in the order of the ranking, of which at most `MOST` are chosen.

    `chosen_changed` says that a person chose others.
    """

    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offered: list[tuple[Programme, float | None]] = []
        self._chosen: tuple[Key, ...] = ()

    @property
    def chosen(self) -> tuple[Key, ...]:
        """The keys of those chosen, in the order in which they were."""
        return self._chosen

    def offer(self, comparison: Comparison) -> None:
        """Offer the programmes of a comparison.

        Who was chosen stays so; where nobody is, the first ones are, or one alone where no programme has a rank.
        """
        scores = comparison.score.tolist()
        offered = [
            (comparison.programmes[row], scores[row] if scores[row] == scores[row] else None)
            for row in comparison.ranking()
        ]
        keys = [programme.key for programme, _score in offered]
        chosen = tuple(key for key in self._chosen if key in keys)
        if not chosen:
            chosen = tuple(keys[: min(BEGUN, max(comparison.ranked, 1))])
        if [one.key for one, _score in self._offered] != keys:
            self.beginResetModel()
            self._offered, self._chosen = offered, chosen
            self.endResetModel()
        else:
            self._offered, self._chosen = offered, chosen
            self._announce()

    def want(self, chosen: tuple[Key, ...]) -> None:
        """Have these chosen, as far as they are offered next."""
        self._chosen = chosen

    def clear(self) -> None:
        """Offer nobody and forget who was chosen."""
        self.beginResetModel()
        self._offered, self._chosen = [], ()
        self.endResetModel()

    def choose(self, programme: Key) -> None:
        """Have a programme among the chosen: beside fewer than `BEGUN`, else in the place of the last one."""
        if programme not in self._chosen:
            self._set((*self._chosen[: max(len(self._chosen), BEGUN) - 1], programme))

    def turn(self, row: int) -> bool:
        """Choose the programme in a row, or no longer. False when there is no room left, or it is the last one."""
        key = self._offered[row][0].key
        if key in self._chosen:
            if len(self._chosen) == 1:
                return False
            self._set(tuple(one for one in self._chosen if one != key))
        elif len(self._chosen) < MOST:
            self._set((*self._chosen, key))
        else:
            return False
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._offered)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        programme, score = self._offered[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return programme.label
            case Qt.ItemDataRole.ToolTipRole:
                return programme.name
            case Qt.ItemDataRole.AccessibleTextRole:
                figure = _("insufficient evidence") if score is None else format_number(score, 2)
                return f"{programme.label}, {figure}"
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if programme.key in self._chosen else Qt.CheckState.Unchecked
            case _ if role == CHOICE_ROLE:
                is_chosen = programme.key in self._chosen
                return Choice(
                    programme=programme,
                    score=score,
                    place=self._chosen.index(programme.key) if is_chosen else -1,
                    free=is_chosen or len(self._chosen) < MOST,
                )
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        wanted = (
            Qt.CheckState(value) == Qt.CheckState.Checked if role == Qt.ItemDataRole.CheckStateRole else None
        )
        if wanted is None or not index.isValid():
            return False
        if wanted == (self._offered[index.row()][0].key in self._chosen):
            return True
        return self.turn(index.row())

    def _set(self, chosen: tuple[Key, ...]) -> None:
        self._chosen = chosen
        self._announce()
        self.chosen_changed.emit()

    def _announce(self) -> None:
        if self._offered:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._offered) - 1, 0))
