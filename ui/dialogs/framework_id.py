"""Asks for another id of a section or a criterion."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _
from ui.dialogs.sheet import Sheet
from ui.theme import Theme


class FrameworkIdDialog(Sheet):
    """`attempt` takes the id that was entered and raises `Refusal` where it cannot be; the sheet then stays open."""

    def __init__(
        self, theme: Theme, id: str, attempt: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Change the id"), agree=_("Change"), width=420, parent=parent)
        self._attempt = attempt
        self.id_field = QLineEdit(id)
        self.id_field.setMaxLength(24)
        hint = _(
            "A capital letter first, then capital letters and digits, 8 at most. Scores, weights and evidence "
            "follow it when the version is put in force."
        )
        self.add_field(_("Id"), self.id_field, hint)
        self.id_field.selectAll()
        self.id_field.setFocus()

    def agreed(self) -> None:
        try:
            self._attempt(self.id_field.text().strip().upper())
        except Refusal as refusal:
            self.complain(str(refusal), self.id_field)
        else:
            self.accept()
