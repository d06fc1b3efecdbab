"""The verbs on frameworks of an evaluation and on weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scorecard.edits.scales import recode_step, scales, set_scale
from scorecard.library.framework_file import write_framework
from scorecard.library.frameworks import built_in_framework, read_framework
from scorecard.model.framework import Step
from scorecard.paths import resource

Terminal = Any


def fates(document: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The lines of a preview by fate."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in document["lines"]:
        found.setdefault(line["fate"], []).append(line)
    return found


def test_a_built_in_framework_is_added_once(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "demo.scorecard"
    terminal("new", file)
    assert terminal("framework", "add", file, "dac").code == 0
    listed = terminal("framework", "list", file, "--json").document["frameworks"]
    assert [(one["id"], one["version"]) for one in listed] == [
        ("ptpr", "1.1"),
        ("lnk", "1.1"),
        ("dac", "1.0"),
    ]
    again = terminal("framework", "add", file, "dac")
    assert (again.code, again.out) == (1, "")
    assert "nearest is “dac”" in terminal("framework", "add", file, "dca").err
    assert terminal("framework", "order", file, "dac", "lnk", "ptpr").code == 0
    assert terminal("info", file, "--json").document["frameworks"][0]["id"] == "dac"
    assert terminal("framework", "remove", file, "dac").code == 0


@pytest.mark.parametrize("ending", ["toml", "xlsx"])
def test_what_is_exported_can_be_checked_and_read(terminal: Terminal, mining: Path, ending: str) -> None:
    out = mining.parent / f"own.{ending}"
    assert terminal("framework", "export", mining, "lnk", out).code == 0
    assert terminal("check", out).code == 0
    assert terminal("framework", "import", mining, out).err.startswith("It says so already")
    assert terminal("framework", "export", mining, "lnk", mining.parent / "own.pdf").code == 1


def test_a_new_evaluation_begins_with_a_framework_from_a_workbook(terminal: Terminal, mining: Path) -> None:
    out, file = mining.parent / "own.xlsx", mining.parent / "new.scorecard"
    terminal("framework", "export", mining, "lnk", out, "--language", "es")
    assert terminal("new", file, "--framework", out).code == 0
    assert listed_ids(terminal, file) == ["lnk"]


def listed_ids(terminal: Terminal, file: Path) -> list[str]:
    """The ids of the frameworks of a file."""
    return [one["id"] for one in terminal("framework", "list", file, "--json").document["frameworks"]]


def test_the_exported_text_is_the_built_in_file(terminal: Terminal, mining: Path) -> None:
    out = mining.parent / "own.toml"
    terminal("framework", "export", mining, "ptpr", out)
    assert out.read_text("utf-8") == resource("frameworks", "ptpr.toml").read_text("utf-8")


def test_a_version_comes_into_force_after_its_preview_and_is_taken_back(
    terminal: Terminal, mining: Path, fingerprint: Callable[[Path], str]
) -> None:
    before = terminal("results", mining, "--framework", "ptpr", "--json").document
    for change in (
        ("split", mining, "ptpr", "ANT1", "ANT11", "ANT12"),
        ("merge", mining, "ptpr", "ADA1", "ptpr.ADA2", "--code", "ADA12"),
        ("recode", mining, "ptpr", "ADA3", "SHOCK"),
        ("move", mining, "ptpr", "ANT3", "ADA", "1"),
        ("retire", mining, "ptpr", "EMB"),
        ("restore", mining, "ptpr", "EMB5"),
    ):
        assert terminal("framework", "draft", *change).code == 0, change
    written = fingerprint(mining)
    trial = terminal("framework", "adopt", mining, "ptpr", "--dry-run", "--json")
    assert trial.code == 0
    assert fingerprint(mining) == written
    lines = fates(trial.document)
    assert {fate: len(found) for fate, found in lines.items()} == {
        "same": 14,
        "split": 1,
        "merged": 1,
        "renamed": 1,
        "dropped": 4,
    }
    assert lines["split"][0]["new"] == ["ptpr.ANT11", "ptpr.ANT12"]
    assert lines["split"][0]["carried"] == 2 * lines["split"][0]["kept"]
    assert trial.document["rounds"] == {"follow": ["r1"], "keep": []}
    assert "Become one." in terminal("framework", "adopt", mining, "ptpr", "--dry-run").out
    assert terminal("framework", "adopt", mining, "ptpr").code == 0
    after = terminal("results", mining, "--framework", "ptpr", "--json").document
    sections = [one["id"] for one in after["programmes"][0]["sections"]]
    assert sections == ["ANT", "ADA", "LUP", "INT", "EMB"]
    states = [one["version"] for one in listed(terminal, mining)["versions"]]
    assert states == ["1.2", "1.1"]
    assert terminal("verify", mining).code == 0
    terminal("undo", mining)
    assert terminal("results", mining, "--framework", "ptpr", "--json").document == before
    terminal("redo", mining)
    assert terminal("results", mining, "--framework", "ptpr", "--json").document == after


def listed(terminal: Terminal, file: Path) -> dict[str, Any]:
    """What is listed of the framework `ptpr`."""
    frameworks = terminal("framework", "list", file, "--json").document["frameworks"]
    return next(one for one in frameworks if one["id"] == "ptpr")


def test_an_earlier_version_is_exported_as_it_was(terminal: Terminal, mining: Path) -> None:
    terminal("framework", "draft", "retire", mining, "ptpr", "EMB5")
    terminal("framework", "adopt", mining, "ptpr", "--version", "2.0")
    out = mining.parent / "old.toml"
    assert terminal("framework", "export", mining, "ptpr", out, "--version", "1.1").code == 0
    assert read_framework(out) == built_in_framework("ptpr")
    assert "nearest is “1.1”" in terminal("framework", "export", mining, "ptpr", out, "--version", "1.2").err


def test_a_draft_is_written_out_changed_and_taken_in_again(terminal: Terminal, mining: Path) -> None:
    out = mining.parent / "draft.toml"
    terminal("framework", "draft", "recode", mining, "ptpr", "ANT1", "FUT1")
    assert terminal("framework", "export", mining, "ptpr", out, "--draft").code == 0
    out.write_text(out.read_text("utf-8").replace("Long-term horizon", "Far horizon"), "utf-8")
    assert "Discard that draft first" in terminal("framework", "import", mining, out).err
    answer = terminal("framework", "import", mining, out, "--over", "--json")
    assert answer.code == 0
    (line,) = fates(answer.document)["renamed"]
    assert (line["old"], line["new"]) == (["ptpr.ANT1"], ["ptpr.FUT1"])
    assert "Far horizon" not in terminal("frameworks").out
    assert terminal("framework", "discard", mining, "ptpr").code == 0
    assert listed(terminal, mining)["draft"] is None


def test_a_bad_file_shows_every_problem_and_changes_nothing(
    terminal: Terminal, mining: Path, fingerprint: Callable[[Path], str]
) -> None:
    path = mining.parent / "bad.toml"
    path.write_text('id = "x"\n', "utf-8")
    before = fingerprint(mining)
    answer = terminal("framework", "import", mining, path, "--json")
    assert answer.code == 1
    assert len(answer.document["problems"]) > 3
    assert terminal("framework", "adopt", mining, "ptpr").code == 1
    assert terminal("framework", "remove", mining, "ptpr").code == 1
    assert terminal("framework", "draft", "split", mining, "ptpr", "ANT99").code == 1
    assert terminal("framework", "draft", "move", mining, "ptpr", "ANT1", "ADA", "x").code == 1
    assert fingerprint(mining) == before


@pytest.mark.parametrize("scale", scales(), ids=lambda steps: "".join(step.code for step in steps))
def test_any_scale_works_from_end_to_end(terminal: Terminal, tmp_path: Path, scale: tuple[Step, ...]) -> None:
    own, file = tmp_path / "own.toml", tmp_path / "demo.scorecard"
    text = resource("frameworks", "lnk.toml").read_text("utf-8").replace('id = "lnk"', 'id = "own"', 1)
    own.write_text(text, "utf-8")
    framework = set_scale(read_framework(own), scale)
    write_framework(framework, own)
    assert terminal("new", file, "--framework", own).code == 0
    terminal("programme", "add", file, "--name", "Trial", "--id", "T1")
    terminal("evaluator", "add", file, "--name", "Ana", "--id", "ana")
    best, worst = framework.codes[-1], framework.codes[0]
    for place, criterion in enumerate(framework.criteria):
        cell = ("--programme", "T1", "--criterion", criterion.id, "--evaluator", "ana")
        assert terminal("score", file, *cell, worst if place < 4 else best).code == 0
    refused = terminal("score", file, *cell, "7")
    assert refused.code == 1
    assert ", ".join(framework.codes) in refused.err
    (programme,) = terminal("results", file, "--json").document["programmes"]
    assert (programme["score"], programme["rank"]) == (pytest.approx(0.8 * framework.top), 1)
    table = tmp_path / "long.csv"
    terminal("table", file, "long", "-o", table)
    assert f",{best}," in table.read_text("utf-8-sig")
    assert terminal("import", file, table, "--json").document["unchanged"] == 16
    assert terminal("export", file, tmp_path / "own.xlsx").code == 0
    other = recode_step(framework, 0, "worst")
    write_framework(replace(other, version="2"), own)
    assert "another id" in terminal("framework", "import", file, own).err


def test_weights_are_given_listed_and_removed(terminal: Terminal, workshop: Path) -> None:
    given = terminal(
        "weights", "set", workshop, "--name", "Ours", "--framework", "ptpr", "--section", "ANT=2,5",
        "--criterion", "ANT1=3", "--criterion", "ptpr.ANT2=1.5",
    )  # fmt: skip
    assert given.code == 0
    id = given.out.strip()
    sets = terminal("weights", "list", workshop, "--framework", "ptpr", "--json").document["weights"]
    ours = next(one for one in sets if one["id"] == id)
    assert ours["sections"][0] == {"id": "ANT", "weight": 2.5, "share": pytest.approx(2.5 / 6.5)}
    assert [one["weight"] for one in ours["criteria"][:3]] == [3.0, 1.5, 1.0]
    assert terminal("results", workshop, "--framework", "ptpr", "--weights", "Ours").code == 0
    changed = terminal("weights", "set", workshop, "--id", id, "--section", "ANT=0")
    assert (changed.code, changed.out.strip()) == (0, id)
    assert "Ours" in terminal("weights", "list", workshop).out
    assert terminal("weights", "remove", workshop, id).code == 0
    assert terminal("weights", "remove", workshop, id).code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--name", "X", "--section", "ANT"), "is no weight"),
        (("--name", "X", "--section", "ANT=much"), "is no weight"),
        (("--name", "X", "--section", "ANT=-1"), "from 0 upwards"),
        (("--name", "X", "--section", "ANTI=1"), "nearest is “ANT”"),
        (("--name", "X", "--method", "swin"), "nearest is “swing”"),
        (("--name", "X", "--method", "swing", "--section", "ANT=100"), "none of"),
        (("--section", "ANT=1"), "needs a name"),
    ],
)
def test_bad_weights_are_refused_in_a_sentence(
    terminal: Terminal,
    workshop: Path,
    fingerprint: Callable[[Path], str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    before = fingerprint(workshop)
    answer = terminal("weights", "set", workshop, "--framework", "ptpr", *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert fingerprint(workshop) == before


def test_a_closed_round_keeps_its_results_by_named_weights_through_any_new_version(
    terminal: Terminal, workshop: Path
) -> None:
    terminal(
        "weights", "set", workshop, "--name", "Ours", "--id", "ours", "--section", "ANT=3", "--section", "EMB=2",
        "--criterion", "ANT1=2", "--criterion", "ANT2=4",
    )  # fmt: skip
    place = ("--round", "baseline", "--weights", "ours", "--json")
    before = terminal("results", workshop, *place).document
    changes = (
        (("split", "ANT1"), ("merge", "ANT2", "ANT3"), ("retire", "EMB")),
        (("restore", "EMB"), ("retire", "ADA1")),
    )
    for version in changes:
        for verb, *what in version:
            assert terminal("framework", "draft", verb, workshop, "ptpr", *what).code == 0
        assert terminal("framework", "adopt", workshop, "ptpr").code == 0
        assert terminal("results", workshop, *place).document == before
    assert terminal("weights", "set", workshop, "--id", "ours", "--criterion", "ADA2=3").code == 0
    assert terminal("weights", "list", workshop).code == 0
    assert terminal("weights", "list", workshop, "--json").code == 0
