"""The scorecard of one programme: why this score? Levels that can be changed, with the evidence behind each."""

from __future__ import annotations

from scorecard.exchange.books import cards
from scorecard.exchange.books.book import Book
from scorecard.exchange.books.sheets.card_binding import weakest_answer, write_binding
from scorecard.exchange.books.sheets.card_criteria import write_criteria_of
from scorecard.exchange.books.sheets.card_radar import add_radar
from scorecard.exchange.books.sheets.card_sections import write_sections
from scorecard.exchange.books.sheets.card_sources import write_sources
from scorecard.exchange.formulas import (
    Formula,
    blank_if_nan,
    constant,
    either,
    fixed,
    rank,
    sentence,
)
from scorecard.exchange.layout import at
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import WHOLE
from scorecard.i18n import _
from scorecard.model.framework import NA, NE

_SMALL = 8


def write_card(book: Book, sheet: Sheet, row: int) -> None:
    """Write the scorecard of the programme in a row of the comparison."""
    programme = book.programme(row)
    plan = book.plan
    sheet.widths(*cards.WIDTHS)
    sheet.worksheet.set_column(cards.EXPORTED, cards.BINDING_CUT, 9)
    sheet.title(f"{programme.id}  {programme.name}")
    sheet.back(cards.CHALLENGES, book.tabs.summary, _("back to Summary"))
    facts = (programme.country, programme.region, programme.period, programme.institution)
    sheet.subtitle(1, " · ".join(" ".join(fact.split()) for fact in facts if fact))
    sheet.answer(cards.ANSWER_ROW, _answer(book, row))
    sheet.subtitle(3, book.question_line(cards.WIDTHS))
    _write_working_head(book, sheet, programme.id)
    write_sections(book, sheet, row)
    _write_counts(book, sheet, row)
    sheet.note(plan.note_row, _explanation(book))
    write_criteria_of(book, sheet, row)
    if book.rule == "weakest":
        write_binding(book, sheet, row)
    write_sources(book, sheet, row)
    add_radar(book, sheet, row)
    _add_state_looks(book, sheet)
    _protect(sheet)
    sheet.worksheet.freeze_panes(cards.ANSWER_ROW + 1, cards.WEIGHT)
    sheet.page(cards.CHALLENGES, footer=book.caution, repeat=(plan.head_row, plan.head_row))


def _answer(book: Book, row: int) -> Formula:
    comparison, plan = book.comparison, book.plan
    score, low = plan.result(cards.LEVEL), plan.result(cards.LOW)
    high, covered = plan.result(cards.HIGH), plan.result(cards.COVERAGE)
    numbers = {
        "score": fixed(score, blank_if_nan(comparison.score[row]), 2),
        "top": Formula("scale_max", str(book.scale.top)),
        "low": fixed(low, blank_if_nan(comparison.low[row]), 2),
        "high": fixed(high, blank_if_nan(comparison.high[row]), 2),
        "coverage": fixed(f"{covered}*100", blank_if_nan(comparison.coverage[row] * 100), 0),
        "threshold": fixed("threshold*100", comparison.threshold * 100, 0),
        "rank": Formula(rank(score, "sum_score"), str(int(comparison.rank[row])) or "–"),
        "ranked": Formula("COUNT(sum_score)", str(comparison.ranked)),
    }
    if book.rule == "weakest":
        scored = weakest_answer(book, row, numbers)
    else:
        scored = sentence(
            _(
                "Score {score} of {top}, between {low} and {high} when gaps are counted at worst and best; "
                "coverage {coverage} %; rank {rank} of {ranked}."
            ),
            **numbers,
        )
    insufficient = sentence(
        _(
            "Insufficient evidence: coverage {coverage} %, below the {threshold} % that a score needs; "
            "between {low} and {high} when gaps are counted at worst and best."
        ),
        **numbers,
    )
    nothing = constant(_("None of these criteria applies to this programme."))
    applies = comparison.coverage[row] == comparison.coverage[row]
    below = either(f"ISNUMBER({covered})", applies, insufficient, nothing)
    return either(f"ISNUMBER({score})", comparison.rank[row] > 0, scored, below)


def _explanation(book: Book) -> str:
    template = _(
        "Low and high: every criterion not scored counted as 0, then as {top}. Yellow cells can be changed; the "
        "totals follow. Grey italics: section below the coverage threshold."
    )
    if book.scale.form == "named":
        further = _("A number in a level cell is a place between two levels, counted from 0.")
        return f"{template.format(top=book.scale.top)} {further}"
    return template.format(top=book.scale.top)


def _write_working_head(book: Book, sheet: Sheet, id: str) -> None:
    grey = sheet.styles("working", font_size=_SMALL, font_color="disabled")
    sheet.text(0, cards.EXPORTED, id, grey)
    sheet.text(0, cards.CHART, _("not printed"), grey)
    sheet.text(book.plan.head_row, cards.EXPORTED, _("Level as exported"), grey)
    sheet.text(cards.TABLE_ROW, cards.CHART, _("For the chart"), grey)
    sheet.text(cards.TABLE_ROW, cards.SHORT_NAMES, _("Short name"), grey)
    if book.scale.form != "positions":
        sheet.text(book.plan.head_row, cards.POSITION, _("Place on the scale"), grey)


def _write_counts(book: Book, sheet: Sheet, row: int) -> None:
    plan = book.plan
    states = book.comparison.cell_state[row]
    from scorecard.analysis.comparison import STATES

    counted = {name: float((states == code).sum()) for code, name in STATES.items()}
    counts = (
        (_("Scored"), plan.count_scored, counted["scored"]),
        (_("NE, no evidence"), plan.count_state(NE), counted["NE"]),
        (_("NA, does not apply"), plan.count_state(NA), counted["NA"]),
        (_("Not yet scored"), plan.count_unscored, counted["unscored"]),
        (_("Not understood"), plan.count_not_understood, 0.0),
        (_("Changed here"), plan.count_changed, 0.0),
    )
    sheet.heads(cards.TABLE_ROW, cards.NOTE, (_("Criteria by state"), ""), 16, right=0)
    for at_row, (words, text, value) in zip(plan.count_rows, counts, strict=True):
        sheet.height(at_row, 23)
        sheet.text(at_row, cards.NOTE, words, sheet.styles.row(font_size=_SMALL, valign="vcenter"))
        style = sheet.styles.row(num_format=WHOLE, align="left", valign="vcenter")
        sheet.formula(at_row, cards.QUESTIONS, Formula(text, value), style)


def _add_state_looks(book: Book, sheet: Sheet) -> None:
    """Hatch and grey for the levels NE and NA."""
    plan, styles = book.plan, sheet.styles
    level = at(plan.all_rows.start, cards.LEVEL, "col")
    hatch = styles.condition(pattern=14, fg_color="ne-hatch", bg_color="ne-ground", font_color="ne-text")
    grey = styles.condition(italic=True, font_color="na-text")
    for state, look in (("NE", hatch), ("NA", grey)):
        sheet.worksheet.conditional_format(
            plan.all_rows.start,
            cards.LEVEL,
            plan.all_rows.stop - 1,
            cards.LEVEL,
            {"type": "formula", "criteria": f'={level}="{state}"', "format": look, "stop_if_true": True},
        )


def _protect(sheet: Sheet) -> None:
    """Against accidents only, without a password."""
    sheet.worksheet.protect(
        "", {"autofilter": True, "format_columns": True, "format_rows": True, "objects": False, "sort": True}
    )
