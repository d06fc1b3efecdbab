"""Where a dissent is recorded, in the words of whoever holds it, named or not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.models.workshop.at_hand import AtHand
from ui.models.workshop.words import name_of
from ui.theme import Theme
from ui.widgets.entry_field import EntryField
from ui.widgets.keycap import Keycap
from ui.widgets.picker import Picker
from ui.widgets.text import label
from ui.widgets.workshop.buttons import KeyedButton, button_row


class DissentForm(QWidget):
    """`recorded` carries an evaluator's key, empty where nobody is named, and the words; `done` gives the keys back."""

    recorded = Signal(str, str)
    done = Signal()

    def __init__(self, theme: Theme, title: str, button: str) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(theme, title, "strong"))
        head.addWidget(Keycap(theme, "D"))
        head.addStretch(1)
        self.who = Picker(theme, "", name=_("Whose dissent"))
        head.addWidget(self.who)
        column.addLayout(head)
        self.text = EntryField(theme, name=title, lines=2, most=6)
        self.text.setPlaceholderText(_("What is held against it, in their words"))
        self.text.textChanged.connect(self._typed)
        self.text.done.connect(self._finished)
        column.addWidget(self.text)
        self.record = KeyedButton(theme, button, f"{_('Ctrl')}+{_('Enter')}")
        self.record.clicked.connect(self._record)
        column.addLayout(button_row(self.record))
        column.addStretch(1)

    def show_item(self, at_hand: AtHand, *, is_new: bool) -> None:
        """Offer who may dissent; what is being written stays, unless the item is new."""
        choices: list[tuple[str, object]] = [(_("Nobody named"), "")]
        choices += [(name_of(at_hand.snapshot, one.key), one.key) for one in at_hand.item.voters]
        known = {key for _name, key in choices}
        self.who.set_choices(choices, self.who.value if self.who.value in known and not is_new else "")
        if is_new:
            self.text.open("")
        self._may_change = at_hand.may_change
        self.text.setReadOnly(not at_hand.may_change)
        self._typed()

    def begin(self) -> None:
        """Empty the text for another dissent."""
        self.text.open("")

    def _typed(self) -> None:
        self.record.setEnabled(bool(self.text.text) and self._may_change)

    def _finished(self) -> None:
        """Ctrl+Enter in the text records it, Esc leaves it."""
        if self.text.left_by_enter and self.record.isEnabled():
            self._record()
        else:
            self.done.emit()

    def _record(self) -> None:
        self.recorded.emit(self.who.value or "", self.text.text)
