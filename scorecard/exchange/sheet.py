"""One sheet being written: cells with formats, heights, titles and print set-up, and a tally to check it by."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scorecard.errors import Refusal
from scorecard.exchange.formulas import Formula, Shown
from scorecard.exchange.layout import at, on, span
from scorecard.exchange.lettering import row_height
from scorecard.exchange.styles import Styles
from scorecard.i18n import _
from scorecard.model.text import clean

_LONGEST_TEXT = 32_767
_A4 = 9


@lru_cache(maxsize=20_000)
def _measured(text: str) -> tuple[str, int]:
    """A text as a cell can hold it, and its length as spreadsheets count; names and codes come again and again."""
    cleaned = clean(text)
    return cleaned, len(cleaned.encode("utf-16-le")) // 2


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter says no types
    """Formulas stand as they are written: ours use no function younger than Excel 2007, which would need a prefix.

    XlsxWriter would look for each of thirty such functions in each formula, a quarter of the time of a large workbook.
    Should it prepare formulas by another name one day, they come out the same and only later.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")


class Sheet:
    """A worksheet. Rows and columns count from 0.

    `filled` counts the cells that are not empty and `total` adds up their numbers, cached results included, so
    that the file can be compared with what was meant when it is read back.
    """

    def __init__(self, worksheet: Worksheet, styles: Styles) -> None:
        self.worksheet = worksheet
        self.styles = styles
        self.filled = 0
        self.numbers: list[float] = []
        self.last_row = 0

    @property
    def name(self) -> str:
        """The tab."""
        return str(self.worksheet.get_name())

    def text(self, row: int, col: int, text: str, style: Format) -> None:
        """A text, never read as a number, a link or a formula."""
        text = self._fitting(row, col, text)
        if text:
            self.worksheet.write_string(row, col, text, style)
        else:
            self.worksheet.write_blank(row, col, None, style)
        self._count(row, text)

    def headed(
        self, row: int, col: int, head: str, text: str, style: Format, bold: Format, plain: Format
    ) -> None:
        """A head and a text under it in one cell, each in a font of its own; either may be empty."""
        whole = self._fitting(row, col, f"{head.strip()}\n{text.strip()}")
        head, between, text = whole.partition("\n")
        if not between:
            self.text(row, col, whole, style)
            return
        self.worksheet.write_rich_string(row, col, bold, head, plain, between + text, style)
        self._count(row, head)

    def number(self, row: int, col: int, value: float, style: Format) -> None:
        """A number."""
        self.worksheet.write_number(row, col, value, style)
        self._count(row, value)

    def shown(self, row: int, col: int, value: Shown, style: Format) -> None:
        """A number or a text as it is, without a formula."""
        if isinstance(value, str):
            self.text(row, col, value, style)
        else:
            self.number(row, col, value, style)

    def formula(self, row: int, col: int, formula: Formula, style: Format) -> None:
        """A live formula with its result."""
        self.worksheet.write_formula(row, col, "=" + formula.text, style, formula.value)
        self._count(row, formula.value)

    def array(self, row: int, col: int, formula: Formula, style: Format) -> None:
        """A live formula of one cell that reads ranges element by element."""
        self.worksheet.write_array_formula(
            row, col, row, col, "{=" + formula.text + "}", style, formula.value
        )
        self._count(row, formula.value)

    def link(self, row: int, col: int, tab: str, text: str, style: Format, tip: str = "") -> None:
        """A text that leads to the head of another sheet."""
        self.worksheet.write_url(row, col, f"internal:{on(tab, 'A1')}", style, clean(text), clean(tip)[:250])
        self._count(row, text)

    def back(self, col: int, tab: str, words: str) -> None:
        """The link at the right end of the first row that leads back to where a reader comes from."""
        look = {"font_size": 8, "font_color": "link", "underline": 1, "align": "right", "valign": "vcenter"}
        self.link(0, col, tab, words, self.styles("link", **look))

    def day(self, row: int, col: int, day: date, style: Format) -> None:
        """A date."""
        self.worksheet.write_datetime(row, col, day, style)
        self._count(row, "date")

    def _fitting(self, row: int, col: int, text: str) -> str:
        """A text as the cell can hold it; refused where it is too long for any."""
        text, length = _measured(text)
        if length > _LONGEST_TEXT:
            sentence = _(
                "The text in {cell} of the sheet “{sheet}” is longer than a spreadsheet cell holds "
                "(32,767 characters). Shorten it and export again; nothing was written."
            )
            raise Refusal(sentence.format(cell=at(row, col), sheet=self.name))
        return text

    def _count(self, row: int, value: Shown) -> None:
        if row > self.last_row:
            self.last_row = row
        if isinstance(value, str):
            self.filled += value != ""
        else:
            self.filled += 1
            self.numbers.append(float(value))

    def widths(self, *widths: float) -> None:
        """The widths of the columns from A on, in characters."""
        for col, width in enumerate(widths):
            self.worksheet.set_column(col, col, width)

    def height(self, row: int, points: float) -> None:
        """The height of a row."""
        self.worksheet.set_row(row, points)

    def fit(self, row: int, *texts: tuple[str, float, float, bool], least: float = 14.3) -> None:
        """The height of a row by its wrapped texts: each with its column's width, its size and boldness."""
        self.worksheet.set_row(row, row_height(*texts, least=least))

    def title(self, text: str) -> None:
        """The first row: what the sheet is."""
        self.text(0, 0, text, self.styles("title", bold=True, font_size=14, valign="vcenter"))
        self.height(0, 24)

    def subtitle(self, row: int, text: str) -> None:
        """A row of small print."""
        self.text(row, 0, text, self.styles("small", font_size=8, font_color="muted", valign="vcenter"))
        self.height(row, 14)

    def answer(self, row: int, formula: Formula) -> None:
        """The row that says the answer, live."""
        self.formula(row, 0, formula, self.styles("answer", bold=True, font_size=10, valign="vcenter"))
        self.height(row, 17)

    def note(self, row: int, text: str) -> None:
        """A row of explanation in running text."""
        self.text(row, 0, text, self.styles("small", font_size=8, valign="vcenter"))
        self.height(row, 14)

    def heads(self, row: int, col: int, heads: tuple[str, ...], height: float, **properties: Any) -> None:
        """The header row of a table from a column on."""
        for offset, head in enumerate(heads):
            self.text(row, col + offset, head, self.styles.head(**properties))
        self.height(row, height)

    def page(
        self,
        last_col: int,
        *,
        footer: str,
        landscape: bool = True,
        repeat: tuple[int, int] | None = None,
        one_page: bool = False,
    ) -> None:
        """A4, one page wide, print area down to the last row written; a footer with sheet and page."""
        sheet = self.worksheet
        sheet.set_paper(_A4)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 1 if one_page else 0)
        sheet.print_area(0, 0, self.last_row, last_col)
        if repeat is not None:
            sheet.repeat_rows(*repeat)
        page = _("Page {page} of {pages}").format(page="&P", pages="&N")
        caution = footer.replace("&", "&&")
        sheet.set_footer(f'&L&"Arial,Regular"&8{caution}&C&"Arial,Regular"&8&A&R&"Arial,Regular"&8{page}')
        sheet.hide_gridlines(2)

    def reference(self, first_row: int, first_col: int, last_row: int, last_col: int) -> str:
        """A range of this sheet as charts and names of the workbook refer to it."""
        return "=" + on(self.name, span(first_row, first_col, last_row, last_col, "row col"))
