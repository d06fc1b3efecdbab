"""What the Workshop page shows: nothing yet, how to begin, an empty agenda, or a workshop that is held."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from scorecard.i18n import _
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.rule import upright_rule
from ui.widgets.workshop.begin import WorkshopBegin
from ui.widgets.workshop.column import WorkshopColumn
from ui.widgets.workshop.item import WorkshopItem
from ui.widgets.workshop.side import WorkshopSide

NOTHING, BEGIN, EMPTY, HELD = range(4)
_ROOMY = 1006
"""Pixels that all three columns take at their usual widths."""


class WorkshopView(QStackedWidget):
    """Its parts say what a person wants; the empty ones say `programmes_wanted`, `adding` and `ending`."""

    programmes_wanted = Signal()
    adding = Signal()
    ending = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        nothing = EmptyState(
            theme,
            _("Nothing to talk about yet"),
            _("A workshop needs programmes and a round in which they are scored. Add programmes first."),
            _("Go to Programmes"),
            "users",
        )
        nothing.pressed.connect(self.programmes_wanted)
        self.addWidget(nothing)
        self.beginning = WorkshopBegin(theme)
        self.addWidget(self.beginning)
        empty = EmptyState(
            theme,
            _("The agenda is empty"),
            _("Put the cells on it that evaluators should talk about, or remove it."),
            _("Add cells…"),
            "list",
            _("Remove the agenda"),
        )
        empty.pressed.connect(self.adding)
        empty.other_pressed.connect(self.ending)
        self.addWidget(empty)
        held = QWidget()
        across = QHBoxLayout(held)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.column = WorkshopColumn(theme)
        self.item = WorkshopItem(theme)
        self.side = WorkshopSide(theme)
        across.addWidget(self.column)
        across.addWidget(upright_rule())
        across.addWidget(self.item, 1)
        across.addWidget(upright_rule())
        across.addWidget(self.side)
        self.addWidget(held)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _ROOMY
        self.column.be_narrow(narrow)
        self.side.be_narrow(narrow)
