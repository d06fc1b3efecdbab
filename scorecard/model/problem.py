"""A problem found in something a person gave us, with the place where it can be mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong. `file`, `sheet` and `cell` say where as far as they apply.

    In a framework file `cell` is the path of the entry, such as `section ANT, criterion ANT1, level 3`.
    """

    severity: Severity
    text: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
