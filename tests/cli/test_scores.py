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
