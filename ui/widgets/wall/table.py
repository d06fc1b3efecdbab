"""Tables on the wall: at most eight rows to a page, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QRectF

from scorecard.i18n import _, format_count
from ui.widgets.wall.frame import ROWS, Deck, Frame, Page
from ui.widgets.wall.ink import MARGIN, TITLE, Canvas, Words, fitting, width_of, wrapped

ROW = 61.0
MOST_ROWS = 8
TABLE_FOOT = 648.0
"""Where the foot below a table begins."""

Table = Callable[[Canvas, Frame, range], None]
"""Lays these rows and what stands around them."""


def table_deck(count: int, table: Table, *, at: int = 0, most: int = MOST_ROWS) -> Deck:
    """So many rows on as many pages as they take; it begins with the page that holds the row `at`."""

    def show(first: int, canvas: Canvas, frame: Frame) -> None:
        table(canvas, frame, range(first, min(first + most, count)))

    pages: Sequence[Page] = [partial(show, first) for first in range(0, max(count, 1), most)]
    return Deck(pages=pages, start=at // most)


def tops(rows: Iterable[int], first: float = ROWS) -> Iterator[tuple[int, float]]:
    """The rows of a page, each with its top."""
    return ((row, first + place * ROW) for place, row in enumerate(rows))


def rows_in_words(rows: range, count: int) -> str:
    """Which rows of how many a page shows; nothing where it shows all of them."""
    if len(rows) >= count:
        return ""
    sentence = _("{first} to {last} of {count}")
    first, last = format_count(rows.start + 1), format_count(rows.stop)
    return sentence.format(first=first, last=last, count=format_count(count))


def name_size(names: Iterable[str], width: float, weight: int = 400) -> int:
    """The largest size at which each of these names stands on one line, so that a column has one size."""
    longest = max(names, key=lambda name: width_of(name, 30, weight), default="")
    return next((px for px in (30, 28, 26) if width_of(longest, px, weight) <= width), 24)


def write_name(
    canvas: Canvas,
    name: str,
    rect: QRectF,
    px: int,
    weight: int = 400,
    role: str = "text",
) -> None:
    """A name in a row: on one line where it fits, or else small on two, its middle left out beyond that."""
    lines = wrapped(name, px, weight, rect.width())
    if len(lines) > 1:
        lines, px = fitting((name,), (24,), weight, rect.width(), 2)
    y = rect.top() + (rect.height() - len(lines) * px * TITLE) / 2
    canvas.write_lines(lines, rect.left(), y, rect.width(), px, weight, role, spacing=TITLE)


def mark_row(canvas: Canvas, top: float) -> None:
    """The ground of the row that is talked about."""
    canvas.box(MARGIN - 16, top + 2, canvas.room + 32, ROW - 4, "accent-soft", radius=8.0)


def rule(canvas: Canvas, top: float) -> None:
    """The line below a row."""
    canvas.box(MARGIN, top + ROW - 1, canvas.room, 1, "grid")


def figure(canvas: Canvas, text: str, rect: QRectF) -> None:
    """A number at the right of its column."""
    canvas.marks.append(Words(text=text, rect=rect, px=34, weight=600, align="right"))
