"""Merging 300 regions x 15 programmes x 40 criteria x 3 evaluators, beside bare JSON and SQLite with the same rows.

The rival is what nobody could do without: it unpacks the lines, parses each with `json.loads`, and writes the same
rows into the same tables and indexes with `executemany`, durable in one transaction. It checks nothing, knows no
conflict and no reference, and believes every byte. Each of the two runs in a process of its own, for its memory.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from scorecard.exchange.merging.package import save_package
from scorecard.exchange.merging.package_reader import read_package
from scorecard.model.edit import Label, Revision
from scorecard.model.page import Entry, Page, body_of, hash_of
from scorecard.model.record import Record, new_key, ref
from scorecard.storage.migrations import SCHEMA, migrate
from scorecard.storage.store import Store
from scorecard.workspace import Workspace
from tests.analysis.evaluations import framework_of
from tests.bench.measure import Measure, peak
from tests.storage.evaluations import AUTHOR, plan_of, score_at

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
REGIONS, FEWER = (3, 30, 300), 20
PROGRAMMES, CRITERIA, EVALUATORS = 15, 40, 3


def measures(folder: Path) -> Iterator[Measure]:
    """Packages in which a programme is an edit, up to 300 regions; and some in which each score is one."""
    whole = folder / "merge"
    make(whole, REGIONS[-1], CRITERIA * EVALUATORS)
    for regions in REGIONS:
        yield from beside_rival("a programme an edit", some(whole, regions), regions)
    single = folder / "merge-single"
    make(single, FEWER, 1)
    yield from beside_rival("a score an edit", single, FEWER)


def some(whole: Path, regions: int) -> Path:
    """A folder with the base and the packages of the first regions."""
    folder = whole.with_name(f"merge-{regions}")
    folder.mkdir()
    for path in (whole / "base.scorecard", *sorted(whole.glob("*.scorepack"))[:regions]):
        shutil.copyfile(path, folder / path.name)
    return folder


def beside_rival(words: str, folder: Path, regions: int) -> Iterator[Measure]:
    """Time and memory of both, each in a process of its own."""
    told = {}
    for who in ("rival", "merge"):
        command = [sys.executable, "-m", "tests.bench.merge_bench", who, str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        told[who] = [float(part) for part in done.stdout.split()]
    programmes = regions * PROGRAMMES
    (time, most), (bare, bare_most) = told["merge"], told["rival"]
    beside = "bare json and sqlite3 write the same rows"
    name = f"packages merged, {words}"
    yield Measure(name=name, ours=time, rival=bare, beside=beside, programmes=programmes)
    yield Measure(
        name=f"{name}, memory", ours=most, rival=bare_most, unit="MB", beside=beside, programmes=programmes
    )


def make(folder: Path, regions: int, at_once: int) -> None:
    """An evaluation and a package of each region, in which everything was scored so many cells at once."""
    folder.mkdir()
    plan = plan_of(programmes=0, evaluators=0)
    framework = framework_of({"ANT": CRITERIA}, id="ptpr")
    path = folder / "base.scorecard"
    Store.create(path, plan.founding(framework), author=AUTHOR).close()
    with Store.open(path, reading=True) as store:
        founding = store.pages()
    dice = random.Random(1)
    for region in range(regions):
        own = plan_of(programmes=PROGRAMMES, evaluators=EVALUATORS, criteria=CRITERIA)
        people: list[Record] = []
        for record in (*own.evaluators, *own.programmes):
            object.__setattr__(record, "id", f"R{region}-{record.id}")
            object.__setattr__(record, "name", f"{record.name} of region {region}")
            people.append(record)
        cells = [cell._replace(round=plan.round.key) for cell in own.cells]
        scores: list[Record] = [score_at(cell, dice.choice("01234")) for cell in cells]
        pages = [*founding, _page(people, region)]
        pages += [_page(scores[place : place + at_once], region) for place in range(0, len(scores), at_once)]
        save_package(folder / f"r{region:03}.scorepack", plan.evaluation, pages)


def _page(records: list[Record], region: int) -> Page:
    label = Label(message="level {level} for {criterion}", values=(("level", "3"), ("criterion", "ANT1")))
    revision = Revision(
        id=new_key(), at=datetime(2026, 11, 22, tzinfo=UTC), author=f"Region {region}", label=label
    )
    entries = tuple(Entry(*ref(record), None, body_of(record), "") for record in records)
    return Page(revision, entries, hash_of(revision, entries))


def merge(folder: Path) -> dict[str, float]:
    """Read the packages, plan and merge them: the seconds of each."""
    begun = process_time()
    packages = [read_package(path) for path in sorted(folder.glob("*.scorepack"))]
    read = process_time()
    with Workspace.open(folder / "base.scorecard") as workspace:
        plan = workspace.merge_plan(packages)
        assert plan.may_apply
        planned = process_time()
        workspace.merge(plan)
    done = process_time()
    return {"read": read - begun, "plan": planned - read, "write": done - planned}


def rival(folder: Path) -> dict[str, float]:
    """The same rows by the barest means."""
    begun = process_time()
    revisions, changes, scores, records = [], [], [], []
    names: dict[str, int] = {}
    number = 0
    for path in sorted(folder.glob("*.scorepack")):
        with zipfile.ZipFile(path) as archive:
            lines = archive.read("revisions.jsonl").splitlines()
        for line in lines:
            value = json.loads(line)
            if isinstance(value, dict):
                number += 1
                place = 0
                parts = ("id", "at", "author", "label", "kind", "target", "hash")
                revisions.append((number, *(value[part] for part in parts)))
                continue
            kind, key, before, after, supersedes = value
            if kind == "score":
                cell = [names.setdefault(part, len(names) + 1) for part in key.split("/")]
                key = "/".join(map(str, cell))
                scores.append((*cell, json.loads(after)["value"], number))
            else:
                records.append((kind, key, after, number))
            changes.append((number, place, kind, key, before, after, supersedes))
            place += 1
    read = process_time()
    path = folder / "rival.scorecard"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("BEGIN")
        migrate(connection, 0, SCHEMA)
        connection.executemany("INSERT INTO name (text, id) VALUES (?, ?)", names.items())
        connection.executemany(
            "INSERT OR IGNORE INTO revision (number, id, at, author, label, kind, target, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            revisions,
        )
        connection.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?)", changes)
        connection.executemany("INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?)", records)
        connection.executemany(
            "INSERT INTO score (programme, evaluator, round, criterion, value, note, confidence, question, challenge,"
            " cites, revision) VALUES (?, ?, ?, ?, ?, '', '', '', '', '[]', ?)",
            scores,
        )
        connection.execute("COMMIT")
    return {"read": read - begun, "write": process_time() - read}


if __name__ == "__main__":
    work = {"merge": merge, "rival": rival}[sys.argv[1]]
    seconds = sum(work(Path(sys.argv[2])).values())
    print(seconds * 1e3, peak())
