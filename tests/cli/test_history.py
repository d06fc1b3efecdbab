"""What has happened, in the terminal: edits, differences between moments, and the ways back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

PLACE = ("--programme", "P1", "--criterion", "ptpr.ANT1", "--evaluator", "rosa")


@pytest.fixture
def scored(terminal: Terminal, tmp_path: Path) -> Path:
    path = tmp_path / "e.scorecard"
    terminal("new", path)
    terminal("programme", "add", path, "--name", "One", "--id", "P1")
    terminal("evaluator", "add", path, "--name", "Rosa", "--id", "rosa")
    for value in ("1", "3"):
        assert terminal("score", path, *PLACE, value).code == 0
    return path


def value_of(terminal: Terminal, path: Path) -> list[str]:
    rows = terminal("table", path, "long").out.splitlines()[1:]
    return [row.split(",")[5] for row in rows]


def test_the_history_of_one_score_says_what_it_was_and_became(terminal: Terminal, scored: Path) -> None:
    edits = terminal("history", scored, *PLACE, "--json").document["edits"]
    assert [(one["before"], one["after"]) for one in edits] == [("1", "3"), ("", "1")]
    assert "level 3 for ANT1" in terminal("history", scored, *PLACE).out


def test_a_score_is_named_whole_or_not_at_all(terminal: Terminal, scored: Path) -> None:
    answer = terminal("history", scored, "--programme", "P1")
    assert (answer.code, answer.out) == (1, "")
    assert "--criterion" in answer.err


def test_two_moments_are_compared_thing_by_thing(terminal: Terminal, scored: Path) -> None:
    edits = terminal("history", scored, "--json").document["edits"]
    found = terminal("changes", scored, edits[2]["id"], "--json").document
    assert (found["since"], found["until"]) == (edits[2]["id"], edits[0]["id"])
    assert [(one["kind"], one["part"], one["after"]) for one in found["changes"]] == [("score", "level", "3")]
    whole = terminal("changes", scored, edits[-1]["id"], edits[1]["id"][:8], "--json").document["changes"]
    assert {one["thing"] for one in whole} == {"Programme P1", "Evaluator Rosa", "P1 · ANT1 · Rosa"}


def test_a_score_goes_back_by_itself_and_undo_takes_that_back(terminal: Terminal, scored: Path) -> None:
    edits = terminal("history", scored, "--json").document["edits"]
    answer = terminal("revert", scored, edits[1]["id"], *PLACE)
    assert (answer.code, answer.err) == (0, "restore ANT1.\n")
    assert value_of(terminal, scored) == ["1"]
    terminal("undo", scored)
    assert value_of(terminal, scored) == ["3"]


def test_the_whole_evaluation_goes_back_and_undo_takes_that_back(terminal: Terminal, scored: Path) -> None:
    first = terminal("history", scored, "--json").document["edits"][-1]["id"]
    assert terminal("revert", scored, first).code == 0
    assert terminal("info", scored, "--json").document["programmes"] == []
    terminal("undo", scored)
    assert value_of(terminal, scored) == ["3"]
    assert terminal("verify", scored).code == 0


@pytest.mark.parametrize("moment", ["zzzz", "2001-01-01", "yesterday", ""])
def test_a_moment_that_never_was_is_refused(terminal: Terminal, scored: Path, moment: str) -> None:
    before = scored.read_bytes()
    answer = terminal("revert", scored, moment)
    assert answer.code == 1
    assert "Nothing has changed." in answer.err
    assert scored.read_bytes() == before


def test_a_criterion_that_is_asked_no_more_has_its_history_too(terminal: Terminal, scored: Path) -> None:
    terminal("framework", "draft", "retire", scored, "ptpr", "ANT1")
    assert terminal("framework", "adopt", scored, "ptpr").code == 0
    edits = terminal("history", scored, *PLACE, "--json").document["edits"]
    assert [(one["before"], one["after"]) for one in edits] == [("1", "3"), ("", "1")]
    answer = terminal("revert", scored, edits[1]["id"], *PLACE)
    assert (answer.code, "retired" in answer.err) == (1, True)


def test_a_closed_round_says_that_it_has_not_the_criterion_of_a_newer_version(
    terminal: Terminal, scored: Path
) -> None:
    terminal("round", "close", scored, "--round", "r1")
    terminal("framework", "draft", "recode", scored, "ptpr", "ANT1", "NEW1")
    terminal("framework", "adopt", scored, "ptpr")
    terminal("round", "reopen", scored, "--round", "r1")
    answer = terminal("score", scored, *PLACE[:2], "--criterion", "ptpr.NEW1", *PLACE[4:], "2")
    assert (answer.code, answer.err) == (
        1,
        "ptpr.NEW1 was no criterion of version 1.1. Nothing has changed.\n",
    )


def test_texts_of_several_lines_keep_to_the_line_of_their_change(terminal: Terminal, scored: Path) -> None:
    terminal("score", scored, *PLACE, "--note", "One.\nTwo.\tThree.", "3")
    since = terminal("history", scored, "--json").document["edits"][1]["id"]
    lines = terminal("changes", scored, since).out.splitlines()
    assert len(lines) == 3
    assert lines[2].endswith("One. Two. Three.")
