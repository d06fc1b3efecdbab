"""Colours by role: every one of them can be told apart, and read."""

from __future__ import annotations

import itertools
import math
import re
import tomllib

import pytest

from scorecard.palette import palette
from scorecard.paths import resource
from ui.theme import Theme

THEMES = ("light", "dark")

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> tuple[float, ...]:
    """`#RRGGBB` as linear RGB from 0 to 1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of a colour as a kind of vision sees it."""
    seen = [
        min(max(sum(factor * part for factor, part in zip(row, linear(colour), strict=True)), 0), 1)
        for row in VISIONS[vision]
    ]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(factor * part for factor, part in zip(row, seen, strict=True)) for row in to_xyz]
    x, y, z = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in (value / white for value, white in zip(xyz, (0.95047, 1, 1.08883), strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, vision: str) -> float:
    """CIEDE2000, after Sharma, Wu and Dalal (2005)."""
    (l1, a1, b1), (l2, a2, b2) = lab(one, vision), lab(other, vision)
    mean_chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    hue_step = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * math.cos(math.radians(hue - 30))
        + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6))
        - 0.20 * math.cos(math.radians(4 * hue - 63))
    )
    s_light = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    s_chroma, s_hue = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    rotation *= math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    parts = (l2 - l1) / s_light, (c2 - c1) / s_chroma, hue_step / s_hue
    return math.sqrt(sum(part**2 for part in parts) + rotation * parts[1] * parts[2])


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_levels_differ_for_every_kind_of_vision(name: str, vision: str) -> None:
    fills = [palette(name)[f"fill{level}"] for level in range(5)]
    assert min(difference(*pair, vision) for pair in itertools.combinations(fills, 2)) >= 10


def test_levels_darken_on_paper_and_brighten_in_the_dark() -> None:
    for name, factor in (("light", -1), ("dark", 1)):
        steps = [factor * luminance(palette(name)[f"fill{level}"]) for level in range(5)]
        assert steps == sorted(steps)


@pytest.mark.parametrize("name", THEMES)
def test_words_can_be_read_on_every_ground(name: str) -> None:
    colours = palette(name)
    grounds = [colours[role] for role in ("window", "rail", "surface", "sunken", "raised", "hover")]
    for ground in grounds:
        assert contrast(colours["text"], ground) >= 4.5
        assert contrast(colours["muted"], ground) >= 4.5
    for ground in ("window", "surface", "sunken", "raised"):
        assert contrast(colours["disabled"], colours[ground]) >= 3
    for role in ("positive", "warning", "danger", "info"):
        assert contrast(colours[role], colours[f"{role}-soft"]) >= 4.5
    for role in ("accent", "accent-hover", "accent-pressed"):
        assert contrast(colours["accent-text"], colours[role]) >= 4.5
    assert contrast(colours["text"], colours["accent-soft"]) >= 4.5
    assert contrast(colours["ne-text"], colours["ne-ground"]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_links_and_words_of_state_can_be_read_where_they_stand(name: str) -> None:
    colours = palette(name)
    for ground in ("window", "surface", "sunken", "raised", "hover"):
        assert contrast(colours["link"], colours[ground]) >= 4.5
    for ground in ("window", "surface"):
        for role in ("positive", "warning", "danger", "info", "na-text"):
            assert contrast(colours[role], colours[ground]) >= 4.5
    assert contrast(colours["ne-text"], colours["ne-hatch"]) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_rings_and_edges_can_be_seen_on_every_ground(name: str) -> None:
    colours = palette(name)
    for ground in ("window", "surface", "sunken", "raised"):
        for role in ("focus", "control", "accent"):
            assert contrast(colours[role], colours[ground]) >= 3
    assert contrast(colours["focus"], colours["rail"]) >= 3
    assert contrast(colours["accent"], colours["accent-soft"]) >= 3


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_sections_differ_for_every_kind_of_vision(name: str, vision: str) -> None:
    ticks = [palette(name)[f"s{number}"] for number in range(1, 6)]
    assert min(difference(*pair, vision) for pair in itertools.combinations(ticks, 2)) >= 9


@pytest.mark.parametrize("name", THEMES)
def test_the_digit_of_a_level_can_be_read(name: str) -> None:
    for level in range(5):
        assert contrast(palette(name)[f"text{level}"], palette(name)[f"fill{level}"]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_edges_and_marks_can_be_seen(name: str) -> None:
    colours = palette(name)
    series = [f"series{number}" for number in range(1, 7)]
    for role in ("focus", "control", "data", *series, "s1", "s2", "s3", "s4", "s5"):
        assert contrast(colours[role], colours["surface"]) >= 3


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_six_programmes_of_a_profile_differ_for_every_kind_of_vision(name: str, vision: str) -> None:
    colours = [palette(name)[f"series{number}"] for number in range(1, 7)]
    assert min(difference(*pair, vision) for pair in itertools.combinations(colours, 2)) >= 8


def test_both_themes_have_the_same_roles() -> None:
    light, dark = (
        tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8")) for name in THEMES
    )
    assert {table: set(roles) for table, roles in light.items() if table != "name"} == {
        table: set(roles) for table, roles in dark.items() if table != "name"
    }


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_uses_known_roles_only(name: str) -> None:
    sheet = resource("themes", "window.qss").read_text(encoding="utf-8")
    roles = set(re.findall(r"@([a-z0-9-]+)", sheet)) - {"icons", "theme"}
    assert {role for role in roles if role not in palette(name).colours} == {"svg"} & roles
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", sheet), "a colour without a role"


def test_colours_with_transparency_keep_it(theme: Theme) -> None:
    assert theme.colour("edge").alpha() == 0x22
    assert theme.colour("edge").red() == 0


def test_figures_are_of_equal_width(theme: Theme) -> None:
    from PySide6.QtGui import QFontInfo, QFontMetricsF

    font = theme.font(12.5, 600)
    metrics = QFontMetricsF(font)
    assert QFontInfo(font).family() == "Inter"
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_switching_the_theme_is_announced(theme: Theme) -> None:
    told: list[str] = []
    theme.changed.connect(lambda: told.append(theme.name))
    theme.apply("dark")
    assert told == ["dark"]
    assert theme.colour("window").name() == "#151719"
