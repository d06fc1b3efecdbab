"""The summary: which programmes score highest, how sure is that, and where is each one weak?"""

from __future__ import annotations

import numpy as np
from xlsxwriter.format import Format

from scorecard.exchange.books import cards
from scorecard.exchange.books.book import Book, into
from scorecard.exchange.books.sheets.at_most import add_at_most_look, add_section_looks
from scorecard.exchange.books.sheets.summary_answers import programme_label, write_answers
from scorecard.exchange.books.sheets.summary_charts import add_profile, add_ranking
from scorecard.exchange.books.sheets.summary_lowest import lowest_head, write_lowest
from scorecard.exchange.books.summary_plan import (
    COUNTRY,
    COVERAGE,
    HIGH,
    ID,
    LOW,
    LOWEST,
    NAME,
    RANK,
    SCORE_COL,
)  # fmt: skip
from scorecard.exchange.formulas import (
    Formula,
    blank_if_nan,
    plotted,
    rank,
)
from scorecard.exchange.layout import BOTH, at, span
from scorecard.exchange.lettering import clip
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import SCORE, TENTH, WHOLE, share
from scorecard.i18n import _

ROW_HEIGHT = 14.5
_MARK = 0.01
_LABEL_WIDTH = 23.5
_WORKING = {"font_size": 8, "font_color": "disabled"}


def write_summary(book: Book, sheet: Sheet) -> None:
    """Write the table of programmes in the order of their ranks, its charts and its sentence."""
    plan = book.summary
    sheet.widths(*plan.widths)
    sheet.worksheet.set_column(plan.label, plan.binding, 9)
    sheet.title(_("Summary: ranking of the programmes ({count})").format(count=len(book.order)))
    sheet.subtitle(1, book.question_line(plan.widths))
    write_answers(book, sheet)
    _write_heads(book, sheet)
    for at_row, row in zip(plan.rows, book.order, strict=True):
        _write_row(book, sheet, at_row, row)
    _write_medians(book, sheet)
    _add_rules(book, sheet)
    if book.order:
        names = {"sum_score": SCORE_COL, "sum_rank": RANK}
        for name, col in names.items():
            book.define(name, sheet, plan.rows.start, col, (plan.rows.stop - 1, col))
        last = plan.rows.stop - 1
        sheet.worksheet.autofilter(plan.head_row, 0, last, plan.sections.stop - 1)
        add_ranking(book, sheet)
        bottom = add_profile(book, sheet)
        sheet.last_row = max(sheet.last_row, bottom)
    sheet.worksheet.freeze_panes(plan.head_row + 1, COUNTRY)
    sheet.worksheet.set_zoom(85)
    sheet.back(plan.chart, book.tabs.cover, book.back_words)
    sheet.page(
        plan.chart, footer=book.caution, repeat=(plan.head_row, plan.head_row), one_page=len(book.order) <= 40
    )


def _write_heads(book: Book, sheet: Sheet) -> None:
    plan = book.summary
    sheet.heads(plan.head_row, RANK, (_("Rank"),), 36, align="center")
    sheet.heads(plan.head_row, ID, (_("Id"), _("Programme"), _("Country")), 36)
    figures = (_("Score"), _("Low"), _("High"), _("Coverage"))
    sheet.heads(plan.head_row, SCORE_COL, figures, 36, align="right")
    sheet.heads(plan.head_row, LOWEST, (lowest_head(book),), 36, indent=1, align="left")
    sections = tuple(into(section.short) for section in book.sections)
    sheet.heads(plan.head_row, plan.sections.start, sections, 36, align="center")
    grey = sheet.styles("working", **_WORKING, text_wrap=True)
    working = (_("Label"), _("Label in the chart"), _("Certain"), _("Open"), _("Mark"), _("Open beyond"))
    for offset, words in enumerate(working):
        sheet.text(plan.head_row, plan.label + offset, words, grey)
    plain = sheet.styles("working", **_WORKING)
    sheet.text(plan.note_row, plan.label, _("not printed"), plain)
    if book.drawn:
        sheet.text(plan.note_row, plan.plotted.start, _("For the chart"), plain)
    if book.rule == "weakest":
        sheet.text(plan.head_row, plan.binding, _("Weakest"), grey)
    weights = plan.coverages
    book.define("sum_weights", sheet, plan.note_row, weights.start, (plan.note_row, weights.stop - 1))
    for offset, section in enumerate(book.sections):
        weight = Formula(book.section_names[section.id], float(book.comparison.section_weights[offset]))
        sheet.formula(
            plan.note_row, weights[offset], weight, sheet.styles("working", **_WORKING, num_format=share())
        )
        coverage = _("{section}, coverage").format(section=section.id)
        sheet.text(plan.head_row, plan.coverages[offset], coverage, grey)
    for col, place in zip(plan.plotted, book.drawn, strict=True):
        sheet.text(plan.head_row, col, into(book.sections[place].short), grey)


def _write_row(book: Book, sheet: Sheet, at_row: int, row: int) -> None:
    plan = book.summary
    comparison, styles, programme = book.comparison, sheet.styles, book.programme(row)
    sheet.height(at_row, ROW_HEIGHT)
    tab = book.tabs.cards.get(programme.key)
    scores = plan.down(SCORE_COL)
    place = Formula(rank(at(at_row, SCORE_COL, "col"), scores), float(comparison.rank[row]) or "–")
    sheet.formula(at_row, RANK, place, styles.cell(bold=True, align="center", num_format=WHOLE))
    sheet.text(at_row, ID, programme.id, styles.cell())
    name = clip(programme.name, plan.widths[NAME])
    if tab is None:
        sheet.text(at_row, NAME, name, styles.cell())
    else:
        sheet.link(at_row, NAME, tab, name, styles.link(), programme.name)
    sheet.text(at_row, COUNTRY, clip(programme.country, plan.widths[COUNTRY]), styles.cell())
    for col, of, numbers, form, bold in (
        (SCORE_COL, cards.LEVEL, comparison.score, SCORE, True),
        (LOW, cards.LOW, comparison.low, SCORE, False),
        (HIGH, cards.HIGH, comparison.high, SCORE, False),
        (COVERAGE, cards.COVERAGE, comparison.coverage, share(), False),
    ):
        style = styles.cell(num_format=form, align="right", bold=bold)
        _mirror(book, sheet, at_row, col, row, book.plan.result(of), float(numbers[row]), style)
    write_lowest(book, sheet, at_row, row)
    for index, section_row in enumerate(book.plan.section_rows):
        score = float(comparison.section_score[row, index])
        style = styles.cell(num_format=TENTH, align="center")
        reference = at(section_row, cards.LEVEL, BOTH)
        _mirror(book, sheet, at_row, plan.sections[index], row, reference, score, style)
    _write_working(book, sheet, at_row, row)


def _mirror(
    book: Book, sheet: Sheet, at_row: int, col: int, row: int, reference: str, value: float, style: Format
) -> None:
    """A cell that shows one of the programme's scorecard, or the number alone where it has none."""
    cell = book.card(book.programme(row).key, reference)
    if cell is None:
        sheet.shown(at_row, col, blank_if_nan(value), style)
    else:
        sheet.formula(at_row, col, Formula(cell, blank_if_nan(value)), style)


def _write_working(book: Book, sheet: Sheet, at_row: int, row: int) -> None:
    """The numbers behind the charts, to the right of the printed page."""
    plan = book.summary
    comparison = book.comparison
    grey = sheet.styles("working", **_WORKING, num_format=SCORE)
    label = programme_label(book, row)
    sheet.text(at_row, plan.label, label, grey)
    bar, certain_col, open_col, mark, beyond = plan.bars
    sheet.text(at_row, bar, clip(label, _LABEL_WIDTH, 7), grey)
    low, high, score = float(comparison.low[row]), float(comparison.high[row]), float(comparison.score[row])
    scored, applies = score == score, low == low
    half = _MARK * book.scale.top / 2
    low_cell, high_cell = at(at_row, LOW, "col"), at(at_row, HIGH, "col")
    score_cell, certain_cell = at(at_row, SCORE_COL, "col"), at(at_row, certain_col, "col")
    shift, is_scored = "scale_max*0.005", f"ISNUMBER({score_cell})"
    before = max(0.0, score - half) if scored else 0.0
    certain = min(low, before) if scored else (low if applies else 0.0)
    open_part = before - certain if scored else (high - low if applies else 0.0)
    bare = f"IF(ISNUMBER({low_cell}),{low_cell},0)"
    width = f"IF(ISNUMBER({low_cell}),{high_cell}-{low_cell},0)"
    before_cell = f"MAX(0,{score_cell}-{shift})"
    bars = (
        (certain_col, f"IF({is_scored},MIN({low_cell},{before_cell}),{bare})", certain),
        (open_col, f"IF({is_scored},{before_cell}-{certain_cell},{width})", open_part),
        (mark, f"IF({is_scored},{shift}*2,0)", half * 2 if scored else 0.0),
        (
            beyond,
            f"IF({is_scored},MAX(0,{high_cell}-{before_cell}-{shift}*2),0)",
            max(0.0, high - before - half * 2) if scored else 0.0,
        ),
    )
    for col, text, value in bars:
        sheet.formula(at_row, col, Formula(text, value), grey)
    for index, section_row in enumerate(book.plan.section_rows):
        covered = float(comparison.section_coverage[row, index])
        reference = at(section_row, cards.COVERAGE, BOTH)
        _mirror(book, sheet, at_row, plan.coverages[index], row, reference, covered, grey)
    for col, index in zip(plan.plotted, book.drawn, strict=True):
        cell = at(at_row, plan.sections[index])
        drawn = plotted(cell, float(comparison.section_score[row, index]))
        if drawn is not None:
            sheet.formula(at_row, col, drawn, grey)


def _write_medians(book: Book, sheet: Sheet) -> None:
    plan = book.summary
    comparison, rows, at_row = book.comparison, plan.rows, plan.median_row
    style = {"bold": True, "top": 1, "top_color": "text", "bottom": 0}
    sheet.height(at_row, 16)
    for col in range(plan.sections.stop):
        sheet.text(at_row, col, "", sheet.styles(**style))
    sheet.text(at_row, NAME, _("Median of the ranked programmes"), sheet.styles(**style))
    if not book.order:
        return
    ranked = comparison.rank > 0
    scores = plan.down(SCORE_COL)
    median = Formula(f'IF(COUNT({scores})=0,"",MEDIAN({scores}))', _median(comparison.score[ranked]))
    sheet.formula(at_row, SCORE_COL, median, sheet.styles(num_format=SCORE, align="right", **style))
    for index, col in enumerate(plan.sections):
        column = span(rows.start, col, rows.stop - 1, col, "row")
        counts = f"ISNUMBER({scores})*ISNUMBER({column})"
        text = f'IF(SUM({counts})=0,"",MEDIAN(IF({counts},{column},"")))'
        value = _median(comparison.section_score[ranked, index])
        look = sheet.styles(num_format=TENTH, align="center", **style)
        sheet.array(at_row, col, Formula(text, value), look)
        if isinstance(value, str) or index not in book.drawn:
            continue
        drawn = plotted(at(at_row, col), value)
        if drawn is not None:
            grey = sheet.styles("working", **_WORKING, num_format=SCORE)
            sheet.formula(at_row, plan.plotted[book.drawn.index(index)], drawn, grey)


def _median(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float | str:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if known.size else ""


def _add_rules(book: Book, sheet: Sheet) -> None:
    plan = book.summary
    if not book.order:
        return
    styles, rows = sheet.styles, plan.rows
    unranked = f"=NOT(ISNUMBER({at(rows.start, SCORE_COL, 'col')}))"
    grey = styles.condition(italic=True, font_color="na-text")
    sheet.worksheet.conditional_format(
        rows.start, 0, rows.stop - 1, LOWEST, {"type": "formula", "criteria": unranked, "format": grey}
    )
    scores = (rows.start, SCORE_COL, rows.stop - 1, SCORE_COL)
    add_at_most_look(book, sheet, scores, at(rows.start, COVERAGE, "col"), SCORE)
    area = (rows.start, plan.sections.start, rows.stop - 1, plan.sections.stop - 1)
    covered = at(rows.start, plan.coverages.start)
    weight = at(plan.note_row, plan.coverages.start, "row")
    add_section_looks(book, sheet, area, covered, weight, TENTH)
    sheet.worksheet.conditional_format(
        *area,
        {
            "type": "data_bar",
            "bar_color": styles.colour("data-soft"),
            "bar_solid": True,
            "bar_no_border": True,
            "data_bar_2010": True,
            "min_type": "num",
            "min_value": 0,
            "max_type": "num",
            "max_value": book.scale.top,
        },
    )
