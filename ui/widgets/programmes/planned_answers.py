"""What is to happen to programmes of a pasted list that are there already: one by one, or all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scorecard.exchange.imports.programme_plan import OnDuplicate, PlannedRow
from scorecard.i18n import _
from ui.models.programmes.planned_rows import sentence_of
from ui.theme import Theme
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

ANSWERS: tuple[OnDuplicate, ...] = ("skip", "update", "add")
"""The answers in the order of their keys, 1 to 3."""


class PlannedAnswers(QWidget):
    """About one row, with the answers it can get; `answered` and `all_answered` carry one of them, or `ask`."""

    answered = Signal(str)
    all_answered = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.about = label(theme, "", "body", wrap=True)
        self.about.setFixedHeight(2 * self.about.fontMetrics().lineSpacing() + 2)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.about)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(theme, _("This row"), "field"))
        words = [_("1 Leave out"), _("2 Update"), _("3 Add as another")]
        self.one = Segmented(theme, words, name=_("What happens to this row"), current=-1, px=12)
        self.one.changed.connect(lambda place: self.answered.emit(ANSWERS[place]))
        row.addWidget(self.one)
        row.addStretch()
        row.addWidget(label(theme, _("All that are there already"), "field"))
        self.all = Picker(theme, "", name=_("All that are there already"))
        choices = (_("Ask me"), _("Leave out"), _("Update"), _("Add as others"))
        self.all.set_choices(list(zip(choices, ("ask", *ANSWERS), strict=True)), "ask")
        self.all.changed.connect(self.all_answered.emit)
        row.addWidget(self.all)
        column.addLayout(row)

    def show_row(self, row: PlannedRow | None, said: OnDuplicate) -> None:
        """Show what there is to say of a row, and which answer it has."""
        self.about.setText("" if row is None else sentence_of(row))
        self.about.setToolTip(self.about.text())
        may_answer = row is not None and row.is_repeat and row.outcome != "wrong"
        self.one.setEnabled(may_answer)
        self.one.set_current(ANSWERS.index(said) if may_answer and said in ANSWERS else -1)
