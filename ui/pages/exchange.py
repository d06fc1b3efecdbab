"""What leaves this computer and what comes back: cards that collect and publish, and the forms that were sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.dialogs.charts_desk import ChartsDesk
from ui.dialogs.data_desk import DataDesk
from ui.dialogs.forms_desk import FormsDesk
from ui.dialogs.import_desk import ImportDesk
from ui.dialogs.merge_desk import MergeDesk
from ui.dialogs.packages_desk import PackagesDesk
from ui.dialogs.papers_desk import PapersDesk
from ui.dialogs.source_tables import SourceTablesDialog
from ui.dialogs.workbook_desk import WorkbookDesk
from ui.models.exchange.dropped_files import purpose_of, unusable, what_dropping_does
from ui.models.exchange.runs import Card, ExchangeRuns
from ui.models.exchange.sent_forms import form_rows
from ui.models.people.words import blind_sentence
from ui.widgets.drop_veil import DropVeil
from ui.widgets.empty_state import EmptyState
from ui.widgets.exchange.card import Drawing
from ui.widgets.exchange.cards import ExchangeCards
from ui.widgets.exchange.forms_table import FormsPane
from ui.widgets.page import Page, Surroundings
from ui.widgets.segmented import Segmented
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from scorecard.model.form import Form
    from scorecard.workspace import Workspace

COLLECT, PUBLISH = range(2)


class ExchangePage(Page):
    """Collecting and publishing behind two words. Long work shows in its card, and all else stays usable."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        session, tasks = self._session, self._tasks
        self._stale = True
        shared = (session, self._theme, self._prompts, tasks, self._preferences, self)
        self.cards = ExchangeCards(self._theme, tasks, self)
        self._forms = FormsDesk(*shared)
        self.cards.add("forms", self._forms.send)
        self._import = ImportDesk(*shared)
        self.cards.add("import", self._import.choose_files, self._import.choose_folder)
        self._packages = PackagesDesk(*shared)
        self._merges = MergeDesk(*shared)
        self.cards.add("merge", self._merges.merge)
        self.cards.add("workbook", WorkbookDesk(*shared).export)
        self.cards.add("charts", ChartsDesk(*shared).save)
        self.cards.add("tables", self._open_tables)
        papers = PapersDesk(*shared)
        self.cards.add("minutes", papers.minutes)
        self.cards.add("report", papers.report)
        self.cards.add("data", DataDesk(*shared).save)
        self.cards.add("package", self._packages.package, lambda: self._packages.package(pseudonyms=True))
        self.cards.refused.connect(session.refused)
        self.cards.file_wanted.connect(lambda name: self._find(name, self._prompts.show_file))
        self.cards.folder_wanted.connect(lambda name: self._find(name, self._prompts.show_folder))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._head())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._collect())
        self._stack.addWidget(self._publish())
        page.addWidget(self._stack, 1)
        for signal in (session.opened, session.closed, session.edited):
            signal.connect(self._become_stale)
        for signal in (session.place_changed, session.evaluator_changed):
            signal.connect(self._become_stale)
        session.told.connect(self._settle)
        self._veil = DropVeil(self._theme, self, what_dropping_does)
        self._veil.dropped.connect(self._take)

    def refresh(self) -> None:
        """Show the last runs of this evaluation, and its forms if anything has changed since the last time."""
        workspace = self._session.workspace
        if workspace is None:
            return
        runs = self._runs(workspace)
        self.cards.show_runs(runs)
        if self._stale:
            self._stale = False
            self._show(workspace, runs)

    def kept(self) -> Any:
        """The word that is raised, and the card that works."""
        return self.tabs.current, self.cards.working

    def take_up(self, kept: Any) -> None:
        """Go on at the word that was raised."""
        tab, working = kept
        self.show_tab(tab)
        self.cards.go_on(working)

    def show_tab(self, tab: int) -> None:
        """Turn to `COLLECT` or `PUBLISH`."""
        self.tabs.set_current(tab)
        self._stack.setCurrentIndex(tab)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 12, 24, 8)
        row.setSpacing(12)
        row.addWidget(label(self._theme, _("Exchange"), "title"))
        subtitle = label(
            self._theme, _("What leaves this computer, and what comes back"), "body", ink="muted"
        )
        subtitle.setContentsMargins(0, 4, 0, 0)
        row.addWidget(subtitle)
        row.addStretch()
        self.tabs = Segmented(
            self._theme, [_("Collect scores"), _("Publish results")], name=_("What is shown")
        )
        self.tabs.changed.connect(self.show_tab)
        row.addWidget(self.tabs)
        return head

    def _collect(self) -> QWidget:
        inside, column = _inside()
        column.addLayout(self.cards.grid("forms", "import", "merge"))
        column.addSpacing(16)
        column.addWidget(label(self._theme, _("What was sent, and what came back"), "head", ink="muted"))
        column.addSpacing(8)
        self.forms = FormsPane(self._theme)
        self.forms.again.connect(
            lambda form: self.cards.perform("forms", lambda: self._forms.send_again(form))
        )
        self.forms.placed.connect(self._show_form)
        self.forms.told.connect(self.notice)
        self._no_forms = EmptyState(
            self._theme,
            _("No form has been sent yet"),
            _(
                "Send each evaluator a workbook with what they owe. Then it stands here what was sent to whom, "
                "what came back, and how much of it is answered."
            ),
        )
        # Not a stack, which would ask for the room of the taller of both.
        column.addWidget(self.forms, 1)
        column.addWidget(self._no_forms, 1)
        return _scrolling(inside)

    def _publish(self) -> QWidget:
        inside, column = _inside()
        column.addLayout(
            self.cards.grid("workbook", "charts", "tables", "minutes", "report", "data", "package")
        )
        column.addSpacing(16)
        column.addWidget(self._blind_line())
        column.addStretch(1)
        return _scrolling(inside)

    def _blind_line(self) -> QWidget:
        """What a blind round keeps from whoever publishes, once for all cards."""
        self._blind = QWidget()
        row = QHBoxLayout(self._blind)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Drawing(self._theme, "eye-off", "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(self._theme, blind_sentence(), "body", ink="muted", wrap=True), 1)
        return self._blind

    def _settle(self, _sentence: str) -> None:
        """Whatever a desk tells of, it has remembered before."""
        QTimer.singleShot(0, self, self.refresh)

    def _take(self, paths: list[Path]) -> None:
        """Begin what dropped files are for."""
        match purpose_of(paths):
            case "import":
                self.cards.perform("import", lambda: self._import.take(paths))
            case "merge":
                self.cards.perform("merge", lambda: self._merges.take(paths))
            case "":
                self._session.refused.emit(unusable())

    def _become_stale(self, *_what: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _show(self, workspace: Workspace, runs: ExchangeRuns) -> None:
        snapshot = workspace.snapshot
        round = snapshot.rounds.get(self._session.round or "")
        self._blind.setVisible(round is not None and round.blind)
        rows = form_rows(workspace)
        known = frozenset(row.key for row in rows if runs.place_of(row.sent.form) is not None)
        self.forms.show_forms(snapshot.evaluation.title, rows, known, changeable=not workspace.reading)
        self.forms.setVisible(bool(rows))
        self._no_forms.setVisible(not rows)

    def _runs(self, workspace: Workspace) -> ExchangeRuns:
        return ExchangeRuns(preferences=self._preferences, evaluation=workspace.snapshot.evaluation.id)

    def _find(self, name: Card, show: Callable[[Path], None]) -> None:
        """Show what a card made last, if it is still there."""
        workspace = self._session.workspace
        run = self._runs(workspace).last(name) if workspace is not None else None
        if run is None:
            return
        if run.path.exists():
            show(run.path)
        else:
            sentence = _("“{name}” is not there any more. It can be made again.")
            self._session.refused.emit(sentence.format(name=run.path.name))

    def _show_form(self, form: Form) -> None:
        workspace = self._session.workspace
        path = self._runs(workspace).place_of(form) if workspace is not None else None
        if path is not None:
            self._prompts.show_folder(path)

    def _open_tables(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        runs = self._runs(workspace)
        dialog = SourceTablesDialog(
            self._theme,
            self._session,
            self._prompts,
            self._tasks,
            lambda path: runs.remember("tables", path),
            self.window(),
        )
        self._prompts.run(dialog)
        dialog.deleteLater()


def _inside() -> tuple[QWidget, QVBoxLayout]:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(24, 4, 14, 16)
    column.setSpacing(0)
    return inside, column


def _scrolling(inside: QWidget) -> SteadyArea:
    area = SteadyArea()
    area.setWidget(inside)
    return area
