"""What has happened as tables: edits, what one of them did, and the ranking at two moments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.i18n import _, format_number, pgettext
from scorecard.model.edit import Revision
from scorecard.model.text import folded
from ui.models.columns import CELL_ROLE, Column, ColumnedTable

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Lines(ColumnedTable):
    """Rows of plain texts under columns; what a row stands for is its `CELL_ROLE`."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[tuple[tuple[str, ...], Any]] = []

    def show(self, rows: Sequence[tuple[tuple[str, ...], Any]]) -> None:
        """Take over rows: the texts of one, and what it stands for."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_of(self, wanted: Callable[[Any], bool]) -> int:
        """The first row that stands for something like this, -1 if none does."""
        return next((place for place, (_texts, one) in enumerate(self._rows) if wanted(one)), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        texts, stands_for = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return texts[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, texts))
            case _ if role == CELL_ROLE:
                return stands_for
        return None


def edit_columns() -> tuple[Column, ...]:
    """When, who and what."""
    return (
        Column(kind="id", title=_("When"), least=146),
        Column(kind="name", title=pgettext("column", "Edit"), least=160, stretch=3),
        Column(kind="text", title=_("Who"), least=88, stretch=1),
    )


def difference_columns() -> tuple[Column, ...]:
    """What differs, in which part, from what to what."""
    return (
        Column(kind="name", title=_("What"), least=120, stretch=3),
        Column(kind="text", title=_("Part"), least=70, stretch=1),
        Column(kind="text", title=_("Before"), least=70, stretch=2),
        Column(kind="text", title=_("After"), least=70, stretch=2),
    )


def rank_columns() -> tuple[Column, ...]:
    """A programme, its score and rank then and now."""
    return (
        Column(kind="name", title=_("Programme"), least=140, stretch=3),
        Column(kind="figure", title=_("Rank then"), least=52),
        Column(kind="figure", title=_("Rank now"), least=52),
        Column(kind="figure", title=_("Score then"), least=60),
        Column(kind="figure", title=_("Score now"), least=60),
    )


def edit_rows(revisions: Sequence[Revision], text: str) -> list[tuple[tuple[str, ...], Revision]]:
    """The edits in which a text occurs, newest first; an empty one occurs in all."""
    wanted = folded(text)
    rows = []
    for one in revisions:
        words = one.text()
        if not wanted or wanted in folded(f"{words} {one.author}"):
            rows.append(((f"{one.at.astimezone():%Y-%m-%d %H:%M:%S}", words, one.author), one))
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a programme stood and stands."""

    programme: str
    ranks: tuple[int | None, int | None]
    scores: tuple[float | None, float | None]


def rank_rows(then: Comparison, now: Comparison) -> list[tuple[tuple[str, ...], Standing]]:
    """Every programme of either moment: first those that moved, then the others, each in today's order."""
    before = {one.programme.key: one for one in then.results()}
    after = {one.programme.key: one for one in now.results()}
    order = [now.programmes[row].key for row in now.ranking()]
    order += [key for key in before if key not in after]
    standings = []
    for key in order:
        was, now_is = before.get(key), after.get(key)
        programme = (now_is or was).programme if (now_is or was) is not None else None
        if programme is not None:
            standings.append(
                Standing(
                    programme=programme.label,
                    ranks=(was.rank if was else None, now_is.rank if now_is else None),
                    scores=(was.score if was else None, now_is.score if now_is else None),
                )
            )
    standings.sort(key=lambda one: one.ranks[0] == one.ranks[1] and one.scores[0] == one.scores[1])
    return [
        (
            (
                one.programme,
                *("–" if rank is None else str(rank) for rank in one.ranks),
                *("–" if score is None else format_number(score, 2) for score in one.scores),
            ),
            one,
        )
        for one in standings
    ]
