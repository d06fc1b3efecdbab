"""Spoilt workbooks through the readers: refused by a code or reported by cell, quickly and in little memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.conftest import WORKBOOKS, Readers, refused_or_told
from tests.hostile.workbooks import SPOILINGS

if TYPE_CHECKING:
    from pathlib import Path

# Every file through every reader is for `make soak`. Here one whose bytes are spoilt goes through one of them in turn,
# since none comes to its own part of it, and the others through two.
SOME = [
    (WORKBOOKS[(place + turn) % len(WORKBOOKS)], name)
    for place, (name, spoiling) in enumerate(SPOILINGS.items())
    for turn in ((0,) if spoiling.bytes else (0, 2))
]


@pytest.mark.parametrize("reader", WORKBOOKS)
def test_the_good_file_is_read(readers: Readers, reader: str) -> None:
    assert readers.read(reader, readers.good(reader).good).end == "done"


@pytest.mark.parametrize(("reader", "spoiling"), SOME)
def test_a_spoilt_workbook_is_refused_or_told_of(
    readers: Readers, tmp_path: Path, reader: str, spoiling: str
) -> None:
    refused_or_told(readers, reader, SPOILINGS[spoiling], tmp_path / "table.xlsx")
