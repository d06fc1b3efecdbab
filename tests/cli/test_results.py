"""Results: the shape that scripts read, and the table that people read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorecard.workspace import Workspace

Terminal = Any

NUMBER = (int, float)
PROGRAMME = {
    "id": (str,),
    "name": (str,),
    "score": (float, type(None)),
    "low": (float, type(None)),
    "high": (float, type(None)),
    "coverage": (float, type(None)),
    "rank": (int, type(None)),
    "sections": (list,),
    "criteria": (list,),
}
SECTION = {name: PROGRAMME[name] for name in ("id", "score", "low", "high", "coverage")}


def assert_shape(value: dict[str, Any], shape: dict[str, tuple[type, ...]]) -> None:
    """The object has exactly these keys, each of one of these types, in this order."""
    assert list(value) == list(shape)
    for name, types in shape.items():
        assert type(value[name]) in types, (name, value[name])


def test_results_of_the_workshop_have_the_agreed_shape(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("results", workshop, "--json")
    assert (answer.code, answer.err) == (0, "")
    document = answer.document
    assert list(document) == ["framework", "round", "view", "rule", "scale", "programmes"]
    assert {name: document[name] for name in ("framework", "round", "view", "rule", "scale")} == {
        "framework": "ptpr",
        "round": "r1",
        "view": "all",
        "rule": "mean",
        "scale": [0, 4],
    }
    assert len(document["programmes"]) == 12
    for programme in document["programmes"]:
        assert_shape(programme, PROGRAMME)
        assert [one["id"] for one in programme["sections"]] == ["ANT", "ADA", "LUP", "INT", "EMB"]
        for section in programme["sections"]:
            assert_shape(section, SECTION)
        assert len(programme["criteria"]) == 22
        for cell in programme["criteria"]:
            assert list(cell) == ["id", "value", "state"]
            assert cell["state"] in {"scored", "NE", "NA", "unscored"}
            assert (cell["value"] is None) == (cell["state"] != "scored")


def test_results_of_the_mining_sample_open_on_the_linkages(terminal: Terminal, mining: Path) -> None:
    document = terminal("results", mining, "--json").document
    assert document["framework"] == "lnk"
    assert len(document["programmes"]) == 30
    assert {one["rank"] for one in document["programmes"]} > {None, 1}
    for one in document["programmes"]:
        assert (one["score"] is None) == (one["rank"] is None)
        assert 0 <= one["low"] <= one["high"] <= 4


def test_results_are_those_of_the_one_engine(terminal: Terminal, workshop: Path) -> None:
    with Workspace.open(workshop, reading=True) as workspace:
        document = workspace.compare(workspace.question("lnk")).to_json()
    assert terminal("results", workshop, "--framework", "lnk", "--json").document == json.loads(
        json.dumps(document)
    )


def test_a_programme_without_rows_has_the_whole_interval_and_no_rank(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "new.scorecard"
    terminal("new", path)
    terminal("programme", "add", path, "--name", "Alone")
    (programme,) = terminal("results", path, "--json").document["programmes"]
    assert [programme[name] for name in ("score", "low", "high", "coverage", "rank")] == [None, 0, 4, 0, None]


def test_an_evaluation_without_programmes_has_results_all_the_same(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "new.scorecard"
    terminal("new", path)
    assert terminal("results", path, "--json").document["programmes"] == []
    assert terminal("results", path).code == 0


@pytest.mark.parametrize("view", ["all", "self", "independent", "panel"])
@pytest.mark.parametrize("average", ["mean", "median"])
def test_every_view_and_average_answers(terminal: Terminal, workshop: Path, view: str, average: str) -> None:
    answer = terminal("results", workshop, "--view", view, "--average", average, "--json")
    assert (answer.code, answer.document["view"]) == (0, view)
    assert terminal("results", workshop, "--view", view, "--average", average).code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--framework", "ptp"], "“ptpr”"),
        (["--round", "r2"], "“r1”"),
        (["--view", "al"], "“all”"),
        (["--average", "men"], "“mean”"),
        (["--rule", "geometrical"], "“geometric”"),
        (["--rule", "bestt"], "weakest"),
        (["--weights", "mine"], "set of weights"),
        (["--threshold", "1.5"], "0 to 1"),
        (["--threshold", "nan"], "0 to 1"),
        (["--threshold", "half"], "0 to 1"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_with_what_can(
    terminal: Terminal, workshop: Path, options: list[str], words: str
) -> None:
    answer = terminal("results", workshop, *options, "--json")
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err
    assert len(answer.err.splitlines()) == 1


def test_the_threshold_decides_who_is_ranked(terminal: Terminal, mining: Path) -> None:
    def ranked(threshold: str) -> int:
        document = terminal("results", mining, "--threshold", threshold, "--json").document
        return sum(one["rank"] is not None for one in document["programmes"])

    assert ranked("0") > ranked("0.5") > ranked("1") == 0


def test_a_threshold_may_have_a_decimal_comma(terminal: Terminal, mining: Path) -> None:
    assert terminal("results", mining, "--threshold", "0,5").code == 0


def test_the_table_keeps_programmes_without_a_rank_and_says_the_scores_are_illustrative(
    terminal: Terminal, mining: Path
) -> None:
    out = terminal("results", mining).out
    assert "Illustrative scores, not an official assessment" in out
    rows = [line for line in out.splitlines() if line.strip().startswith("–")]
    assert len(rows) == 24
    assert all(" – " in row for row in rows)


def test_the_columns_of_the_table_line_up(terminal: Terminal, mining: Path) -> None:
    lines = terminal("results", mining, "--language", "es").out.splitlines()
    (rule,) = (number for number, line in enumerate(lines) if line.startswith("──"))
    table = lines[rule - 1 : rule + 31]
    assert {len(line) for line in table} == {len(lines[rule])}


def test_under_the_weakest_criterion_a_score_with_gaps_is_at_most_and_names_what_binds(
    terminal: Terminal, workshop: Path
) -> None:
    answer = terminal("results", workshop, "--rule", "weakest")
    assert answer.code == 0
    assert "Held down by" in answer.out
    (line,) = [one for one in answer.out.splitlines() if " W05 " in one]
    assert "≤\N{NO-BREAK SPACE}1.20" in line
    assert line.endswith("INT2")
    assert "≤: at most this; what is missing may lower it." in answer.out
    document = terminal("results", workshop, "--rule", "weakest", "--json").document
    assert {tuple(one)[-2:] for one in document["programmes"]} == {("at_most", "binding")}
    plain = terminal("results", workshop)
    assert "≤" not in plain.out
    assert "Held down by" not in plain.out
