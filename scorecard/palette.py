"""Colours by role, read from `resources/themes`, for the window, the pictures and the workbook alike."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from scorecard.paths import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Roles such as `text`, `accent-soft`, `fill3` and the colour of each as `#RRGGBB` or `#RRGGBBAA`."""

    name: str
    colours: Mapping[str, str]

    def __getitem__(self, role: str) -> str:
        return self.colours[role]


@cache
def palette(name: str) -> Palette:
    """The palette of a theme, `light` or `dark`. Files and print always use `light`."""
    tables = tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    colours = {
        role: colour for table in tables.values() if isinstance(table, dict) for role, colour in table.items()
    }
    return Palette(name=name, colours=MappingProxyType(colours))
