"""A figure as a sheet measured in logical pixels from its top left corner, on which charts are laid out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path

from scorecard.charts.style import Series, blend, face, points
from scorecard.palette import Palette

Align = Literal["left", "center", "right"]
Point = tuple[float, float]
_ELLIPSIS = "…"
_DOTS = (100, 200)
"""To the inch: of a screen, and of a saved picture."""


class Box(NamedTuple):
    """A rectangle of a sheet."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


class Sheet:
    """Draws on a figure, which it clears first; what comes later lies above. No text is mathematics."""

    def __init__(self, figure: Figure, palette: Palette) -> None:
        figure.clear()
        figure.set_facecolor(palette["surface"])
        self.width, self.height = (inches * 100 for inches in figure.get_size_inches())
        self.palette = palette
        self._axes = figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, self.width)
        self._axes.set_ylim(self.height, 0)
        self._above = 0

    @property
    def box(self) -> Box:
        """The whole sheet."""
        return Box(0, 0, self.width, self.height)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 12,
        weight: int = 400,
        role: str = "text",
        align: Align = "left",
    ) -> None:
        """One line of text; `y` is the middle of its small letters' height."""
        self._axes.text(
            x,
            y + size * 0.36,
            words,
            fontproperties=face(size, weight),
            color=self.palette[role],
            ha=align,
            va="baseline",
            parse_math=False,
            zorder=self._next(),
        )

    def rectangle(
        self, box: Box, role: str, *, share: float = 1.0, edge: str = "", radius: float = 0
    ) -> None:
        """A filled rectangle; `share` pales its colour towards the surface, `edge` is its border's role."""
        style: dict[str, Any] = {
            "facecolor": blend(self.palette, role, share),
            "edgecolor": self.palette[edge] if edge else "none",
            "linewidth": points(1) if edge else 0,
            "zorder": self._next(),
        }
        if radius:
            corners = f"round,pad=0,rounding_size={min(radius, box.width / 2, box.height / 2)}"
            self._axes.add_patch(FancyBboxPatch((box.left, box.top), box.width, box.height, corners, **style))
        else:
            self._axes.add_patch(Rectangle((box.left, box.top), box.width, box.height, **style))

    def tiles(
        self, boxes: Sequence[Box], colours: Sequence[str], *, edge: str = "", dotted: bool = False
    ) -> None:
        """Many filled boxes with round corners at once, each in a colour of its own, with borders of one role."""
        if not boxes:
            return
        tiles = PathCollection(
            [_tile(box) for box in boxes],
            facecolors=list(colours),
            edgecolors=self.palette[edge] if edge else "none",
            linewidths=points(1) if edge else 0,
            linestyles=[(0, (2, 2))] if dotted else "solid",
            zorder=self._next(),
        )
        self._axes.add_collection(tiles, autolim=False)

    def hatches(self, boxes: Sequence[Box]) -> None:
        """The hatch of many boxes at once, without ground or edge."""
        segments = [segment for box in boxes for segment in _hatch_of(box)]
        lines = LineCollection(
            segments, colors=self.palette["ne-hatch"], linewidths=points(0.9), zorder=self._next()
        )
        self._axes.add_collection(lines, autolim=False)

    def hatched(self, box: Box) -> None:
        """A rectangle that says what is open for want of evidence: hatched, with an edge."""
        self.rectangle(box, "ne-ground", edge="ne-hatch")
        corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
        self._hatch(box, Path([*corners, corners[0]], closed=True))

    def band(
        self, inner: Sequence[Point], outer: Sequence[Point], role: str, *, hatched: bool = False
    ) -> None:
        """The area between two polygons with as many corners, filled with a role or hatched."""
        ring = Path.make_compound_path(
            Path([*outer, outer[0]], closed=True), Path([*reversed(inner), inner[-1]], closed=True)
        )
        if hatched:
            self._axes.add_patch(
                PathPatch(
                    ring,
                    facecolor="none",
                    edgecolor=self.palette[role],
                    linewidth=points(0.8),
                    zorder=self._next(),
                )
            )
            xs, ys = zip(*outer, strict=True)
            self._hatch(Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)), ring)
        else:
            self._axes.add_patch(
                PathPatch(
                    ring, facecolor=self.palette[role], edgecolor="none", linewidth=0, zorder=self._next()
                )
            )

    def line(
        self,
        corners: Sequence[Point],
        role: str,
        *,
        width: float = 1,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A line through points, `width` pixels thick; `dash` in units of the width, solid when empty."""
        xs, ys = zip(*corners, strict=True)
        line = Line2D(
            xs,
            ys,
            color=self.palette[role],
            linewidth=points(width),
            solid_joinstyle="round",
            zorder=self._next(),
        )
        if dash:
            line.set_linestyle((0, dash))
            line.set_dash_capstyle("butt")
        self._axes.add_line(line)

    def polygon(self, corners: Sequence[Point], role: str, *, fill: float = 0, width: float = 1) -> None:
        """A closed line, its inside filled with `fill` of its colour, through which what lies below shows."""
        colour = self.palette[role]
        if fill:
            self._axes.add_patch(
                Polygon(
                    list(corners), closed=True, facecolor=colour, alpha=fill, linewidth=0, zorder=self._next()
                )
            )
        if width:
            self._axes.add_patch(
                Polygon(
                    list(corners),
                    closed=True,
                    fill=False,
                    edgecolor=colour,
                    linewidth=points(width),
                    zorder=self._next(),
                )
            )

    def mark(self, x: float, y: float, series: Series, *, size: float = 9, open: bool = False) -> None:
        """The mark of a programme among a few; open where there is too little evidence."""
        colour = self.palette[series.role]
        ground = self.palette["surface"]
        self._axes.add_line(
            Line2D(
                [x],
                [y],
                linestyle="none",
                marker=series.mark,
                markersize=points(size),
                markerfacecolor=ground if open else colour,
                markeredgecolor=colour if open else ground,
                markeredgewidth=points(1.6 if open else 1),
                zorder=self._next(),
            )
        )

    def _next(self) -> int:
        self._above += 1
        return self._above

    def _hatch(self, box: Box, within: Path) -> None:
        step = 5.0
        count = math.ceil((box.width + box.height) / step)
        segments = [
            [(box.left + at - box.height, box.bottom), (box.left + at, box.top)]
            for at in (step * number for number in range(1, count + 1))
        ]
        lines = LineCollection(
            segments, colors=self.palette["ne-hatch"], linewidths=points(0.9), zorder=self._next()
        )
        self._axes.add_collection(lines, autolim=False)
        lines.set_clip_path(within, self._axes.transData)


def _tile(box: Box, radius: float = 4) -> Path:
    """A box with round corners."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    far = radius * 0.45
    corners = [
        (left + radius, top), (right - radius, top), (right - far, top), (right, top + far), (right, top + radius),
        (right, bottom - radius), (right, bottom - far), (right - far, bottom), (right - radius, bottom),
        (left + radius, bottom), (left + far, bottom), (left, bottom - far), (left, bottom - radius),
        (left, top + radius), (left, top + far), (left + far, top), (left + radius, top), (left + radius, top),
    ]  # fmt: skip
    line, curve = [Path.LINETO], [Path.CURVE4] * 3
    codes = [Path.MOVETO, *line, *curve, *line, *curve, *line, *curve, *line, *curve, Path.CLOSEPOLY]
    return Path(corners, codes)


def _hatch_of(box: Box, step: float = 4.0) -> list[list[Point]]:
    """Slanted lines that end at the edges of a box."""
    found = []
    for number in range(1, math.ceil((box.width + box.height) / step)):
        along = number * step
        start = (box.left + max(along - box.height, 0), box.top + min(along, box.height))
        end = (box.left + min(along, box.width), box.top + max(along - box.width, 0))
        found.append([start, end])
    return found


@cache
def _scales() -> tuple[RendererAgg, ...]:
    return tuple(RendererAgg(1, 1, dots) for dots in _DOTS)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4_096)
def width_of(words: str, size: float, weight: int = 400) -> float:
    """How many logical pixels wide one line of text is at most, on a screen or in a picture.

    Letters are fitted to the dots they are drawn with, so that a line is up to 3 % wider in one of the two.
    """
    if not words:
        return 0.0
    font = face(size, weight)
    return max(
        float(scales.get_text_width_height_descent(words, font, False)[0]) * 100 / dots  # type: ignore[no-untyped-call]
        for scales, dots in zip(_scales(), _DOTS, strict=True)
    )


def shorten(words: str, room: float, size: float, weight: int = 400) -> str:
    """A name cut to its room so that its last word stays, since that is what differs."""
    if width_of(words, size, weight) <= room:
        return words
    head, _space, last = words.rpartition(" ")
    tail = f"{_ELLIPSIS} {last}"
    if not head or width_of(tail, size, weight) > room * 0.6:
        head, tail = words, _ELLIPSIS
    low, high = 0, len(head)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(head[:middle].rstrip() + tail, size, weight) <= room:
            low = middle
        else:
            high = middle - 1
    return head[:low].rstrip() + tail


def wrap(words: str, room: float, size: float, weight: int = 400, most: int = 0) -> list[str]:
    """A text in lines that fit their room, at most `most` of them where it is not 0; what is left is cut."""
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", size, weight) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [shorten(line, room, size, weight) for line in lines]


def wrap_list(items: Sequence[str], between: str, room: float, size: float, weight: int = 400) -> list[str]:
    """A list in lines that fit their room, broken between items, so that no line ends with what separates them."""
    lines: list[str] = []
    for item in items:
        if lines and width_of(f"{lines[-1]}{between}{item}", size, weight) <= room:
            lines[-1] += f"{between}{item}"
        else:
            lines.append(item)
    return [part for line in lines for part in _fitting(line, room, size, weight)]


def _fitting(line: str, room: float, size: float, weight: int) -> list[str]:
    return [line] if width_of(line, size, weight) <= room else wrap(line, room, size, weight)
