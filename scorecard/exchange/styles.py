"""Cell formats by role, from the light palette, each made once for a workbook."""

from __future__ import annotations

from typing import Any, Literal

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from scorecard.i18n import language, pgettext
from scorecard.palette import palette

FONT = {"font_name": "Arial", "font_size": 9, "valign": "top"}

_MOST_FILLS = 4


Role = Literal["", "title", "small", "answer", "head", "cell", "entry", "link", "working"]
"""The named style of a format; most cells of tables are of few."""


def style_names() -> dict[Role, str]:
    """What the named styles are called in the language in force; no spreadsheet has styles of these names itself."""
    return {
        "title": pgettext("style of cells", "Scorecard: title"),
        "small": pgettext("style of cells", "Scorecard: small print"),
        "answer": pgettext("style of cells", "Scorecard: answer"),
        "head": pgettext("style of cells", "Scorecard: head"),
        "cell": pgettext("style of cells", "Scorecard: cell"),
        "entry": pgettext("style of cells", "Scorecard: entry"),
        "link": pgettext("style of cells", "Scorecard: link"),
        "working": pgettext("style of cells", "Scorecard: working cell"),
    }


class Styles:
    """Formats of one workbook. `styles(size=8, bold=True)` gives the same object each time."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._known: dict[tuple[Role, frozenset[tuple[str, Any]]], Format] = {}
        self._roles: dict[Format, Role] = {}
        self._traits: dict[Format, int] = {}
        self._colours = palette("light")

    def colour(self, role: str) -> str:
        """The colour of a role, opaque."""
        return self._colours[role][:7]

    def __call__(self, role: Role = "", /, **properties: Any) -> Format:
        """A format with XlsxWriter's properties; those ending in `color` take a role of the palette.

        `role` is the named style that it belongs to.
        """
        return self._made({"font_color": "text", **properties}, role)

    def condition(self, **properties: Any) -> Format:
        """A format for a condition, which changes only what it names."""
        return self._made(properties)

    def role(self, format: Format) -> Role:
        """The named style that a format belongs to; empty for one that has none."""
        return self._roles.get(format, "")

    def traits(self, format: Format) -> int:
        """How many properties make a format what it is."""
        return self._traits.get(format, 0)

    def _made(self, properties: dict[str, Any], role: Role = "") -> Format:
        identity = (role, frozenset(properties.items()))
        if identity not in self._known:
            made = self._workbook.add_format(
                {
                    name: self.colour(value) if name.endswith("color") and value[0] != "#" else value
                    for name, value in properties.items()
                }
            )
            self._known[identity] = made
            self._roles[made], self._traits[made] = role, len(properties)
        return self._known[identity]

    def row(self, **properties: Any) -> Format:
        """A cell of a table: a hairline under it."""
        return self("cell", **{"bottom": 1, "bottom_color": "border", **properties})

    def cell(self, **properties: Any) -> Format:
        """A cell of a table with a hairline on its right as well."""
        return self.row(**{"right": 1, "right_color": "border", **properties})

    def link(self, **properties: Any) -> Format:
        """A cell of a table that leads to another sheet."""
        edges = {"right": 1, "right_color": "border", "bottom": 1, "bottom_color": "border"}
        return self("link", **{"font_color": "link", **edges, **properties})

    def head(self, **properties: Any) -> Format:
        """A cell of a header row: text at the top, because filter buttons stand at the bottom."""
        look = {
            "bold": True,
            "font_size": 8,
            "text_wrap": True,
            "bg_color": HEAD,
            "top": 1,
            "top_color": "text",
            "bottom": 1,
            "bottom_color": "text",
            "right": 1,
            "right_color": "border",
        }
        return self("head", **{**look, **properties})

    def entry(self, **properties: Any) -> Format:
        """A cell that a reader may change: yellow with a full edge, not locked."""
        edges = {"border": 1, "border_color": "control", "bg_color": INPUT, "locked": False}
        return self("entry", **{**edges, **properties})

    def level(self, position: int, top: int) -> tuple[str, str]:
        """The fill of a level and the colour of the text on it, for a scale of any length."""
        place = position * _MOST_FILLS / top
        lower = int(place)
        if place == lower:
            return self.colour(f"fill{lower}"), self.colour(f"text{lower}")
        nearest = round(place)
        fill = _between(self.colour(f"fill{lower}"), self.colour(f"fill{lower + 1}"), place - lower)
        return fill, self.colour(f"text{nearest}")


HEAD = "#EFEDE6"
INPUT = "#FFFBE3"
SCORE = "0.00"
TENTH = "0.0"
WHOLE = "0"
GROUPED = "#,##0"
CHECKED = "0.0000"
DATE = "yyyy-mm-dd"


def share() -> str:
    """The number format of a share, as the language in force writes it."""
    return "0\\ %" if language() == "es" else "0%"


def _between(one: str, other: str, part: float) -> str:
    mixed = (
        round(int(one[place : place + 2], 16) * (1 - part) + int(other[place : place + 2], 16) * part)
        for place in (1, 3, 5)
    )
    return "#" + "".join(f"{component:02X}" for component in mixed)
