"""The page of programmes: find and choose one in the table, read all about it beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from scorecard.edits.locks import reason_locked
from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext
from scorecard.model.evaluation import Evaluation, Key
from scorecard.model.framework import Framework
from scorecard.model.programme import Programme
from ui.dialogs.evidence_desk import EvidenceDesk
from ui.dialogs.programme_desk import ProgrammeDesk
from ui.models.columns import KEY_ROLE
from ui.models.programmes.found_programmes import FoundProgrammes
from ui.models.programmes.rows import programme_rows
from ui.models.programmes.table import ProgrammeTable
from ui.models.score.open_questions import OpenQuestions
from ui.widgets.empty_state import EmptyState
from ui.widgets.legend import Legend
from ui.widgets.page import Page, Surroundings
from ui.widgets.programmes.details import ProgrammeDetails
from ui.widgets.programmes.head import ProgrammeHead
from ui.widgets.programmes.view import ProgrammeView
from ui.widgets.rule import upright_rule

if TYPE_CHECKING:
    from scorecard.model.edit import Edit
    from scorecard.workspace import Workspace


class ProgrammesPage(Page):
    """A table of programmes with details."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        session, theme, prompts = surroundings.session, surroundings.theme, surroundings.prompts
        self._questions: OpenQuestions | None = None
        self._ranked = 0
        self._stale = True
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table = ProgrammeTable(self)
        self.found = FoundProgrammes(self.table, self)
        self.desk = ProgrammeDesk(session, theme, prompts, self)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._stack)
        self._stack.addWidget(self._full())
        self.empty = self._empty()
        self._stack.addWidget(self.empty)
        self._connect()
        self._add_keys()

    def refresh(self) -> None:
        """Show the evaluation as it is now, if anything has changed since the last time."""
        workspace = self._session.workspace
        if workspace is None:
            return
        if self._stale:
            self._stale = False
            self._show(workspace)
        self._follow_place()

    def remove(self) -> None:
        """Remove the programme that is chosen, and choose the one that takes its row."""
        place = self.view.currentIndex().row()
        if self.desk.remove():
            self._select_near(place)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()
        if self.view.isVisible():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _full(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        self.head = ProgrammeHead(self._theme)
        left.addWidget(self.head)
        self.view = ProgrammeView(self._theme)
        self.view.setModel(self.found)
        left.addWidget(self.view, 1)
        left.addWidget(self._legend())
        row.addLayout(left, 1)
        row.addWidget(upright_rule())
        self.details = ProgrammeDetails(self._theme)
        row.addWidget(self.details)
        return whole

    def _empty(self) -> EmptyState:
        empty = EmptyState(
            self._theme,
            _("No programmes yet"),
            _(
                "A programme is what you score. Add the first one with its name; everything else can follow later. "
                "A list in a spreadsheet can be copied and pasted here (Ctrl+V)."
            ),
            _("Add programme"),
            "list",
            _("Paste rows…"),
        )
        empty.pressed.connect(self.desk.add)
        empty.other_pressed.connect(self.desk.paste)
        return empty

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
        session, head, details = self._session, self.head, self.details
        session.opened.connect(self._opened)
        session.closed.connect(self._closed)
        session.edited.connect(self._edited)
        session.evaluator_changed.connect(self._become_stale)
        session.place_changed.connect(self._place_changed)
        self.view.opened.connect(self._open)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.table.modelReset.connect(lambda: self.view.set_columns(self.table.columns))
        head.find.textChanged.connect(self._filter)
        head.find.returnPressed.connect(self._go_to_found)
        head.paste.clicked.connect(self.desk.paste)
        head.add.clicked.connect(self.desk.add)
        head.grouped.connect(self._group)
        head.framework_chosen.connect(lambda id: session.go_to(framework=id))
        details.edit.connect(self.desk.edit)
        details.duplicate.connect(self.desk.duplicate)
        details.remove.connect(self.remove)
        details.told.connect(self.notice)
        self.desk.added.connect(self._go_to_new)
        self.desk.told.connect(self.notice)
        desk = EvidenceDesk(session, self._theme, self._prompts, self)
        desk.serve(details.register)
        desk.told.connect(self.notice)

    def _add_keys(self) -> None:
        wide = Qt.ShortcutContext.WidgetWithChildrenShortcut
        narrow = Qt.ShortcutContext.WidgetShortcut
        for keys, owner, context, action in (
            (QKeySequence(QKeySequence.StandardKey.Find), self, wide, self.head.find.setFocus),
            (QKeySequence(QKeySequence.StandardKey.Paste), self._stack, wide, self.desk.paste),
            (QKeySequence(Qt.Key.Key_Delete), self.view, narrow, self.remove),
            (QKeySequence(Qt.Key.Key_F2), self.view, narrow, self.desk.edit),
        ):
            shortcut = QShortcut(keys, owner)
            shortcut.setContext(context)
            shortcut.activated.connect(action)

    def _opened(self) -> None:
        self._questions = None
        self.head.find.clear()
        self._become_stale()

    def _closed(self) -> None:
        self._questions = None
        self.table.clear()
        self._stale = True

    def _edited(self, edit: Edit) -> None:
        if self._questions is not None:
            self._questions.follow(edit)
        if any(isinstance(change.after or change.before, Evaluation | Framework) for change in edit.changes):
            self._questions = None
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
        begins = bool(snapshot.programmes) and self.empty.isVisible()
        self._stack.setCurrentIndex(0 if snapshot.programmes else 1)
        if begins:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.head.add.setEnabled(not workspace.reading)
        self.head.paste.setEnabled(not workspace.reading)
        self.empty.set_changeable(not workspace.reading)
        if not snapshot.programmes or session.framework is None or session.round is None:
            self.table.clear()
            return
        self.head.show_frameworks(snapshot.ordered_frameworks(), session.framework)
        framework = snapshot.framework_in(session.framework, session.round)
        questions = self._questions
        # In a blind round what may be seen depends on who scores and what they have submitted.
        is_blind = snapshot.rounds[session.round].blind
        shown = None if questions is None else (questions.framework, questions.round)
        if is_blind or shown != (framework, session.round):
            cells = workspace.open_questions(framework.id, session.round, session.viewer)
            self._questions = OpenQuestions(framework, session.round, cells)
        self._show_rows(workspace)

    def _show_rows(self, workspace: Workspace) -> None:
        session, questions = self._session, self._questions
        if questions is None or session.framework is None or session.round is None:
            return
        question = replace(workspace.question(session.framework), round=session.round, seen_by=session.viewer)
        try:
            comparison = workspace.compare(question)
        except Refusal as refusal:
            session.refused.emit(str(refusal))
            return
        answered = None
        if session.evaluator is not None:
            answered = workspace.answered(session.framework, session.round, session.evaluator)
        rows = programme_rows(workspace.snapshot, comparison, answered, questions.sections, session.evaluator)
        self.table.show(comparison.framework, rows)
        self._ranked = comparison.ranked
        self.head.show_groups(self.found.groups())
        self._show_counts()

    def _show_counts(self) -> None:
        count, found = self.table.rowCount(), self.found.count
        if found != count:
            sentence = ngettext("{found} of {count} programme", "{found} of {count} programmes", count)
            self.head.show_counts(sentence.format(found=found, count=count))
            return
        programmes = ngettext("{count} programme", "{count} programmes", count).format(count=count)
        enough = ngettext(
            "{count} with enough evidence to rank", "{count} with enough evidence to rank", self._ranked
        ).format(count=self._ranked)
        self.head.show_counts(f"{programmes} · {enough}")

    def _follow_place(self) -> None:
        """The programme of the session is the one that is chosen, and its details are shown."""
        workspace, session = self._session.workspace, self._session
        if workspace is None or not workspace.snapshot.programmes:
            return
        if self.view.currentIndex().data(KEY_ROLE) != session.programme:
            place = self.table.place_of(session.programme)
            row = self.found.mapFromSource(self.table.index(place, 0)).row() if place >= 0 else -1
            self.view.select_row(row)
            self.view.show_chosen()
        programme = self._chosen()
        if programme is not None:
            locked = ""
            if session.evaluator is not None and session.round is not None:
                locked = reason_locked(workspace.snapshot, programme.key, session.evaluator, session.round)
            self.details.show_programme(
                programme, workspace.snapshot, locked=locked, changeable=not workspace.reading
            )

    def _choose(self, current: QModelIndex, before: QModelIndex) -> None:
        key = current.data(KEY_ROLE)
        if isinstance(key, str) and key != self._session.programme:
            self._session.go_to(programme=key)

    def _open(self, index: QModelIndex) -> None:
        if isinstance(index.data(KEY_ROLE), str):
            self._choose(index, index)
            self.go.emit("score")

    def _filter(self, text: str) -> None:
        self.found.find(text)
        self._select_something()

    def _group(self, grouping: str, only: str | None) -> None:
        self.found.group_by(grouping, only)  # type: ignore[arg-type]
        self.head.show_groups(self.found.groups())
        self._select_something()

    def _select_something(self) -> None:
        if self.view.currentIndex().row() < 0 and self.found.count:
            self.view.select_row(0)
        self.view.show_chosen()
        self._show_counts()

    def _go_to_found(self) -> None:
        """From the field into the table, so that Enter twice opens what was found."""
        if self.found.count:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_new(self, key: Key) -> None:
        self.head.find.clear()
        self._session.go_to(programme=key)
        self._follow_place()

    def _select_near(self, place: int) -> None:
        if self.found.rowCount():
            row = min(place, self.found.rowCount() - 1)
            row = row + 1 if self.found.is_head(row) else row
            self._session.go_to(programme=self.found.index(row, 0).data(KEY_ROLE))
            self._follow_place()

    def _chosen(self) -> Programme | None:
        workspace, key = self._session.workspace, self._session.programme
        return None if workspace is None or key is None else workspace.snapshot.programmes.get(key)
