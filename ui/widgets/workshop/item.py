"""The item at hand as a whole: what is asked, how far its round is, and the panel of its stage."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from scorecard.i18n import _, language
from ui.models.workshop.at_hand import AtHand
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.icon_button import IconButton
from ui.widgets.one_line import OneLine
from ui.widgets.text import label
from ui.widgets.workshop.reveal import WorkshopReveal
from ui.widgets.workshop.settled import WorkshopSettled
from ui.widgets.workshop.voting import WorkshopVoting
from ui.widgets.workshop.waiting import WorkshopWaiting

_ROOMY = 600
"""Pixels from which all stages stand beside the name of the programme."""

_STAGES = ("waiting", "scoring", "revealed", "settled")


class WorkshopItem(QWidget):
    """Its head and one of four panels; `stepped` asks for the item before (-1) or after (1)."""

    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = self._stage = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        self._show_stages(0)
        self.banner = Banner(theme)
        column.addWidget(self.banner)
        self.waiting = WorkshopWaiting(theme)
        self.voting = WorkshopVoting(theme)
        self.reveal = WorkshopReveal(theme)
        self.settled = WorkshopSettled(theme)
        self._stack = QStackedWidget()
        for panel in (self.waiting, self.voting, self.reveal, self.settled):
            self._stack.addWidget(panel)
        column.addWidget(self._stack, 1)

    @property
    def panel(self) -> QWidget | None:
        """The panel that is shown."""
        return self._stack.currentWidget()

    def show_item(self, at_hand: AtHand) -> None:
        """Show an item by its stage."""
        tongue = language()
        self.where.show_text(at_hand.programme.name)
        self.practice.setVisible(at_hand.discussion.practice)
        self.title.setText(at_hand.criterion.name.into(tongue))
        self.title.setToolTip(at_hand.criterion.definition.into(tongue))
        self.question.setText(at_hand.criterion.question.into(tongue))
        stage = self._stage = at_hand.stage
        for name, words in self._stages.items():
            words.setProperty("ink", "link" if name == stage else "muted")
            words.setFont(self._theme.font(12, 600 if name == stage else 400))
            words.style().polish(words)
            here = _("{stage}: here the item is").format(stage=words.text())
            words.setAccessibleName(here if name == stage else words.text())
        self._show_stages(self.width())
        self._say_standing(at_hand)
        key = at_hand.discussion.key
        is_new = key != self._shown
        self._shown = key
        match stage:
            case "waiting":
                self.waiting.show_item(at_hand)
            case "scoring":
                self.voting.show_item(at_hand)
            case "revealed":
                self.reveal.show_item(at_hand, is_new=is_new or self.panel is not self.reveal)
            case "settled":
                self.settled.show_item(at_hand, is_new=is_new or self.panel is not self.settled)
        self._stack.setCurrentIndex(_STAGES.index(stage))

    def _head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.where = OneLine(self._theme, "body", ink="muted", cut=Qt.TextElideMode.ElideRight)
        row.addWidget(self.where, 1)
        self._stages: dict[str, QLabel] = {}
        self._arrows: list[QLabel] = []
        named = (
            ("waiting", _("Evidence")),
            ("scoring", _("Private scores")),
            ("revealed", _("Discussion")),
            ("settled", _("Decision")),
        )
        for place, (name, words) in enumerate(named):
            if place:
                arrow = label(self._theme, "›", "caption", ink="muted")
                row.addWidget(arrow)
                self._arrows.append(arrow)
            self._stages[name] = label(self._theme, words, "caption")
            row.addWidget(self._stages[name])
        row.addSpacing(8)
        for icon, name, step in (
            ("chevron-up", _("Item before (PgUp)"), -1),
            ("chevron-down", _("Item after (PgDn)"), 1),
        ):
            button = IconButton(self._theme, icon, small=True, name=name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, step=step: self.stepped.emit(step))
            row.addWidget(button)
        column.addLayout(row)
        titled = QHBoxLayout()
        titled.setSpacing(8)
        self.title = label(self._theme, "", "title", wrap=True)
        titled.addWidget(self.title, 1)
        self.practice = label(self._theme, _("Practice: never counts"), "strong", ink="warning")
        titled.addWidget(self.practice)
        self.question = label(self._theme, "", "question", wrap=True)
        column.addLayout(titled)
        column.addWidget(self.question)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_stages(event.size().width())

    def _show_stages(self, width: int) -> None:
        """On a small screen only the stage at hand: the name of the programme needs the room."""
        roomy = width >= _ROOMY
        for name, words in self._stages.items():
            words.setVisible(roomy or name == self._stage)
        for arrow in self._arrows:
            arrow.setVisible(roomy)

    def _say_standing(self, at_hand: AtHand) -> None:
        sentence = ""
        if at_hand.reading:
            sentence = _("This evaluation is open for reading only: nothing can be changed.")
        elif not at_hand.may_change:
            name = at_hand.snapshot.rounds[at_hand.place.round].name
            sentence = _("The round “{round}” is closed: nothing is scored or agreed on any more.").format(
                round=name
            )
        self.banner.say(sentence, "info")
