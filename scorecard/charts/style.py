"""The face, the marks and the dashes of charts, so that the window's and the saved ones look the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import matplotlib as mpl
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, fontManager

from scorecard.palette import Palette
from scorecard.paths import resource

_POINTS_PER_PIXEL = 0.72
"""Figures are made at 100 dots to the inch, so that a logical pixel is this many points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """How one programme among a few is told apart; colour, mark and dash each suffice alone.

    `mark` and `dash` are matplotlib's; `name` names the mark for whoever draws it by other means.
    """

    role: str
    mark: str
    name: str
    dash: tuple[float, ...]


SERIES: Sequence[Series] = (
    Series(role="series1", mark="o", name="circle", dash=()),
    Series(role="series2", mark="s", name="square", dash=(5.0, 1.6)),
    Series(role="series3", mark="^", name="triangle", dash=(1.6, 1.2)),
    Series(role="series4", mark="D", name="diamond", dash=(5.0, 1.4, 1.2, 1.4)),
    Series(role="series5", mark="v", name="down", dash=(9.0, 2.0)),
    Series(role="series6", mark="P", name="plus", dash=(2.6, 2.6)),
)

SECTION_TICKS = ("s1", "s2", "s3", "s4", "s5")
"""The roles of the ticks beside the names of sections, which begin again after the last."""


def points(pixels: float) -> float:
    """Logical pixels as points, the unit of matplotlib's font sizes and line widths."""
    return pixels * _POINTS_PER_PIXEL


@cache
def face(pixels: float, weight: int) -> FontProperties:
    """The font of charts at a size in logical pixels, in weight 400, 500 or 600."""
    return FontProperties(family=list(_families()), size=points(pixels), weight=weight)


@cache
def _families() -> tuple[str, ...]:
    for path in sorted(resource("fonts").glob("*.[to]tf")):
        fontManager.addfont(path)
    # Inter is OpenType with PostScript outlines, which matplotlib would embed in a PDF under a wrong type (42);
    # drawn letters (3) can be searched and copied all the same.
    mpl.rcParams["pdf.fonttype"] = 3
    mpl.rcParams["svg.hashsalt"] = "scorecard"
    here = {font.name for font in fontManager.ttflist}
    return tuple(name for name in ("Inter", "Noto Sans", "DejaVu Sans") if name in here)


def blend(palette: Palette, role: str, share: float) -> tuple[float, float, float]:
    """A colour laid over the surface: `share` of it, from 0 to 1, and the rest the surface."""
    over, under = to_rgb(palette[role]), to_rgb(palette["surface"])
    red, green, blue = (share * top + (1 - share) * bottom for top, bottom in zip(over, under, strict=True))
    return red, green, blue
