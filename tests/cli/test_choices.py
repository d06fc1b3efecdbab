"""What hangs on our choices, and how scores are spread, as scripts and people read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

Terminal = Any


def test_choices_print_the_sentence_the_choices_by_number_and_the_ranks(
    terminal: Terminal, workshop: Path
) -> None:
    answer = terminal("choices", workshop)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert "Invented scores, not an official assessment" in lines
    assert any(line.startswith("Southern Lithium Agenda leads in 8 of 12 other choices.") for line in lines)
    (weakest,) = [line for line in lines if "Weakest criterion" in line]
    assert weakest.split() == ["2", "Rule", "Weakest", "criterion", "W04", "11"]
    (w04,) = [line for line in lines if " W04  Coastal" in line]
    assert "1\N{NO-BREAK SPACE}▲3" in w04


def test_choices_as_json_repeat_what_results_says_of_each(terminal: Terminal, workshop: Path) -> None:
    document = terminal("choices", workshop, "--json").document
    assert list(document) == ["framework", "round", "asked", "programmes", "variants", "sentence"]
    for variant in document["variants"]:
        assert list(variant) == ["choice", "value", "first", "moved", "programmes"]
        if variant["choice"] == "section":
            option: list[object] = ["--without", variant["value"]]
        elif variant["choice"] == "weights":
            option = ["--weights", variant["value"]]
        else:
            option = [f"--{variant['choice']}", variant["value"]]
        results = terminal("results", workshop, *option, "--json").document["programmes"]
        assert [(one["id"], one["rank"], one["score"]) for one in results] == [
            (one["id"], one["rank"], one["score"]) for one in variant["programmes"]
        ]


def test_choices_start_from_the_question_that_is_asked(terminal: Terminal, workshop: Path) -> None:
    document = terminal("choices", workshop, "--rule", "geometric", "--threshold", "0.75", "--json").document
    assert (document["asked"]["rule"], document["asked"]["threshold"]) == ("geometric", 0.75)
    named = [(one["choice"], one["value"]) for one in document["variants"]]
    assert ("rule", "mean") in named
    assert ("rule", "geometric") not in named
    assert ("threshold", 0.75) not in named


def test_groups_print_medians_and_how_many_have_a_score(terminal: Terminal, samples: dict[str, Path]) -> None:
    answer = terminal("groups", samples["mining"], "--framework", "ptpr")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert any(line.startswith("Chile ") and "with a score" in line for line in lines)
    assert any(line.startswith("Peru ") for line in lines)


@pytest.mark.parametrize("attribute", ["country", "region", "kind", "tag"])
def test_every_programme_of_groups_as_json_is_in_the_results(
    terminal: Terminal, workshop: Path, attribute: str
) -> None:
    document = terminal("groups", workshop, "--by", attribute, "--json").document
    assert (list(document), document["by"]) == (["framework", "round", "by", "groups", "sentence"], attribute)
    results = terminal("results", workshop, "--json").document["programmes"]
    scores = {one["id"]: one["score"] for one in results}
    found = {one["id"]: one["score"] for group in document["groups"] for one in group["programmes"]}
    assert found == scores


def test_an_unknown_attribute_names_the_nearest(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("groups", workshop, "--by", "contry")
    assert (answer.code, answer.out) == (1, "")
    assert "country" in answer.err
