"""The sheet in which an import is looked through: counts, then what needs a person, then all the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from scorecard.exchange.imports.import_plan import ImportPlan, OnConflict
from scorecard.exchange.imports.long_columns import LongField
from scorecard.exchange.reading import Fault, Reading
from scorecard.i18n import _, format_count, ngettext
from ui.dialogs.import_columns import ImportColumns
from ui.dialogs.preview_sheet import PreviewSheet
from ui.models.exchange.import_files import ImportFiles
from ui.models.exchange.import_rows import FaultRow, Looks, import_rows
from ui.models.exchange.preview_rows import PreviewRow
from ui.prompts import Prompts
from ui.theme import Theme
from ui.widgets.exchange.import_file_list import ImportFileList
from ui.widgets.icon_button import IconButton
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.model.score import Cell

_FILES = 262
_CHOICES: tuple[OnConflict, ...] = ("keep", "replace")

Planner = Callable[[Collection[Reading], Collection[Fault], Callable[[ImportPlan], None]], None]
"""Makes a plan of readings and of the faults that a person has mended, and hands it on when it is there."""
Reader = Callable[[Path, Mapping[LongField, str], Callable[[Reading], None]], None]
"""Reads a file again with its columns by their heads, and hands the reading over when it is there."""
Creator = Callable[[bool, Callable[[Collection[Reading]], None]], None]
"""Reads all files again, adding who and what is missing or not, and hands the readings over when they are there."""


class ImportPreview(PreviewSheet):
    """Shows what an import would do. Nothing is stored here: once agreed, `plan` and `decisions` say what to take in.

    Problems are left out unless they are mended, conflicts that nobody has settled stay as they are; both is said
    beside the button.
    """

    def __init__(
        self,
        theme: Theme,
        looks: Looks,
        prompts: Prompts,
        files: Mapping[str, Path],
        readings: Collection[Reading],
        plan: ImportPlan,
        plan_of: Planner,
        read_again: Reader,
        create_missing: Creator,
        *,
        parent: QWidget | None = None,
    ) -> None:
        count = len(readings)
        title = ngettext("Import {count} file", "Import {count} files", count).format(
            count=format_count(count)
        )
        super().__init__(
            theme,
            title,
            _("Nothing has been taken in yet. The import is one step, and one undo takes all of it back."),
            agree=_("Import"),
            name=_("What would be taken in"),
            parts=("new", "changed", "conflict", "problem"),
            answers=[_("Keep ours"), _("Take the file’s")],
            parent=parent,
        )
        self._looks = looks
        self._prompts = prompts
        self._files = files
        self._readings = list(readings)
        self._plan_of = plan_of
        self._read_again = read_again
        self._create_missing = create_missing
        self._mended: list[Fault] = []
        self._is_open = True
        self._sure = self._errors = 0
        self.plan = plan
        self.files = ImportFiles(self)
        self.finished.connect(self._close)
        self.lay_out(self._file_column())
        self.list.remedied.connect(self.mend)
        self._show()
        self.file_list.setCurrentIndex(self.files.index(0))
        self.list.select_row(self.rows.first())

    @property
    def decisions(self) -> Mapping[Cell, OnConflict]:
        """How conflicts were settled, by the places of their scores."""
        return {place: _CHOICES[side] for place, side in self.rows.decisions.items()}

    def agreed(self) -> None:
        """Close when there is something to take in."""
        if self.agree.isEnabled():
            self.accept()

    def mend(self, row: int) -> None:
        """Take the way out of a problem: read it as it was meant, say what columns hold, or see its file."""
        here = self.rows.row(row)
        if not isinstance(here, FaultRow) or not here.remedy():
            return
        fault, table = here.fault, here.unmatched
        path = self._files.get(fault.problem.file)
        if fault.answers:
            self._mended.append(fault)
            self._plan_anew(row)
        elif table is not None and path is not None:
            sheet = ImportColumns(self.theme, fault.problem.file, table, parent=self)
            if self._prompts.run(sheet):
                self._read_again(path, sheet.columns, self._replace)
            sheet.deleteLater()
        elif path is not None:
            show = self._prompts.show_file if fault.problem.cell else self._prompts.show_folder
            show(path)

    def _replace(self, reading: Reading) -> None:
        """One file says something else now."""
        if self._is_open:
            self._readings = [reading if one.file == reading.file else one for one in self._readings]
            self._plan_anew()

    def _replace_all(self, readings: Collection[Reading]) -> None:
        if self._is_open:
            self._readings = list(readings)
            self._mended.clear()
            self._plan_anew()

    def _plan_anew(self, row: int = 0) -> None:
        self._plan_of(list(self._readings), list(self._mended), lambda plan: self._planned(plan, row))

    def _planned(self, plan: ImportPlan, row: int) -> None:
        """Show another plan, and choose the row where that was asked for, unless one is chosen still."""
        if not self._is_open:
            return
        self.plan = plan
        self._show()
        if row or not self.list.currentIndex().isValid():
            self.list.select_row(min(row, self.rows.rowCount() - 1) if row else self.rows.first())

    def _show(self) -> None:
        self.files.show(self.plan)
        counts = Counter[str](one.state for one in self.plan.cells)
        errors = self._errors = sum(one.problem.severity == "error" for one in self.plan.faults)
        wrong = errors or len(self.plan.faults)
        new, changed, waiting, same = (counts[state] for state in ("new", "changed", "conflict", "same"))
        self._sure = new + changed
        left = ngettext("{count} unchanged, left alone", "{count} unchanged, left alone", same)
        self.tiles.show_counts(
            {
                "new": (new, ngettext("new score", "new scores", new)),
                "changed": (changed, ngettext("changed score", "changed scores", changed)),
                "conflict": (waiting, ngettext("needs you", "need you", waiting)),
                "problem": (
                    wrong,
                    ngettext("problem", "problems", wrong)
                    if errors
                    else ngettext("remark", "remarks", wrong),
                ),
            },
            left.format(count=format_count(same)) if same else "",
        )
        if self.part != "all" and not self.tiles[self.part].isChecked():
            self.part = "all"
        self.show_questions([one.place for one in self.plan.conflicts])

    def rows_shown(self) -> list[PreviewRow]:
        chosen = self.files.row(self.file_list.currentIndex().row())
        return import_rows(self.plan, self._looks, file=chosen.file if chosen else "", part=self.part)

    def show_outlook(self) -> None:
        count = self._sure + sum(choice == "replace" for choice in self.decisions.values())
        words = ngettext("Import {count} score", "Import {count} scores", count)
        returned = bool(self.plan.returned)
        self.agree.setText(
            words.format(count=format_count(count)) if count or not returned else _("Note the return")
        )
        self.agree.setEnabled(bool(count) or returned)
        parts = []
        waiting = self.rows.open
        if waiting:
            words = ngettext(
                "{count} score still needs a decision; it would stay as it is.",
                "{count} scores still need a decision; they would stay as they are.",
                waiting,
            )
            parts.append(words.format(count=format_count(waiting)))
        errors = self._errors
        if errors:
            words = ngettext("{count} problem is left out.", "{count} problems are left out.", errors)
            parts.append(words.format(count=format_count(errors)))
        if not parts:
            parts.append(_("Everything is taken in.") if count else _("There is nothing to take in."))
        self.outlook.setText(" ".join(parts))

    def _file_column(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(self.theme, _("Files"), "field", ink="muted"))
        head.addStretch()
        head.addWidget(label(self.theme, _("scores"), "caption", ink="muted"))
        left.addLayout(head)
        self.file_list = ImportFileList(self.theme, self.files)
        self.file_list.setFixedWidth(_FILES)
        self.file_list.selectionModel().currentChanged.connect(lambda *_where: self.show_narrowed())
        left.addWidget(self.file_list, 1)
        self.missing = QCheckBox(_("Add who and what is missing"))
        self.missing.setToolTip(
            _(
                "Programmes and evaluators of tables that this evaluation lacks are added; their ids are their names."
            )
        )
        self.missing.toggled.connect(lambda on: self._create_missing(on, self._replace_all))
        self.missing.setVisible(any(not one.form and one.refused is None for one in self._readings))
        left.addWidget(self.missing)
        self.again = IconButton(self.theme, "redo", _("Read the files again"), kind="link", small=True)
        self.again.setToolTip(_("After a file has been mended and saved"))
        self.again.setAutoDefault(False)
        self.again.clicked.connect(lambda: self._create_missing(self.missing.isChecked(), self._replace_all))
        left.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        return left

    def _close(self) -> None:
        self._is_open = False
