"""Spoilt tables of text, from files and pasted: read, reported by cell or refused, quickly and in little memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.conftest import Readers
from tests.hostile.texts import TEXTS, long_line, many_rows

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("long csv", "programmes csv")


@pytest.mark.parametrize("reader", FILES)
def test_the_good_file_is_read(readers: Readers, reader: str) -> None:
    assert readers.read(reader, readers.good(reader).good).end == "done"


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("reader", FILES)
def test_a_spoilt_table_is_refused_or_told_of(
    readers: Readers, tmp_path: Path, reader: str, name: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(TEXTS[name].spoil(readers.good(reader).good.read_bytes()))
    reading = readers.read(reader, path)
    if TEXTS[name].codes:
        assert (reading.end, reading.code) in {("refused", code) for code in TEXTS[name].codes}, reading


@pytest.mark.parametrize("name", TEXTS)
def test_a_spoilt_block_is_pasted_or_refused(readers: Readers, name: str) -> None:
    readers.paste(TEXTS[name].spoil(readers.good("programmes csv").good.read_bytes()))


def test_a_block_with_one_tab_at_its_top_takes_no_longer_than_it_is(readers: Readers) -> None:
    readers.paste(b"Name\tRegion\n" + b"a line without\n" * 300_000)


def test_a_line_of_two_megabytes_is_refused(readers: Readers, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(long_line(2_000_000))
    assert readers.read("long csv", path).end == "refused"


def test_problems_name_their_cells_and_are_not_told_without_end(readers: Readers, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(many_rows(5_000))
    reading = readers.read("long csv", path)
    assert (reading.end, reading.code) == ("refused", "invalid")
    assert reading.out.count('"cell": "A') >= 500
    assert reading.out.count('"cell"') <= 1_100
