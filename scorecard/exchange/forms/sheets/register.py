"""The register of evidence of the programmes asked about, so that officials can cite by id."""

from __future__ import annotations

from scorecard.exchange.books.book import one_line
from scorecard.exchange.forms.sheets.paper import Paper
from scorecard.exchange.sheet import Sheet
from scorecard.i18n import _
from scorecard.model.programme import Evidence

_WIDTHS = (10.0, 9.0, 6.0, 70.0, 40.0, 16.0)
_ID, _PROGRAMME, _SIGN, _TEXT, _PLACE, _CRITERIA = range(6)
_HEAD_ROW = 3
_SMALL = 8
_INDENT = 1.3
"""Characters that an indent takes from a column."""


def write_register(paper: Paper, sheet: Sheet) -> None:
    """Write a row an item of evidence, or say that there is none."""
    sheet.widths(*_WIDTHS)
    sheet.title(_("Evidence that can be cited"))
    sheet.subtitle(1, one_line((paper.line,), (), sum(_WIDTHS)))
    sheet.note(
        2,
        _(
            "Write the ids under Evidence in the sheet of the programme. + strength, - weakness, ~ mixed, ? open."
        ),
    )
    heads = (
        _("Id"), _("Programme"), _("Sign"), _("What it says"), _("Document and place"), _("Criteria"),
    )  # fmt: skip
    sheet.heads(_HEAD_ROW, 0, heads, 18)
    row = _HEAD_ROW
    for programme in paper.programmes:
        for item in paper.registers[programme.key]:
            row += 1
            _write_item(paper, sheet, row, programme.id, item)
    if row == _HEAD_ROW:
        row += 1
        sheet.text(row, 0, _("No evidence has been registered for these programmes yet."), sheet.styles())
        sheet.height(row, 15)
    else:
        sheet.worksheet.autofilter(_HEAD_ROW, 0, row, _CRITERIA)
    sheet.worksheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    sheet.worksheet.freeze_panes(_HEAD_ROW + 1, _PROGRAMME)
    sheet.page(_CRITERIA, footer="", repeat=(_HEAD_ROW, _HEAD_ROW))


def _write_item(paper: Paper, sheet: Sheet, row: int, programme: str, item: Evidence) -> None:
    documents = paper.mailing.snapshot.documents
    named = [documents[key].id for key in item.documents if key in documents]
    place = ", ".join(part for part in (*(id for id in named if id not in item.place), item.place) if part)
    asked = {criterion.id: criterion.code for criterion in paper.criteria}
    criteria = ", ".join(asked[id] for id in item.criteria if id in asked)
    small = sheet.styles.cell(font_size=_SMALL, text_wrap=True)
    bold = sheet.styles.cell(font_size=_SMALL, bold=True)
    centred = sheet.styles.cell(font_size=_SMALL, align="center")
    sheet.text(row, _ID, item.id, bold)
    sheet.text(row, _PROGRAMME, programme, small)
    sheet.text(row, _SIGN, item.sign, centred)
    texts = ((_TEXT, item.text), (_PLACE, place), (_CRITERIA, criteria))
    # A long text ends where the next column begins.
    apart = sheet.styles.cell(font_size=_SMALL, text_wrap=True, indent=1)
    for col, text in texts:
        sheet.text(row, col, text, apart if col == _PLACE else small)
    sheet.fit(row, *((text, _WIDTHS[col] - _INDENT * (col == _PLACE), _SMALL, False) for col, text in texts))
