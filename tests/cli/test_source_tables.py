"""The verb table, and marks taken over with notes derive."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from scorecard.workspace import Workspace
from tests.cli.conftest import Terminal


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("name", "count"), [("ptpr", 129), ("synthesis", 9), ("inventory", 8), ("matrix", 8), ("regions", 16)]
)
def test_a_table_is_csv_on_standard_output_with_a_programme_column_first(
    terminal: Terminal, mining: Path, fingerprint: Callable[[Path], str], name: str, count: int
) -> None:
    before = fingerprint(mining)
    answer = terminal("table", mining, name)
    assert answer.code == 0
    assert answer.out.startswith("Programme (id),")
    assert len(rows_of(answer.out)) == count
    assert fingerprint(mining) == before


def test_the_terminal_prints_the_table_that_the_workspace_makes(terminal: Terminal, mining: Path) -> None:
    answer = terminal("table", mining, "ptpr")
    with Workspace.open(mining, reading=True) as workspace:
        source = workspace.source_table("ptpr")
    printed = list(csv.reader(io.StringIO(answer.out)))
    assert printed == [list(source.table.heads), *(list(row) for row in source.table.rows)]
    assert answer.err.splitlines() == [source.caution, *source.notes]


def test_marks_are_narrowed_to_programmes_and_no_other_table_is(terminal: Terminal, mining: Path) -> None:
    answer = terminal("table", mining, "ptpr", "--programme", "CL09", "--programme", "CL03")
    assert {row["Programme (id)"] for row in rows_of(answer.out)} == {"CL09", "CL03"}
    assert terminal("table", mining, "ptpr", "--programme", "CL9").code == 1
    refused = terminal("table", mining, "regions", "--programme", "CL09")
    assert (refused.code, refused.out) == (1, "")
    assert "regions" in refused.err


def test_spanish_heads_and_words_go_with_marks_and_figures_as_printed(
    terminal: Terminal, mining: Path
) -> None:
    english = rows_of(terminal("table", mining, "regions").out)
    spanish = rows_of(terminal("table", mining, "regions", "--language", "es").out)
    assert "Región" in spanish[0]
    assert [row["Región"] for row in spanish] == [row["Region"] for row in english]
    assert spanish[-1]["Exportaciones mineras (2016; %)"] == "43,2%"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".md"])
def test_a_table_goes_to_a_file_by_its_suffix_and_a_page_keeps_its_notes_to_itself(
    terminal: Terminal, mining: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"regions{suffix}"
    answer = terminal("table", mining, "regions", "-o", path)
    assert (answer.code, answer.out) == (0, f"{path}\n")
    assert path.stat().st_size > 1000
    assert ("43,2%" in answer.err) == (suffix == ".csv")


def test_an_evaluation_without_such_a_sheet_has_heads_and_is_told_what_to_fill(
    terminal: Terminal, workshop: Path
) -> None:
    answer = terminal("table", workshop, "synthesis")
    assert answer.code == 0
    assert len(answer.out.splitlines()) == 1
    assert "notes new FILE --template synthesis" in answer.err


@pytest.mark.parametrize(("wrong", "nearest"), [("ptp", "ptpr"), ("sintesis", "synthesis"), ("lung", "long")])
def test_a_table_that_there_is_not_is_refused_with_the_nearest(
    terminal: Terminal, workshop: Path, wrong: str, nearest: str
) -> None:
    answer = terminal("table", workshop, wrong)
    assert (answer.code, answer.out) == (1, "")
    assert f"“{nearest}”" in answer.err


def test_another_kind_of_file_is_refused_and_nothing_is_written(
    terminal: Terminal, mining: Path, tmp_path: Path
) -> None:
    answer = terminal("table", mining, "ptpr", "-o", tmp_path / "out.pdf")
    assert (answer.code, answer.out) == (1, "")
    assert "nothing was written" in answer.err
    assert not (tmp_path / "out.pdf").exists()


def test_derived_marks_are_taken_over_changed_and_given_back(terminal: Terminal, workshop: Path) -> None:
    def whose() -> set[str]:
        return {
            row["Whose mark"]
            for row in rows_of(terminal("table", workshop, "ptpr", "--programme", "W01").out)
        }

    answer = terminal("notes", "derive", workshop, "--programme", "W01")
    assert (answer.code, answer.out) == (0, "scorecard_marks-1\n")
    assert whose() == {"ours, set by hand"}
    assert terminal("notes", "change", workshop, "scorecard_marks-1", "1", "--cell", "text=Ours").code == 0
    assert "√ Ours" in terminal("table", workshop, "ptpr", "--programme", "W01").out
    assert terminal("notes", "derive", workshop, "--programme", "W01").code == 1
    assert [terminal("undo", workshop).code for _time in range(2)] == [0, 0]
    assert whose() == {"ours, derived"}


def test_marks_of_a_source_are_not_taken_over(
    terminal: Terminal, mining: Path, fingerprint: Callable[[Path], str]
) -> None:
    before = fingerprint(mining)
    answer = terminal("notes", "derive", mining, "--programme", "CL09")
    assert (answer.code, answer.out) == (1, "")
    assert "A source has marked" in answer.err
    assert fingerprint(mining) == before
