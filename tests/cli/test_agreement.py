"""Agreement and agenda in the terminal: the shapes that scripts read, and the tables that people read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scorecard.workspace import Workspace

Terminal = Any

KEYS = [
    "framework",
    "metric",
    "alpha",
    "interval",
    "indicative",
    "units",
    "evaluators",
    "sections",
    "criteria",
]


def test_agreement_of_the_workshop_has_the_agreed_shape(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("agreement", workshop, "--json")
    assert (answer.code, answer.err) == (0, "")
    document = answer.document
    assert list(document) == KEYS
    assert (document["framework"], document["metric"], document["indicative"]) == ("ptpr", "ordinal", False)
    low, high = document["interval"]
    assert low < document["alpha"] < high
    assert [one["id"] for one in document["sections"]] == ["ANT", "ADA", "LUP", "INT", "EMB"]
    assert sum(one["units"] for one in document["criteria"]) == document["units"]
    assert len(document["criteria"]) == 22
    assert {one["id"] for one in document["evaluators"] if one["flat"]} == {"julio"}


def test_agreement_is_that_of_the_one_engine(terminal: Terminal, workshop: Path) -> None:
    with Workspace.open(workshop, reading=True) as workspace:
        document = workspace.study(workspace.question("lnk", "baseline")).agreement.to_json()
    asked = ("--framework", "lnk", "--round", "baseline", "--json")
    assert terminal("agreement", workshop, *asked).document == json.loads(json.dumps(document))


def test_the_table_says_in_words_how_far_evaluators_agree_and_how_they_score(
    terminal: Terminal, workshop: Path
) -> None:
    out = terminal("agreement", workshop).out
    assert "Evaluators agree well on embeddedness, hardly on anticipation" in out
    assert "Invented scores, not an official assessment" in out
    lines = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert lines["EMB"].endswith("well")
    assert lines["ptpr.ANT1"].endswith("hardly")
    assert lines["marta"].endswith("severe")
    assert lines["julio"].endswith("flat")
    assert "1 conflict of interest" in out


def test_without_answers_agreement_is_null_and_a_sentence_says_why(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "new.scorecard"
    terminal("new", path)
    document = terminal("agreement", path, "--json").document
    assert (document["alpha"], document["interval"], document["units"]) == (None, [None, None], 0)
    assert {one["alpha"] for one in document["sections"]} == {None}
    answer = terminal("agreement", path)
    assert (answer.code, answer.out.splitlines()[-1]) == (
        0,
        "Nobody scores in this view, so there is no agreement to measure.",
    )


def test_the_agenda_begins_with_what_moves_most(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("agenda", workshop, "--framework", "lnk", "--json")
    assert (answer.code, answer.err) == (0, "")
    document = answer.document
    assert list(document)[:3] == ["framework", "round", "agenda"]
    agenda = document["agenda"]
    assert [list(one) for one in agenda[:1]] == [
        ["programme", "criterion", "lowest", "highest", "spread", "moves", "missing"]
    ]
    moves = [one["moves"] for one in agenda]
    assert moves == sorted(moves, reverse=True)
    assert moves[0] > 0
    out = terminal("agenda", workshop, "--framework", "lnk").out
    assert f"{len(agenda)} cells to discuss" in out
    assert agenda[0]["criterion"] in out


def test_an_agreed_cell_leaves_the_agenda(terminal: Terminal, workshop: Path) -> None:
    first = terminal("agenda", workshop, "--json").document["agenda"][0]
    terminal("evaluator", "add", workshop, "--name", "Panel", "--id", "panel", "--kind", "panel")
    place = ("--programme", first["programme"], "--criterion", first["criterion"], "--evaluator", "panel")
    assert terminal("score", workshop, *place, first["lowest"], "--note", "agreed").code == 0
    places = [
        (one["programme"], one["criterion"])
        for one in terminal("agenda", workshop, "--json").document["agenda"]
    ]
    assert (first["programme"], first["criterion"]) not in places


def test_an_empty_agenda_is_a_sentence(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "new.scorecard"
    terminal("new", path)
    assert terminal("agenda", path, "--json").document["agenda"] == []
    assert "There is no cell on which evaluators differ" in terminal("agenda", path).out


@pytest.mark.parametrize("verb", ["agreement", "agenda"])
@pytest.mark.parametrize(
    ("options", "words"), [(["--framework", "ptp"], "“ptpr”"), (["--round", "r2"], "“r1”")]
)
def test_what_is_unknown_is_refused_with_the_nearest_and_nothing_changes(
    terminal: Terminal,
    workshop: Path,
    fingerprint: Callable[[Path], str],
    verb: str,
    options: list[str],
    words: str,
) -> None:
    before = fingerprint(workshop)
    answer = terminal(verb, workshop, *options)
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err
    assert fingerprint(workshop) == before


@pytest.mark.parametrize("verb", ["agreement", "agenda"])
def test_the_columns_line_up_in_spanish_too(terminal: Terminal, mining: Path, verb: str) -> None:
    lines = terminal(verb, mining, "--language", "es").out.splitlines()
    rule = next(number for number, line in enumerate(lines) if line.startswith("──"))
    assert len(lines[rule + 1]) <= len(lines[rule])
