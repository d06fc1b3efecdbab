"""Lets texts of any length flow over as many pages of a slide as they take, since type never gets smaller."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ui.widgets.wall.ink import MARGIN, RUNNING, Box, Canvas, Hatch, Mark, Words, width_of, wrapped

Draw = Callable[[Canvas, float], None]
"""Draws something with its top at so many px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a block, `x` px from its left; `bold` words stand before the text."""

    text: str
    px: int
    weight: int = 400
    role: str = "text"
    bold: str = ""
    spacing: float = RUNNING

    @property
    def height(self) -> float:
        """How high it is."""
        return self.px * self.spacing


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that belong together, `indent` px from the margin, with a mark of `least` px in height before them."""

    lines: tuple[Line, ...] = ()
    indent: float = 0.0
    draw: Draw | None = None
    least: float = 0.0
    gap: float = 12.0

    @property
    def height(self) -> float:
        """How high it is, without the gap below."""
        return max(self.least, self.lowered + sum(line.height for line in self.lines))

    @property
    def lowered(self) -> float:
        """How far down its first line stands, so that it is level with the middle of its mark."""
        return max(0.0, (self.least - self.lines[0].height) / 2) if self.lines and self.least else 0.0


Placed = tuple[float, Block]


def flow(
    blocks: Iterable[Block], top: float, bottom: float, again: Sequence[Block] = ()
) -> list[list[Placed]]:
    """Blocks with their tops, page by page; one page at least. Each page but the first begins with `again`.

    A block that is higher than a page is split between its lines.
    """
    pages: list[list[Placed]] = [[]]
    y = top
    waiting = list(blocks)
    fresh = True
    while waiting:
        block = waiting.pop(0)
        if y + block.height <= bottom:
            pages[-1].append((y, block))
            y += block.height + block.gap
            fresh = False
            continue
        if fresh:
            head, tail = _split(block, bottom - y)
            pages[-1].append((y, head))
            if tail is None:
                y += head.height + head.gap
                fresh = False
                continue
            waiting.insert(0, tail)
        else:
            waiting.insert(0, block)
        pages.append([])
        y, fresh = top, True
        for repeated in again:
            pages[-1].append((y, repeated))
            y += repeated.height + repeated.gap
    return pages


def lay(canvas: Canvas, placed: Iterable[Placed]) -> None:
    """Lay the blocks of one page."""
    for top, block in placed:
        if block.draw is not None:
            block.draw(canvas, top)
        x, y = MARGIN + block.indent, top + block.lowered
        for line in block.lines:
            left = x
            if line.bold:
                wide = width_of(line.bold, line.px, 600)
                canvas.write(line.bold, QRectF(x, y, wide + 1, line.height), line.px, 600, line.role)
                left += wide + line.px / 2
            room = QRectF(left, y, canvas.right - left, line.height)
            canvas.write(line.text, room, line.px, line.weight, line.role)
            y += line.height


def text_block(
    text: str,
    width: float,
    px: int,
    weight: int = 400,
    role: str = "text",
    *,
    bold: str = "",
    indent: float = 0.0,
    draw: Draw | None = None,
    least: float = 0.0,
    gap: float = 12.0,
    spacing: float = RUNNING,
) -> Block:
    """A text in as many lines as it takes on `width` px from margin to margin."""
    room = width - indent
    ahead = width_of(bold, px, 600) + px / 2 if bold else 0.0
    lines = wrapped(text, px, weight, room, ahead)
    if bold and not lines:
        lines = [""]
    return Block(
        lines=tuple(
            Line(text=line, px=px, weight=weight, role=role, bold="" if place else bold, spacing=spacing)
            for place, line in enumerate(lines)
        ),
        indent=indent,
        draw=draw,
        least=least,
        gap=gap,
    )


def level_chip(code: str, place: int, top: int, x: float, width: float, height: float, px: int) -> Draw:
    """The chip of the level at a place of the scale from 0 to `top`."""

    def draw(canvas: Canvas, y: float) -> None:
        canvas.marks.extend(level_marks(code, place, top, QRectF(x, y, width, height), px))

    return draw


def level_marks(code: str, place: int, top: int, rect: QRectF, px: int) -> list[Mark]:
    """A level in the colour of its step of the ramp, always with its code."""
    from ui.widgets.marks import level_role

    step = level_role(place, top)
    return [
        Box(rect=rect, fill=f"fill{step}", edge="edge", radius=8.0),
        Words(text=code, rect=rect, px=px, weight=600, role=f"text{step}", align="centre"),
    ]


def ne_marks(text: str, rect: QRectF, px: int) -> list[Mark]:
    """A hatched box with its letters on a plain ground: looked, and no evidence found."""
    wide = width_of(text, px, 600) + 14
    ground = QRectF(rect.center().x() - wide / 2, rect.top() + 8, wide, rect.height() - 16)
    return [
        Hatch(rect=rect, radius=8.0),
        Box(rect=ground, fill="ne-ground"),
        Words(text=text, rect=rect, px=px, weight=600, role="ne-text", align="centre"),
    ]


def na_marks(rect: QRectF, px: int, text: str = "–") -> list[Mark]:
    """A plain box with a dash: does not apply."""
    return [
        Box(rect=rect, fill="ne-ground", edge="unscored-edge", radius=8.0),
        Words(text=text, rect=rect, px=px, weight=600, role="na-text", align="centre"),
    ]


def _split(block: Block, room: float) -> tuple[Block, Block | None]:
    """The lines that fit, one at least, and the others, which have no mark before them."""
    from dataclasses import replace

    taken, height = 0, block.lowered
    for line in block.lines:
        if taken and height + line.height > room:
            break
        height += line.height
        taken += 1
    if taken >= len(block.lines):
        return block, None
    return (
        replace(block, lines=block.lines[:taken]),
        replace(block, lines=block.lines[taken:], draw=None, least=0.0),
    )
