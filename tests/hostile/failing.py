"""What every verb does when the disk fails at any one of the places where it touches a file."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scorecard.edits import people, programmes
from scorecard.edits.workshop import begin_agenda
from scorecard.edits.workshop_cells import agree
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.storage.store import Store
from scorecard.workspace import Workspace
from tests.exchange.filled_forms import cell_of
from tests.hostile.conftest import ROOT, _verb

ERRORS = (errno.EIO, errno.EACCES, errno.ENOSPC)
"""A disk that fails, a program that holds the file (as Windows says it), a disk that is full."""

OLD = b"what stood here before"
CHEAP = (
    "score", "new", "info", "table csv", "package", "import", "merge",

)  # fmt: skip
VERBS = (
    *CHEAP,
    "framework xlsx",
    "workbook",
    "sqlite",
    "csv",
    "form",
    "minutes docx",
    "report pdf",
    "charts",
    "backup",
    "restore",
    "salvage",
)


@dataclass(slots=True)
class Verb:
    """One call: its arguments, the files that it writes, and whether it changes the evaluation."""

    arguments: tuple[str, ...]
    writes: tuple[str, ...] = ()
    changes: bool = False
    reads_too: bool = False
    """Whether it is done on a write-protected evaluation as well, saying that nothing is noted there."""


def verbs(folder: Path) -> dict[str, Verb]:
    """Every verb that touches files, on what `prepare` has put into a folder."""
    here = {name: str(folder / name) for name in ("e.scorecard", "scores.csv", "other.scorepack")}
    file = here["e.scorecard"]

    def out(name: str) -> str:
        return str(folder / name)

    return {
        "score": Verb(
            ("score", file, "--programme", "P2", "--evaluator", "ana", "--criterion", "lnk.A1", "NE"),
            changes=True,
        ),
        "undo": Verb(("undo", file), changes=True),
        "new": Verb(("new", out("new.scorecard"))),
        "info": Verb(("info", file)),
        "verify": Verb(("verify", file)),
        "table csv": Verb(("table", file, "long", "-o", out("out.csv")), ("out.csv",)),
        "table xlsx": Verb(("table", file, "long", "-o", out("out.xlsx")), ("out.xlsx",)),
        "package": Verb(("package", file, out("out.scorepack")), ("out.scorepack",)),
        "framework toml": Verb(("framework", "export", file, "lnk", out("out.toml")), ("out.toml",)),
        "framework xlsx": Verb(("framework", "export", file, "lnk", out("out.xlsx")), ("out.xlsx",)),
        "import": Verb(("import", file, here["scores.csv"]), changes=True),
        "merge": Verb(("merge", file, here["other.scorepack"]), changes=True),
        "workbook": Verb(("export", file, out("out.xlsx"), "--sheets", "summary,method"), ("out.xlsx",)),
        "sqlite": Verb(("export", file, "--sqlite", out("out.db")), ("out.db",)),
        "csv": Verb(("export", file, "--csv", out("tables"))),
        "form": Verb(
            ("form", file, out("out.xlsx"), "--evaluator", "ana"), ("out.xlsx",), changes=True, reads_too=True
        ),
        "minutes docx": Verb(("minutes", file, out("out.docx")), ("out.docx",)),
        "report pdf": Verb(("report", file, out("out.pdf"), "--programme", "P1"), ("out.pdf",)),
        "charts": Verb(("charts", file, out("charts"), "--kind", "bars")),
        "backup": Verb(("backup", file)),
        "restore": Verb(("restore", out("earlier.scorecard"), file), changes=True),
        "salvage": Verb(("salvage", file, out("salvaged.scorecard"))),
    }


@dataclass(slots=True)
class Failures:
    """What was counted: the times the disk failed, and how the verbs ended."""

    failures: int = 0
    refused: int = 0
    done: int = 0
    wrong: list[str] = field(default_factory=list)


class FailingDisk:
    """Runs verbs in the other process, with one failure or none."""

    def __init__(self, process: subprocess.Popen[str], folder: Path, originals: Path) -> None:
        self._process = process
        self.folder = folder
        self.originals = originals

    def lay(self, verb: Verb) -> None:
        """Put everything as it was, with an old file wherever the verb writes one."""
        for one in self.folder.iterdir():
            if one.is_dir():
                shutil.rmtree(one)
            else:
                one.unlink()
        (self.folder / "tmp").mkdir()
        (self.folder / "data").mkdir()
        for one in self.originals.iterdir():
            shutil.copyfile(one, self.folder / one.name)
        for name in verb.writes:
            if not (self.folder / name).exists():
                (self.folder / name).write_bytes(OLD)

    def old(self, name: str) -> bytes:
        """What stands where a verb writes before it does."""
        original = self.originals / name
        return original.read_bytes() if original.exists() else OLD

    def call(self, verb: Verb, number: int = 0, error: int = 0, *, lasting: bool = False) -> dict[str, Any]:
        """How a verb ends when the disk fails the so many-th time that it is touched; 0 for never.

        Where that is `lasting`, whatever is tried of the same kind after it fails as well.
        """
        asking, answering = self._process.stdin, self._process.stdout
        assert asking is not None
        assert answering is not None
        asked = {
            "arguments": verb.arguments,
            "under": str(self.folder),
            "number": number,
            "error": error,
            "lasting": lasting,
        }
        asking.write(json.dumps(asked) + "\n")
        asking.flush()
        told: dict[str, Any] = json.loads(answering.readline())
        return told

    def edits(self) -> int:
        """How many edits the evaluation holds, which is whole."""
        with Store.open(self.folder / "e.scorecard", reading=True) as store:
            assert store.verify() == ()
            return len(store.history())

    def try_everywhere(self, name: str, errors: tuple[int, ...], every: int = 1) -> Failures:
        """Let the disk fail at every place that a verb touches (or each so many-th of them), each in its own run."""
        verb = verbs(self.folder)[name]
        self.lay(verb)
        before, old = self.edits(), {one.name for one in self.folder.iterdir()}
        good = self.call(verb)
        assert good["end"] == "done", good
        after, new = self.edits(), {one.name for one in self.folder.iterdir()}
        assert (after != before) == verb.changes
        toll = Failures()
        for number in range(1, len(good["touches"]) + 1, every):
            for error in errors:
                self.lay(verb)
                told = self.call(verb, number, error)
                place = f"{name}, {errno.errorcode[error]} at {number}: {told.get('touches', ['?'])[number - 1 :][:1]}"
                toll.failures += 1
                toll.refused += told["end"] == "refused"
                toll.done += told["end"] == "done"
                toll.wrong += [f"{place}: {one}" for one in self._wrong(verb, told, before, after, old | new)]
        return toll

    def _wrong(
        self, verb: Verb, told: dict[str, Any], before: int, after: int, names: set[str]
    ) -> Iterator[str]:
        if told["end"] == "crash":
            yield told["text"][-600:]
            return
        refused = told["end"] == "refused"
        if refused and not told["text"].strip().endswith((".", "»", "”")):
            yield f"no sentence: {told['text']}"
        if told.get("code") == "stale":
            return  # It is in place, as was said, and was not opened again.
        if self.edits() not in ((before,) if refused else (before, after) if verb.reads_too else (after,)):
            yield f"{self.edits()} edits after it was {told['end']}: {told['text'] if refused else ''}"
        for name in verb.writes:
            if refused and (self.folder / name).read_bytes() != self.old(name):
                yield f"{name} is not what it was, after a refusal: {told['text']}"
            if not refused and (self.folder / name).read_bytes() == self.old(name):
                yield f"{name} is what it was, and nobody was told"
        # A lock that could not be taken may be somebody else's, and one that is nobody's is in nobody's way.
        left = {one.name for one in self.folder.iterdir() if one.suffix != ".lock"} - names
        if left and not any(touch.startswith("os.remove") for touch in told["touches"][-2:]):
            yield f"left behind: {sorted(left)}"
        if refused and (again := self.call(verb))["end"] != "done":
            yield f"a second try: {again}"


@contextmanager
def failing_disk(folder: Path, originals: Path) -> Iterator[FailingDisk]:
    """A folder whose disk fails, with everything in it that the program would put elsewhere."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.failing_process"],
        cwd=ROOT,
        env={
            **os.environ,
            "TMPDIR": str(folder / "tmp"),
            "XDG_DATA_HOME": str(folder / "data"),
            "PYTHONWARNINGS": "error",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield FailingDisk(process, folder, originals)
        assert process.stdin is not None
        process.stdin.close()


def prepare(folder: Path) -> Path:
    """A folder with an evaluation in which a workshop is held, a long table, and a package of a copy that is ahead."""

    file, other = folder / "e.scorecard", folder / "other.scorecard"
    with Workspace.create(file, frameworks=["lnk"], language="en") as workspace:
        for id in ("P1", "P2"):
            workspace.edit(programmes.add, Programme(key=new_key(), id=id, name=f"Programme {id}"))
        for id in ("ana", "luis"):
            workspace.edit(people.add_evaluator, id.title(), "independent", id)
        for evaluator, values in {"ana": "031", "luis": "420"}.items():
            for number, value in enumerate(values, start=1):
                workspace.set_value(cell_of(workspace, evaluator, "P1", f"lnk.A{number}"), value)
        question = workspace.question()
        first = workspace.study(question).disputes[0]
        place = (first.programme.key, first.criterion.id)
        now = datetime(2026, 11, 22, tzinfo=UTC)
        workspace.edit(begin_agenda, question.framework, question.round, [place], now)
        item = workspace.snapshot.discussions_in(question.framework, question.round)[0].place
        scores = workspace.scores(programme=item.programme, round=item.round, criteria=[item.criterion])
        workspace.edit(agree, scores, item, "3", "The decree names a budget.")
    shutil.copyfile(file, other)
    _verb("programme", "add", other, "--name", "A programme more")
    _verb("package", other, folder / "other.scorepack")
    other.unlink()
    _verb("export", file, "--sqlite", folder / "out.db")
    shutil.copyfile(file, folder / "earlier.scorecard")
    _verb("programme", "add", file, "--name", "A programme of ours", "--id", "OWN")
    (folder / "scores.csv").write_text(
        "programme,evaluator,round,criterion,value\nOWN,ana,r1,lnk.A1,2\nOWN,luis,r1,lnk.A2,3\n",
        encoding="utf-8",
    )
    return folder
