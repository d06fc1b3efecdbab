"""Asks for the name under which weights that were tried out are kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _
from ui.dialogs.sheet import Sheet
from ui.theme import Theme


class KeepWeights(Sheet):
    """`attempt` takes the name that was entered and raises `Refusal` where it cannot be; the sheet then stays open."""

    def __init__(
        self, theme: Theme, weights: str, attempt: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        """`weights` says which weights they are."""
        super().__init__(theme, _("Keep these weights"), agree=_("Keep"), width=420, parent=parent)
        self._attempt = attempt
        self.name_field = QLineEdit()
        self.name_field.setMaxLength(80)
        self.add_field(_("Name"), self.name_field, weights)
        self.name_field.setFocus()

    def agreed(self) -> None:
        try:
            self._attempt(self.name_field.text())
        except Refusal as refusal:
            self.complain(str(refusal), self.name_field)
        else:
            self.accept()
