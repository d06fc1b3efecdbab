"""Which pages each slide of the wall has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.i18n import _
from ui.widgets.wall_frame import Deck, Frame, foot, title_head
from ui.widgets.wall_ink import Canvas

if TYPE_CHECKING:
    from ui.models.wall_sight import Sight


def deck_of(slide: str, sight: Sight | None, width: float, *, names: bool) -> Deck:
    """The pages of a slide, by its id, on a canvas of this width; `names` asks for those of evaluators."""
    if sight is None:
        return empty_deck(_("No workshop is open."))
    match slide:
        case "ranking":
            from ui.widgets.wall_ranking import ranking_deck

            return ranking_deck(sight, width)
        case "profile":
            from ui.widgets.wall_profile import profile_deck

            return profile_deck(sight)
        case "heatmap":
            from ui.widgets.wall_heat import heat_deck

            return heat_deck(sight, width)
        case "agenda":
            from ui.widgets.wall_agenda import agenda_deck

            return agenda_deck(sight)
        case "moved":
            from ui.widgets.wall_moved import moved_deck

            return moved_deck(sight)
    from ui.widgets.wall_item import item_deck

    return item_deck(sight, width, names=names)


def empty_deck(sentence: str, hint: str = "") -> Deck:
    """One page that says why there is nothing to show."""

    def page(canvas: Canvas, frame: Frame) -> None:
        title_head(canvas, frame, (sentence,), hint)
        foot(canvas, "")

    return Deck(pages=(page,))
