"""Who scores a sample, when, and how far they are: rounds, evaluators, assignments, conflicts and weights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from scorecard.i18n import _
from scorecard.library.sample_names import Names
from scorecard.library.tables import Tables
from scorecard.model.evaluation import (
    EVALUATOR_KINDS,
    ROUND_KINDS,
    STATUSES,
    Assignment,
    Conflict,
    Evaluator,
    Round,
    WeightSet,
)


def read_round(table: Tables, names: Names, position: int) -> Round:
    """One round; its dates are ISO or absent."""
    id = table.plain("id")
    begins, ends = _day(table, "begins"), _day(table, "ends")
    if begins and ends and ends < begins:
        table.problem("ends", _("the round ends before it begins"))
    return Round(
        key=names.new("round", table, id),
        id=id,
        name=names.text(table, "name"),
        position=position,
        kind=table.one_of("kind", ROUND_KINDS, default=""),  # type: ignore[arg-type]
        begins=begins,
        ends=ends,
        closed=table.flag("closed"),
        blind=table.flag("blind"),
    )


def read_evaluator(table: Tables, names: Names) -> Evaluator:
    """One evaluator."""
    id = table.plain("id")
    return Evaluator(
        key=names.new("evaluator", table, id),
        id=id,
        name=table.plain("name"),
        kind=table.one_of("kind", EVALUATOR_KINDS),  # type: ignore[arg-type]
    )


def read_weights(table: Tables, names: Names) -> WeightSet:
    """One set of weights."""
    id = table.plain("id")
    return WeightSet(
        key=names.new("weights", table, id),
        id=id,
        name=names.text(table, "name"),
        framework=table.one_of("framework", tuple(names.frameworks)),
        sections=table.weights("sections"),
        criteria=table.weights("criteria"),
    )


def read_assignments(table: Tables, names: Names) -> Iterator[Assignment]:
    """One evaluator's work on several programmes in one round, all of the same status."""
    round = names.key("round", table, "round", table.plain("round"))
    evaluator = names.key("evaluator", table, "evaluator", table.plain("evaluator"))
    owed = table.flag("owed")
    status = table.one_of("status", STATUSES, default="draft")
    at = _moment(table, "at")
    by = table.plain("by", default="")
    if (status == "draft") == bool(at and by):
        table.problem(
            "status", _("whatever is submitted or approved says by whom and when, a draft does not")
        )
    for programme in names.keys("programme", table, "programmes"):
        yield Assignment(
            programme=programme,
            evaluator=evaluator,
            round=round,
            owed=owed,
            status=status,  # type: ignore[arg-type]
            by=by,
            at=at,
        )


def read_conflict(table: Tables, names: Names) -> Conflict:
    """One declared conflict of interest."""
    return Conflict(
        programme=names.key("programme", table, "programme", table.plain("programme")),
        evaluator=names.key("evaluator", table, "evaluator", table.plain("evaluator")),
        reason=names.text(table, "reason"),
    )


def _day(table: Tables, name: str) -> str:
    value = table.plain(name, default="")
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        table.problem(name, _("“{value}” is no date, such as 2026-11-22").format(value=value[:80]))
        return ""


def _moment(table: Tables, name: str) -> str:
    value = table.plain(name, default="")
    try:
        moment = datetime.fromisoformat(value) if value else None
    except ValueError:
        moment = None
    if value and (moment is None or moment.tzinfo is None):
        sentence = _("“{value}” is no moment with its time zone, such as 2026-11-22T15:00:00Z")
        table.problem(name, sentence.format(value=value[:80]))
        return ""
    return "" if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds")
