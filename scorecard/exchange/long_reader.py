"""Long tables read back: each row as an entry by ids, and each mistake with the cell it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import get_args

from scorecard.errors import Refusal
from scorecard.exchange.grid import Entry, Grid, read_grid
from scorecard.i18n import _
from scorecard.model.evaluation import EVALUATOR_KINDS, EvaluatorKind
from scorecard.model.framework import NA, NE, Framework
from scorecard.model.problem import Problem, Severity
from scorecard.model.score import CONFIDENCES, Confidence, Score
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import LONGEST_ENTRY, clean

REQUIRED = ("programme", "evaluator", "criterion", "value")
_WHOLE = re.compile(r"(-?\d+)[.,]0+")
_MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LongEntry:
    """One row that says something, in ids; `row` is its number in the file, `round` is never empty.

    `evaluator_kind` counts only for an evaluator that is to be created.
    """

    row: int
    programme: str
    evaluator: str
    round: str
    criterion: str
    value: str
    confidence: Confidence = ""
    note: str = ""
    evaluator_kind: EvaluatorKind = "independent"


@dataclass(frozen=True, slots=True, kw_only=True)
class LongReading:
    """What a file says. `entries` are to be used only where no problem is an error; `sheet` is empty for CSV.

    `value_column` is where values stand, for the address of an entry in a report.
    """

    file: str
    sheet: str
    entries: tuple[LongEntry, ...]
    problems: tuple[Problem, ...]
    value_column: str

    def place(self, entry: LongEntry) -> str:
        """The address of an entry's value."""
        return f"{self.value_column}{entry.row}"


def read_long(path: Path, snapshot: Snapshot, *, create: bool = False) -> LongReading:
    """Read a .csv or .xlsx file against an evaluation; a file that is no such table at all is refused.

    An unknown programme or evaluator is a problem unless `create`; an unknown criterion or round always is.
    Rows without a value say nothing and are passed over.
    """
    grid = read_grid(path, REQUIRED)
    return _Reader(grid, snapshot, create).read()


class _Reader:
    """Goes through the rows once, remembering what it has seen."""

    def __init__(self, grid: Grid, snapshot: Snapshot, create: bool) -> None:
        self._grid = grid
        self._snapshot = snapshot
        self._create = create
        self._problems: list[Problem] = []
        self._left_out = 0
        self._unknown: set[tuple[str, str]] = set()
        self._programmes = {one.id for one in snapshot.programmes.values()}
        self._evaluators = {one.id for one in snapshot.evaluators.values()}
        self._rounds = {one.id for one in snapshot.rounds.values()}
        self._asked: dict[str, dict[str, Framework]] = {}

    def read(self) -> LongReading:
        """Everything that the rows say and everything that is wrong with them."""
        seen: dict[tuple[str, str, str, str], LongEntry] = {}
        for number, row in self._grid.rows:
            entry = self._entry(number, row)
            if entry is None:
                continue
            cell = (entry.programme, entry.evaluator, entry.round, entry.criterion)
            first = seen.setdefault(cell, entry)
            if first is not entry and (first.value, first.confidence, first.note) != (
                entry.value, entry.confidence, entry.note,
            ):  # fmt: skip
                sentence = _(
                    "This score stands in row {row} already, with another value, confidence or note."
                )
                self._report("error", number, "value", sentence.format(row=first.row))
        if self._left_out:
            sentence = _("Further problems that are not listed: {count}.")
            self._problems.append(
                Problem(severity="error", text=sentence.format(count=self._left_out), file=self._grid.file)
            )
        return LongReading(
            file=self._grid.file,
            sheet=self._grid.sheet,
            entries=tuple(seen.values()),
            problems=tuple(self._problems),
            value_column=self._grid.place(1, "value").rstrip("1"),
        )

    def _report(self, severity: Severity, number: int, column: str, text: str) -> None:
        if len(self._problems) >= _MOST_PROBLEMS:
            self._left_out += 1
            return
        place = self._grid.place(number, column)
        self._problems.append(
            Problem(severity=severity, text=text, file=self._grid.file, sheet=self._grid.sheet, cell=place)
        )

    def _entry(self, number: int, row: list[Entry]) -> LongEntry | None:
        raw = self._grid.entry(row, "value")
        if isinstance(raw, str) and not raw.strip():
            return None
        before = len(self._problems) + self._left_out
        round = self._round(number, row)
        criterion = self._criterion(number, row, round)
        programme = self._known(number, row, "programme", self._programmes)
        evaluator = self._known(number, row, "evaluator", self._evaluators)
        value = "" if criterion is None else self._value(number, raw, self._criteria_of(round)[criterion])
        note = self._note(number, row, value)
        confidence = self._confidence(number, row)
        kind = self._kind(number, row)
        has_problems = len(self._problems) + self._left_out > before
        if has_problems or criterion is None or programme is None or evaluator is None:
            return None
        return LongEntry(
            row=number,
            programme=programme,
            evaluator=evaluator,
            round=round,
            criterion=criterion,
            value=value,
            confidence=confidence,
            note=note,
            evaluator_kind=kind,
        )

    def _text(self, row: list[Entry], column: str) -> str:
        return clean(as_text(self._grid.entry(row, column)))

    def _criteria_of(self, round: str) -> dict[str, Framework]:
        """The criteria that a round is scored by, each with its framework in the version of that round."""
        if round not in self._asked:
            snapshot = self._snapshot
            key = snapshot.round(round).key if round in self._rounds else snapshot.round().key
            self._asked[round] = {
                criterion.id: framework
                for id in snapshot.frameworks
                for framework in [snapshot.framework_in(id, key)]
                for criterion in framework.criteria
            }
        return self._asked[round]

    def _criterion(self, number: int, row: list[Entry], round: str) -> str | None:
        id = self._text(row, "criterion")
        framework = self._text(row, "framework")
        if id in self._criteria_of(round):
            if framework and framework != id.partition(".")[0]:
                sentence = _("The criterion {criterion} is not of the framework “{framework}”.")
                self._report(
                    "error", number, "framework", sentence.format(criterion=id, framework=framework[:40])
                )
            return id
        self._report("error", number, "criterion", _refusal(self._snapshot.criterion, id[:80]))
        return None

    def _known(self, number: int, row: list[Entry], column: str, known: set[str]) -> str | None:
        """The id of a programme or evaluator, None where it is a problem; an unknown one is reported once."""
        id = self._text(row, column)
        if id in known or (id and self._create):
            return id
        if not id:
            self._report("error", number, column, _("This cell is empty; an id belongs here."))
        elif (column, id) not in self._unknown:
            self._unknown.add((column, id))
            find = self._snapshot.programme if column == "programme" else self._snapshot.evaluator
            self._report("error", number, column, _refusal(find, id[:80]))
        return None

    def _round(self, number: int, row: list[Entry]) -> str:
        id = self._text(row, "round")
        if id in self._rounds:
            return id
        try:
            return self._snapshot.round(id[:80] or None).id
        except Refusal as refusal:
            self._report("error", number, "round", str(refusal))
            return ""

    def _value(self, number: int, raw: Entry, framework: Framework) -> str:
        value = level_of(raw, framework)
        if value is None:
            sentence = _("“{value}” is no level here; give one of {codes}, or NE or NA.")
            codes = ", ".join(framework.codes)
            self._report("error", number, "value", sentence.format(value=as_text(raw)[:40], codes=codes))
            return ""
        return value

    def _note(self, number: int, row: list[Entry], value: str) -> str:
        note = self._text(row, "note")
        if len(note) > LONGEST_ENTRY:
            sentence = _("This note has {count} characters; at most {most} fit.")
            self._report("error", number, "note", sentence.format(count=len(note), most=LONGEST_ENTRY))
        elif value == NA and not note:
            column = "note" if "note" in self._grid.columns else "value"
            self._report(
                "error", number, column, _("NA (does not apply) needs a reason in the column “note”.")
            )
        return note

    def _confidence(self, number: int, row: list[Entry]) -> Confidence:
        text = self._text(row, "confidence").casefold()
        for confidence in CONFIDENCES:
            if text == confidence:
                return confidence
        sentence = _("“{value}” is no confidence; give low, medium or high, or nothing.")
        self._report("error", number, "confidence", sentence.format(value=text[:40]))
        return ""

    def _kind(self, number: int, row: list[Entry]) -> EvaluatorKind:
        text = self._text(row, "evaluator_kind").casefold()
        if not text:
            return "independent"
        for kind in EVALUATOR_KINDS:
            if text == kind:
                return kind
        sentence = _("“{value}” is no kind of evaluator; give one of {kinds}.")
        kinds = ", ".join(get_args(EvaluatorKind))
        self._report("error", number, "evaluator_kind", sentence.format(value=text[:40], kinds=kinds))
        return "independent"


def _refusal(find: object, id: str) -> str:
    """What the snapshot says when asked for something that it does not have."""
    try:
        find(id)  # type: ignore[operator]
    except Refusal as refusal:
        return str(refusal)
    return ""


def as_text(entry: Entry) -> str:
    """What a cell holds as text; 3.0 is 3."""
    if isinstance(entry, str):
        return entry
    if isinstance(entry, bool):
        return "TRUE" if entry else "FALSE"
    if isinstance(entry, date | time):
        return entry.isoformat()
    if isinstance(entry, timedelta):
        return str(entry)
    return str(int(entry)) if float(entry).is_integer() else repr(entry)


def level_of(entry: Entry, framework: Framework) -> str | None:
    """The code of a level, NE or NA, or None for anything else: TRUE, a date and 3,5 are no levels."""
    if isinstance(entry, bool | date | time | timedelta):
        return None
    text = as_text(entry).strip()
    known = (*framework.codes, NE, NA)
    if text in known:
        return text
    if text.upper() in (NE, NA):
        return text.upper()
    whole = _WHOLE.fullmatch(text)
    if whole is not None and whole[1] in known:
        return whole[1]
    return None


def scores_of(snapshot: Snapshot, entries: Iterable[LongEntry]) -> tuple[Score, ...]:
    """Entries as scores of an evaluation that knows all their ids; a question, challenge or citation is not said."""
    programmes = {one.id: one.key for one in snapshot.programmes.values()}
    evaluators = {one.id: one.key for one in snapshot.evaluators.values()}
    rounds = {one.id: one.key for one in snapshot.rounds.values()}
    return tuple(
        Score(
            programme=programmes[entry.programme],
            evaluator=evaluators[entry.evaluator],
            round=rounds[entry.round],
            criterion=entry.criterion,
            value=entry.value,
            confidence=entry.confidence,
            note=entry.note,
        )
        for entry in entries
    )
