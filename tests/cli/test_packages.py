"""The verbs package and merge: files of many officials brought together in a terminal."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Terminal

CELL = ("--programme", "W01", "--evaluator", "ivan", "--criterion")


@pytest.fixture
def copy(workshop: Path) -> Path:
    path = workshop.with_name("copy.scorecard")
    shutil.copyfile(workshop, path)
    return path


def pack(terminal: Terminal, path: Path) -> Path:
    """Pack a file beside itself."""
    out = path.with_suffix(".scorepack")
    answer = terminal("package", path, out)
    assert (answer.code, answer.out) == (0, f"{out}\n"), answer.err
    return out


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_was_done_in_a_copy_comes_home(terminal: Terminal, workshop: Path, copy: Path) -> None:
    terminal("score", copy, *CELL, "ptpr.ANT1", "4", "--note", "seen")
    terminal("score", copy, *CELL, "ptpr.ANT2", "0")
    answer = terminal("merge", workshop, pack(terminal, copy), "--json")
    assert answer.code == 0, answer.err
    assert answer.document == {"applied": 2, "unchanged": 1, "conflicts": [], "problems": []}
    assert terminal("table", workshop, "long").out == terminal("table", copy, "long").out
    assert terminal("verify", workshop).code == 0
    before = digest(workshop)
    again = terminal("merge", workshop, pack(terminal, copy), "--json")
    assert again.document == {"applied": 0, "unchanged": 3, "conflicts": [], "problems": []}
    assert digest(workshop) == before


def test_a_conflict_applies_nothing_until_it_is_decided(
    terminal: Terminal, workshop: Path, copy: Path
) -> None:
    terminal("score", workshop, *CELL, "ptpr.ANT1", "3")
    terminal("score", copy, *CELL, "ptpr.ANT1", "4")
    packed = pack(terminal, copy)
    before = digest(workshop)
    answer = terminal("merge", workshop, packed, "--json")
    assert answer.code == 1
    document = answer.document
    assert document["applied"] == 0
    (conflict,) = document["conflicts"]
    assert conflict["file"] == "copy.scorepack"
    assert (conflict["programme"], conflict["criterion"], conflict["evaluator"]) == (
        "W01",
        "ptpr.ANT1",
        "ivan",
    )
    assert (conflict["ours"], conflict["theirs"]) == ("3", "4")
    assert len(conflict["edits"]) == 2
    assert digest(workshop) == before
    answer = terminal("merge", workshop, packed)
    assert (answer.code, answer.out) == (1, "")
    assert "here it is “3”" in answer.err
    assert "--on-conflict keep" in answer.err
    assert terminal("round", "change", workshop, "--round", "r1", "--blind", "yes").code == 0
    answer = terminal("merge", workshop, packed)
    assert "both sides differ. The round is blind" in answer.err
    assert "“3”" not in answer.err
    (conflict,) = terminal("merge", workshop, packed, "--json").document["conflicts"]
    assert (conflict["ours"], conflict["theirs"]) == (None, None)
    assert terminal("merge", workshop, packed, "--on-conflict", "replace").code == 0
    with Workspace.open(workshop, reading=True) as workspace:
        evaluator = workspace.snapshot.evaluator("ivan").key
        criteria = {one.criterion: one.value for one in workspace.scores(evaluator=evaluator)}
        assert criteria["ptpr.ANT1"]
    assert terminal("undo", workshop).code == 0
    assert terminal("verify", workshop).code == 0


def test_a_dry_run_ends_as_the_real_one_would_and_changes_nothing(
    terminal: Terminal, workshop: Path, copy: Path
) -> None:
    terminal("score", copy, *CELL, "ptpr.ANT1", "4")
    packed = pack(terminal, copy)
    before = digest(workshop)
    answer = terminal("merge", workshop, packed, "--dry-run", "--json")
    assert (answer.code, answer.document["applied"]) == (0, 1)
    assert "would be taken in: 1" in terminal("merge", workshop, packed, "--dry-run").err
    assert digest(workshop) == before
    terminal("score", workshop, *CELL, "ptpr.ANT1", "3")
    assert terminal("merge", workshop, packed, "--dry-run").code == 1


def test_many_packages_are_one_step(terminal: Terminal, workshop: Path, tmp_path: Path) -> None:
    packs = []
    for number in range(3):
        path = tmp_path / f"r{number}.scorecard"
        shutil.copyfile(workshop, path)
        terminal("programme", "add", path, "--name", f"Region {number}", "--id", "R1")
        packs.append(pack(terminal, path))
    refused = terminal("merge", workshop, *packs)
    assert refused.code == 1
    assert "becomes R1-2" in refused.err
    answer = terminal("merge", workshop, *packs, "--on-conflict", "keep", "--json")
    assert (answer.code, answer.document["applied"], len(answer.document["conflicts"])) == (0, 3, 2)
    with Workspace.open(workshop, reading=True) as workspace:
        ids = {one.id for one in workspace.snapshot.programmes.values()}
        assert ids >= {"R1", "R1-2", "R1-3"}
    assert terminal("undo", workshop).code == 0
    with Workspace.open(workshop, reading=True) as workspace:
        assert len(workspace.snapshot.programmes) == 12


@pytest.mark.parametrize("json", [(), ("--json",)])
def test_what_is_no_package_is_refused_and_nothing_changes(
    terminal: Terminal, workshop: Path, json: tuple[str, ...]
) -> None:
    before = digest(workshop)
    answer = terminal("merge", workshop, workshop, *json)
    assert answer.code == 1
    assert "is not a package" in answer.err
    if json:
        assert [problem["severity"] for problem in answer.document["problems"]] == ["error"]
    assert digest(workshop) == before


def test_another_evaluation_is_refused(terminal: Terminal, workshop: Path, samples: dict[str, Path]) -> None:
    answer = terminal(
        "merge", workshop, pack(terminal, shutil.copy(samples["mining"], workshop.parent / "m.scorecard"))
    )
    assert answer.code == 1
    assert "which is not a copy of it" in answer.err


def test_values_are_judged_by_the_domain(terminal: Terminal, workshop: Path, copy: Path) -> None:
    packed = pack(terminal, copy)
    answer = terminal("merge", workshop, packed, "--on-conflict", "kep")
    assert answer.code == 1
    assert "“keep”" in answer.err
    assert terminal("package", workshop, workshop.with_suffix(".zip")).code == 1
    assert terminal("merge", workshop).code == 2


def test_while_the_file_is_open_elsewhere_packing_works_and_merging_names_the_holder(
    terminal: Terminal, workshop: Path, copy: Path
) -> None:
    packed = pack(terminal, copy)
    with Workspace.open(workshop):
        pack(terminal, workshop)
        answer = terminal("merge", workshop, packed)
        assert answer.code == 1
        assert "open" in answer.err
        assert terminal("merge", workshop, packed, "--dry-run").code == 0


def test_the_terminal_speaks_spanish(terminal: Terminal, workshop: Path, copy: Path) -> None:
    answer = terminal("merge", workshop, pack(terminal, copy), "--language", "es", "--json")
    assert answer.document["applied"] == 0
