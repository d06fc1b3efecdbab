"""Grammar, exit codes and streams: what scripts rely on."""

from __future__ import annotations

import argparse
import io
from pathlib import Path
from typing import Any

import pytest

from scorecard.cli import run
from scorecard.cli.parser import parser
from scorecard.cli.verbs import VERBS

Terminal = Any


def verbs_of(grammar: argparse.ArgumentParser) -> list[str]:
    """The verbs that a parser knows."""
    (choices,) = (action.choices for action in grammar._actions if isinstance(action.choices, dict))
    return list(choices)


def test_the_entry_knows_exactly_the_verbs_of_the_grammar() -> None:
    assert sorted(verbs_of(parser())) == sorted(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_on_standard_output(terminal: Terminal, verb: str) -> None:
    answer = terminal(verb, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"usage: scorecard {verb}")


def test_two_dashes_are_a_value_like_any_other(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("results", workshop, "--rule=--")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "There is no rule “--”; there are: geometric, mean, weakest. Nothing has changed.\n"


def test_an_unknown_verb_names_the_nearest_and_exits_2(terminal: Terminal) -> None:
    answer = terminal("resluts", "x.scorecard")
    assert answer.code == 2
    assert answer.out == ""
    assert "the nearest verb is “results”" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["results"],
        ["score", "x", "3"],
        ["programme", "add", "x"],
        ["programme"],
        ["programme", "remove", "x"],
        ["results", "x", "--jso"],
        ["results", "x", "y"],
        ["info", "x", "--nothing"],
        ["results", "x", "--view"],
        ["--language"],
        ["--nothing"],
        ["new", "x", "--title", "-x"],
    ],
)
def test_wrong_grammar_exits_2_with_the_usage_and_no_data(terminal: Terminal, arguments: list[str]) -> None:
    answer = terminal(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith("usage: scorecard")


def test_options_are_never_abbreviated(terminal: Terminal, workshop: Path) -> None:
    assert terminal("results", workshop, "--frame", "ptpr").code == 2


@pytest.mark.parametrize("place", ["before", "after", "equals"])
def test_the_language_stands_before_or_after_the_verb(terminal: Terminal, workshop: Path, place: str) -> None:
    arguments: dict[str, list[object]] = {
        "before": ["--language", "es", "results", workshop],
        "after": ["results", workshop, "--language", "es"],
        "equals": ["results", "--language=es", workshop],
    }
    answer = terminal(*arguments[place])
    assert answer.code == 0
    assert "2,71" in answer.out


def test_the_language_after_the_verb_wins(terminal: Terminal, workshop: Path) -> None:
    assert "2.71" in terminal("--language", "es", "results", workshop, "--language", "en").out


def test_an_unknown_language_is_refused_with_the_known_ones(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("--language", "e", "info", workshop)
    assert answer.code == 1
    assert answer.out == ""


def test_json_is_the_same_in_both_languages_but_for_names(terminal: Terminal, workshop: Path) -> None:
    english = terminal("results", workshop, "--json").document
    assert terminal("results", workshop, "--json", "--language", "es").document == english


@pytest.mark.parametrize("verb", ["info", "history", "verify", "results", "undo", "redo"])
def test_a_missing_file_is_one_clear_sentence(terminal: Terminal, tmp_path: Path, verb: str) -> None:
    answer = terminal(verb, tmp_path / "missing.scorecard")
    assert answer.code == 1
    assert answer.out == ""
    assert "missing.scorecard" in answer.err
    assert len(answer.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("contents", [b"", b"some text", b"\x89PNG\r\n\x1a\n" + bytes(200)])
@pytest.mark.parametrize("verb", ["info", "undo"])
def test_a_file_that_is_not_ours_is_refused_untouched(
    terminal: Terminal, tmp_path: Path, verb: str, contents: bytes
) -> None:
    path = tmp_path / "other.scorecard"
    path.write_bytes(contents)
    answer = terminal(verb, path)
    assert answer.code == 1
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1
    assert path.read_bytes() == contents


class Full(io.StringIO):
    """A stream on a full disk."""

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_behind_standard_output_is_said(workshop: Path) -> None:
    err = io.StringIO()
    assert run(["info", str(workshop)], Full(), err) == 1
    assert "(the disk is full)" in err.getvalue()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "arguments",
    [["info", ""], ["new", ""], ["check", ""], ["charts", "{file}", ""], ["export", "{file}", " "]],
)
def test_an_empty_name_of_a_file_is_refused(
    terminal: Terminal, workshop: Path, arguments: list[str], language: str
) -> None:
    before = sorted(workshop.parent.iterdir())
    answer = terminal(*(one.format(file=workshop) for one in arguments), "--language", language)
    assert (answer.code, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1
    assert sorted(workshop.parent.iterdir()) == before


def test_an_unknown_option_is_answered_with_the_usage_of_its_verb(terminal: Terminal) -> None:
    assert terminal("results", "x", "--jso").err.startswith("usage: scorecard results")
    assert terminal("programme", "add", "x", "--name", "y", "--ids").err.startswith(
        "usage: scorecard programme add"
    )


def test_two_files_are_told_apart_from_an_unknown_verb(terminal: Terminal, workshop: Path) -> None:
    answer = terminal(workshop, workshop)
    assert answer.code == 2
    assert "is a file" in answer.err


def test_a_flood_for_an_id_is_not_repeated_to_the_terminal(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("results", workshop, "--framework", "p" * 100_000)
    assert answer.code == 1
    assert len(answer.err) < 300


@pytest.mark.parametrize("verb", ["info", "new", "check"])
def test_links_in_a_circle_are_a_refusal(terminal: Terminal, tmp_path: Path, verb: str) -> None:
    for name, target in (("one.toml", "other.toml"), ("other.toml", "one.toml")):
        (tmp_path / name).symlink_to(target)
    answer = terminal(verb, tmp_path / "one.toml")
    assert (answer.code, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1
