"""Asks for what a framework of one's own needs to begin with: its id and its name in both languages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.text import Text
from ui.dialogs.sheet import Sheet
from ui.theme import Theme


class NewFramework(Sheet):
    """`attempt` takes the id and the name and raises `Refusal` where they cannot be; the sheet then stays open."""

    def __init__(
        self, theme: Theme, attempt: Callable[[str, Text], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("A framework of your own"), agree=_("Begin a draft"), parent=parent)
        self._attempt = attempt
        self.english, self.spanish, self.id_field = QLineEdit(), QLineEdit(), QLineEdit()
        self.add_field(_("Name in English"), self.english)
        self.add_field(_("Name in Spanish"), self.spanish)
        hint = _(
            "Small letters and digits, a letter first, 16 at most; it stands before the id of each criterion."
        )
        self.add_field(_("Id"), self.id_field, hint)
        self.english.setFocus()

    @property
    def name(self) -> Text:
        """The name as written; where one language is empty the other stands for it."""
        english, spanish = self.english.text().strip(), self.spanish.text().strip()
        return Text(en=english or spanish, es=spanish or english)

    def agreed(self) -> None:
        if not self.name.en:
            self.complain(_("Give the framework a name, in one language at least."), self.english)
            return
        try:
            self._attempt(self.id_field.text().strip().lower(), self.name)
        except Refusal as refusal:
            self.complain(str(refusal), self.id_field)
        else:
            self.accept()
