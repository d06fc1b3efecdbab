"""What somebody is to do after the workshop: text, owner, date."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from scorecard.i18n import _
from scorecard.model.workshop import Action
from ui.models.workshop.at_hand import AtHand
from ui.theme import Theme
from ui.widgets.folding import Folding
from ui.widgets.icon_button import IconButton
from ui.widgets.keycap import Keycap
from ui.widgets.text import label

_TEXT, _OWNER, _DUE = 200, 140, 108


class ActionsForm(QWidget):
    """`put` carries an `Action`, a new one without a key; `removed` the key of one; `done` gives the keys back."""

    put = Signal(object)
    removed = Signal(str)
    done = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._changing = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(theme, _("Actions"), "strong"))
        head.addWidget(Keycap(theme, "I"))
        head.addStretch(1)
        column.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column.addLayout(self._lines)
        self.text = self._field(_("What is to be done"))
        self.text.setMinimumWidth(_TEXT)
        self.owner = self._field(_("Who does it"))
        self.owner.setFixedWidth(_OWNER)
        self.due = self._field(_("Until when: 2026-12-01"))
        self.due.setPlaceholderText(_("2026-12-01"))
        self.due.setFixedWidth(_DUE)
        self.add = QPushButton(_("Add action"))
        self.add.clicked.connect(self._put)
        rest = QHBoxLayout()
        rest.setSpacing(8)
        for part in (self.owner, self.due, self.add):
            rest.addWidget(part)
        column.addWidget(Folding(self.text, rest, stretch=(1, 0)))

    def show_item(self, at_hand: AtHand, *, is_new: bool) -> None:
        """Show the actions of an item; what is being written stays until it is stored."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        actions = at_hand.discussion.actions
        for action in actions:
            self._lines.addWidget(self._line(action, changeable=not at_hand.reading))
        if is_new:
            self.begin()
        for part in (self.text, self.owner, self.due, self.add):
            part.setEnabled(not at_hand.reading)

    def begin(self) -> None:
        """Empty the fields for another action."""
        self._show_in_fields(Action(key="", text=""))

    def write(self) -> None:
        """Take the caret into the text."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.returnPressed.connect(self._put)
        return field

    def _line(self, action: Action, *, changeable: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        what = label(self._theme, "•  " + action.text, "body", wrap=True)
        row.addWidget(what, 1)
        who = "  ·  ".join(filter(None, (action.owner, action.due)))
        row.addWidget(label(self._theme, who, "body", ink="muted"))
        edit = IconButton(self._theme, "pencil", small=True, name=_("Change this action"))
        drop = IconButton(self._theme, "close", small=True, name=_("Remove this action"))
        edit.clicked.connect(lambda _checked=False: self._show_in_fields(action))
        drop.clicked.connect(lambda _checked=False: self.removed.emit(action.key))
        for button in (edit, drop):
            button.setEnabled(changeable)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _show_in_fields(self, action: Action) -> None:
        self._changing = action.key
        self.text.setText(action.text)
        self.owner.setText(action.owner)
        self.due.setText(action.due)
        self.add.setText(_("Store action") if action.key else _("Add action"))
        if action.key:
            self.write()

    def _put(self) -> None:
        text = self.text.text().strip()
        if text:
            owner, due = self.owner.text().strip(), self.due.text().strip()
            self.put.emit(Action(key=self._changing, text=text, owner=owner, due=due))
        else:
            self.done.emit()
