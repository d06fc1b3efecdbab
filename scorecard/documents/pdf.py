"""A manuscript as a PDF: the fonts of the window within it, an outline, heads repeated, and pages numbered."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any, assert_never
from xml.sax.saxutils import escape

from reportlab import platypus
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from scorecard.documents.manuscript import Block, Bullets, Figure, Grid, Heading, Manuscript, Paragraph
from scorecard.documents.page import FIGURE_MM, LINE_MM, MARGIN_MM, column_widths
from scorecard.i18n import _
from scorecard.model.text import clean
from scorecard.palette import palette
from scorecard.paths import resource

_PLAIN, _BOLD = "Inter-Regular", "Inter-SemiBold"
_FOOT = 8
_BESIDE = 3
_ROOM = {1: 40, 2: 30, 3: 22}
"""Millimetres of a page that a heading needs for itself and the first of what follows, by its level.

To keep it with all that follows, as reportlab would, leaves half a page empty before a long table.
"""

_PAGE = A4[1] - 2 * MARGIN_MM * mm
"""The height of a page between its margins, in points like all that follows."""


def as_pdf(manuscript: Manuscript) -> bytes:
    """The contents of a .pdf file."""
    _load_fonts()
    buffer = BytesIO()
    document = _Pages(buffer, manuscript)
    story: list[platypus.Flowable] = [_text(manuscript.title, "title")]
    for block in manuscript.blocks:
        story += _flowables(block)

    def numbered(*given: Any, **named: Any) -> _NumberedCanvas:
        return _NumberedCanvas(clean(manuscript.footer), *given, **named)

    document.build(story, canvasmaker=numbered)
    return buffer.getvalue()


class _Pages(platypus.BaseDocTemplate):
    """A4 pages whose headings stand in the outline."""

    def __init__(self, buffer: BytesIO, manuscript: Manuscript) -> None:
        super().__init__(
            buffer,
            pagesize=A4,
            title=clean(manuscript.title),
            subject=clean(manuscript.subject),
            author="Scorecard",
            creator="Scorecard",
            lang=manuscript.language,
            initialFontName=_PLAIN,
        )
        margin = MARGIN_MM * mm
        frame = platypus.Frame(
            margin, margin, A4[0] - 2 * margin, A4[1] - 2 * margin,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        self.addPageTemplates(platypus.PageTemplate(frames=[frame]))
        self._headings = 0
        self._depth = -1

    def afterFlowable(self, flowable: platypus.Flowable) -> None:  # noqa: N802 (a name of reportlab)
        """Put a heading that was just laid into the outline."""
        if not isinstance(flowable, _Titled):
            return
        place = f"heading-{self._headings}"
        self._headings += 1
        self._depth = min(flowable.depth, self._depth + 1)
        self.canv.bookmarkPage(place)
        self.canv.addOutlineEntry(flowable.words, place, self._depth, closed=self._depth > 0)


class _Titled(platypus.Paragraph):
    """A heading that knows its words and, from 0, how deep it stands in the outline."""

    def __init__(self, block: Heading) -> None:
        super().__init__(_marked(block.text), _styles()[f"heading{block.level}"])
        self.words = clean(block.text)
        self.depth = block.level - 1


class _NumberedCanvas(Canvas):
    """Writes the foot of the pages once it is known how many there are."""

    def __init__(self, footer: str, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._footer = footer
        self._finished: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 (a name of reportlab)
        """Keep the page back."""
        self._finished.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Write the foot of every page, then the document."""
        pages = len(self._finished)
        for number, state in enumerate(self._finished, start=1):
            self.__dict__.update(state)
            words = _("Page {page} of {pages}").format(page=number, pages=pages)
            self._write_foot(words)
            super().showPage()
        super().save()

    def _write_foot(self, numbers: str) -> None:
        self.setFont(_PLAIN, _FOOT)
        self.setFillColor(HexColor(palette("light")["muted"]))
        right = A4[0] - MARGIN_MM * mm
        room = right - MARGIN_MM * mm - pdfmetrics.stringWidth(f"  {numbers}", _PLAIN, _FOOT)
        footer = self._footer
        while pdfmetrics.stringWidth(footer, _PLAIN, _FOOT) > room:
            footer = footer[:-2].rstrip() + "…"
        self.drawString(MARGIN_MM * mm, 10 * mm, footer)
        self.drawRightString(right, 10 * mm, numbers)


@cache
def _load_fonts() -> None:
    for name in (_PLAIN, _BOLD):
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", "truetype", f"{name}.ttf"))))
    pdfmetrics.registerFontFamily(_PLAIN, normal=_PLAIN, bold=_BOLD, italic=_PLAIN, boldItalic=_BOLD)


@cache
def _styles() -> dict[str, ParagraphStyle]:
    colours = palette("light")

    def style(
        name: str, size: float, *, role: str = "text", bold: bool = False, before: float = 0, after: float = 5
    ) -> ParagraphStyle:
        return ParagraphStyle(
            name,
            fontName=_BOLD if bold else _PLAIN,
            fontSize=size,
            leading=size * 1.35,
            textColor=HexColor(colours[role]),
            spaceBefore=before,
            spaceAfter=after,
        )

    styles = [
        style("title", 20, bold=True, after=8),
        style("heading1", 14, bold=True, before=16),
        style("heading2", 11, bold=True, before=11),
        style("heading3", 9.5, bold=True, before=7, after=3),
        style("plain", 9.5),
        style("answer", 11.5, bold=True),
        style("muted", 8.2, role="muted"),
        style("caution", 9.5, role="warning", bold=True),
        style("cell", 7.8, after=0),
        style("head", 7.8, bold=True, after=0),
    ]
    return {one.name: one for one in styles}


def _marked(words: str) -> str:
    """Plain words in the notation of reportlab, in which nothing that people wrote means anything."""
    return escape(clean(words)).replace("\n", "<br/>")


def _text(words: str, style: str, *, right: bool = False) -> platypus.Paragraph:
    look = _styles()[style]
    if right:
        look = ParagraphStyle(f"{style}-right", parent=look, alignment=TA_RIGHT)
    return platypus.Paragraph(_marked(words), look)


def _flowables(block: Block) -> list[platypus.Flowable]:
    match block:
        case Heading():
            return [platypus.CondPageBreak(_ROOM[block.level] * mm), _Titled(block)]
        case Paragraph():
            lead = f"<b>{_marked(block.lead)}</b> " if block.lead else ""
            return [platypus.Paragraph(lead + _marked(block.text), _styles()[block.tone])]
        case Bullets():
            items: list[Any] = [
                platypus.ListItem(_text(item, "plain"), leftIndent=12) for item in block.items
            ]
            look: dict[str, Any] = {
                "bulletType": "bullet",
                "start": "•",
                "bulletFontName": _PLAIN,
                "bulletAlign": "left",
            }
            return [platypus.ListFlowable(items, **look)]
        case Grid():
            return [_table(block), platypus.Spacer(0, 8)]
        case Figure():
            width = min(LINE_MM, FIGURE_MM * block.width / block.height) * mm
            height = width * block.height / block.width
            return [platypus.Image(BytesIO(block.png), width=width, height=height), platypus.Spacer(0, 8)]
        case _:
            assert_never(block)


def _table(grid: Grid) -> platypus.Table:
    colours = palette("light")
    rows = [
        [
            _text(text, "cell" if grid.heads or place else "head", right=place in grid.right)
            for place, text in enumerate(row)
        ]
        for row in grid.rows
    ]
    widths = [width * mm for width in column_widths(grid)]
    look: list[Any] = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(colours["border"])),
        ("LINEABOVE", (0, 0), (-1, 0), 0.5, HexColor(colours["border"])),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _BESIDE),
        ("RIGHTPADDING", (0, 0), (-1, -1), _BESIDE),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    if grid.heads:
        heads = [_text(head, "head", right=place in grid.right) for place, head in enumerate(grid.heads)]
        rows.insert(0, heads)
        look.append(("BACKGROUND", (0, 0), (-1, 0), HexColor(colours["sunken"])))
    return platypus.Table(
        rows,
        colWidths=widths,
        repeatRows=1 if grid.heads else 0,
        # Rows stay whole, but where a text is longer than a page.
        splitInRow=int(_tallest(rows, widths) > 0.85 * _PAGE),
        style=look,
        hAlign="LEFT",
    )


def _tallest(rows: list[list[platypus.Paragraph]], widths: list[float]) -> float:
    return max(
        (
            cell.wrap(width - 2 * _BESIDE, _PAGE)[1]
            for row in rows
            for cell, width in zip(row, widths, strict=True)
        ),
        default=0.0,
    )
