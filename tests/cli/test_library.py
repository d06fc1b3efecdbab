"""The verbs on frameworks outside any evaluation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scorecard.paths import resource

Terminal = Any


def test_frameworks_lists_the_built_in_ones_with_all_56_criteria(terminal: Terminal) -> None:
    document = terminal("frameworks", "--json").document
    assert set(document) == {"frameworks"}
    assert [one["id"] for one in document["frameworks"]] == ["ptpr", "lnk", "dac"]
    for framework in document["frameworks"]:
        assert set(framework) == {"id", "version", "name", "sections"}
        for section in framework["sections"]:
            assert set(section) == {"id", "name", "criteria"}
            assert all(id.startswith(f"{framework['id']}.") for id in section["criteria"])
    sections = [section for one in document["frameworks"] for section in one["sections"]]
    assert sum(len(section["criteria"]) for section in sections) == 56


def test_frameworks_speaks_both_languages(terminal: Terminal) -> None:
    assert "Anticipation" in terminal("frameworks").out
    assert "Anticipación" in terminal("frameworks", "--language", "es").out


def test_a_good_framework_file_passes(terminal: Terminal) -> None:
    answer = terminal("check", resource("frameworks", "lnk.toml"))
    assert (answer.code, answer.out) == (0, "")
    assert terminal("check", resource("frameworks", "lnk.toml"), "--json").document == {"problems": []}


def test_every_problem_of_a_bad_file_is_shown_at_once_with_its_place(
    terminal: Terminal, tmp_path: Path
) -> None:
    text = resource("frameworks", "lnk.toml").read_text(encoding="utf-8")
    path = tmp_path / "bad.toml"
    path.write_text(text.replace('id = "A1"', 'id = "a 1"').replace('version = "', 'vresion = "'), "utf-8")
    answer = terminal("check", path)
    assert answer.code == 1
    assert len(answer.out.splitlines()) >= 3
    document = terminal("check", path, "--json").document
    assert len(document["problems"]) == len(answer.out.splitlines())
    for problem in document["problems"]:
        assert set(problem) == {"severity", "file", "sheet", "cell", "text"}


def test_new_with_a_bad_framework_shows_every_problem_and_makes_nothing(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('id = "x"\n', encoding="utf-8")
    answer = terminal("new", tmp_path / "demo.scorecard", "--framework", path)
    assert (answer.code, answer.out) == (1, "")
    assert len(answer.err.splitlines()) > 3
    assert not (tmp_path / "demo.scorecard").exists()


def test_a_file_that_is_no_toml_is_refused_with_the_place(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("id = \n", encoding="utf-8")
    answer = terminal("check", path)
    assert (answer.code, answer.out) == (1, "")
    assert "line 1" in answer.err
    document = terminal("check", path, "--json").document
    assert [problem["file"] for problem in document["problems"]] == ["bad.toml"]
