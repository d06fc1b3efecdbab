"""The shape of programmes over the sections of a framework: a few on one net, or many side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.figure import Figure

from scorecard.analysis.comparison import Comparison, ProgrammeResult
from scorecard.charts.sheet import Align, Box, Point, Sheet, width_of, wrap
from scorecard.charts.style import SERIES, Series
from scorecard.i18n import _, format_number, format_share, language
from scorecard.model.evaluation import Key
from scorecard.palette import Palette

MOST_PROGRAMMES = len(SERIES)
FEWEST_SECTIONS = 3
"""Fewer make no shape."""
PANEL_HEIGHT = 228

_OVERHANG = 8
"""How far the name of a section reaches back over the end of its spoke."""


def draw_radar(figure: Figure, comparison: Comparison, programmes: Sequence[Key], palette: Palette) -> None:
    """One to six programmes by key laid over each other on a figure, which is cleared."""
    sheet = Sheet(figure, palette)
    lay_radar(sheet, Box(12, 12, sheet.width - 24, sheet.height - 24), comparison, programmes)


def lay_radar(sheet: Sheet, box: Box, comparison: Comparison, programmes: Sequence[Key]) -> None:
    """One to six programmes laid over each other in a part of a sheet.

    A section without a score is a gap in the line; one below the threshold has an open mark.
    """
    names = [section.short.into(language()) for section in comparison.framework.sections]
    room = max(100.0, *(width_of(word, 12.5, 600) for name in names for word in name.split()))
    labels = [wrap(name, room, 12.5, 600) for name in names]
    web = _Web.within(box, labels, comparison.framework.top, 12.5, 4 - _OVERHANG)
    web.draw(sheet, comparison.framework.codes)
    for label, corner, direction in zip(labels, web.rim(0), web.directions, strict=True):
        _label(sheet, corner, direction, label)
    shown = [
        (comparison.result(comparison.row(key)), series)
        for key, series in zip(programmes, SERIES, strict=False)
    ]
    for result, series in shown:
        _outline(sheet, web, result, series)
    for result, series in shown:
        for index, section in enumerate(result.sections):
            if section.score is not None:
                x, y = web.point(index, section.score)
                sheet.mark(x, y, series, open=not section.enough)


def lay_panel(sheet: Sheet, box: Box, comparison: Comparison, row: int) -> None:
    """One programme of many: its interval as a band, its score as a line, its name and figures below."""
    result = comparison.result(row)
    codes = [[section.id] for section in comparison.framework.sections]
    web = _Web.within(
        Box(box.left + 8, box.top, box.width - 16, box.height - 50), codes, comparison.framework.top, 10.5, 18
    )
    web.draw(sheet, ())
    for (code,), (x, y) in zip(codes, web.rim(15), strict=True):
        sheet.text(x, y, code, size=10.5, role="muted", align="center")
    ranked = result.rank is not None
    bounds = [
        (web.point(index, section.low), web.point(index, section.high))
        for index, section in enumerate(result.sections)
        if section.low is not None and section.high is not None
    ]
    if bounds:
        inner, outer = zip(*bounds, strict=True)
        sheet.band(inner, outer, "data-soft" if ranked else "ne-hatch", hatched=not ranked)
    if ranked:
        plain = Series(role="data", mark="o", name="circle", dash=())
        _outline(sheet, web, result, plain, fill=0)
        for index, section in enumerate(result.sections):
            if section.score is not None:
                x, y = web.point(index, section.score)
                sheet.mark(x, y, plain, size=6.5, open=not section.enough)
    _panel_words(sheet, box, result)


def _panel_words(sheet: Sheet, box: Box, result: ProgrammeResult) -> None:
    middle, y = box.left + box.width / 2, box.bottom - 38
    role = "text" if result.rank is not None else "muted"
    name = result.programme.label
    if result.rank is not None:
        name = f"{result.rank}  {name}"
    for line in wrap(name, box.width - 16, 12, 600, most=2):
        sheet.text(middle, y, line, size=12, weight=600, role=role, align="center")
        y += 15
    if result.coverage is None:
        words = _("no criterion applies")
    elif result.score is None:
        words = _("insufficient evidence, coverage {coverage}").format(coverage=format_share(result.coverage))
    else:
        words = _("{score}, coverage {coverage}").format(
            score=format_number(result.score, 2), coverage=format_share(result.coverage)
        )
    sheet.text(middle, y, words, size=11, role="muted", align="center")


def _outline(sheet: Sheet, web: _Web, result: ProgrammeResult, series: Series, fill: float = 0.08) -> None:
    corners = [
        None if section.score is None else web.point(index, section.score)
        for index, section in enumerate(result.sections)
    ]
    whole = [corner for corner in corners if corner is not None]
    if len(whole) == len(corners) and len(whole) > 2 and fill:
        sheet.polygon(whole, series.role, fill=fill, width=0)
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        if start is not None and end is not None:
            sheet.line([start, end], series.role, width=2.2, dash=series.dash)


def _label(sheet: Sheet, end: Point, direction: Point, lines: Sequence[str]) -> None:
    """The name of a spoke: straight beyond its end, or to the side just above or below it."""
    across, down = direction
    if _stands(direction):
        align: Align = "center"
        x, y = end[0] + across * 16, end[1] + (20 if down > 0 else -16)
    else:
        align = "left" if across > 0 else "right"
        x, y = end[0] - math.copysign(_OVERHANG, across), end[1] + (16 if down > 0.05 else -16)
    upwards = down <= 0.05
    first = y - 16 * (len(lines) - 1) if upwards else y
    for place, line in enumerate(lines):
        sheet.text(x, first + 16 * place, line, size=12.5, weight=600, align=align)


def _stands(direction: Point) -> bool:
    """Whether the label of a spoke stands above or below its end rather than beside it."""
    across, down = direction
    return abs(across) < 0.3 or (down > 0.6 and abs(across) < 0.7)


class _Web:
    """The net of a radar: one spoke a section, clockwise from the top, one ring a step of the scale."""

    def __init__(self, centre: Point, radius: float, directions: Sequence[Point], top: int) -> None:
        self.centre = centre
        self.radius = radius
        self.directions = directions
        self.top = top

    @classmethod
    def within(cls, box: Box, labels: Sequence[Sequence[str]], top: int, size: float, clear: float) -> _Web:
        """The largest net that leaves room for its labels in a font of this size.

        `clear` is how far a label to the side begins from the end of its spoke.
        """
        turns = [2 * math.pi * index / len(labels) for index in range(len(labels))]
        directions = [(math.sin(turn), -math.cos(turn)) for turn in turns]
        radius = math.inf
        reach = [0.0, 0.0]
        for (across, down), lines in zip(directions, labels, strict=True):
            widest = max(width_of(line, size, 600) for line in lines)
            beside = widest / 2 if _stands((across, down)) else widest + clear
            if abs(across) > 0.05:
                radius = min(radius, (box.width / 2 - beside) / abs(across))
            reach[down > 0] = max(reach[down > 0], abs(down))
        words = max(len(lines) for lines in labels) * 1.3 * size + 12
        radius = max(20.0, min(radius, (box.height - 2 * words) / max(sum(reach), 0.1)))
        highest = min(0.0, *(down for _across, down in directions)) * radius
        lowest = max(0.0, *(down for _across, down in directions)) * radius
        centre = (box.left + box.width / 2, box.top + box.height / 2 - (highest + lowest) / 2)
        return cls(centre, radius, directions, top)

    def point(self, spoke: int, value: float) -> Point:
        """Where a value lies on a spoke."""
        across, down = self.directions[spoke]
        length = self.radius * value / self.top
        return self.centre[0] + across * length, self.centre[1] + down * length

    def rim(self, beyond: float) -> list[Point]:
        """The ends of the spokes, moved outwards by some pixels."""
        length = self.radius + beyond
        return [(self.centre[0] + x * length, self.centre[1] + y * length) for x, y in self.directions]

    def draw(self, sheet: Sheet, codes: Sequence[str]) -> None:
        """Rings, spokes, and the codes of the scale beside the first spoke."""
        for step in range(1, self.top + 1):
            ring = [self.point(spoke, step) for spoke in range(len(self.directions))]
            sheet.polygon(ring, "outline" if step == self.top else "border", width=1)
        for end in self.rim(0):
            sheet.line([self.centre, end], "grid")
        for step, code in enumerate(codes):
            if step:
                x, y = self.point(0, step)
                sheet.text(x + 5, y + 8, code, size=11, role="muted")
