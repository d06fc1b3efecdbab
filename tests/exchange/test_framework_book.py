"""A framework as a workbook: the same framework when it is read back, and every mistake named by its cell."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

from scorecard.edits import drafting
from scorecard.errors import Refusal
from scorecard.exchange.framework_book import check_file, open_framework, save_framework
from scorecard.i18n import speaking
from scorecard.library.frameworks import FrameworkProblems, built_in, built_in_framework
from scorecard.model.framework import Framework, Link
from tests.library.generated import generated_frameworks

LNK = built_in_framework("lnk")


def changed(path: Path, change: Callable[[Any], None]) -> Path:
    """The workbook after somebody worked on it."""
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The linkage framework as a workbook."""
    path = tmp_path / "own.xlsx"
    save_framework(LNK, path)
    return path


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("id", built_in())
def test_built_in_frameworks_come_back_from_workbooks_of_either_language(
    tmp_path: Path, id: str, language: str
) -> None:
    with speaking(language):
        save_framework(built_in_framework(id), tmp_path / "own.xlsx")
    assert open_framework(tmp_path / "own.xlsx") == built_in_framework(id)


@given(generated_frameworks())
@settings(max_examples=30)
def test_whatever_is_written_reads_back_as_it_was(framework: Framework) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.xlsx"
        save_framework(framework, path)
        assert open_framework(path) == framework


def test_retired_criteria_and_the_crosswalk_come_back_too(tmp_path: Path) -> None:
    links = tuple(Link(fate="same", old=(one.id,), new=(one.id,)) for one in LNK.criteria)
    draft = replace(LNK, version="2", previous="1.1", crosswalk=links)
    draft = drafting.merge(drafting.retire_criterion(draft, "lnk.A1"), ("lnk.A2", "lnk.A3"))
    save_framework(draft, tmp_path / "own.xlsx")
    assert open_framework(tmp_path / "own.xlsx") == draft


def test_rows_and_columns_may_be_moved_and_numbers_typed(book: Path) -> None:
    def work(workbook: Any) -> None:
        sheet = workbook["Scale"]
        sheet["A5"].value = 0
        sheet["A6"].value = 1.0
        workbook["Criteria"].insert_cols(1)
        workbook["Criteria"].insert_rows(1)
        workbook.move_sheet("Criteria", -3)

    assert open_framework(changed(book, work)) == LNK


def test_every_mistake_is_named_with_its_sheet_and_cells(book: Path) -> None:
    def work(workbook: Any) -> None:
        criteria = workbook["Criteria"]
        criteria["E5"].value = None  # the Spanish name of A1
        criteria["F6"].value = None  # the English question of A2
        criteria["A7"].value = "Z9"  # a section that is not there
        criteria["B9"].value = "a 4"
        criteria["B10"].value = criteria["B11"].value
        workbook["Scale"]["A6"].value = "NE"
        workbook["Sections"]["B6"].value = "perhaps"
        workbook["Framework"]["B6"].value = "1 1"

    problems = check_file(changed(book, work))
    places = {(problem.sheet, problem.cell) for problem in problems}
    assert places >= {
        ("Criteria", "D5:E5"),
        ("Criteria", "F6:G6"),
        ("Criteria", "A7"),
        ("Criteria", "B9"),
        ("Criteria", "B11"),
        ("Scale", "A6"),
        ("Sections", "B6"),
        ("Framework", "B6:C6"),
    }
    assert all(problem.file == "own.xlsx" and problem.text for problem in problems)
    with pytest.raises(FrameworkProblems):
        open_framework(book)


def test_a_level_column_too_few_is_named(book: Path) -> None:
    problems = check_file(changed(book, lambda workbook: workbook["Criteria"].delete_cols(22, 2)))
    assert {problem.sheet for problem in problems} == {"Criteria"}
    assert "4 level texts for a scale of 5 steps" in problems[0].text


def test_a_step_more_asks_for_its_level_texts(book: Path) -> None:
    def work(workbook: Any) -> None:
        for col, entry in enumerate(["5", "Superb", "Soberbio"], start=1):
            workbook["Scale"].cell(10, col).value = entry

    assert len(check_file(changed(book, work))) == len(LNK.criteria)


def test_another_workbook_and_no_workbook_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(Refusal, match="is not a framework"):
        open_framework(path)
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(Refusal, match="not a readable Excel workbook"):
        open_framework(path)
    with pytest.raises(Refusal, match=r"neither \.toml nor \.xlsx"):
        save_framework(LNK, tmp_path / "own.docx")
    with pytest.raises(Refusal, match="could not be read"):
        open_framework(tmp_path / "nowhere.xlsx")


def test_far_too_many_rows_are_refused(tmp_path: Path, book: Path) -> None:
    def work(workbook: Any) -> None:
        for number in range(1_200):
            workbook["Criteria"].append(["A", f"X{number}"])

    with pytest.raises(Refusal, match="more than 1000 rows"):
        open_framework(changed(book, work))


def test_a_workbook_that_does_not_read_back_is_not_put_in_place(tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    path.write_bytes(b"old")
    lacking = replace(LNK, sections=())
    with pytest.raises(Refusal):
        save_framework(lacking, path)
    assert path.read_bytes() == b"old"
