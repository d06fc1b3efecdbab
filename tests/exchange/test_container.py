"""Hostile workbooks: each gets one sentence and little time, and nothing of it is parsed further."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scorecard.analysis.tables import LongRow
from scorecard.errors import Refusal
from scorecard.exchange.container import check_container
from scorecard.exchange.framework_book import check_file
from scorecard.exchange.grid import read_cells
from scorecard.exchange.long_reader import read_long
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
    assert len(read_long(path, SNAPSHOT).entries) == 1


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
