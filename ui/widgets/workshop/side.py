"""The facilitator's own column: the wall, the time, what was said, and the item that comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scorecard.analysis.workshops.sentences import duration
from scorecard.i18n import _, language
from scorecard.model.workshop import MINUTES
from ui.models.workshop.at_hand import AtHand
from ui.theme import Theme
from ui.widgets.entry_field import EntryField
from ui.widgets.keycap import Keycap
from ui.widgets.rule import level_rule
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label
from ui.widgets.workshop.buttons import KeyedButton
from ui.widgets.workshop.wall import WallControls

WIDTH, NARROW = 288, 250
_MINUTE = 60


class WorkshopSide(QWidget):
    """`noted` carries what was written about the item at hand, `done` gives the keys back to the page."""

    noted = Signal(str)
    done = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = ""
        self._minutes = MINUTES
        self.setFixedWidth(WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 4, 12)
        column.setSpacing(8)
        self.wall = WallControls(theme)
        self.wall.clock.ticked.connect(self._ticked)
        column.addWidget(self.wall)
        column.addWidget(level_rule())
        column.addLayout(self._time())
        column.addWidget(level_rule())
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(theme, _("What was said"), "strong"))
        head.addWidget(Keycap(theme, "N"))
        head.addStretch(1)
        column.addLayout(head)
        self.note = EntryField(theme, name=_("What was said"), lines=4, most=10)
        self.note.entered.connect(lambda: self.noted.emit(self.note.text))
        self.note.done.connect(self.done)
        column.addWidget(self.note)
        self.next = label(theme, "", "caption", ink="muted", wrap=True)
        column.addWidget(self.next)
        column.addStretch(1)
        area = SteadyArea()
        area.setWidget(inside)
        outer.addWidget(area)

    def be_narrow(self, narrow: bool) -> None:
        """Leave room to the item on a small screen, or take the usual width."""
        self.setFixedWidth(NARROW if narrow else WIDTH)

    def show_item(self, at_hand: AtHand) -> None:
        """Show what goes with the item at hand; what is being written about it stays."""
        workshop = at_hand.workshop
        self._minutes = workshop.agenda.minutes if workshop.agenda else MINUTES
        key, text = at_hand.discussion.key, at_hand.discussion.note
        if key != self._shown:
            self._shown = key
            self.note.open(text)
        else:
            self.note.show_stored(text)
        self.note.set_wrong(False)
        self.note.setReadOnly(at_hand.reading)
        self.note.setPlaceholderText("" if at_hand.reading else _("Kept in the minutes as it is typed"))
        following = workshop.next
        if following is None or following.programme is None or following.criterion is None:
            self.next.setText(_("This is the last open item."))
        else:
            sentence = _("Next: {criterion}, {programme}")
            self.next.setText(
                sentence.format(
                    criterion=following.criterion.name.into(language()), programme=following.programme.label
                )
            )
        if self.wall.clock.left is None:
            self._show_rest()

    def write_note(self) -> None:
        """Take the caret to the end of the note."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.note.moveCursor(self.note.textCursor().MoveOperation.End)

    def turn_clock(self) -> None:
        """Begin to count down the minutes of an item, or stop."""
        if self.wall.clock.left is None:
            self.wall.start_clock(self._minutes * _MINUTE)
        else:
            self.wall.stop_clock()

    def _time(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.time = label(self._theme, "", "answer")
        row.addWidget(self.time, 1)
        self.timer = KeyedButton(self._theme, _("Start timer"), "T")
        self.timer.clicked.connect(self.turn_clock)
        row.addWidget(self.timer)
        return row

    def _ticked(self, words: str, over: bool) -> None:
        self.time.setProperty("ink", "warning" if over else None)
        self.time.style().polish(self.time)
        if words:
            self.time.setText(words)
        else:
            self._show_rest()
        self.timer.set_words(_("Stop") if words else _("Start timer"))

    def _show_rest(self) -> None:
        self.time.setText(duration(self._minutes))
