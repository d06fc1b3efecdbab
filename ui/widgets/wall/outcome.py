"""The slide of a settled item: what was agreed or held against it, how far apart people were, what it has moved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from scorecard.i18n import _, ngettext
from scorecard.model.framework import NA, NE
from ui.models.wall.item import WallItem
from ui.widgets.wall.flow import Block, Draw, Placed, flow, lay, level_chip, na_marks, ne_marks, text_block
from ui.widgets.wall.frame import FOOT, HEAD, Deck, Frame, Page, foot
from ui.widgets.wall.ink import MARGIN, TITLE, Canvas, Dot, width_of
from ui.widgets.wall.question import page_in_words, question_block, show_head

if TYPE_CHECKING:
    from ui.models.wall.sight import Sight

_CHIP, _CHIP_HIGH = 88.0, 72.0
_ROW, _SCALE = 40.0, 32.0


def outcome_deck(item: WallItem, sight: Sight, width: float) -> Deck:
    """What came of the item at hand."""
    room = width - 2 * MARGIN
    again = (text_block(item.criterion, room, 28, 600, gap=16),)
    blocks = [question_block(item.question or item.criterion, room, 32), _outcome(item, room)]
    if item.agreed is not None and item.agreed.text:
        blocks.append(text_block(item.agreed.text, room, 28, gap=20))
    if item.before is not None or item.after is not None:
        blocks.append(_reaches(item))
    if item.rationale:
        blocks += _told(_("Why"), [item.rationale], room)
    if item.dissents:
        said = [
            _("{name}: {text}").format(name=name, text=text) if name else text for name, text in item.dissents
        ]
        blocks += _told(_("Held against it"), said, room)
    placed = flow(blocks, HEAD + 8, FOOT - 12, again)
    sentence = moved_sentence(sight, item)
    pages: list[Page] = [
        partial(_show, item, one, sentence, page_in_words(number, len(placed)))
        for number, one in enumerate(placed)
    ]
    return Deck(pages=pages)


def moved_sentence(sight: Sight, item: WallItem) -> str:
    """What this item alone has done to the ranking."""
    workshop = sight.workshop
    hand = workshop.at_hand
    if item.practice:
        return _("This was practice and counts nowhere.")
    if hand is None or item.outcome == "skipped":
        return ""
    moves = workshop.moves_by(hand.discussion)
    moved = [one for one in moves if one.rank_before != one.rank_after]
    if not moves:
        return _("It has not changed any score.")
    own = next((one for one in moved if one.programme.key == hand.discussion.programme), None)
    if own is not None and own.rank_before and own.rank_after:
        sentence = _("{programme} goes from place {before} to place {after}.")
        label = item.programme[-1]
        return sentence.format(programme=label, before=own.rank_before, after=own.rank_after)
    if not moved:
        return _("It has changed a score; the ranking is as it was.")
    sentence = ngettext(
        "It has moved {count} programme in the ranking.",
        "It has moved {count} programmes in the ranking.",
        len(moved),
    )
    return sentence.format(count=len(moved))


def _show(
    item: WallItem, placed: list[Placed], sentence: str, page: str, canvas: Canvas, frame: Frame
) -> None:
    show_head(canvas, frame, item)
    lay(canvas, placed)
    foot(canvas, sentence, page)


def _outcome(item: WallItem, room: float) -> Block:
    """The decision, with the chip of the level that was agreed on."""
    agreed = item.agreed
    if agreed is None:
        words = _("Skipped") if item.outcome == "skipped" else _("No agreement")
        return text_block(words, room, 44, 600, gap=16, spacing=TITLE)
    codes = [one.code for one in item.levels]
    draw: Draw
    if agreed.code in codes:
        place = codes.index(agreed.code)
        draw = level_chip(agreed.code, place, len(codes) - 1, MARGIN, _CHIP, _CHIP_HIGH, 44)
    else:
        draw = partial(_state_chip, agreed.code)
    words = _("Agreed: {level}").format(level=agreed.word or agreed.code)
    return text_block(
        words, room, 40, 600, indent=_CHIP + 24, draw=draw, least=_CHIP_HIGH, gap=16, spacing=TITLE
    )


def _state_chip(code: str, canvas: Canvas, y: float) -> None:
    rect = QRectF(MARGIN, y, _CHIP, _CHIP_HIGH)
    canvas.marks.extend(ne_marks(NE, rect, 34) if code == NE else na_marks(rect, 40, NA))


def _told(title: str, texts: list[str], room: float) -> list[Block]:
    """A quiet heading and what is told under it; the heading never stands alone at the end of a page."""
    from dataclasses import replace

    first = text_block(texts[0], room, 26)
    heading = text_block(title, room, 24, 600, "muted")
    joined = replace(first, lines=heading.lines + first.lines)
    return [joined, *(text_block(one, room, 26) for one in texts[1:])]


def _reaches(item: WallItem) -> Block:
    """From which to which level the votes reached when they were revealed, and at the end."""
    rows = [(_("when revealed"), item.before), (_("at the end"), item.after)]
    there = [(name, reach) for name, reach in rows if reach is not None]
    beside = max(width_of(name, 26) for name, _reach in there) + 32
    codes = [one.code for one in item.levels]

    def draw(canvas: Canvas, y: float) -> None:
        step = min(120.0, (canvas.room - beside - 200) / max(len(codes) - 1, 1))
        x = MARGIN + beside + 24
        for place, code in enumerate(codes):
            canvas.write(code, QRectF(x + place * step - 40, y, 80, _SCALE), 24, 500, "muted", "centre")
        for place, (name, reach) in enumerate(there):
            middle = y + _SCALE + (place + 0.5) * _ROW
            canvas.write(name, QRectF(MARGIN, middle - _ROW / 2, beside, _ROW), 26, 400, "muted")
            canvas.box(x, middle - 1, step * (len(codes) - 1), 2, "border")
            low, high = reach
            if high > low:
                canvas.box(x + low * step, middle - 3, (high - low) * step, 6, "text")
            for end in sorted({low, high}):
                canvas.marks.append(Dot(rect=QRectF(x + end * step - 12, middle - 12, 24, 24)))
            words = _("{low} to {high}").format(low=codes[low], high=codes[high])
            left = x + step * (len(codes) - 1) + 40
            room = QRectF(left, middle - _ROW / 2, canvas.right - left, _ROW)
            canvas.write(codes[low] if low == high else words, room, 28, 600)

    return Block(draw=draw, least=_SCALE + len(there) * _ROW, gap=18)
