"""The checks: do the workbook's formulas still give the program's numbers, and if not, who changed what?"""

from __future__ import annotations

from scorecard.exchange.books import cards
from scorecard.exchange.books.book import Book
from scorecard.exchange.formulas import (
    Formula,
    agree,
    all_of,
    blank_if_nan,
    constant,
    either,
    literal,
    sentence,
)
from scorecard.exchange.layout import BOTH, at, on, span
from scorecard.exchange.lettering import clip
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import CHECKED, GROUPED, WHOLE, share
from scorecard.i18n import _, pgettext

ID, NAME = 0, 1
_PAIRS = ((2, 3, cards.LEVEL), (5, 6, cards.LOW), (7, 8, cards.HIGH), (9, 10, cards.COVERAGE))
DIFFERENCE, LEVELS, CHANGED, NOT_UNDERSTOOD, VERDICT = 4, 11, 12, 13, 14
_WIDTHS = (6.5, 38, *([9.5] * 9), 8, 8.5, 10.5, 24)
ANSWER_ROW, HEAD_ROW = 2, 3


def write_checks(book: Book, sheet: Sheet) -> None:
    """Write a row a programme that has a scorecard, and the totals. Names `chk_changed`; its verdict is the book's."""
    sheet.widths(*_WIDTHS)
    sheet.title(_("Checks: the program’s totals beside the workbook’s own"))
    sheet.subtitle(
        1,
        _(
            "“Program” is the number written at export; “workbook” is the live formula of the scorecard. "
            "Tolerance 0.000000001."
        ),
    )
    included = [
        row for row in range(len(book.comparison.programmes)) if book.programme(row).key in book.tabs.cards
    ]
    rows = range(HEAD_ROW + 1, HEAD_ROW + 1 + len(included))
    answer = _answer(rows)
    sheet.answer(ANSWER_ROW, answer)
    _write_heads(sheet)
    for at_row, row in zip(rows, included, strict=True):
        _write_row(book, sheet, at_row, row)
    _write_totals(book, sheet, rows, included)
    if rows:
        sheet.worksheet.autofilter(HEAD_ROW, 0, rows.stop - 1, VERDICT)
        _add_alarm(sheet, rows)
    sheet.worksheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.page(VERDICT, footer=book.caution, repeat=(HEAD_ROW, HEAD_ROW), one_page=len(rows) <= 40)
    sheet.back(VERDICT, book.tabs.cover, book.back_words)
    book.verdict = answer.value


def equal() -> str:
    """The verdict on a programme whose numbers agree."""
    return pgettext("verdict", "equal")


def _differs() -> str:
    return pgettext("verdict", "DIFFERS: report it")


def _answer(rows: range) -> Formula:
    if not rows:
        return constant(_("There is no scorecard to check."))
    verdicts = span(rows.start, VERDICT, rows.stop - 1, VERDICT, BOTH)
    not_understood = f"SUM({span(rows.start, NOT_UNDERSTOOD, rows.stop - 1, NOT_UNDERSTOOD, BOTH)})"
    wrong = f"SUMPRODUCT(--({verdicts}={literal(_differs())}))"
    fine = sentence(
        _("All equal. Programmes whose score, interval and coverage agree with the program: {count}."),
        count=Formula(f"ROWS({verdicts})", str(len(rows))),
    )
    changed = sentence(
        _(
            "Changed after the export: levels {levels}, weights or threshold {weights}. "
            "The totals are now the reader’s own."
        ),
        levels=Formula("chk_changed", "0"),
        weights=Formula("chk_weights", "0"),
    )
    unclear = sentence(
        _("Level cells that hold neither a level nor NE or NA: {count}. Correct them on their scorecards."),
        count=Formula(not_understood, "0"),
    )
    bad = sentence(
        _(
            "Do not use these numbers: programmes that differ from the program without any change: {count}. "
            "Please report it."
        ),
        count=Formula(wrong, "0"),
    )
    return either(
        f"{not_understood}>0",
        False,
        unclear,
        either(f"{wrong}>0", False, bad, either("chk_changed+chk_weights>0", False, changed, fine)),
    )


def _write_heads(sheet: Sheet) -> None:
    sheet.heads(HEAD_ROW, 0, (_("Id"), _("Programme")), 36)
    figures = (
        _("Score, program"), _("Score, workbook"), _("Difference"), _("Low, program"), _("Low, workbook"),
        _("High, program"), _("High, workbook"), _("Coverage, program"), _("Coverage, workbook"),
        _("Levels"), _("Levels changed"), _("Not understood"),
    )  # fmt: skip
    sheet.heads(HEAD_ROW, 2, figures, 36, align="right")
    sheet.heads(HEAD_ROW, VERDICT, (_("Verdict"),), 36, indent=1, align="left")


def _write_row(book: Book, sheet: Sheet, at_row: int, row: int) -> None:
    from scorecard.analysis.aggregation import SCORED

    comparison, styles, programme = book.comparison, sheet.styles, book.programme(row)
    tab = book.tabs.cards[programme.key]
    sheet.height(at_row, 14.3)
    sheet.text(at_row, ID, programme.id, styles.cell())
    name = clip(programme.name, _WIDTHS[NAME])
    sheet.link(at_row, NAME, tab, name, styles.link(), programme.name)
    values = (comparison.score, comparison.low, comparison.high, comparison.coverage)
    figure = styles.cell(num_format=CHECKED, align="right")
    for (own, live, of), numbers in zip(_PAIRS, values, strict=True):
        value = blank_if_nan(float(numbers[row]))
        sheet.shown(at_row, own, value, figure)
        sheet.formula(at_row, live, Formula(on(tab, book.plan.result(of)), value), figure)
    gaps = ",".join(
        f"IF(ISNUMBER({at(at_row, own)})*ISNUMBER({at(at_row, live)}),ABS({at(at_row, live)}-{at(at_row, own)}),0)"
        for own, live, _of in _PAIRS
    )
    sheet.formula(
        at_row, DIFFERENCE, Formula(f"MAX({gaps})", 0.0), styles.cell(num_format="0.0000;;0", align="right")
    )
    plan = book.plan
    counted = float((comparison.cell_state[row] == SCORED).sum())
    counts = ((LEVELS, 0, counted), (NOT_UNDERSTOOD, 4, 0.0), (CHANGED, 5, 0.0))
    whole = styles.cell(num_format=WHOLE, align="right")
    for col, place, value in counts:
        cell = on(tab, at(plan.count_rows[place], cards.QUESTIONS, BOTH))
        sheet.formula(at_row, col, Formula(cell, value), whole)
    sheet.formula(at_row, VERDICT, _verdict(at_row), styles.cell(indent=1, align="left"))


def _verdict(at_row: int) -> Formula:
    same = all_of(agree(at(at_row, own), at(at_row, live)) for own, live, _of in _PAIRS)
    touched = either(
        f"{at(at_row, CHANGED)}+chk_weights>0",
        False,
        constant(pgettext("verdict", "changed after export")),
        constant(_differs()),
    )
    unclear = constant(pgettext("verdict", "a cell is not understood"))
    return either(
        f"{at(at_row, NOT_UNDERSTOOD)}>0", False, unclear, either(same, True, constant(equal()), touched)
    )


def _write_totals(book: Book, sheet: Sheet, rows: range, included: list[int]) -> None:
    """The program's counts, the workbook's, and the differences; of Data only where it is there."""
    from scorecard.analysis.aggregation import SCORED

    levels = float((book.comparison.cell_state[included] == SCORED).sum())
    top = rows.stop

    def total(col: int) -> str:
        return f"SUM({span(rows.start, col, rows.stop - 1, col)})" if rows else "0"

    data: list[tuple[str, float, Formula, str]] = []
    if "data" in book.gathered.present:
        count = book.data_rows
        counted = f"COUNTA({on(book.tabs.data, span(1, 0, max(count, 1), 0, BOTH))})"
        data.append((_("Rows in Data"), float(count), Formula(counted, float(count)), GROUPED))
    totals = (
        (_("Levels changed since the export"), 0.0, Formula(total(CHANGED), 0.0), WHOLE),
        (_("Weights or threshold changed"), 0.0, Formula("chk_weights", 0.0), WHOLE),
        (_("Sum of the criteria’s shares"), 1.0, Formula("chk_shares", 1.0), share()),
        *data,
        (_("Levels in the scorecards"), levels, Formula(total(LEVELS), levels), GROUPED),
    )
    for offset, (words, own, live, form) in enumerate(totals):
        at_row = top + offset
        edge = {"top": 1, "top_color": "text"} if offset == 0 else {}
        sheet.height(at_row, 15)
        for col in range(VERDICT + 1):
            sheet.text(at_row, col, "", sheet.styles.row(**edge))
        sheet.text(at_row, NAME, words, sheet.styles.row(bold=True, **edge))
        figure = sheet.styles.row(num_format=form, align="right", **edge)
        sheet.number(at_row, 2, own, figure)
        sheet.formula(at_row, 3, live, figure)
        difference = Formula(f"ROUND({at(at_row, 3)}-{at(at_row, 2)},9)", 0.0)
        sheet.formula(
            at_row,
            DIFFERENCE,
            difference,
            sheet.styles.row(num_format="0.####;-0.####;0", align="right", **edge),
        )
    book.define("chk_changed", sheet, top, 3)


def _add_alarm(sheet: Sheet, rows: range) -> None:
    verdict = at(rows.start, VERDICT, "col")
    for words, look in (
        (_differs(), {"bold": True, "font_color": "danger"}),
        (equal(), {}),
    ):
        if look:
            rule = {
                "type": "formula",
                "criteria": f"={verdict}={literal(words)}",
                "format": sheet.styles.condition(**look),
            }
            sheet.worksheet.conditional_format(rows.start, VERDICT, rows.stop - 1, VERDICT, rule)
    changed = {
        "type": "formula",
        "criteria": f"={verdict}<>{literal(equal())}",
        "format": sheet.styles.condition(font_color="warning"),
    }
    sheet.worksheet.conditional_format(rows.start, VERDICT, rows.stop - 1, VERDICT, changed)
