"""The agenda beside the item at hand: how far the workshop is, its items in their order, and what is done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from scorecard.analysis.workshops.sentences import progress_sentence
from scorecard.i18n import _
from ui.models.workshop.agenda import AgendaRows
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.text import label
from ui.widgets.workshop.lists import AgendaList

if TYPE_CHECKING:
    from scorecard.analysis.workshops.items import Item
    from scorecard.analysis.workshops.workshop import Progress, Workshop

WIDTH, NARROW = 252, 210


class WorkshopColumn(QWidget):
    """`asked` carries what was chosen from the menu, `add` that cells are to be added, `minutes` a document."""

    adding = Signal()
    minutes = Signal()
    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._item: Item | None = None
        self._may_change = False
        self.setFixedWidth(WIDTH)
        self.setProperty("ground", "sunken")
        self.rows = AgendaRows()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 10, 0)
        head.addWidget(label(theme, _("Agenda"), "head"))
        head.addStretch(1)
        self.add = QPushButton(_("Add…"))
        self.add.setProperty("small", "true")
        self.add.setAccessibleName(_("Add cells to the agenda"))
        self.add.clicked.connect(self.adding)
        head.addWidget(self.add)
        column.addLayout(head)
        self.bar = _Bar(theme)
        column.addWidget(self.bar)
        self.progress = label(theme, "", "caption", ink="muted", wrap=True)
        self.progress.setContentsMargins(16, 0, 12, 2)
        # Room for two lines, so that the agenda does not move when the sentence grows.
        self.progress.setMinimumHeight(2 * self.progress.fontMetrics().lineSpacing() + 2)
        self.progress.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.progress)
        self.list = AgendaList(theme, self.rows)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 10, 0)
        foot.setSpacing(6)
        self.minutes_button = QPushButton(_("Minutes…"))
        self.minutes_button.setProperty("small", "true")
        self.minutes_button.clicked.connect(self.minutes)
        self.more = QPushButton(_("More"))
        self.more.setProperty("small", "true")
        self.more.setAccessibleName(_("More that can be done with the agenda"))
        self.more.clicked.connect(self._open_menu)
        foot.addWidget(self.minutes_button)
        foot.addStretch(1)
        foot.addWidget(self.more)
        column.addLayout(foot)

    def be_narrow(self, narrow: bool) -> None:
        """Leave room to the item on a small screen, or take the usual width."""
        self.setFixedWidth(NARROW if narrow else WIDTH)

    def show_workshop(self, workshop: Workshop, *, may_change: bool) -> None:
        """Show the agenda as it stands, with the item at hand in sight."""
        self._item, self._may_change = workshop.at_hand, may_change
        self.rows.show(workshop)
        progress = workshop.progress
        self.progress.setText(progress_sentence(progress))
        self.bar.show_progress(progress)
        key = workshop.at_hand.discussion.key if workshop.at_hand else ""
        index = self.rows.index_of(key)
        if key != self.list.place or self.list.currentIndex() != index:
            self.list.set_place(key, index)
        self.add.setEnabled(may_change)

    def menu(self) -> QMenu:
        """What can be done with the item at hand and with the agenda; whoever asks for it owns it."""
        menu = QMenu(self)
        item, may_change = self._item, self._may_change
        if item is not None:
            discussion = item.discussion
            is_fresh = discussion.stage == "waiting" and not discussion.first
            practice = _("A real item, not practice") if discussion.practice else _("Only practice")
            for id, words, can in (
                ("up", _("Move up\tAlt+Up"), may_change),
                ("down", _("Move down\tAlt+Down"), may_change),
                ("skip", _("Skip\tK"), may_change and item.is_open),
                ("practice", practice, may_change and is_fresh),
                ("remove", _("Take off the agenda\tDelete"), may_change),
            ):
                action = menu.addAction(words, lambda id=id: self.asked.emit(id))
                action.setEnabled(can)
            menu.addSeparator()
        settings = menu.addAction(_("Minutes, people and slides…"), lambda: self.asked.emit("settings"))
        settings.setEnabled(may_change)
        menu.addAction(_("Report on this programme…"), lambda: self.asked.emit("report"))
        end = menu.addAction(_("Remove the agenda"), lambda: self.asked.emit("end"))
        end.setEnabled(may_change)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))


class _Bar(QWidget):
    """How many of the items are settled or passed by."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._done = self._of = 0
        self.setFixedHeight(8)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        self._done, self._of = progress.of - progress.open, progress.of
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(16, 0, -12, 0)
        marks.draw_progress(painter, box, self._theme, self._done, self._of)
        painter.end()
