"""An item whose answers are revealed: the dots, who speaks again, and what the workshop comes to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from scorecard.i18n import _, pgettext
from ui.models.wall.item import consequence
from ui.models.workshop.at_hand import AtHand
from ui.models.workshop.words import name_of
from ui.theme import Theme
from ui.widgets.entry_field import EntryField
from ui.widgets.folding import Folding
from ui.widgets.keycap import Keycap
from ui.widgets.picker import Picker
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label
from ui.widgets.workshop.buttons import KeyedButton, button_row
from ui.widgets.workshop.dissent import DissentForm
from ui.widgets.workshop.dots import DotPlot
from ui.widgets.workshop.level_row import LevelRow

Drafts = dict[str, tuple[str, str, str]]
"""Level, rationale and dissent that are not stored yet, by the key of their item."""

_HIGHEST = 280
"""Of the dots: farther apart they would be harder to compare."""


class WorkshopReveal(QWidget):
    """`agreed` carries an answer and its rationale, `dissented` whose dissent and its words, `again` who speaks anew.

    `all_again` has everybody score in private once more, `done` gives the keys back to the page.
    """

    agreed = Signal(str, str)
    dissented = Signal(str, str)
    again = Signal(str)
    all_again = Signal()
    done = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._at_hand: AtHand | None = None
        self._drafts: Drafts = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head())
        self.dots = DotPlot(theme)
        self.dots.setMaximumHeight(_HIGHEST)
        column.addWidget(self.dots, 1)
        column.addWidget(self._speakers())
        column.addWidget(self._outcome())
        column.addStretch()
        area = SteadyArea()
        area.setWidget(inside)
        outer.addWidget(area)

    def show_item(self, at_hand: AtHand, *, is_new: bool) -> None:
        """Show the answers as they are now; what is being written stays, unless the item is new."""
        if is_new:
            self._drafts = self.drafts()
        self._at_hand = at_hand
        self.level.show_framework(at_hand.framework)
        if is_new:
            self.names.setChecked(False)
        self._show_dots()
        self.sentence.setText(consequence(at_hand.workshop, at_hand.item))
        choices = [(name_of(at_hand.snapshot, one.key), one.key) for one in at_hand.voters]
        known = {key for _name, key in choices}
        self.speaker.set_choices(
            choices,
            self.speaker.value if self.speaker.value in known else None,
            nothing=_("Choose an evaluator"),
        )
        may_change = at_hand.may_change
        self.speaker.setEnabled(may_change and bool(choices))
        self.everybody.setEnabled(may_change and bool(choices))
        self.level.setEnabled(may_change)
        self.rationale.setReadOnly(not may_change)
        self.dissent.show_item(at_hand, is_new=is_new)
        if is_new:
            level, rationale, dissent = self._drafts.get(at_hand.discussion.key, ("", "", ""))
            self.level.choose(level or self._agreeable(at_hand))
            self.rationale.open(rationale)
            self.dissent.text.open(dissent)
        self._judge()

    def drafts(self) -> Drafts:
        """What has been written and is not stored, of the item that is shown and of others."""
        if self._at_hand is None:
            return self._drafts
        key, discussion = self._at_hand.discussion.key, self._at_hand.discussion
        written = (self.level.value, self.rationale.text, self.dissent.text.text)
        rest = {other: draft for other, draft in self._drafts.items() if other != key}
        return rest | {key: written} if any(written[1:]) and not discussion.outcome else rest

    def take_up(self, drafts: Drafts) -> None:
        """Go on with what was written in a panel before this one."""
        self._drafts = drafts

    def choose(self, value: str) -> None:
        """Choose what to agree on, and go on to the reason."""
        if self._at_hand is not None and self._at_hand.may_change:
            self.level.choose(value)
            self._chosen()

    def write_rationale(self) -> None:
        """Take the caret into the rationale."""
        self.rationale.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write_dissent(self) -> None:
        """Take the caret into the dissent."""
        self.dissent.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def speak_again(self) -> None:
        """Give the turn to whoever is chosen, or open the choice."""
        if self.speaker.value:
            self.again.emit(self.speaker.value)
        elif self.speaker.isEnabled():
            self.speaker.click()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sentence = label(self._theme, "", "card", wrap=True)
        row.addWidget(self.sentence, 1)
        self.names = KeyedButton(self._theme, _("Names"), "H")
        self.names.setCheckable(True)
        self.names.toggled.connect(lambda _on: self._show_dots())
        row.addWidget(self.names, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _speakers(self) -> QWidget:
        self.speaker = Picker(self._theme, "", name=_("Who speaks again"))
        self.speaker.changed.connect(lambda _key: self._judge())
        self.once_more = KeyedButton(self._theme, _("Score again"), "R")
        self.once_more.clicked.connect(self.speak_again)
        self.everybody = KeyedButton(self._theme, _("All again in private"), "P")
        self.everybody.clicked.connect(self.all_again)
        who = button_row(self.speaker, None)
        who.insertWidget(0, label(self._theme, _("After the discussion"), "strong"))
        return Folding(who, button_row(self.once_more, None, self.everybody), stretch=(0, 1))

    def _outcome(self) -> QWidget:
        """Agreement at the left, dissent at the right."""
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 12, 16, 12)
        self.dissent = DissentForm(self._theme, _("Or no agreement"), _("Settle without agreement"))
        self.dissent.recorded.connect(self.dissented)
        self.dissent.done.connect(self.done)
        agreement = self._agreement()
        agreement.addStretch(1)
        inside.addWidget(Folding(agreement, self.dissent, across=24, down=16))
        return card

    def _agreement(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self._theme, _("Agree on"), "strong"))
        head.addWidget(Keycap(self._theme, "G"))
        head.addStretch(1)
        column.addLayout(head)
        self.level = LevelRow(self._theme, _("Agree on"))
        self.level.chosen.connect(lambda _value: self._chosen())
        column.addWidget(self.level)
        self.rationale = EntryField(self._theme, name=_("Rationale"), lines=2, most=6)
        self.rationale.setPlaceholderText(_("Why this level: what decided it"))
        self.rationale.textChanged.connect(self._judge)
        self.rationale.done.connect(self._finished)
        column.addWidget(self.rationale)
        self.agree = KeyedButton(
            self._theme, pgettext("button", "Agree"), f"{_('Ctrl')}+{_('Enter')}", primary=True
        )
        self.agree.clicked.connect(self._agree)
        column.addLayout(button_row(self.agree))
        return column

    def _show_dots(self) -> None:
        at_hand = self._at_hand
        if at_hand is None:
            return
        said = {
            one.key: at_hand.answers[one.key] for one in at_hand.item.voters if one.key in at_hand.answers
        }
        names: dict[str, list[str]] | None = None
        if self.names.isChecked():
            names = {}
            for key, value in said.items():
                names.setdefault(value, []).append(name_of(at_hand.snapshot, key))
        self.dots.show_values(at_hand.framework, tuple(said.values()), names)

    def _agreeable(self, at_hand: AtHand) -> str:
        """The level that everybody gives, where it is one; otherwise the panel is not put words into its mouth."""
        values = {at_hand.answers.get(one.key, "") for one in at_hand.voters} - {""}
        return values.pop() if len(values) == 1 else ""

    def _chosen(self) -> None:
        self._judge()
        self.write_rationale()

    def _judge(self) -> None:
        may_change = self._at_hand is not None and self._at_hand.may_change
        self.agree.setEnabled(may_change and bool(self.level.value and self.rationale.text))
        self.once_more.setEnabled(may_change and bool(self.speaker.value))

    def _finished(self) -> None:
        """Ctrl+Enter in the rationale agrees, Esc leaves it."""
        if self.rationale.left_by_enter and self.agree.isEnabled():
            self._agree()
        else:
            self.done.emit()

    def _agree(self) -> None:
        self.agreed.emit(self.level.value, self.rationale.text)
