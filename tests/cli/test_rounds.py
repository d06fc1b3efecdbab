"""The verbs about rounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

Terminal = Any


def rounds_of(terminal: Terminal, file: Path) -> dict[str, dict[str, Any]]:
    """The rounds by id, in their order."""
    return {one["id"]: one for one in terminal("round", "list", file, "--json").document["rounds"]}


@pytest.fixture
def file(terminal: Terminal, workshop: Path) -> Path:
    """The workshop sample with a round after the others that has no scores."""
    options = ("--kind", "follow-up", "--begins", "2027-01-01", "--ends", "2027-03-31", "--blind")
    answer = terminal("round", "add", workshop, "--name", "Follow-up", "--id", "next", *options)
    assert (answer.code, answer.out) == (0, "next\n")
    return workshop


def test_a_round_is_added_last_with_all_that_was_said(terminal: Terminal, file: Path) -> None:
    id, round = list(rounds_of(terminal, file).items())[-1]
    assert id == "next"
    assert round == {
        "id": "next",
        "name": "Follow-up",
        "kind": "follow-up",
        "begins": "2027-01-01",
        "ends": "2027-03-31",
        "closed": False,
        "blind": True,
        "versions": {},
        "scores": 0,
    }


def test_round_change_changes_what_is_said_and_can_empty_it(terminal: Terminal, file: Path) -> None:
    change = ("round", "change", file, "--round", "next")
    assert terminal(*change, "--kind=", "--ends=", "--blind", "no", "--name", "After").code == 0
    round = rounds_of(terminal, file)["next"]
    assert (round["kind"], round["ends"], round["blind"], round["name"]) == ("", "", False, "After")
    assert round["begins"] == "2027-01-01"


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--kind=base", "“baseline”"),
        ("--begins=soon", "“soon” is no date"),
        ("--ends=2026-01-01", "before it begins"),
        ("--blind=maybe", "yes"),
        ("--name=", "needs a name"),
        ("--id=r1", "already taken"),
    ],
)
def test_what_a_round_cannot_be_is_refused(terminal: Terminal, file: Path, option: str, words: str) -> None:
    before = rounds_of(terminal, file)
    answer = terminal("round", "change", file, "--round", "next", option)
    assert answer.code == 1
    assert words in answer.err
    assert rounds_of(terminal, file) == before


def test_a_closed_round_takes_no_score_until_it_is_reopened(terminal: Terminal, file: Path) -> None:
    score = ("score", file, "--programme", "W01", "--criterion", "ptpr.ANT1", "--evaluator", "clara", "3")
    assert terminal("round", "close", file, "--round", "next").code == 0
    assert terminal(*score).code == 1
    assert terminal("round", "reopen", file, "--round", "next").code == 0
    assert terminal(*score).code == 0


def test_a_round_moves_and_goes_and_one_with_scores_stays(terminal: Terminal, file: Path) -> None:
    assert terminal("round", "move", file, "--round", "next", "--by=-9").code == 0
    assert next(iter(rounds_of(terminal, file))) == "next"
    assert terminal("round", "move", file, "--round", "next", "--by", "far").code == 1
    assert terminal("round", "remove", file, "--round", "next").code == 0
    assert terminal("round", "remove", file, "--round", "r1").code == 1
    assert "r1" in rounds_of(terminal, file)


def test_the_list_for_people_says_what_is_open_and_blind(terminal: Terminal, file: Path) -> None:
    answer = terminal("round", "list", file)
    assert answer.code == 0
    assert "open, blind" in answer.out
    assert "2027-03-31" in answer.out
