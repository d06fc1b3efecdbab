"""What weighs how much: yellow cells that every sheet follows, the threshold, and the entries of level cells."""

from __future__ import annotations

from scorecard.exchange.books.book import Book, into, one_line
from scorecard.exchange.formulas import Formula
from scorecard.exchange.layout import BOTH, at, span
from scorecard.exchange.lettering import clip
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import WHOLE, share
from scorecard.i18n import _

ID, NAME, WEIGHT, IN_GROUP, SECTION_SHARE, TOTAL, EXPORTED, COUNTED, ENTRIES = range(9)
_WIDTHS = (8, 46, 12, 12, 12, 12, 12, 12, 10)
_HEAD_ROW = 3
_WEIGHT_FORMAT = "0.##"


def write_weights(book: Book, sheet: Sheet) -> None:
    """Write sections, then criteria, then threshold and top of the scale, and name all that formulas read."""
    comparison = book.comparison
    given = comparison.weights
    question = comparison.question
    off = frozenset(question.without)
    section_weights = dict(given.sections) if given else {}
    section_weights |= dict(question.tried) | dict.fromkeys(off, 0.0)
    criterion_weights = dict(given.criteria) if given else {}
    sheet.widths(*_WIDTHS)
    sheet.title(_("Weights: what weighs how much"))
    parts = (book.title, book.weights_in_short, book.caution_short)
    sheet.subtitle(1, one_line(parts, (book.caution_short,), sum(_WIDTHS[: EXPORTED + 1])))
    note = _("Change the yellow cells and every sheet follows; a weight of 0 takes a row out.")
    if not book.tabs.cards:
        note = _("There is no scorecard in this workbook, so that its numbers stay as they were at export.")
    sheet.note(2, note)
    heads = (_("Id"), _("Section or criterion"))
    figures = (
        _("Weight"), _("Share in its group"), _("Share of its section"), _("Share of the total"),
        _("Weight as exported"), _("Weight that counts"),
    )  # fmt: skip
    sheet.heads(_HEAD_ROW, 0, heads, 32)
    sheet.heads(_HEAD_ROW, WEIGHT, figures, 32, align="right")
    sheet.heads(_HEAD_ROW, ENTRIES, (_("Entries of level cells"),), 32, align="center")
    sections = range(_HEAD_ROW + 1, _HEAD_ROW + 1 + len(book.sections))
    rows = _criterion_rows(book, sections.stop)
    for index, (section, at_row) in enumerate(zip(book.sections, sections, strict=True)):
        weight = float(section_weights.get(section.id, 1.0))
        own = rows[section.id]
        own_sum = f"SUM({_down(own, WEIGHT)})"
        own_weights = [criterion_weights.get(one.id, 1.0) for one in section.criteria]
        counted = Formula(
            f"IF({own_sum}>0,N({at(at_row, WEIGHT)}),0)", weight if sum(own_weights) > 0 else 0.0
        )
        part = float(comparison.section_weights[index])
        share_of = Formula(_share(at(at_row, COUNTED), _down(sections, COUNTED)), part)
        in_total = Formula(at(at_row, IN_GROUP), part)
        _write_row(
            sheet,
            at_row,
            (section.id, into(section.name)),
            weight,
            counted,
            (share_of, in_total, in_total),
            bold=True,
            exported=_exported_format(section.id in off),
        )
        book.define(book.section_names[section.id], sheet, at_row, IN_GROUP)
    index = 0
    for number, section in enumerate(book.sections):
        whole = float(comparison.section_weights[number])
        for criterion, at_row in zip(section.criteria, rows[section.id], strict=True):
            weight = float(criterion_weights.get(criterion.id, 1.0))
            part = float(comparison.criterion_weights[index])
            counted = Formula(f"N({at(at_row, WEIGHT)})", weight)
            shares = (
                Formula(_share(at(at_row, COUNTED), _down(rows[section.id], COUNTED)), part),
                Formula(at(sections[number], IN_GROUP), whole),
                Formula(f"{at(at_row, IN_GROUP)}*{at(at_row, SECTION_SHARE)}", part * whole),
            )
            names = (criterion.code, into(criterion.name))
            _write_row(
                sheet, at_row, names, weight, counted, shares, bold=False, exported=_exported_format(False)
            )
            book.define(book.weight_names[criterion.code], sheet, at_row, IN_GROUP)
            index += 1
    last = rows[book.sections[-1].id].stop - 1
    _add_grey(sheet, range(sections.start, last + 1))
    _write_foot(book, sheet, last, sections)
    _write_entries(book, sheet)
    _protect(sheet)
    sheet.worksheet.freeze_panes(_HEAD_ROW + 1, WEIGHT)
    sheet.back(EXPORTED, book.tabs.cover, book.back_words)
    sheet.page(
        EXPORTED, footer=book.caution, landscape=False, repeat=(_HEAD_ROW, _HEAD_ROW), one_page=last < 60
    )


def _criterion_rows(book: Book, first: int) -> dict[str, range]:
    rows = {}
    for section in book.sections:
        rows[section.id] = range(first, first + len(section.criteria))
        first += len(section.criteria)
    return rows


def _down(rows: range, col: int) -> str:
    return span(rows.start, col, rows.stop - 1, col, BOTH)


def _share(part: str, whole: str) -> str:
    return f"IF(SUM({whole})>0,{part}/SUM({whole}),0)"


def _write_row(
    sheet: Sheet,
    at_row: int,
    names: tuple[str, str],
    weight: float,
    counted: Formula,
    shares: tuple[Formula, Formula, Formula],
    *,
    bold: bool,
    exported: str,
) -> None:
    styles = sheet.styles
    sheet.height(at_row, 15)
    sheet.text(at_row, ID, names[0], styles.cell(bold=bold, valign="vcenter"))
    sheet.text(
        at_row, NAME, clip(names[1], _WIDTHS[NAME], bold=bold), styles.cell(bold=bold, valign="vcenter")
    )
    figure = {"align": "right", "valign": "vcenter"}
    sheet.number(at_row, WEIGHT, weight, styles.entry(**figure))
    for col, formula in zip((IN_GROUP, SECTION_SHARE, TOTAL), shares, strict=True):
        sheet.formula(at_row, col, formula, styles.cell(num_format=_fine_share(), bold=bold, **figure))
    sheet.number(at_row, EXPORTED, weight, styles.cell(font_color="muted", num_format=exported, **figure))
    sheet.formula(at_row, COUNTED, counted, styles("working", font_size=8, font_color="disabled", **figure))


def _exported_format(off: bool) -> str:
    """The number format of a weight as exported, which tells what was switched off from what weighs nothing."""
    if not off:
        return "General"
    words = _("switched off")
    return f'0;-0;"{words}"'


def _fine_share() -> str:
    return share().replace("0", "0.0", 1)


def _add_grey(sheet: Sheet, rows: range) -> None:
    """Grey for what has no part in the total."""
    rule = {
        "type": "formula",
        "criteria": f"={at(rows.start, TOTAL, 'col')}=0",
        "format": sheet.styles.condition(font_color="disabled"),
    }
    sheet.worksheet.conditional_format(rows.start, ID, rows.stop - 1, NAME, rule)


def _write_foot(book: Book, sheet: Sheet, last: int, sections: range) -> None:
    """The sum of the criteria's shares, the threshold, the top of the scale, and what has been changed here."""
    styles, first = sheet.styles, sections.stop
    bold = {"bold": True, "valign": "vcenter"}
    figure = {"align": "right", **bold}
    sum_row, threshold_row, top_row, changed_row = range(last + 1, last + 5)
    edge = {"top": 1, "top_color": "text"}
    for row in (sum_row, threshold_row, top_row, changed_row):
        sheet.height(row, 16)
        for col in range(COUNTED):
            sheet.text(row, col, "", styles.row(**(edge if row == sum_row else {})))
    sheet.text(sum_row, NAME, _("Sum of the criteria’s shares"), styles.row(**edge, **bold))
    total = Formula(f"SUM({span(first, TOTAL, last, TOTAL)})", 1.0)
    sheet.formula(sum_row, TOTAL, total, styles.row(num_format=_fine_share(), **edge, **figure))
    book.define("chk_shares", sheet, sum_row, TOTAL)
    sheet.text(threshold_row, NAME, _("Threshold: least coverage for a score"), styles.row(**bold))
    sheet.number(threshold_row, WEIGHT, book.comparison.threshold, styles.entry(num_format=share(), **figure))
    sheet.number(
        threshold_row,
        EXPORTED,
        book.comparison.threshold,
        styles.row(num_format=share(), font_color="muted", **{**figure, "bold": False}),
    )
    book.define("threshold", sheet, threshold_row, WEIGHT)
    sheet.text(top_row, NAME, _("Top of the scale (the lowest level counts 0)"), styles.row(**bold))
    sheet.number(top_row, WEIGHT, book.scale.top, styles.row(num_format=WHOLE, **figure))
    book.define("scale_max", sheet, top_row, WEIGHT)
    sheet.text(changed_row, NAME, _("Weights or threshold changed"), styles.row(**bold))
    now = span(sections.start, WEIGHT, last, WEIGHT)
    before = span(sections.start, EXPORTED, last, EXPORTED)
    threshold = f"({at(threshold_row, WEIGHT)}<>{at(threshold_row, EXPORTED)})"
    changed = Formula(f"SUMPRODUCT(--({now}<>{before}))+{threshold}", 0.0)
    sheet.formula(changed_row, WEIGHT, changed, styles.row(num_format=WHOLE, **figure))
    book.define("chk_weights", sheet, changed_row, WEIGHT)
    number = {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_title": _("Not a weight"),
        "error_message": _("A weight is a number from 0 upwards."),
    }
    sheet.worksheet.data_validation(sections.start, WEIGHT, last, WEIGHT, number)
    bounds = {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 1,
        "error_title": _("Not a threshold"),
        "error_message": _("The threshold is a share from 0 % to 100 %."),
    }
    sheet.worksheet.data_validation(threshold_row, WEIGHT, threshold_row, WEIGHT, bounds)


def _write_entries(book: Book, sheet: Sheet) -> None:
    first = _HEAD_ROW + 1
    centred = sheet.styles.cell(align="center", num_format="@" if book.scale.form == "named" else WHOLE)
    steps = book.scale.top + 1
    for step in range(steps):
        sheet.shown(first + step, ENTRIES, book.scale.code_entry(step), centred)
    for offset, state in enumerate(("NE", "NA")):
        sheet.text(first + steps + offset, ENTRIES, state, centred)
    book.define("level_codes", sheet, first, ENTRIES, (first + steps - 1, ENTRIES))
    book.define("level_list", sheet, first, ENTRIES, (first + steps + 1, ENTRIES))


def _protect(sheet: Sheet) -> None:
    sheet.worksheet.protect("", {"format_columns": True, "format_rows": True})
