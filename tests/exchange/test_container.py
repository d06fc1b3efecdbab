"""Hostile workbooks: each gets one sentence and little time, and nothing of it is parsed further."""

from __future__ import annotations

import random
import re
import zipfile
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import openpyxl
import pytest

from scorecard.analysis.sources.tables import LongRow
from scorecard.errors import Refusal
from scorecard.exchange.container import check_container
from scorecard.exchange.framework_book import check_file
from scorecard.exchange.grid import read_cells
from scorecard.exchange.imports.long_reader import read_long
from scorecard.exchange.long_table import save_long
from tests.analysis.evaluations import case_of

if TYPE_CHECKING:
    from collections.abc import Callable

SNAPSHOT = case_of({"A": 1}, {"P1": {"ana": "3"}}).snapshot
SHEET = "xl/worksheets/sheet1.xml"


def workbook_at(
    path: Path, change: Callable[[str, bytes], bytes] = lambda _name, part: part, **extra: bytes
) -> Path:
    """A good long table, with its parts changed and others added."""
    good = path.with_name("good.xlsx")
    save_long([LongRow("P1", "ana", "r1", "f", "f.A1", "3", "", "a note")], good)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, part in extra.items():
            target.writestr(name, part)
    return path


def refusal_of(path: Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_long(path, SNAPSHOT)
    assert "Nothing has changed" in str(caught.value) or "nothing has changed" in str(caught.value)
    return caught.value


def test_a_good_workbook_passes(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "table.xlsx")
    check_container(path)
    assert len(read_long(path, SNAPSHOT).answers) == 1


def test_a_password_or_the_old_format_is_named(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512))
    assert "password" in str(refusal_of(path))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this machine has no endless file")
@pytest.mark.parametrize("read", [read_cells, check_file])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "toml"])
def test_a_file_without_an_end_is_refused(
    tmp_path: Path, read: Callable[[Path], object], ending: str
) -> None:
    path = tmp_path / f"endless.{ending}"
    path.symlink_to("/dev/zero")
    with pytest.raises(Refusal):
        read(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"hello", b"PK\x03\x04" + bytes(64)])
def test_what_is_no_zip_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(content)
    assert refusal_of(path).code == "not-ours"


def test_a_zip_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal_of(path).code == "not-ours"


def test_macros_are_refused(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "table.xlsx", **{"xl/vbaProject.bin": b"macro"})
    assert "macros" in str(refusal_of(path))


def test_a_small_file_that_unfolds_into_a_flood_is_refused(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "table.xlsx", **{"xl/media/flood.xml": b"<a>" + b" " * 30_000_000})
    assert path.stat().st_size < 100_000
    assert refusal_of(path).code == "too-large"


def test_a_value_in_the_last_cell_of_a_sheet_is_refused(tmp_path: Path) -> None:
    def far(name: str, part: bytes) -> bytes:
        return part.replace(b'r="F2"', b'r="XFD1048576"') if name == SHEET else part

    assert refusal_of(workbook_at(tmp_path / "table.xlsx", far)).code == "too-large"


@pytest.mark.parametrize(
    "place", [b"r='XFD1048576'", b'r = "XFD1048576"', b'\nr="XFD1048576"', b'r="xfd1048576"']
)
def test_places_written_oddly_are_bounded_too(tmp_path: Path, place: bytes) -> None:
    def far(name: str, part: bytes) -> bytes:
        return part.replace(b'r="F2"', place) if name == SHEET else part

    assert refusal_of(workbook_at(tmp_path / "table.xlsx", far)).code == "too-large"


def test_a_sheet_in_a_part_of_another_name_is_bounded_too(tmp_path: Path) -> None:
    hidden = (
        b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    path = workbook_at(tmp_path / "table.xlsx", **{"xl/media/image1.png": hidden})
    assert refusal_of(path).code == "too-large"


def test_a_cell_longer_than_any_text_can_be_is_refused(tmp_path: Path) -> None:
    words = random.Random(1).randbytes(5_000_000).hex().encode()

    def grow(name: str, part: bytes) -> bytes:
        return part.replace(b"a note", words) if name == "xl/sharedStrings.xml" else part

    assert refusal_of(workbook_at(tmp_path / "table.xlsx", grow)).code == "too-large"


def test_a_long_text_in_very_many_cells_is_refused(tmp_path: Path) -> None:
    def grow(name: str, part: bytes) -> bytes:
        if name == "xl/sharedStrings.xml":
            return part.replace(b"a note", b"n" * 30_000)
        if name != SHEET:
            return part
        cell = re.search(rb'<c r="H2"[^>]*><v>(\d+)</v></c>', part)
        assert cell is not None
        rows = b"".join(
            b'<row r="%d"><c t="s"><v>%s</v></c></row>' % (row, cell[1]) for row in range(3, 8_003)
        )
        return part.replace(b"</sheetData>", rows + b"</sheetData>")

    assert refusal_of(workbook_at(tmp_path / "table.xlsx", grow)).code == "too-large"


@pytest.mark.parametrize("start", [b"<c <c ", b"<c r", b"<x:", b'<c r="A1"><f></'])
def test_what_looks_like_a_cell_without_end_takes_no_time(tmp_path: Path, start: bytes) -> None:
    part = b"<worksheet>" + start * 300_000
    path = workbook_at(tmp_path / "table.xlsx", **{"xl/worksheets/sheet9.xml": part})
    begun = process_time()
    check_container(path)
    assert process_time() - begun < 3


def test_error_cells_and_formulas_without_a_result_are_named_by_sheet(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["B2"], sheet["B3"], sheet["B4"] = "#N/A", "=1+1", "=#REF!"
    sheet["B2"].data_type = "e"
    path = tmp_path / "table.xlsx"
    workbook.save(path)
    assert check_container(path).valueless == {SHEET: {"B2", "B3", "B4"}}


def test_declared_entities_are_refused(tmp_path: Path) -> None:
    def declare(name: str, part: bytes) -> bytes:
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        return part.replace(b"?>", b"?>" + bomb, 1) if name == "xl/sharedStrings.xml" else part

    assert refusal_of(workbook_at(tmp_path / "table.xlsx", declare)).code == "not-ours"


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_parts_cut_short_are_refused_or_read_as_no_table(tmp_path: Path, name: str) -> None:
    def cut(part_name: str, part: bytes) -> bytes:
        return part[: len(part) // 3] if part_name == name else part

    assert refusal_of(workbook_at(tmp_path / "table.xlsx", cut)).code == "not-ours"


def test_a_spoilt_checksum_is_refused(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "table.xlsx")
    content = bytearray(path.read_bytes())
    place = content.find(SHEET.encode()) + len(SHEET) + 20
    content[place] ^= 0xFF
    path.write_bytes(bytes(content))
    refusal_of(path)
