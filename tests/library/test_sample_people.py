"""Rounds, assignments and conflicts of a sample: what is read, and what is refused with its place."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.library.sample_names import Names
from scorecard.library.sample_people import read_assignments, read_conflict, read_round
from scorecard.library.tables import Tables


@pytest.fixture
def names() -> Names:
    names = Names("es", {})
    for what, id in (("round", "r1"), ("evaluator", "ana"), ("programme", "P1"), ("programme", "P2")):
        names.new(what, Tables({}, "x.toml"), id)
    return names


def problems(table: Tables) -> str:
    table.end()
    return "\n".join(f"{problem.cell}: {problem.text}" for problem in table.problems)


ROUND = {"id": "r2", "name": {"en": "Round", "es": "Ronda"}}


def test_a_round_has_its_kind_its_dates_and_its_state(names: Names) -> None:
    table = Tables(
        ROUND | {"kind": "baseline", "begins": "2026-01-05", "ends": "2026-01-09", "closed": True}, ""
    )
    round = read_round(table, names, 3)
    assert problems(table) == ""
    assert (round.name, round.kind, round.begins, round.ends) == (
        "Ronda",
        "baseline",
        "2026-01-05",
        "2026-01-09",
    )
    assert (round.closed, round.blind, round.position) == (True, False, 3)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"begins": "5 January"}, "begins: “5 January” is no date"),
        ({"begins": "2026-02-01", "ends": "2026-01-01"}, "ends: the round ends before it begins"),
        ({"kind": "base"}, "kind: 'base' is not one of"),
        ({"id": "r1"}, "id: the id “r1” stands more than once"),
        ({"closed": "yes"}, "closed: true or false"),
    ],
)
def test_what_is_wrong_with_a_round_is_said(names: Names, change: dict[str, Any], words: str) -> None:
    table = Tables(ROUND | change, "x.toml")
    read_round(table, names, 0)
    assert words in problems(table)


SAID = {"status": "submitted", "by": "Ana", "at": "2026-11-13T11:05:00-03:00"}
WORK = {"round": "r1", "evaluator": "ana", "programmes": ["P1", "P2"], "owed": True}


def test_one_entry_assigns_several_programmes_and_its_moment_is_in_utc(names: Names) -> None:
    table = Tables(WORK | SAID, "x.toml")
    first, second = read_assignments(table, names)
    assert problems(table) == ""
    assert first.programme != second.programme
    assert (first.status, first.by, first.at, first.owed) == (
        "submitted",
        "Ana",
        "2026-11-13T14:05:00+00:00",
        True,
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "submitted"}, "by whom and when"),
        ({"by": "Ana", "at": "2026-11-13T11:05:00Z"}, "by whom and when"),
        (SAID | {"at": "2026-11-13T11:05:00"}, "at: “2026-11-13T11:05:00” is no moment with its time zone"),
        ({"programmes": ["P9"]}, "programmes: the id “P9” is not known"),
        ({"evaluator": "eva"}, "evaluator: the id “eva” is not known"),
    ],
)
def test_what_is_wrong_with_an_assignment_is_said(names: Names, change: dict[str, Any], words: str) -> None:
    table = Tables(WORK | change, "x.toml")
    list(read_assignments(table, names))
    assert words in problems(table)


def test_a_conflict_has_its_reason_in_the_language_of_the_sample(names: Names) -> None:
    reason = {"en": "Advised it.", "es": "Lo asesoró."}
    table = Tables({"programme": "P1", "evaluator": "ana", "reason": reason}, "x.toml")
    assert read_conflict(table, names).reason == "Lo asesoró."
    assert problems(table) == ""
