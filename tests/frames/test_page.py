"""The page for analysts says what the code does, and what it tells to type works."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas
import pytest

from scorecard.frames import frames
from scorecard.frames.files import save_folder
from scorecard.progress import Silent
from tools.frames_page import HEADING, PAGE, tables_in_words


def test_the_tables_of_the_page_are_those_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    _before, heading, after = page.partition(HEADING)
    assert heading + after == tables_in_words(), "python -m tools.frames_page brings the page up to date"


@pytest.mark.filterwarnings("ignore:.*FigureCanvasAgg is non-interactive")
def test_everything_that_the_page_tells_to_type_works(
    sample_files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sample_files["workshop"], tmp_path / "workshop.scorecard")
    save_folder(frames(sample_files["workshop"]), tmp_path / "tables", "csv", Silent())
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) == 6
    told: dict[str, Any] = {}
    try:
        for block in blocks:
            exec(block, told)
    finally:
        from matplotlib import pyplot  # noqa: TID251 - the page draws as analysts do, and figures are kept alive.

        pyplot.close("all")
        told["connection"].close()
    assert (tmp_path / "ranking.png").stat().st_size > 5_000
    assert told["independent"].results["rule"].eq("geometric").all()
    pandas.testing.assert_frame_equal(told["scores"], told["tables"].scores, check_dtype=False)
    assert told["ours"]["score"].notna().sum() > 10
    with closing(sqlite3.connect(tmp_path / "mine.db")) as connection:
        for name, frame in told["tables"].items():
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(frame),)


def test_the_readme_leads_to_the_page() -> None:
    assert "docs/for-analysts.md" in (PAGE.parents[1] / "README.md").read_text(encoding="utf-8")
