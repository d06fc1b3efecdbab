"""The radar of a scorecard: its section scores beside the median of the ranked programmes."""

from __future__ import annotations

from scorecard.exchange.books import cards
from scorecard.exchange.books.book import Book
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import WHOLE
from scorecard.i18n import _


def add_radar(book: Book, sheet: Sheet, row: int) -> None:
    """Add the radar where three sections or more are not switched off."""
    if len(book.drawn) < 3:
        return
    plan, programme = book.plan, book.programme(row)
    chart = book.workbook.add_chart({"type": "radar", "subtype": "with_markers"})
    first, last = plan.section_rows.start, plan.section_rows.start + len(book.drawn) - 1
    names = sheet.reference(first, cards.SHORT_NAMES, last, cards.SHORT_NAMES)
    colour = sheet.styles.colour
    chart.add_series(
        {
            "name": _("This programme"),
            "categories": names,
            "values": sheet.reference(first, cards.CHART, last, cards.CHART),
            "line": {"color": colour("series1"), "width": 2},
            "marker": {
                "type": "circle",
                "size": 5,
                "fill": {"color": colour("series1")},
                "border": {"color": colour("series1")},
            },
        }
    )
    summary = book.sheets[book.tabs.summary]
    medians = book.summary.plotted
    median_row = book.summary.median_row
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
    chart.set_x_axis(
        {"num_font": font, "major_gridlines": {"visible": True, "line": {"color": colour("grid")}}}
    )
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
            "layout": {"x": 0.63, "y": 0.52, "width": 0.34, "height": 0.24},
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
