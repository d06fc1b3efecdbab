"""The verbs that record: programmes, evaluators and scores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scorecard.model.score import Cell, Score
from scorecard.workspace import Workspace

Terminal = Any
CELL = ("--programme", "W01", "--criterion", "ptpr.ANT1", "--evaluator", "marta")


def stored(path: Path) -> Score:
    """What marta says of ANT1 of W01."""
    with Workspace.open(path, reading=True) as workspace:
        snapshot = workspace.snapshot
        programme, evaluator = snapshot.programme("W01"), snapshot.evaluator("marta")
        cell = Cell(
            programme=programme.key,
            evaluator=evaluator.key,
            round=snapshot.round().key,
            criterion="ptpr.ANT1",
        )
        return workspace.score(cell)


def test_evaluator_add_prints_the_id_and_is_independent_unless_said(
    terminal: Terminal, workshop: Path
) -> None:
    assert terminal("evaluator", "add", workshop, "--name", "Eva").out == "E1\n"
    people = terminal("info", workshop, "--json").document["evaluators"]
    assert {"id": "E1", "name": "Eva", "kind": "independent"} in people


def test_an_unknown_kind_of_evaluator_names_the_nearest(
    terminal: Terminal, workshop: Path, fingerprint: Any
) -> None:
    before = fingerprint(workshop)
    answer = terminal("evaluator", "add", workshop, "--name", "Eva", "--kind", "pear")
    assert answer.code == 1
    assert "“peer”" in answer.err
    assert fingerprint(workshop) == before


def test_an_evaluation_has_one_panel(terminal: Terminal, workshop: Path) -> None:
    assert terminal("evaluator", "add", workshop, "--name", "Panel", "--kind", "panel").code == 0
    assert terminal("evaluator", "add", workshop, "--name", "Second", "--kind", "panel").code == 1


@pytest.mark.parametrize(("value", "kept"), [("0", "0"), ("4", "4"), ("ne", "NE"), ("NE", "NE")])
def test_score_stores_a_level_or_a_state(terminal: Terminal, workshop: Path, value: str, kept: str) -> None:
    answer = terminal("score", workshop, *CELL, value)
    assert (answer.code, answer.out) == (0, "")
    assert stored(workshop).value == kept


def test_na_needs_a_reason(terminal: Terminal, workshop: Path, fingerprint: Any) -> None:
    before = fingerprint(workshop)
    assert terminal("score", workshop, *CELL, "na").code == 1
    assert fingerprint(workshop) == before
    assert terminal("score", workshop, *CELL, "na", "--note", "no mine here").code == 0
    assert (stored(workshop).value, stored(workshop).note) == ("NA", "no mine here")


def test_clear_takes_the_value_and_leaves_the_note(terminal: Terminal, workshop: Path) -> None:
    terminal("score", workshop, *CELL, "3", "--note=-1 is no level")
    assert terminal("score", workshop, *CELL, "clear").code == 0
    assert (stored(workshop).value, stored(workshop).note) == ("", "-1 is no level")


def test_saying_the_same_again_is_no_edit(terminal: Terminal, workshop: Path) -> None:
    terminal("score", workshop, *CELL, "3")
    edits = len(terminal("history", workshop, "--json").document["edits"])
    assert terminal("score", workshop, *CELL, "3").code == 0
    assert len(terminal("history", workshop, "--json").document["edits"]) == edits


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"--programme": "w01"}, "“W01”"),
        ({"--criterion": "ptpr.ANT9"}, "“ptpr.ANT"),
        ({"--criterion": "ANT1"}, "“ptpr.ANT1”"),
        ({"--evaluator": "martha"}, "“marta”"),
        ({"--round": "r2"}, "“r1”"),
        ({"VALUE": "5"}, "0, 1, 2, 3, 4"),
        ({"VALUE": "3.5"}, "0, 1, 2, 3, 4"),
        ({"VALUE": ""}, "clear"),
        ({"VALUE": "²"}, "0, 1, 2, 3, 4"),
        ({"--note": "x" * 5000}, "characters"),
    ],
)
def test_what_nobody_can_say_is_refused_with_the_nearest_and_changes_no_byte(
    terminal: Terminal, workshop: Path, fingerprint: Any, change: dict[str, str], words: str
) -> None:
    before = fingerprint(workshop)
    said = {"--programme": "W01", "--criterion": "ptpr.ANT1", "--evaluator": "marta", "VALUE": "3"} | change
    value = said.pop("VALUE")
    answer = terminal("score", workshop, *(part for pair in said.items() for part in pair), value)
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err
    assert len(answer.err.splitlines()) == 1
    assert fingerprint(workshop) == before


def test_a_score_takes_its_texts_along(terminal: Terminal, workshop: Path) -> None:
    place = ("--programme", "W01", "--criterion", "ptpr.ANT1", "--evaluator", "clara")
    said = ("--question", "Who pays?", "--challenge", "Turnover", "--confidence", "low")
    assert terminal("score", workshop, *place, *said, "2").code == 0
    (first, *_rest) = terminal("changes", workshop, newest_but_one(terminal, workshop), "--json").document[
        "changes"
    ]
    assert first["thing"] == "W01 · ANT1 · Clara Ejemplo · Round 1"
    ids = ("kind", "programme", "criterion", "evaluator", "round")
    assert [first[name] for name in ids] == ["score", "W01", "ptpr.ANT1", "clara", "r1"]
    answer = terminal("score", workshop, *place, "--confidence", "sure", "2")
    assert (answer.code, "Nothing has changed." in answer.err) == (1, True)


def newest_but_one(terminal: Terminal, path: Path) -> str:
    return terminal("history", path, "--json").document["edits"][1]["id"]


def test_a_section_without_evidence_is_answered_at_once(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "e.scorecard"
    terminal("new", path)
    terminal("programme", "add", path, "--name", "One", "--id", "P1")
    terminal("evaluator", "add", path, "--name", "Rosa", "--id", "rosa")
    place = ("--programme", "P1", "--evaluator", "rosa")
    assert terminal("score", path, *place, "--criterion", "ptpr.ANT2", "3").code == 0
    answer = terminal("no-evidence", path, *place, "--section", "ptpr.ANT")
    assert (answer.code, answer.err) == (0, "Saved: no evidence, criteria: 3.\n")
    assert terminal("no-evidence", path, *place, "--section", "ptpr.ANT").err.startswith("It says so already")
    answer = terminal("no-evidence", path, *place, "--section", "ptpr.ANX")
    assert answer.code == 1
    assert "ptpr.ANT" in answer.err


def test_a_follow_up_begins_from_the_round_before(terminal: Terminal, workshop: Path) -> None:
    assert terminal("round", "add", workshop, "--name", "Follow-up", "--id", "r2").code == 0
    place = ("--programme", "W01", "--evaluator", "clara")
    answer = terminal("carry-over", workshop, *place, "--from", "r1")
    assert (answer.code, answer.err) == (0, "Saved: carry over, scores: 38.\n")
    rows = terminal("table", workshop, "long").out.splitlines()
    assert len([row for row in rows if row.startswith("W01,clara,r2,")]) == 38
    assert terminal("carry-over", workshop, *place, "--from", "r1").err.startswith("It says so already")
