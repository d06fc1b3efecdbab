"""The sheet of one programme: a row a criterion, its level texts side by side, and three cells to fill in."""

from __future__ import annotations

from typing import Any

from scorecard.exchange.books.book import into, one_line
from scorecard.exchange.forms.layout import (
    FIRST_LEVEL,
    FIRST_ROW,
    HEAD_ROW,
    ID,
    KEY_HEAD,
    LEVEL_CODES,
    LEVEL_LIST,
    LONGEST_ANSWER,
    NAME,
    PROGRESS_ROW,
    answer_heads,
    row_key,
)
from scorecard.exchange.forms.sheets.paper import Counts, Paper
from scorecard.exchange.formulas import Formula, literal, sentence
from scorecard.exchange.layout import BOTH, at, span
from scorecard.exchange.lettering import count_lines, row_height
from scorecard.exchange.sheet import Sheet
from scorecard.i18n import _
from scorecard.model.framework import NA, NE, Criterion
from scorecard.model.programme import Programme

CHOSEN = "#DCDDF3"
"""The ground of the level text that was chosen: a wrong click is seen at once."""

_SMALL = 8
_ID, _NAME, _ANSWER, _EVIDENCE, _NOTE, _CHECK, _KEY = 5.6, 27.0, 9.2, 22.0, 21.0, 11.5, 18.0
_LEVELS, _NARROWEST, _WIDEST = 87.5, 14.5, 40.0
"""The widths of the level texts together, and the bounds of each."""
_LINE = 41
_ROW = 44.0
"""A row is at least so high, in points, that a hand can write in it."""


def widths_of(steps: int) -> tuple[float, ...]:
    """The widths of the columns for a scale of so many steps, in characters."""
    level = max(_NARROWEST, min(_WIDEST, _LEVELS / steps))
    return (_ID, _NAME, *([level] * steps), _ANSWER, _EVIDENCE, _NOTE, _CHECK, _KEY)


def write_answers(paper: Paper, sheet: Sheet, programme: Programme) -> None:
    """Write the sheet of a programme with what the evaluator has said already."""
    columns, styles = paper.columns, sheet.styles
    widths = widths_of(columns.steps)
    sheet.widths(*widths)
    sheet.title(f"{programme.id}  {programme.name}")
    back = styles(font_size=_SMALL, font_color="link", underline=1, align="right", valign="vcenter")
    sheet.link(0, columns.check, paper.tabs.start, _("back to Start"), back)
    sheet.subtitle(1, one_line((paper.line,), (), sum(widths[: columns.check + 1])))
    grey = styles(font_size=_SMALL, font_color="disabled")
    sheet.text(0, columns.key, _("not printed"), grey)
    sheet.formula(
        PROGRESS_ROW,
        ID,
        progress(paper, sheet.name, paper.counts(programme.key)),
        styles(bold=True, valign="vcenter"),
    )
    rule = _("Choose the highest level whose WHOLE text the evidence supports; in doubt, the lower.")
    states = _("NE: looked, no evidence. NA: does not apply, say why in Note.")
    yellow = _("Yellow cells only.")
    room = sum(widths[FIRST_LEVEL + 1 : columns.check + 1])
    said = one_line((rule, states, yellow), (yellow, states), room)
    sheet.text(PROGRESS_ROW, FIRST_LEVEL + 1, said, styles(font_size=_SMALL, valign="vcenter"))
    sheet.height(PROGRESS_ROW, 17)
    _write_heads(paper, sheet, widths)
    for row, criterion in enumerate(paper.criteria, start=FIRST_ROW):
        _write_row(paper, sheet, programme, row, criterion, widths)
    _add_rules(paper, sheet)
    sheet.worksheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.worksheet.freeze_panes(FIRST_ROW, FIRST_LEVEL)
    sheet.page(columns.check, footer=paper.signature(_LINE), repeat=(HEAD_ROW, HEAD_ROW))


def last_row(paper: Paper) -> int:
    """The row of the last criterion, from 0."""
    return FIRST_ROW + len(paper.criteria) - 1


def counted(paper: Paper, at_sheet: str) -> dict[str, str]:
    """The expressions that count the answers of a programme's sheet; `at_sheet` is such as `'CL03'!`."""
    first, last, columns = FIRST_ROW, last_row(paper), paper.columns
    answers = at_sheet + span(first, columns.answer, last, columns.answer, BOTH)
    checks = at_sheet + span(first, columns.check, last, columns.check, BOTH)
    fine, uncited = literal(paper.words.fine), literal(paper.words.uncited)
    answered = f"SUMPRODUCT(({checks}={fine})+({checks}={uncited}))"
    return {
        "answered": answered,
        "ne": f'COUNTIF({answers},"{NE}")',
        "na": f'COUNTIF({answers},"{NA}")',
        "wrong": f'SUMPRODUCT(--({checks}<>""))-{answered}',
    }


def progress(paper: Paper, tab: str, counts: Counts) -> Formula:
    """How far the answers are, live."""
    texts = counted(paper, "")
    return sentence(
        _("Answered {answered} of {of} · NE {ne} · NA {na} · to correct {wrong}"),
        answered=Formula(texts["answered"], str(counts.answered)),
        of=Formula(str(counts.of), str(counts.of)),
        ne=Formula(texts["ne"], str(counts.ne)),
        na=Formula(texts["na"], str(counts.na)),
        wrong=Formula(f"({texts['wrong']})", str(counts.wrong)),
    )


def _write_heads(paper: Paper, sheet: Sheet, widths: tuple[float, ...]) -> None:
    columns = paper.columns
    levels = tuple(f"{step.code}  {into(step.word)}".strip() for step in paper.framework.scale)
    heads = (_("Id"), _("Criterion and question"), *levels, *answer_heads(), _("Check"))
    lines = max(count_lines(head, widths[col], _SMALL, True) for col, head in enumerate(heads))
    for col, head in enumerate(heads):
        look = {"align": "center"} if col == columns.answer else {}
        sheet.text(HEAD_ROW, col, head, sheet.styles.head(**look))
    sheet.height(HEAD_ROW, max(2, lines) * _SMALL * 1.256 + 6)
    sheet.text(HEAD_ROW, columns.key, KEY_HEAD, sheet.styles(font_size=_SMALL, font_color="disabled"))


def _write_row(
    paper: Paper,
    sheet: Sheet,
    programme: Programme,
    row: int,
    criterion: Criterion,
    widths: tuple[float, ...],
) -> None:
    columns, styles = paper.columns, sheet.styles
    edge: dict[str, Any] = {"bottom_color": "text"} if criterion.id in paper.last_of_sections else {}
    name, question = into(criterion.name), into(criterion.question) or into(criterion.definition)
    levels = [into(level) for level in criterion.levels]
    small = styles.cell(font_size=_SMALL, text_wrap=True, **edge)
    sheet.text(row, ID, criterion.code, styles.cell(font_size=_SMALL, **edge))
    bold, plain = styles(bold=True, font_size=_SMALL), styles(font_size=_SMALL)
    sheet.headed(row, NAME, name, question, small, bold, plain)
    for col, level in enumerate(levels, start=FIRST_LEVEL):
        sheet.text(row, col, level, small)
    given = paper.given(programme.key, criterion)
    named = paper.scale.form == "named"
    entry = styles.entry(
        bold=True, font_size=12, align="center", valign="vcenter", **({"num_format": "@"} if named else {})
    )
    codes = paper.scale.codes
    shown = paper.scale.code_entry(codes.index(given.value)) if given.value in codes else given.value
    sheet.shown(row, columns.answer, shown, entry)
    free = styles.entry(font_size=_SMALL, text_wrap=True, num_format="@")
    sheet.text(row, columns.evidence, given.evidence, free)
    sheet.text(row, columns.note, given.note, free)
    check = Formula(_check(paper, row), paper.checked(given))
    look = styles.cell(font_size=_SMALL, text_wrap=True, valign="vcenter", indent=1, **edge)
    sheet.formula(row, columns.check, check, look)
    grey = styles(font_size=_SMALL, font_color="disabled")
    sheet.text(row, columns.key, row_key(programme.id, criterion.id), grey)
    lines = count_lines(name, _NAME, _SMALL, True) + count_lines(question, _NAME, _SMALL)
    height = row_height(
        *((level, widths[FIRST_LEVEL], _SMALL, False) for level in levels),
        (given.evidence, _EVIDENCE, _SMALL, False),
        (given.note, _NOTE, _SMALL, False),
        least=max(_ROW, lines * _SMALL * 1.256 + 3),
    )
    sheet.height(row, height)


def _check(paper: Paper, row: int) -> str:
    """What is to be said of an answer: nothing, that it is fine, or what is wrong with it."""
    columns, words, scale = paper.columns, paper.words, paper.scale
    answer, evidence, note = (at(row, col, "col") for col in (columns.answer, columns.evidence, columns.note))
    fine, wrong = literal(words.fine), literal(words.wrong)
    level = f'IF({evidence}="",{literal(words.uncited)},{fine})'
    states = (
        f'IF({answer}="{NE}",{fine},IF({answer}="{NA}",IF(TRIM({note})="",{literal(words.no_reason)},{fine}),'
    )
    if scale.form == "named":
        known = f'SUMPRODUCT(--({LEVEL_CODES}&""={answer}&""))>0'
        said = f"{states}IF({known},{level},{wrong})))"
    else:
        bounds = f"{answer}>={scale.start},{answer}<={scale.start + scale.top},{answer}=INT({answer})"
        text = f'IF(ISNUMBER(IFERROR(VALUE({answer}),"")),{literal(words.text)},{wrong})'
        said = f"IF(ISNUMBER({answer}),IF(AND({bounds}),{level},{wrong}),{states}{text})))"
    return f'IF({answer}="",IF({evidence}&{note}<>"",{literal(words.no_level)},""),{said})'


def _add_rules(paper: Paper, sheet: Sheet) -> None:
    """What can be entered, and how the level text that was chosen stands out."""
    columns, first, last = paper.columns, FIRST_ROW, last_row(paper)
    worksheet, answer = sheet.worksheet, at(first, columns.answer, "col")
    choice = {
        "validate": "list",
        "source": f"={LEVEL_LIST}",
        "error_title": _("Not a level"),
        "error_message": _("Choose an entry of the list: a level, NE (no evidence) or NA (does not apply)."),
    }
    worksheet.data_validation(first, columns.answer, last, columns.answer, choice)
    longest = {
        "validate": "length",
        "criteria": "<=",
        "value": LONGEST_ANSWER,
        "error_title": _("Too long"),
        "error_message": _("At most 4,000 characters fit here. Shorten the text."),
    }
    worksheet.data_validation(first, columns.evidence, last, columns.note, longest)
    chosen = sheet.styles.condition(bg_color=CHOSEN)
    for step in range(columns.steps):
        if paper.scale.form == "named":
            condition = f'={answer}&""=INDEX({LEVEL_CODES},{step + 1})&""'
        else:
            condition = f"=AND(ISNUMBER({answer}),{answer}={step + paper.scale.start})"
        col = FIRST_LEVEL + step
        rule = {"type": "formula", "criteria": condition, "format": chosen}
        worksheet.conditional_format(first, col, last, col, rule)
    check = at(first, columns.check, "col")
    fine, uncited = literal(paper.words.fine), literal(paper.words.uncited)
    wrong = {
        "type": "formula",
        "criteria": f'=AND({check}<>"",{check}<>{fine},{check}<>{uncited})',
        "format": sheet.styles.condition(font_color="danger"),
    }
    worksheet.conditional_format(first, columns.check, last, columns.check, wrong)
