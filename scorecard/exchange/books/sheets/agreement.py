"""Agreement: how far the evaluators agree, overall, by section and by criterion, and how each of them scores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scorecard.analysis.evaluators.agreement_sentences import habits_explained, verdict_word
from scorecard.analysis.evaluators.people_words import kind_word
from scorecard.exchange.books.book import Book, into
from scorecard.exchange.lettering import broken, clip
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import GROUPED
from scorecard.i18n import _

if TYPE_CHECKING:
    from scorecard.analysis.evaluators.agreement import Agreement, Alpha, Habit

ID, NAME, ALPHA, LOW, HIGH, UNITS, VERDICT, _GAP, WHO, KIND, LEVELS, SEVERITY, FLAT = range(13)
_WIDTHS = (7.0, 46.0, 8.0, 9.0, 9.0, 9.0, 13.0, 2.0, 28.0, 16.0, 9.0, 10.0, 10.0)
_LABEL, _DRAWN, _BELOW, _ABOVE = range(FLAT + 1, FLAT + 5)
_ANSWER_ROW = 2
_ROW_HEIGHT = 15.0
_MOST_BESIDE = 14
"""With more evaluators than this the chart stands below the table at the left, and not under theirs."""
_ALPHA = "0.00;\N{MINUS SIGN}0.00"
_NOTHING = "0.00;0.00"
"""What rounds to nothing has no sign."""
_DIFFERENCE = "+0.00;\N{MINUS SIGN}0.00;0.00"

_Row = tuple[str, str, str, "Alpha"]
"""Id, name, name in the chart, agreement."""


def write_agreement(book: Book, sheet: Sheet) -> None:
    """Write a row for all criteria, each section and each criterion; beside it a row an evaluator, and the chart."""
    agreement = book.publication.study.agreement
    sheet.widths(*_WIDTHS)
    sheet.worksheet.set_column(_LABEL, _ABOVE, 9)
    sheet.title(_("Agreement between evaluators"))
    sheet.subtitle(1, book.question_line(_WIDTHS))
    answer, further = agreement.sentences()
    width = sum(_WIDTHS)
    row = _ANSWER_ROW
    for line in broken(answer, width, 10):
        sheet.text(row, 0, line, sheet.styles("answer", bold=True, font_size=10, valign="vcenter"))
        sheet.height(row, 17)
        row += 1
    for text in (further, _explained(), habits_explained()):
        for line in broken(text, width, 8) if text else ():
            sheet.note(row, line)
            row += 1
    head_row = row
    _write_heads(sheet, head_row)
    rows = list(_rows(book, agreement))
    totals = 1 + len(book.sections)
    for number, one in enumerate(rows):
        _write_row(
            sheet, head_row + 1 + number, one, is_total=number < totals, ends_totals=number == totals - 1
        )
    for number, habit in enumerate(agreement.habits, start=head_row + 1):
        _write_habit(sheet, number, habit)
    beside = len(agreement.habits) <= _MOST_BESIDE
    chart_row = head_row + 1 + (len(agreement.habits) if beside else len(rows))
    bottom = _add_chart(book, sheet, head_row, rows[:totals], (chart_row, WHO if beside else ID))
    sheet.last_row = max(sheet.last_row, bottom)
    sheet.worksheet.freeze_panes(head_row + 1, 0)
    sheet.back(FLAT, book.tabs.cover, book.back_words)
    fits = sheet.last_row <= 60
    sheet.page(FLAT, footer=book.caution, repeat=(head_row, head_row), one_page=fits)


def _explained() -> str:
    return _(
        "Krippendorff’s alpha with the ordinal metric: 1 is full agreement, 0 is what chance would give. The interval "
        "is found by drawing programmes again and again. Cells: one criterion of one programme with two levels or "
        "more. A dash: too few cells. Worked out at export; it does not follow changes."
    )


def _write_heads(sheet: Sheet, row: int) -> None:
    sheet.heads(row, ID, (_("Id"), _("Overall, section or criterion")), 34)
    figures = (_("Alpha"), _("Low, 95 %"), _("High, 95 %"), _("Cells"))
    sheet.heads(row, ALPHA, figures, 34, align="right")
    sheet.heads(row, VERDICT, (_("Agree"),), 34, indent=1, align="left")
    sheet.heads(row, WHO, (_("Evaluator"), _("Kind")), 34)
    sheet.heads(row, LEVELS, (_("Levels"), _("Severity"), _("Flat marks")), 34, align="right")
    grey = sheet.styles("working", font_size=8, font_color="disabled", text_wrap=True)
    working = (_("For the chart"), _("Bar"), _("Down to low"), _("Up to high"))
    for offset, words in enumerate(working):
        sheet.text(row, _LABEL + offset, words, grey)
    sheet.text(row - 1, _LABEL, _("not printed"), grey)


def _rows(book: Book, agreement: Agreement) -> Iterator[_Row]:
    words = _("All criteria")
    yield _("all"), words, words, agreement.overall
    for section, alpha in zip(book.sections, agreement.sections, strict=True):
        yield section.id, into(section.name), into(section.short), alpha
    for criterion, alpha in zip(book.criteria, agreement.criteria, strict=True):
        yield criterion.code, into(criterion.name), "", alpha


def _write_row(sheet: Sheet, at_row: int, row: _Row, *, is_total: bool, ends_totals: bool) -> None:
    id, name, label, alpha = row
    look: dict[str, Any] = {"valign": "vcenter", "bold": is_total}
    if ends_totals:
        look["bottom_color"] = "control"
    sheet.height(at_row, _ROW_HEIGHT)
    sheet.text(at_row, ID, id, sheet.styles.cell(**look))
    sheet.text(at_row, NAME, clip(name, _WIDTHS[NAME], bold=is_total), sheet.styles.cell(**look))
    for col, value in ((ALPHA, alpha.alpha), (LOW, alpha.low), (HIGH, alpha.high)):
        is_nothing = value is not None and round(value, 2) == 0
        figure = sheet.styles.cell(num_format=_NOTHING if is_nothing else _ALPHA, align="right", **look)
        sheet.shown(at_row, col, "–" if value is None else value, figure)
    count = sheet.styles.cell(num_format=GROUPED, align="right", **look)
    sheet.number(at_row, UNITS, alpha.units, count)
    words = sheet.styles.cell(indent=1, align="left", **look)
    sheet.text(at_row, VERDICT, verdict_word(alpha.verdict), words)
    if not is_total:
        return
    grey = sheet.styles("working", font_size=8, font_color="disabled", num_format=_ALPHA)
    sheet.text(at_row, _LABEL, label, grey)
    if alpha.alpha is None:
        return
    sheet.number(at_row, _DRAWN, alpha.alpha, grey)
    if alpha.low is not None and alpha.high is not None:
        sheet.number(at_row, _BELOW, max(0.0, alpha.alpha - alpha.low), grey)
        sheet.number(at_row, _ABOVE, max(0.0, alpha.high - alpha.alpha), grey)


def _write_habit(sheet: Sheet, at_row: int, habit: Habit) -> None:
    look = {"valign": "vcenter"}
    cell, figure = sheet.styles.cell(**look), {"align": "right", **look}
    sheet.height(at_row, _ROW_HEIGHT)
    sheet.text(at_row, WHO, clip(habit.evaluator.name, _WIDTHS[WHO]), cell)
    sheet.text(at_row, KIND, kind_word(habit.evaluator.kind), cell)
    sheet.number(at_row, LEVELS, habit.levels, sheet.styles.cell(num_format=GROUPED, **figure))
    severity = "–" if habit.severity is None else habit.severity
    sheet.shown(at_row, SEVERITY, severity, sheet.styles.cell(num_format=_DIFFERENCE, **figure))
    sheet.text(at_row, FLAT, _("yes") if habit.flat else _("no"), sheet.styles.cell(**figure))


def _add_chart(book: Book, sheet: Sheet, head_row: int, rows: list[_Row], place: tuple[int, int]) -> int:
    """Bars of alpha with their intervals; the last row that they cover."""
    first, last = head_row + 1, head_row + len(rows)
    colour = sheet.styles.colour
    chart = book.workbook.add_chart({"type": "bar"})
    font = {"name": "Arial", "size": 8, "color": colour("text")}
    intervals = {
        "type": "custom",
        "plus_values": sheet.reference(first, _ABOVE, last, _ABOVE),
        "minus_values": sheet.reference(first, _BELOW, last, _BELOW),
        "line": {"color": colour("data-strong"), "width": 1.25},
    }
    chart.add_series(
        {
            "name": _("Alpha"),
            "categories": sheet.reference(first, _LABEL, last, _LABEL),
            "values": sheet.reference(first, _DRAWN, last, _DRAWN),
            "fill": {"color": colour("data-soft")},
            "border": {"none": True},
            "gap": 60,
            "y_error_bars": intervals,
        }
    )
    chart.set_title(
        {
            "name": _("Alpha overall and by section, with its 95 % interval; 1 is full agreement"),
            "name_font": {"name": "Arial", "size": 8, "bold": True},
            "overlay": False,
        }
    )
    chart.set_x_axis(
        {
            "min": _axis_from(rows),
            "max": 1,
            "major_unit": 0.2,
            "num_format": "0.0",
            "num_font": font,
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": colour("grid"), "width": 0.75}},
        }
    )
    chart.set_y_axis(
        {
            "reverse": True,
            "crossing": "max",
            "label_position": "low",
            "num_font": font,
            "line": {"color": colour("border")},
            "major_tick_mark": "none",
            "interval_unit": 1,
        }
    )
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    beside = _WIDTHS[WHO:] if place[1] == WHO else _WIDTHS[: VERDICT + 1]
    height = 74 + 26 * len(rows)
    chart.set_size({"width": sum(int(width * 7 + 0.5) + 5 for width in beside) - 8, "height": height})
    described = _(
        "Bars of the agreement overall and by section; the numbers stand in the table on this sheet."
    )
    sheet.worksheet.insert_chart(
        *place, chart, {"x_offset": 4, "y_offset": 8, "object_position": 2, "description": described}
    )
    return place[0] + -(-(height + 10) // 20)


def _axis_from(rows: list[_Row]) -> float:
    """Where the axis begins: at 0, or as far below it as an interval reaches."""
    reached = [
        value for _id, _name, _label, one in rows for value in (one.alpha, one.low) if value is not None
    ]
    fifths = min([0.0, *(value * 5 for value in reached)])
    return -((-fifths + 0.999) // 1) / 5
