"""Forms as people send them back: filled in, sorted, pasted, spoilt in the honest ways."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from scorecard.edits import forms as form_edits
from scorecard.exchange.forms.form import write_form
from scorecard.exchange.forms.plan import plan_forms
from scorecard.model.score import Cell
from scorecard.workspace import Workspace

FIRST = 5
"""The first row of answers, from 1."""


class Sheet:
    """The sheet of one programme in a form, by criterion code."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        heads = [cell.value for cell in sheet[4]]
        self.answer = heads.index(next(head for head in heads if head in ("Answer", "Respuesta"))) + 1
        self.key = heads.index("key") + 1

    def row(self, code: str) -> int:
        """The first row in which a criterion is asked."""
        return next(cell.row for cell in self.sheet[self.column(1)] if cell.value == code)

    def column(self, number: int) -> str:
        """The letters of a column."""
        letters: str = self.sheet.cell(1, number).column_letter
        return letters

    def say(self, code: str, value: Any = None, evidence: Any = None, note: Any = None) -> str:
        """Fill in the cells of a criterion; returns the address of its answer."""
        row = self.row(code)
        for offset, entry in enumerate((value, evidence, note)):
            if entry is not None:
                self.sheet.cell(row, self.answer + offset).value = None if entry == "" else entry
        return f"{self.column(self.answer)}{row}"

    def values(self, row: int) -> list[Any]:
        """All cells of a row."""
        return [self.sheet.cell(row, column).value for column in range(1, self.key + 1)]

    def put(self, row: int, values: list[Any]) -> None:
        """Write all cells of a row."""
        for column, value in enumerate(values, start=1):
            self.sheet.cell(row, column).value = value


def cell_of(workspace: Workspace, evaluator: str, programme: str, criterion: str) -> Cell:
    """The place of a score in the latest round."""
    snapshot = workspace.snapshot
    return Cell(
        snapshot.programme(programme).key,
        snapshot.evaluator(evaluator).key,
        snapshot.round().key,
        criterion,
    )


def send_form(
    workspace: Workspace,
    path: Path,
    evaluator: str,
    *programmes: str,
    framework: str | None = None,
    language: str = "en",
) -> Path:
    """Make the form of an evaluator and remember that it was sent."""
    snapshot, now = workspace.snapshot, datetime.now(UTC)
    round = snapshot.round().key
    asked = snapshot.framework_in(framework or snapshot.evaluation.frameworks[0], round)
    plan = plan_forms(
        snapshot,
        framework=asked,
        round=round,
        evaluators=[snapshot.evaluator(evaluator).key],
        programmes=[snapshot.programme(id).key for id in programmes] or None,
        owed=False,
        language=language,
        made_at=now,
    )
    mailing = workspace.mailing(plan, now)
    workspace.edit(form_edits.sent, [write_form(mailing, plan.forms[0], path)])
    return path


@contextmanager
def opened(path: Path) -> Iterator[Callable[[str], Sheet]]:
    """A form as a person changes it and saves it: `of("W01")` is the sheet of a programme."""
    workbook = openpyxl.load_workbook(path)
    yield lambda name: Sheet(workbook[name])
    workbook.save(path)


def without_properties(path: Path) -> None:
    """Take the custom properties out, as some programs do when they save."""
    _rewrite(path, lambda name, content: None if name == "docProps/custom.xml" else content)


def spoilt_parts(path: Path, part: str) -> None:
    """Cut one part in half."""
    _rewrite(path, lambda name, content: content[: len(content) // 2] if name == part else content)


def without_part(path: Path, part: str) -> None:
    """Lose one part altogether, as a broken transfer or a repair may."""
    _rewrite(path, lambda name, content: None if name == part else content)


def _rewrite(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = [(name, change(name, archive.read(name))) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            if content is not None:
                archive.writestr(name, content)
