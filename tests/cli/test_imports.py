"""The verb import: forms, long tables and folders of both, all of them or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scorecard.workspace import Workspace
from tests.exchange.filled_forms import cell_of, opened, without_part

Terminal = Any


@pytest.fixture
def returned(terminal: Terminal, workshop: Path, tmp_path: Path) -> Path:
    """A folder with the forms of two evaluators about one programme; each says something else than was stored."""
    folder = tmp_path / "returned"
    terminal("form", workshop, folder, "--evaluator", "marta", "--evaluator", "ivan", "--programme", "W01")
    for form in folder.iterdir():
        with opened(form) as of:
            of("W01").say("ANT1", "NE")
    (folder / "~$open.xlsx").write_bytes(b"lock")
    return folder


def value_of(file: Path, evaluator: str) -> str:
    with Workspace.open(file, reading=True) as workspace:
        return workspace.score(cell_of(workspace, evaluator, "W01", "ptpr.ANT1")).value


def test_a_folder_of_forms_is_one_import_that_one_undo_takes_back(
    terminal: Terminal, workshop: Path, returned: Path
) -> None:
    assert len(list(returned.glob("form*.xlsx"))) == 2
    before = [value_of(workshop, name) for name in ("marta", "ivan")]
    answer = terminal("import", workshop, returned, "--json")
    assert (answer.code, answer.document["applied"], answer.document["problems"]) == (0, 2, [])
    assert [value_of(workshop, name) for name in ("marta", "ivan")] == ["NE", "NE"]
    assert terminal("undo", workshop).code == 0
    assert [value_of(workshop, name) for name in ("marta", "ivan")] == before


def test_importing_again_and_a_dry_run_change_no_byte(
    terminal: Terminal, workshop: Path, returned: Path, fingerprint: Callable[[Path], str]
) -> None:
    before = fingerprint(workshop)
    assert terminal("import", workshop, returned, "--dry-run", "--json").document["applied"] == 2
    assert fingerprint(workshop) == before
    assert terminal("import", workshop, returned).code == 0
    after = fingerprint(workshop)
    assert terminal("import", workshop, returned, "--json").document["applied"] == 0
    assert fingerprint(workshop) == after


def test_a_conflict_is_told_with_both_values_and_settled_as_asked(
    terminal: Terminal, workshop: Path, returned: Path
) -> None:
    change = (
        "score",
        workshop,
        "--programme",
        "W01",
        "--criterion",
        "ptpr.ANT1",
        "--evaluator",
        "marta",
        "0",
    )
    assert terminal(*change).code == 0
    answer = terminal("import", workshop, returned, "--json")
    assert answer.code == 1
    (conflict,) = answer.document["conflicts"]
    assert set(conflict) == {"file", "sheet", "cell", "programme", "criterion", "evaluator", "ours", "theirs"}
    assert (conflict["sheet"], conflict["cell"], conflict["ours"], conflict["theirs"]) == (
        "W01",
        "H5",
        "0",
        "NE",
    )
    assert answer.document["applied"] == 0
    assert terminal("round", "change", workshop, "--round", "r1", "--blind", "yes").code == 0
    answer = terminal("import", workshop, returned, "--json")
    assert answer.code == 1
    (conflict,) = answer.document["conflicts"]
    assert (conflict["cell"], conflict["ours"], conflict["theirs"]) == ("H5", None, None)
    told = terminal("import", workshop, returned).err
    assert "what is stored and the file differ. The round is blind" in told
    assert "“NE”" not in told
    assert terminal("import", workshop, returned, "--on-conflict", "replace").code == 0
    assert value_of(workshop, "marta") == "NE"


def test_every_problem_of_every_file_is_told_and_nothing_is_taken_in(
    terminal: Terminal, workshop: Path, returned: Path, fingerprint: Callable[[Path], str]
) -> None:
    (returned / "old.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512))
    (returned / "table.csv").write_text("programme,evaluator,criterion,value\nW01,marta,ptpr.ANT2,9\n")
    before = fingerprint(workshop)
    answer = terminal("import", workshop, returned, "--json")
    assert answer.code == 1
    assert [(one["file"], one["cell"]) for one in answer.document["problems"]] == [
        ("old.xlsx", ""),
        ("table.csv", "D2"),
    ]
    assert fingerprint(workshop) == before
    assert "old.xlsx" in terminal("import", workshop, returned).err


def test_a_torn_form_is_refused_by_its_name(
    terminal: Terminal, workshop: Path, returned: Path, fingerprint: Callable[[Path], str]
) -> None:
    torn = shutil.copyfile(next(returned.glob("*.xlsx")), returned / "torn.xlsx")
    without_part(torn, "xl/workbook.xml")
    before = fingerprint(workshop)
    for sources in ((torn,), (returned,)):
        answer = terminal("import", workshop, *sources, "--json")
        assert (answer.code, answer.document["applied"]) == (1, 0)
        assert "“torn.xlsx” is not a readable Excel workbook" in answer.document["problems"][0]["text"]
    assert fingerprint(workshop) == before


def test_columns_of_other_names_are_said_by_an_option(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Quién;P;C;N;Humor\nmarta;W01;ptpr.ANT1;NE;bueno\n", encoding="utf-8")
    answer = terminal("import", workshop, table, "--json")
    assert answer.code == 1
    assert "“Quién”, “P”" in answer.document["problems"][0]["text"]
    option = "--columns=programme=P,evaluator=Quién,criterion=C,value=N"
    answer = terminal("import", workshop, table, option, "--on-conflict", "replace")
    assert answer.code == 0
    assert "Humor" in answer.err
    assert value_of(workshop, "marta") == "NE"


@pytest.mark.parametrize("option", ["--columns=nivel=N", "--columns=Nivel", "--on-conflict=ours"])
def test_an_option_that_says_nothing_is_refused(
    terminal: Terminal, workshop: Path, returned: Path, option: str
) -> None:
    answer = terminal("import", workshop, returned, option, "--json")
    assert answer.code == 1
    assert answer.document["problems"][0]["severity"] == "error"


def test_an_empty_folder_is_refused_by_name(terminal: Terminal, workshop: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    answer = terminal("import", workshop, tmp_path / "nothing")
    assert (answer.code, "“nothing”" in answer.err) == (1, True)
