"""What a merge would do as rows of one list: conflicts first, then problems, then what comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, assert_never

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.analysis.changes import Difference
from scorecard.exchange.clashes import Clash, Side
from scorecard.exchange.coming import FATES, Coming, Fate
from scorecard.exchange.merge_plan import MergePlan
from scorecard.i18n import _, format_count, ngettext
from scorecard.model.problem import Problem
from scorecard.model.record import Ref
from ui.models.columns import CELL_ROLE
from ui.models.moments import day_and_time

Index = QModelIndex | QPersistentModelIndex

Part = Literal["all", "conflict", "problem", "new", "changed", "removed"]
_NOWHERE = QModelIndex()
_LONGEST = 140
"""Of what a side says, the characters that are repeated below the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRow:
    """The words over a part of the list; `calm` over problems that stand in nobody's way."""

    part: Part
    text: str
    calm: bool = False


Row = HeadRow | Clash | Problem | Difference


class MergeRows(QAbstractListModel):
    """The conflicts of a plan with what was decided of each, its problems, and the differences that it makes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: MergePlan | None = None
        self._rows: Sequence[Row] = ()
        self._part: Part = "all"
        self.decisions: dict[Ref, int] = {}

    def show(self, plan: MergePlan) -> None:
        """Show another plan; what was decided still holds."""
        self._plan = plan
        self._fill()

    def narrow(self, part: Part) -> None:
        """Show one part of the rows."""
        if part != self._part:
            self._part = part
            self._fill()

    def decide(self, row: int, side: int | None) -> None:
        """Let one side of the conflict in a row hold, or leave it open again."""
        clash = self.row(row)
        if isinstance(clash, Clash) and (side is None or 0 <= side < len(clash.sides)):
            self._note(clash, side)
            self.dataChanged.emit(self.index(row), self.index(row))

    def decide_all(self, last: bool) -> None:
        """Let what comes last hold in every conflict that is shown, or what stands first."""
        for one in self._rows:
            if isinstance(one, Clash):
                self._note(one, len(one.sides) - 1 if last else 0)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    @property
    def open(self) -> int:
        """How many conflicts nobody has settled."""
        conflicts = self._plan.conflicts if self._plan is not None else ()
        return sum(clash.ref not in self.decisions for clash in conflicts)

    def next_open(self, row: int) -> int:
        """The next conflict after a row that nobody has settled, or the first of all; -1 where none is open."""
        places = (*range(row + 1, len(self._rows)), *range(row + 1))
        for place in places:
            one = self.row(place)
            if isinstance(one, Clash) and one.ref not in self.decisions:
                return place
        return -1

    def first(self) -> int:
        """The first row that is no head; -1 where there is none."""
        return next((place for place, one in enumerate(self._rows) if not isinstance(one, HeadRow)), -1)

    def row(self, row: int) -> Row | None:
        """What stands in a row, None where there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.row(index.row()), HeadRow):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title_of(row)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.sentence(row)
            case _ if role == CELL_ROLE:
                return row
        return None

    def sentence(self, row: Row) -> str:
        """All about a row."""
        match row:
            case HeadRow():
                return row.text
            case Problem():
                return f"{row.file}: {row.text}" if row.file else row.text
            case Difference():
                return _difference_sentence(row)
            case Clash():
                said = " ".join(_side_sentence(side) for side in row.sides)
                return f"{title_of(row)}. {self._decided(row)} {said}"
            case _:
                assert_never(row)

    def _decided(self, clash: Clash) -> str:
        side = self.decisions.get(clash.ref)
        if side is None:
            return _("Not decided yet.")
        return _("Decided: {answer}.").format(
            answer=answer_words(clash)[min(side, len(answer_words(clash)) - 1)]
        )

    def _note(self, clash: Clash, side: int | None) -> None:
        if side is None:
            self.decisions.pop(clash.ref, None)
        else:
            self.decisions[clash.ref] = side

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = _made(self._plan, self._part) if self._plan is not None else ()
        self.endResetModel()


def title_of(row: Row) -> str:
    """Which thing a row is about, and which part of it."""
    match row:
        case HeadRow() | Problem():
            return row.text
        case Clash() | Difference():
            return f"{row.thing} · {row.part}" if row.part else row.thing
        case _:
            assert_never(row)


def answer_words(clash: Clash) -> tuple[str, ...]:
    """What each answer to a conflict says; there is one where two things have the same id and both stay."""
    if clash.renamed:
        return (_("Keep both: the one that comes becomes {id}").format(id=clash.renamed),)
    return tuple(side.text or _("empty") for side in clash.sides)


def about_side(side: Side) -> str:
    """Who said something, when, and where."""
    place = side.file or _("here")
    return f"{place} · {side.author} · {day_and_time(side.at)}"


def _side_sentence(side: Side) -> str:
    text = " ".join(side.text.split()) or _("empty")
    text = text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
    values = {"text": text, "author": side.author, "when": day_and_time(side.at)}
    if side.file:
        return _("In {file}: “{text}” ({author}, {when}).").format(file=side.file, **values)
    return _("Here: “{text}” ({author}, {when}).").format(**values)


def _difference_sentence(row: Difference) -> str:
    values = {"thing": title_of(row), "before": row.before, "after": row.after}
    if not row.before:
        return _("{thing}: {after}, new here.").format(**values)
    if not row.after:
        return _("{thing}: {before}, removed.").format(**values)
    return _("{thing}: {before} here, {after} after merging.").format(**values)


def _made(plan: MergePlan, part: Part) -> list[Row]:
    errors = [one for one in plan.problems if one.severity == "error"]
    warnings = [one for one in plan.problems if one.severity == "warning"]
    rows: list[Row] = []
    if plan.conflicts and part in ("all", "conflict"):
        rows += [HeadRow(part="conflict", text=_head_of_conflicts(len(plan.conflicts))), *plan.conflicts]
    if plan.problems and part in ("all", "problem"):
        text = _head_of_problems(len(errors), len(warnings))
        head = HeadRow(part="problem", text=text, calm=not errors)
        rows += [head, *errors, *warnings]
    for fate in ("removed", "changed", "new"):
        if plan.coming.count(fate) and part in ("all", fate):
            rows += [HeadRow(part=fate, text=_head_of(plan.coming, fate)), *plan.coming.differences[fate]]
    return rows


def _head_of_conflicts(count: int) -> str:
    words = ngettext(
        "{count} conflict: it became something else on each side",
        "{count} conflicts: they became something else on each side",
        count,
    )
    return words.format(count=format_count(count))


def _head_of_problems(errors: int, remarks: int) -> str:
    parts = []
    if errors:
        words = ngettext(
            "{count} problem: nothing can be merged before it is mended",
            "{count} problems: nothing can be merged before they are mended",
            errors,
        )
        parts.append(words.format(count=format_count(errors)))
    if remarks:
        words = ngettext("{count} remark", "{count} remarks", remarks)
        parts.append(words.format(count=format_count(remarks)))
    return " · ".join(parts)


def _head_of(coming: Coming, fate: Fate) -> str:
    """How many things and scores become what, and whether only the first of them are shown."""
    scores, things = coming.scores.get(fate, 0), coming.things.get(fate, 0)
    match fate:
        case "new":
            words = (
                ngettext("{count} new score", "{count} new scores", scores),
                ngettext("{count} other new thing", "{count} other new things", things),
            )
        case "changed":
            words = (
                ngettext("{count} changed score", "{count} changed scores", scores),
                ngettext("{count} other changed thing", "{count} other changed things", things),
            )
        case "removed":
            words = (
                ngettext("{count} removed score", "{count} removed scores", scores),
                ngettext("{count} other removed thing", "{count} other removed things", things),
            )
        case _:
            assert_never(fate)
    parts = [
        text.format(count=format_count(count))
        for text, count in zip(words, (scores, things), strict=True)
        if count
    ]
    shown = len({one.change.ref for one in coming.differences[fate]})
    if shown < coming.count(fate):
        parts.append(_("the first {count} are shown").format(count=format_count(shown)))
    return " · ".join(parts)


def counts_of(plan: MergePlan) -> Mapping[Part, int]:
    """How many rows there would be of each part, were all of them shown."""
    counts: dict[Part, int] = {fate: plan.coming.count(fate) for fate in FATES}
    return counts | {"conflict": len(plan.conflicts), "problem": len(plan.problems)}
