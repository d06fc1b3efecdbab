"""Every sheet of a workbook holds to the same rules, in both languages: it prints, it scrolls, it leads back."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

from scorecard.exchange.books.sheets.matrix import BAND_ROW
from scorecard.exchange.contents import SheetName
from scorecard.exchange.layout import name_tabs
from scorecard.exchange.lettering import row_height
from scorecard.exchange.styles import style_names
from scorecard.i18n import speaking
from tests.analysis.evaluations import case_of
from tests.exchange.publications import publication_of, sample_publication, write
from tests.exchange.recalculation import opened, read_cells

WORKBOOKS = [("mining", "ptpr", "en"), ("workshop", "lnk", "es")]
WITHOUT_FILTER: tuple[SheetName, ...] = ("cover", "agreement", "weights", "method")
"""A filter of one table would hide rows of its neighbour; a protected sheet has none; prose needs none."""
HALF_A_PIXEL = 1 / 14

Book = tuple[Any, str, Path]


@pytest.fixture(
    scope="module", params=WORKBOOKS, ids=[f"{sample}-{tongue}" for sample, _f, tongue in WORKBOOKS]
)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    sample, framework, tongue = request.param
    path = tmp_path_factory.mktemp("sheets") / f"{sample}.xlsx"
    write(sample_publication(sample, framework, tongue), path, tongue)
    return opened(path), tongue, path


def printed(sheet: Any) -> tuple[int, int]:
    """The last row and column of the print area."""
    area = str(sheet.print_area).split("!")[-1].replace("$", "").split(":")[1]
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", area).groups()  # type: ignore[union-attr]
    return int(digits), next(col for col in range(1, 500) if get_column_letter(col) == letters)


def texts(sheet: Any) -> Iterator[Any]:
    """The cells that hold something."""
    return (cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, ""))


def test_every_sheet_prints_on_paper_one_page_wide_with_its_name_and_number(book: Book) -> None:
    for sheet in book[0]:
        assert sheet.page_setup.paperSize == 9, sheet.title
        assert sheet.page_setup.fitToWidth in (None, 1), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert "&A" in sheet.oddFooter.center.text or sheet.oddFooter.center.text == "&[Tab]", sheet.title
        assert sheet.oddFooter.right.text, sheet.title
        assert sheet.oddFooter.left.text, sheet.title


def test_every_sheet_but_the_cover_keeps_its_heads_in_sight_and_repeats_them_in_print(book: Book) -> None:
    for sheet in book[0].worksheets[1:]:
        assert sheet.freeze_panes, sheet.title
        assert sheet.print_title_rows or sheet.title in ("Method", "Método"), sheet.title


def test_tables_have_filters(book: Book) -> None:
    workbook, tongue, _path = book
    with speaking(tongue):
        tabs = name_tabs(())
    without = {sheet.title for sheet in workbook if not sheet.auto_filter.ref and not sheet.tables}
    assert without == {tabs.named(name) for name in WITHOUT_FILTER}


def test_nothing_is_merged_and_no_row_stands_empty_between_others(book: Book) -> None:
    for sheet in book[0]:
        assert not sheet.merged_cells.ranges, sheet.title
        filled = {cell.row for cell in texts(sheet)}
        assert filled == set(range(1, max(filled) + 1)), sheet.title


def test_the_print_area_ends_with_what_is_to_be_read(book: Book) -> None:
    workbook, tongue, _path = book
    with speaking(tongue):
        head, summary = style_names()["head"], name_tabs(()).summary
    for sheet in workbook:
        last_row, last_col = printed(sheet)
        assert last_row >= max(cell.row for cell in texts(sheet)), sheet.title
        heads = [cell.column for cell in texts(sheet) if cell.style == head]
        # The last printed column of the summary holds its chart, which has no head.
        assert last_col in heads or sheet.title == summary, sheet.title


def test_all_letters_are_arial_so_that_what_was_measured_is_what_is_seen(book: Book) -> None:
    fonts = {cell.font.name for sheet in book[0] for cell in texts(sheet)}
    assert fonts == {"Arial"}


def test_the_names_of_sections_stand_whole_over_the_matrix(book: Book) -> None:
    workbook, tongue, _path = book
    with speaking(tongue):
        sheet = workbook[name_tabs(()).matrix]
    names = [cell.value for cell in sheet[BAND_ROW + 1] if cell.value]
    assert len(names) == 5
    assert not [name for name in names if "…" in name]


def test_wrapped_texts_find_room_in_their_rows(book: Book) -> None:
    tight = []
    for sheet in book[0]:
        last_col = printed(sheet)[1]
        for cell in texts(sheet):
            if (
                cell.column > last_col
                or not cell.alignment.wrap_text
                or isinstance(cell.value, ArrayFormula | CellRichText)
            ):
                continue
            if str(cell.value).startswith("=") or cell.alignment.textRotation:
                continue
            width = sheet.column_dimensions[column_of(sheet, cell.column)].width - 5 / 7 + HALF_A_PIXEL
            need = row_height((str(cell.value), width, cell.font.size, bool(cell.font.bold)), least=0)
            height = sheet.row_dimensions[cell.row].height or 15
            if need > height + 0.5:
                tight.append(
                    f"{sheet.title}!{cell.coordinate} {need:.0f} in {height:.0f}: {str(cell.value)[:40]}"
                )
    assert tight == []


def column_of(sheet: Any, number: int) -> str:
    """The letters under which openpyxl keeps the width of a column: those of the first of a run."""
    for letters, one in sheet.column_dimensions.items():
        if one.min is not None and one.min <= number <= one.max:
            return str(letters)
    return get_column_letter(number)


def test_the_cover_leads_to_every_sheet_and_every_sheet_leads_back(book: Book) -> None:
    workbook = book[0]
    cover, summary = workbook.sheetnames[:2]
    led = {target(cell) for cell in linked(workbook[cover])}
    cards = [name for name in workbook.sheetnames if workbook[name]["M1"].value == name]
    assert cards
    fixed = set(workbook.sheetnames) - {cover} - set(cards)
    assert led == fixed | {cards[0]}
    for name in fixed - {workbook.sheetnames[len(fixed)]}:
        assert cover in {target(cell) for cell in linked(workbook[name])}, name
    named = {target(cell) for cell in linked(workbook[summary])}
    assert set(cards) <= named
    assert all(summary in {target(cell) for cell in linked(workbook[name])} for name in cards)


def linked(sheet: Any) -> list[Any]:
    return [cell for cell in texts(sheet) if cell.hyperlink]


def target(cell: Any) -> str:
    return str(cell.hyperlink.location).rpartition("!")[0].strip("'")


def test_every_chart_has_a_title_a_fixed_scale_and_words_for_those_who_do_not_see_it(book: Book) -> None:
    with zipfile.ZipFile(book[2]) as archive:
        names = archive.namelist()
        charts = [archive.read(name).decode() for name in names if re.match(r"xl/charts/chart\d", name)]
        drawings = [archive.read(name).decode() for name in names if re.match(r"xl/drawings/drawing", name)]
    assert len(charts) > 10
    for chart in charts:
        assert "<c:title>" in chart
        assert "<c:max val=" in chart
        assert "<c:min val=" in chart
        assert '<a:latin typeface="Arial"' in chart
    frames = [frame for drawing in drawings for frame in re.findall(r"<xdr:cNvPr [^>]*>", drawing)]
    assert len(frames) == len(charts)
    assert all(re.search(r'descr="[^"]{20,}"', frame) for frame in frames)


def test_the_looks_of_cells_have_names(book: Book) -> None:
    workbook, tongue, _path = book
    with speaking(tongue):
        names = set(style_names().values())
    assert set(workbook.named_styles) == {"Normal", *names}
    used = {cell.style for sheet in workbook for cell in texts(sheet)}
    assert names <= used
    card = next(sheet for sheet in workbook if sheet["M1"].value == sheet.title)
    with speaking(tongue):
        entry = style_names()["entry"]
    assert {cell.style for cell in texts(card) if not cell.protection.locked and cell.column == 4} == {entry}


def test_the_file_has_a_title_a_subject_and_says_what_its_scores_are(book: Book) -> None:
    properties = book[0].properties
    assert properties.title
    assert properties.subject
    assert properties.description


def test_charts_leave_out_what_is_switched_off(tmp_path: Path) -> None:
    answers = {f"P{number}": {"ana": f"{number} 1 2 3 4"} for number in range(4)}
    case = case_of(dict.fromkeys("ABCDE", 1), answers, without=("B",))
    path = write(publication_of(case), tmp_path / "out.xlsx")
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    drawn = {
        tuple(re.findall(r"<c:v>(Part .)</c:v>", one.partition("</c:cat>")[0]))
        for one in charts
        if "lineChart" in one or "radarChart" in one
    }
    assert drawn == {("Part A", "Part C", "Part D", "Part E")}
    cells = read_cells(path)
    assert [cells.get(("P1", f"U{row}")) for row in range(6, 11)] == [
        "Part A", "Part C", "Part D", "Part E", None,
    ]  # fmt: skip
    assert [cells.get(("P1", f"N{row}")) for row in range(6, 11)] == [1, 2, 3, 4, None]
