"""How a line is shared among the columns of a table by what they hold, so that rows stay low and words whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LINE = 146
"""The characters on a line of A4 across, at the size of the workbook."""
_LONGEST_WORD = 24
_LONGEST_LINE = 70
_STEP = 2
_MOST_ROWS = 200
_WORDS = re.compile(r"[^\s\-]+-?")

Lengths = list[list[int]]
"""The lengths of the lines of each cell of a column."""


def column_shares(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The characters of each column, about `LINE` in all: its longest word at least, its longest line at most.

    What is left over goes, step by step, to the column whose texts make the rows highest.
    """
    sample = rows[:: max(len(rows) // _MOST_ROWS, 1)]
    columns = [[row[place] for row in sample] for place in range(len(heads))]
    widths, most = [], []
    for head, column in zip(heads, columns, strict=True):
        least = min(_longest(_WORDS.findall(" ".join((head, *column)))), _LONGEST_WORD)
        longest = _longest(line for text in (head, *column) for line in text.split("\n"))
        widths.append(max(least, 4))
        most.append(max(min(longest, _LONGEST_LINE), least))
    lengths = [[[len(line) for line in text.split("\n")] for text in column] for column in columns]
    counts = [_lines(cells, width) for cells, width in zip(lengths, widths, strict=True)]
    while LINE - sum(widths) >= _STEP:
        place = _highest(counts, [width < top for width, top in zip(widths, most, strict=True)])
        if place < 0:
            break
        widths[place] += _STEP
        counts[place] = _lines(lengths[place], widths[place])
    return tuple(widths)


def _highest(counts: list[list[int]], may_grow: list[bool]) -> int:
    """The column that makes rows high, of those that may grow, very high ones before many; -1 where none does."""
    pains = [0] * len(counts)
    for cells in zip(*counts, strict=True):
        tallest = max(cells)
        for place, lines in enumerate(cells):
            if lines == tallest:
                pains[place] += (lines - 1) ** 2
    best = max((place for place, may in enumerate(may_grow) if may), key=pains.__getitem__, default=-1)
    return best if best >= 0 and pains[best] else -1


def _lines(cells: Lengths, width: int) -> list[int]:
    """How many lines each cell takes in a column of this width."""
    return [sum(-(-length // width) or 1 for length in lines) for lines in cells]


def _longest(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0)
