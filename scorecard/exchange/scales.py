"""How the codes of a scale stand in cells, and how formulas make positions of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from scorecard.exchange.formulas import Shown
from scorecard.model.framework import Framework

Form = Literal["positions", "shifted", "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The entries of level cells.

    With codes 0, 1, 2 .. a level cell is its position (`positions`); with 1, 2, 3 .. it is `start` more than it
    (`shifted`); any other codes stand as texts, with a mean between two of them as its position (`named`).
    """

    codes: tuple[str, ...]
    form: Form
    start: int

    @property
    def top(self) -> int:
        """The position of the best step."""
        return len(self.codes) - 1

    def entry(self, position: float) -> Shown:
        """What a level cell holds for a position, which may lie between two steps."""
        if self.form == "named":
            return self.codes[int(position)] if position == math.floor(position) else float(position)
        return float(position) + self.start

    def code_entry(self, step: int) -> Shown:
        """What the list of entries holds for a step."""
        return self.codes[step] if self.form == "named" else float(step + self.start)

    def position(self, cell: str) -> str:
        """The expression of the position in a level cell: a number, or NE, NA, nothing, or what is wrong in it."""
        match self.form:
            case "positions":
                return cell
            case "shifted":
                return f'IF(ISNUMBER({cell}),{cell}-{self.start},IF({cell}="","",{cell}))'
            case "named":
                known = f"IFERROR(MATCH({cell},level_codes,0)-1,{cell})"
                return f'IF(ISTEXT({cell}),{known},IF({cell}="","",{cell}))'


def scale_of(framework: Framework) -> Scale:
    """The scale of a framework as the workbook writes it."""
    codes = framework.codes
    start = int(codes[0]) if codes[0].isdecimal() and codes[0].isascii() else None
    if start is not None and codes == tuple(str(start + step) for step in range(len(codes))):
        return Scale(codes=codes, form="positions" if start == 0 else "shifted", start=start)
    return Scale(codes=codes, form="named", start=0)
