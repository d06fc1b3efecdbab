"""The totals of a scorecard: a row a section and one for the programme, each computed from the levels below."""

from __future__ import annotations

from scorecard.analysis.question import Rule
from scorecard.exchange.books import cards
from scorecard.exchange.books.book import Book, into
from scorecard.exchange.books.sheets.at_most import add_at_most_look, add_section_looks
from scorecard.exchange.formulas import TOLERANCE, Formula, blank_if_nan, plotted
from scorecard.exchange.layout import at, span
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import SCORE, share
from scorecard.i18n import _

_SMALL = 8


def write_sections(book: Book, sheet: Sheet, row: int) -> None:
    """Write a row a section and one for the programme in a row of the comparison."""
    comparison, plan, styles = book.comparison, book.plan, sheet.styles
    heads = (_("Id"), _("Section"), _("Weight"), _("Score"), _("Low"), _("High"), _("Coverage"))
    sheet.heads(cards.TABLE_ROW, 0, heads[:2], 16)
    sheet.heads(cards.TABLE_ROW, cards.WEIGHT, heads[2:], 16, align="right")
    grey = styles("working", font_size=_SMALL, font_color="disabled")
    figure = {"align": "right", "valign": "vcenter"}
    enter = sheet.array if plan.rule.is_array else sheet.formula
    for index, (section, at_row) in enumerate(zip(book.sections, plan.section_rows, strict=True)):
        sheet.height(at_row, 23)
        sheet.text(at_row, cards.ID, section.id, styles.cell(bold=True, valign="vcenter"))
        name = styles.cell(font_size=_SMALL, valign="vcenter", text_wrap=True)
        sheet.text(at_row, cards.NAME, into(section.name), name)
        weight = Formula(book.section_names[section.id], float(comparison.section_weights[index]))
        sheet.formula(at_row, cards.WEIGHT, weight, styles.cell(num_format=share(), **figure))
        results = (
            (cards.LEVEL, plan.section_score, comparison.section_score),
            (cards.LOW, plan.section_low, comparison.section_low),
            (cards.HIGH, plan.section_high, comparison.section_high),
        )
        for col, text, numbers in results:
            style = styles.cell(num_format=SCORE, bold=col == cards.LEVEL, **figure)
            enter(at_row, col, Formula(text(section.id), blank_if_nan(numbers[row, index])), style)
        coverage = blank_if_nan(comparison.section_coverage[row, index])
        covered = Formula(plan.section_coverage(section.id), coverage)
        sheet.formula(at_row, cards.COVERAGE, covered, styles.cell(num_format=share(), **figure))
    for at_row, index in zip(plan.section_rows, book.drawn, strict=False):
        cell = at(plan.section_rows[index], cards.LEVEL)
        drawn = plotted(cell, float(comparison.section_score[row, index]))
        if drawn is not None:
            sheet.formula(at_row, cards.CHART, drawn, grey)
        sheet.text(at_row, cards.SHORT_NAMES, into(book.sections[index].short), grey)
    _write_programme(book, sheet, row)
    _add_looks(book, sheet)


def _write_programme(book: Book, sheet: Sheet, row: int) -> None:
    comparison, plan, at_row = book.comparison, book.plan, book.plan.programme_row
    look = {"bold": True, "valign": "vcenter", "top": 1, "top_color": "text"}
    cell = sheet.styles.cell
    sheet.height(at_row, 23)
    sheet.text(at_row, cards.ID, "", cell(**look))
    sheet.text(
        at_row, cards.NAME, _programme_words(book.rule), cell(font_size=_SMALL, text_wrap=True, **look)
    )
    total = Formula(f"SUM({span(plan.section_rows.start, cards.WEIGHT, at_row - 1, cards.WEIGHT)})", 1.0)
    sheet.formula(at_row, cards.WEIGHT, total, cell(num_format=share(), align="right", **look))
    enter = sheet.array if plan.rule.is_array else sheet.formula
    for col, text, numbers in (
        (cards.LEVEL, plan.programme_score, comparison.score),
        (cards.LOW, plan.programme_low, comparison.low),
        (cards.HIGH, plan.programme_high, comparison.high),
    ):
        style = cell(num_format=SCORE, align="right", **look)
        enter(at_row, col, Formula(text, blank_if_nan(numbers[row])), style)
    covered = Formula(plan.programme_coverage, blank_if_nan(comparison.coverage[row]))
    sheet.formula(at_row, cards.COVERAGE, covered, cell(num_format=share(), align="right", **look))


def _programme_words(rule: Rule) -> str:
    match rule:
        case "mean":
            return _("Programme (weighted mean)")
        case "geometric":
            return _("Programme (geometric mean)")
        case "weakest":
            return _("Programme (weakest criterion)")


def _add_looks(book: Book, sheet: Sheet) -> None:
    """Grey for a section without a weight, grey italics for one under the threshold, ≤ for what is at most that."""
    plan = book.plan
    first, last = plan.section_rows.start, plan.section_rows.stop - 1
    covered, weight = at(first, cards.COVERAGE, "col"), at(first, cards.WEIGHT, "col")
    add_section_looks(book, sheet, (first, cards.LEVEL, last, cards.LEVEL), covered, weight, SCORE)
    off = {
        "type": "formula",
        "criteria": f"={weight}=0",
        "format": sheet.styles.condition(font_color="disabled"),
    }
    below = {
        "type": "formula",
        "criteria": f"=AND(ISNUMBER({covered}),{covered}<threshold-{TOLERANCE})",
        "format": sheet.styles.condition(italic=True, font_color="na-text"),
    }
    for first_col, last_col in ((cards.ID, cards.WEIGHT), (cards.LOW, cards.COVERAGE)):
        sheet.worksheet.conditional_format(first, first_col, last, last_col, {**off, "stop_if_true": True})
    sheet.worksheet.conditional_format(first, cards.LOW, last, cards.HIGH, below)
    row = plan.programme_row
    whole = (row, cards.LEVEL, row, cards.LEVEL)
    add_at_most_look(book, sheet, whole, at(row, cards.COVERAGE), SCORE)
