"""One process that reads hostile files for all tests here, and a good file for each reader to be spoilt."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scorecard.analysis.sources.tables import long_table
from scorecard.cli import run
from scorecard.exchange.framework_book import save_framework
from scorecard.exchange.long_table import save_long
from scorecard.library.framework_file import write_framework
from scorecard.library.frameworks import built_in_framework
from scorecard.workspace import Workspace
from tests.hostile.limits import MOST_MEGABYTES, MOST_SECONDS
from tests.hostile.workbooks import Spoiling

WORKBOOKS = ("long table", "form", "programmes", "framework")
"""The readers of workbooks."""

ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Reading:
    """What became of a file. `text` is the refusal, `out` what the verb printed, `document` that as JSON."""

    end: str
    seconds: float
    megabytes: float
    text: str = ""
    code: str = ""
    out: str = ""
    loaded: list[str] = field(default_factory=list)
    took: float = 0.0

    @property
    def document(self) -> Any:
        """The JSON that the verb printed."""
        return json.loads(self.out)

    @property
    def problems(self) -> list[dict[str, str]]:
        """The problems that the verb told of, each with its cell."""
        found: list[dict[str, str]] = self.document["problems"]
        return found


@dataclass(frozen=True, slots=True)
class Reader:
    """A way into the evaluation: the arguments of its verb, and a good file with the part that holds its table."""

    good: Path
    evaluation: Path
    verb: tuple[str, ...]
    sheet: str = ""
    options: tuple[str, ...] = ()


class Readers:
    """Runs a verb on a copy of the evaluation in the other process, and judges what it cost."""

    def __init__(self, process: subprocess.Popen[str], readers: dict[str, Reader], folder: Path) -> None:
        self._process = process
        self._readers = readers
        self.evaluation = folder / "evaluation.scorecard"

    def good(self, name: str) -> Reader:
        """The reader of this name."""
        return self._readers[name]

    def read(self, name: str, file: Path) -> Reading:
        """What becomes of a file; it costs little, never ends in a traceback, and a refusal changes no byte."""
        reader = self._readers[name]
        shutil.copy(reader.evaluation, self.evaluation)
        before = digest(self.evaluation)
        reading = self.call(*reader.verb, str(self.evaluation), str(file), *reader.options)
        assert reading.loaded == [], "what reads files of strangers is known"
        assert reading.end == "done" or digest(self.evaluation) == before
        return reading

    def paste(self, text: bytes) -> Reading:
        """What becomes of a pasted block."""
        file = self.evaluation.with_name("block")
        file.write_bytes(text)
        return self.call("paste", str(file))

    def call(self, *arguments: str) -> Reading:
        """How a verb ends, within the limits of what reading a file may cost."""
        asking, answering = self._process.stdin, self._process.stdout
        assert asking is not None
        assert answering is not None
        asking.write(json.dumps(arguments) + "\n")
        asking.flush()
        reading = Reading(**json.loads(answering.readline()))
        assert reading.end != "crash", reading.text
        assert reading.seconds < MOST_SECONDS, reading
        assert reading.megabytes < MOST_MEGABYTES, reading
        return reading


def refused_or_told(readers: Readers, name: str, how: Spoiling, path: Path) -> None:
    """Spoil the good file of a reader: it is refused, or told of where it is known for a form all the same."""
    reader = readers.good(name)
    how.make(reader.good, reader.sheet, path)
    reading = readers.read(name, path)
    if how.codes and reading.end == "refused":
        assert reading.code in how.codes, reading
        assert "othing has changed" in reading.text
    elif how.codes:
        assert name == "form", reading
        assert reading.document["applied"] == 0
        assert reading.problems


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="session")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    """Every way in."""
    if not hasattr(os, "fork"):
        pytest.skip("this machine cannot fork, so that nothing can be measured file by file")
    folder = tmp_path_factory.mktemp("hostile")
    found = _good_files(folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.reading_process"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Readers(process, found, folder)
        assert process.stdin is not None
        process.stdin.close()


def _good_files(folder: Path) -> dict[str, Reader]:
    evaluation = folder / "workshop.scorecard"
    Workspace.create(evaluation, sample="workshop", language="en").close()
    with Workspace.open(evaluation, reading=True) as workspace:
        rows = long_table(workspace.snapshot, workspace.scores())[:60]
    save_long(rows, folder / "long.csv")
    save_long(rows, folder / "long.xlsx")
    for ending in ("csv", "xlsx"):
        _list_of_programmes(folder / f"programmes.{ending}")
    save_framework(built_in_framework("ptpr"), folder / "framework.xlsx")
    write_framework(built_in_framework("lnk"), folder / "framework.toml")
    ahead = Path(shutil.copy(evaluation, folder / "ahead.scorecard"))
    _verb("programme", "add", ahead, "--name", "A programme more")
    _verb("package", ahead, folder / "workshop.scorepack")
    sent = Path(shutil.copy(evaluation, folder / "sent.scorecard"))
    _verb(
        "form", sent, folder / "form.xlsx", "--evaluator", "clara", "--programme", "W01", "--programme", "W02"
    )
    first = "xl/worksheets/sheet1.xml"
    skip = ("--on-duplicate", "skip", "--json")
    lists = ("programme", "import")
    return {
        "long table": Reader(folder / "long.xlsx", evaluation, ("import",), first, ("--json",)),
        "form": Reader(folder / "form.xlsx", sent, ("import",), "xl/worksheets/sheet2.xml", ("--json",)),
        "programmes": Reader(folder / "programmes.xlsx", evaluation, lists, first, skip),
        "framework": Reader(folder / "framework.xlsx", evaluation, ("framework", "import"), first),
        "framework toml": Reader(folder / "framework.toml", evaluation, ("framework", "import")),
        "long csv": Reader(folder / "long.csv", evaluation, ("import",), options=("--json",)),
        "programmes csv": Reader(folder / "programmes.csv", evaluation, lists, options=skip),
        "package": Reader(folder / "workshop.scorepack", evaluation, ("merge",), options=("--json",)),
    }


def _verb(*arguments: object) -> None:
    said = io.StringIO()
    assert run([str(one) for one in arguments], said, said) == 0, said.getvalue()


def _list_of_programmes(path: Path) -> None:
    rows = [
        ("Name", "Country", "Region", "Period"),
        *((f"Programme {n}", "Chile", "Atacama", "2010 – 2014") for n in range(9)),
    ]
    if path.suffix == ".csv":
        path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
        return
    from xlsxwriter.workbook import Workbook

    with Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
