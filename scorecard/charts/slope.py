"""What became of programmes from round to round: a line for each, those that moved most in colour, mark and dash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from scorecard.analysis.views.over_time import OverTime
from scorecard.analysis.views.over_time_numbers import POINTED_OUT
from scorecard.charts.legend import LINE, Entry, draw_legend, legend_lines
from scorecard.charts.sheet import Align, Box, Sheet, shorten, width_of
from scorecard.charts.style import SERIES, Series
from scorecard.i18n import _, format_number
from scorecard.model.evaluation import Key
from scorecard.palette import Palette

MOST_LINES = 16
"""More lines than this are not told apart."""

HEAD = 52
PITCH = 17
_FIGURE = 8
_LEAD = 26
"""From an axis to the figures beside it."""
_LANE = 11
_OTHER = Series(role="control", mark="o", name="circle", dash=())


def draw_slope(figure: Figure, over_time: OverTime, at_hand: Key | None, palette: Palette) -> None:
    """As many lines as are told apart, on a figure, which is cleared: the largest changes, and the one at hand."""
    sheet = Sheet(figure, palette)
    box = Box(14, 10, sheet.width - 28, sheet.height - 18)
    lay_slope(sheet, box, over_time, lines_shown(over_time, at_hand), over_time.pointed_out(at_hand))


def lines_shown(over_time: OverTime, at_hand: Key | None) -> list[int]:
    """The programmes that one chart has room for: the largest changes first, always with the one at hand."""
    rows = placed(over_time) if len(over_time.comparisons) > 1 else []
    shown = rows[:MOST_LINES]
    here = [row for row in rows[MOST_LINES:] if over_time.programmes[row].key == at_hand]
    return [*shown[: MOST_LINES - len(here)], *here]


def lay_slope(
    sheet: Sheet, box: Box, over_time: OverTime, rows: Sequence[int], looks: Mapping[int, int]
) -> None:
    """The lines of some programmes in a part of a sheet, of which they use the whole height.

    `looks` are the places in `SERIES` of those that stand out.
    """
    _Slope(sheet, box, over_time, rows, looks).draw()


def spread(wanted: Sequence[float], pitch: float, top: float, bottom: float) -> list[float]:
    """Heights from `top` to `bottom` as close to those wanted as can be, in the same order and `pitch` apart.

    Closer than `pitch` only where there is no room for all of them. The sum of the squares of the moves is the
    least: neighbours that are in each other's way share the mean of what they want (isotonic regression).
    """
    if not wanted:
        return []
    if len(wanted) > 1:
        pitch = min(pitch, (bottom - top) / (len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    blocks: list[tuple[float, int]] = []
    for number, place in enumerate(order):
        total, count = wanted[place] - number * pitch, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            before, members = blocks.pop()
            total, count = total + before, count + members
        blocks.append((total, count))
    lowest = bottom - (len(wanted) - 1) * pitch
    starts = [min(max(total / count, top), lowest) for total, count in blocks for _one in range(count)]
    found = [0.0] * len(wanted)
    for number, (place, start) in enumerate(zip(order, starts, strict=True)):
        found[place] = start + number * pitch
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """A programme in a round: where its score stands or, without one, the bounds that evidence leaves open."""

    score: float | None
    low: float
    high: float
    figure: str

    @property
    def middle(self) -> float:
        """Where its label wants to stand."""
        return (self.low + self.high) / 2 if self.score is None else self.score


class _Slope:
    """Axes for the rounds, lines between them, and names at both ends."""

    def __init__(
        self, sheet: Sheet, box: Box, over_time: OverTime, rows: Sequence[int], looks: Mapping[int, int]
    ) -> None:
        self._sheet = sheet
        self._box = box
        self._over_time = over_time
        self._rows = rows
        self._looks = {row: look for row, look in looks.items() if row in rows}
        self._points = known_points(over_time)
        self._top = over_time.comparisons[0].framework.top
        labels = min(236.0, box.width * 0.29)
        self._room = labels
        legend = LINE * len(legend_lines(self._legend(), box.width)) + 14
        self._scale = Box(
            box.left + labels + _LEAD,
            box.top + HEAD,
            box.width - 2 * (labels + _LEAD),
            box.height - HEAD - legend,
        )

    def draw(self) -> None:
        self._axes()
        quiet = [row for row in self._rows if row not in self._looks]
        loud = [row for row in self._rows if row in self._looks]
        for row in (*quiet, *reversed(loud)):
            self._line(row)
        for place in range(len(self._over_time.comparisons)):
            self._intervals(place, (*quiet, *loud))
        for row in (*quiet, *reversed(loud)):
            self._marks(row)
        self._labels()
        draw_legend(self._sheet, self._box.left, self._scale.bottom + 28, self._box.width, self._legend())

    def _axes(self) -> None:
        sheet, scale = self._sheet, self._scale
        comparisons = self._over_time.comparisons
        for position, code in enumerate(comparisons[0].framework.codes):
            y = self._y(position)
            sheet.line([(scale.left, y), (scale.right, y)], "grid")
            sheet.text(scale.left + 6, y - 7, code, size=11, role="muted")
        between = scale.width / max(len(comparisons) - 1, 1)
        for place, one in enumerate(comparisons):
            x = self._x(place)
            sheet.line([(x, scale.top), (x, scale.bottom)], "control")
            room = min(between, 2 * (self._room + _LEAD)) - 12
            name = shorten(one.round.name, room, 12.5, 600)
            sheet.text(x, self._box.top + 8, name, size=12.5, weight=600, align="center")
            count = _("{ranked} of {count} with a score").format(ranked=one.ranked, count=len(one.programmes))
            if width_of(count, 11) > room:
                count = f"{one.ranked}/{len(one.programmes)}"
            sheet.text(x, self._box.top + 26, count, size=11, role="muted", align="center")

    def _line(self, row: int) -> None:
        """Between rounds that follow each other and have a score."""
        series = self._series(row)
        width = 2.4 if row in self._looks else 1.2
        before: tuple[float, float] | None = None
        for place, point in enumerate(self._points[row]):
            here = None if point is None or point.score is None else (self._x(place), self._y(point.score))
            if before is not None and here is not None:
                self._sheet.line([before, here], series.role, width=width, dash=series.dash)
            before = here

    def _marks(self, row: int) -> None:
        size = 9.5 if row in self._looks else 6
        for place, point in enumerate(self._points[row]):
            if point is not None and point.score is not None:
                self._sheet.mark(self._x(place), self._y(point.score), self._series(row), size=size)

    def _intervals(self, place: int, rows: Sequence[int]) -> None:
        """What is known of programmes without a score in a round, side by side, between open marks."""
        is_last = place == len(self._over_time.comparisons) - 1
        without = [
            (row, point)
            for row in rows
            if (point := self._points[row][place]) is not None and point.score is None
        ]
        for lane, (row, point) in enumerate(without):
            x = self._x(place) + (24 + _LANE * lane) * (-1 if is_last else 1)
            top, bottom = self._y(point.high), self._y(point.low)
            self._sheet.hatched(Box(x - 2.5, top, 5, max(bottom - top, 1)))
            size = 8.0 if row in self._looks else 6.0
            for end in (top, bottom):
                self._sheet.mark(x, end, self._series(row), size=size, open=True)

    def _labels(self) -> None:
        last = len(self._over_time.comparisons) - 1
        for place in range(last + 1):
            here = [(row, point) for row in self._rows if (point := self._points[row][place]) is not None]
            if 0 < place < last:
                here = [(row, point) for row, point in here if self._ends(row) == (place, place)]
            wanted = [self._y(point.middle) for _row, point in here]
            heights = spread(wanted, PITCH, self._scale.top + 2, self._scale.bottom - 2)
            scores = [point.figure for _row, point in here if point.score is not None]
            figures = max((width_of(figure, 12, 600) for figure in scores), default=0)
            for (row, point), height in zip(here, heights, strict=True):
                # An interval is wider than a score: the name beside it stands back, the others keep in line.
                self._label(place, row, point, height, max(figures, width_of(point.figure, 12, 400)))

    def _label(self, place: int, row: int, point: _Point, height: float, figures: float) -> None:
        """Figure and name beside an axis: outside the first and the last, else inside, where there is room."""
        sheet, side = self._sheet, -1 if place == 0 else 1
        loud = row in self._looks
        x = self._x(place)
        sheet.line(
            [(x + 7 * side, self._y(point.middle)), (x + (_LEAD - 5) * side, height)],
            self._series(row).role if loud else "outline",
            width=1,
        )
        start = x + _LEAD * side
        role = "text" if loud else "muted"
        known = point.score is not None
        align: Align = "right" if side < 0 else "left"
        sheet.text(
            start, height, point.figure, size=12, weight=600 if loud and known else 400, role=role, align=align,
        )  # fmt: skip
        room = self._room - figures - _FIGURE
        weight = 600 if loud else 400
        name = shorten(self._over_time.programmes[row].label, room, 12, weight)
        sheet.text(
            start + (figures + _FIGURE) * side, height, name, size=12, weight=weight, role=role, align=align
        )

    def _ends(self, row: int) -> tuple[int, int]:
        """The first and the last round in which something is known of a programme."""
        known = [place for place, point in enumerate(self._points[row]) if point is not None]
        return known[0], known[-1]

    def _series(self, row: int) -> Series:
        look = self._looks.get(row)
        return _OTHER if look is None else SERIES[look]

    def _x(self, place: int) -> float:
        count = len(self._over_time.comparisons)
        if count == 1:
            return self._scale.left
        return self._scale.left + self._scale.width * place / (count - 1)

    def _y(self, value: float) -> float:
        return self._scale.bottom - self._scale.height * value / self._top

    def _legend(self) -> list[Entry]:
        entries: list[Entry] = []
        if any(look < POINTED_OUT for look in self._looks.values()):
            entries.append(("series1", _("largest changes, each with its own mark and line")))
        if POINTED_OUT in self._looks.values():
            entries.append((SERIES[POINTED_OUT].role, _("the programme at hand")))
        entries.append((_OTHER.role, _("other programmes")))
        if any(
            point is not None and point.score is None for row in self._rows for point in self._points[row]
        ):
            entries.append(("hatched", _("too little evidence for a score: between the open marks")))
        return entries


def known_points(over_time: OverTime) -> list[list[_Point | None]]:
    """What is known of programmes [P] in rounds; None where nothing is scored, or nothing applies."""
    columns = [list(_column(over_time, place)) for place in range(len(over_time.comparisons))]
    return [list(row) for row in zip(*columns, strict=True)]


def _column(over_time: OverTime, place: int) -> Iterator[_Point | None]:
    one = over_time.comparisons[place]
    at_most = one.at_most().tolist()
    numbers = zip(
        one.score.tolist(), one.low.tolist(), one.high.tolist(), one.coverage.tolist(), at_most, strict=True
    )
    for score, low, high, coverage, is_most in numbers:
        if score == score:
            figure = format_number(score, 2)
            figure = f"≤\N{NO-BREAK SPACE}{figure}" if is_most else figure
            yield _Point(score=score, low=low, high=high, figure=figure)
        elif coverage > 0:
            figure = f"({format_number(low, 2)} – {format_number(high, 2)})"
            yield _Point(score=None, low=low, high=high, figure=figure)
        else:
            yield None


def placed(over_time: OverTime) -> list[int]:
    """The programmes of which something is known in some round, the largest changes first."""
    points = known_points(over_time)
    return [row for row in over_time.rows() if any(point is not None for point in points[row])]
