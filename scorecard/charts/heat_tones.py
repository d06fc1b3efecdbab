"""The colours of a mean in a heat map: as dark or as light as the levels around it, but of none of their colours."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from scorecard.palette import Palette

LEAST_CONTRAST = 4.5
_RAMP_TOP = 4
_STEPS = 200


class Tone(NamedTuple):
    """A ground as `#RRGGBB`, and the role of the ink on it."""

    ground: str
    ink: str


def mean_tone(palette: Palette, value: float, top: int) -> Tone:
    """The tone of a mean on a scale from 0 to `top`: a tint of `data-strong`, the role of a score's mark.

    Its lightness (CIE L*) lies between those of the levels below and above, so that darkness can be read across levels
    and means alike. Where neither light nor dark ink could be read on it, it gives way to the nearest tint that can.
    """
    return _tone(tuple(_ramp(palette)), value * _RAMP_TOP / top if top else float(_RAMP_TOP))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """CIE L* of a colour, from 0 to 100."""
    part = _luminance(colour)
    return 116 * part ** (1 / 3) - 16 if part > 216 / 24389 else part * 24389 / 27


def _ramp(palette: Palette) -> list[str]:
    levels = [palette[f"{role}{step}"] for role in ("fill", "text") for step in range(_RAMP_TOP + 1)]
    return [*levels, palette["surface"], palette["data-strong"]]


@lru_cache(maxsize=512)
def _tone(colours: tuple[str, ...], place: float) -> Tone:
    fills = colours[: _RAMP_TOP + 1]
    below = min(int(place), _RAMP_TOP - 1)
    low, high = lightness(fills[below]), lightness(fills[below + 1])
    wanted = low + (high - low) * (place - below)
    return min(_readable(colours), key=lambda one: abs(one[0] - wanted))[1]


@cache
def _readable(colours: tuple[str, ...]) -> tuple[tuple[float, Tone], ...]:
    """The tints on which one of the inks can be read, each with its lightness."""
    inks, surface, strong = colours[_RAMP_TOP + 1 : -2], colours[-2], colours[-1]
    found = []
    for share in range(_STEPS + 1):
        tint = _mixed(surface, strong, share / _STEPS)
        contrasts = [contrast(tint, ink) for ink in inks]
        best = max(contrasts)
        if best >= LEAST_CONTRAST:
            found.append((lightness(tint), Tone(tint, f"text{contrasts.index(best)}")))
    return tuple(found)


def _mixed(under: str, over: str, share: float) -> str:
    parts = (round(low + (high - low) * share) for low, high in zip(_parts(under), _parts(over), strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (one / 255 for one in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
