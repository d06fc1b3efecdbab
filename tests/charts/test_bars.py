"""Bars stand where their numbers are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text

from scorecard.analysis.comparison import Comparison
from scorecard.charts.bars import lay_bars
from scorecard.charts.profile import draw_profile
from scorecard.charts.radar import draw_radar
from scorecard.charts.sheet import Sheet
from scorecard.charts.style import SERIES
from scorecard.palette import Palette, palette

Build = Callable[..., Any]


def spans(figure: Figure, role: str, theme: str = "light") -> list[tuple[float, float]]:
    """Where the shapes in a role's colour begin and end from left to right, in pixels."""
    wanted = to_rgb(palette(theme)[role])
    boxes = [
        patch.get_path().get_extents(patch.get_patch_transform())
        for patch in figure.findobj(Patch)
        if patch.get_facecolor()[:3] == wanted and patch.get_facecolor()[3] == 1
    ]
    return [(box.x0, box.x1) for box in boxes if box.height > 9]


def draw_bars(figure: Figure, comparison: Comparison, colours: Palette) -> None:
    """The whole ranking on a sheet of its own."""
    sheet = Sheet(figure, colours)
    lay_bars(sheet, sheet.box, comparison, comparison.ranking())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_bar_is_solid_to_the_lower_bound_and_pale_to_the_upper_one(theme: str, compared: Build) -> None:
    figure = Figure(figsize=(11, 3), dpi=100)
    # Four of six criteria at 2: score 2, low 4/3, high 8/3, and a scale from 0 to 4.
    draw_bars(figure, compared({"One": "2222--"}, sections=1).comparison, palette(theme))
    full = Figure(figsize=(11, 3), dpi=100)
    draw_bars(full, compared({"One": "44"}, sections=1).comparison, palette(theme))
    ((start, end),) = spans(full, "data", theme)
    comparison = compared({"One": "2222--"}, sections=3).comparison
    draw_bars(figure, comparison, palette(theme))
    ((solid_start, solid),) = spans(figure, "data", theme)
    ((pale_start, pale),) = spans(figure, "data-soft", theme)
    assert solid_start == pale_start == pytest.approx(start)
    assert (solid - start) / (end - start) == pytest.approx(comparison.low[0] / 4)
    assert (pale - start) / (end - start) == pytest.approx(comparison.high[0] / 4)
    ((left, right),) = [span for span in spans(figure, "data-strong", theme) if span[0] > start]
    assert ((left + right) / 2 - start) / (end - start) == pytest.approx(comparison.score[0] / 4)


def test_a_programme_without_a_score_has_no_solid_bar_and_no_mark(compared: Build) -> None:
    figure = Figure(figsize=(11, 3), dpi=100)
    draw_bars(figure, compared({"One": "2-----"}).comparison, palette("light"))
    assert spans(figure, "data") == []
    assert spans(figure, "data-strong") == [] or len(spans(figure, "data-strong")) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(3, 2), (6.4, 4.8), (14, 9)])
def test_radar_and_profile_fit_any_size_of_the_window(
    theme: str, size: tuple[float, float], compared: Build
) -> None:
    shown = compared({"One": "222222", "Two": "2-A43-", "Three": "------", "Four": "AAAAAA"})
    keys = [programme.key for programme in shown.comparison.programmes]
    figure = Figure(figsize=size, dpi=100)
    for draw in (draw_radar, draw_profile):
        draw(figure, shown.comparison, keys, palette(theme))
        figure.draw_without_rendering()


def test_programmes_are_told_apart_by_colour_mark_and_dash_alone() -> None:
    for what in ("role", "mark", "name", "dash"):
        assert len({getattr(series, what) for series in SERIES}) == len(SERIES)


def test_under_the_weakest_criterion_the_bars_say_at_most_and_what_holds_each_down(compared: Build) -> None:
    study = compared({"One": "22-4", "Two": "1314"}, sections=2)
    figure = Figure(figsize=(11, 3), dpi=100)
    draw_bars(figure, study.asking(replace(study.question, rule="weakest")).comparison, palette("light"))
    words = [text.get_text() for text in figure.findobj(Text)]
    assert "≤\N{NO-BREAK SPACE}2.00" in words
    assert "S11, S12" in words
    assert "Held down by" in words
    draw_bars(figure, study.comparison, palette("light"))
    assert "Held down by" not in [text.get_text() for text in figure.findobj(Text)]
