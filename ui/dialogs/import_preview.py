"""The sheet in which an import is looked through: counts, then what needs a person, then all the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from scorecard.exchange.import_plan import ImportPlan, OnConflict
from scorecard.exchange.long_columns import LongField
from scorecard.exchange.reading import Fault, Reading
from scorecard.i18n import _, format_count, ngettext
from ui.dialogs.import_columns import ImportColumns
from ui.dialogs.sheet import Sheet
from ui.models.import_files import ImportFiles
from ui.models.import_rows import HeadRow, ImportRows, Part
from ui.prompts import Prompts
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.icons import draw_icon
from ui.widgets.import_file_list import ImportFileList
from ui.widgets.import_list import ImportList
from ui.widgets.import_tiles import ImportTiles
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.model.edit import Revision
    from scorecard.model.evaluation import Key
    from scorecard.model.score import Cell
    from scorecard.model.snapshot import Snapshot

_WIDTH = 1080
_BODY = 400
_FILES = 262
_TOLD_LINES = 3
_CHOICES: tuple[OnConflict, ...] = ("keep", "replace")

Planner = Callable[[Collection[Reading], Collection[Fault]], ImportPlan]
"""Makes a plan of readings and of the faults that a person has mended."""
Reader = Callable[[Path, Mapping[LongField, str], Callable[[Reading], None]], None]
"""Reads a file again with its columns by their heads, and hands the reading over when it is there."""
Creator = Callable[[bool, Callable[[Collection[Reading]], None]], None]
"""Reads all files again, adding who and what is missing or not, and hands the readings over when they are there."""


class ImportPreview(Sheet):
    """Shows what an import would do. Nothing is stored here: once agreed, `plan` and `decisions` say what to take in.

    Problems are left out unless they are mended, conflicts that nobody has settled stay as they are; both is said
    beside the button.
    """

    def __init__(
        self,
        theme: Theme,
        snapshot: Snapshot,
        history: Mapping[Key, Revision],
        prompts: Prompts,
        files: Mapping[str, Path],
        readings: Collection[Reading],
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
        super().__init__(theme, title, agree=_("Import"), width=_WIDTH, parent=parent)
        self._prompts = prompts
        self._files = files
        self._readings = list(readings)
        self._plan_of = plan_of
        self._read_again = read_again
        self._create_missing = create_missing
        self._mended: list[Fault] = []
        self._part: Part = "all"
        self._is_open = True
        self._sure = self._waiting = self._errors = 0
        self.plan = plan_of(self._readings, ())
        self.rows = ImportRows(snapshot, history, self)
        self.files = ImportFiles(self)
        self.finished.connect(self._close)
        sentence = _(
            "Nothing has been taken in yet. The import is one step, and one undo takes all of it back."
        )
        self.body.addWidget(label(theme, sentence, "body", ink="muted"))
        self.tiles = ImportTiles(theme)
        self.tiles.chosen.connect(self.narrow)
        self.body.addWidget(self.tiles)
        self.body.addLayout(self._lists())
        self._told = label(theme, "", "body", wrap=True)
        self._told.setFixedHeight(_TOLD_LINES * self._told.fontMetrics().lineSpacing() + 2)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._about())
        self._outlook = label(theme, "", "body", ink="muted")
        self.buttons.insertWidget(0, _Sign(theme))
        self.buttons.insertWidget(1, self._outlook)
        self._show()
        self.file_list.setCurrentIndex(self.files.index(0))
        self.list.select_row(self.rows.first())

    @property
    def decisions(self) -> Mapping[Cell, OnConflict]:
        """How conflicts were settled, by the places of their scores."""
        return self.rows.decisions

    def agreed(self) -> None:
        """Close when there is something to take in."""
        if self.agree.isEnabled():
            self.accept()

    def decide(self, row: int, choice: OnConflict | None) -> None:
        """Settle the conflict in a row, and go on to the next that is open."""
        self.rows.decide(row, choice)
        self._show_outlook()
        following = self.rows.next_open(row)
        self.list.select_row(following if choice is not None and following >= 0 else row)
        self._tell()

    def decide_all(self, choice: OnConflict) -> None:
        """Settle every conflict that is shown."""
        self.rows.decide_all(choice)
        self._show_outlook()
        self._tell()

    def narrow(self, part: Part) -> None:
        """Show one part of the rows, or all of them where that one is shown already."""
        self._part = part if part != self._part else "all"
        self.tiles.check(self._part)
        self._narrow()

    def mend(self, row: int) -> None:
        """Take the way out of a problem: read it as it was meant, say what columns hold, or see its file."""
        fault = self.rows.row(row)
        if not isinstance(fault, Fault) or not self.rows.remedy(fault):
            return
        table = self.rows.unmatched(fault)
        path = self._files.get(fault.problem.file)
        if fault.answers:
            self._mended.append(fault)
            self._plan_anew()
            self.list.select_row(min(row, self.rows.rowCount() - 1))
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

    def _plan_anew(self) -> None:
        self.plan = self._plan_of(self._readings, self._mended)
        self._show()
        if not self.list.currentIndex().isValid():
            self.list.select_row(self.rows.first())

    def _show(self) -> None:
        self.files.show(self.plan)
        self.rows.show(self.plan)
        counts = Counter[str](one.state for one in self.plan.cells)
        self._errors = sum(one.problem.severity == "error" for one in self.plan.faults)
        waiting = self._waiting = counts["conflict"]
        self._sure = counts["new"] + counts["changed"]
        self.tiles.show_counts(counts, errors=self._errors, remarks=len(self.plan.faults) - self._errors)
        self._for_all.setVisible(bool(waiting))
        if self._part != "all" and not self.tiles[self._part].isChecked():
            self.narrow(self._part)
        self._show_outlook()
        self._tell()

    def _show_outlook(self) -> None:
        """What the button takes in, and what happens to the rest."""
        count = self._sure + sum(choice == "replace" for choice in self.decisions.values())
        words = ngettext("Import {count} score", "Import {count} scores", count)
        returned = bool(self.plan.returned)
        self.agree.setText(
            words.format(count=format_count(count)) if count or not returned else _("Note the return")
        )
        self.agree.setEnabled(bool(count) or returned)
        parts = []
        waiting = self._waiting - len(self.decisions)
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
        self._outlook.setText(" ".join(parts))

    def _tell(self) -> None:
        """All about the row that is chosen, below the list."""
        row = self.rows.row(self.list.currentIndex().row())
        text = "" if row is None or isinstance(row, HeadRow) else self.rows.sentence(row)
        self._told.setText(text)
        self._told.setToolTip(text)

    def _narrow(self) -> None:
        chosen = self.files.row(self.file_list.currentIndex().row())
        self.rows.narrow(file=chosen.file if chosen else "", part=self._part)
        self.list.select_row(self.rows.first())
        self._tell()

    def _lists(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(self.theme, _("Files"), "field", ink="muted"))
        head.addStretch()
        head.addWidget(label(self.theme, _("scores"), "caption", ink="muted"))
        left.addLayout(head)
        self.file_list = ImportFileList(self.theme, self.files)
        self.file_list.setFixedWidth(_FILES)
        self.file_list.selectionModel().currentChanged.connect(lambda *_where: self._narrow())
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
        row.addLayout(left)
        self.list = ImportList(self.theme, self.rows)
        self.list.setFixedHeight(_BODY)
        self.list.decided.connect(self.decide)
        self.list.remedied.connect(self.mend)
        self.list.selectionModel().currentChanged.connect(lambda *_where: self._tell())
        row.addWidget(self.list, 1)
        return row

    def _about(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._told, 1)
        self._for_all = QWidget()
        inside = QHBoxLayout(self._for_all)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(label(self.theme, _("All that need you"), "field"))
        self.for_all = Segmented(
            self.theme,
            [_("Keep ours"), _("Take the file’s")],
            name=_("All that need you"),
            current=-1,
            px=12,
        )
        self.for_all.changed.connect(lambda place: self.decide_all(_CHOICES[place]))
        inside.addWidget(self.for_all)
        row.addWidget(self._for_all, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _close(self) -> None:
        self._is_open = False


class _Sign(QWidget):
    """The sign before what is said beside the button."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, QRectF(self.rect()), self._theme, "info", "muted")
        painter.end()
