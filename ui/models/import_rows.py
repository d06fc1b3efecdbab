"""What an import would do as rows of one list: what needs a person first, then problems, then all the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, assert_never

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scorecard.errors import Refusal
from scorecard.exchange.grid import NoTable
from scorecard.exchange.import_plan import ImportPlan, OnConflict, PlannedCell
from scorecard.exchange.reading import Fault
from scorecard.i18n import _, format_count, language, ngettext
from scorecard.model.edit import Revision
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.score import Cell, Score, blank_score
from scorecard.model.snapshot import Snapshot
from ui.models.columns import CELL_ROLE
from ui.models.moments import day_and_time

Index = QModelIndex | QPersistentModelIndex

Part = Literal["all", "new", "changed", "conflict", "problem", "same"]
_NOWHERE = QModelIndex()
_LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRow:
    """The words over a part of the list, with how many rows stand below."""

    part: Part
    text: str


Row = HeadRow | PlannedCell | Fault


class ImportRows(QAbstractListModel):
    """The cells of a plan and its problems, all of them or those of one file or part, with what was decided."""

    def __init__(
        self, snapshot: Snapshot, history: Mapping[Key, Revision], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._snapshot = snapshot
        self._history = history
        self._frameworks: dict[tuple[str, Key], Framework] = {}
        self._plan: ImportPlan | None = None
        self._rows: Sequence[Row] = ()
        self._refusals: Mapping[str, Refusal] = {}
        self._file = ""
        self._part: Part = "all"
        self.decisions: dict[Cell, OnConflict] = {}

    def show(self, plan: ImportPlan) -> None:
        """Show another plan; what was decided of cells that are in conflict still holds."""
        open_places = {one.place for one in plan.conflicts}
        self.decisions = {place: choice for place, choice in self.decisions.items() if place in open_places}
        self._plan = plan
        self._refusals = {one.file: one.refused for one in plan.readings if one.refused is not None}
        self._fill()

    def narrow(self, *, file: str, part: Part) -> None:
        """Show the rows of one file, of all where that is empty, and of one part."""
        if (file, part) != (self._file, self._part):
            self._file, self._part = file, part
            self._fill()

    def decide(self, row: int, choice: OnConflict | None) -> None:
        """Settle the conflict in a row, or leave it open again."""
        cell = self.row(row)
        if isinstance(cell, PlannedCell) and cell.state == "conflict":
            self._note(cell.place, choice)
            self.dataChanged.emit(self.index(row), self.index(row))

    def decide_all(self, choice: OnConflict | None) -> None:
        """Settle every conflict that the list shows, or leave them open again."""
        for one in self._rows:
            if isinstance(one, PlannedCell) and one.state == "conflict":
                self._note(one.place, choice)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def next_open(self, row: int) -> int:
        """The next conflict after a row that nobody has settled; -1 where none is open. Conflicts stand together."""
        for place in range(row + 1, len(self._rows)):
            one = self._rows[place]
            if not isinstance(one, PlannedCell) or one.state != "conflict":
                break
            if one.place not in self.decisions:
                return place
        return -1

    def first(self) -> int:
        """The first row that is no head; -1 where there is none."""
        return next((place for place, one in enumerate(self._rows) if not isinstance(one, HeadRow)), -1)

    def row(self, row: int) -> Row | None:
        """What stands in a row, None where there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def framework(self, cell: PlannedCell) -> Framework:
        """The framework by which a cell is scored, for its chips."""
        place = (cell.criterion.partition(".")[0], cell.place.round)
        if place not in self._frameworks:
            self._frameworks[place] = self._snapshot.framework_in(*place)
        return self._frameworks[place]

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
                return row.text if isinstance(row, HeadRow) else self.title(row)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return row.text if isinstance(row, HeadRow) else self.sentence(row)
            case _ if role == CELL_ROLE:
                return row
        return None

    def title(self, row: PlannedCell | Fault) -> str:
        """The criterion of a cell by its name, or what is wrong."""
        if isinstance(row, Fault):
            return row.problem.text
        framework = self.framework(row)
        names = {one.id: one.name for one in framework.criteria}
        name = names.get(row.criterion)
        return name.into(language()) if name else row.criterion

    def code(self, row: PlannedCell) -> str:
        """The programme and the code of the criterion."""
        return f"{row.programme} · {row.criterion.partition('.')[2]}"

    def who(self, row: PlannedCell) -> str:
        """The evaluator of a cell by name."""
        evaluator = self._snapshot.evaluators.get(row.theirs.evaluator)
        return evaluator.name if evaluator else row.evaluator

    def when(self, row: PlannedCell) -> str:
        """When both sides of a conflict were said, and what differs where the values do not."""
        ours = self._history.get(row.revision)
        parts = []
        if ours is not None:
            parts.append(_("here {when}").format(when=day_and_time(ours.at)))
        if row.said_at is not None:
            parts.append(_("file {when}").format(when=day_and_time(row.said_at)))
        if row.ours is not None and row.ours.value == row.theirs.value:
            parts.append(_("the notes or citations differ"))
        return " · ".join(parts)

    def place_of(self, problem: Fault) -> str:
        """Where a problem is: the sheet and the cell, or the whole file."""
        parts = [part for part in (problem.problem.sheet, problem.problem.cell) if part]
        return ", ".join(parts) or _("whole file")

    def remedy(self, fault: Fault) -> str:
        """What the way out of a problem says on its button; a remark needs none."""
        if fault.answers:
            return _("Read as {value}").format(value=fault.reads_as)
        if fault.problem.severity == "warning":
            return ""
        if self.unmatched(fault) is not None:
            return _("Say what its columns hold…")
        return _("Open the file") if fault.problem.cell else _("Show in folder")

    def unmatched(self, fault: Fault) -> NoTable | None:
        """The columns of the file of a problem, where that is that nobody knows what they hold."""
        refusal = self._refusals.get(fault.problem.file)
        return refusal if isinstance(refusal, NoTable) and refusal.heads else None

    def sentence(self, row: PlannedCell | Fault) -> str:
        """All about a row."""
        if isinstance(row, Fault):
            problem = row.problem
            place = ", ".join(part for part in (problem.file, self.place_of(row)) if part)
            return _("{place}: {text}").format(place=place, text=problem.text)
        head = _("{programme}, {criterion} {name}, {evaluator}.").format(
            programme=row.programme,
            criterion=row.criterion.partition(".")[2],
            name=self.title(row),
            evaluator=self.who(row),
        )
        mine = row.ours or blank_score(row.place)
        with_note, with_cites = mine.note != row.theirs.note, mine.cites != row.theirs.cites
        ours = self._said(mine, with_note, with_cites)
        theirs = self._said(row.theirs, with_note, with_cites)
        match row.state:
            case "new" if row.ours is None:
                text = _("New: {theirs}.")
            case "new" | "changed":
                text = _("Here: {ours}. The file says: {theirs}.")
            case "same":
                text = _("Here as in the file: {ours}.")
            case "conflict":
                text = _("Here: {ours}. The file says: {theirs}. {decided}")
            case _:
                assert_never(row.state)
        decided = {
            "keep": _("What is here is kept."),
            "replace": _("The file’s answer is taken."),
        }.get(self.decisions.get(row.place, ""), _("Not decided yet."))
        where = ", ".join(part for part in (row.file, row.sheet, row.cell) if part)
        revision = self._history.get(row.revision)
        if row.state == "conflict" and revision is not None:
            written = _("{score}, written {when} by {who}")
            ours = written.format(score=ours, when=day_and_time(revision.at), who=revision.author)
        if row.state == "conflict" and row.said_at is not None:
            saved = _("{score}, saved {when}")
            theirs = saved.format(score=theirs, when=day_and_time(row.said_at))
        return f"{head} {text.format(ours=ours, theirs=theirs, decided=decided)} ({where})"

    def _said(self, score: Score, with_note: bool, with_cites: bool) -> str:
        """A score in words: its value, and of its note and citations what differs on the other side."""
        parts = [score.value or _("no level")]
        if with_note:
            note = " ".join(score.note.split())
            short = note if len(note) <= _LONGEST else note[:_LONGEST].rstrip() + "…"
            parts.append(_("note “{note}”").format(note=short) if note else _("no note"))
        if with_cites:
            ids = [self._snapshot.evidence[key].id for key in score.cites if key in self._snapshot.evidence]
            parts.append(_("cites {ids}").format(ids=", ".join(ids)) if ids else _("cites nothing"))
        return ", ".join(parts)

    def _note(self, place: Cell, choice: OnConflict | None) -> None:
        if choice is None:
            self.decisions.pop(place, None)
        else:
            self.decisions[place] = choice

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = self._made() if self._plan is not None else ()
        self.endResetModel()

    def _made(self) -> list[Row]:
        if self._plan is None:
            return []
        cells = [one for one in self._plan.cells if self._file in ("", one.file)]
        faults = [one for one in self._plan.faults if self._file in ("", one.problem.file)]
        errors = [one for one in faults if one.problem.severity == "error"]
        warnings = [one for one in faults if one.problem.severity == "warning"]
        groups: list[tuple[Part, list[PlannedCell] | list[Fault]]] = [
            ("conflict", [one for one in cells if one.state == "conflict"]),
            ("problem", [*errors, *warnings]),
            ("changed", [one for one in cells if one.state == "changed"]),
            ("new", [one for one in cells if one.state == "new"]),
            ("same", [one for one in cells if one.state == "same"]),
        ]
        rows: list[Row] = []
        for part, found in groups:
            if found and self._part in ("all", part):
                rows.append(HeadRow(part=part, text=_head(part, len(found), len(errors))))
                rows += found
        return rows


def _head(part: Part, count: int, errors: int) -> str:
    match part:
        case "conflict":
            words = ngettext(
                "{count} score needs you: what is stored and the file disagree",
                "{count} scores need you: what is stored and the file disagree",
                count,
            )
        case "problem":
            return _head_of_problems(errors, count - errors)
        case "changed":
            words = ngettext("{count} changed score", "{count} changed scores", count)
        case "new":
            words = ngettext("{count} new score", "{count} new scores", count)
        case _:
            words = ngettext(
                "{count} the same already, left alone", "{count} the same already, left alone", count
            )
    return words.format(count=format_count(count))


def _head_of_problems(errors: int, remarks: int) -> str:
    parts = []
    if errors:
        words = ngettext(
            "{count} problem, left out unless you mend it",
            "{count} problems, left out unless you mend them",
            errors,
        )
        parts.append(words.format(count=format_count(errors)))
    if remarks:
        words = ngettext("{count} remark", "{count} remarks", remarks)
        parts.append(words.format(count=format_count(remarks)))
    return " · ".join(parts)
