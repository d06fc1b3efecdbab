"""Every sheet of the window by its name, made as its desk makes it, on the invented workshop."""

from __future__ import annotations

import inspect
import pkgutil
import shutil
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

import ui.dialogs
from ui.dialogs.export import ExportChoice
from ui.dialogs.preview_sheet import PreviewSheet
from ui.dialogs.sheet import Sheet

if TYPE_CHECKING:
    from scorecard.workspace import Workspace
    from ui.app import Program
    from ui.theme import Theme

Making = Callable[["Program", "Workspace", "Theme"], QDialog]

SHEETS: dict[str, Making] = {}


def sheet(make: Making) -> Making:
    """Keep a way of making a sheet under its name."""
    SHEETS[make.__name__] = make
    return make


def classes() -> set[str]:
    """The classes of sheets that a person meets."""
    bases = (Sheet, PreviewSheet, ExportChoice)
    found = set()
    for module in pkgutil.iter_modules(ui.dialogs.__path__):
        members = vars(import_module(f"ui.dialogs.{module.name}")).values()
        found |= {
            one.__name__
            for one in members
            if inspect.isclass(one) and issubclass(one, QDialog) and one not in bases and one is not QDialog
        }
    return {name for name in found if not name.startswith("_")}


@sheet
def about(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.about import About

    return About(theme, program.window)


@sheet
def keys(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.keys import Keys

    return Keys(theme, "score", program.window)


@sheet
def new_evaluation(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.new_evaluation import NewEvaluation

    return NewEvaluation(theme, program.prompts, program.window)


@sheet
def assign(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.assign import AssignSheet

    snapshot = workspace.snapshot
    return AssignSheet(theme, snapshot, snapshot.round().key, snapshot.ordered_programmes(), program.window)


@sheet
def citations(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.citations import CitationsDialog

    snapshot = workspace.snapshot
    item = next(iter(snapshot.evidence.values()))
    evaluator = snapshot.ordered_evaluators()[0].key
    round = snapshot.round().key
    return CitationsDialog(program.session, theme, workspace, item, evaluator, round, program.window)


@sheet
def conflict(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.conflict import ConflictSheet

    evaluator = workspace.snapshot.ordered_evaluators()[0].key
    return ConflictSheet(program.session, theme, evaluator, parent=program.window)


@sheet
def crosswalk(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from scorecard.analysis.record.succession import preview
    from scorecard.edits import drafting, frameworks
    from ui.dialogs.crosswalk import CrosswalkDialog

    workspace.edit(frameworks.begin_draft, "ptpr")
    workspace.edit(frameworks.redraft, "ptpr", lambda draft: drafting.retire_criterion(draft, "ptpr.ANT1"))
    snapshot = workspace.snapshot
    changed = snapshot.drafts["ptpr"].framework
    made = CrosswalkDialog(
        theme,
        "ptpr",
        changed.version,
        look=lambda: (snapshot, preview(snapshot, "ptpr", workspace.framework_scores("ptpr"))),
        relink=lambda _link: None,
        adopt=lambda _name: None,
        parent=program.window,
    )
    workspace.edit(frameworks.discard_draft, "ptpr")
    return made


@sheet
def discrepancies(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.discrepancies import DiscrepanciesDialog

    snapshot = workspace.snapshot
    return DiscrepanciesDialog(theme, snapshot, list(snapshot.evidence)[:2], parent=program.window)


@sheet
def document(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.document import DocumentDialog

    return DocumentDialog(program.session, theme, program.prompts, parent=program.window)


@sheet
def documents(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.documents import DocumentsDialog

    return DocumentsDialog(program.session, theme, program.prompts, program.window)


@sheet
def new_evaluator(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.evaluator import NewEvaluator

    return NewEvaluator(program.session, theme, program.window)


@sheet
def change_evaluator(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.evaluator import ChangeEvaluator

    evaluator = workspace.snapshot.ordered_evaluators()[0]
    return ChangeEvaluator(program.session, theme, evaluator, program.window)


@sheet
def evidence(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.evidence import EvidenceDialog

    item = next(iter(workspace.snapshot.evidence.values()))
    return EvidenceDialog(program.session, theme, program.prompts, item, program.window)


@sheet
def charts(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.export import ChartChoice

    return ChartChoice(program.session, workspace.snapshot, theme, program.window)


@sheet
def workbook(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.workbook import WorkbookChoice
    from ui.models.exchange.workbook_presets import WorkbookPresets
    from ui.preferences import Preferences

    presets = WorkbookPresets(preferences=Preferences(), evaluation="")
    return WorkbookChoice(program.session, workspace.snapshot, theme, presets, program.window)


@sheet
def forms(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.forms import FormsSheet

    return FormsSheet(program.session, workspace.snapshot, theme, program.window)


@sheet
def framework_id(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.framework_id import FrameworkIdDialog

    return FrameworkIdDialog(theme, "ANT1", lambda _id: None, program.window)


@sheet
def framework_merge(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.framework_merge import MergeDialog

    framework = workspace.snapshot.framework("ptpr")
    return MergeDialog(theme, framework, framework.criteria[0], lambda _ids: None, program.window)


@sheet
def framework_new(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.framework_new import NewFramework

    return NewFramework(theme, lambda _id, _name: None, program.window)


@sheet
def framework_problems(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from scorecard.library.frameworks import FrameworkProblems
    from scorecard.model.problem import Problem
    from ui.dialogs.framework_problems import FrameworkProblemsDialog

    problem = Problem(severity="error", text="A criterion has no question.", file="own.toml", cell="B2")
    return FrameworkProblemsDialog(theme, FrameworkProblems("own.toml", (problem,)), program.window)


@sheet
def import_columns(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from scorecard.exchange.grid import NoTable
    from ui.dialogs.import_columns import ImportColumns

    table = NoTable("", sheet="", rows=(("Programme", "Mark"), ("W01", "3")))
    return ImportColumns(theme, "marks.csv", table, parent=program.window)


@sheet
def keep_weights(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.keep_weights import KeepWeights

    return KeepWeights(theme, "Anticipation 20 %", lambda _name: None, program.window)


@sheet
def note_sheet(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.note_sheet import NoteSheetDialog

    return NoteSheetDialog(theme, workspace.snapshot, parent=program.window)


@sheet
def note_sheet_new(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.note_sheet import NewNoteSheetDialog

    return NewNoteSheetDialog(theme, workspace.snapshot, program.prompts, program.window)


@sheet
def paste_programmes(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.paste_programmes import PasteProgrammes

    copied = "id\tname\nW90\tAnother programme"
    return PasteProgrammes(theme, workspace.snapshot, program.prompts, copied, parent=program.window)


@sheet
def programme(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.programme import ProgrammeDialog

    return ProgrammeDialog(theme, workspace.snapshot, parent=program.window)


@sheet
def round(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.round import RoundSheet

    return RoundSheet(program.session, theme, workspace.snapshot.round(), program.window)


@sheet
def source_tables(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.source_tables import SourceTablesDialog

    return SourceTablesDialog(
        theme, program.session, program.prompts, program.tasks, lambda _path: None, program.window
    )


@sheet
def merge_preview(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    """Of a copy in which one score is other than here."""
    from scorecard.exchange.merging.package_reader import read_package
    from scorecard.workspace import Workspace
    from ui.dialogs.merge_preview import MergePreview

    snapshot = workspace.snapshot
    cell = workspace.scores(programme=snapshot.ordered_programmes()[0].key)[0].cell
    folder = Path(tempfile.mkdtemp())
    shutil.copyfile(workspace.path, folder / "there.scorecard")
    with Workspace.open(folder / "there.scorecard") as there:
        there.set_value(cell, "NE")
        there.package(folder / "there.scorepack")
    package = read_package(folder / "there.scorepack")
    workspace.set_value(cell, "0" if workspace.score(cell).value != "0" else "1")
    plan = workspace.merge_plan([package])
    viewer = snapshot.ordered_evaluators()[0].key
    made = MergePreview(theme, snapshot, viewer, plan, lambda _decisions, _done: None, parent=program.window)
    workspace.undo()
    shutil.rmtree(folder)
    return made


@sheet
def import_preview(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    """Of a table with a change, and with a row that cannot be read."""
    from scorecard.exchange.imports.sources import read_sources
    from ui.dialogs.import_preview import ImportPreview
    from ui.models.exchange.import_rows import Looks

    folder = Path(tempfile.mkdtemp())
    path = folder / "table.csv"
    path.write_text(
        "programme,evaluator,criterion,value\nW01,clara,ptpr.ANT1,NE\nW01,clara,ptpr.ANT2,9\n",
        encoding="utf-8",
    )
    snapshot = workspace.snapshot
    readings = read_sources([path], snapshot)
    shutil.rmtree(folder)
    looks = Looks(
        snapshot, {one.id: one for one in workspace.history()}, snapshot.ordered_evaluators()[0].key
    )
    return ImportPreview(
        theme,
        looks,
        program.prompts,
        {reading.file: path for reading in readings},
        readings,
        workspace.import_plan(readings),
        plan_of=lambda _said, _mended, _done: None,
        read_again=lambda _path, _columns, _done: None,
        create_missing=lambda _create, _done: None,
        parent=program.window,
    )


@sheet
def backups(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.backups import BackupsDialog

    return BackupsDialog(
        theme, (), show_folder=lambda _path: None, history=workspace.history(), parent=program.window
    )


@sheet
def paper(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.paper import PaperChoice

    made = PaperChoice(theme, "Report on a programme", "Its profile, marks and evidence.", program.window)
    made.ask_programme(workspace.snapshot, None)
    return made


@sheet
def workshop_cells(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from scorecard.analysis.workshops.workshop import Workshop
    from ui.dialogs.workshop_cells import AddCells

    return AddCells(theme, Workshop(workspace.study(workspace.question())), program.window)


@sheet
def workshop_settings(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from scorecard.model.workshop import Agenda
    from ui.dialogs.workshop_settings import WorkshopSettings

    snapshot = workspace.snapshot
    agenda = Agenda(framework="ptpr", round=snapshot.round().key, begun_at="2026-11-29T10:00:00+00:00")
    return WorkshopSettings(theme, snapshot, agenda, program.window)


@sheet
def data(program: Program, workspace: Workspace, theme: Theme) -> QDialog:
    from ui.dialogs.data import DataChoice

    return DataChoice(theme, blind=True, compared=True, parent=program.window)
