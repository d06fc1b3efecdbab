"""What dropped files are for: imported, merged, or nothing, and each says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.models.exchange.dropped_files import purpose_of, what_dropping_does


@pytest.mark.parametrize(
    ("names", "purpose"),
    [
        (["a.xlsx"], "import"),
        (["a.XLSX", "b.csv"], "import"),
        (["a.scorepack"], "merge"),
        (["a.scorepack", "b.SCOREPACK"], "merge"),
        (["a.xlsx", "b.scorepack"], ""),
        (["a.docx"], ""),
        (["a.xlsx", "a.docx"], ""),
        ([], ""),
    ],
)
def test_files_are_told_apart_by_their_endings(names: list[str], purpose: str) -> None:
    assert purpose_of([Path(name) for name in names]) == purpose


def test_a_folder_is_imported(tmp_path: Path) -> None:
    assert purpose_of([tmp_path]) == "import"


def test_every_purpose_has_its_sentence() -> None:
    sentences = {
        what_dropping_does([Path(name) for name in names])
        for names in (["a.xlsx"], ["a.xlsx", "b.xlsx"], ["a.scorepack"], ["a.scorepack"] * 2, ["a.pdf"])
    }
    assert len(sentences) == 5
