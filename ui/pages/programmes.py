"""The page of programmes: find and choose one in the table, read all about it beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from scorecard.edits import programmes
from scorecard.errors import Refusal
from scorecard.i18n import _, language, ngettext
from scorecard.model.evaluation import Evaluator, Round
from scorecard.model.framework import Framework
from scorecard.model.programme import Document, Evidence, Programme
from ui.actions import Actions
from ui.dialogs.programme import ProgrammeDialog
from ui.models.columns import KEY_ROLE
from ui.models.open_questions import OpenQuestions
from ui.models.programme_table import FoundProgrammes, ProgrammeTable, programme_rows
from ui.preferences import Preferences
from ui.prompts import Prompts
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_button import IconButton
from ui.widgets.icons import icon
from ui.widgets.legend import Legend
from ui.widgets.page import Page
from ui.widgets.picker import Picker
from ui.widgets.programme_details import ProgrammeDetails, vertical_line
from ui.widgets.programme_view import ProgrammeView
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.model.edit import Edit
    from scorecard.workspace import Workspace

_SIDE_BY_SIDE = 28
"""Letters of the names of frameworks that find room beside each other."""


class ProgrammesPage(Page):
    """A table of programmes with details."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        prompts: Prompts,
        tasks: Tasks,
        actions: Actions,
        preferences: Preferences,
    ) -> None:
        super().__init__(session, theme, prompts, tasks, actions, preferences)
        self._frameworks: tuple[Framework, ...] = ()
        self._questions: OpenQuestions | None = None
        self._ranked = 0
        self._stale = True
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table = ProgrammeTable(self)
        self.found = FoundProgrammes(self.table, self)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._stack)
        self._stack.addWidget(self._full())
        empty = EmptyState(
            theme,
            _("No programmes yet"),
            _(
                "A programme is what you score. Add the first one with its name; everything else can follow later."
            ),
            _("Add programme"),
            "list",
        )
        empty.pressed.connect(self.add)
        self._stack.addWidget(empty)
        self.setFocusProxy(self.view)
        self._connect()

    def refresh(self) -> None:
        """Show the evaluation as it is now, if anything has changed since the last time."""
        workspace = self._session.workspace
        if workspace is None:
            return
        if self._stale:
            self._stale = False
            self._show(workspace)
        self._follow_place()

    def add(self) -> None:
        """Ask for a programme and add it."""
        workspace = self._session.workspace
        if workspace is None:
            return
        dialog = ProgrammeDialog(self._theme, workspace.snapshot, parent=self)
        if self._prompts.run(dialog) and self._session.edit(programmes.add, dialog.programme):
            self._find.clear()
            self._session.go_to(programme=dialog.programme.key)
            self._follow_place()
        dialog.deleteLater()

    def edit(self) -> None:
        """Ask for another state of the programme that is chosen."""
        workspace, programme = self._session.workspace, self._chosen()
        if workspace is None or programme is None or workspace.reading:
            return
        dialog = ProgrammeDialog(self._theme, workspace.snapshot, programme, parent=self)
        if self._prompts.run(dialog):
            self._session.edit(programmes.change, dialog.programme)
        dialog.deleteLater()

    def remove(self) -> None:
        """Remove the programme that is chosen; undo brings it back, so nobody is asked."""
        workspace, programme = self._session.workspace, self._chosen()
        if workspace is None or programme is None or workspace.reading:
            return
        place = self.view.currentIndex().row()
        if self._session.perform(lambda one: one.remove_programme(programme.key)):
            self._select_near(place)
            sentence = _("{programme} and all its scores are removed. Undo (Ctrl+Z) brings everything back.")
            self.notice.emit(sentence.format(programme=programme.label))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _full(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._head())
        self.view = ProgrammeView(self._theme)
        self.view.setModel(self.found)
        self.view.opened.connect(self._open)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.table.modelReset.connect(lambda: self.view.set_columns(self.table.columns))
        left.addWidget(self.view, 1)
        left.addWidget(self._legend())
        row.addLayout(left, 1)
        row.addWidget(vertical_line())
        self.details = ProgrammeDetails(self._theme)
        self.details.edit.connect(self.edit)
        self.details.remove.connect(self.remove)
        row.addWidget(self.details)
        return whole

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(self._theme, _("Programmes"), "title"))
        self._counts: QLabel = label(self._theme, "", "caption", ink="muted")
        words.addWidget(self._counts)
        row.addLayout(words)
        row.addStretch()
        self._choice = QHBoxLayout()
        self._chooser: Segmented | Picker | None = None
        row.addLayout(self._choice)
        row.addSpacing(4)
        self._find = QLineEdit()
        self._find.setPlaceholderText(_("Find"))
        self._find.setAccessibleName(_("Find programmes"))
        self._find.setClearButtonEnabled(True)
        self._find.setFixedWidth(152)
        self._find.addAction(icon(self._theme, "search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._find.textChanged.connect(self._filter)
        self._find.returnPressed.connect(self._go_to_found)
        row.addWidget(self._find)
        self._add = IconButton(self._theme, "plus", _("Add programme"), kind="primary")
        self._add.clicked.connect(self.add)
        row.addWidget(self._add)
        return head

    def _legend(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(24, 5, 24, 5)
        legend = Legend(
            self._theme,
            (
                ("strong", "√", _("printed in the source")),
                ("text", "✓", _("ours, from levels")),
                ("text", "?", _("open question")),
                ("text", "–", _("little found")),
                ("interval", "", _("score and interval")),
                ("hatch", "", _("too little evidence")),
            ),
        )
        column.addWidget(legend)
        return foot

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._opened)
        session.closed.connect(self._closed)
        session.edited.connect(self._edited)
        session.evaluator_changed.connect(self._become_stale)
        session.place_changed.connect(self._place_changed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find.setFocus)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove)

    def _opened(self) -> None:
        self._questions = None
        self._find.clear()
        self._become_stale()

    def _closed(self) -> None:
        self._questions = None
        self._frameworks = ()
        self.table.clear()
        self._stale = True

    def _edited(self, edit: Edit) -> None:
        if self._questions is not None:
            self._questions.follow(edit)
        if any(isinstance(change.after or change.before, Framework) for change in edit.changes):
            self._questions = None
        shown = (Programme, Evidence, Document, Evaluator, Round, Framework)
        if any(isinstance(change.after or change.before, shown) for change in edit.changes):
            self._frameworks = ()
        self._become_stale()

    def _become_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _place_changed(self) -> None:
        if self._questions is not None and (
            self._questions.framework.id != self._session.framework
            or self._questions.round != self._session.round
        ):
            self._become_stale()
        elif self.isVisible():
            self._follow_place()

    def _show(self, workspace: Workspace) -> None:
        snapshot, session = workspace.snapshot, self._session
        self._stack.setCurrentIndex(0 if snapshot.programmes else 1)
        self._add.setEnabled(not workspace.reading)
        self.details.set_changeable(not workspace.reading)
        if not snapshot.programmes or session.framework is None or session.round is None:
            self.table.clear()
            return
        self._show_frameworks(snapshot.ordered_frameworks())
        framework = snapshot.framework(session.framework)
        questions = self._questions
        if questions is None or questions.framework != framework or questions.round != session.round:
            cells = workspace.open_questions(framework.id, session.round)
            self._questions = OpenQuestions(framework, session.round, cells)
        self._show_rows(workspace)

    def _show_rows(self, workspace: Workspace) -> None:
        session, questions = self._session, self._questions
        if questions is None or session.framework is None or session.round is None:
            return
        question = replace(workspace.question(session.framework), round=session.round)
        try:
            comparison = workspace.compare(question)
        except Refusal as refusal:
            session.refused.emit(str(refusal))
            return
        answered = None
        if session.evaluator is not None:
            answered = workspace.answered(session.framework, session.round, session.evaluator)
        rows = programme_rows(workspace.snapshot, comparison, answered, questions.sections)
        self.table.show(comparison.framework, rows)
        self._ranked = comparison.ranked
        self._show_counts()

    def _show_counts(self) -> None:
        count, ranked = self.table.rowCount(), self._ranked
        if self._find.text().strip():
            sentence = ngettext(
                "{found} of {count} programme found", "{found} of {count} programmes found", count
            )
            self._counts.setText(sentence.format(found=self.found.rowCount(), count=count))
            return
        programmes = ngettext("{count} programme", "{count} programmes", count).format(count=count)
        enough = ngettext(
            "{count} with enough evidence to rank", "{count} with enough evidence to rank", ranked
        ).format(count=ranked)
        self._counts.setText(f"{programmes} · {enough}")

    def _show_frameworks(self, frameworks: tuple[Framework, ...]) -> None:
        if frameworks != self._frameworks:
            self._frameworks = frameworks
            if self._chooser is not None:
                self._choice.removeWidget(self._chooser)
                self._chooser.hide()
                self._chooser.deleteLater()
            self._chooser = self._chooser_of(frameworks)
            if self._chooser is not None:
                self._choice.addWidget(self._chooser)
        match self._chooser:
            case Segmented() as segmented:
                ids = [framework.id for framework in frameworks]
                segmented.set_current(ids.index(self._session.framework or ids[0]))
            case Picker() as picker:
                picker.set_value(self._session.framework)

    def _chooser_of(self, frameworks: tuple[Framework, ...]) -> Segmented | Picker | None:
        """Frameworks side by side where their names find room, in a menu where not, nothing where there is one."""
        names = [framework.short.into(language()) for framework in frameworks]
        if len(frameworks) < 2:
            return None
        if len("".join(names)) <= _SIDE_BY_SIDE:
            segmented = Segmented(self._theme, names, name=_("Framework"))
            segmented.changed.connect(lambda place: self._session.go_to(framework=frameworks[place].id))
            return segmented
        picker = Picker(self._theme, "", name=_("Framework"))
        picker.set_choices([(name, one.id) for name, one in zip(names, frameworks, strict=True)])
        picker.changed.connect(lambda id: self._session.go_to(framework=id))
        return picker

    def _follow_place(self) -> None:
        """The programme of the session is the one that is chosen, and its details are shown."""
        workspace = self._session.workspace
        if workspace is None or not workspace.snapshot.programmes:
            return
        place = self.table.place_of(self._session.programme)
        row = self.found.mapFromSource(self.table.index(place, 0)).row() if place >= 0 else -1
        if self.view.currentIndex().row() != row:
            self.view.select_row(row)
        programme = self._chosen()
        if programme is not None:
            evidence = workspace.snapshot.evidence_of(programme.key)
            self.details.show_programme(programme, evidence, self._frameworks)

    def _choose(self, current: QModelIndex, before: QModelIndex) -> None:
        key = current.data(KEY_ROLE)
        if isinstance(key, str) and key != self._session.programme:
            self._session.go_to(programme=key)

    def _open(self, index: QModelIndex) -> None:
        self._choose(index, index)
        self.go.emit("score")

    def _filter(self, text: str) -> None:
        self.found.find(text)
        if self.view.currentIndex().row() < 0 and self.found.rowCount():
            self.view.select_row(0)
        self._show_counts()

    def _go_to_found(self) -> None:
        """From the field into the table, so that Enter twice opens what was found."""
        if self.found.rowCount():
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _select_near(self, place: int) -> None:
        if self.found.rowCount():
            row = min(place, self.found.rowCount() - 1)
            self._session.go_to(programme=self.found.index(row, 0).data(KEY_ROLE))
            self._follow_place()

    def _chosen(self) -> Programme | None:
        workspace, key = self._session.workspace, self._session.programme
        return None if workspace is None or key is None else workspace.snapshot.programmes.get(key)
