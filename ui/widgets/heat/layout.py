"""Where everything of the heat map stands: names at the left and scores at the right stay, criteria scroll between."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

CELL_WIDTH, CELL_HEIGHT = 34, 22
PITCH, ROW = 36, 24
SECTION_GAP = 8
HEAD = 52
SECTION_HEAD = 32
"""How much of the head belongs to the names of sections, with their rules."""
DIVIDER = ROW
"""The line that stands above the programmes without a rank, as high as a row so that rows keep their places."""
MARGIN = 16
RANK = 28
_GAP = 10
_FOOT = 4
"""Below the rows, for the ring around a cell of the last one."""
_LEAST_NAME, _ROOMY_NAME, _NAME, _MOST_NAME = 124, 230, 250, 340
_LEAST_BAR, _MOST_BAR = 76, 420
_FIGURE = 48
_COUNTRY, _COVERAGE = 116, 74


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From where to where something reaches, from left to right."""

    left: int
    width: int

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.left + self.width


class HeatLayout:
    """The places in a view so wide and high, for sections with so many criteria and so many programmes.

    `names` are the widths that the names of sections want, one each or none at all; as far as there is room, sections
    stand apart for them. `divider` is the first row without a rank, -1 if there is none. Places of criteria and rows
    are counted from where they begin, as if nothing were scrolled. Only whole rows are shown, so many as `room` pixels
    hold.
    """

    def __init__(
        self,
        width: int,
        height: int,
        sections: Sequence[int],
        rows: int,
        divider: int = -1,
        names: Sequence[int] = (),
    ) -> None:
        self.sections = tuple(sections)
        self.rows, self.divider = rows, divider
        self.room = max((height - HEAD - _FOOT) // ROW * ROW, ROW)
        self._stand([0] * len(self.sections))
        wanted = [
            max(name - room.width, 0) * bool(room.width)
            for name, room in zip(names, self.rooms, strict=False)
        ]
        least = MARGIN + RANK + _GAP + _GAP + _FIGURE + MARGIN + _ROOMY_NAME + _LEAST_BAR
        if total := sum(wanted):
            share = min(max(width - least - self.length, 0) / total, 1.0)
            self._stand([int(one * share) for one in wanted])
        self._share(width)

    def _stand(self, wider: Sequence[int]) -> None:
        """Place the criteria; each section takes so many pixels more than its columns do."""
        lefts: list[int] = []
        rooms: list[Span] = []
        x = 0
        for size, more in zip(self.sections, wider, strict=True):
            lefts += [x + place * PITCH for place in range(size)]
            width = size * PITCH - (PITCH - CELL_WIDTH) + more if size else 0
            rooms.append(Span(left=x, width=width))
            x += width + (PITCH - CELL_WIDTH) + SECTION_GAP if size else 0
        self.lefts, self.rooms = tuple(lefts), tuple(rooms)
        self.length = max((room.right for room in rooms), default=0)

    def _share(self, width: int) -> None:
        """Give each part its least width and share out what is left, what is most wanted first."""
        name, bar, country, coverage = _LEAST_NAME, _LEAST_BAR, 0, 0
        fixed = MARGIN + RANK + _GAP + _GAP + _FIGURE + MARGIN
        spare = max(width - fixed - name - bar - self.length, 0)

        def take(most: int) -> int:
            nonlocal spare
            taken = min(spare, most)
            spare -= taken
            return taken

        bar += take(20)
        name += take(_NAME - name)
        if spare >= _COVERAGE:
            coverage = take(_COVERAGE)
        if spare >= _COUNTRY:
            country = take(_COUNTRY)
        name += take(_MOST_NAME - name)
        bar += take(_MOST_BAR - bar)
        self.rank = Span(left=MARGIN, width=RANK - 8)
        self.name = Span(left=MARGIN + RANK, width=name)
        self.country = Span(left=self.name.right, width=country)
        self.left = self.country.right + _GAP
        right = max(width - MARGIN, self.left)
        self.coverage = Span(left=right - coverage, width=coverage)
        self.figure = Span(left=self.coverage.left - _FIGURE, width=_FIGURE)
        self.bar = Span(left=self.figure.left - bar, width=bar)
        self.right = max(self.bar.left - _GAP, self.left)

    @property
    def window(self) -> int:
        """How many pixels of the criteria are in sight."""
        return self.right - self.left

    @property
    def most_across(self) -> int:
        """How far the criteria can be scrolled."""
        return max(self.length - self.window, 0)

    @property
    def most_down(self) -> int:
        """How far the programmes can be scrolled."""
        return max(self.top_of(self.rows) - self.room, 0)

    def top_of(self, row: int) -> int:
        """Where a row begins below the head; `rows` itself asks for where the last one ends."""
        return row * ROW + (DIVIDER if 0 <= self.divider <= row and self.divider < self.rows else 0)

    def row_at(self, y: int) -> int:
        """The row at a height below the head, -1 where there is none."""
        row = y // ROW
        if 0 <= self.divider < self.rows and y >= self.divider * ROW:
            if y < self.divider * ROW + DIVIDER:
                return -1
            row = (y - DIVIDER) // ROW
        return row if 0 <= row < self.rows else -1

    def rows_from(self, down: int) -> range:
        """The rows that are in sight when so many pixels are scrolled, a whole number of rows."""
        first = min(max((down - DIVIDER) // ROW, 0), self.rows)
        while first < self.rows and self.top_of(first) < down:
            first += 1
        last = first
        while last < self.rows and self.top_of(last) + ROW <= down + self.room:
            last += 1
        return range(first, last)

    def criterion_at(self, x: int) -> int:
        """The criterion at a place across, or the nearest one to its left; -1 where there is none."""
        place = bisect_right(self.lefts, x) - 1
        return place if place >= 0 and x < self.lefts[place] + PITCH else -1

    def criteria_between(self, left: int, right: int) -> range:
        """The criteria of which something lies between two places across."""
        first = max(bisect_right(self.lefts, left) - 1, 0)
        return range(first, bisect_right(self.lefts, right - 1))

    def section_span(self, section: int) -> Span:
        """From the first criterion of a section to its last."""
        return Span(
            left=self.rooms[section].left, width=max(self.sections[section] * PITCH - (PITCH - CELL_WIDTH), 0)
        )

    def section_at(self, x: int) -> int:
        """The section whose head is at a place across, -1 where there is none."""
        inside = (place for place, room in enumerate(self.rooms) if room.left <= x < room.right)
        return next(inside, -1)
