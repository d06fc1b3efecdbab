"""The verbs about evaluators and what they owe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scorecard.model.evaluation import Assignment
from scorecard.workspace import Workspace

Terminal = Any
PLACE = ("--programme", "W01", "--evaluator", "fresh")


@pytest.fixture
def file(terminal: Terminal, workshop: Path) -> Path:
    """The workshop sample with one more evaluator, of whom nothing is said, and a round after the others."""
    assert terminal("evaluator", "add", workshop, "--name", "Ana Núñez", "--id", "fresh").code == 0
    assert terminal("round", "add", workshop, "--name", "Follow-up", "--id", "next").code == 0
    return workshop


def assignment(file: Path) -> Assignment:
    """What is said of fresh and W01 in the latest round."""
    with Workspace.open(file, reading=True) as workspace:
        snapshot = workspace.snapshot
        programme, evaluator = snapshot.programme("W01"), snapshot.evaluator("fresh")
        return snapshot.assignment(programme.key, evaluator.key, snapshot.round().key)


def owing_of(terminal: Terminal, file: Path, evaluator: str = "fresh") -> dict[str, Any]:
    """The counts of one evaluator in `owing --json`."""
    found = terminal("owing", file, "--json").document["evaluators"]
    return next(one for one in found if one["id"] == evaluator)


def test_a_second_evaluator_of_one_name_needs_the_option_that_says_so(terminal: Terminal, file: Path) -> None:
    answer = terminal("evaluator", "add", file, "--name", "ana  nunez")
    assert (answer.code, answer.out) == (1, "")
    assert "fresh" in answer.err
    assert "--same-name" in answer.err
    assert terminal("evaluator", "add", file, "--name", "ana  nunez", "--same-name").code == 0


def test_evaluator_change_changes_what_is_said_and_nothing_else(terminal: Terminal, file: Path) -> None:
    assert terminal("evaluator", "change", file, "--evaluator", "fresh", "--kind", "peer").code == 0
    people = terminal("info", file, "--json").document["evaluators"]
    assert {"id": "fresh", "name": "Ana Núñez", "kind": "peer"} in people
    answer = terminal("evaluator", "change", file, "--evaluator", "fresh", "--kind", "peer")
    assert (answer.code, "nothing has changed" in answer.err) == (0, True)
    assert terminal("evaluator", "change", file, "--evaluator", "fresh", "--id", "marta").code == 1


def test_evaluator_remove_takes_the_scores_along_and_undo_brings_them_back(
    terminal: Terminal, workshop: Path
) -> None:
    before = terminal("table", workshop, "long").out
    assert ",clara," in before
    assert terminal("evaluator", "remove", workshop, "--evaluator", "clara").code == 0
    assert ",clara," not in terminal("table", workshop, "long").out
    assert terminal("undo", workshop).code == 0
    assert terminal("table", workshop, "long").out == before


def test_a_conflict_of_interest_is_declared_with_its_reason_and_withdrawn(
    terminal: Terminal, file: Path
) -> None:
    assert terminal("evaluator", "conflict", file, *PLACE, "--reason", "Worked there.").code == 0
    assert owing_of(terminal, file)["conflicts"] == 1
    assert terminal("evaluator", "conflict", file, *PLACE, "--reason", " ").code == 1
    assert terminal("evaluator", "conflict", file, *PLACE).code == 2
    assert terminal("evaluator", "conflict", file, *PLACE, "--withdraw").code == 0
    assert owing_of(terminal, file)["conflicts"] == 0


def test_programmes_are_assigned_one_by_one_or_all_of_them_save_those_in_conflict(
    terminal: Terminal, file: Path
) -> None:
    assign = ("evaluator", "assign", file, "--evaluator", "fresh")
    assert terminal(*assign, "--programme", "W01", "--programme", "W02").code == 0
    assert (owing_of(terminal, file)["owed"], owing_of(terminal, file)["due"]) == (2, 2)
    terminal("evaluator", "conflict", file, *PLACE, "--reason", "Worked there.")
    assert terminal(*assign, "--programme", "W01").code == 1
    assert terminal(*assign, "--all").code == 0
    assert owing_of(terminal, file)["owed"] == 11
    assert terminal(*assign, "--all", "--remove").code == 0
    assert owing_of(terminal, file)["owed"] == 0
    assert terminal(*assign).code == 2


def test_submitting_says_what_is_unanswered_and_holds_all_the_same(terminal: Terminal, file: Path) -> None:
    answer = terminal("submit", file, *PLACE)
    assert answer.code == 0
    assert "38 of 38 criteria are not answered" in answer.err
    stored = assignment(file)
    assert stored.status == "submitted"
    assert stored.by
    assert stored.at.endswith("+00:00")


def test_what_is_submitted_is_locked_until_it_is_reopened(terminal: Terminal, file: Path) -> None:
    score = ("score", file, *PLACE, "--criterion", "ptpr.ANT1", "3")
    assert terminal("approve", file, *PLACE).code == 1
    terminal("submit", file, *PLACE)
    assert terminal(*score).code == 1
    assert terminal("approve", file, *PLACE).code == 0
    assert terminal("submit", file, *PLACE).code == 1
    assert terminal("reopen", file, *PLACE).code == 0
    assert assignment(file).status == "draft"
    assert terminal(*score).code == 0


def test_owing_lists_what_is_still_due(terminal: Terminal, file: Path) -> None:
    terminal("evaluator", "assign", file, "--evaluator", "fresh", "--programme", "W01", "--programme", "W02")
    terminal("submit", file, *PLACE)
    answer = terminal("owing", file)
    assert answer.code == 0
    due = answer.out.split("\n\n")[1]
    assert "W02" in due
    assert "W01" not in due
    told = [
        one for one in terminal("owing", file, "--json").document["duties"] if one["evaluator"] == "fresh"
    ]
    assert [(one["programme"], one["owed"], one["status"]) for one in told] == [
        ("W01", True, "submitted"),
        ("W02", True, "draft"),
    ]


def test_owing_reads_and_changes_no_byte(
    terminal: Terminal, workshop: Path, fingerprint: Callable[[Path], str]
) -> None:
    before = fingerprint(workshop)
    assert terminal("owing", workshop, "--json").document["criteria"] == 38
    assert terminal("owing", workshop, "--round", "none").code == 1
    assert fingerprint(workshop) == before


@pytest.mark.parametrize(
    ("change", "nearest"),
    [
        ({"--programme": "W1"}, "“W01”"),
        ({"--evaluator": "freshh"}, "“fresh”"),
        ({"--round": "nxt"}, "“next”"),
    ],
)
def test_an_unknown_id_names_the_nearest(
    terminal: Terminal, file: Path, change: dict[str, str], nearest: str
) -> None:
    said = {"--programme": "W01", "--evaluator": "fresh", "--round": "next"} | change
    answer = terminal("submit", file, *(f"{option}={value}" for option, value in said.items()))
    assert answer.code == 1
    assert nearest in answer.err
