"""What an import would do, cell by cell: files held against what is stored, before anything is decided or written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, NamedTuple

from scorecard.edits import forms as form_edits
from scorecard.edits.locks import reason_locked
from scorecard.edits.scores import valid_score
from scorecard.errors import Refusal
from scorecard.exchange.imports.both_sides import contradicts, has_changed, laid_over, says_anew
from scorecard.exchange.imports.newcomers import newcomers
from scorecard.exchange.reading import Answer, Before, Fault, Reading, fault, scores_of
from scorecard.i18n import _
from scorecard.model.edit import Change
from scorecard.model.evaluation import Key
from scorecard.model.problem import Problem
from scorecard.model.score import Cell, Score, blank_score
from scorecard.model.snapshot import Snapshot, unknown

OnConflict = Literal["fail", "keep", "replace"]
ON_CONFLICT: tuple[OnConflict, ...] = ("fail", "keep", "replace")
State = Literal["new", "changed", "same", "conflict"]


class Stored(NamedTuple):
    """What is stored in a cell, None where nothing is, and the revision that left it so."""

    score: Score | None
    revision: Key


class Now(NamedTuple):
    """What an import is held against: what cells hold, which revisions are known here, and the time."""

    stored: Callable[[Cell], Stored]
    is_known: Callable[[Key], bool]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCell:
    """One score that a file says something of, with the address of its value.

    `ours` is what is stored, `theirs` what would be; both are the same score where the state is `same`. `base` is what
    both were made from, as far as that is known. `revision` is the one that left `ours` as it is, `said_at` when the
    file was saved.
    """

    state: State
    file: str
    sheet: str
    cell: str
    programme: str
    criterion: str
    evaluator: str
    ours: Score | None
    theirs: Score
    revision: Key = ""
    said_at: datetime | None = None

    @property
    def place(self) -> Cell:
        """The place of the score."""
        return self.theirs.cell

    def differing(self) -> tuple[str, str]:
        """What both sides say where they differ first: in the value, the note, the citations or the confidence."""
        ours = self.ours or blank_score(self.place)
        for part in ("value", "note", "confidence"):
            if getattr(ours, part) != getattr(self.theirs, part):
                return str(getattr(ours, part)), str(getattr(self.theirs, part))
        return ours.value, self.theirs.value


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would change. It may be carried out when there is no error and no conflict is open.

    `readings` are what was read; `added` are the records that the scores need and the evaluation lacks; `returned`
    notes that forms came back.
    """

    readings: tuple[Reading, ...]
    cells: tuple[PlannedCell, ...]
    faults: tuple[Fault, ...]
    added: tuple[Change, ...]
    returned: tuple[Change, ...]
    on_conflict: OnConflict

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, and what is worth knowing."""
        return tuple(one.problem for one in self.faults)

    @property
    def conflicts(self) -> tuple[PlannedCell, ...]:
        """The cells in which a file says something else than what is stored."""
        return tuple(one for one in self.cells if one.state == "conflict")

    @property
    def unchanged(self) -> int:
        """How many scores are as files say them already."""
        return sum(one.state == "same" for one in self.cells)

    @property
    def applied(self) -> int:
        """How many scores would be stored as conflicts are to be settled."""
        return sum(one.state in self._taken for one in self.cells)

    @property
    def may_apply(self) -> bool:
        """Whether nothing stands against all of it."""
        is_open = self.on_conflict == "fail" and any(one.state == "conflict" for one in self.cells)
        return not is_open and all(one.problem.severity != "error" for one in self.faults)

    def taken(self, decisions: Mapping[Cell, OnConflict] | None = None) -> tuple[PlannedCell, ...]:
        """The cells whose scores would be stored; `decisions` settle conflicts one by one, what is open is kept."""
        decided = decisions or {}
        return tuple(
            one
            for one in self.cells
            if one.state in ("new", "changed")
            or (one.state == "conflict" and decided.get(one.place, self.on_conflict) == "replace")
        )

    def changes(self, decisions: Mapping[Cell, OnConflict] | None = None) -> tuple[Change, ...]:
        """What is to be stored, the records that scores need before them."""
        scores = [Change(before=one.ours, after=one.theirs) for one in self.taken(decisions)]
        used = {
            key
            for change in scores
            if isinstance(change.after, Score)
            for key in (change.after.programme, change.after.evaluator)
        }
        needed = [change for change in self.added if change.ref.key in used]
        return (*needed, *scores, *self.returned)

    @property
    def _taken(self) -> Collection[State]:
        return ("new", "changed", "conflict") if self.on_conflict == "replace" else ("new", "changed")


def on_conflict_named(text: str) -> OnConflict:
    """The way to settle conflicts of this name; a refusal names the nearest one."""
    for choice in ON_CONFLICT:
        if choice == text:
            return choice
    raise unknown(_("way to settle conflicts"), text, ON_CONFLICT)


def plan_import(
    snapshot: Snapshot,
    now: Now,
    readings: Sequence[Reading],
    on_conflict: OnConflict,
    mended: Collection[Fault] = (),
) -> ImportPlan:
    """Hold what files say against what is stored.

    A file never clears anything: an empty note or confidence leaves the stored one, and open questions and challenges
    stay. Of a form counts only what differs from what it was made from; it is in conflict only where what is stored
    differs from that as well. In a table any contradiction is a conflict. Programmes and evaluators that a reading
    allowed and the evaluation lacks are added. What the `mended` faults would be read as is taken in instead of them.
    """
    chosen = {id(one) for one in mended if one.answers}
    readings = [_mended(one, chosen) for one in readings]
    records, faults = newcomers(snapshot, readings)
    added = tuple(Change(before=None, after=record) for record in records)
    planner = _Planner(snapshot.after(added), now, on_conflict)
    for reading in readings:
        planner.faults += reading.faults
        planner.take(reading)
    cells = planner.result()
    return ImportPlan(
        readings=tuple(readings),
        cells=cells,
        faults=(*planner.faults, *faults),
        added=added,
        returned=form_edits.returned(snapshot, planner.returned, now.at).changes,
        on_conflict=on_conflict,
    )


def _mended(reading: Reading, chosen: Collection[int]) -> Reading:
    taken = [one for one in reading.faults if id(one) in chosen]
    if not taken:
        return reading
    return replace(
        reading,
        answers=(*reading.answers, *(answer for one in taken for answer in one.answers)),
        faults=tuple(one for one in reading.faults if id(one) not in chosen),
    )


@dataclass(slots=True)
class _Planner:
    """Goes through the readings once, remembering what each says of a cell."""

    snapshot: Snapshot
    now: Now
    on_conflict: OnConflict
    faults: list[Fault] = field(default_factory=list)
    returned: dict[Key, None] = field(default_factory=dict)
    _cells: dict[Cell, PlannedCell] = field(default_factory=dict)
    _said: dict[Cell, Score] = field(default_factory=dict)
    _contradicted: set[Cell] = field(default_factory=set)
    _forms: dict[Key, str] = field(default_factory=dict)

    def take(self, reading: Reading) -> None:
        """Hold one file against what is stored and against the files before it."""
        if reading.form:
            first = self._forms.setdefault(reading.form, reading.file)
            if first != reading.file:
                sentence = _("This is the same form as “{file}”. What both say alike counts once.")
                self.faults.append(fault("warning", sentence.format(file=first), file=reading.file))
        programmes = {one.id for one in self.snapshot.programmes.values()}
        evaluators = {one.id for one in self.snapshot.evaluators.values()}
        # An id that could not be added is a problem of its own already.
        answers = [
            one for one in reading.answers if one.programme in programmes and one.evaluator in evaluators
        ]
        for answer, said in zip(answers, scores_of(self.snapshot, answers), strict=True):
            self._hold(reading, answer, said)

    def result(self) -> tuple[PlannedCell, ...]:
        """Every cell but those of which two files say different things."""
        return tuple(one for place, one in self._cells.items() if place not in self._contradicted)

    def _hold(self, reading: Reading, answer: Answer, said: Score) -> None:
        ours, revision = self.now.stored(said.cell)
        before = answer.before if answer.before and self._is_ours(answer.before) else None
        if reading.form and (before is None or says_anew(said, before)):
            self.returned.setdefault(reading.form)
        theirs = laid_over(ours, said, before)
        if theirs is None or theirs == ours:
            if ours is not None or not said.is_blank:
                self._cells.setdefault(said.cell, self._planned("same", reading, answer, ours, ours or said))
            return
        if said.cell in self._said:
            if self._said[said.cell] != theirs and said.cell in self._cells:
                self._contradict(reading, answer, self._cells[said.cell])
            return
        self._said[said.cell] = theirs
        if before is None:
            is_open = ours is not None and contradicts(ours, said)
        else:
            is_open = revision != before.revision and has_changed(ours or blank_score(said.cell), before)
        state: State = "conflict" if is_open else ("changed" if ours is not None and ours.value else "new")
        try:
            if state != "conflict" or self.on_conflict != "keep":
                theirs = _storable(self.snapshot, theirs)
        except Refusal as refusal:
            text = str(refusal)
            self.faults.append(fault("error", text, file=reading.file, sheet=answer.sheet, cell=answer.cell))
            return
        self._cells[said.cell] = self._planned(state, reading, answer, ours, theirs, revision)

    def _planned(
        self,
        state: State,
        reading: Reading,
        answer: Answer,
        ours: Score | None,
        theirs: Score,
        revision: Key = "",
    ) -> PlannedCell:
        return PlannedCell(
            state=state,
            file=reading.file,
            sheet=answer.sheet,
            cell=answer.cell,
            programme=answer.programme,
            criterion=answer.criterion,
            evaluator=answer.evaluator,
            ours=ours,
            theirs=theirs,
            revision=revision,
            said_at=reading.said_at,
        )

    def _contradict(self, reading: Reading, answer: Answer, first: PlannedCell) -> None:
        self._contradicted.add(first.place)
        place = f"{first.sheet}!{first.cell}" if first.sheet else first.cell
        sentence = _("“{file}” says something else of this score in {cell}.")
        text = sentence.format(file=first.file, cell=place)
        self.faults.append(fault("error", text, file=reading.file, sheet=answer.sheet, cell=answer.cell))

    def _is_ours(self, before: Before) -> bool:
        """Whether what a form was made from ever stood here; else nothing tells who changed what."""
        return not before.revision or self.now.is_known(before.revision)


def _storable(snapshot: Snapshot, score: Score) -> Score:
    if reason := reason_locked(snapshot, score.programme, score.evaluator, score.round):
        raise Refusal(_("{reason} Nothing has changed.").format(reason=reason), code="locked-scores")
    return valid_score(snapshot, score)
