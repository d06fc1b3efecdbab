"""The verb robustness: its agreed document, what it prints, what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scorecard.analysis.sureness.robustness import Variation
from scorecard.workspace import Workspace

Terminal = Any


def test_the_document_has_the_agreed_shape(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("robustness", workshop, "--json")
    assert (answer.code, answer.err) == (0, "")
    document = answer.document
    assert list(document) == ["framework", "draws", "seed", "programmes", "stability", "sentence"]
    assert (document["framework"], document["draws"], document["seed"]) == ("ptpr", 10_000, 1)
    assert len(document["programmes"]) == 12
    for one in document["programmes"]:
        assert list(one) == ["id", "first", "expected_rank", "rank_acceptability"]
        assert len(one["rank_acceptability"]) == 12
        assert one["first"] == one["rank_acceptability"][0]
    assert [one["section"] for one in document["stability"]] == ["ANT", "ADA", "LUP", "INT", "EMB"]
    for one in document["stability"]:
        assert list(one) == ["section", "weight", "leader", "order"]
        for interval in (one["leader"], one["order"]):
            assert 0 <= interval[0] <= one["weight"] <= interval[1] <= 1
    assert document["sentence"].startswith("Southern Lithium Agenda stays first in ")


def test_the_document_is_that_of_the_one_engine(terminal: Terminal, mining: Path) -> None:
    options = (
        "--framework",
        "ptpr",
        "--missing",
        "--evaluators",
        "--weighting",
        "near",
        "--draws",
        "500",
        "--seed",
        "4",
    )
    variation = Variation(weighting="near", missing=True, evaluators=True, draws=500, seed=4)
    with Workspace.open(mining, reading=True) as workspace:
        found = workspace.study(workspace.question("ptpr"), variation).robustness
    document = terminal("robustness", mining, *options, "--json").document
    assert document == json.loads(json.dumps(found.to_json()))


@pytest.mark.parametrize("weighting", ["any", "near", "fixed"])
@pytest.mark.parametrize("rule", ["mean", "geometric", "weakest"])
@pytest.mark.parametrize("sample", ["mining", "workshop"])
def test_the_sentence_stands_above_the_chances(
    terminal: Terminal, request: pytest.FixtureRequest, sample: str, rule: str, weighting: str
) -> None:
    path = request.getfixturevalue(sample)
    options = ("--rule", rule, "--weighting", weighting, "--draws", "200")
    answer = terminal("robustness", path, *options)
    assert (answer.code, answer.err) == (0, "")
    sentence = terminal("robustness", path, *options, "--json").document["sentence"]
    assert sentence in answer.out.replace("\n", " ")
    assert "Expected rank" in answer.out
    assert "200 draws, seed 1" in answer.out


def test_a_programme_without_a_rank_has_dashes(terminal: Terminal, mining: Path) -> None:
    out = terminal("robustness", mining, "--draws", "100").out
    (row,) = [line for line in out.splitlines() if "UTEC" in line]
    assert row.split()[0] == "–"
    assert row.split()[-7:] == ["–"] * 7
    drawn = terminal("robustness", mining, "--draws", "100", "--missing").out
    (row,) = [line for line in drawn.splitlines() if "UTEC" in line]
    assert row.split()[-1] != "–"


def test_the_same_seed_prints_the_same(terminal: Terminal, workshop: Path) -> None:
    first, again, other = (
        terminal("robustness", workshop, "--draws", "300", "--seed", seed).out for seed in (5, 5, 6)
    )
    assert first == again != other


def test_nothing_is_written(terminal: Terminal, workshop: Path, fingerprint: Callable[[Path], str]) -> None:
    before = fingerprint(workshop)
    terminal("robustness", workshop, "--draws", "10")
    assert fingerprint(workshop) == before


def test_an_evaluation_without_programmes_says_so(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "new.scorecard"
    terminal("new", path)
    assert terminal("robustness", path, "--json").document["programmes"] == []
    answer = terminal("robustness", path)
    assert answer.code == 0
    assert "There is no programme to compare yet." in answer.out
    terminal("programme", "add", path, "--name", "Alone")
    document = terminal("robustness", path, "--json").document
    (alone,) = document["programmes"]
    assert (alone["first"], alone["expected_rank"], alone["rank_acceptability"]) == (0, None, [])
    assert document["stability"] == []
    assert terminal("robustness", path).code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--draws", "0"], "from 1 to 100,000"),
        (["--draws=-3"], "from 1 to 100,000"),
        (["--draws", "200000"], "from 1 to 100,000"),
        (["--draws", "many"], "no whole number"),
        (["--draws", "1.5"], "no whole number"),
        (["--seed=-1"], "from 0 upwards"),
        (["--weighting", "nea"], "“near”"),
        (["--rule", "geometrical"], "“geometric”"),
        (["--without", "ANX"], "“ANT”"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(
    terminal: Terminal, workshop: Path, options: list[str], words: str
) -> None:
    answer = terminal("robustness", workshop, *options, "--json")
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err
    assert len(answer.err.splitlines()) == 1


def test_switching_everything_off_is_refused(terminal: Terminal, workshop: Path) -> None:
    off = [part for id in ("ANT", "ADA", "LUP", "INT", "EMB") for part in ("--without", id)]
    answer = terminal("robustness", workshop, *off)
    assert (answer.code, answer.out) == (1, "")
