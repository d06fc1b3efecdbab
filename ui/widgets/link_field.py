"""An address, or the name of a file that is attached elsewhere: typed, or taken from a file dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.prompts import Prompts
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.text import label


class LinkField(QWidget):
    """Of a file only its name is kept, never its contents or its folder, and the field says so."""

    def __init__(self, theme: Theme, prompts: Prompts, link: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prompts = prompts
        name = _("Link or attached file")
        self.field = QLineEdit(link)
        self.field.setCursorPosition(0)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText("https://…")
        self.choose = IconButton(theme, "folder", _("Choose a file…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = label(theme, name, "field")
        head.setBuddy(self.field)
        column.addWidget(head)
        column.addLayout(row)
        hint = _("Of a file only its name is kept; the file itself stays where it is.")
        self.field.setAccessibleDescription(hint)
        column.addWidget(label(theme, hint, "caption", ink="muted", wrap=True))

    @property
    def link(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def _choose(self) -> None:
        path = self._prompts.open_path(self, _("All files (*)"), _("Choose a file"))
        if path is not None:
            self.field.setText(path.name)
