"""The scorecard of one programme: why this score? Levels that can be changed, with the evidence behind each."""

from __future__ import annotations

from scorecard.exchange import cards
from scorecard.exchange.book import Book, into
from scorecard.exchange.formulas import (
    TOLERANCE,
    Formula,
    blank_if_nan,
    constant,
    either,
    fixed,
    plotted,
    rank,
    sentence,
)
from scorecard.exchange.layout import at, span
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.sheets.card_criteria import write_criteria_of
from scorecard.exchange.sheets.card_radar import add_radar
from scorecard.exchange.sheets.card_sources import write_sources
from scorecard.exchange.styles import SCORE, WHOLE, share
from scorecard.i18n import _
from scorecard.model.framework import NA, NE

_SMALL = 8


def write_card(book: Book, sheet: Sheet, row: int) -> None:
    """Write the scorecard of the programme in a row of the comparison."""
    programme = book.programme(row)
    plan = book.plan
    sheet.widths(*cards.WIDTHS)
    sheet.worksheet.set_column(cards.EXPORTED, cards.POSITION, 9)
    sheet.title(f"{programme.id}  {programme.name}")
    back = sheet.styles(font_size=_SMALL, font_color="link", underline=1, align="right", valign="vcenter")
    sheet.link(0, cards.CHALLENGES, book.tabs.summary, _("back to Summary"), back)
    facts = (programme.country, programme.region, programme.period, programme.institution)
    sheet.subtitle(1, " · ".join(" ".join(fact.split()) for fact in facts if fact))
    sheet.answer(cards.ANSWER_ROW, _answer(book, row))
    sheet.subtitle(3, book.question_line)
    _write_working_head(book, sheet, programme.id)
    _write_sections(book, sheet, row)
    _write_counts(book, sheet, row)
    sheet.note(plan.note_row, _explanation(book))
    write_criteria_of(book, sheet, row)
    write_sources(book, sheet, row)
    add_radar(book, sheet, row)
    _add_rules(book, sheet)
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
    grey = sheet.styles(font_size=_SMALL, font_color="disabled")
    sheet.text(0, cards.EXPORTED, id, grey)
    sheet.text(0, cards.CHART, _("not printed"), grey)
    sheet.text(book.plan.head_row, cards.EXPORTED, _("Level as exported"), grey)
    sheet.text(cards.TABLE_ROW, cards.CHART, _("For the chart"), grey)
    sheet.text(cards.TABLE_ROW, cards.SHORT_NAMES, _("Short name"), grey)
    if book.scale.form != "positions":
        sheet.text(book.plan.head_row, cards.POSITION, _("Place on the scale"), grey)


def _write_sections(book: Book, sheet: Sheet, row: int) -> None:
    comparison, plan, styles = book.comparison, book.plan, sheet.styles
    heads = (_("Id"), _("Section"), _("Weight"), _("Score"), _("Low"), _("High"), _("Coverage"))
    sheet.heads(cards.TABLE_ROW, 0, heads[:2], 16)
    sheet.heads(cards.TABLE_ROW, cards.WEIGHT, heads[2:], 16, align="right")
    grey = styles(font_size=_SMALL, font_color="disabled")
    figure = {"align": "right", "valign": "vcenter"}
    for index, (section, at_row) in enumerate(zip(book.sections, plan.section_rows, strict=True)):
        sheet.height(at_row, 23)
        sheet.text(at_row, cards.ID, section.id, styles.cell(bold=True, valign="vcenter"))
        name = styles.cell(font_size=_SMALL, valign="vcenter", text_wrap=True)
        sheet.text(at_row, cards.NAME, into(section.name), name)
        weight = Formula(book.section_names[section.id], float(comparison.section_weights[index]))
        sheet.formula(at_row, cards.WEIGHT, weight, styles.cell(num_format=share(), **figure))
        results = (
            (cards.LEVEL, plan.section_score, comparison.section_score, SCORE, True),
            (cards.LOW, plan.section_low, comparison.section_low, SCORE, False),
            (cards.HIGH, plan.section_high, comparison.section_high, SCORE, False),
            (cards.COVERAGE, plan.section_coverage, comparison.section_coverage, share(), False),
        )
        for col, text, numbers, form, bold in results:
            style = styles.cell(num_format=form, bold=bold, **figure)
            sheet.formula(at_row, col, Formula(text(section.id), blank_if_nan(numbers[row, index])), style)
        drawn = plotted(at(at_row, cards.LEVEL), float(comparison.section_score[row, index]))
        if drawn is not None:
            sheet.formula(at_row, cards.CHART, drawn, grey)
        sheet.text(at_row, cards.SHORT_NAMES, into(section.short), grey)
    _write_programme(book, sheet, row)


def _write_programme(book: Book, sheet: Sheet, row: int) -> None:
    comparison, plan, at_row = book.comparison, book.plan, book.plan.programme_row
    look = {"bold": True, "valign": "vcenter", "top": 1, "top_color": "text"}
    cell = sheet.styles.cell
    sheet.height(at_row, 23)
    sheet.text(at_row, cards.ID, "", cell(**look))
    sheet.text(at_row, cards.NAME, _("Programme (weighted mean)"), cell(font_size=_SMALL, **look))
    total = Formula(f"SUM({span(plan.section_rows.start, cards.WEIGHT, at_row - 1, cards.WEIGHT)})", 1.0)
    sheet.formula(at_row, cards.WEIGHT, total, cell(num_format=share(), align="right", **look))
    score = Formula(plan.programme_score, blank_if_nan(comparison.score[row]))
    sheet.formula(at_row, cards.LEVEL, score, cell(num_format=SCORE, align="right", **look))
    for col, numbers, form in (
        (cards.LOW, comparison.low, SCORE),
        (cards.HIGH, comparison.high, SCORE),
        (cards.COVERAGE, comparison.coverage, share()),
    ):
        formula = Formula(plan.programme_mean(col), blank_if_nan(numbers[row]))
        sheet.formula(at_row, col, formula, cell(num_format=form, align="right", **look))


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


def _add_rules(book: Book, sheet: Sheet) -> None:
    """Grey italics for a section under the threshold; hatch and grey for the levels NE and NA."""
    plan, styles = book.plan, sheet.styles
    first, last = plan.section_rows.start, plan.section_rows.stop - 1
    covered = at(first, cards.COVERAGE, "col")
    sheet.worksheet.conditional_format(
        first,
        cards.LEVEL,
        last,
        cards.HIGH,
        {
            "type": "formula",
            "criteria": f"=AND(ISNUMBER({covered}),{covered}<threshold-{TOLERANCE})",
            "format": styles.condition(italic=True, font_color="na-text"),
        },
    )
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
