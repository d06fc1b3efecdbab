"""The slide of the agenda: what comes next, how far it is, and how long it will take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from scorecard.analysis.workshop_sentences import progress_sentence, state_in_words
from scorecard.i18n import _, language
from ui.widgets.wall_frame import Deck, Frame, foot, title_head
from ui.widgets.wall_ink import MARGIN, Canvas, fitting, width_of
from ui.widgets.wall_table import ROW, TABLE_FOOT, mark_row, rows_in_words, rule, table_deck, write_name

if TYPE_CHECKING:
    from scorecard.analysis.workshop_items import Item
    from ui.models.wall_sight import Sight

_STATE = 250.0


def agenda_deck(sight: Sight) -> Deck:
    """The items in their order, beginning with the page of the one at hand."""
    workshop = sight.workshop
    items, progress = workshop.items, workshop.progress
    at = items.index(workshop.at_hand) if workshop.at_hand else 0
    numbers = width_of(str(len(items)), 30, 600) + 28
    following = workshop.next

    def head(canvas: Canvas, frame: Frame, first: int, end: int) -> None:
        title_head(canvas, frame, (progress_sentence(progress), _("Agenda")))
        words = ""
        if following is not None:
            words = _("Next: {item}").format(item=f"{_label(following)}, {_criterion(following)}")
        foot(canvas, words, rows_in_words(first, end, len(items)), top=TABLE_FOOT, weight=400)

    def row(canvas: Canvas, place: int, top: float) -> None:
        one = items[place]
        if place == at:
            mark_row(canvas, top)
        rule(canvas, top)
        role = "text" if one.is_open else "muted"
        weight = 600 if place == at else 400
        canvas.write(str(place + 1), QRectF(MARGIN, top, numbers - 20, ROW), 30, 600, role, "right")
        x, end = MARGIN + numbers, canvas.right - _STATE - 24
        half = (end - x) * 0.46
        write_name(canvas, _names(one), x, top, half - 20, weight, role)
        write_name(canvas, (_criterion(one),), x + half, top, end - x - half, weight, role)
        lines, px = fitting((state_in_words(one),), (26, 24), 400, _STATE, 2)
        y = top + (ROW - len(lines) * px * 1.1) / 2
        canvas.write_lines(lines, canvas.right - _STATE, y, _STATE, px, 400, role, "right", 1.1)

    return table_deck(len(items), head, row, at=at)


def _names(item: Item) -> tuple[str, ...]:
    if item.programme is None:
        return (_("a programme that was removed"),)
    return tuple(dict.fromkeys(filter(None, (item.programme.short, item.programme.name))))


def _label(item: Item) -> str:
    return item.programme.label if item.programme else _("a programme that was removed")


def _criterion(item: Item) -> str:
    if item.criterion is None:
        return item.place.criterion.partition(".")[2]
    return item.criterion.name.into(language()) or item.criterion.code
