"""The verbs on note sheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Terminal


def begun(terminal: Terminal, file: Path, *more: str) -> str:
    answer = terminal("notes", "new", file, "--template", "swot", *more)
    assert answer.code == 0, answer.err
    return answer.out.strip()


def test_templates_are_listed_with_their_columns_and_codes(terminal: Terminal) -> None:
    templates = {one["id"]: one for one in terminal("notes", "templates", "--json").document["templates"]}
    assert templates["swot"]["columns"][0]["choices"] == ["strength", "weakness", "opportunity", "threat"]
    assert templates["industries_areas"]["layout"] == "matrix"
    assert "swot" in terminal("notes", "templates").out


def test_a_sheet_is_begun_filled_changed_and_removed(terminal: Terminal, workshop: Path) -> None:
    id = begun(terminal, workshop, "--programme", "W01", "--place", "Annex 2")
    assert id == "swot-1"
    for text in ("Scale", "Skills"):
        added = terminal("notes", "add", workshop, id, "--cell", "side=weakness", "--cell", f"text={text}")
        assert added.code == 0, added.err
    assert added.out == "2\n"
    assert terminal("notes", "change", workshop, id, "2", "--cell", "text=People", "--depth", "1").code == 0
    assert terminal("notes", "change", workshop, id, "--title", "Suppliers").code == 0
    document = terminal("notes", "show", workshop, id, "--json").document
    assert (document["title"], document["programme"], document["place"]) == ("Suppliers", "W01", "Annex 2")
    assert document["entries"][1] == {
        "number": 2,
        "depth": 1,
        "cells": {"side": "weakness", "text": "People"},
        "documents": [],
        "place": "",
        "footnote": "",
    }
    assert terminal("notes", "remove", workshop, id, "1").code == 0
    assert terminal("notes", "show", workshop, id, "--json").document["entries"] == []
    assert terminal("undo", workshop).code == 0
    assert len(terminal("notes", "show", workshop, id, "--json").document["entries"]) == 2
    assert terminal("notes", "remove", workshop, id).code == 0
    assert id not in terminal("notes", "list", workshop).out


def test_an_entry_is_written_after_another_and_moved(terminal: Terminal, workshop: Path) -> None:
    id = begun(terminal, workshop)
    for text in "ab":
        terminal("notes", "add", workshop, id, "--cell", "side=threat", "--cell", f"text={text}")
    assert (
        terminal(
            "notes", "add", workshop, id, "--after", 1, "--cell", "side=threat", "--cell", "text=new"
        ).out
        == "2\n"
    )
    assert terminal("notes", "move", workshop, id, 3, "up").code == 0
    entries = terminal("notes", "show", workshop, id, "--json").document["entries"]
    assert [entry["cells"]["text"] for entry in entries] == ["a", "b", "new"]
    assert "nothing has changed" in terminal("notes", "move", workshop, id, 3, "down").err
    assert terminal("notes", "move", workshop, id, 3, "sideways").code == 1


def test_a_programme_is_named_by_its_id_and_a_cell_may_hold_an_equals_sign(
    terminal: Terminal, workshop: Path
) -> None:
    terminal("notes", "new", workshop, "--template", "synthesis", "--id", "table")
    answer = terminal(
        "notes",
        "add",
        workshop,
        "table",
        "--cell",
        "programme=W01",
        "--cell",
        "impact=No*",
        "--cell",
        "name=a=b",
    )
    assert answer.code == 0, answer.err
    (entry,) = terminal("notes", "show", workshop, "table", "--json").document["entries"]
    assert entry["cells"] == {"name": "a=b", "programme": "W01", "impact": "No*"}
    assert "W01" in terminal("notes", "add", workshop, "table", "--cell", "programme=W1").err


def test_bad_requests_are_refused_with_a_sentence_and_change_no_byte(
    terminal: Terminal, workshop: Path, tmp_path: Path, fingerprint: Callable[[Path], str]
) -> None:
    begun(terminal, workshop)
    before = fingerprint(workshop)
    own = tmp_path / "own.toml"
    own.write_text('id = "Bad id"\nlayout = "cards"\n', encoding="utf-8")
    for arguments in (
        ("notes", "new", workshop, "--template", "swat"),
        ("notes", "new", workshop, "--template", own),
        ("notes", "new", workshop, "--template", tmp_path / "missing.toml"),
        ("notes", "new", workshop, "--template", "swot", "--id", "SWOT-1"),
        ("notes", "new", workshop, "--template", "swot", "--programme", "nobody"),
        ("notes", "new", workshop, "--template", "swot", "--document", "999"),
        ("notes", "add", workshop, "swot-1", "--cell", "text=no side"),
        ("notes", "add", workshop, "swot-1", "--cell", "side"),
        ("notes", "add", workshop, "swot-1", "--cell", "side=strength", "--cell", "text=x", "--depth", "9"),
        ("notes", "add", workshop, "swot-1", "--after", "7", "--cell", "side=threat", "--cell", "text=x"),
        ("notes", "change", workshop, "swot-1", "1", "--cell", "text=x"),
        ("notes", "change", workshop, "swot-1", "--cell", "text=x"),
        ("notes", "remove", workshop, "swot-1", "0"),
        ("notes", "show", workshop, "nothing"),
        ("notes", "export", workshop, "swot-1", tmp_path / "out.docx"),
    ):
        answer = terminal(*arguments)
        assert answer.code == 1, arguments
        assert answer.err.strip(), arguments
    assert fingerprint(workshop) == before
    assert "Traceback" not in answer.err


def test_all_problems_of_a_template_of_ones_own_are_listed(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text('id = "Bad id"\nlayout = "cards"\n', encoding="utf-8")
    answer = terminal("notes", "new", workshop, "--template", own)
    assert "Bad id" in answer.err
    assert "cards" in answer.err


def test_reading_verbs_change_no_byte(
    terminal: Terminal, workshop: Path, tmp_path: Path, fingerprint: Callable[[Path], str]
) -> None:
    id = begun(terminal, workshop)
    before = fingerprint(workshop)
    for arguments in (
        ("list", workshop),
        ("list", workshop, "--json"),
        ("show", workshop, id),
        ("export", workshop, id),
        ("export", workshop, id, tmp_path / "out.xlsx"),
    ):
        assert terminal("notes", *arguments).code == 0
    assert fingerprint(workshop) == before


def test_a_sheet_is_printed_as_csv_in_codes_whatever_the_language(terminal: Terminal, workshop: Path) -> None:
    id = begun(terminal, workshop)
    terminal("notes", "add", workshop, id, "--cell", "side=threat", "--cell", "text==1+1", "--footnote", "f")
    spanish = terminal("--language", "es", "notes", "export", workshop, id)
    rows = list(csv.DictReader(io.StringIO(spanish.out)))
    assert rows[0]["side"] == "threat"
    assert rows[0]["text"] == "'=1+1"
    assert rows[0]["_footnote"] == "f"
