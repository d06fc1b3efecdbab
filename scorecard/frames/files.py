"""The frames as files: a folder of .csv or .parquet, or one SQLite database; an earlier one is replaced whole."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from scorecard.errors import Lacking, Refusal, reason_of
from scorecard.exchange.plain_table import guard
from scorecard.frames.collection import Frames
from scorecard.frames.columns import taken
from scorecard.frames.description import DESCRIPTION, described, description
from scorecard.frames.tables import TABLES
from scorecard.i18n import _
from scorecard.progress import Progress
from scorecard.storage.analysis_file import Column, Table, write_analysis_file
from scorecard.storage.analysis_views import VIEWS

if TYPE_CHECKING:
    from pandas import DataFrame, Series

Format = Literal["csv", "parquet"]

_DATE = "%Y-%m-%d"


def save_folder(tables: Frames, folder: Path, format: Format, progress: Progress) -> None:
    """Write a file a table and a description of them, `datapackage.json`, to a folder that is made if need be.

    CSV has a byte-order mark, and ' before what a spreadsheet would take for a formula. Nothing is replaced but
    what an earlier description of ours tells of; cancelling and refusals leave what was there.
    """
    if format == "parquet" and importlib.util.find_spec("pyarrow") is None:
        sentence = _("Parquet files need the package pyarrow. Get it with: python -m pip install pyarrow")
        raise Lacking(sentence)
    try:
        _refuse_others(folder, format)
        made = not folder.exists()
        if made:
            folder.mkdir()
        staging = Path(tempfile.mkdtemp(prefix=".tables-", dir=folder))
        try:
            _write_all(tables, staging, format, progress)
            # The description first: should the disk fail on the way, a second try knows by it what is ours.
            for path in sorted(staging.iterdir(), key=lambda path: (path.name != DESCRIPTION, path.name)):
                path.replace(folder / path.name)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
            if made and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        sentence = _(
            "The tables could not be written to “{folder}” ({reason}). Try again or choose another place."
        )
        raise Refusal(sentence.format(folder=folder, reason=reason_of(error)), code="disk") from error


def save_sqlite(tables: Frames, path: Path, progress: Progress) -> None:
    """Write a database with keys and views; refused with nothing written as `write_analysis_file` says."""

    def rows(table: Table, done: int) -> Iterator[tuple[Any, ...]]:
        progress.step(done, len(TABLES), _("writing the tables"))
        frame = tables[table.name]
        yield from zip(*(_plain(column, frame[column.name]) for column in table.columns), strict=True)

    contents = {table: rows(table, done) for done, table in enumerate(TABLES)}
    write_analysis_file(path, contents, VIEWS)


def _refuse_others(folder: Path, format: Format) -> None:
    """Refuse a folder that is a file, has no place to be in, or holds somebody else's files of these names."""
    if folder.exists() and not folder.is_dir():
        sentence = _("“{name}” is a file. Give the name of a folder; nothing was written.")
        raise Refusal(sentence.format(name=folder.name))
    if not folder.exists() and not folder.parent.is_dir():
        sentence = _("There is no folder “{folder}”. Choose another place; nothing was written.")
        raise Refusal(sentence.format(folder=folder.parent))
    ours = described(folder)
    for name in (DESCRIPTION, *(f"{table.name}.{format}" for table in TABLES)):
        path = folder / name
        if not os.path.lexists(path):
            continue
        if name not in ours:
            sentence = _(
                "“{name}” is in this folder already and was not written by this program, so it stays as it is. "
                "Choose another folder; nothing was written."
            )
            raise Refusal(sentence.format(name=name), code="duplicate")
        # On Windows a file that is open in Excel can be found out only like this.
        with path.open("r+b"):
            pass


def _write_all(tables: Frames, staging: Path, format: Format, progress: Progress) -> None:
    files = {}
    for done, table in enumerate(TABLES):
        progress.step(done, len(TABLES), _("writing the tables"))
        frame = tables[table.name]
        path = staging / f"{table.name}.{format}"
        contents = _csv(table, frame) if format == "csv" else _parquet(frame)
        _write(path, contents)
        files[table.name] = (len(contents), hashlib.sha256(contents).hexdigest())
    evaluation = tables.evaluation.iloc[0]
    caution = evaluation["caution"]
    contents = description(
        format,
        files,
        title=evaluation["title"],
        caution=caution if isinstance(caution, str) else "",
        fingerprint=evaluation["fingerprint"],
    )
    _write(staging / DESCRIPTION, contents)


def _write(path: Path, contents: bytes) -> None:
    with path.open("wb") as file:
        file.write(contents)
        file.flush()
        os.fsync(file.fileno())


def _csv(table: Table, frame: DataFrame) -> bytes:
    from pandas import DataFrame

    columns = {}
    for column in table.columns:
        values = frame[column.name]
        match column.kind:
            case "text":
                values = _guarded(values)
            case "moment":
                values = _moments(values, "T") + "Z"
            case "date":
                values = values.dt.strftime(_DATE)
        columns[column.name] = values
    return DataFrame(columns).to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def _guarded(values: Series[Any]) -> Series[Any]:
    """The texts as a CSV file holds them; what occurs often is looked at once."""
    from pandas import Series, factorize

    places, texts = factorize(values.array)
    return Series(taken([guard(text) for text in texts], places), index=values.index)


def _moments(values: Series[Any], between: str) -> Series[Any]:
    """Moments to the millisecond, such as `2026-11-22T14:05:00.000`."""
    texts: Series[Any] = values.dt.strftime(f"{_DATE}{between}%H:%M:%S.%f").str[:-3]
    return texts


def _parquet(frame: DataFrame) -> bytes:
    stream = io.BytesIO()
    frame.to_parquet(stream, engine="pyarrow", index=False)
    return stream.getvalue()


def _plain(column: Column, values: Series[Any]) -> list[Any]:
    """The values as an analysis file takes them."""
    match column.kind:
        case "moment":
            values = _moments(values, " ")
        case "date":
            values = values.dt.strftime(_DATE)
    found: list[Any] = values.astype(object).where(values.notna(), None).tolist()
    return found
