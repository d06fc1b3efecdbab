"""The cells of an import and its problems, each as a row of its preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, assert_never

from scorecard.analysis.sight import reason_hidden
from scorecard.errors import Refusal
from scorecard.exchange.grid import NoTable
from scorecard.exchange.imports.import_plan import ImportPlan, PlannedCell
from scorecard.exchange.reading import Fault
from scorecard.i18n import _, format_count, language, ngettext
from scorecard.model.edit import Revision
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.score import Cell, Score, blank_score
from scorecard.model.snapshot import Snapshot
from ui.models.exchange.preview_rows import (
    Answer,
    Chip,
    HeadRow,
    Part,
    Passing,
    PreviewRow,
    Question,
    Shape,
    Trouble,
    head_of_problems,
)
from ui.models.moments import day_and_time

_LONGEST = 160


@dataclass(slots=True)
class Looks:
    """By what the cells of an import are named, and by whose eyes they are seen."""

    snapshot: Snapshot
    history: Mapping[Key, Revision]
    viewer: Key
    _frameworks: dict[tuple[str, Key], Framework] = field(default_factory=dict)

    def framework(self, cell: PlannedCell) -> Framework:
        """The framework by which a cell is scored."""
        place = (cell.criterion.partition(".")[0], cell.place.round)
        if place not in self._frameworks:
            self._frameworks[place] = self.snapshot.framework_in(*place)
        return self._frameworks[place]


@dataclass(frozen=True, slots=True)
class CellRow:
    """One score of which a file says something."""

    cell: PlannedCell
    looks: Looks

    @property
    def ref(self) -> Cell | None:
        return self.cell.place if self.cell.state == "conflict" else None

    @property
    def shape(self) -> Shape:
        return "question" if self.cell.state == "conflict" else "passing"

    def title(self) -> str:
        names = {one.id: one.name for one in self.looks.framework(self.cell).criteria}
        name = names.get(self.cell.criterion)
        return name.into(language()) if name else self.cell.criterion

    def face(self) -> Question | Passing:
        cell = self.cell
        ours, theirs = cell.ours.value if cell.ours is not None else "", cell.theirs.value
        code = f"{cell.programme} · {cell.criterion.partition('.')[2]}"
        if cell.state != "conflict":
            return Passing(
                code=code,
                title=self.title(),
                who=self._who(),
                before=None if cell.state == "same" else self._chip(ours),
                after=self._chip(theirs),
                noted=not self._reason_hidden() and self._notes_differ(),
            )
        revision = self.looks.history.get(cell.revision)
        here = "" if revision is None else f"{revision.author} · {day_and_time(revision.at)}"
        file = "" if cell.said_at is None else day_and_time(cell.said_at)
        return Question(
            code=code,
            title=self.title(),
            about=self._who(),
            answers=(
                Answer(
                    words=_("Keep ours"),
                    about=" · ".join(filter(None, (_("here"), here))),
                    chip=self._chip(ours),
                ),
                Answer(
                    words=_("Take the file’s"),
                    about=" · ".join(filter(None, (cell.file, file))),
                    chip=self._chip(theirs),
                ),
            ),
        )

    def sentence(self, decided: int | None) -> str:
        row = self.cell
        head = _("{programme}, {criterion} {name}, {evaluator}.").format(
            programme=row.programme,
            criterion=row.criterion.partition(".")[2],
            name=self.title(),
            evaluator=self._who(),
        )
        told = (_("What is here is kept."), _("The file’s answer is taken."))
        settled = _("Not decided yet.") if decided is None else told[decided]
        where = ", ".join(part for part in (row.file, row.sheet, row.cell) if part)
        if reason := self._reason_hidden():
            text = f"{reason} {settled}" if row.state == "conflict" else reason
        else:
            text = self._both(settled)
        return f"{head} {text} ({where})"

    def _both(self, settled: str) -> str:
        """What stands here and what the file says."""
        row = self.cell
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
        revision = self.looks.history.get(row.revision)
        if row.state == "conflict" and revision is not None:
            written = _("{score}, written {when} by {who}")
            ours = written.format(score=ours, when=day_and_time(revision.at), who=revision.author)
        if row.state == "conflict" and row.said_at is not None:
            saved = _("{score}, saved {when}")
            theirs = saved.format(score=theirs, when=day_and_time(row.said_at))
        return text.format(ours=ours, theirs=theirs, decided=settled)

    def _said(self, score: Score, with_note: bool, with_cites: bool) -> str:
        """A score in words: its value, and of its note and citations what differs on the other side."""
        evidence = self.looks.snapshot.evidence
        parts = [score.value or _("no level")]
        if with_note:
            note = " ".join(score.note.split())
            short = note if len(note) <= _LONGEST else note[:_LONGEST].rstrip() + "…"
            parts.append(_("note “{note}”").format(note=short) if note else _("no note"))
        if with_cites:
            ids = [evidence[key].id for key in score.cites if key in evidence]
            parts.append(_("cites {ids}").format(ids=", ".join(ids)) if ids else _("cites nothing"))
        return ", ".join(parts)

    def _chip(self, value: str) -> Chip:
        seen = None if self._reason_hidden() else value
        return Chip(framework=self.looks.framework(self.cell), value=seen)

    def _reason_hidden(self) -> str:
        return reason_hidden(self.looks.snapshot, self.looks.viewer, self.cell.place)

    def _who(self) -> str:
        evaluator = self.looks.snapshot.evaluators.get(self.cell.theirs.evaluator)
        return evaluator.name if evaluator else self.cell.evaluator

    def _notes_differ(self) -> bool:
        ours, theirs = self.cell.ours or blank_score(self.cell.place), self.cell.theirs
        return (ours.note, ours.cites) != (theirs.note, theirs.cites)


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A problem of a file. `refusal` is why nothing of the file was read, if so."""

    fault: Fault
    refusal: Refusal | None
    ref: ClassVar[None] = None
    shape: ClassVar[Shape] = "trouble"

    @property
    def unmatched(self) -> NoTable | None:
        """The columns of its file, where nobody knows what they hold."""
        return self.refusal if isinstance(self.refusal, NoTable) and self.refusal.heads else None

    def title(self) -> str:
        return self.fault.problem.text

    def face(self) -> Trouble:
        problem = self.fault.problem
        return Trouble(
            severity=problem.severity,
            file=problem.file,
            place=self._place(),
            text=problem.text,
            remedy=self.remedy(),
        )

    def sentence(self, decided: int | None) -> str:
        place = ", ".join(part for part in (self.fault.problem.file, self._place()) if part)
        return _("{place}: {text}").format(place=place, text=self.fault.problem.text)

    def remedy(self) -> str:
        """What the way out says on its button; a remark needs none."""
        if self.fault.answers:
            return _("Read as {value}").format(value=self.fault.reads_as)
        if self.fault.problem.severity == "warning":
            return ""
        if self.unmatched is not None:
            return _("Say what its columns hold…")
        return _("Open the file") if self.fault.problem.cell else _("Show in folder")

    def _place(self) -> str:
        parts = [part for part in (self.fault.problem.sheet, self.fault.problem.cell) if part]
        return ", ".join(parts) or _("whole file")


def import_rows(plan: ImportPlan, looks: Looks, *, file: str, part: Part) -> list[PreviewRow]:
    """The rows of one file, of all where that is empty, and of one part or all of them."""
    refusals = {one.file: one.refused for one in plan.readings}
    cells = [CellRow(one, looks) for one in plan.cells if file in ("", one.file)]
    faults = [one for one in plan.faults if file in ("", one.problem.file)]
    wrong = {
        severity: [
            FaultRow(one, refusals.get(one.problem.file))
            for one in faults
            if one.problem.severity == severity
        ]
        for severity in ("error", "warning")
    }
    errors = len(wrong["error"])
    groups: list[tuple[Part, list[CellRow] | list[FaultRow]]] = [
        ("conflict", [one for one in cells if one.cell.state == "conflict"]),
        ("problem", [*wrong["error"], *wrong["warning"]]),
        ("changed", [one for one in cells if one.cell.state == "changed"]),
        ("new", [one for one in cells if one.cell.state == "new"]),
        ("same", [one for one in cells if one.cell.state == "same"]),
    ]
    rows: list[PreviewRow] = []
    for name, found in groups:
        if found and part in ("all", name):
            calm = name == "problem" and not errors
            rows.append(HeadRow(part=name, text=_head(name, len(found), errors), calm=calm))
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
    words = ngettext(
        "{count} problem, left out unless you mend it",
        "{count} problems, left out unless you mend them",
        errors,
    )
    return head_of_problems(words.format(count=format_count(errors)) if errors else "", remarks)
