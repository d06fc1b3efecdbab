"""Where each programme is weakest: its lowest section, or the criterion that decides under the rule `weakest`."""

from __future__ import annotations

import numpy as np

from scorecard.exchange.books.book import Book, into
from scorecard.exchange.books.sheets.card_binding import binding_cell, binding_words
from scorecard.exchange.books.summary_plan import COVERAGE, LOWEST, SCORE_COL
from scorecard.exchange.formulas import TOLERANCE, Formula, constant, either
from scorecard.exchange.layout import BOTH, at, span
from scorecard.exchange.sheet import Sheet
from scorecard.i18n import _


def lowest_head(book: Book) -> str:
    """The head of the column."""
    if book.rule == "weakest":
        return _("Weakest criterion, or why not ranked")
    return _("Lowest section, or why not ranked")


def write_lowest(book: Book, sheet: Sheet, at_row: int, row: int) -> None:
    """Write where the programme in a row of the comparison is weakest, or why it has no rank."""
    plan = book.summary
    if book.rule != "weakest":
        style = sheet.styles.cell(indent=1, align="left")
        lowest = _or_why(book, at_row, row, _lowest_section(book, at_row, row))
        sheet.array(at_row, LOWEST, lowest, style)
        return
    style = sheet.styles.cell(font_size=8, indent=1, align="left", shrink=True)
    whole, cut = binding_words(book, row), binding_words(book, row, cut=True)
    grey = sheet.styles("working", font_size=8, font_color="disabled")
    key = book.programme(row).key
    cell, cut_cell = book.card(key, binding_cell(book)), book.card(key, binding_cell(book, cut=True))
    if cell is None or cut_cell is None:
        sheet.text(at_row, LOWEST, str(_or_why(book, at_row, row, constant(cut)).value), style)
        sheet.text(at_row, plan.binding, whole, grey)
    else:
        sheet.formula(at_row, LOWEST, _or_why(book, at_row, row, Formula(cut_cell, cut)), style)
        sheet.formula(at_row, plan.binding, Formula(cell, whole), grey)


def _or_why(book: Book, at_row: int, row: int, weakest: Formula) -> Formula:
    comparison = book.comparison
    why = either(
        f"ISNUMBER({at(at_row, COVERAGE, 'col')})",
        bool(comparison.coverage[row] == comparison.coverage[row]),
        constant(_("insufficient evidence")),
        constant(_("does not apply")),
    )
    is_ranked = bool(comparison.rank[row] > 0)
    return either(f"ISNUMBER({at(at_row, SCORE_COL, 'col')})", is_ranked, weakest, why)


def _lowest_section(book: Book, at_row: int, row: int) -> Formula:
    """The section with the lowest score among those with enough evidence and a weight."""
    plan = book.summary
    comparison = book.comparison
    scores = span(at_row, plan.sections.start, at_row, plan.sections.stop - 1, "col")
    covered = span(at_row, plan.coverages.start, at_row, plan.coverages.stop - 1, "col")
    names = span(plan.head_row, plan.sections.start, plan.head_row, plan.sections.stop - 1, BOTH)
    counts = f"ISNUMBER({scores})*ISNUMBER({covered})*({covered}>=threshold-{TOLERANCE})*(sum_weights>0)"
    values = f'IF({counts},ROUND({scores},9),"")'
    enough = comparison.section_is_enough()[row] & (comparison.section_weights > 0)
    found = np.where(enough, np.round(comparison.section_score[row], 9), np.inf)
    name = into(book.sections[int(found.argmin())].short) if enough.any() else "–"
    return Formula(f'IFERROR(INDEX({names},MATCH(MIN({values}),{values},0)),"–")', name)
