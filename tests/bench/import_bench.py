"""200 filled forms read, beside openpyxl's read_only reading the same, and what comes after: the plan and the edit."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

import openpyxl

from scorecard.edits import people
from scorecard.exchange.form import write_forms
from scorecard.exchange.form_plan import plan_forms
from scorecard.exchange.reading import Reading
from scorecard.exchange.sources import files_of, read_sources
from scorecard.workspace import Workspace
from tests.exchange.filled_forms import opened

FORMS = 200
PROGRAMMES = 5


def main() -> None:
    """Print one line a measurement."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with Workspace.create(folder / "e.scorecard", sample="mining", language="en") as workspace:
            forms = make_forms(workspace, folder / "forms")
            files = files_of([forms])
            read_once(workspace, files[:5])
            ours, theirs = 0.0, 0.0
            for part in (files[:100], files[100:]):
                start = process_time()
                read_once(workspace, part)
                ours += process_time() - start
                start = process_time()
                read_with_openpyxl(part)
                theirs += process_time() - start
            print(f"{len(files)} forms of {PROGRAMMES} programmes: {ours:.2f} s of processor")
            print(
                f"openpyxl read_only, values alone: {theirs:.2f} s; ratio {ours / theirs:.3f} (at most 0.3)"
            )
            start = perf_counter()
            readings = read_once(workspace, files)
            read = perf_counter() - start
            start = perf_counter()
            plan = workspace.import_plan(readings)
            planned = perf_counter() - start
            start = perf_counter()
            workspace.take_in(plan)
            stored = perf_counter() - start
            print(
                f"a folder as a person waits for it: read {read:.2f} s, planned {planned:.2f} s "
                f"({len(plan.cells):,} cells, {plan.applied:,} of them new), stored {stored:.2f} s"
            )


def make_forms(workspace: Workspace, folder: Path) -> Path:
    """The forms of as many evaluators, each with every answer of the first programme filled in."""
    for number in range(FORMS):
        workspace.edit(people.add_evaluator, f"Evaluator number {number}", "independent", f"e{number}")
    snapshot, now = workspace.snapshot, datetime.now(UTC)
    round = snapshot.round().key
    plan = plan_forms(
        snapshot,
        framework=snapshot.framework_in("ptpr", round),
        round=round,
        evaluators=[snapshot.evaluator(f"e{number}").key for number in range(FORMS)],
        programmes=[one.key for one in snapshot.ordered_programmes()[:PROGRAMMES]],
        owed=False,
        language="en",
        made_at=now,
    )
    write_forms(workspace.mailing(plan, now), folder)
    first = snapshot.ordered_programmes()[0].id
    for form in folder.iterdir():
        with opened(form) as of:
            for criterion in snapshot.framework("ptpr").criteria:
                of(first).say(criterion.code, 3, None, "Seen by the evaluator, with some words about it")
    return folder


def read_once(workspace: Workspace, files: tuple[Path, ...]) -> tuple[Reading, ...]:
    """What the program does with them."""
    readings = read_sources(files, workspace.snapshot)
    assert all(reading.refused is None for reading in readings)
    return readings


def read_with_openpyxl(files: tuple[Path, ...]) -> None:
    """Every value of every sheet, and nothing else."""
    for file in files:
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            for _row in sheet.iter_rows(values_only=True):
                pass
        workbook.close()


if __name__ == "__main__":
    main()
