"""Sends forms, has them answered, and packs a copy, so that the pictures of Exchange show work and not empty lists."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QWidget

from scorecard.edits import forms, programmes
from scorecard.exchange.forms.form import write_forms
from scorecard.exchange.forms.plan import plan_forms
from scorecard.i18n import language
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.score import Cell
from scorecard.workspace import Workspace
from ui.models.exchange.runs import ExchangeRuns
from ui.preferences import Preferences
from ui.prompts import Prompts

_WIDTH = 1080
_HEADS = 4
"""The row of a form in which its heads stand."""


class Looking(Prompts):
    """Chooses the files that it is given, and takes the picture of the sheet that is to be agreed to."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []
        self.taken: QPixmap | None = None

    def open_paths(self, parent: QWidget | None, kinds: str, title: str) -> list[Path]:
        return self.paths

    def run(self, dialog: QDialog) -> bool:
        # The screen of no display is narrower than the sheet wants to be.
        dialog.setMinimumWidth(_WIDTH)
        dialog.show()
        loop = QEventLoop()
        QTimer.singleShot(300, loop.quit)
        loop.exec()
        self.taken = dialog.grab()
        dialog.hide()
        return False


def with_runs(workspace: Workspace, preferences: Preferences, home: Path) -> None:
    """Five forms went out and two came back, and every card has made something this morning."""
    for path in send(workspace, home, hour=8)[:2]:
        answer(path, {"W03": {"ANT1": "3", "ANT2": "NE"}, "W04": {"ANT1": "2"}})
        workspace.import_scores([path], on_conflict="replace")
    runs = ExchangeRuns(preferences=preferences, evaluation=workspace.snapshot.evaluation.id)
    stem = workspace.path.stem
    made = {
        "forms": (home / "forms", {"forms": 5}),
        "import": (home / "returned", {"files": 2, "scores": 6}),
        "merge": (home / "lima.scorepack", {"files": 1, "conflicts": 3}),
        "workbook": (home / f"{stem}-ptpr.xlsx", {"programmes": 12}),
        "charts": (home / "charts", {"pictures": 9}),
        "tables": (home / "synthesis.csv", {}),
        "data": (home / f"{stem}-tables", {"tables": 37}),
        "package": (home / f"{stem}.scorepack", {}),
    }
    for name, (path, counts) in made.items():
        runs.remember(name, path, **counts)  # type: ignore[arg-type]
    morning = datetime.now().astimezone().replace(hour=8, minute=12, second=0, microsecond=0)
    for place, key in enumerate(preferences.runs):
        preferences.runs[key] = replace(preferences.runs[key], at=morning + timedelta(minutes=23 * place))


def files_to_import(workspace: Workspace, home: Path) -> list[Path]:
    """A form with conflicts, changes and mistakes, and a table whose columns nobody knows."""
    form = next(path for path in send(workspace, home, hour=9) if "marta" in path.name.casefold())
    answer(
        form,
        {
            "W01": {"ANT1": "NE", "ANT2": "1", "ANT3": "NE", "ANT4": "n.a."},
            "W02": {"ANT1": "3,5", "ANT2": "1", "ANT3": "NE"},
        },
    )
    for code in ("ANT1", "ANT2"):
        say(workspace, "marta", "W01", code, "0")
    table = home / "tabla.csv"
    table.write_text("Quién;P;C;N\nivan;W01;ptpr.ANT1;NE\n", encoding="utf-8")
    return [form, table]


def package_to_merge(workspace: Workspace, home: Path) -> list[Path]:
    """The package of a copy in which two scores became something else than here, and much is new."""
    path = home / "lima.scorecard"
    shutil.copyfile(workspace.path, path)
    with Workspace.open(path) as there:
        for code in ("ANT1", "ANT2"):
            say(workspace, "ivan", "W01", code, "NE")
            say(there, "ivan", "W01", code, "0")
        for code, value in (("ANT3", "NE"), ("ADA1", "1"), ("ADA2", "4")):
            say(there, "rosa", "W02", code, value)
        for one, name in ((workspace, "Corredor del norte"), (there, "Clúster textil")):
            one.edit(programmes.add, Programme(key=new_key(), id="W90", name=name))
        there.package(path.with_suffix(".scorepack"))
    return [path.with_suffix(".scorepack")]


def send(workspace: Workspace, home: Path, *, hour: int) -> list[Path]:
    """A form for each evaluator, written and noted as sent at this hour of today."""
    snapshot = workspace.snapshot
    round = snapshot.round().key
    at = datetime.now().astimezone().replace(hour=hour, minute=5, second=0, microsecond=0).astimezone(UTC)
    plan = plan_forms(
        snapshot,
        framework=snapshot.framework_in("ptpr", round),
        round=round,
        evaluators=[one.key for one in snapshot.ordered_evaluators()],
        programmes=None,
        owed=False,
        language=language(),
        made_at=at,
    )
    folder = home / "forms"
    folder.mkdir(exist_ok=True)
    written = write_forms(workspace.mailing(plan, at), folder)
    workspace.edit(forms.sent, written)
    return [folder / one.file for one in written]


def answer(form: Path, said: dict[str, dict[str, str]]) -> None:
    """Fill in levels by programme and code of the criterion, as a person does in Excel."""
    workbook = openpyxl.load_workbook(form)
    for programme, levels in said.items():
        sheet = workbook[programme]
        heads = [cell.value for cell in sheet[_HEADS]]
        column = next(place for place, head in enumerate(heads, start=1) if head in ("Answer", "Respuesta"))
        for row in sheet.iter_rows(min_row=_HEADS + 1):
            if row[0].value in levels:
                sheet.cell(row[0].row, column).value = levels[row[0].value]
    workbook.save(form)


def say(workspace: Workspace, evaluator: str, programme: str, code: str, value: str) -> None:
    """Store one level of the latest round."""
    snapshot = workspace.snapshot
    cell = Cell(
        snapshot.programme(programme).key,
        snapshot.evaluator(evaluator).key,
        snapshot.round().key,
        f"ptpr.{code}",
    )
    workspace.set_value(cell, value)
