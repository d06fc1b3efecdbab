"""Every spoilt workbook through every reader, and the files that take long to make, by `make soak`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.conftest import WORKBOOKS, Readers, readers, refused_or_told
from tests.hostile.texts import long_line, many_rows
from tests.hostile.workbooks import LONG_SPOILINGS, SPOILINGS

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["readers"]

ALL = SPOILINGS | LONG_SPOILINGS


@pytest.mark.parametrize("spoiling", ALL)
@pytest.mark.parametrize("reader", WORKBOOKS)
def test_a_spoilt_workbook_is_refused_or_told_of_by_every_reader(
    readers: Readers, tmp_path: Path, reader: str, spoiling: str
) -> None:
    refused_or_told(readers, reader, ALL[spoiling], tmp_path / "table.xlsx")


@pytest.mark.parametrize("reader", ["long csv", "programmes csv"])
def test_a_line_of_a_hundred_megabytes_is_refused(readers: Readers, tmp_path: Path, reader: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(long_line(100_000_000))
    assert readers.read(reader, path).end == "refused"


@pytest.mark.parametrize("reader", ["long csv", "programmes csv"])
def test_a_million_rows_are_told_of_or_refused(readers: Readers, tmp_path: Path, reader: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(many_rows(1_000_000))
    assert readers.read(reader, path).end == "refused"


@pytest.mark.parametrize("reader", ["long csv", "programmes csv"])
def test_a_million_empty_rows_cost_little(readers: Readers, tmp_path: Path, reader: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(readers.good(reader).good.read_bytes() + b",,,\n" * 1_000_000)
    assert readers.read(reader, path).end == "done"


def test_a_million_lines_are_pasted_or_refused(readers: Readers) -> None:
    readers.paste(many_rows(1_000_000))
    readers.paste(b"Name\tRegion\n" + b"A\tB\n" * 1_000_000)
