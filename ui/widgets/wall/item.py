"""The slide of the item at hand: the question and its levels, then the votes, then what was agreed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from scorecard.i18n import _
from ui.models.wall.item import WallItem, wall_item
from ui.widgets.wall.frame import Deck, Page, empty_deck
from ui.widgets.wall.outcome import outcome_deck
from ui.widgets.wall.question import page_in_words, question_pages, show_question
from ui.widgets.wall.votes import votes_deck

if TYPE_CHECKING:
    from ui.models.wall.sight import Sight


def item_deck(sight: Sight, width: float, *, names: bool) -> Deck:
    """The pages of the item at hand by its stage."""
    item = wall_item(sight, names=names)
    if item is None:
        hint = _("Items appear here once the agenda is begun.")
        return empty_deck(_("There is nothing on the agenda yet."), hint)
    match item.stage:
        case "revealed":
            return votes_deck(item, width)
        case "settled":
            return outcome_deck(item, sight, width)
        case "waiting" | "scoring":
            return _question_deck(item, width)


def _question_deck(item: WallItem, width: float) -> Deck:
    placed = question_pages(item, width)
    pages: list[Page] = [
        partial(show_question, item, one, page_in_words(number, len(placed)))
        for number, one in enumerate(placed)
    ]
    return Deck(pages=pages)
