"""Private scoring on the one computer: a screen that hands it over, then the levels for whoever's turn it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from scorecard.i18n import _, ngettext
from scorecard.model.framework import NA
from ui.models.workshop.at_hand import AtHand
from ui.models.workshop.voters import VoterRows
from ui.models.workshop.words import name_of
from ui.theme import Theme
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label
from ui.widgets.workshop.buttons import KeyedButton, button_row
from ui.widgets.workshop.levels import WorkshopLevels
from ui.widgets.workshop.lists import VoterList

_VOTERS, _VOTERS_WIDE = 216, 288
_ROOMY, _WIDE = 560, 840
"""Pixels from which those who score stand beside whoever has the turn, and from which they have more room."""
_COVERED, _OPEN = range(2)


class WorkshopVoting(QWidget):
    """Covered, or open for one evaluator; what anybody has said before shows to nobody but themselves.

    `voted` carries the answer of whoever's turn it is and, with NA, the reason. `turned` carries the key of somebody
    who is to have the turn. The other signals say which button was pressed.
    """

    voted = Signal(str, str)
    kept = Signal()
    turned = Signal(str)
    postponed = Signal()
    left = Signal()
    reopening = Signal()
    revealing = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._at_hand: AtHand | None = None
        self.voters = VoterRows()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._cover())
        self._stack.addWidget(self._ballot())
        row.addWidget(self._stack, 1)
        self._list = self._people()
        row.addWidget(self._list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a small screen whoever has the turn needs the room; Later leads on to everybody.
        width = event.size().width()
        self._list.setVisible(width >= _ROOMY)
        self._list.setFixedWidth(_VOTERS_WIDE if width >= _WIDE else _VOTERS)

    @property
    def is_open(self) -> bool:
        """Whether the levels can be seen, by whoever's turn it is."""
        return self._stack.currentIndex() == _OPEN

    def show_item(self, at_hand: AtHand) -> None:
        """Show whose turn it is, covered."""
        self._at_hand = at_hand
        self.levels.show_criterion(at_hand.framework, at_hand.criterion)
        self.voters.show(at_hand)
        self.cover()

    def cover(self) -> None:
        """Hide the levels."""
        at_hand = self._at_hand
        self._stack.setCurrentIndex(_COVERED)
        self.reason.clear()
        self.reason.hide()
        self.levels.choose("")
        if at_hand is not None:
            self._show_turn(at_hand)

    def uncover(self) -> None:
        """Show the levels to whoever's turn it is, with what they have said before."""
        at_hand = self._at_hand
        if at_hand is None or at_hand.turn is None or at_hand.reason_locked(at_hand.turn.key):
            return
        self.whose.setText(_("{evaluator} scores").format(evaluator=self._name(at_hand)))
        self.levels.choose(at_hand.answers.get(at_hand.turn.key, ""))
        self._stack.setCurrentIndex(_OPEN)

    def answer(self, value: str) -> None:
        """Give an answer, unless covered; NA waits for its reason."""
        if not self.is_open or not value:
            return
        if value != NA:
            self.voted.emit(value, "")
            return
        reason = self.reason.text().strip()
        if self.reason.isVisibleTo(self) and reason:
            self.voted.emit(NA, reason)
        else:
            self.reason.show()
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_turn(self, at_hand: AtHand) -> None:
        turn, again = at_hand.turn, bool(at_hand.again)
        count = ngettext("{done} of {count} has scored", "{done} of {count} have scored", len(at_hand.voters))
        self.count.setText(count.format(done=at_hand.had_turn, count=len(at_hand.voters)))
        self.count.setVisible(not again)
        may_change, locked = at_hand.may_change, at_hand.reason_locked(turn.key) if turn else ""
        has_said = turn is not None and turn.key in at_hand.answers
        if turn is not None:
            self.title.setText(_("It is {evaluator}’s turn").format(evaluator=self._name(at_hand)))
            sentence = locked or _(
                "Everybody else, please look away. The levels show when you say that it is you."
            )
        elif at_hand.voters:
            self.title.setText(_("Everybody has scored"))
            sentence = _("Reveal shows all answers at once, on this page and on the wall, without names.")
        else:
            self.title.setText(_("Nobody is here to score"))
            sentence = _("Give somebody of the list the turn, or leave the item.")
        self.sentence.setText(sentence)
        self.mine.set_words(
            _("I am {evaluator}").format(evaluator=self._name(at_hand)) if turn else _("It is me")
        )
        self.mine.setVisible(turn is not None and not locked)
        self.reopen.setVisible(turn is not None and bool(locked))
        self.keep.setVisible(has_said and not again)
        self.later.setVisible(len(at_hand.queue) > 1 and not again)
        self.absent.setVisible(turn is not None and not again)
        self.cancel.setVisible(again)
        self.reveal.setVisible(turn is None and not again and bool(at_hand.voters))
        self.reveal_now.setVisible(turn is not None and not again)
        self.reveal_now.setEnabled(may_change)
        for button in (self.mine, self.keep, self.absent, self.reveal, self.reopen):
            button.setEnabled(may_change)

    def _name(self, at_hand: AtHand) -> str:
        return name_of(at_hand.snapshot, at_hand.turn.key) if at_hand.turn else ""

    def _cover(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", "true")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(10)
        column.addStretch(2)
        self.count = label(self._theme, "", "body", ink="muted")
        self.title = label(self._theme, "", "start", wrap=True)
        self.sentence = label(self._theme, "", "question", ink="muted", wrap=True)
        for text in (self.count, self.title, self.sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        column.addSpacing(8)
        theme = self._theme
        self.mine = KeyedButton(theme, _("It is me"), _("Enter"), primary=True)
        self.reopen = KeyedButton(theme, _("Reopen what is submitted"), "O")
        self.reveal = KeyedButton(theme, _("Reveal"), "V", primary=True)
        self.keep = KeyedButton(theme, _("My score stands"), "K")
        self.later = KeyedButton(theme, _("Later"), "L")
        self.absent = KeyedButton(theme, _("Absent"), "A")
        self.cancel = KeyedButton(theme, _("Leave it"), "Esc")
        for button, signal in (
            (self.reopen, self.reopening),
            (self.reveal, self.revealing),
            (self.keep, self.kept),
            (self.later, self.postponed),
            (self.absent, self.left),
            (self.cancel, self.cancelled),
        ):
            button.clicked.connect(signal)
            button.hide()
        self.mine.clicked.connect(self.uncover)
        column.addLayout(button_row(None, self.mine, self.reopen, self.reveal, None))
        column.addLayout(button_row(None, self.keep, self.later, self.absent, self.cancel, None))
        column.addStretch(3)
        self.reveal_now = KeyedButton(self._theme, _("Reveal now"), "V")
        self.reveal_now.clicked.connect(self.revealing)
        column.addLayout(button_row(None, self.reveal_now))
        return card

    def _ballot(self) -> QWidget:
        ballot = QWidget()
        column = QVBoxLayout(ballot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        self.whose = label(self._theme, "", "card")
        head.addWidget(self.whose, 1)
        cover = KeyedButton(self._theme, _("Cover"), "Esc")
        cover.clicked.connect(self.cover)
        head.addWidget(cover)
        column.addLayout(head)
        area = SteadyArea()
        inside = QWidget()
        ladder = QVBoxLayout(inside)
        ladder.setContentsMargins(0, 0, 0, 0)
        self.levels = WorkshopLevels(self._theme)
        self.levels.answered.connect(self.answer)
        ladder.addWidget(self.levels)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Why the criterion does not apply"))
        self.reason.setPlaceholderText(_("Why does it not apply? Enter stores the answer with its reason."))
        self.reason.returnPressed.connect(lambda: self.answer(NA))
        self.reason.hide()
        ladder.addWidget(self.reason)
        ladder.addStretch(1)
        area.setWidget(inside)
        column.addWidget(area, 1)
        return ballot

    def _people(self) -> QWidget:
        side = QFrame()
        side.setProperty("card", "true")
        column = QVBoxLayout(side)
        column.setContentsMargins(1, 10, 1, 8)
        column.setSpacing(6)
        head = label(self._theme, _("Who scores"), "head")
        head.setIndent(10)
        column.addWidget(head)
        self.people = VoterList(self._theme, self.voters)
        self.people.chosen.connect(self.turned)
        column.addWidget(self.people, 1)
        return side
