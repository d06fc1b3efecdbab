"""The matrix: the level of each programme on each criterion, and where evidence is missing."""

from __future__ import annotations

import math

from scorecard.exchange.books import cards
from scorecard.exchange.books.book import Book, into
from scorecard.exchange.books.sheets.at_most import add_at_most_look
from scorecard.exchange.formulas import Formula, Shown, blank_if_nan
from scorecard.exchange.layout import BOTH, at, span
from scorecard.exchange.lettering import clip, column_points, text_width, width_for
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import SCORE, WHOLE, share
from scorecard.i18n import _

ID, NAME, SCORE_COL, COVERAGE, FIRST = range(5)
WIDTHS = (6.5, 48, 7, 9)
CELL_WIDTH = 5
_WIDEST_CELL, _ALL_CELLS = 8, 112
LEGEND_ROW, BAND_ROW, HEAD_ROW = 2, 3, 4
ROW_HEIGHT = 14.5
_ACCENTS = 5
_BAND_SIZES = _WORD_SIZES = (8, 7)
_WIDER = 1.2
_INDENT = 9.0
_Entry = tuple[Shown, str, dict[str, object]]


def write_matrix(book: Book, sheet: Sheet) -> None:
    """Write a row a programme and a column a criterion, coloured by level."""
    count = len(book.criteria)
    width = _cell_width(book)
    sheet.widths(*WIDTHS, *([width] * count))
    sheet.title(_("Matrix: every programme by every criterion"))
    sheet.subtitle(1, book.question_line((*WIDTHS, *([width] * count))))
    legend_end = _write_legend(book, sheet, width)
    _write_heads(book, sheet, width)
    rows = range(HEAD_ROW + 1, HEAD_ROW + 1 + len(book.order))
    for at_row, row in zip(rows, book.order, strict=True):
        _write_row(book, sheet, at_row, row)
    _write_counts(book, sheet, rows)
    if rows:
        sheet.worksheet.autofilter(HEAD_ROW, 0, rows.stop - 1, FIRST + count - 1)
        add_level_rules(book, sheet, rows.start, FIRST, rows.stop - 1, FIRST + count - 1)
        _add_grey(sheet, rows)
        scores = (rows.start, SCORE_COL, rows.stop - 1, SCORE_COL)
        add_at_most_look(book, sheet, scores, at(rows.start, COVERAGE, "col"), SCORE)
    sheet.worksheet.freeze_panes(HEAD_ROW + 1, SCORE_COL)
    sheet.back(max(FIRST + count - 1, legend_end), book.tabs.cover, book.back_words)
    sheet.page(
        max(FIRST + count - 1, legend_end),
        footer=book.caution,
        repeat=(BAND_ROW, HEAD_ROW),
        one_page=len(rows) <= 40,
    )


def _cell_width(book: Book) -> float:
    """The width of a column of levels: all share what there is, a little more where a section's name asks for it."""
    width = min(_WIDEST_CELL, max(CELL_WIDTH, _ALL_CELLS / len(book.criteria)))
    return max(width, min(_widest_name(book, min(_BAND_SIZES)), _WIDER * width))


def _widest_name(book: Book, size: float) -> float:
    """How wide the columns would have to be for the name of each section to stand over its own."""
    names = ((text_width(into(one.short), size, bold=True), len(one.criteria)) for one in book.sections)
    return max((width_for(points) / count for points, count in names if count), default=0.0)


def _write_legend(book: Book, sheet: Sheet, cell_width: float) -> int:
    """Write the key above the table, with words where there is room for them, and return its last column."""
    sheet.height(LEGEND_ROW, 15)
    right = sheet.styles(font_size=8, font_color="muted", valign="vcenter", align="right")
    levels: list[_Entry] = [
        (book.scale.code_entry(step), into(described.word), level_look(book, step))
        for step, described in enumerate(book.framework.scale)
    ]
    states: list[_Entry] = [
        (state, words, state_look(state))
        for state, words in (("NE", _("no evidence")), ("NA", _("does not apply")), ("", _("not yet scored")))
    ]
    entries = [*levels, *states]
    for size in _WORD_SIZES:
        widest = max(text_width(words, size) for _entry, words, _look in entries[:-1])
        taken = 1 + math.ceil((widest + _INDENT) / column_points(cell_width))
        # The first entry stands over Score and Coverage, the words of the last may need all that is left.
        last_col = FIRST + taken * (len(entries) - 1) - 1
        if has_room := last_col < FIRST + len(book.criteria):
            break
    small = sheet.styles(font_size=size, font_color="muted", valign="vcenter", align="left", indent=1)
    if has_room:
        sheet.text(LEGEND_ROW, NAME, _("Levels"), right)
        places = [SCORE_COL, *(FIRST + taken * number for number in range(len(entries) - 1))]
        worded = entries
    else:
        sheet.text(LEGEND_ROW, NAME, _("Levels, in words on the sheet Cover:"), right)
        for number, (entry, _words, look) in enumerate(levels):
            sheet.shown(LEGEND_ROW, FIRST + number, entry, sheet.styles(**look))
        places = [FIRST + len(levels) + 4 * number for number in range(len(states))]
        last_col = places[-1] + 2
        worded = states
    for col, (entry, words, look) in zip(places, worded, strict=True):
        sheet.shown(LEGEND_ROW, col, entry, sheet.styles(**look))
        sheet.text(LEGEND_ROW, col + 1, words, small)
    return last_col


def level_look(book: Book, step: int) -> dict[str, object]:
    """The look of a cell that stands for a level."""
    fill, text = book.styles.level(step, book.scale.top)
    return {
        "bg_color": fill, "font_color": text, "align": "center", "valign": "vcenter", "num_format": WHOLE,
        "border": 1, "border_color": "border",
    }  # fmt: skip


def state_look(state: str) -> dict[str, object]:
    """The look of a cell that stands for NE, NA or nothing."""
    edges = {"border": 1, "border_color": "border", "align": "center", "valign": "vcenter"}
    match state:
        case "NE":
            ground = {"pattern": 14, "fg_color": "ne-hatch", "bg_color": "ne-ground"}
            return {**edges, **ground, "font_color": "ne-text"}
        case "NA":
            return {**edges, "italic": True, "font_color": "na-text"}
        case _:
            return edges


def _write_heads(book: Book, sheet: Sheet, cell_width: float) -> None:
    sheet.height(BAND_ROW, 15)
    size = next((one for one in _BAND_SIZES if _widest_name(book, one) <= cell_width), min(_BAND_SIZES))
    bottom = {"valign": "bottom", "font_size": 9}
    heads = (_("Id"), _("Programme (in rank order at export)"))
    sheet.heads(HEAD_ROW, 0, heads, 128, **bottom)
    sheet.heads(HEAD_ROW, SCORE_COL, (_("Score"), _("Coverage")), 128, align="right", **bottom)
    col = FIRST
    for index, section in enumerate(book.sections):
        accent = {"bottom": 5, "bottom_color": f"s{index % _ACCENTS + 1}"}
        for number, criterion in enumerate(section.criteria):
            start = {"left": 1, "left_color": "text"} if number == 0 else {}
            band = sheet.styles(
                bold=True, font_size=size, align="center_across", valign="vcenter", **accent, **start
            )
            sheet.text(BAND_ROW, col, "", band)
            if number == 0:
                width = cell_width * len(section.criteria)
                sheet.text(BAND_ROW, col, clip(into(section.short), width, size, True), band)
            turned = sheet.styles.head(
                rotation=90, bold=False, valign="bottom", align="center", top=0, **start
            )
            sheet.text(HEAD_ROW, col, f"{criterion.code} {into(criterion.name)}", turned)
            col += 1


def _write_row(book: Book, sheet: Sheet, at_row: int, row: int) -> None:
    from scorecard.analysis.comparison import STATES

    comparison, styles, programme = book.comparison, sheet.styles, book.programme(row)
    sheet.height(at_row, ROW_HEIGHT)
    sheet.text(at_row, ID, programme.id, styles.cell())
    tab = book.tabs.cards.get(programme.key)
    name = clip(programme.name, WIDTHS[NAME])
    if tab is None:
        sheet.text(at_row, NAME, name, styles.cell())
    else:
        sheet.link(at_row, NAME, tab, name, styles.link(), programme.name)
    for col, of, numbers, form in (
        (SCORE_COL, cards.LEVEL, comparison.score, SCORE),
        (COVERAGE, cards.COVERAGE, comparison.coverage, share()),
    ):
        style = styles.cell(num_format=form, align="right", bold=col == SCORE_COL)
        value = blank_if_nan(float(numbers[row]))
        cell = book.card(programme.key, book.plan.result(of))
        if cell is None:
            sheet.shown(at_row, col, value, style)
        else:
            sheet.formula(at_row, col, Formula(cell, value), style)
    starts = {section.criteria[0].id for section in book.sections}
    for index, criterion in enumerate(book.criteria):
        state = STATES[int(comparison.cell_state[row, index])]
        position = float(comparison.cell_value[row, index])
        value = book.scale.entry(position) if state == "scored" else state.replace("unscored", "")
        start = {"left": 1, "left_color": "text"} if criterion.id in starts else {}
        style = styles.cell(align="center", font_size=8, num_format="0.0#", **start)
        cell = book.card(programme.key, at(book.plan.all_rows[index], cards.LEVEL, BOTH))
        if cell is None:
            sheet.shown(at_row, FIRST + index, value, style)
        else:
            sheet.formula(at_row, FIRST + index, Formula(f'IF({cell}="","",{cell})', value), style)


def _write_counts(book: Book, sheet: Sheet, rows: range) -> None:
    from scorecard.analysis.aggregation import SCORED

    at_row = rows.stop
    sheet.height(at_row, 15)
    style = {"bold": True, "font_size": 8, "top": 1, "top_color": "text"}
    for col in range(FIRST):
        sheet.text(at_row, col, "", sheet.styles(**style))
    sheet.text(at_row, NAME, _("Programmes with a level on this criterion"), sheet.styles(**style))
    scored = (book.comparison.cell_state == SCORED).sum(axis=0)
    for index in range(len(book.criteria)):
        col = FIRST + index
        look = sheet.styles(num_format=WHOLE, align="center", **style)
        if not rows:
            sheet.number(at_row, col, 0, look)
            continue
        cells = span(rows.start, col, rows.stop - 1, col, "row")
        if book.scale.form == "named":
            empty = f'ROWS({cells})-COUNTIF({cells},"NE")-COUNTIF({cells},"NA")-COUNTBLANK({cells})'
            formula = Formula(empty, float(scored[index]))
        else:
            formula = Formula(f"COUNT({cells})", float(scored[index]))
        sheet.formula(at_row, col, formula, look)


def add_level_rules(
    book: Book, sheet: Sheet, first_row: int, first_col: int, last_row: int, last_col: int
) -> None:
    """Colour cells by what they hold, the first rule that fits: NE, NA, then levels from the best down."""
    cell = at(first_row, first_col)
    area = (first_row, first_col, last_row, last_col)

    def rule(criteria: str, **look: object) -> None:
        sheet.worksheet.conditional_format(
            *area,
            {
                "type": "formula",
                "criteria": f"={criteria}",
                "format": sheet.styles.condition(**look),
                "stop_if_true": True,
            },
        )

    rule(f'{cell}="NE"', pattern=14, fg_color="ne-hatch", bg_color="ne-ground", font_color="ne-text")
    rule(f'{cell}="NA"', italic=True, font_color="na-text")
    place = book.scale.position(cell)
    for step in range(book.scale.top, -1, -1):
        fill, text = book.styles.level(step, book.scale.top)
        colours = {"bg_color": fill, "font_color": text}
        rule(f"AND(ISNUMBER({place}),{place}={step})", **colours, num_format=WHOLE)
        rule(f"IF(ISNUMBER({place}),{place}>={step - 0.5},FALSE)", **colours, num_format="0.0")


def _add_grey(sheet: Sheet, rows: range) -> None:
    criteria = f"=NOT(ISNUMBER({at(rows.start, SCORE_COL, 'col')}))"
    grey = sheet.styles.condition(italic=True, font_color="na-text")
    sheet.worksheet.conditional_format(
        rows.start, 0, rows.stop - 1, COVERAGE, {"type": "formula", "criteria": criteria, "format": grey}
    )
