"""What leaves this computer: the workbook, the charts and the tables, each with the last one made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext, speaking
from scorecard.progress import Progress
from ui.dialogs.export import ChartChoice, ExportChoice
from ui.dialogs.source_tables import SourceTablesDialog
from ui.faults import explain
from ui.preferences import Run
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.icons import draw_icon
from ui.widgets.page import Page, Surroundings
from ui.widgets.recent_row import day_and_time
from ui.widgets.text import label

T = TypeVar("T")

_WORKBOOK = "workbook"
_CHARTS = "charts"
_TABLES = "tables"


class ExchangePage(Page):
    """A card each. Long work runs in the background from values, so that cancelling it costs nothing."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        theme = surroundings.theme
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 24)
        page.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(theme, _("Exchange"), "title"))
        subtitle = label(theme, _("What leaves this computer"), "body", ink="muted")
        subtitle.setContentsMargins(0, 4, 0, 0)
        head.addWidget(subtitle)
        head.addStretch()
        page.addLayout(head)
        page.addSpacing(8)
        page.addWidget(label(theme, _("Publish results"), "head", ink="muted"))
        self._workbook = Card(
            theme,
            "table",
            _("Excel scorecard"),
            _("Every score, level, note and source in one workbook; formulas show how each number is made."),
            _("Export workbook…"),
        )
        self._charts = Card(
            theme,
            "chart",
            _("Charts"),
            _("Ranking and profiles as PNG, SVG or PDF, with their captions."),
            _("Save charts…"),
        )
        self._tables = Card(
            theme,
            "table",
            _("Tables of the sources"),
            _(
                "Marks by dimension, synthesis, inventory, industries by areas, regions: as their sources print them."
            ),
            _("Open the tables…"),
        )
        self._workbook.pressed.connect(self._export)
        self._tables.pressed.connect(self._open_tables)
        self._tables.shown.connect(self._show_tables)
        self._charts.pressed.connect(self._draw)
        self._workbook.shown.connect(self._show_workbook)
        self._charts.shown.connect(self._show_charts)
        grid = QGridLayout()
        grid.setSpacing(16)
        grid.addWidget(self._workbook, 0, 0)
        grid.addWidget(self._charts, 0, 1)
        grid.addWidget(self._tables, 1, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        row = QHBoxLayout()
        row.addLayout(grid, 20)
        row.addStretch(1)
        page.addLayout(row)
        page.addStretch()

    def refresh(self) -> None:
        """Show the last runs of this evaluation."""
        self._workbook.show_run(self._preferences.runs.get(self._key(_WORKBOOK)))
        self._charts.show_run(self._preferences.runs.get(self._key(_CHARTS)))
        self._tables.show_run(self._preferences.runs.get(self._key(_TABLES)))

    def _key(self, kind: str) -> str:
        workspace = self._session.workspace
        return f"{workspace.snapshot.evaluation.id}/{kind}" if workspace is not None else ""

    def _export(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        choice = ExportChoice(
            self._session,
            workspace.snapshot,
            self._theme,
            _("Export workbook"),
            _("Choose the file…"),
            self.window(),
        )
        if not self._prompts.run(choice):
            return
        suggestion = Path(f"{workspace.path.stem}-{choice.framework}.xlsx")
        path = self._prompts.save_path(self, suggestion, _("Excel workbook (*.xlsx)"))
        if path is None:
            return
        path = path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")
        try:
            question = replace(
                workspace.question(choice.framework), **choice.changes, seen_by=self._session.viewer
            )
            publication = workspace.publication(question)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        chosen, key = choice.language, self._key(_WORKBOOK)

        def write(progress: Progress) -> Path:
            from scorecard.exchange.workbook import write_workbook

            write_workbook(publication, path, language=chosen, progress=progress)
            return path

        def done(made: Path) -> None:
            self._remember(key, made)
            self._session.told.emit(_("The workbook “{name}” is ready.").format(name=made.name))

        self._run(write, _("Writing the workbook"), done)

    def _draw(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        choice = ChartChoice(self._session, workspace.snapshot, self._theme, self.window())
        if not self._prompts.run(choice):
            return
        folder = self._prompts.folder(self)
        if folder is None:
            return
        try:
            question = replace(
                workspace.question(choice.framework), **choice.changes, seen_by=self._session.viewer
            )
            study = workspace.study(question)
            # Other rounds are read on this thread, before the worker draws.
            study.over_time  # noqa: B018
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        spoken, kind = choice.language, choice.format
        made_at, key = datetime.now(UTC), self._key(_CHARTS)

        def draw(progress: Progress) -> list[Path]:
            from scorecard.charts.files import save_charts

            with speaking(spoken):
                return save_charts(study, folder, format=kind, made_at=made_at, progress=progress)

        def done(made: list[Path]) -> None:
            self._remember(key, folder)
            count = len(made)
            sentence = ngettext(
                "{count} picture is in the folder “{name}”.",
                "{count} pictures are in the folder “{name}”.",
                count,
            )
            self._session.told.emit(sentence.format(count=count, name=folder.name))

        self._run(draw, _("Drawing the charts"), done)

    def _open_tables(self) -> None:
        if self._session.workspace is None:
            return
        key = self._key(_TABLES)
        dialog = SourceTablesDialog(
            self._theme,
            self._session,
            self._prompts,
            self._tasks,
            lambda path: self._remember(key, path),
            self.window(),
        )
        self._prompts.run(dialog)
        dialog.deleteLater()

    def _run(self, work: Callable[[Progress], T], doing: str, done: Callable[[T], None]) -> None:
        """In the background; what it made is remembered and told even if the page is gone meanwhile."""
        self._tasks.run(
            work, doing=doing, done=done, failed=self._tell_failure, cancelled=self._tell_cancelled
        )

    def _tell_failure(self, error: Exception) -> None:
        self._session.refused.emit(explain(error))

    def _tell_cancelled(self) -> None:
        self._session.told.emit(_("Cancelled. Nothing was changed."))

    def _show_workbook(self) -> None:
        self._show(_WORKBOOK)

    def _show_charts(self) -> None:
        self._show(_CHARTS)

    def _show_tables(self) -> None:
        self._show(_TABLES)

    def _show(self, kind: str) -> None:
        run = self._preferences.runs.get(self._key(kind))
        if run is None:
            return
        if run.path.exists():
            self._prompts.show_folder(run.path)
        else:
            sentence = _("“{name}” is not there any more. It can be made again.")
            self._session.refused.emit(sentence.format(name=run.path.name))

    def _remember(self, key: str, path: Path) -> None:
        self._preferences.runs[key] = Run(path=path.absolute(), at=datetime.now().astimezone())
        self._preferences.save()
        # The work may outlive this page, which is made anew in another language or for another evaluation.
        if shiboken6.isValid(self):
            self.refresh()


class Card(QFrame):
    """What it does in two lines, the last file and when, one button. `shown` asks for its folder."""

    pressed = Signal()
    shown = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        sentence: str,
        button_text: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMaximumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Drawing(theme, icon, "link", 22))
        head.addWidget(label(theme, title, "card"))
        head.addStretch()
        column.addLayout(head)
        words = label(theme, sentence, "body", ink="muted", wrap=True)
        words.setFixedHeight(3 * words.fontMetrics().lineSpacing())
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(words)
        column.addWidget(self._last_run(theme))
        row = QHBoxLayout()
        row.addStretch()
        button = QPushButton(button_text)
        button.clicked.connect(self.pressed)
        row.addWidget(button)
        column.addSpacing(4)
        column.addLayout(row)

    def show_run(self, run: Run | None) -> None:
        """The last file and when it was made, or that none was."""
        self._folder.setVisible(run is not None)
        self._when.setVisible(run is not None)
        if run is None:
            self._drawing.draw("clock")
            self._name.setText(_("Not made yet"))
            self._when.setText("")
        else:
            self._drawing.draw("file" if run.path.suffix else "folder")
            self._name.setText(run.path.name)
            self._when.setText(day_and_time(run.at))

    def _last_run(self, theme: Theme) -> QFrame:
        box = QFrame()
        box.setProperty("card", "quiet")
        box.setFixedHeight(44)
        row = QHBoxLayout(box)
        row.setContentsMargins(10, 4, 6, 4)
        row.setSpacing(9)
        self._drawing = Drawing(theme, "clock", "muted", 16)
        row.addWidget(self._drawing)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._name = label(theme, "", "caption")
        self._name.setFont(theme.font(12, 500))
        self._when = label(theme, "", "caption", ink="muted")
        lines.addStretch()
        lines.addWidget(self._name)
        lines.addWidget(self._when)
        lines.addStretch()
        row.addLayout(lines, 1)
        self._folder = IconButton(theme, "folder", _("Show in folder"), kind="link", small=True)
        self._folder.clicked.connect(self.shown)
        row.addWidget(self._folder)
        return box


class Drawing(QWidget):
    """An icon on its own."""

    def __init__(self, theme: Theme, name: str, role: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._role = role
        self.setFixedSize(size, size)

    def draw(self, name: str) -> None:
        """Another icon."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, QRectF(self.rect()), self._theme, self._name, self._role)
        painter.end()
