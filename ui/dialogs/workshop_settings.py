"""The sheet on how a workshop is held: minutes, who is here, and which slides the wall has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from scorecard.i18n import _
from ui.dialogs.sheet import Sheet
from ui.models.wall.slides import SLIDES, slide_name, slides_of
from ui.models.workshop.words import name_of
from ui.theme import Theme
from ui.widgets.choice_list import ChoiceList
from ui.widgets.number_field import NumberField

if TYPE_CHECKING:
    from scorecard.model.snapshot import Snapshot
    from scorecard.model.workshop import Agenda


class WorkshopSettings(Sheet):
    """`minutes`, `absent` and `slides` are what was chosen."""

    def __init__(
        self, theme: Theme, snapshot: Snapshot, agenda: Agenda, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("How the workshop is held"), agree=_("Store"), width=520, parent=parent)
        self.field = NumberField(1, 240, agenda.minutes)
        self.add_field(_("Minutes for each item"), self.field)
        self._everybody = [one.key for one in snapshot.ordered_evaluators() if one.kind != "panel"]
        self.people = ChoiceList(theme, _("Who is here"), rows=min(max(len(self._everybody), 1), 7))
        present = set(self._everybody) - set(agenda.absent)
        self.people.set_choices([(key, name_of(snapshot, key)) for key in self._everybody], present)
        self.body.addWidget(self.people)
        self.pages = ChoiceList(theme, _("Slides on the wall"), rows=len(SLIDES))
        self.pages.set_choices([(id, slide_name(id)) for id in SLIDES], slides_of(agenda))
        self.body.addWidget(self.pages)

    @property
    def minutes(self) -> int:
        """Minutes for an item."""
        return self.field.value()

    @property
    def absent(self) -> tuple[str, ...]:
        """The keys of those who are not here."""
        chosen = set(self.people.chosen)
        return tuple(key for key in self._everybody if key not in chosen)

    @property
    def slides(self) -> tuple[str, ...]:
        """The ids of the slides, none where all of them are meant."""
        chosen = self.pages.chosen
        return () if len(chosen) == len(SLIDES) else chosen
