"""Which pages each slide of the wall has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.i18n import _
from ui.widgets.wall.agenda import agenda_deck
from ui.widgets.wall.frame import Deck, empty_deck
from ui.widgets.wall.heat import heat_deck
from ui.widgets.wall.item import item_deck
from ui.widgets.wall.moved import moved_deck
from ui.widgets.wall.profile import profile_deck
from ui.widgets.wall.ranking import ranking_deck

if TYPE_CHECKING:
    from ui.models.wall.sight import Sight


def deck_of(slide: str, sight: Sight | None, width: float, *, names: bool) -> Deck:
    """The pages of a slide, by its id, on a canvas of this width; `names` asks for those of evaluators."""
    if sight is None:
        return empty_deck(_("No workshop is open."))
    match slide:
        case "ranking":
            return ranking_deck(sight)
        case "profile":
            return profile_deck(sight)
        case "heatmap":
            return heat_deck(sight)
        case "agenda":
            return agenda_deck(sight)
        case "moved":
            return moved_deck(sight)
    return item_deck(sight, width, names=names)
