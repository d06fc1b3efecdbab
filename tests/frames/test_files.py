"""Tables as files: read back to the same values, never over somebody else's files, whole or not at all."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from scorecard.errors import Lacking, Refusal
from scorecard.exchange.plain_table import unguard
from scorecard.frames import frames
from scorecard.frames.columns import DTYPES
from scorecard.frames.files import save_folder, save_sqlite
from scorecard.frames.tables import BY_NAME, TABLES
from scorecard.progress import Cancelled, Silent
from tests.analysis.evaluations import case_of
from tests.frames.evaluations import opened

if TYPE_CHECKING:
    from pathlib import Path

    from scorecard.frames import Frames

HOSTILE = ("=1+1", "'=1+1", "+56 2", "-1", "@sum", "NA", "null", 'a "b", c;\n\td', "é😀", "1.10")


@pytest.fixture(scope="module")
def workshop(sample_files: dict[str, Path]) -> Frames:
    """The tables of the workshop sample."""
    return frames(sample_files["workshop"])


@pytest.fixture(scope="module")
def hostile() -> Frames:
    """Tables in which each note is a text that some program takes for something else."""
    case = case_of({"A": len(HOSTILE)}, {"P1": {"ana": "NA " * len(HOSTILE)}})
    said = [replace(score, note=note) for score, note in zip(case.scores, HOSTILE, strict=True)]
    with opened(case.snapshot, said) as workspace:
        return frames(workspace)


def read_csv(folder: Path, name: str) -> pd.DataFrame:
    """One table of a folder, with the dtypes that the page lists."""
    kinds = {one.name: one.kind for one in BY_NAME[name].columns}
    moments = [column for column, kind in kinds.items() if kind in ("moment", "date")]
    frame = pd.read_csv(
        folder / f"{name}.csv",
        keep_default_na=False,
        na_values=[""],
        dtype={column: DTYPES[kind] for column, kind in kinds.items() if column not in moments},
    )
    for column in moments:
        texts = frame[column].astype("string")
        frame[column] = pd.to_datetime(texts, utc=kinds[column] == "moment", format="ISO8601").astype(
            DTYPES[kinds[column]]
        )
    for column, kind in kinds.items():
        if kind == "text":
            frame[column] = frame[column].map(unguard, na_action="ignore").astype("string")
    return frame


def test_csv_reads_back_to_the_same_tables(workshop: Frames, tmp_path: Path) -> None:
    save_folder(workshop, tmp_path / "out", "csv", Silent())
    for name, frame in workshop.items():
        pd.testing.assert_frame_equal(read_csv(tmp_path / "out", name), frame, check_exact=True)


def test_no_text_of_a_csv_file_begins_like_a_formula(hostile: Frames, tmp_path: Path) -> None:
    save_folder(hostile, tmp_path / "out", "csv", Silent())
    plain = (tmp_path / "out" / "scores.csv").read_bytes()
    assert plain.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in plain
    notes = pd.read_csv(tmp_path / "out" / "scores.csv", keep_default_na=False)["note"].tolist()
    assert not [note for note in notes if re.match(r"[=+\-@\t\r]", note)]
    assert [unguard(note) for note in notes] == list(HOSTILE)


def test_a_folder_is_described_with_types_keys_and_sums(workshop: Frames, tmp_path: Path) -> None:
    save_folder(workshop, tmp_path / "out", "csv", Silent())
    document = json.loads((tmp_path / "out" / "datapackage.json").read_bytes())
    assert document["description"] == "invented"
    assert [one["name"] for one in document["resources"]] == list(workshop)
    for one in document["resources"]:
        contents = (tmp_path / "out" / one["path"]).read_bytes()
        assert one["bytes"] == len(contents)
        assert one["hash"] == f"sha256:{hashlib.sha256(contents).hexdigest()}"
        heads = contents.decode("utf-8-sig").partition("\n")[0].split(",")
        assert [field["name"] for field in one["schema"]["fields"]] == heads
        assert set(one["schema"]["primaryKey"]) <= set(heads)


def test_an_earlier_folder_of_ours_is_replaced_and_other_files_in_it_stay(
    workshop: Frames, hostile: Frames, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    save_folder(workshop, folder, "csv", Silent())
    (folder / "my notebook.ipynb").write_text("mine")
    save_folder(hostile, folder, "csv", Silent())
    assert len(read_csv(folder, "scores")) == len(HOSTILE)
    assert (folder / "my notebook.ipynb").read_text() == "mine"
    assert {one.name for one in folder.iterdir()} == {
        "my notebook.ipynb", "datapackage.json", *(f"{table.name}.csv" for table in TABLES),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["scores.csv", "datapackage.json"])
def test_somebody_elses_file_of_such_a_name_stays(hostile: Frames, tmp_path: Path, name: str) -> None:
    mine = '{"created_by": "me", "resources": [{"path": "scores.csv"}]}'
    (tmp_path / name).write_text(mine)
    with pytest.raises(Refusal, match=name.replace(".", "[.]")) as refusal:
        save_folder(hostile, tmp_path, "csv", Silent())
    assert refusal.value.code == "duplicate"
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == mine


def test_a_file_is_no_folder_and_a_folder_needs_a_place(hostile: Frames, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Refusal):
        save_folder(hostile, tmp_path / "file", "csv", Silent())
    with pytest.raises(Refusal):
        save_folder(hostile, tmp_path / "no" / "where", "csv", Silent())
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


class Stopping:
    """A person who stops the work at the third table."""

    def step(self, done: int, total: int, doing: str) -> None:
        """Stop there."""
        if done == 3:
            raise Cancelled


def test_cancelling_leaves_what_was_there(workshop: Frames, hostile: Frames, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        save_folder(workshop, tmp_path / "new", "csv", Stopping())
    with pytest.raises(Cancelled):
        save_sqlite(workshop, tmp_path / "new.db", Stopping())
    assert list(tmp_path.iterdir()) == []
    save_folder(hostile, tmp_path / "old", "csv", Silent())
    save_sqlite(hostile, tmp_path / "old.db", Silent())
    before = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
    with pytest.raises(Cancelled):
        save_folder(workshop, tmp_path / "old", "csv", Stopping())
    with pytest.raises(Cancelled):
        save_sqlite(workshop, tmp_path / "old.db", Stopping())
    assert {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()} == before


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is not None, reason="pyarrow is there")
def test_parquet_says_how_to_get_what_it_needs(hostile: Frames, tmp_path: Path) -> None:
    with pytest.raises(Lacking, match="pip install pyarrow"):
        save_folder(hostile, tmp_path / "out", "parquet", Silent())
    assert list(tmp_path.iterdir()) == []


def test_parquet_reads_back_to_the_same_tables(workshop: Frames, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    save_folder(workshop, tmp_path / "out", "parquet", Silent())
    for name, frame in workshop.items():
        back = pd.read_parquet(tmp_path / "out" / f"{name}.parquet")
        pd.testing.assert_frame_equal(back, frame, check_exact=True)


@pytest.mark.parametrize("sample", ["mining", "workshop"])
def test_sqlite_holds_the_same_values_with_types_and_keys(
    sample_files: dict[str, Path], tmp_path: Path, sample: str
) -> None:
    tables = frames(sample_files[sample])
    save_sqlite(tables, tmp_path / "out.db", Silent())
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
        for name, frame in tables.items():
            plain = frame.copy()
            for one in BY_NAME[name].columns:
                if one.kind == "moment":
                    plain[one.name] = plain[one.name].dt.strftime("%Y-%m-%d %H:%M:%S.%f").str[:-3]
                elif one.kind == "date":
                    plain[one.name] = plain[one.name].dt.strftime("%Y-%m-%d")
            expected = plain.astype(object).where(plain.notna(), None)
            assert connection.execute(f"SELECT * FROM {name}").fetchall() == list(
                expected.itertuples(index=False, name=None)
            )
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        kinds = {row[1]: row[2] for row in connection.execute("PRAGMA table_info(scores)")}
        views = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
        for view in views:
            frame = tables[view.removeprefix("v_")]
            count = connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0]
            assert count >= len(frame) if view == "v_evidence" else count == len(frame)
    assert (kinds["level"], kinds["counts"], kinds["changed_at"]) == ("INTEGER", "BOOLEAN", "TIMESTAMP")
    assert len(views) == 5


def test_sqlite_answers_the_question_that_people_come_with(workshop: Frames, tmp_path: Path) -> None:
    save_sqlite(workshop, tmp_path / "out.db", Silent())
    query = """
        SELECT programme_name, rank FROM v_results
        WHERE framework = 'ptpr' AND round = 'r1' AND rank <= 2 ORDER BY rank
    """
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
        found = connection.execute(query).fetchall()
    expected = workshop.results.query("framework == 'ptpr' and round == 'r1' and rank <= 2").sort_values(
        "rank"
    )
    names = workshop.programmes.set_index("programme")["short"]
    assert [name for name, _rank in found] == names[expected["programme"]].tolist()
