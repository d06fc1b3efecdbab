"""Tables of the sources as files: the same cells in each, formulas nowhere, and pages that print."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from scorecard.analysis.sources.note_layout import Table
from scorecard.analysis.sources.source_tables import TABLES, SourceTable, TableName
from scorecard.errors import Refusal
from scorecard.exchange.plain_table import unguard
from scorecard.exchange.source_table_file import save_source_table, write_source_csv
from scorecard.i18n import speaking
from scorecard.model.text import clean
from scorecard.workspace import Workspace

HOSTILE = (
    "=1+1",
    "'=1+1",
    "-1",
    "@sum",
    "+56 2",
    "a|b",
    "a\nb",
    "*x*",
    "<b>",
    '"',
    "NA",
    "#N/A",
    "1e5",
    "\\",
    "– x",
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)).map(clean)


@cache
def mining(language: str = "en") -> dict[str, SourceTable]:
    with TemporaryDirectory() as folder, speaking(language):
        workspace = Workspace.create(Path(folder) / "m.scorecard", sample="mining", language=language)
        with workspace:
            return {name: workspace.source_table(name) for name in TABLES}


def saved(source: SourceTable, folder: Path, suffix: str) -> Path:
    path = folder / f"table{suffix}"
    save_source_table(source, path, subject="Mining programmes")
    return path


def sheet(path: Path) -> Worksheet:
    (page,) = load_workbook(path).worksheets
    return page


def from_csv(path: Path) -> list[tuple[str, ...]]:
    rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    return [tuple(map(unguard, row)) for row in rows]


def from_xlsx(path: Path, table: Table) -> list[tuple[str, ...]]:
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    begin = next(place for place, row in enumerate(rows) if tuple(row[: len(table.heads)]) == table.heads)
    return [tuple(map(str, row[: len(table.heads)])) for row in rows[begin : begin + 1 + len(table.rows)]]


def from_markdown(path: Path, table: Table) -> list[tuple[str, ...]]:
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line.startswith("| ") and not line.startswith("| --- |")]
    rows = []
    for line in lines:
        cells = line[2:-2].split(" | ")
        rows.append([re.sub(r"\\([\\`*_\[\]<>|])", r"\1", cell.replace("<br>", "\n")) for cell in cells])
    for row, depth in zip(rows[1:], table.depths, strict=True):
        for place in range(table.first, len(row)):
            if depth and row[place].startswith("– "):
                row[place] = row[place].removeprefix("– ")
                break
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", [one for one in TABLES if one != "long"])
def test_csv_workbook_and_markdown_hold_the_same_cells(
    name: TableName, language: str, tmp_path: Path
) -> None:
    source = mining(language)[name]
    expected = [source.table.heads, *source.table.rows]
    assert from_csv(saved(source, tmp_path, ".csv")) == expected
    assert from_xlsx(saved(source, tmp_path, ".xlsx"), source.table) == expected
    assert from_markdown(saved(source, tmp_path, ".md"), source.table) == expected


@given(rows=st.lists(st.tuples(texts, texts, texts), max_size=6), data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_people_have_typed_the_cells_are_the_same(
    rows: list[tuple[str, ...]], data: st.DataObject
) -> None:
    depths = tuple(data.draw(st.integers(0, 1)) for _row in rows)
    table = Table(heads=("Id", "One", "Two"), rows=tuple(rows), depths=depths, widths=(1, 3, 3), first=1)
    source = SourceTable(name="synthesis", title="T", about="About", table=table)
    expected = [table.heads, *table.rows]
    with TemporaryDirectory() as folder:
        assert from_csv(saved(source, Path(folder), ".csv")) == expected
        assert from_xlsx(saved(source, Path(folder), ".xlsx"), table) == expected


def test_no_cell_of_a_csv_file_begins_as_a_formula() -> None:
    table = Table(heads=("A",), rows=(("=1+1",), ("-1",), ("'@x",)), depths=(0, 0, 0), widths=(1,))
    stream = io.StringIO()
    write_source_csv(SourceTable(name="regions", title="", about="", table=table), stream)
    assert stream.getvalue() == "A\n'=1+1\n'-1\n''@x\n"


def test_a_workbook_has_one_row_of_heads_filters_frozen_columns_and_prints_one_page_wide(
    tmp_path: Path,
) -> None:
    source = mining()["ptpr"]
    page = sheet(saved(source, tmp_path, ".xlsx"))
    assert page["A1"].value == source.title
    assert "Illustrative scores" in page["A2"].value
    heads = next(number for number in range(1, 9) if page.cell(number, 1).value == "Programme (id)")
    assert page.freeze_panes == f"D{heads + 1}"
    assert page.auto_filter.ref == f"A{heads}:H{heads + len(source.table.rows)}"
    assert page.print_title_rows == f"${heads}:${heads}"
    assert page.page_setup.orientation == "landscape"
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
    assert "Illustrative" in page.oddFooter.left.text
    assert page.cell(heads, 1).font.name == page.cell(heads + 1, 5).font.name == "Arial"
    assert not page.merged_cells.ranges


def test_rows_are_as_high_as_their_texts_and_no_word_is_broken(tmp_path: Path) -> None:
    page = sheet(saved(mining("es")["inventory"], tmp_path, ".xlsx"))
    heights = [page.row_dimensions[number].height for number in range(5, 12)]
    assert all(height is not None for height in heights)
    assert max(heights) > 80
    assert page.column_dimensions["B"].width > len("Emprendimiento")
    assert page["C5"].alignment.wrap_text


def test_notes_and_what_is_lacking_stand_below_the_table(tmp_path: Path) -> None:
    page = sheet(saved(mining()["matrix"], tmp_path, ".xlsx"))
    below = " ".join(str(row[0].value) for row in page.iter_rows(min_row=13) if row[0].value)
    assert "its cells are not in our copy" in below
    assert "transforma-matrix" in below
    text = saved(mining()["matrix"], tmp_path, ".md").read_text(encoding="utf-8")
    assert text.startswith("# Industries by enabling areas\n")
    assert text.index("its cells are not in our copy") > text.rindex("| CL09 |")


def test_the_rows_of_a_programme_stand_together_under_a_rule(tmp_path: Path) -> None:
    page = sheet(saved(mining()["ptpr"], tmp_path, ".xlsx"))
    ruled = [
        page.cell(number, 1).value
        for number in range(5, 40)
        if page.cell(number, 1).border.top.style is not None
    ]
    assert ruled[:3] == ["CL01", "CL02", "CL03"]
    page = sheet(saved(mining()["synthesis"], tmp_path, ".xlsx"))
    assert all(page.cell(number, 1).border.top.style is None for number in range(5, 13))


def test_the_long_table_is_written_as_it_always_was(tmp_path: Path) -> None:
    source = mining()["long"]
    assert saved(source, tmp_path, ".csv").read_bytes().startswith(b"\xef\xbb\xbfprogramme,evaluator,round,")
    assert saved(source, tmp_path, ".md").read_text().startswith("| programme |")
    assert sheet(saved(source, tmp_path, ".xlsx"))["A1"].value == "programme"


@pytest.mark.parametrize("name", TABLES)
def test_a_file_of_another_kind_is_refused_and_nothing_is_written(name: TableName, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="nothing was written"):
        saved(mining()[name], tmp_path, ".pdf")
    assert list(tmp_path.iterdir()) == []
