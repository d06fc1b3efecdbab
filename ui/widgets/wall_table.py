"""Tables on the wall: at most eight rows to a page, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF

from scorecard.i18n import _, format_count
from ui.widgets.wall_frame import ROWS, Deck, Frame, Page
from ui.widgets.wall_ink import MARGIN, TITLE, Canvas, fitting

ROW = 61.0
MOST_ROWS = 8
TABLE_FOOT = 648.0
"""Where the foot below a table begins."""

Head = Callable[[Canvas, Frame, int, int], None]
"""Lays what stands around the rows from the first to the one before the last."""
Row = Callable[[Canvas, int, float], None]
"""Lays the row at a place, with its top."""


def table_deck(count: int, head: Head, row: Row, *, at: int = 0, most: int = MOST_ROWS) -> Deck:
    """So many rows on as many pages as they take; it begins with the page that holds the row `at`."""
    starts = range(0, max(count, 1), most)
    pages: Sequence[Page] = [partial(_show, count, head, row, most, start) for start in starts]
    return Deck(pages=pages, start=max(at, 0) // most)


def rows_in_words(first: int, end: int, count: int) -> str:
    """Which rows of how many a page shows; nothing where it shows all of them."""
    if end - first >= count:
        return ""
    sentence = _("{first} to {last} of {count}")
    return sentence.format(first=format_count(first + 1), last=format_count(end), count=format_count(count))


def write_name(
    canvas: Canvas,
    names: Sequence[str],
    x: float,
    top: float,
    width: float,
    weight: int = 400,
    role: str = "text",
) -> None:
    """A name in a row: large on one line, or else smaller on two, or else the next shorter name."""
    lines: list[str] = []
    px = 24
    for name in names:
        for size, most in ((30, 1), (26, 1), (24, 2)):
            lines, px = fitting((name,), (size,), weight, width, most)
            if not any("…" in line for line in lines):
                break
        else:
            continue
        break
    high = len(lines) * px * TITLE
    canvas.write_lines(lines, x, top + (ROW - high) / 2, width, px, weight, role, spacing=TITLE)


def mark_row(canvas: Canvas, top: float) -> None:
    """The ground of the row that is talked about."""
    canvas.box(MARGIN - 16, top + 2, canvas.room + 32, ROW - 4, "accent-soft", radius=8.0)


def rule(canvas: Canvas, top: float) -> None:
    """The line below a row."""
    canvas.box(MARGIN, top + ROW - 1, canvas.room, 1, "grid")


def figure(
    canvas: Canvas, text: str, x: float, top: float, width: float, px: int = 34, role: str = "text"
) -> None:
    """A number at the right of its column."""
    canvas.write(text, QRectF(x, top, width, ROW), px, 600, role, "right")


def _show(count: int, head: Head, row: Row, most: int, start: int, canvas: Canvas, frame: Frame) -> None:
    end = min(start + most, count)
    head(canvas, frame, start, end)
    for place in range(start, end):
        row(canvas, place, ROWS + (place - start) * ROW)
