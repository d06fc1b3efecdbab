"""The verbs backup, backups and restore."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from scorecard.storage.store import Store
from tests.cli.conftest import Terminal


def test_a_backup_is_made_listed_and_restored(
    terminal: Terminal, workshop: Path, fingerprint: Callable[[Path], str]
) -> None:
    before = fingerprint(workshop)
    made = Path(terminal("backup", workshop).out.strip())
    assert fingerprint(workshop) == before
    assert terminal("programme", "add", workshop, "--name", "Late").code == 0
    (listed,) = terminal("backups", workshop, "--json").document["backups"]
    assert (listed["path"], listed["reason"], listed["programmes"]) == (str(made), "asked", 12)
    assert listed["sha256"] == fingerprint(made)
    answer = terminal("restore", listed["name"], workshop)
    assert answer.code == 0, answer.err
    assert fingerprint(workshop) == fingerprint(made)
    assert [one["reason"] for one in terminal("backups", workshop, "--json").document["backups"]] == [
        "restore",
        "asked",
    ]


def test_the_list_is_a_table_for_people(terminal: Terminal, workshop: Path) -> None:
    terminal("backup", workshop)
    lines = terminal("backups", workshop).out.splitlines()
    assert len(lines) == 3
    assert "asked for" in lines[2]
    assert "2736" in lines[2]


def test_a_backup_in_a_folder_has_its_sum_beside_it(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    made = Path(terminal("backup", workshop, tmp_path / "stick").out.strip())
    sum_, name = made.with_name(f"{made.name}.sha256").read_text().split()
    assert (sum_, name) == (hashlib.sha256(made.read_bytes()).hexdigest(), made.name)
    assert terminal("restore", made, tmp_path / "elsewhere.scorecard").code == 0
    assert terminal("verify", tmp_path / "elsewhere.scorecard").code == 0


def test_a_folder_that_is_not_there_is_refused(terminal: Terminal, workshop: Path, tmp_path: Path) -> None:
    answer = terminal("backup", workshop, tmp_path / "none")
    assert answer.code == 1
    assert "There is no folder" in answer.err


def test_backup_works_beside_the_window_and_restore_names_it(terminal: Terminal, workshop: Path) -> None:
    with Store.open(workshop):
        made = terminal("backup", workshop).out.strip()
        answer = terminal("restore", made, workshop)
    assert answer.code == 1
    assert "process" in answer.err


def test_the_backups_of_a_damaged_file_are_listed_and_bring_it_back(
    terminal: Terminal, workshop: Path
) -> None:
    good = workshop.read_bytes()
    terminal("backup", workshop)
    workshop.write_bytes(good[:50_000])
    assert terminal("verify", workshop).code == 1
    (listed,) = terminal("backups", workshop, "--json").document["backups"]
    answer = terminal("restore", listed["name"][:10], workshop)
    assert answer.code == 0, answer.err
    assert workshop.read_bytes() == Path(listed["path"]).read_bytes()
    assert "damaged" in answer.err


def test_an_unknown_backup_names_the_nearest(terminal: Terminal, workshop: Path) -> None:
    terminal("backup", workshop)
    answer = terminal("restore", "2020", workshop)
    assert answer.code == 1
    assert "-asked" in answer.err


def test_there_are_no_backups_of_what_was_never_opened(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal("backups", tmp_path / "none.scorecard").code == 1


def test_an_import_and_a_merge_keep_what_was_before(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "theirs.scorepack"
    theirs = tmp_path / "theirs.scorecard"
    theirs.write_bytes(workshop.read_bytes())
    terminal("programme", "add", theirs, "--name", "Theirs")
    terminal("package", theirs, pack)
    assert terminal("merge", workshop, pack).code == 0
    table = tmp_path / "more.csv"
    lines = terminal("table", workshop, "long").out.splitlines()
    head, row = lines[0].split(","), lines[1].split(",")
    row[head.index("value")] = "4" if row[head.index("value")] != "4" else "3"
    table.write_text("\n".join((lines[0], ",".join(row))) + "\n", encoding="utf-8")
    answer = terminal("import", workshop, table, "--on-conflict", "replace")
    assert answer.code == 0, answer.err
    listed = terminal("backups", workshop, "--json").document["backups"]
    assert [(one["reason"], one["programmes"]) for one in listed] == [("import", 13), ("merge", 12)]


def test_what_is_left_of_a_damaged_file_is_salvaged(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    workshop.write_bytes(workshop.read_bytes()[:500_000])
    out = tmp_path / "out.scorecard"
    answer = terminal("salvage", workshop, out)
    assert answer.code == 0, answer.err
    assert "could be read" in answer.out
    assert "history" in answer.err
    assert terminal("verify", out).code == 0
    again = terminal("salvage", workshop, tmp_path / "again.scorecard", "--json").document
    assert again["programmes"] == 12
    assert again["losses"]
    assert terminal("salvage", workshop, out).code == 1
