"""The pane of assignments: find programmes, say who owes them, submit, approve and reopen, one or many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from scorecard.i18n import _, ngettext
from ui.models.people.matrix import DutyMatrix
from ui.theme import Theme
from ui.widgets.find_field import show_glass
from ui.widgets.icon_button import IconButton
from ui.widgets.people.matrix import DutyView
from ui.widgets.picker import Picker
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from scorecard.analysis.evaluators.duties import Duties, Duty
    from scorecard.model.evaluation import Key
    from scorecard.model.snapshot import Snapshot


class DutyPane(QWidget):
    """Says what a person wants; pairs are of programme and evaluator.

    `assigned(pairs, owed)`, `settled(pairs, status)`, `conflict(programme, evaluator)`, `withdrawn(pairs)`,
    `opened(programme, evaluator)`, and `many` for the sheet that assigns many at once.
    """

    assigned = Signal(list, bool)
    settled = Signal(list, str)
    conflict = Signal(str, str)
    withdrawn = Signal(str, str)
    opened = Signal(str, str)
    many = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._writable = True
        self._changeable = True
        self.matrix = DutyMatrix(self)
        self.view = DutyView(theme)
        self.view.setModel(self.matrix)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools())
        column.addWidget(self.view, 1)
        column.addWidget(self._actions())
        self.matrix.modelReset.connect(lambda: self.view.set_columns(self.matrix.columns))
        self.view.chosen.connect(self._show_chosen)
        self.view.toggled.connect(self.toggle)
        self.view.opened.connect(self._open)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.find.setFocus)
        self._show_chosen()

    def show_duties(self, snapshot: Snapshot, duties: Duties, *, changeable: bool) -> None:
        """Show the duties of a round as they are now."""
        self._writable = changeable
        self._changeable = changeable and not snapshot.rounds[duties.round].closed
        self.matrix.show(snapshot, duties)
        self._many.setEnabled(self._changeable)
        loads = duties.loads.values()
        owed, due = sum(load.owed for load in loads), sum(load.due for load in loads)
        sentence = (
            _("{done} of {owed} assignments are in") if owed else _("Nothing is assigned in this round")
        )
        sentence = sentence.format(done=owed - due, owed=owed)
        if snapshot.rounds[duties.round].closed:
            sentence = _("{sentence} · the round is closed").format(sentence=sentence)
        self._counts.setText(sentence)
        if not self.view.currentIndex().isValid() and self.matrix.rowCount() and self.matrix.columnCount():
            self.view.choose(self.matrix.index(0, 0))
        self._show_chosen()

    def toggle(self) -> None:
        """Assign what is chosen, or take it away where all of it is assigned."""
        free = [duty for duty in self.view.duties() if not duty.conflict]
        if free and self._changeable:
            owed = not all(duty.assignment.owed for duty in free)
            self.assigned.emit(_pairs(free), owed)

    def _tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(24, 4, 24, 8)
        row.setSpacing(8)
        self.find = QLineEdit()
        self.find.setPlaceholderText(_("Find"))
        self.find.setAccessibleName(_("Find programmes"))
        self.find.setClearButtonEnabled(True)
        self.find.setFixedWidth(200)
        show_glass(self.find, self._theme)
        self.find.textChanged.connect(self._filter)
        self.find.returnPressed.connect(self.view.setFocus)
        row.addWidget(self.find)
        self.filter = Picker(self._theme, "", name=_("Programmes shown"))
        self.filter.set_choices(
            [
                (_("All programmes"), "all"),
                (_("Still due"), "due"),
                (_("To approve"), "submitted"),
                (_("Owed by nobody"), "unassigned"),
            ],
            "all",
        )
        self.filter.changed.connect(self._filter)
        row.addWidget(self.filter)
        row.addStretch()
        self._counts = label(self._theme, "", "body", ink="muted")
        row.addWidget(self._counts)
        self._many = IconButton(self._theme, "users", _("Assign many…"))
        self._many.clicked.connect(self.many)
        row.addWidget(self._many)
        return tools

    def _actions(self) -> QWidget:
        """What is chosen in a sentence, and what can be done with it, always in the same place."""
        bar = QWidget()
        bar.setProperty("ground", "sunken")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(bar)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(6)
        self._chosen = label(self._theme, "", "body")
        self._chosen.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(self._chosen)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._assign = self._button(row, (_("Assign (Space)"), _("Take away (Space)")), self.toggle)
        self._submit = self._button(row, (_("Submit"),), lambda: self._settle("submitted"))
        self._approve = self._button(row, (_("Approve"),), lambda: self._settle("approved"))
        self._reopen = self._button(row, (_("Reopen"),), lambda: self._settle("draft"))
        row.addSpacing(12)
        words = (_("Conflict of interest…"), _("Withdraw the conflict"))
        self._conflict = self._button(row, words, self._change_conflict)
        row.addStretch()
        self._go = self._button(row, (_("Score it (Enter)"),), self._open_chosen)
        column.addLayout(row)
        return bar

    def _button(self, row: QHBoxLayout, texts: tuple[str, ...], press: object) -> QPushButton:
        """A button as wide as the longest of its texts, so that nothing moves when it changes."""
        button = QPushButton(texts[0])
        metrics = QFontMetrics(self._theme.font(12.5, 500))
        button.setMinimumWidth(max(metrics.horizontalAdvance(text) for text in texts) + 28)
        button.clicked.connect(press)
        row.addWidget(button)
        return button

    def _show_chosen(self) -> None:
        duties = self.view.duties()
        free = [duty for duty in duties if not duty.conflict]
        one = duties[0] if len(duties) == 1 else None
        if one is not None:
            said = self.view.currentIndex().data(Qt.ItemDataRole.ToolTipRole) or ""
            if not self.view.selectionModel().isSelected(self.view.currentIndex()):
                said = self.view.selectedIndexes()[0].data(Qt.ItemDataRole.ToolTipRole)
        elif self.matrix.rowCount():
            said = _sentence_of(duties)
        else:
            said = _("No programme is found. Look for another word, or show all programmes.")
        self._chosen.setText(said.replace("\n", " "))
        self._chosen.setToolTip(said)
        owed = bool(free) and all(duty.assignment.owed for duty in free)
        self._assign.setText(_("Take away (Space)") if owed else _("Assign (Space)"))
        self._assign.setEnabled(self._changeable and bool(free))
        statuses = {duty.status for duty in duties}
        self._submit.setEnabled(self._changeable and "draft" in statuses)
        self._approve.setEnabled(self._changeable and "submitted" in statuses)
        self._reopen.setEnabled(self._changeable and bool(statuses & {"submitted", "approved"}))
        declared = one is not None and bool(one.conflict)
        self._conflict.setText(_("Withdraw the conflict") if declared else _("Conflict of interest…"))
        self._conflict.setEnabled(self._writable and one is not None)
        self._go.setEnabled(one is not None)

    def _filter(self) -> None:
        self.matrix.find(self.find.text(), self.filter.value)
        if self.matrix.rowCount() and self.matrix.columnCount():
            self.view.choose(self.matrix.index(0, 0))
        self._show_chosen()

    def _settle(self, status: str) -> None:
        self.settled.emit(_pairs(self.view.duties()), status)

    def _change_conflict(self) -> None:
        for duty in self.view.duties()[:1]:
            signal = self.withdrawn if duty.conflict else self.conflict
            signal.emit(duty.programme, duty.evaluator)

    def _open_chosen(self) -> None:
        self._open(self.view.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        duty = self.matrix.duty(index)
        if duty is not None:
            self.opened.emit(duty.programme, duty.evaluator)


def _pairs(duties: list[Duty]) -> list[tuple[Key, Key]]:
    return [(duty.programme, duty.evaluator) for duty in duties]


def _sentence_of(duties: list[Duty]) -> str:
    if not duties:
        return _(
            "Choose cells with the arrows or the mouse, several with Shift or Ctrl; a name chooses its row."
        )
    sentence = ngettext(
        "{count} cell chosen: {owed} owed, {submitted} submitted, {approved} approved, {conflicts} in conflict",
        "{count} cells chosen: {owed} owed, {submitted} submitted, {approved} approved, {conflicts} in conflict",
        len(duties),
    )
    return sentence.format(
        count=len(duties),
        owed=sum(duty.owed for duty in duties),
        submitted=sum(duty.status == "submitted" for duty in duties),
        approved=sum(duty.status == "approved" for duty in duties),
        conflicts=sum(bool(duty.conflict) for duty in duties),
    )
