"""The slides that a wall can show, and which of them a workshop has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.i18n import pgettext

if TYPE_CHECKING:
    from scorecard.model.workshop import Agenda

SLIDES: tuple[str, ...] = ("item", "ranking", "profile", "heatmap", "agenda", "moved")
"""Their ids, in the order in which they are offered."""


def slide_name(id: str) -> str:
    """The name of a slide; `KeyError` for an id that is not in `SLIDES`."""
    return {
        "item": pgettext("slide", "Item at hand"),
        "ranking": pgettext("slide", "Ranking"),
        "profile": pgettext("slide", "Profile"),
        "heatmap": pgettext("slide", "Heat map"),
        "agenda": pgettext("slide", "Agenda"),
        "moved": pgettext("slide", "What has moved"),
    }[id]


def slides_of(agenda: Agenda | None) -> tuple[str, ...]:
    """The slides chosen for a workshop, in their order; all of them where none was chosen."""
    chosen = tuple(id for id in (agenda.slides if agenda else ()) if id in SLIDES)
    return chosen or SLIDES
