"""The verbs on programmes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scorecard.workspace import Workspace

Terminal = Any


def listed(terminal: Terminal, file: Path) -> dict[str, Any]:
    """What `programme list --json` says, by id."""
    return {one["id"]: one for one in terminal("programme", "list", file, "--json").document["programmes"]}


def test_programme_add_prints_the_id_it_gave(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("programme", "add", workshop, "--name", "Año Nuevo")
    assert (answer.code, answer.out) == (0, "P1\n")
    assert "Año Nuevo" in answer.err


def test_programme_add_keeps_everything_said(terminal: Terminal, workshop: Path) -> None:
    fields = {
        "id": "N1",
        "name": "Northern",
        "country": "Chile",
        "region": "Antofagasta",
        "period": "2016–2025",
        "institution": "Agency",
        "mechanism": "=co-financing",
        "kind": "supplier development",
    }
    options = [f"--{name}={value}" for name, value in fields.items()]
    assert terminal("programme", "add", workshop, *options).out == "N1\n"
    (added,) = [
        one for one in terminal("info", workshop, "--json").document["programmes"] if one["id"] == "N1"
    ]
    assert {name: added[name] for name in fields} == fields


@pytest.mark.parametrize(
    "options",
    [
        ["--name", "Again", "--id", "w01"],
        ["--name", "  "],
        ["--name", "Fine", "--id", "two words"],
        ["--name", "x" * 400],
    ],
)
def test_a_refused_programme_changes_no_byte(
    terminal: Terminal, workshop: Path, fingerprint: Any, options: list[str]
) -> None:
    before = fingerprint(workshop)
    answer = terminal("programme", "add", workshop, *options)
    assert (answer.code, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1
    assert fingerprint(workshop) == before


def test_change_leaves_what_is_not_given_and_no_tag_clears_the_tags(
    terminal: Terminal, workshop: Path
) -> None:
    before = listed(terminal, workshop)["W01"]
    options = ("--region", "Arica", "--tag", "port; north", "--tag", "new", "--investment-code", "BIP 30")
    assert terminal("programme", "change", workshop, "--programme", "W01", *options).code == 0
    after = listed(terminal, workshop)["W01"]
    changed = {"region": "Arica", "tags": ["port", "north", "new"], "investment_code": "BIP 30"}
    assert after == {**before, **changed}
    terminal("programme", "change", workshop, "--programme", "W01", "--tag", "")
    assert listed(terminal, workshop)["W01"]["tags"] == []


def test_a_change_to_the_same_changes_no_byte(terminal: Terminal, workshop: Path, fingerprint: Any) -> None:
    name = listed(terminal, workshop)["W01"]["name"]
    before = fingerprint(workshop)
    answer = terminal("programme", "change", workshop, "--programme", "W01", "--name", name)
    assert (answer.code, "nothing has changed" in answer.err) == (0, True)
    assert fingerprint(workshop) == before


def test_a_name_that_is_there_needs_a_word_to_go_ahead(terminal: Terminal, workshop: Path) -> None:
    name = listed(terminal, workshop)["W01"]["name"].upper()
    answer = terminal("programme", "add", workshop, "--name", name)
    assert (answer.code, "W01" in answer.err) == (1, True)
    assert terminal("programme", "add", workshop, "--name", name, "--same-name").out == "P1\n"


def test_a_removed_programme_comes_back_with_undo(terminal: Terminal, workshop: Path) -> None:
    with Workspace.open(workshop, reading=True) as workspace:
        scores = len(workspace.scores())
    assert terminal("programme", "remove", workshop, "--programme", "W02").code == 0
    assert "W02" not in listed(terminal, workshop)
    assert terminal("undo", workshop).code == 0
    with Workspace.open(workshop, reading=True) as workspace:
        assert len(workspace.scores()) == scores


def test_a_copy_has_another_uuid_and_may_bring_the_evidence(terminal: Terminal, workshop: Path) -> None:
    assert terminal("programme", "duplicate", workshop, "--programme", "W01", "--with-evidence").out == "P1\n"
    programmes = listed(terminal, workshop)
    assert programmes["P1"]["uuid"] != programmes["W01"]["uuid"]
    with Workspace.open(workshop, reading=True) as workspace:
        snapshot = workspace.snapshot
        ours, theirs = (snapshot.evidence_of(snapshot.programme(id).key) for id in ("P1", "W01"))
        assert [one.text for one in ours] == [one.text for one in theirs]
        assert workspace.scores(programme=snapshot.programme("P1").key) == []


def test_the_list_can_be_narrowed_accents_and_case_aside(terminal: Terminal, workshop: Path) -> None:
    terminal("programme", "change", workshop, "--programme", "W03", "--tag", "Minería", "--country", "Perú")
    found = terminal(
        "programme", "list", workshop, "--tag", "mineria", "--country", "PERU", "--json"
    ).document
    assert [one["id"] for one in found["programmes"]] == ["W03"]
    assert "W03" in terminal("programme", "list", workshop, "--tag", "mineria").out


def test_import_adds_a_list_and_again_changes_nothing(
    terminal: Terminal, workshop: Path, tmp_path: Path, fingerprint: Any
) -> None:
    source = tmp_path / "lista.csv"
    source.write_text("Código;Nombre;País;Color\nN1;Puerto;Chile;rojo\n;Faro;Perú;azul\n", encoding="utf-8")
    answer = terminal("programme", "import", workshop, source)
    assert (answer.code, answer.out) == (0, "N1\nP1\n")
    assert "Color" in answer.err
    before = fingerprint(workshop)
    again = terminal("programme", "import", workshop, source, "--json")
    assert (again.code, again.document["unchanged"], again.document["added"]) == (0, 2, 0)
    assert fingerprint(workshop) == before


def test_import_refuses_and_lists_what_is_there_until_told_what_to_do(
    terminal: Terminal, workshop: Path, tmp_path: Path, fingerprint: Any
) -> None:
    name = listed(terminal, workshop)["W01"]["name"]
    source = tmp_path / "list.csv"
    source.write_text(f"Lugar,Obra\nArica,{name.upper()}\nTacna,Faro\n", encoding="utf-8")
    columns = ("--column", "name=Obra", "--column", "region=A")
    before = fingerprint(workshop)
    answer = terminal("programme", "import", workshop, source, *columns, "--json")
    assert answer.code == 1
    assert answer.document["duplicates"] == [{"row": 2, "name": name.upper(), "id": "W01", "repeats": None}]
    assert (answer.document["added"], answer.document["columns"]) == (0, {"name": "Obra", "region": "Lugar"})
    dry = terminal("programme", "import", workshop, source, *columns, "--on-duplicate", "update", "--dry-run")
    assert (dry.code, fingerprint(workshop)) == (0, before)
    assert terminal("programme", "import", workshop, source, *columns, "--on-duplicate", "update").code == 0
    assert listed(terminal, workshop)["W01"]["region"] == "Arica"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--on-duplicate", "ad"), "add"),
        (("--column", "nam=Obra"), "name"),
        (("--column", "Obra"), "HEAD"),
        (("--column", "name=Obras"), "Obra"),
        ((), "No column"),
    ],
)
def test_a_refused_import_changes_no_byte(
    terminal: Terminal, workshop: Path, tmp_path: Path, fingerprint: Any, options: tuple[str, ...], words: str
) -> None:
    source = tmp_path / "list.csv"
    source.write_text("Obra,Lugar,Country\nFaro del norte lejano,Tacna,x\n", encoding="utf-8")
    before = fingerprint(workshop)
    answer = terminal("programme", "import", workshop, source, *options)
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (1, "", 1)
    assert words in answer.err
    assert fingerprint(workshop) == before


def test_columns_that_nobody_knows_are_not_guessed(
    terminal: Terminal, workshop: Path, tmp_path: Path, fingerprint: Any
) -> None:
    source, before = tmp_path / "list.csv", fingerprint(workshop)
    source.write_text("foo,bar\nOne,1\nTwo,2\n")
    answer = terminal("programme", "import", workshop, source)
    assert (answer.code, answer.out) == (1, "")
    assert "Say which one does" in answer.err
    assert fingerprint(workshop) == before
    told = terminal("programme", "import", workshop, source, "--column", "name=foo")
    assert (told.code, len(told.out.splitlines())) == (0, 2)
    source.write_text("Names alone\nNeed no head\n")
    assert terminal("programme", "import", workshop, source).code == 0


def test_a_problem_of_one_row_takes_in_none_and_names_its_cell(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    source = tmp_path / "list.csv"
    source.write_text(f"Id,Name,Country\nN1,Fine,Chile\ntwo words,Other,{'x' * 400}\n", encoding="utf-8")
    answer = terminal("programme", "import", workshop, source)
    assert answer.code == 1
    assert "list.csv, A3" in answer.err
    assert "list.csv, C3" in answer.err
    assert "N1" not in listed(terminal, workshop)
