"""The sheet that puts more cells on the agenda of a workshop: any programme and criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from scorecard.i18n import _, ngettext
from ui.dialogs.sheet import Sheet
from ui.models.workshop.candidates import CandidateRows
from ui.theme import Theme
from ui.widgets.find_field import FindField
from ui.widgets.text import label
from ui.widgets.workshop.lists import CandidateList

if TYPE_CHECKING:
    from scorecard.analysis.workshops.workshop import Workshop
    from ui.models.workshop.acts import CellOf

_HEIGHT = 360


class AddCells(Sheet):
    """Cells that are not on the agenda yet, those first on which evaluators differ."""

    def __init__(self, theme: Theme, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Add cells to the agenda"), agree=_("Add"), width=640, parent=parent)
        self.rows = CandidateRows()
        there = frozenset((one.programme, one.criterion) for one in workshop.discussions)
        self.rows.show(workshop.study, there)
        head = QHBoxLayout()
        head.setSpacing(12)
        self.count = label(theme, "", "body", ink="muted")
        self.list = CandidateList(theme, self.rows)
        self.list.setMinimumHeight(_HEIGHT)
        self.finder = FindField(theme, _("Find a programme or a criterion"), self.list)
        self.finder.textChanged.connect(self.rows.narrow)
        head.addWidget(self.finder, 1)
        head.addWidget(self.count)
        self.body.addLayout(head)
        self.body.addWidget(self.list, 1)
        self.practice = QCheckBox(_("Only to practise on: they come first, and never count"))
        self.body.addWidget(self.practice)
        self.rows.changed.connect(self._say)
        self._say()

    @property
    def chosen(self) -> list[CellOf]:
        """The cells to add, in the order of their consequence."""
        return self.rows.ticked

    def _say(self) -> None:
        count = len(self.chosen)
        self.count.setText(ngettext("{count} chosen", "{count} chosen", count).format(count=count))
        self.agree.setEnabled(bool(count))
