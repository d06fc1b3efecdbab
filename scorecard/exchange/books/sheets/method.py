"""The method: how every number is made and where its formula stands, shown from the strings that were written."""

from __future__ import annotations

from scorecard.exchange.books import cards
from scorecard.exchange.books.book import Book
from scorecard.exchange.books.sheets.method_rules import MethodRow, rules_of_scores
from scorecard.exchange.books.summary_plan import SCORE_COL
from scorecard.exchange.formulas import rank, spaced
from scorecard.exchange.layout import BOTH, at, span
from scorecard.exchange.sheet import Sheet
from scorecard.i18n import _

_WIDTHS = (20.0, 52.0, 20.0, 82.0)
_HEAD_ROW = 2


def write_method(book: Book, sheet: Sheet) -> None:
    """Write a row a number or rule."""
    plan = book.plan
    first = book.sections[0]
    rows = plan.criterion_rows[first.id]
    sheet.widths(*_WIDTHS)
    sheet.title(_("Method: how every number is made, and where its formula stands"))
    note = _(
        "The formulas shown are those of the first section of a scorecard (criteria in rows {first} to {last}); "
        "the other sections differ only in their rows. Named cells: scale_max, threshold, w_… and v_… "
        "(sheet {weights})."
    )
    sheet.subtitle(1, note.format(first=rows.start + 1, last=rows.stop, weights=book.tabs.weights))
    formula_head = _("Formula, as it stands in the cell")
    if plan.rule.is_array:
        formula_head = _("Formula, as it stands in the cell; in braces: an array formula (Ctrl+Shift+Enter)")
    heads = (_("Number or rule"), _("How it works"), _("Where"), formula_head)
    sheet.heads(_HEAD_ROW, 0, heads, 20)
    at_row = _HEAD_ROW
    for name, how, where, formula in _rules(book):
        at_row += 1
        styles = sheet.styles
        sheet.text(at_row, 0, name, styles.cell(bold=True, text_wrap=True))
        sheet.text(at_row, 1, how, styles.cell(text_wrap=True))
        sheet.text(at_row, 2, where, styles.cell(text_wrap=True))
        sheet.text(at_row, 3, formula, styles.cell(text_wrap=True))
        texts = zip((name, how, where, formula), _WIDTHS, (True, False, False, False), strict=True)
        sheet.fit(at_row, *((text, width, 9, bold) for text, width, bold in texts))
    sheet.worksheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.back(3, book.tabs.cover, book.back_words)
    sheet.page(3, footer=book.caution, repeat=(_HEAD_ROW, _HEAD_ROW))


def _rules(book: Book) -> list[MethodRow]:
    plan = book.plan
    column_d = _("Scorecard, column D")
    if book.comparison.question.average == "median":
        several = _(
            "With several evaluators: the panel’s decision; without one, the median of the levels given."
        )
    else:
        several = _(
            "With several evaluators: the panel’s decision; without one, the mean of the levels given."
        )
    level = _("The highest level whose whole text the evidence supports, 0 to {top}.").format(
        top=book.scale.top
    )
    summary_rows = book.summary.rows
    scores = span(
        summary_rows.start, SCORE_COL, max(summary_rows.start, summary_rows.stop - 1), SCORE_COL, BOTH
    )
    written = _("(written at export; yellow, can be changed)")
    return [
        (_("A level"), f"{level} {several}", column_d, written),
        (
            _("NE, NA, empty"),
            _(
                "NE: looked and found no evidence; missing information, not a zero. Empty: not yet scored, missing "
                "too. NA: does not apply, with a reason; leaves numerator and denominator."
            ),
            column_d,
            _("NE and empty lower the coverage; NA does not"),
        ),
        *rules_of_scores(book),
        (
            _("Rank"),
            _(
                "1 + the number of programmes whose score is higher by more than 0.000000001: equal scores share a "
                "rank and the next is skipped."
            ),
            _("{summary}, column A").format(summary=book.tabs.summary),
            spaced(rank(at(summary_rows.start, SCORE_COL, "col"), scores)),
        ),
        (
            _("Not understood"),
            _(
                "Cells of column D that are neither a level nor NE, NA or empty; a number stored as text is one."
            ),
            _("Scorecard {cells}").format(cells=at(plan.count_rows[4], cards.QUESTIONS)),
            spaced(plan.count_not_understood),
        ),
        (
            _("Changed here"),
            _("Cells of column D that no longer hold what was exported."),
            _("Scorecard {cells}").format(cells=at(plan.count_rows[5], cards.QUESTIONS)),
            spaced(plan.count_changed),
        ),
        (
            _("Weights"),
            _(
                "Equal unless changed: the sources give none. Change the yellow cells of {weights} and every sheet "
                "follows; {checks} then says that it differs from the export."
            ).format(weights=book.tabs.weights, checks=book.tabs.checks),
            _("{weights}, column C").format(weights=book.tabs.weights),
            written,
        ),
    ]
