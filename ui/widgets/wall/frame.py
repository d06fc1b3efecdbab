"""What every slide has around its matter: the head with flag and clock, and the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ui.widgets.wall.ink import (
    HEIGHT,
    MARGIN,
    TITLE,
    Box,
    Canvas,
    Dot,
    fitting,
    width_of,
    wrapped,
)

FOOT = 628.0
"""Where the foot begins."""
HEAD = 96.0
"""Where the matter begins below the head of an item."""
ROWS = 152.0
"""Where it begins below a title."""
_MIDDLE = 46.0
_TIME, _OVER = 44, 34
"""Sizes of the time that is left, and of the words for one that is past, which are longer."""
_CLOCK_GAP = 28.0
_AIR = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands on every slide: the flag of caution and the clock, empty for none; `over` once time is up."""

    flag: str = ""
    clock: str = ""
    over: bool = False


Page = Callable[[Canvas, Frame], None]
"""Lays one page of a slide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The pages of a slide, one at least, and the one to begin with."""

    pages: Sequence[Page]
    start: int = 0


def item_head(canvas: Canvas, frame: Frame, place: str, names: Sequence[str], share: float) -> None:
    """Which item it is, of which programme, and below how far the agenda is, as a share from 0 to 1."""
    right = _corner(canvas, frame, _MIDDLE)
    x = MARGIN
    if place:
        wide = width_of(place, 24, 500)
        canvas.write(place, QRectF(x, _MIDDLE - 18, wide + 1, 36), 24, 500, "muted")
        x += wide + 32
    lines, px = fitting(names, (28, 24), 600, right - x, 1)
    canvas.write(lines[0] if lines else "", QRectF(x, _MIDDLE - 20, right - x, 40), px, 600)
    canvas.box(MARGIN, 78, canvas.room, 4, "border")
    if share > 0:
        canvas.box(MARGIN, 78, canvas.room * min(share, 1.0), 4, "accent")


def title_head(canvas: Canvas, frame: Frame, titles: Sequence[str], subtitles: Sequence[str] = ()) -> None:
    """The answer as a title and what to know about it, of each the first that fits; the matter begins at `ROWS`."""
    right = _corner(canvas, frame, 58)
    room = right - MARGIN
    lines, px = _title(titles, room)
    y = canvas.write_lines(lines, MARGIN, 34, room, px, 600, spacing=TITLE)
    for subtitle in subtitles:
        for size, most in ((28, 1), (26, 1), (24, 2)):
            below = wrapped(subtitle, size, 400, canvas.room)
            if len(below) <= most and y + 4 + len(below) * size * TITLE <= ROWS - 4:
                canvas.write_lines(below, MARGIN, y + 4, canvas.room, size, 400, "muted", spacing=TITLE)
                return


def _title(titles: Sequence[str], room: float) -> tuple[list[str], int]:
    for title in titles:
        for px, most in ((40, 1), (36, 1), (34, 2), (30, 2)):
            lines = wrapped(title, px, 600, room)
            if len(lines) <= most:
                return lines, px
    return fitting(titles, (30,), 600, room, 2)


def foot(canvas: Canvas, left: str, right: str = "", *, top: float = FOOT, weight: int = 600) -> None:
    """The band at the bottom: one sentence, and at the right how far it goes on."""
    foot_band(canvas, top)
    edge = foot_right(canvas, right, top)
    lines, px = fitting((left,), (28, 26, 24), weight, edge - MARGIN, 1)
    if "…" in "".join(lines):
        lines, px = fitting((left,), (28, 24), weight, edge - MARGIN, 2)
        if len(lines) * px * TITLE > HEIGHT - top - 2 * _AIR:
            lines, px = fitting((left,), (24,), weight, edge - MARGIN, 2)
    y = top + (HEIGHT - top - len(lines) * px * TITLE) / 2
    canvas.write_lines(lines, MARGIN, y, edge - MARGIN, px, weight, spacing=TITLE)


def foot_band(canvas: Canvas, top: float = FOOT) -> None:
    """The band alone."""
    canvas.box(0, top, canvas.width, HEIGHT - top, "window")
    canvas.box(0, top, canvas.width, 1.5, "border")


def foot_right(canvas: Canvas, text: str, top: float = FOOT) -> float:
    """A text at the right of the foot; gives where what stands at its left must end."""
    if not text:
        return canvas.right
    wide = min(width_of(text, 26), canvas.room / 2)
    canvas.write(
        text, QRectF(canvas.right - wide - 1, top, wide + 1, HEIGHT - top), 26, 400, "muted", "right"
    )
    return canvas.right - wide - 40


def empty_deck(sentence: str, hint: str = "") -> Deck:
    """One page that says why there is nothing to show."""

    def page(canvas: Canvas, frame: Frame) -> None:
        title_head(canvas, frame, (sentence,), (hint,) if hint else ())
        foot(canvas, "")

    return Deck(pages=(page,))


def _corner(canvas: Canvas, frame: Frame, middle: float) -> float:
    """Clock and flag at the right; gives where what stands at their left must end."""
    right = canvas.right
    if frame.clock:
        px, role = (_OVER, "danger") if frame.over else (_TIME, "text")
        wide = width_of(frame.clock, px, 600)
        room = QRectF(right - wide - 1, middle - 27, wide + 1, 54)
        canvas.write(frame.clock, room, px, 600, role, "right")
        right -= wide + 14 + 26
        canvas.marks.append(Dot(rect=QRectF(right, middle - 13, 26, 26), hollow=True))
        canvas.marks.append(Box(rect=QRectF(right + 12, middle - 8, 2.5, 9), fill="text"))
        canvas.marks.append(Box(rect=QRectF(right + 12, middle - 1, 8, 2.5), fill="text"))
        right -= _CLOCK_GAP
    if frame.flag:
        wide = width_of(frame.flag, 24) + 48
        canvas.box(right - wide, middle - 18, wide, 36, "warning-soft", radius=18.0)
        canvas.write(
            frame.flag, QRectF(right - wide + 4, middle - 18, wide - 8, 36), 24, 400, "warning", "centre"
        )
        right -= wide + 24
    return right
