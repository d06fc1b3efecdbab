"""The slide of the agenda: what comes next, how far it is, and how long it will take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from scorecard.analysis.workshops.sentences import progress_sentence, state_in_words
from scorecard.i18n import _, language, pgettext
from ui.widgets.wall.frame import Deck, Frame, foot, title_head
from ui.widgets.wall.ink import MARGIN, Canvas, fitting, width_of
from ui.widgets.wall.table import (
    ROW,
    TABLE_FOOT,
    mark_row,
    name_size,
    rows_in_words,
    rule,
    table_deck,
    tops,
    write_name,
)

if TYPE_CHECKING:
    from scorecard.analysis.workshops.items import Item
    from ui.models.wall.sight import Sight

_STATE = 200.0
_PROGRAMME = 0.42
"""The share of the names that those of programmes take."""
_TIGHT = 1.1


def agenda_deck(sight: Sight) -> Deck:
    """The items in their order, beginning with the page of the one at hand."""
    workshop = sight.workshop
    discussions, following = workshop.discussions, workshop.next
    at = discussions.index(workshop.at_hand.discussion) if workshop.at_hand else 0
    titles = (progress_sentence(workshop.progress), pgettext("slide", "Agenda"))
    coming = ""
    if following is not None:
        coming = _("Next: {programme}, {criterion}").format(
            programme=_programme(following), criterion=_criterion(following)
        )

    def table(canvas: Canvas, frame: Frame, rows: range) -> None:
        title_head(canvas, frame, titles)
        foot(canvas, coming, rows_in_words(rows, len(discussions)), top=TABLE_FOOT, weight=400)
        items = {row: workshop.item(discussions[row]) for row in rows}
        numbers = width_of(str(rows.stop), 30, 600) + 2
        left, right = MARGIN + numbers + 24, canvas.right - _STATE - 24
        wide = (right - left - 24) * _PROGRAMME
        about = right - left - 24 - wide
        px = name_size((_programme(one) for one in items.values()), wide, 600)
        about_px = name_size((_criterion(one) for one in items.values()), about, 600)
        for row, y in tops(rows):
            one, is_own = items[row], row == at
            if is_own:
                mark_row(canvas, y)
            rule(canvas, y)
            role, weight = "text" if one.is_open else "muted", 600 if is_own else 400
            canvas.write(str(row + 1), QRectF(MARGIN, y, numbers, ROW), 30, 600, role, "right")
            write_name(canvas, _programme(one), QRectF(left, y, wide, ROW), px, weight, role)
            room = QRectF(left + wide + 24, y, about, ROW)
            write_name(canvas, _criterion(one), room, about_px, weight, role)
            _show_state(canvas, one, y, role)

    return table_deck(len(discussions), table, at=at)


def _show_state(canvas: Canvas, one: Item, y: float, role: str) -> None:
    lines, px = fitting((state_in_words(one),), (26, 24), 400, _STATE, 2)
    top = y + (ROW - len(lines) * px * _TIGHT) / 2
    canvas.write_lines(lines, canvas.right - _STATE, top, _STATE, px, 400, role, "right", _TIGHT)


def _programme(item: Item) -> str:
    return item.programme.label if item.programme else _("a programme that was removed")


def _criterion(item: Item) -> str:
    if item.criterion is None:
        return item.place.criterion.partition(".")[2]
    return item.criterion.name.into(language()) or item.criterion.code
