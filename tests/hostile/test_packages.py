"""Hostile packages: refused by a code, or harmless once they are in the history."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from scorecard.exchange.merging.package_reader import MANIFEST, REVISIONS
from tests.hostile.conftest import Readers
from tests.hostile.packages import BYTES, LIES, ODD, packed, unpacked

if TYPE_CHECKING:
    from pathlib import Path

CODES = {"not-ours", "damaged", "newer", "too-large"}


def test_the_good_package_is_read(readers: Readers) -> None:
    assert readers.read("package", readers.good("package").good).document["applied"] == 1


@pytest.mark.parametrize("name", LIES)
def test_a_package_that_lies_is_refused(readers: Readers, tmp_path: Path, name: str) -> None:
    contents = unpacked(readers.good("package").good)
    LIES[name](contents)
    path = tmp_path / "work.scorepack"
    packed(contents, path)
    reading = readers.read("package", path)
    assert reading.end == "refused", reading
    assert reading.code in CODES, reading


@pytest.mark.parametrize("name", ODD)
def test_an_odd_package_breaks_nothing_afterwards(readers: Readers, tmp_path: Path, name: str) -> None:
    contents = unpacked(readers.good("package").good)
    ODD[name](contents)
    path = tmp_path / "work.scorepack"
    packed(contents, path)
    if readers.read("package", path).end == "refused":
        return
    taken_in = shutil.copy(readers.evaluation, tmp_path / "taken.scorecard")
    verbs = [
        ("history", str(taken_in)),
        ("changes", str(taken_in), "2999-01-01T00:00"),
        ("verify", str(taken_in)),
        ("package", str(taken_in), str(tmp_path / "again.scorepack")),
        ("export", str(taken_in), "--sqlite", str(tmp_path / "out.db")),
    ]
    if "name" in name:
        verbs.append(("export", str(taken_in), str(tmp_path / "out.xlsx")))
    for verb in verbs:
        reading = readers.call(*verb)
        # What is longer than a cell is refused with its place.
        assert reading.end == "done" or (verb[0] == "export" and reading.code == "invalid"), reading


@pytest.mark.parametrize("name", BYTES)
def test_a_spoilt_package_is_refused(readers: Readers, tmp_path: Path, name: str) -> None:
    path = tmp_path / "work.scorepack"
    path.write_bytes(BYTES[name].spoil(readers.good("package").good.read_bytes()))
    reading = readers.read("package", path)
    assert reading.end == "refused", reading
    assert reading.code in CODES, reading


@pytest.mark.parametrize("member", [MANIFEST, REVISIONS])
def test_a_package_that_unfolds_into_a_flood_is_refused(
    readers: Readers, tmp_path: Path, member: str
) -> None:
    path = tmp_path / "work.scorepack"
    with (
        zipfile.ZipFile(readers.good("package").good) as good,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as flood,
    ):
        for name in good.namelist():
            flood.writestr(name, good.read(name) if name != member else good.read(name) + b" " * 60_000_000)
    assert readers.read("package", path).code in CODES


@pytest.mark.parametrize("names", [[MANIFEST, MANIFEST], [MANIFEST, "../../x"], [REVISIONS], []])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_package_of_other_parts_is_refused(readers: Readers, tmp_path: Path, names: list[str]) -> None:
    path = tmp_path / "work.scorepack"
    with zipfile.ZipFile(readers.good("package").good) as good, zipfile.ZipFile(path, "w") as other:
        for name in names:
            other.writestr(name, good.read(name) if name in good.namelist() else b"x")
    assert readers.read("package", path).code in CODES
