"""What a note sheet is called and about, its note, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.theme import Theme
from ui.widgets.header import Elided
from ui.widgets.icon_button import IconButton
from ui.widgets.text import label

_MARGIN = 24
_NOTE_LINES = 5


class NoteHead(QWidget):
    """Title, subject and note; `asked` carries `edit`, `copy`, `export`, `remove` or `add`."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        column.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(16)
        self._title = Elided(theme)
        self._title.setFont(theme.font(20, 600))
        first.addWidget(self._title, 1)
        first.addStretch(0)
        self.add = IconButton(theme, "plus", _("Add entry"), kind="primary")
        self.add.setToolTip(_("Add entry (Ins)"))
        self.add.clicked.connect(lambda: self.asked.emit("add"))
        first.addWidget(self.add)
        column.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(2)
        self._subject = Elided(theme)
        self._subject.setFont(theme.font(12))
        self._subject.setProperty("ink", "muted")
        second.addWidget(self._subject, 1)
        second.addStretch(0)
        self._buttons: dict[str, QPushButton] = {}
        for asked, icon, words in (
            ("edit", "pencil", _("Edit…")),
            ("copy", "copy", _("Copy")),
            ("export", "download", _("Export…")),
            ("remove", "trash", _("Remove")),
        ):
            button = IconButton(theme, icon, words, kind="quiet", small=True)
            button.clicked.connect(lambda _checked=False, asked=asked: self.asked.emit(asked))
            self._buttons[asked] = button
            second.addWidget(button)
        self._buttons["edit"].setToolTip(_("Title, subject, source and note of the sheet"))
        self._buttons["remove"].setToolTip(_("Remove the sheet with all its entries"))
        column.addLayout(second)
        self._note = label(theme, "", "caption", ink="muted", wrap=True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note.setMaximumHeight(_NOTE_LINES * self._note.fontMetrics().lineSpacing() + 2)
        column.addWidget(self._note)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the eye."""
        return [self.add, *self._buttons.values()]

    def show_sheet(self, title: str, subject: str, note: str, *, editable: bool) -> None:
        """Show a sheet; where it can only be read, only what reads can be pressed."""
        self._title.set_text(title)
        self._subject.set_text(subject)
        self._note.setText(note)
        self._note.setToolTip(note if len(note) > 400 else "")
        self._note.setVisible(bool(note))
        for button in (self.add, self._buttons["edit"], self._buttons["remove"]):
            button.setEnabled(editable)
