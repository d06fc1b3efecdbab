"""Names and places shared by all sheets: tabs, cell references and defined names, made safe in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scorecard.exchange.contents import SheetName
from scorecard.i18n import pgettext
from scorecard.model.evaluation import Key
from scorecard.model.programme import Programme

_LONGEST_TAB = 31
_FORBIDDEN_IN_TABS = re.compile(r"[\[\]:*?/\\'#\x00-\x1f]")
_RESERVED_TABS = ("history", "historial")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabs:
    """The name of each sheet in the language of the workbook, and that of each programme's scorecard.

    Every sheet that a workbook may have has its name, whether this one has it or not.
    """

    cover: str
    summary: str
    matrix: str
    ptpr: str
    synthesis: str
    inventory: str
    industries: str
    regions: str
    agreement: str
    disagreements: str
    criteria: str
    weights: str
    method: str
    checks: str
    data: str
    cards: Mapping[Key, str]

    def named(self, sheet: SheetName) -> str:
        """The tab of a sheet by the name that it has in `contents.SHEETS`."""
        return str(getattr(self, sheet))


def table_tabs() -> dict[SheetName, str]:
    """The tab of each table of the sources in the language in force, in the order of a workbook."""
    return {
        "ptpr": pgettext("sheet", "Marks"),
        "synthesis": pgettext("sheet", "Synthesis"),
        "inventory": pgettext("sheet", "Inventory"),
        "industries": pgettext("sheet", "Industries by areas"),
        "regions": pgettext("sheet", "Regions"),
    }


def name_tabs(programmes: Iterable[Programme]) -> Tabs:
    """The tabs of a workbook in the language in force; scorecards carry the id of their programme."""
    fixed: dict[str, str] = {
        "cover": pgettext("sheet", "Cover"),
        "summary": pgettext("sheet", "Summary"),
        "matrix": pgettext("sheet", "Matrix"),
        **{str(sheet): tab for sheet, tab in table_tabs().items()},
        "agreement": pgettext("sheet", "Agreement"),
        "disagreements": pgettext("sheet", "Disagreements"),
        "criteria": pgettext("sheet", "Criteria"),
        "weights": pgettext("sheet", "Weights"),
        "method": pgettext("sheet", "Method"),
        "checks": pgettext("sheet", "Checks"),
        "data": pgettext("sheet", "Data"),
    }
    taken = {name.casefold() for name in fixed.values()}
    cards = {one.key: free_tab(one.id, taken) for one in programmes}
    return Tabs(**fixed, cards=MappingProxyType(cards))


def free_tab(id: str, taken: set[str]) -> str:
    """A tab for an id, safe for spreadsheets and unlike all that are `taken`, case-folded; it is taken from now on."""
    taken.update(_RESERVED_TABS)
    return _free(_safe_tab(id), taken, _LONGEST_TAB)


def _safe_tab(name: str) -> str:
    tab = _FORBIDDEN_IN_TABS.sub("-", name).strip()
    while len(tab.encode("utf-16-le")) // 2 > _LONGEST_TAB - 3:
        tab = tab[:-1]
    return tab or "-"


def _free(name: str, taken: set[str], longest: int) -> str:
    """The name, with a number behind it where it is taken without regard to case; it is taken from now on."""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        suffix = f"_{number}"
        free = name[: longest - len(suffix)] + suffix
    taken.add(free.casefold())
    return free


def safe_names(prefix: str, ids: Iterable[str]) -> dict[str, str]:
    """A defined name for each id: the prefix keeps it from looking like a cell, as GOV2 would."""
    taken: set[str] = set()
    return {id: _free(prefix + _NOT_IN_NAMES.sub("_", id), taken, 200) for id in ids}


def column(index: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def at(row: int, col: int, fixed: str = "") -> str:
    """A cell such as `D6` from row and column counted from 0; `fixed` holds which of `row` and `col` get a $."""
    return f"{'$' * ('col' in fixed)}{column(col)}{'$' * ('row' in fixed)}{row + 1}"


BOTH = "row col"


def span(first_row: int, first_col: int, last_row: int, last_col: int, fixed: str = "") -> str:
    """A range such as `C6:C10`, counted from 0, both ends included."""
    return f"{at(first_row, first_col, fixed)}:{at(last_row, last_col, fixed)}"


def on(tab: str, reference: str) -> str:
    """A reference to another sheet."""
    return f"'{tab.replace(chr(39), chr(39) * 2)}'!{reference}"
