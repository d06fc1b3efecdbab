"""The panes of evaluators and of rounds: a table, and beside it all about the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scorecard.i18n import _
from ui.models.columns import KEY_ROLE, Column
from ui.models.people.table import EvaluatorRow, EvaluatorTable, RoundRow, RoundTable
from ui.theme import Theme
from ui.widgets.people.details import ConflictLine, EvaluatorDetails, RoundDetails
from ui.widgets.people.views import PeopleView
from ui.widgets.rule import upright_rule

if TYPE_CHECKING:
    from scorecard.analysis.evaluators.duties import Duties
    from scorecard.model.evaluation import Key
    from scorecard.model.snapshot import Snapshot


class _Pane(QWidget):
    """A table and details. `edit` and `remove` carry the key of the row that is chosen."""

    edit = Signal(str)
    remove = Signal(str)

    def __init__(
        self,
        theme: Theme,
        table: QAbstractItemModel,
        columns: tuple[Column, ...],
        details: EvaluatorDetails | RoundDetails,
        name: str,
    ) -> None:
        super().__init__()
        self.view = PeopleView(theme, table, columns, name=name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(upright_rule())
        row.addWidget(details)
        self.view.opened.connect(lambda _index: self.edit.emit(self.key))
        details.edit.connect(lambda: self.edit.emit(self.key))
        details.remove.connect(lambda: self.remove.emit(self.key))
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self.remove.emit(self.key))

    @property
    def key(self) -> Key:
        """The key of the row that is chosen, empty without one."""
        return self.view.currentIndex().data(KEY_ROLE) or ""

    def choose(self, *places: int) -> None:
        """Choose the first of these places that is one; the first row where none is."""
        if self.view.model().rowCount():
            self.view.select_row(next((place for place in places if place >= 0), 0))


class EvaluatorPane(_Pane):
    """The evaluators. `score`, `declare` and `withdraw` carry a programme, which may be empty, and an evaluator."""

    score = Signal(str, str)
    declare = Signal(str, str)
    withdraw = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        self.table = EvaluatorTable()
        self.details = EvaluatorDetails(theme)
        super().__init__(theme, self.table, self.table.columns, self.details, _("Evaluators"))
        self.table.setParent(self)
        self._snapshot: Snapshot | None = None
        self._duties: Duties | None = None
        self._changeable = False
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self.show_details())
        self.details.score.connect(lambda: self.score.emit("", self.key))
        self.details.opened.connect(lambda programme: self.score.emit(programme, self.key))
        self.details.declare.connect(lambda: self.declare.emit("", self.key))
        self.details.withdraw.connect(lambda programme: self.withdraw.emit(programme, self.key))

    def show_people(self, snapshot: Snapshot, duties: Duties, me: Key | None, *, changeable: bool) -> None:
        """Show the evaluators and their work in a round; `me` is who scores, chosen where nobody is yet."""
        chosen = self.key
        self._snapshot, self._duties, self._changeable = snapshot, duties, changeable
        loads = duties.loads
        people = snapshot.ordered_evaluators()
        self.table.show([EvaluatorRow(evaluator=one, load=loads[one.key]) for one in people])
        self.choose(self.table.place_of(chosen), self.table.place_of(me))
        if self.isVisible():
            self.show_details()

    def show_details(self) -> None:
        """Show the evaluator that is chosen."""
        snapshot, duties = self._snapshot, self._duties
        evaluator = snapshot.evaluators.get(self.key) if snapshot else None
        self.details.set_empty(evaluator is None)
        if snapshot is None or duties is None or evaluator is None:
            return
        ordered = [snapshot.programmes[key] for key in duties.programmes]
        due = [(one.key, one.label) for one in ordered if duties.duty(one.key, evaluator.key).is_due]
        conflicts = [
            ConflictLine(programme=one.key, name=one.label, reason=conflict.reason)
            for one in ordered
            if (conflict := snapshot.conflict(one.key, evaluator.key)) is not None
        ]
        self.details.show_evaluator(evaluator, due, conflicts, changeable=self._changeable)


class RoundPane(_Pane):
    """The rounds. Signals carry the key of one, and `blind` whether it is to be, `move` how many places on."""

    here = Signal(str)
    close_or_reopen = Signal(str)
    blind = Signal(str, bool)
    move = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        self.table = RoundTable()
        self.details = RoundDetails(theme)
        super().__init__(theme, self.table, self.table.columns, self.details, _("Rounds"))
        self.table.setParent(self)
        self._snapshot: Snapshot | None = None
        self._here: Key | None = None
        self._changeable = False
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self.show_details())
        self.details.here.connect(lambda: self.here.emit(self.key))
        self.details.close_or_reopen.connect(lambda: self.close_or_reopen.emit(self.key))
        self.details.blind.connect(lambda blind: self.blind.emit(self.key, blind))
        self.details.move.connect(lambda step: self.move.emit(self.key, step))

    def show_rounds(self, snapshot: Snapshot, here: Key | None, *, changeable: bool) -> None:
        """Show the rounds; `here` is the one that the window is at, chosen where none is yet."""
        chosen = self.key
        self._snapshot, self._here, self._changeable = snapshot, here, changeable
        self.table.show([RoundRow(round=one) for one in snapshot.ordered_rounds()])
        self.choose(self.table.place_of(chosen), self.table.place_of(here))
        self.show_details()

    def show_details(self) -> None:
        """Show the round that is chosen."""
        snapshot = self._snapshot
        round = snapshot.rounds.get(self.key) if snapshot else None
        self.details.set_empty(round is None)
        if snapshot is None or round is None:
            return
        place = self.table.place_of(round.key)
        self.details.show_round(
            round,
            _work_in(snapshot, round.key),
            here=round.key == self._here,
            first=place == 0,
            last=place == self.table.rowCount() - 1,
            changeable=self._changeable,
        )


def _work_in(snapshot: Snapshot, round: Key) -> str:
    """What is submitted and approved in a round, as a sentence."""
    work = [one for one in snapshot.assignments.values() if one.round == round]
    sentence = _("Programmes owed {owed}, submitted {submitted}, approved {approved}.")
    return sentence.format(
        owed=sum(one.owed for one in work),
        submitted=sum(one.status == "submitted" for one in work),
        approved=sum(one.status == "approved" for one in work),
    )
