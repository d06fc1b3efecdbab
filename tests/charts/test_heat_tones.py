"""A mean is as dark as its place between the levels, and what is written on it can be read."""

from __future__ import annotations

import itertools

import pytest

from scorecard.charts.heat_tones import LEAST_CONTRAST, contrast, lightness, mean_tone
from scorecard.palette import palette

THEMES = ("light", "dark")
TENTHS = [tenth / 10 for tenth in range(41)]


@pytest.mark.parametrize("theme", THEMES)
def test_every_mean_can_be_read(theme: str) -> None:
    colours = palette(theme)
    for value in TENTHS:
        tone = mean_tone(colours, value, 4)
        assert contrast(tone.ground, colours[tone.ink]) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", THEMES)
def test_a_higher_mean_is_never_nearer_to_the_ground(theme: str) -> None:
    colours = palette(theme)
    ground = lightness(colours["surface"])
    apart = [abs(lightness(mean_tone(colours, value, 4).ground) - ground) for value in TENTHS]
    assert all(one <= other + 1e-9 for one, other in itertools.pairwise(apart))
    assert apart[-1] > apart[0] + 50


@pytest.mark.parametrize("theme", THEMES)
def test_a_mean_lies_between_the_levels_around_it(theme: str) -> None:
    colours = palette(theme)
    levels = [lightness(colours[f"fill{step}"]) for step in range(5)]
    for value in TENTHS:
        below = min(int(value), 3)
        low, high = sorted(levels[below : below + 2])
        # What cannot be read gives way by a few steps of lightness.
        assert low - 3 <= lightness(mean_tone(colours, value, 4).ground) <= high + 3


@pytest.mark.parametrize("theme", THEMES)
def test_a_mean_has_little_of_the_colour_of_the_level_it_falls_on(theme: str) -> None:
    colours = palette(theme)

    def colourful(colour: str) -> int:
        parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
        return max(parts) - min(parts)

    for step in range(5):
        assert colourful(mean_tone(colours, step, 4).ground) < 0.65 * colourful(colours[f"fill{step}"])


@pytest.mark.parametrize("top", [0, 1, 2, 6])
def test_a_scale_of_another_length_has_the_same_tones_at_its_ends(top: int) -> None:
    colours = palette("light")
    assert mean_tone(colours, top, top) == mean_tone(colours, 4, 4)
    if top:
        assert mean_tone(colours, 0, top) == mean_tone(colours, 0, 4)
