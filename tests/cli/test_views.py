"""What the views of a comparison show, in a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorecard.workspace import Workspace

Terminal = Any


@pytest.mark.parametrize("verb", ["over-time", "gap"])
@pytest.mark.parametrize("framework", ["ptpr", "lnk"])
def test_a_view_as_a_document_is_that_of_the_one_engine(
    terminal: Terminal, workshop: Path, verb: str, framework: str
) -> None:
    with Workspace.open(workshop, reading=True) as workspace:
        study = workspace.study(workspace.question(framework))
        document = (study.over_time if verb == "over-time" else study.gap).to_json()
    answer = terminal(verb, workshop, "--framework", framework, "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.document == json.loads(json.dumps(document))
    assert len(answer.document["programmes"]) == 12


def test_what_moved_most_stands_above_the_table(terminal: Terminal, workshop: Path) -> None:
    out = terminal("over-time", workshop).out
    assert "Baseline and Round 1, scores of all evaluators" in out
    assert "Invented scores, not an official assessment" in out
    assert "From Baseline to Round 1 the largest rise is that of Digital Mining Services (+1.03)" in out
    lines = out.splitlines()
    first = next(line for line in lines if line.startswith("W10"))
    assert first.split()[-7:] == ["1.92", "+1.03", "+1", "100", "→", "100", "%"]
    assert lines.index(first) < lines.index(next(line for line in lines if line.startswith("W01")))


def test_the_options_of_a_question_reach_every_round(terminal: Terminal, workshop: Path) -> None:
    asked = ("--rule", "weakest", "--view", "independent", "--without", "EMB", "--threshold", "0.9", "--json")
    document = terminal("over-time", workshop, *asked).document
    assert (document["rule"], document["view"]) == ("weakest", "independent")
    alone = terminal("results", workshop, "--round", "baseline", *asked).document
    scores = {one["id"]: one["score"] for one in alone["programmes"]}
    assert {one["id"]: one["rounds"][0]["score"] for one in document["programmes"]} == scores


@pytest.mark.parametrize(
    "verb", ["results", "over-time", "gap", "agreement", "agenda", "robustness", "choices", "groups"]
)
def test_every_answer_says_that_scores_with_a_conflict_of_interest_do_not_count(
    terminal: Terminal, workshop: Path, verb: str
) -> None:
    assert "1 conflict of interest: the scores concerned do not count." in terminal(verb, workshop).out


def test_a_gap_lies_between_two_views_and_takes_no_other(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("gap", workshop, "--view", "all")
    assert (answer.code, answer.out) == (2, "")
    assert "unrecognized arguments: --view" in answer.err


def test_one_round_alone_is_said_to_be_no_change(terminal: Terminal, mining: Path) -> None:
    answer = terminal("over-time", mining)
    assert answer.code == 0
    assert "Round 1 is the only round that can be compared: a change needs a second one." in answer.out


def test_the_widest_gap_comes_first_with_its_sections(terminal: Terminal, workshop: Path) -> None:
    out = terminal("gap", workshop).out
    assert "widest: Desert Solar Hub (+1.04), most of all on anticipation." in out
    assert "self-assessments, and scores of independent evaluators and peers" in out
    rows = [line for line in out.splitlines() if line.startswith("W")]
    assert rows[1].split()[-8:] == ["3.28", "2.23", "+1.04", "+1.5", "+1.1", "+1.1", "+1.3", "+0.3"]


def test_without_self_assessments_a_gap_is_said_to_be_none(terminal: Terminal, mining: Path) -> None:
    assert "There is no self-assessment in this round" in terminal("gap", mining).out
    document = terminal("gap", mining, "--json").document
    assert {one["gap"] for one in document["programmes"]} == {None}
