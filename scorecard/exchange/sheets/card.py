"""The scorecard of one programme: why this score? Levels that can be changed, with the evidence behind each."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.exchange import cards
from scorecard.exchange.book import Book, into
from scorecard.exchange.card_texts import CriterionTexts, criterion_texts, documents_of
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
from scorecard.exchange.lettering import row_height
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.sheets.summary import SummaryColumns
from scorecard.exchange.styles import SCORE, WHOLE, share
from scorecard.i18n import _
from scorecard.model.framework import NA, NE, Criterion

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
    _write_criteria(book, sheet, row)
    _write_ratings(book, sheet, row)
    _add_radar(book, sheet, row)
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


def _write_criteria(book: Book, sheet: Sheet, row: int) -> None:
    heads = (
        _("Id"), _("Criterion"), _("Weight"), _("Level"), _("Lowest given"), _("Highest given"), _("Answers"),
        _("What this level means"), _("Evidence, with its place in the source"), _("Note"),
        _("Open questions"), _("Challenges"),
    )  # fmt: skip
    head_row = book.plan.head_row
    sheet.heads(head_row, 0, heads[:2], 32)
    sheet.heads(head_row, cards.WEIGHT, heads[2:7], 32, align="center")
    sheet.heads(head_row, cards.MEANING, heads[7:], 32)
    texts = criterion_texts(book, row)
    index = 0
    for section in book.sections:
        for number, at_row in enumerate(book.plan.criterion_rows[section.id]):
            criterion = section.criteria[number]
            last = number == len(section.criteria) - 1
            _write_criterion(book, sheet, row, index, at_row, texts[criterion.id], last)
            index += 1
    first, last_row = book.plan.all_rows.start, book.plan.all_rows.stop - 1
    sheet.worksheet.autofilter(head_row, 0, last_row, cards.CHALLENGES)
    refuse = {
        "validate": "list",
        "source": "=level_list",
        "error_title": _("Not a level"),
        "error_message": _("Choose an entry of the list: a level, NE (no evidence) or NA (does not apply)."),
    }
    sheet.worksheet.data_validation(first, cards.LEVEL, last_row, cards.LEVEL, refuse)


def _write_criterion(
    book: Book, sheet: Sheet, row: int, index: int, at_row: int, texts: CriterionTexts, last: bool
) -> None:
    comparison, styles = book.comparison, sheet.styles
    criterion = book.criteria[index]
    edge = {"bottom_color": "control"} if last else {}
    centred = styles.cell(align="center", **edge)
    sheet.text(at_row, cards.ID, criterion.code, styles.cell(**edge))
    sheet.text(at_row, cards.NAME, into(criterion.name), styles.cell(bold=True, text_wrap=True, **edge))
    weight = Formula(book.weight_names[criterion.code], float(comparison.criterion_weights[index]))
    sheet.formula(at_row, cards.WEIGHT, weight, styles.cell(num_format=share(), align="center", **edge))
    entry = _entry(book, row, index)
    exact = isinstance(entry, str) or entry == int(entry)
    form = "@" if book.scale.form == "named" else (WHOLE if exact else "0.0#")
    level = styles.entry(bold=True, font_size=11, align="center", num_format=form)
    sheet.shown(at_row, cards.LEVEL, entry, level)
    sheet.shown(at_row, cards.LOW, texts.lowest, centred)
    sheet.shown(at_row, cards.HIGH, texts.highest, centred)
    sheet.number(at_row, cards.COVERAGE, texts.answers, centred)
    meaning = _meaning(book, row, index, at_row)
    words = styles.cell(font_size=_SMALL, text_wrap=True, **edge)
    sheet.formula(at_row, cards.MEANING, meaning, words)
    sheet.text(at_row, cards.EVIDENCE, texts.evidence, words)
    free = styles.cell(font_size=_SMALL, text_wrap=True, locked=False, **edge)
    for col, text in ((cards.NOTE, texts.note), (cards.QUESTIONS, texts.questions), (cards.CHALLENGES, texts.challenges)):
        sheet.text(at_row, col, text, free)
    grey = styles(font_size=_SMALL, font_color="disabled")
    sheet.shown(at_row, cards.EXPORTED, entry, grey)
    if book.scale.form != "positions":
        position = comparison.cell_value[row, index]
        shown = float(position) if position == position else str(entry)
        formula = Formula(book.scale.position(at(at_row, cards.LEVEL, "col")), shown)
        sheet.formula(at_row, cards.POSITION, formula, grey)
    sheet.height(at_row, _criterion_height(book, criterion, meaning, texts))


def _entry(book: Book, row: int, index: int) -> float | str:
    from scorecard.analysis.comparison import STATES

    state = STATES[int(book.comparison.cell_state[row, index])]
    match state:
        case "scored":
            return book.scale.entry(float(book.comparison.cell_value[row, index]))
        case "unscored":
            return ""
        case "NE" | "NA":
            return state


def _meaning(book: Book, row: int, index: int, at_row: int) -> Formula:
    """What the level says, looked up as it is changed."""
    plan, criterion = book.plan, book.criteria[index]
    level = plan.level(at_row)
    texts = f"INDEX(crit_levels,MATCH({at(at_row, cards.ID, 'col')},crit_id,0),INT({level})+1)"
    position = book.comparison.cell_value[row, index]
    scored = position == position
    lower = int(position) if scored else 0
    upper = min(lower + 1, book.scale.top)
    exact = Formula(texts, into(criterion.levels[lower]))
    between = sentence(
        _("Between {low} and {high}. {text}"),
        low=Formula(f"INDEX(level_codes,INT({level})+1)", book.scale.codes[lower]),
        high=Formula(f"INDEX(level_codes,INT({level})+2)", book.scale.codes[upper]),
        text=exact,
    )
    entry = _entry(book, row, index)
    wrong = constant(_("Not a level, NE or NA"))
    given = either(f"{level}=INT({level})", scored and position == lower, exact, between)
    number = either(f"OR({level}<0,{level}>scale_max)", False, wrong, given)
    not_applicable = either(f'{level}="NA"', entry == NA, constant(_("Does not apply")), wrong)
    no_evidence = either(
        f'{level}="NE"', entry == NE, constant(_("No evidence found in the sources")), not_applicable
    )
    state = either(f'{level}=""', entry == "", constant(_("Not yet scored")), no_evidence)
    return either(f"ISNUMBER({level})", scored, number, state)


def _criterion_height(book: Book, criterion: Criterion, meaning: Formula, texts: CriterionTexts) -> float:
    """Room for the longest level text, so that a level can be changed and its text still fits."""
    widths = cards.WIDTHS
    level_texts = [into(level) for level in criterion.levels] + [str(meaning.value)]
    return row_height(
        *((text, widths[cards.MEANING], _SMALL, False) for text in level_texts),
        (into(criterion.name), widths[cards.NAME], 9, True),
        (texts.evidence, widths[cards.EVIDENCE], _SMALL, False),
        (texts.note, widths[cards.NOTE], _SMALL, False),
        (texts.questions, widths[cards.QUESTIONS], _SMALL, False),
        (texts.challenges, widths[cards.CHALLENGES], _SMALL, False),
        least=26,
    )


def _write_ratings(book: Book, sheet: Sheet, row: int) -> None:
    """The sources' own ratings, word for word, under the criteria."""
    ratings = book.programme(row).ratings
    if not ratings:
        return
    styles = sheet.styles
    at_row = book.plan.all_rows.stop
    heads = [""] * len(cards.WIDTHS)
    heads[cards.NAME] = _("The sources’ own ratings, as printed")
    heads[cards.LEVEL] = _("Mark")
    heads[cards.MEANING] = _("Rating in words")
    heads[cards.EVIDENCE] = _("Footnote")
    heads[cards.NOTE] = _("Place")
    heads[cards.QUESTIONS] = _("Document")
    sheet.heads(at_row, 0, tuple(heads), 26, right=0)
    for at_row, rating in enumerate(ratings, start=at_row + 1):
        documents = documents_of(book, rating.documents)
        texts = (
            (cards.NAME, rating.subject, False),
            (cards.MEANING, rating.text, True),
            (cards.EVIDENCE, rating.footnote, True),
            (cards.NOTE, rating.place, True),
            (cards.QUESTIONS, documents, True),
        )
        for col in range(len(cards.WIDTHS)):
            sheet.text(at_row, col, "", styles.row())
        for col, text, small in texts:
            size = _SMALL if small else 9
            sheet.text(at_row, col, text, styles.row(font_size=size, text_wrap=True, bold=not small))
        sheet.text(at_row, cards.ID, rating.section, styles.row())
        sheet.text(at_row, cards.LEVEL, rating.mark, styles.row(bold=True))
        sheet.fit(
            at_row,
            *((text, cards.WIDTHS[col], _SMALL if small else 9, not small) for col, text, small in texts),
        )


def _add_radar(book: Book, sheet: Sheet, row: int) -> None:
    if len(book.sections) < 3:
        return
    plan, programme = book.plan, book.programme(row)
    chart = book.workbook.add_chart({"type": "radar", "subtype": "with_markers"})
    names = sheet.reference(plan.section_rows.start, cards.SHORT_NAMES, plan.section_rows.stop - 1, cards.SHORT_NAMES)
    colour = sheet.styles.colour
    chart.add_series(
        {
            "name": _("This programme"),
            "categories": names,
            "values": sheet.reference(plan.section_rows.start, cards.CHART, plan.section_rows.stop - 1, cards.CHART),
            "line": {"color": colour("series1"), "width": 2},
            "marker": {"type": "circle", "size": 5, "fill": {"color": colour("series1")}, "border": {"color": colour("series1")}},
        }
    )
    summary = book.sheets[book.tabs.summary]
    medians = SummaryColumns(book).plotted
    median_row = book.summary_median_row
    if book.comparison.ranked:
        chart.add_series(
            {
                "name": _("Median of the ranked"),
                "categories": names,
                "values": summary.reference(median_row, medians.start, median_row, medians.stop - 1),
                "line": {"color": colour("series4"), "width": 1.25, "dash_type": "dash"},
                "marker": {"type": "none"},
            }
        )
    font = {"name": "Arial", "size": 8, "color": colour("text")}
    chart.set_title(
        {
            "name": _("{id}: section scores, 0 to {top}").format(id=programme.id, top=book.scale.top),
            "name_font": {"name": "Arial", "size": 8, "bold": True},
            "overlay": False,
        }
    )
    chart.set_x_axis({"num_font": font, "major_gridlines": {"visible": True, "line": {"color": colour("grid")}}})
    chart.set_y_axis(
        {
            "min": 0,
            "max": book.scale.top,
            "major_unit": 1,
            "num_font": {**font, "size": 7, "color": colour("muted")},
            "num_format": WHOLE,
            "line": {"color": colour("border")},
            "major_gridlines": {"visible": True, "line": {"color": colour("border"), "width": 0.5}},
        }
    )
    chart.set_legend(
        {
            "position": "right",
            "font": font,
            "layout": {"x": 0.66, "y": 0.42, "width": 0.33, "height": 0.24},
        }
    )
    chart.set_plotarea({"layout": {"x": 0.17, "y": 0.27, "width": 0.32, "height": 0.62}})
    chart.show_na_as_empty_cell()
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    width = sum(int(cards.WIDTHS[col] * 7 + 0.5) + 5 for col in (cards.MEANING, cards.EVIDENCE))
    height = (plan.note_row - cards.TABLE_ROW - 1) * 31 + 20
    chart.set_size({"width": width - 8, "height": height})
    described = _("Radar of the section scores of {programme}; the numbers stand in the table to its left.")
    sheet.worksheet.insert_chart(
        cards.TABLE_ROW,
        cards.MEANING,
        chart,
        {
            "x_offset": 4,
            "y_offset": 1,
            "object_position": 2,
            "description": described.format(programme=programme.label),
        },
    )


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
