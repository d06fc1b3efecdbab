"""The verbs on an evaluation as a whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from scorecard.library.frameworks import built_in_framework
from scorecard.model.codec import fingerprint
from scorecard.workspace import Workspace

Terminal = Any


def test_new_without_anything_embeds_both_frameworks_and_one_round(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "demo.scorecard"
    answer = terminal("new", path)
    assert (answer.code, answer.out) == (0, "")
    document = terminal("info", path, "--json").document
    assert [one["id"] for one in document["frameworks"]] == ["ptpr", "lnk"]
    assert [one["id"] for one in document["rounds"]] == ["r1"]
    assert document["title"] == "demo"
    assert document["programmes"] == []


def test_new_takes_frameworks_and_a_title(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "demo.scorecard"
    assert terminal("new", path, "--framework", "lnk", "--title", "Región de Ñuble").code == 0
    document = terminal("info", path, "--json").document
    assert [one["id"] for one in document["frameworks"]] == ["lnk"]
    assert document["title"] == "Región de Ñuble"


def test_new_makes_a_sample_in_the_language_asked_for(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "taller.scorecard"
    assert terminal("new", path, "--sample", "workshop", "--language", "es").code == 0
    assert terminal("info", path, "--json").document["title"] == "Taller con programas inventados"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--sample", "minig"], "“mining”"),
        (["--framework", "ptp"], "“ptpr”"),
        (["--framework", "missing.toml"], "missing.toml"),
        (["--framework", "ptpr", "--framework", "ptpr"], "twice"),
        (["--sample", "mining", "--framework", "ptpr"], "own frameworks"),
        (["--title", "x" * 5000], "characters"),
        (["--title", " "], "needs a title"),
    ],
)
def test_a_refused_new_makes_nothing(
    terminal: Terminal, tmp_path: Path, options: list[str], words: str
) -> None:
    answer = terminal("new", tmp_path / "demo.scorecard", *options)
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err
    assert list(tmp_path.iterdir()) == []


def test_new_never_replaces_a_file(terminal: Terminal, workshop: Path, fingerprint: Any) -> None:
    before = fingerprint(workshop)
    answer = terminal("new", workshop, "--sample", "mining")
    assert (answer.code, answer.out) == (1, "")
    assert fingerprint(workshop) == before


def test_info_says_what_is_there_in_words(terminal: Terminal, mining: Path) -> None:
    answer = terminal("info", mining)
    assert (answer.code, answer.err) == (0, "")
    assert "Illustrative scores, not an official assessment" in answer.out
    assert "Antamina: Suppliers of Excellence" in answer.out


def test_info_tells_one_text_of_a_framework_from_another_by_its_hash(
    terminal: Terminal, mining: Path
) -> None:
    frameworks = terminal("info", mining, "--json").document["frameworks"]
    hashes = {one["id"]: one["sha256"] for one in frameworks}
    assert hashes == {id: fingerprint(built_in_framework(id)) for id in ("lnk", "ptpr")}
    assert hashes["lnk"][:8] in terminal("info", mining).out


def test_history_lists_the_newest_edit_first(terminal: Terminal, workshop: Path) -> None:
    terminal("programme", "add", workshop, "--name", "Another")
    terminal("undo", workshop)
    edits = terminal("history", workshop, "--json").document["edits"]
    assert [edit["kind"] for edit in edits] == ["undo", "do", "do"]
    assert edits[0]["target"] == edits[1]["id"]
    assert all(re.fullmatch("[0-9a-f]{32}", edit["id"]) for edit in edits)
    assert "undone: add P1" in terminal("history", workshop).out


def test_undo_and_redo_name_the_edit_and_survive_closing(terminal: Terminal, workshop: Path) -> None:
    terminal("programme", "add", workshop, "--name", "Another")
    assert terminal("undo", workshop).err == "Undone: add P1.\n"
    assert len(terminal("info", workshop, "--json").document["programmes"]) == 12
    assert terminal("redo", workshop).err == "Done again: add P1.\n"
    assert len(terminal("info", workshop, "--json").document["programmes"]) == 13


def test_with_nothing_to_redo_the_file_stays_as_it_is(
    terminal: Terminal, workshop: Path, fingerprint: Any
) -> None:
    before = fingerprint(workshop)
    answer = terminal("redo", workshop)
    assert (answer.code, answer.out) == (1, "")
    assert fingerprint(workshop) == before


def test_verify_finds_a_whole_file_whole(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("verify", workshop)
    assert (answer.code, answer.out) == (0, "")
    assert "whole" in answer.err


def test_a_damaged_file_is_refused_untouched(terminal: Terminal, workshop: Path) -> None:
    contents = bytearray(workshop.read_bytes())
    contents[8192:12288] = bytes(4096)
    workshop.write_bytes(contents)
    answer = terminal("verify", workshop)
    assert answer.code == 1
    assert workshop.read_bytes() == contents


def test_reading_verbs_work_beside_an_open_evaluation_and_writing_ones_name_its_holder(
    terminal: Terminal, workshop: Path, fingerprint: Any
) -> None:
    with Workspace.open(workshop):
        before = fingerprint(workshop)
        assert terminal("results", workshop, "--json").code == 0
        answer = terminal("programme", "add", workshop, "--name", "Another")
        assert answer.code == 1
        assert re.search(r"\d", answer.err)
        assert fingerprint(workshop) == before


@pytest.mark.parametrize("verb", ["info", "history", "verify", "results"])
def test_a_reading_verb_changes_no_byte_and_leaves_nothing_behind(
    terminal: Terminal, workshop: Path, fingerprint: Any, verb: str
) -> None:
    before = fingerprint(workshop)
    assert terminal(verb, workshop).code == 0
    assert fingerprint(workshop) == before
    assert [path.name for path in workshop.parent.iterdir()] == [workshop.name]


def test_of_two_copies_the_later_edit_tells_which_is_newer(terminal: Terminal, workshop: Path) -> None:
    copy = workshop.with_name("copy.scorecard")
    copy.write_bytes(workshop.read_bytes())
    terminal("programme", "add", workshop, "--name", "One more", "--id", "X1")
    newer, older = (terminal("info", path, "--json").document for path in (workshop, copy))
    assert newer["id"] == older["id"]
    assert newer["fingerprint"] != older["fingerprint"]
    assert (newer["edits"], newer["changed_at"]) > (older["edits"], older["changed_at"])
    assert newer["fingerprint"][:16] in terminal("info", workshop).out
