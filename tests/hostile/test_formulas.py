"""No text of a person becomes a formula, through whatever door the evaluation leaves."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scorecard.analysis.sources.note_layout import shown_table
from scorecard.analysis.sources.source_tables import TABLES
from scorecard.cli import run
from scorecard.exchange.note_sheet_table import save_note_sheet
from scorecard.workspace import Workspace
from tests.hostile.poison import MARK, poisoned
from ui.models.notes.clipboard import as_html

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMULAS = re.compile(rb"<(?:\w+:)?(f|formula|formula1|formula2|definedName)\b[^<>]*>([^<]*)<")
CELLS = re.compile(rb"<c [^<>]*>(?:(?!</c>).)*</c>", re.DOTALL)


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The poisoned evaluation."""
    path = tmp_path_factory.mktemp("poison") / "poison.scorecard"
    poisoned(path)
    return path


def written(*arguments: object) -> str:
    """What a verb prints, which must do what it is asked."""
    out, err = io.StringIO(), io.StringIO()
    assert run([str(one) for one in arguments], out, err) == 0, err.getvalue()
    return out.getvalue()


def formulas_from_people(path: Path) -> Iterator[tuple[str, bytes]]:
    """The formulas of a workbook, of cells, rules, lists and names, in which a poisoned text stands."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            for _kind, formula in FORMULAS.findall(archive.read(name)):
                if MARK.encode() in formula:
                    yield name, formula


def texts_of(path: Path) -> int:
    """In how many texts of a workbook something poisoned stands."""
    with zipfile.ZipFile(path) as archive:
        return sum(archive.read(name).count(MARK.encode()) for name in archive.namelist())


def assert_no_formula(text: str) -> None:
    """No cell of a CSV text that people wrote begins as a formula does."""
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not (MARK in cell and re.match(r"[\t\r\n]|\s*[=+\-@＝＋－＠]", cell)), cell


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_workbook_has_no_formula_from_people(evaluation: Path, tmp_path: Path, language: str) -> None:
    written("export", evaluation, tmp_path / "out.xlsx", "--language", language)
    assert texts_of(tmp_path / "out.xlsx") > 500
    assert list(formulas_from_people(tmp_path / "out.xlsx")) == []


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_have_no_formula_from_people(evaluation: Path, tmp_path: Path, table: str) -> None:
    written("table", evaluation, table, "-o", tmp_path / "out.xlsx")
    assert list(formulas_from_people(tmp_path / "out.xlsx")) == []
    assert texts_of(tmp_path / "out.xlsx") > 3
    written("table", evaluation, table, "-o", tmp_path / "out.csv")
    assert_no_formula((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))
    assert_no_formula(written("table", evaluation, table))
    written("table", evaluation, table, "-o", tmp_path / "out.md")
    rows = [line for line in (tmp_path / "out.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len({len(re.sub(r"\\.", "", row).split("|")) for row in rows}) == 1


def test_a_form_has_no_formula_from_people(evaluation: Path, tmp_path: Path) -> None:
    written("form", evaluation, tmp_path / "form.xlsx", "--evaluator", "clara")
    assert texts_of(tmp_path / "form.xlsx") > 100
    assert list(formulas_from_people(tmp_path / "form.xlsx")) == []


def test_a_framework_has_no_formula_from_people(evaluation: Path, tmp_path: Path) -> None:
    written("framework", "export", evaluation, "ptpr", tmp_path / "framework.xlsx")
    assert texts_of(tmp_path / "framework.xlsx") > 100
    assert list(formulas_from_people(tmp_path / "framework.xlsx")) == []


def test_note_sheets_have_no_formula_from_people(evaluation: Path, tmp_path: Path) -> None:
    with Workspace.open(evaluation, reading=True) as workspace:
        snapshot = workspace.snapshot
    for sheet in snapshot.ordered_note_sheets():
        for ending in ("xlsx", "csv"):
            save_note_sheet(snapshot, sheet, tmp_path / f"{sheet.id}.{ending}")
        assert list(formulas_from_people(tmp_path / f"{sheet.id}.xlsx")) == []
        assert_no_formula((tmp_path / f"{sheet.id}.csv").read_text(encoding="utf-8-sig"))


def test_the_clipboard_says_that_every_cell_is_a_text(evaluation: Path) -> None:
    with Workspace.open(evaluation, reading=True) as workspace:
        snapshot = workspace.snapshot
    for sheet in snapshot.ordered_note_sheets():
        markup = as_html(shown_table(snapshot, sheet, places=True))
        cells = re.findall(r"<(td|th)([^>]*)>", markup)
        assert cells
        assert all("mso-number-format:'\\@'" in style for _tag, style in cells)
        assert "<b>" not in markup


def test_the_files_for_analysts_have_no_formula_from_people(evaluation: Path, tmp_path: Path) -> None:
    written("export", evaluation, "--csv", tmp_path / "tables")
    found = [path.read_text(encoding="utf-8-sig") for path in (tmp_path / "tables").glob("*.csv")]
    for text in found:
        if MARK in text:
            assert_no_formula(text)
    assert sum(MARK in text for text in found) > 15
