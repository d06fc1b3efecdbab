"""A package holds every edit and nothing else, the same bytes whenever it is made, and replaces files safely."""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from scorecard.errors import Refusal
from scorecard.exchange.merging.package import save_package
from scorecard.exchange.merging.package_reader import read_package
from scorecard.storage.store import Store
from tests.exchange.merging import LUIS, Copies, cell, founded, merge, packed, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scorecard.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Copies(tmp_path) as copies:
        copies.found(said("A1", "1", note="“¡Sí!” \u2028 = 1"))
        workspace = copies.copy("here")
        workspace.set_value(cell("A2"), "3")
        workspace.undo()
        workspace.redo()
        yield workspace


def test_what_is_packed_is_read_back(workspace: Workspace) -> None:
    package = packed(workspace)
    assert package.title == "Two valleys"
    assert package.evaluation == workspace.snapshot.evaluation.id
    with Store.open(workspace.path, reading=True) as store:
        assert package.pages == tuple(store.pages())
    assert [page.revision for page in package.pages] == workspace.history()[::-1]


def test_the_same_evaluation_makes_the_same_bytes(workspace: Workspace, tmp_path: Path) -> None:
    workspace.package(tmp_path / "one.scorepack")
    workspace.package(tmp_path / "two.scorepack")
    assert (tmp_path / "one.scorepack").read_bytes() == (tmp_path / "two.scorepack").read_bytes()


def test_a_package_is_two_plain_texts_with_their_sums(workspace: Workspace, tmp_path: Path) -> None:
    workspace.package(tmp_path / "one.scorepack")
    with zipfile.ZipFile(tmp_path / "one.scorepack") as archive:
        assert archive.testzip() is None
        lines = archive.read("revisions.jsonl")
        manifest = json.loads(archive.read("manifest.json"))
        assert archive.namelist() == ["revisions.jsonl", "manifest.json"]
    sums = manifest["members"]["revisions.jsonl"]
    assert sums == {"bytes": len(lines), "sha256": hashlib.sha256(lines).hexdigest()}
    assert (manifest["kind"], manifest["format"], manifest["revisions"]) == ("scorecard-package", 1, 4)
    for line in lines.decode().split("\n")[:-1]:
        text = json.dumps(json.loads(line), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert text == line
    assert b"SQLite" not in lines


def test_a_merge_in_which_nothing_was_decided_stays_at_home(tmp_path: Path) -> None:
    with Copies(tmp_path) as copies:
        copies.found()
        here, there = copies.copy("here"), copies.copy("there")
        there.set_value(cell("A1", evaluator=LUIS), "2")
        merge(here, there)
        assert [one.kind for one in here.history()] == ["merge", "do", "do"]
        assert [page.revision.kind for page in packed(here).pages] == ["do", "do"]
        assert here.fingerprint() == there.fingerprint()


def test_an_earlier_package_of_that_name_stays_when_writing_fails(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "one.scorepack"
    workspace.package(path)
    before = path.read_bytes()
    with Store.open(workspace.path, reading=True) as store:
        pages = store.pages()
    with pytest.raises(Refusal, match="not read back"):
        save_package(path, workspace.snapshot.evaluation, [*pages, pages[0]])
    with pytest.raises(Refusal, match="no folder"):
        workspace.package(tmp_path / "nowhere" / "one.scorepack")
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir() if "scorepack" in one.name) == ["one.scorepack"]


def test_a_package_has_its_own_suffix(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="scorepack"):
        workspace.package(tmp_path / "one.zip")


def test_a_file_that_is_only_read_can_be_packed(tmp_path: Path) -> None:
    with Copies(tmp_path) as copies:
        copies.found()
        here = copies.copy("here")
        with type(here).open(here.path, reading=True) as reading:
            reading.package(tmp_path / "one.scorepack")
    assert len(read_package(tmp_path / "one.scorepack").pages) == 1
    assert len(founded()) == len(read_package(tmp_path / "one.scorepack").pages[0].entries)
