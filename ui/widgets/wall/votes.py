"""The slide of votes that are revealed: a dot for each above its level, and who said what only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import ceil

from PySide6.QtCore import QRectF

from scorecard.i18n import _
from scorecard.model.framework import NA, NE
from ui.models.wall.item import Said, WallItem
from ui.widgets.wall.flow import (
    Block,
    Placed,
    flow,
    lay,
    level_chip,
    level_marks,
    na_marks,
    ne_marks,
    text_block,
)
from ui.widgets.wall.frame import FOOT, HEAD, Deck, Frame, Page, foot
from ui.widgets.wall.ink import MARGIN, TITLE, Canvas, Dot, fitting, width_of, wrapped
from ui.widgets.wall.question import page_in_words, question_block, question_pages, show_head, show_question

_LINE = 470.0
_CHIP_TOP, _CHIP_HIGH = 478.0, 72.0
_WORDS = 556.0
_WIDEST, _STATE, _APART, _GAP = 190.0, 148.0, 56.0, 5.0
_DOT, _LEAST_DOT, _BETWEEN = 46.0, 10.0, 8.0


def votes_deck(item: WallItem, width: float) -> Deck:
    """The dots, or with names the levels with those who say them; then what there was to read, to talk about it."""
    shown: list[Callable[[str, Canvas, Frame], None]] = [partial(_show_dots, item)]
    if any(one.names for one in item.said):
        room = width - 2 * MARGIN
        blocks = [question_block(item.question or item.criterion, room, 32)]
        blocks += [_named(item, one, room) for one in item.said if one.count]
        placed = flow(blocks, HEAD + 8, FOOT - 12, blocks[:1])
        shown = [partial(_show_names, item, one) for one in placed]
    shown += [partial(show_question, item, one) for one in question_pages(item, width)]
    pages: list[Page] = [
        partial(show, page_in_words(number, len(shown))) for number, show in enumerate(shown)
    ]
    return Deck(pages=pages)


def _named(item: WallItem, said: Said, room: float) -> Block:
    codes = [one.code for one in item.levels]
    if said.value in codes:
        place = codes.index(said.value)
        draw = level_chip(said.value, place, len(codes) - 1, MARGIN, 64, 52, 32)
    else:

        def draw(canvas: Canvas, y: float) -> None:
            rect = QRectF(MARGIN, y, 64, 52)
            canvas.marks.extend(ne_marks(NE, rect, 26) if said.value == NE else na_marks(rect, 32))

    return text_block(", ".join(said.names), room, 30, indent=88, draw=draw, least=52, gap=14)


def _show_names(item: WallItem, placed: list[Placed], _page: str, canvas: Canvas, frame: Frame) -> None:
    show_head(canvas, frame, item)
    lay(canvas, placed)
    foot(canvas, item.sentence, _scored(item))


def _show_dots(item: WallItem, _page: str, canvas: Canvas, frame: Frame) -> None:
    show_head(canvas, frame, item)
    titles, most = item.question or item.criterion, 3
    lines, px = fitting((titles, item.criterion), (40, 34, 30), 600, canvas.room, most)
    below = canvas.write_lines(lines, MARGIN, HEAD + 8, canvas.room, px, 600, spacing=TITLE)
    states = [one for one in item.said if one.value in (NE, NA) and (one.count or one.value == NE)]
    levels = [one for one in item.said if one.value not in (NE, NA)]
    room = canvas.room - _APART - len(states) * _STATE
    wide = min(room / max(len(levels), 1), _WIDEST)
    canvas.box(MARGIN, _LINE, wide * len(levels), 1.5, "border")
    height = _LINE - 8 - below - 12
    dot = _size(item.said, wide - 2 * _GAP, height)
    told = _words_fit(item, wide)
    for place, one in enumerate(levels):
        x = MARGIN + place * wide
        rect = QRectF(x + _GAP, _CHIP_TOP, wide - 2 * _GAP, _CHIP_HIGH)
        canvas.marks.extend(level_marks(one.value, place, len(levels) - 1, rect, 44))
        _show_stack(canvas, one.count, x + _GAP, wide - 2 * _GAP, height, dot, hollow=False)
        if told:
            words = wrapped(item.levels[place].word, 24, 400, wide)
            role = "text" if one.count else "muted"
            canvas.write_lines(words, x, _WORDS, wide, 24, 400, role, "centre", TITLE)
    for place, one in enumerate(reversed(states)):
        x = canvas.right - (place + 1) * _STATE + _GAP
        _show_state(canvas, one, x, _STATE - _GAP, height, dot)
    foot(canvas, item.sentence, _scored(item))


def _show_state(canvas: Canvas, one: Said, x: float, wide: float, height: float, dot: float) -> None:
    """NE or NA, apart from the levels and with hollow dots."""
    rect = QRectF(x, _CHIP_TOP, wide, _CHIP_HIGH)
    canvas.box(x, _LINE, wide, 1.5, "border")
    if one.value == NE:
        canvas.marks.extend(ne_marks(NE, rect, 40))
        words = _("no evidence")
    else:
        canvas.marks.extend(na_marks(rect, 40))
        words = _("does not apply")
    _show_stack(canvas, one.count, x, wide, height, dot, hollow=True)
    role = "text" if one.count else "muted"
    canvas.write_lines(wrapped(words, 24, 400, wide), x, _WORDS, wide, 24, 400, role, "centre", TITLE)


def _show_stack(
    canvas: Canvas, count: int, x: float, wide: float, height: float, dot: float, *, hollow: bool
) -> None:
    """Dots from the line upwards, beside each other where one column is not enough; with their number then."""
    if not count:
        return
    pitch = dot + _BETWEEN
    high = max(1, int((height - _number_room(count, height, pitch)) // pitch))
    columns = max(1, int((wide + _BETWEEN) // pitch))
    across = min(columns, ceil(count / high))
    shown = min(count, across * high)
    left = x + (wide - across * pitch + _BETWEEN) / 2
    for place in range(shown):
        row, column = divmod(place, across)
        rect = QRectF(left + column * pitch, _LINE - 6 - (row + 1) * pitch + _BETWEEN, dot, dot)
        canvas.marks.append(Dot(rect=rect, hollow=hollow))
    if across > 1:
        top = _LINE - 6 - ceil(shown / across) * pitch
        canvas.write(str(count), QRectF(x, top - 32, wide, 34), 28, 600, "text", "centre")


def _number_room(count: int, height: float, pitch: float) -> float:
    """Room above the dots for their number, which stands there only where they need several columns."""
    return 36.0 if count * pitch > height else 0.0


def _size(said: tuple[Said, ...], wide: float, height: float) -> float:
    """The largest dot with which the highest stack has room."""
    most = max((one.count for one in said), default=0)
    dot = _DOT
    while dot > _LEAST_DOT:
        pitch = dot + _BETWEEN
        high = int((height - _number_room(most, height, pitch)) // pitch)
        if most <= high * max(1, int((wide + _BETWEEN) // pitch)):
            break
        dot -= 2
    return dot


def _words_fit(item: WallItem, wide: float) -> bool:
    """Whether every leading word stands below its level in two lines, none of them broken."""
    return all(
        len(wrapped(one.word, 24, 400, wide)) <= 2
        and all(width_of(word, 24) <= wide for word in one.word.split())
        for one in item.levels
    )


def _scored(item: WallItem) -> str:
    done, of = item.scored
    return _("{done} of {of} scored").format(done=done, of=of)
