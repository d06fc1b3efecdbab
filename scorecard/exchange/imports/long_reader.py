"""Long tables read back: each row as an answer by ids, and each mistake with the cell it stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from scorecard.errors import Refusal
from scorecard.exchange.grid import Entry, Grid, read_grid
from scorecard.exchange.imports.long_columns import REQUIRED, LongField, match_long
from scorecard.exchange.imports.look_alikes import Alike, Look, by_look
from scorecard.exchange.levels import as_text, level_of, meant_by, why_no_level
from scorecard.exchange.reading import Answer, Fault, Reading, fault
from scorecard.i18n import _
from scorecard.model.evaluation import EVALUATOR_KINDS, EvaluatorKind
from scorecard.model.framework import NA, Framework
from scorecard.model.problem import Severity
from scorecard.model.score import CONFIDENCES, Confidence
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import LONGEST_ENTRY, clean, folded

_MOST_PROBLEMS = 1_000
_MOST_LEFT_OUT = 20_000
_FEWEST_HEADS = 2
"""A row with fewer cells that are filled is a title, even where columns are given by their letters."""


def read_long(
    path: Path, snapshot: Snapshot, *, create: bool = False, columns: Mapping[LongField, str] | None = None
) -> Reading:
    """Read a .csv or .xlsx file against an evaluation; a file that is no such table at all is refused.

    `columns` are the heads of columns, by what they hold, that go by other names. An unknown programme or evaluator
    is a problem unless `create`; an unknown criterion or round always is. Rows without a value say nothing and are
    passed over.
    """
    return read_table(read_grid(path, head_matcher(columns), REQUIRED), snapshot, create, _changed(path))


def head_matcher(
    columns: Mapping[LongField, str] | None,
) -> Callable[[Sequence[str]], Mapping[str, int] | None]:
    """Says where the columns of a long table stand by a row that may be its head."""

    def match(row: Sequence[str]) -> Mapping[str, int] | None:
        if sum(map(bool, row)) < _FEWEST_HEADS:
            return None
        found = match_long(row, columns)
        return found if found.keys() >= set(REQUIRED) else None  # type: ignore[return-value]

    return match


def read_table(grid: Grid, snapshot: Snapshot, create: bool, said_at: datetime | None) -> Reading:
    """What a table says whose columns are known."""
    return _Reader(grid, snapshot, create).read(said_at)


def _changed(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None


class _Reader:
    """Goes through the rows once, remembering what it has seen."""

    def __init__(self, grid: Grid, snapshot: Snapshot, create: bool) -> None:
        self._grid = grid
        self._snapshot = snapshot
        self._create = create
        self._faults: list[Fault] = []
        self._left_out = 0
        self._unknown: dict[tuple[str, str], Alike] = {}
        self._known_ids = {
            "programme": {one.id for one in snapshot.programmes.values()},
            "evaluator": {one.id for one in snapshot.evaluators.values()},
        }
        self._alike = {
            "programme": by_look(snapshot.programmes.values()),
            "evaluator": by_look(snapshot.evaluators.values()),
        }
        self._rounds = {one.id for one in snapshot.rounds.values()}
        ordered = snapshot.ordered_rounds()
        self._latest = ordered[-1].id if ordered else ""
        self._asked: dict[str, dict[str, Framework]] = {}

    def read(self, said_at: datetime | None) -> Reading:
        """Everything that the rows say and everything that is wrong with them."""
        seen: dict[tuple[str, str, str, str], tuple[int, Answer]] = {}
        spoilt: set[tuple[str, str, str, str]] = set()
        for number, row in self._grid.rows:
            answer = self._answer(number, row)
            if self._left_out > _MOST_LEFT_OUT:
                break
            if answer is None:
                continue
            cell = (answer.programme, answer.evaluator, answer.round, answer.criterion)
            first_row, first = seen.setdefault(cell, (number, answer))
            if first is not answer and (first.value, first.confidence, first.note) != (
                answer.value, answer.confidence, answer.note,
            ):  # fmt: skip
                sentence = _(
                    "This score stands in row {row} already, with another value, confidence or note."
                )
                self._report("error", number, "value", sentence.format(row=first_row))
                spoilt.add(cell)
        for alike in self._unknown.values():
            if alike.answers and alike.place >= 0:
                self._faults[alike.place] = replace(
                    self._faults[alike.place], reads_as=alike.name, answers=tuple(alike.answers)
                )
        if self._left_out:
            sentence = _("Further problems that are not listed: {count}.")
            if self._left_out > _MOST_LEFT_OUT:
                sentence = _(
                    "Further problems that are not listed: {count}. The rows below were not read any more."
                )
            text = sentence.format(count=self._left_out)
            self._faults.append(fault("error", text, file=self._grid.file))
        known = set(self._grid.columns.values())
        return Reading(
            file=self._grid.file,
            answers=tuple(answer for cell, (_row, answer) in seen.items() if cell not in spoilt),
            faults=tuple(self._faults),
            said_at=said_at,
            sheet=self._grid.sheet,
            left_out=tuple(
                head for place, head in enumerate(self._grid.heads) if head and place not in known
            ),
        )

    def _report(
        self,
        severity: Severity,
        number: int,
        column: str,
        text: str | Callable[[], str],
        reads_as: str = "",
        answers: Sequence[Answer] = (),
    ) -> None:
        if len(self._faults) >= _MOST_PROBLEMS:
            self._left_out += 1
            return
        text = text if isinstance(text, str) else text()
        place = self._grid.place(number, column)
        self._faults.append(
            fault(
                severity,
                text,
                file=self._grid.file,
                sheet=self._grid.sheet,
                cell=place,
                reads_as=reads_as,
                answers=answers,
            )
        )

    def _answer(self, number: int, row: list[Entry]) -> Answer | None:
        raw = self._grid.entry(row, "value")
        if isinstance(raw, str) and not raw.strip():
            return None
        before = len(self._faults) + self._left_out
        round = self._round(number, row)
        criterion = self._criterion(number, row, round)
        programme, other_programme = self._known(number, row, "programme")
        evaluator, other_evaluator = self._known(number, row, "evaluator")
        framework = None if criterion is None else self._criteria_of(round)[criterion]
        value = None if framework is None else level_of(raw, framework)
        note = self._note(number, row, value or "")
        confidence = self._confidence(number, row)
        kind = self._kind(number, row)
        has_problems = len(self._faults) + self._left_out > before
        answer = Answer(
            sheet=self._grid.sheet,
            cell=self._grid.place(number, "value"),
            programme=programme,
            evaluator=evaluator,
            round=round,
            criterion=criterion or "",
            value=value or "",
            confidence=confidence,
            note=note,
            evaluator_kind=kind,
        )
        if framework is not None and value is None:
            meant = "" if has_problems or other_programme or other_evaluator else meant_by(raw, framework)
            if meant == NA and not note:
                meant = ""
            mended = [replace(answer, value=meant)] if meant else []
            self._report("error", number, "value", why_no_level(raw, framework), meant, mended)
            return None
        if framework is None or not programme or not evaluator:
            return None
        # The row in which an unknown id is met first has no other problem than that.
        others = [one for one in (other_programme, other_evaluator) if one is not None]
        if len(others) == 1 and len(self._faults) + self._left_out - before <= others[0].is_new:
            others[0].answers.append(answer)
        for one in others:
            one.is_new = False
        return None if has_problems or others else answer

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
        if framework and "." not in id and f"{framework}.{id}" in self._criteria_of(round):
            id = f"{framework}.{id}"
        if id in self._criteria_of(round):
            if framework and framework != id.partition(".")[0]:
                sentence = _("The criterion {criterion} is not of the framework “{framework}”.")
                self._report(
                    "error", number, "framework", sentence.format(criterion=id, framework=framework[:40])
                )
            return id
        self._report("error", number, "criterion", lambda: _refusal(self._snapshot.criterion, id[:80]))
        return None

    def _known(self, number: int, row: list[Entry], column: str) -> tuple[str, Alike | None]:
        """The id of a programme or evaluator, and what is unknown about it; empty where there is no telling.

        An unknown one is reported once. One that differs from a known id or name in accents, case or spaces alone is
        never taken for it, and never added beside it, before a person has said so.
        """
        id = self._text(row, column)
        if id in self._known_ids[column]:
            return id, None
        if not id:
            self._report("error", number, column, _("This cell is empty; an id belongs here."))
            return "", None
        if (column, id) in self._unknown:
            found = self._unknown[column, id]
            return found.id, found
        look = self._alike[column].get(folded(id), Look("", "", ""))
        if self._create and not look.ids:
            self._known_ids[column].add(id)
            self._alike[column][folded(id)] = Look(id, id, id)
            return id, None
        found = self._unknown[column, id] = Alike(id=look.id, name=look.name)
        if look.ids and self._create:
            sentence = _(
                "“{text}” looks like “{name}”, which is there as {ids}. Write the id that is meant, or a name that "
                "nobody takes for another."
            )
            text = sentence.format(text=id[:80], name=look.name[:80], ids=look.ids)
        else:
            find = self._snapshot.programme if column == "programme" else self._snapshot.evaluator
            text = ""
        if len(self._faults) < _MOST_PROBLEMS:
            found.place = len(self._faults)
        self._report("error", number, column, text or (lambda: _refusal(find, id[:80])))
        return found.id, found

    def _round(self, number: int, row: list[Entry]) -> str:
        id = self._text(row, "round")
        if id in self._rounds:
            return id
        if not id and self._latest:
            return self._latest
        self._report("error", number, "round", lambda: _refusal(self._snapshot.round, id[:80] or None))
        return ""

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


def _refusal(find: object, id: str | None) -> str:
    """What the snapshot says when asked for something that it does not have."""
    try:
        find(id)  # type: ignore[operator]
    except Refusal as refusal:
        return str(refusal)
    return ""
