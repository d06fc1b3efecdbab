"""What the marks of a chart mean, in words below it."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.charts.sheet import Box, Sheet, width_of
from scorecard.charts.style import Series

LINE = 20
LEADS, STANDS = 0.3, 0.8
"""How much of its colour the band has in which the leader stays first, and the one in which the whole order stands."""
_SWATCH = 22
_GAP = 20
_SIZE = 12

Entry = tuple[str, str]
"""A swatch, which is a role, `mark`, `dot`, `hatched`, `tints`, `leads` or `stands`, and the words for it."""

_DOT = Series(role="data", mark="o", name="circle", dash=())


def legend_lines(entries: Sequence[Entry], room: float) -> list[list[Entry]]:
    """The entries in lines that fit their room."""
    lines: list[list[Entry]] = [[]]
    used = 0.0
    for entry in entries:
        width = _lead(entry[0]) + width_of(entry[1], _SIZE)
        if lines[-1] and used + width > room:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += width + _GAP
    return lines


def draw_legend(sheet: Sheet, left: float, middle: float, room: float, entries: Sequence[Entry]) -> None:
    """The entries from `left`, with the first line at the height of `middle`."""
    for number, line in enumerate(legend_lines(entries, room)):
        x, y = left, middle + LINE * number
        for swatch, words in line:
            _draw_swatch(sheet, x, y, swatch)
            sheet.text(x + _lead(swatch), y, words, size=_SIZE, role="muted")
            x += _lead(swatch) + width_of(words, _SIZE) + _GAP


def _lead(swatch: str) -> float:
    return 9 if swatch == "mark" else _SWATCH + 8


def _draw_swatch(sheet: Sheet, x: float, y: float, swatch: str) -> None:
    match swatch:
        case "mark":
            sheet.rectangle(Box(x, y - 7, 3, 14), "data-strong", radius=1)
        case "dot":
            sheet.mark(x + _SWATCH / 2, y, _DOT, size=8)
        case "hatched":
            sheet.hatched(Box(x, y - 4.5, _SWATCH, 9))
        case "tints":
            for place, share in enumerate((0.1, 0.3, 0.6)):
                sheet.rectangle(Box(x + 8 * place, y - 5, 7, 10), "chance", share=share, radius=2)
        case "leads":
            sheet.rectangle(Box(x, y - 5.5, _SWATCH, 11), "chance", share=LEADS, radius=2)
        case "stands":
            sheet.rectangle(Box(x, y - 2.5, _SWATCH, 5), "chance", share=STANDS, radius=2)
        case role:
            sheet.rectangle(Box(x, y - 4, _SWATCH, 8), role, radius=2)
