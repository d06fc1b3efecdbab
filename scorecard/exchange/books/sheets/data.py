"""The plain long sheet: one row a score, for pivot tables and other software."""

from __future__ import annotations

from collections.abc import Callable

from scorecard.analysis.sources.tables import LONG_COLUMNS, LongRow, long_table
from scorecard.errors import Refusal
from scorecard.exchange.books.book import Book, into
from scorecard.exchange.long_table import whole_number
from scorecard.exchange.sheet import Sheet
from scorecard.i18n import _

_NAMES = (
    "programme_name",
    "country",
    "evaluator_name",
    "evaluator_kind",
    "section",
    "section_name",
    "criterion_name",
)
_WIDTHS = (10, 12, 8, 11, 13, 7, 11, 48, 48, 20, 24, 14, 9, 24, 54)
_MOST_ROWS = 1_048_575
_SLICE = 20_000


def write_data(book: Book, sheet: Sheet, tick: Callable[[], None]) -> None:
    """Write the columns of the long table, then names; the Excel table `scores`. `tick` may stop the work."""
    rows = _data_rows(book)
    book.data_rows = len(rows)
    snapshot = book.publication.snapshot
    sheet.widths(*_WIDTHS)
    columns = (*LONG_COLUMNS, *_NAMES)
    sheet.heads(0, 0, columns, 16)
    programmes = {one.id: one for one in snapshot.programmes.values()}
    evaluators = {one.id: one for one in snapshot.evaluators.values()}
    sections = {one.id: section for section in book.sections for one in section.criteria}
    names = {one.id: into(one.name) for one in book.criteria}
    numbers = book.scale.form != "named"
    plain, centred = sheet.styles(), sheet.styles(align="center")
    value_col = LONG_COLUMNS.index("value")
    for at_row, row in enumerate(rows, start=1):
        if at_row % _SLICE == 0:
            tick()
        programme, evaluator = programmes[row.programme], evaluators[row.evaluator]
        section = sections[row.criterion]
        further = (
            programme.name, programme.country, evaluator.name, evaluator.kind, section.id,
            into(section.short), names[row.criterion],
        )  # fmt: skip
        for col, text in enumerate((*row, *further)):
            number = whole_number(text) if col == value_col and numbers else None
            if number is not None:
                sheet.number(at_row, col, number, centred)
            elif text:
                sheet.text(at_row, col, text, centred if col == value_col else plain)
    if rows:
        sheet.worksheet.add_table(
            0,
            0,
            len(rows),
            len(columns) - 1,
            {
                "name": "scores",
                "style": None,
                "columns": [{"header": column, "header_format": sheet.styles.head()} for column in columns],
            },
        )
    sheet.worksheet.freeze_panes(1, 0)
    sheet.page(len(columns) - 1, footer=book.caution, repeat=(0, 0))


def _data_rows(book: Book) -> list[LongRow]:
    """The rows of Data: every score of the framework and round that has a value."""
    rows = long_table(book.publication.snapshot, book.publication.scores)
    if len(rows) > _MOST_ROWS:
        sentence = _(
            "There are {count} scores, more than the rows of a sheet. Use “table long” for a CSV file instead; "
            "nothing was written."
        )
        raise Refusal(sentence.format(count=len(rows)))
    return rows
