"""What an import would do: long tables held against what is stored, before anything is decided or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scorecard.edits.locks import reason_locked
from scorecard.edits.people import valid_evaluator
from scorecard.edits.programmes import valid_programme
from scorecard.edits.scores import valid_score
from scorecard.errors import Refusal
from scorecard.exchange.long_reader import LongEntry, LongReading, scores_of
from scorecard.i18n import _
from scorecard.model.edit import Change
from scorecard.model.evaluation import Evaluator
from scorecard.model.problem import Problem
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import Snapshot, unknown

OnConflict = Literal["fail", "keep", "replace"]
ON_CONFLICT: tuple[OnConflict, ...] = ("fail", "keep", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A cell in which a file says something else than what is stored; ids, and the place in the file."""

    file: str
    sheet: str
    cell: str
    programme: str
    criterion: str
    evaluator: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would change. It may be carried out when there is no error and no conflict is open.

    `applied` counts the scores that `changes` store; the records that those need come before them.
    """

    changes: tuple[Change, ...]
    applied: int
    unchanged: int
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    on_conflict: OnConflict

    @property
    def may_apply(self) -> bool:
        """Whether nothing stands against it."""
        is_open = bool(self.conflicts) and self.on_conflict == "fail"
        return not is_open and all(problem.severity != "error" for problem in self.problems)


def on_conflict_named(text: str) -> OnConflict:
    """The way to settle conflicts of this name; a refusal names the nearest one."""
    for choice in ON_CONFLICT:
        if choice == text:
            return choice
    raise unknown(_("way to settle conflicts"), text, ON_CONFLICT)


def plan_import(
    snapshot: Snapshot,
    stored: Callable[[Cell], Score | None],
    readings: Sequence[LongReading],
    on_conflict: OnConflict,
) -> ImportPlan:
    """Hold what files say against what is stored.

    A file never clears anything: an empty note or confidence leaves the stored one, and citations, open questions
    and challenges stay. Programmes and evaluators that a reading allowed and the evaluation lacks are added.
    """
    problems = [problem for reading in readings for problem in reading.problems]
    added, problems_of_ids = _added(snapshot, readings)
    problems += problems_of_ids
    known = snapshot.after(Change(before=None, after=record) for record in added)
    programmes = {one.id for one in known.programmes.values()}
    evaluators = {one.id for one in known.evaluators.values()}
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    unchanged = 0
    seen: dict[Cell, tuple[LongReading, LongEntry, Score]] = {}
    for reading in readings:
        # An id that could not be added is a problem of its own already.
        entries = [
            one for one in reading.entries if one.programme in programmes and one.evaluator in evaluators
        ]
        for entry, said in zip(entries, scores_of(known, entries), strict=True):
            first = seen.setdefault(said.cell, (reading, entry, said))
            if first[1] is not entry:
                if first[2] != said:
                    problems.append(_contradiction(reading, entry, first[0], first[1]))
                continue
            ours = stored(said.cell)
            theirs = _laid_over(ours, said)
            if theirs == ours:
                unchanged += 1
                continue
            if ours is not None and _contradicts(ours, said):
                conflicts.append(_conflict(reading, entry, ours, said))
                if on_conflict != "replace":
                    continue
            try:
                changes.append(Change(before=ours, after=_storable(known, theirs)))
            except Refusal as refusal:
                problems.append(_problem(reading, entry, str(refusal)))
    used = {key for change in changes if isinstance(change.after, Score) for key in change.after.cell[:2]}
    needed = [Change(before=None, after=record) for record in added if record.key in used]
    return ImportPlan(
        changes=(*needed, *changes),
        applied=len(changes),
        unchanged=unchanged,
        conflicts=tuple(conflicts),
        problems=tuple(problems),
        on_conflict=on_conflict,
    )


def _added(
    snapshot: Snapshot, readings: Iterable[LongReading]
) -> tuple[list[Programme | Evaluator], list[Problem]]:
    """A record for each id that the evaluation lacks; the id is the name."""
    programmes = {one.id for one in snapshot.programmes.values()}
    evaluators = {one.id for one in snapshot.evaluators.values()}
    added: list[Programme | Evaluator] = []
    problems: list[Problem] = []

    def add(record: Programme | Evaluator, reading: LongReading, entry: LongEntry) -> None:
        nonlocal snapshot
        try:
            if isinstance(record, Programme):
                valid: Programme | Evaluator = valid_programme(snapshot, record)
            else:
                valid = valid_evaluator(snapshot, record)
        except Refusal as refusal:
            problems.append(_problem(reading, entry, str(refusal)))
            return
        snapshot = snapshot.after([Change(before=None, after=valid)])
        added.append(valid)

    for reading in readings:
        for entry in reading.entries:
            if entry.programme not in programmes:
                programmes.add(entry.programme)
                add(Programme(key=new_key(), id=entry.programme, name=entry.programme), reading, entry)
            if entry.evaluator not in evaluators:
                evaluators.add(entry.evaluator)
                one = Evaluator(
                    key=new_key(), id=entry.evaluator, name=entry.evaluator, kind=entry.evaluator_kind
                )
                add(one, reading, entry)
    return added, problems


def _storable(snapshot: Snapshot, score: Score) -> Score:
    if reason := reason_locked(snapshot, score.programme, score.evaluator, score.round):
        raise Refusal(_("{reason} Nothing has changed.").format(reason=reason), code="locked-scores")
    return valid_score(snapshot, score)


def _laid_over(ours: Score | None, said: Score) -> Score:
    if ours is None:
        return said
    return replace(
        ours,
        value=said.value,
        note=said.note or ours.note,
        confidence=said.confidence or ours.confidence,
        carried=ours.carried if said.value == ours.value else "",
    )


def _contradicts(ours: Score, said: Score) -> bool:
    pairs = ((ours.value, said.value), (ours.note, said.note), (ours.confidence, said.confidence))
    return any(mine and other and mine != other for mine, other in pairs)


def _conflict(reading: LongReading, entry: LongEntry, ours: Score, said: Score) -> Conflict:
    def shown(score: Score) -> str:
        for part in ("value", "note", "confidence"):
            if getattr(ours, part) != getattr(said, part) and getattr(said, part):
                return str(getattr(score, part))
        return score.value

    return Conflict(
        file=reading.file,
        sheet=reading.sheet,
        cell=reading.place(entry),
        programme=entry.programme,
        criterion=entry.criterion,
        evaluator=entry.evaluator,
        ours=shown(ours),
        theirs=shown(said),
    )


def _contradiction(reading: LongReading, entry: LongEntry, other: LongReading, first: LongEntry) -> Problem:
    sentence = _("“{file}” says something else of this score in {cell}.")
    return _problem(reading, entry, sentence.format(file=other.file, cell=other.place(first)))


def _problem(reading: LongReading, entry: LongEntry, text: str) -> Problem:
    place = reading.place(entry)
    return Problem(severity="error", text=text, file=reading.file, sheet=reading.sheet, cell=place)
