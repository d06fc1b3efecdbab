"""The first sheet of a form: for whom it is, how it is filled in, and how far each programme is."""

from __future__ import annotations

from scorecard.exchange.books.book import into, one_line
from scorecard.exchange.forms.layout import DATE_CELL, FINISHED_CELL, NAME_CELL
from scorecard.exchange.forms.sheets.answers import counted
from scorecard.exchange.forms.sheets.paper import Counts, Paper
from scorecard.exchange.formulas import Formula, constant, either, sentence
from scorecard.exchange.layout import at, on, span
from scorecard.exchange.lettering import clip, row_height
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import DATE, WHOLE
from scorecard.i18n import _, pgettext
from scorecard.model.programme import Programme

_WIDTHS = (15.0, 46.0, 10.0, 7.0, 6.0, 6.0, 10.0, 15.0)
_ANSWERED, _OF, _NE, _NA, _WRONG, _STATE = range(2, 8)
_LINE = 24
_EVALUATOR_ROW = 3
_STEPS_ROW = 7


def write_start(paper: Paper, sheet: Sheet) -> None:
    """Write the sheet; the table at its foot follows the programme sheets."""
    sheet.widths(*_WIDTHS)
    sheet.title(_("Form: {framework}").format(framework=into(paper.framework.name)))
    sheet.subtitle(1, one_line((paper.line,), (), sum(_WIDTHS)))
    table = _STEPS_ROW + 1 + len(_steps()) + 1
    _write_person(paper, sheet)
    _write_steps(sheet)
    _write_table(paper, sheet, table)
    sheet.worksheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.page(_STATE, footer=paper.signature(_LINE), landscape=False, repeat=(table, table))


def _steps() -> tuple[str, ...]:
    return (
        _(
            "There is a sheet for each programme in the table below. Only the yellow cells can be filled in; "
            "nothing else can be changed by mistake."
        ),
        _(
            "Read the levels of a criterion from left to right and choose the highest one whose whole text the "
            "evidence supports; in doubt, the lower. The text that you chose turns blue."
        ),
        _(
            "NE: you looked and found no evidence. NA: the criterion does not apply to this programme; say why "
            "under Note."
        ),
        _(
            "Under Evidence write ids of the sheet Evidence, with a comma or semicolon between them; they become "
            "citations. Any other text, such as a document and its page, is kept with your note."
        ),
        _(
            "You need not answer everything at once, and an empty answer erases nothing that you said before. "
            "Check says what is missing; open questions and challenges go under Note."
        ),
        _(
            "Save the file under the name it has, say above that you have finished, and send it back. On paper: "
            "circle the text of the level, copy its number under Answer, and sign at the foot."
        ),
    )


def _write_person(paper: Paper, sheet: Sheet) -> None:
    styles = sheet.styles
    label = styles.row(bold=True, valign="vcenter")
    one = paper.evaluator
    sheet.text(_EVALUATOR_ROW, 0, _("Evaluator"), label)
    name = f"{one.name} ({one.id})" if one.name != one.id else one.name
    sheet.text(_EVALUATOR_ROW, 1, clip(name, _WIDTHS[1], bold=True), styles.row(bold=True, valign="vcenter"))
    sheet.height(_EVALUATOR_ROW, 18)
    entry = {"valign": "vcenter", "align": "left"}
    for (row, col), words, look in (
        (NAME_CELL, _("Filled in by"), {"num_format": "@"}),
        (DATE_CELL, _("Date"), {"num_format": DATE}),
        (FINISHED_CELL, _("Finished"), {}),
    ):
        sheet.text(row, 0, words, label)
        sheet.text(row, col, "", styles.entry(**entry, **look))
        sheet.height(row, 20)
    answers = {
        "validate": "list",
        "source": [_("yes"), _("no")],
        "error_title": _("Finished or not"),
        "error_message": _("Choose one of the two entries of the list."),
    }
    sheet.worksheet.data_validation(*FINISHED_CELL, *FINISHED_CELL, answers)


def _write_steps(sheet: Sheet) -> None:
    """The steps, the only merged cells of a form: each is one text over the whole width."""
    last = len(_WIDTHS) - 1
    sheet.heads(_STEPS_ROW, 0, (_("How to fill it in"), *([""] * last)), 16, right=0, valign="vcenter")
    number = sheet.styles(font_size=9, bold=True, align="right", valign="top", indent=1)
    text = sheet.styles(font_size=9, text_wrap=True, valign="top")
    for place, step in enumerate(_steps(), start=1):
        row = _STEPS_ROW + place
        sheet.text(row, 0, f"{place}.", number)
        sheet.worksheet.merge_range(row, 1, row, last, "", text)
        sheet.text(row, 1, step, text)
        sheet.height(row, row_height((step, sum(_WIDTHS[1:]), 9, False)) + 2)


def _write_table(paper: Paper, sheet: Sheet, head_row: int) -> None:
    styles = sheet.styles
    words = (_("Id"), _("Programme"))
    figures = (_("Answered"), pgettext("column", "of"), "NE", "NA", _("To correct"))
    sheet.heads(head_row, 0, words, 16)
    sheet.heads(head_row, _ANSWERED, figures, 16, align="right")
    sheet.text(head_row, _STATE, _("State"), styles.head(indent=1))
    total = Counts(0, 0, 0, 0, 0)
    for row, programme in enumerate(paper.programmes, start=head_row + 1):
        counts = paper.counts(programme.key)
        total = Counts(*(one + other for one, other in zip(_of(total), _of(counts), strict=True)))
        _write_programme(paper, sheet, row, programme, counts)
    _write_total(sheet, head_row, total)


def _of(counts: Counts) -> tuple[int, ...]:
    return counts.of, counts.answered, counts.ne, counts.na, counts.wrong


def _write_programme(paper: Paper, sheet: Sheet, row: int, programme: Programme, counts: Counts) -> None:
    styles = sheet.styles
    tab = paper.tabs.programmes[programme.key]
    texts = counted(paper, on(tab, ""))
    sheet.height(row, 16)
    sheet.text(row, 0, programme.id, styles.cell(valign="vcenter"))
    link = styles.cell(font_color="link", underline=1, valign="vcenter")
    sheet.link(row, 1, tab, clip(programme.name, _WIDTHS[1]), link, programme.name)
    figure = styles.cell(num_format=WHOLE, align="right", valign="vcenter")
    for col, name, value in (
        (_ANSWERED, "answered", counts.answered),
        (_NE, "ne", counts.ne),
        (_NA, "na", counts.na),
        (_WRONG, "wrong", counts.wrong),
    ):
        sheet.formula(row, col, Formula(texts[name], float(value)), figure)
    sheet.number(row, _OF, counts.of, figure)
    sheet.formula(row, _STATE, _state(row, counts), styles.cell(indent=1, valign="vcenter"))


def _state(row: int, counts: Counts) -> Formula:
    answered, of, wrong = at(row, _ANSWERED), at(row, _OF), at(row, _WRONG)
    begun = either(
        f"{answered}=0", counts.answered == 0, constant(_("not begun")), constant(_("in progress"))
    )
    complete = either(f"{answered}={of}", counts.answered == counts.of, constant(_("complete")), begun)
    return either(f"{wrong}>0", counts.wrong > 0, constant(_("to correct")), complete)


def _write_total(sheet: Sheet, head_row: int, total: Counts) -> None:
    first, row = head_row + 1, sheet.last_row + 1
    look = {"bold": True, "valign": "vcenter", "top": 1, "top_color": "text"}
    sheet.height(row, 16)
    sheet.text(row, 0, "", sheet.styles.cell(**look))
    sheet.text(row, 1, _("All programmes"), sheet.styles.cell(**look))
    figure = sheet.styles.cell(num_format=WHOLE, align="right", **look)
    for col, value in zip((_OF, _ANSWERED, _NE, _NA, _WRONG), _of(total), strict=True):
        text = f"SUM({span(first, col, row - 1, col)})"
        sheet.formula(row, col, Formula(text, float(value)), figure)
    sheet.formula(row, _STATE, _state(row, total), sheet.styles.cell(indent=1, **look))
    _write_answer(sheet, row, total)


def _write_answer(sheet: Sheet, row: int, total: Counts) -> None:
    """The third row: how far the form as a whole is."""
    parts = {
        name: Formula(at(row, col), str(value))
        for name, col, value in (
            ("answered", _ANSWERED, total.answered),
            ("of", _OF, total.of),
            ("wrong", _WRONG, total.wrong),
        )
    }
    said = sentence(_("Answered {answered} of {of} · to correct {wrong}"), **parts)
    last = sheet.last_row
    sheet.answer(2, said)
    sheet.last_row = last
