"""Scores that are no more than an upper bound, which the rule `weakest` gives while evidence is missing: shown by ≤."""

from __future__ import annotations

from scorecard.exchange.books.book import Book
from scorecard.exchange.formulas import TOLERANCE
from scorecard.exchange.sheet import Sheet

Area = tuple[int, int, int, int]


def at_most(covered: str) -> str:
    """Whether something is missing, from the cell of a coverage."""
    return f"{covered}<1-{TOLERANCE}"


def add_section_looks(book: Book, sheet: Sheet, area: Area, covered: str, weight: str, form: str) -> None:
    """How scores of sections look: grey without a weight, grey italics below the threshold, ≤ where they are at most
    what they say.

    `covered` and `weight` are cells as the first cell of the area sees them, `form` is the number format.
    """
    grey: dict[str, object] = {"italic": True, "font_color": "na-text"}
    off: dict[str, object] = {"font_color": "disabled"}
    bound = _bound(form) if book.rule == "weakest" else {}
    # LibreOffice applies the first rule that fits and no second one, so that each must say all.
    if book.rule == "weakest":
        _add(sheet, area, f"AND({weight}=0,{at_most(covered)})", {**off, **bound})
    _add(sheet, area, f"{weight}=0", off)
    _add(sheet, area, f"AND(ISNUMBER({covered}),{covered}<threshold-{TOLERANCE})", {**grey, **bound})
    add_at_most_look(book, sheet, area, covered, form)


def add_at_most_look(book: Book, sheet: Sheet, area: Area, covered: str, form: str) -> None:
    """Put ≤ before scores that are at most what they say; nothing under another rule than `weakest`."""
    if book.rule == "weakest":
        _add(sheet, area, at_most(covered), _bound(form))


def _bound(form: str) -> dict[str, object]:
    return {"num_format": f'"≤\N{NO-BREAK SPACE}"{form}'}


def _add(sheet: Sheet, area: Area, criteria: str, look: dict[str, object]) -> None:
    format = sheet.styles.condition(**look)
    rule = {"type": "formula", "criteria": f"={criteria}", "format": format, "stop_if_true": True}
    sheet.worksheet.conditional_format(*area, rule)
