"""200 filled forms read, beside openpyxl's read_only reading the same, and what comes after: the plan and the edit."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from scorecard.exchange.forms.form import write_forms
from scorecard.exchange.imports.sources import files_of, read_sources
from scorecard.exchange.reading import Reading
from scorecard.workspace import Workspace
from tests.bench.form_bench import mining, planned
from tests.bench.measure import Measure, spent
from tests.exchange.filled_forms import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMS, PROGRAMMES = 200, 5
PART = 20


def measures(folder: Path) -> Iterator[Measure]:
    """Reading in turn with openpyxl; the plan and the one edit of all."""
    with mining(folder / "import.scorecard", FORMS) as workspace:
        files = files_of([filled(workspace, folder / "filled")])
        read_once(workspace, files[:5])
        ours = theirs = 0.0
        for start in range(0, len(files), PART):
            part = files[start : start + PART]
            ours += spent(partial(read_once, workspace, part))
            theirs += spent(partial(read_with_openpyxl, part))
        yield Measure(
            name="200 forms of 5 programmes read",
            ours=ours,
            rival=theirs,
            beside="openpyxl read_only, values alone",
            bound=0.3,
        )
        readings = read_once(workspace, files)
        yield Measure(name="their import planned", ours=spent(lambda: workspace.import_plan(readings)))
        plan = workspace.import_plan(readings)
        yield Measure(name="their import stored", ours=spent(lambda: workspace.take_in(plan)))


def filled(workspace: Workspace, folder: Path) -> Path:
    """The forms of as many evaluators, each with every answer of the first programme filled in."""
    write_forms(workspace.mailing(planned(workspace, FORMS, PROGRAMMES), datetime.now(UTC)), folder)
    snapshot = workspace.snapshot
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
