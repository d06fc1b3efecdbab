"""The page on which everything that happened can be read, compared and taken back."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from scorecard.analysis.record.changes import Difference, Names, differences
from scorecard.analysis.sight import seen
from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext
from scorecard.model.edit import Change, Revision
from scorecard.model.record import Record, Ref
from scorecard.model.score import Cell, Score
from ui.models.columns import CELL_ROLE
from ui.models.history import (
    Lines,
    difference_columns,
    edit_columns,
    edit_rows,
    rank_columns,
    rank_rows,
)
from ui.widgets.find_field import show_glass
from ui.widgets.line_table import LineTable
from ui.widgets.page import Page, Surroundings
from ui.widgets.rule import upright_rule
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from scorecard.model.snapshot import Snapshot
    from scorecard.workspace import Workspace

_EVERYTHING, _PROGRAMME, _SCORE = range(3)
_DID, _SINCE, _RANKING = range(3)

_MOST_SHOWN = 1_000
"""Differences in the table: nobody reads more, and the creation of a large evaluation has 400,000."""


class HistoryPage(Page):
    """Edits at the left, newest first; at the right what the chosen one did, and the ways back."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        session = surroundings.session
        self._stale = True
        self._revisions: list[Revision] = []
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.edits = Lines(edit_columns(), self)
        self.differences = Lines(difference_columns(), self)
        self.ranks = Lines(rank_columns(), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(), 11)
        row.addWidget(upright_rule())
        row.addWidget(self._right(), 12)
        for signal in (session.opened, session.closed, session.edited):
            signal.connect(self._become_stale)
        session.place_changed.connect(self._become_stale)
        session.evaluator_changed.connect(self._become_stale)

    def refresh(self) -> None:
        """Show what happened up to now; of one score, if that is what was asked for."""
        if self._session.history_of is not None:
            self._about.set_current(_SCORE)
            self._stale = True
        if self._stale:
            self._stale = False
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.edit_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 8, 16, 8)
        head.setSpacing(8)
        words = QHBoxLayout()
        words.addWidget(label(self._theme, _("History"), "title"))
        words.addStretch()
        self._count = label(self._theme, "", "caption", ink="muted")
        words.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addLayout(words)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._about = Segmented(
            self._theme, [_("Everything"), _("This programme"), _("This score")], name=_("History of")
        )
        self._about.changed.connect(self._about_changed)
        row.addWidget(self._about)
        self._find = QLineEdit()
        self._find.setPlaceholderText(_("Find"))
        self._find.setAccessibleName(_("Find edits"))
        self._find.setClearButtonEnabled(True)
        show_glass(self._find, self._theme)
        self._find.textChanged.connect(self._show_edits)
        row.addWidget(self._find, 1)
        head.addLayout(row)
        self._subject = label(self._theme, "", "caption", ink="muted")
        self._subject.hide()
        head.addWidget(self._subject)
        column.addLayout(head)
        self.edit_view = LineTable(self._theme, self.edits, name=_("Edits"))
        self.edit_view.selectionModel().currentRowChanged.connect(self._chosen_changed)
        column.addWidget(self.edit_view, 1)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find.setFocus)
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(20, 0, 20, 0)
        head.setSpacing(4)
        self._title = label(self._theme, "", "card", wrap=True)
        self._when = label(self._theme, "", "caption", ink="muted")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title, 1)
        self.back_button = self._button(_("Go back to this moment"), self._go_back)
        top.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(top)
        head.addWidget(self._when)
        head.addSpacing(4)
        self._what = Segmented(
            self._theme,
            [_("What it did"), _("What differs now"), _("Ranking then and now")],
            name=_("About this moment"),
        )
        self._what.changed.connect(self._show_details)
        head.addWidget(self._what, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        self._tables = QStackedWidget()
        self.difference_view = LineTable(self._theme, self.differences, name=_("Differences"))
        self.difference_view.selectionModel().currentRowChanged.connect(self._offer)
        self.rank_view = LineTable(self._theme, self.ranks, name=_("Ranking then and now"))
        self._tables.addWidget(self.difference_view)
        self._tables.addWidget(self.rank_view)
        column.addWidget(self._tables, 1)
        self._sentence = label(self._theme, "", "body", ink="muted", wrap=True)
        self._sentence.setContentsMargins(20, 0, 20, 0)
        column.addWidget(self._sentence)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 0)
        foot.setSpacing(8)
        self.before_button = self._button(_("Restore what stood before"), lambda: self._restore(after=False))
        self.after_button = self._button(_("Restore what stood after"), lambda: self._restore(after=True))
        foot.addWidget(self.before_button)
        foot.addWidget(self.after_button)
        foot.addStretch()
        column.addLayout(foot)
        return side

    def _button(self, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(pressed)
        button.setEnabled(False)
        return button

    def _become_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _about_changed(self, _which: int) -> None:
        self._session.ask_history(None)
        self._read()

    def _read(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            self._revisions = []
        else:
            self._revisions = self._revisions_of(workspace)
        self._show_edits()

    def _revisions_of(self, workspace: Workspace) -> list[Revision]:
        session, names = self._session, Names(workspace.snapshot)
        asked = session.history_of
        programme = asked.programme if asked is not None else session.programme
        if self._about.current == _EVERYTHING or programme is None:
            self._tell_subject("")
            return workspace.history()
        if self._about.current == _PROGRAMME:
            self._tell_subject(workspace.snapshot.programmes[programme].name)
            wanted = workspace.revisions_about(programme)
            return [one for one in workspace.history() if one.id in wanted]
        place = asked or self._place()
        if place is None:
            self._tell_subject(_("Choose who scores at the top right, then a score on the page Score."))
            return []
        criterion = place.criterion.partition(".")[2]
        parts = (names.programme(place.programme), criterion, names.evaluator(place.evaluator))
        self._tell_subject(" · ".join((*parts, names.round(place.round))))
        return [one for one, _change in workspace.changes_of(Ref("score", "/".join(place)))]

    def _tell_subject(self, text: str) -> None:
        self._subject.setText(text)
        self._subject.setVisible(bool(text))

    def _place(self) -> Cell | None:
        session = self._session
        if not (session.programme and session.evaluator and session.round and session.criterion):
            return None
        return Cell(session.programme, session.evaluator, session.round, session.criterion)

    def _show_edits(self) -> None:
        before = self._chosen()
        rows = edit_rows(self._revisions, self._find.text())
        self.edits.show(rows)
        count = ngettext("{count} edit", "{count} edits", len(rows))
        self._count.setText(count.format(count=len(rows)))
        kept = self.edits.row_of(lambda one: before is not None and one.id == before.id)
        self.edit_view.select_row(kept if kept >= 0 else 0 if rows else -1)
        self._show_details()

    def _chosen(self) -> Revision | None:
        chosen = self.edit_view.currentIndex().data(CELL_ROLE)
        return chosen if isinstance(chosen, Revision) else None

    def _chosen_changed(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self._show_details()

    def _show_details(self, _which: int = 0) -> None:
        workspace, revision = self._session.workspace, self._chosen()
        self._sentence.setText("")
        if workspace is None or revision is None:
            self._title.setText(_("Nothing has happened here yet."))
            self._when.setText("")
            self.differences.show([])
            self.ranks.show([])
            self._offer()
            return
        self._title.setText(revision.text())
        self._when.setText(
            f"{revision.at.astimezone():%Y-%m-%d %H:%M:%S} · {revision.author} · {revision.id[:8]}"
        )
        self._tables.setCurrentIndex(1 if self._what.current == _RANKING else 0)
        if self._what.current == _RANKING:
            self._show_ranking(workspace, revision)
        else:
            self._show_differences(workspace, revision)
        self._offer()

    def _show_differences(self, workspace: Workspace, revision: Revision) -> None:
        since = self._what.current == _SINCE
        read = workspace.changes_between if since else workspace.changes_in
        changes = read(revision.id, most=_MOST_SHOWN + 1)
        open_changes = [one for one in changes if self._may_see(workspace.snapshot, one)]
        then = workspace.snapshot_at(revision.id)
        structure = [change.inverse() for change in changes if change.ref.kind != "score"]
        names = Names(workspace.snapshot, then, then.after(structure))
        found = list(islice(differences(open_changes, names), _MOST_SHOWN + 1))
        shown = found[:_MOST_SHOWN]
        self.differences.show([((one.thing, one.part, one.before, one.after), one) for one in shown])
        if len(found) > len(shown):
            sentence = _(
                "The first {count} differences are shown; “changes” in the terminal lists all of them."
            )
            self._sentence.setText(sentence.format(count=_MOST_SHOWN))
        self.difference_view.select_row(0 if found else -1)
        if len(open_changes) < len(changes):
            sentence = _(
                "The round is blind: what others scored here shows once you have submitted your own programme."
            )
            self._sentence.setText(sentence)
        elif since and not found:
            self._sentence.setText(_("Everything is as it was at this moment."))

    def _may_see(self, snapshot: Snapshot, change: Change) -> bool:
        """Whether what a change is about may be shown to whoever scores now."""
        record = change.after or change.before
        if not isinstance(record, Score) or record.round not in snapshot.rounds:
            return True
        return bool(seen(snapshot, self._session.viewer, [record]))

    def _show_ranking(self, workspace: Workspace, revision: Revision) -> None:
        session = self._session
        if session.framework is None or session.round is None:
            return
        question = replace(workspace.question(session.framework), round=session.round, seen_by=session.viewer)
        try:
            rows = rank_rows(workspace.compare_at(question, revision.id), workspace.compare(question))
        except (Refusal, KeyError):
            self.ranks.show([])
            self._sentence.setText(_("The round or the framework was not in the evaluation at this moment."))
            return
        self.ranks.show(rows)
        moved = sum(one.ranks[0] != one.ranks[1] for _texts, one in rows)
        sentence = ngettext(
            "{count} programme has another rank now.", "{count} programmes have another rank now.", moved
        )
        self._sentence.setText(sentence.format(count=moved) if moved else _("Every rank is what it was."))

    def _difference(self) -> Difference | None:
        found = self.difference_view.currentIndex().data(CELL_ROLE)
        return found if isinstance(found, Difference) else None

    def _offer(self, *_changed: object) -> None:
        workspace, chosen = self._session.workspace, self._difference()
        writes = workspace is not None and not workspace.reading
        one = writes and chosen is not None and self._what.current != _RANKING
        self.before_button.setEnabled(one)
        self.after_button.setEnabled(one)
        self.back_button.setEnabled(writes and self._chosen() is not None)

    def _restore(self, *, after: bool) -> None:
        chosen = self._difference()
        if chosen is None:
            return
        wanted: Record | None = chosen.change.after if after else chosen.change.before
        ref = chosen.change.ref
        if self._session.perform(lambda workspace: workspace.restore(ref, wanted)):
            self.notice.emit(_("{thing} is restored; undo takes it back.").format(thing=chosen.thing))

    def _go_back(self) -> None:
        revision = self._chosen()
        if revision is not None and self._session.perform(lambda workspace: workspace.go_back(revision)):
            sentence = _("The evaluation is as it was at {time}; undo takes it back.")
            self.notice.emit(sentence.format(time=f"{revision.at.astimezone():%Y-%m-%d %H:%M:%S}"))
