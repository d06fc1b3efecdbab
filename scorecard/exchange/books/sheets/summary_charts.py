"""The two charts of the summary: the ranking beside its table, and the leading programmes by section."""

from __future__ import annotations

from typing import Any

from scorecard.exchange.books.book import Book
from scorecard.exchange.sheet import Sheet
from scorecard.i18n import _

_MOST_BARS = 40
_LEADERS = 3
_HEAD_PIXELS = 48
_ROW_PIXELS = 19
_PROFILE_PIXELS = 245


def add_ranking(book: Book, sheet: Sheet) -> None:
    """Stacked bars row by row beside the table: what is certain, what is open, and a mark for the score."""
    plan = book.summary
    count = min(len(book.order), _MOST_BARS)
    first = plan.rows.start
    last = first + count - 1
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    bar, certain, open_part, mark, beyond = plan.bars
    labels = sheet.reference(first, bar, last, bar)
    colour = sheet.styles.colour
    parts = (
        (certain, _("Certain"), "data"),
        (open_part, _("Open"), "data-soft"),
        (mark, _("Score"), "data-strong"),
        (beyond, _("Open"), "data-soft"),
    )
    for col, name, role in parts:
        chart.add_series(
            {
                "name": name,
                "categories": labels,
                "values": sheet.reference(first, col, last, col),
                "fill": {"color": colour(role)},
                "border": {"none": True},
                "gap": 60,
                "overlap": 100,
            }
        )
    if count < len(book.order):
        title = _("Mark: score. Dark: certain. Pale: evidence missing. First {count}").format(count=count)
    else:
        title = _("Mark: score. Dark: certain. Pale: evidence missing")
    height = _HEAD_PIXELS + count * _ROW_PIXELS + 26
    _look(book, chart, title, sheet)
    chart.set_x_axis(_scale_axis(book, sheet))
    chart.set_y_axis(
        {
            "reverse": True,
            "crossing": "max",
            "num_font": _font(sheet, 7),
            "line": {"color": colour("border")},
            "major_tick_mark": "none",
            "interval_unit": 1,
        }
    )
    chart.set_legend({"none": True})
    chart.set_plotarea(
        {
            "layout": {
                "x": 0.42,
                "y": _HEAD_PIXELS / height,
                "width": 0.54,
                "height": count * _ROW_PIXELS / height,
            }
        }
    )
    chart.set_size({"width": 411, "height": height})
    described = _(
        "Ranking of the programmes with their intervals; the numbers stand in the table to its left."
    )
    sheet.worksheet.insert_chart(
        first - 1, plan.chart, chart, {"object_position": 2, "description": described}
    )


def add_profile(book: Book, sheet: Sheet) -> int:
    """Lines of the first three at export over the sections, with the median; the last row that they cover."""
    plan = book.summary
    leaders = [index for index, row in enumerate(book.order) if book.comparison.rank[row] > 0][:_LEADERS]
    top = plan.median_row + 1
    if not leaders or plan.drawn < 2:
        return top
    chart = book.workbook.add_chart({"type": "line"})
    heads = sheet.reference(plan.head_row, plan.plotted.start, plan.head_row, plan.plotted.stop - 1)
    for number, (index, mark) in enumerate(zip(leaders, ("circle", "square", "triangle"), strict=False)):
        at_row = plan.rows.start + index
        colour = {"color": sheet.styles.colour(f"series{number + 1}")}
        chart.add_series(
            {
                "name": [sheet.name, at_row, plan.label],
                "categories": heads,
                "values": sheet.reference(at_row, plan.plotted.start, at_row, plan.plotted.stop - 1),
                "line": {**colour, "width": 1.75},
                "marker": {"type": mark, "size": 8, "fill": colour, "border": colour},
            }
        )
    row = plan.median_row
    chart.add_series(
        {
            "name": _("Median of the ranked programmes"),
            "categories": heads,
            "values": sheet.reference(row, plan.plotted.start, row, plan.plotted.stop - 1),
            "line": {"color": sheet.styles.colour("series4"), "width": 1.5, "dash_type": "dash"},
            "marker": {"type": "none"},
        }
    )
    _look(book, chart, _("Section scores of the leading programmes at export, and the median"), sheet)
    chart.set_y_axis(_scale_axis(book, sheet))
    chart.set_x_axis({"num_font": _font(sheet, 8), "line": {"color": sheet.styles.colour("control")}})
    chart.set_legend({"position": "right", "font": _font(sheet, 8)})
    chart.show_na_as_empty_cell()
    chart.show_blanks_as("gap")
    width = sum(int(width * 7 + 0.5) + 5 for width in plan.widths)
    chart.set_size({"width": width, "height": _PROFILE_PIXELS})
    described = _(
        "Lines of the section scores of the leading programmes; the numbers stand in the table above."
    )
    sheet.worksheet.insert_chart(
        top, 0, chart, {"y_offset": 8, "object_position": 2, "description": described}
    )
    return top + -(-(_PROFILE_PIXELS + 10) // 20)


def _look(book: Book, chart: Any, title: str, sheet: Sheet) -> None:
    chart.set_title(
        {"name": title, "name_font": {"name": "Arial", "size": 8, "bold": True}, "overlay": False}
    )
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})


def _font(sheet: Sheet, size: float) -> dict[str, Any]:
    return {"name": "Arial", "size": size, "color": sheet.styles.colour("text")}


def _scale_axis(book: Book, sheet: Sheet) -> dict[str, Any]:
    step = max(1, book.scale.top // 8)
    return {
        "min": 0,
        "max": book.scale.top,
        "major_unit": step,
        "num_format": "0",
        "num_font": _font(sheet, 8),
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": sheet.styles.colour("grid"), "width": 0.75}},
    }
