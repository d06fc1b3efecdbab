"""The lists of the Workshop page: the agenda, the cells to make it of, and those who vote."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from scorecard.i18n import _
from ui.models.workshop.agenda import ROW, AgendaRows
from ui.models.workshop.candidates import CandidateRows
from ui.models.workshop.voters import VOTER, VoterRows
from ui.theme import Theme
from ui.widgets.place_view import PlaceView
from ui.widgets.workshop.painters import AgendaPainter, CandidatePainter, VoterPainter


class AgendaList(PlaceView):
    """The rows of an `AgendaRows`, which can be dragged to another place. Keys belong to the page."""

    def __init__(self, theme: Theme, model: AgendaRows) -> None:
        super().__init__(model, name=_("Agenda"))
        self.setUniformItemSizes(True)
        self.setProperty("ground", "sunken")
        self.setItemDelegate(AgendaPainter(self, theme, model))
        # Without a selection nothing would be dragged.
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)

    def key_at(self, index: QModelIndex) -> str:
        """The key of an item."""
        return str(index.data(ROW).key)


class CandidateList(QListView):
    """The rows of a `CandidateRows`, ticked by a click anywhere on them or by Space."""

    def __init__(self, theme: Theme, model: CandidateRows) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setItemDelegate(CandidatePainter(self, theme, model))
        self.setAccessibleName(_("Cells to discuss"))
        self.setAccessibleDescription(_("Space chooses a cell, or no longer."))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._turn(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._turn(index)

    def _turn(self, index: QModelIndex) -> None:
        row = index.row()
        self._rows.turn(index)
        self.setCurrentIndex(self._rows.index(row))


class VoterList(QListView):
    """The rows of a `VoterRows`; `chosen` carries the key of one that was clicked, or gone to and taken by Enter."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, model: VoterRows) -> None:
        super().__init__()
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setProperty("ground", "surface")
        self.setItemDelegate(VoterPainter(self, theme))
        self.setAccessibleName(_("Who scores"))
        self.setAccessibleDescription(
            _("Enter gives somebody the turn; one who is absent takes part again then.")
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            event.ignore()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(VOTER).key)
