"""A manuscript as a Word document: headings to find the way by, heads repeated on every page, pictures in words."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, assert_never

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from scorecard.documents.manuscript import Block, Bullets, Figure, Grid, Heading, Manuscript, Paragraph
from scorecard.documents.page import FIGURE_MM, HEIGHT_MM, LINE_MM, MARGIN_MM, WIDTH_MM, column_widths
from scorecard.i18n import _
from scorecard.model.text import clean
from scorecard.palette import palette

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

_FONT = "Calibri"
_CELL = "Scorecard cell"
_TONES = {
    "plain": "Normal",
    "answer": "Scorecard answer",
    "muted": "Scorecard note",
    "caution": "Scorecard caution",
}
_ABOVE, _BELOW = 40, 60
"""Twentieths of a point between the lines of a table and its texts."""

_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_SPELLING = {"en": "en-GB", "es": "es-CL"}


def as_word(manuscript: Manuscript) -> bytes:
    """The contents of a .docx file."""
    word = Document()
    _set_page(word, manuscript)
    _set_styles(word, manuscript.language)
    _set_properties(word, manuscript)
    _write(word.add_paragraph(), manuscript.title, "Title")
    before: Block | None = None
    for block, after in zip_longest(manuscript.blocks, manuscript.blocks[1:]):
        match block:
            case Heading():
                _write(word.add_paragraph(), block.text, f"Heading {block.level}")
            case Paragraph():
                _write_paragraph(
                    word, block, leads=isinstance(before, Heading) or isinstance(after, Grid | Bullets)
                )
            case Bullets():
                for item in block.items:
                    _write(word.add_paragraph(), item, "List Bullet")
            case Grid():
                _write_grid(word, block)
            case Figure():
                _write_figure(word, block)
            case _:
                assert_never(block)
        before = block
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _set_page(word: Word, manuscript: Manuscript) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    foot = section.footer.paragraphs[0]
    foot.style = word.styles["Footer"]
    foot.add_run(f"{clean(manuscript.footer)} · ")
    for part in re.split(r"({page}|{pages})", _("Page {page} of {pages}")):
        if part in _FIELDS:
            _add_field(foot, _FIELDS[part])
        elif part:
            foot.add_run(part)


def _add_field(paragraph: WordParagraph, instruction: str) -> None:
    """A field that Word fills in when it lays out the pages."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _set_styles(word: Word, language: str) -> None:
    colours = palette("light")
    normal = _style(word, "Normal")
    normal.font.name, normal.font.size = _FONT, Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    spelling = OxmlElement("w:lang")
    spelling.set(qn("w:val"), _SPELLING[language])
    normal.element.get_or_add_rPr().append(spelling)
    for name, size, before in (
        ("Title", 22, 0),
        ("Heading 1", 15, 16),
        ("Heading 2", 12, 12),
        ("Heading 3", 10.5, 8),
    ):
        style = _style(word, name)
        _set_font(style, size=size, colour=colours["text"], bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
        style.paragraph_format.keep_with_next = True
    for border in _style(word, "Title").element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    for name, size, role, bold in (
        (_TONES["answer"], 12.5, "text", True),
        (_TONES["muted"], 9, "muted", False),
        (_TONES["caution"], 10.5, "warning", True),
        (_CELL, 8.5, "text", False),
    ):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _set_font(style, size=size, colour=colours[role], bold=bold)
    _style(word, _CELL).paragraph_format.space_after = Pt(0)
    _set_font(_style(word, "Footer"), size=8, colour=colours["muted"], bold=False)


def _style(word: Word, name: str) -> ParagraphStyle:
    style: ParagraphStyle = word.styles[name]
    return style


def _set_font(style: ParagraphStyle, *, size: float, colour: str, bold: bool) -> None:
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    style.font.name = _FONT
    # The headings of the template name a font of its theme, which would win over the name.
    fonts = style.element.get_or_add_rPr().rFonts
    for place in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{place}"), None)


def _set_properties(word: Word, manuscript: Manuscript) -> None:
    properties = word.core_properties
    properties.title = clean(manuscript.title)[:255]
    properties.subject = clean(manuscript.subject)[:255]
    properties.author = properties.last_modified_by = "Scorecard"
    properties.comments = ""
    properties.language = manuscript.language
    properties.created = properties.modified = manuscript.made_at.replace(tzinfo=None)


def _write(paragraph: WordParagraph, text: str, style: str, *, bold: bool = False) -> None:
    # By id, since python-docx goes through all styles of the template for each one that is given by its name.
    paragraph._p.style = style.replace(" ", "")
    paragraph.add_run(clean(text)).bold = bold or None


def _write_paragraph(word: Word, block: Paragraph, *, leads: bool) -> None:
    """One that leads to what follows is not parted from it by the end of a page."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = leads or None
    if block.lead:
        paragraph.add_run(f"{clean(block.lead)} ").bold = True
    _write(paragraph, block.text, _TONES[block.tone])


def _write_grid(word: Word, grid: Grid) -> None:
    colours = palette("light")
    table = word.add_table(rows=len(grid.rows) + bool(grid.heads), cols=len(grid.widths))
    table.autofit = False
    _set_look(table, colours["border"])
    widths = [Mm(width) for width in column_widths(grid)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    lines = [*([grid.heads] if grid.heads else []), *grid.rows]
    for number, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
        is_head = bool(grid.heads) and number == 0
        mark = OxmlElement("w:tblHeader" if is_head else "w:cantSplit")
        row._tr.get_or_add_trPr().append(mark)
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[place]
            _write_cell(cell, text, bold=is_head or not (grid.heads or place), right=place in grid.right)
            if is_head:
                _shade(cell, colours["sunken"])
    # Two tables one after the other would grow together.
    _write(word.add_paragraph(), "", _CELL)


def _write_cell(cell: _Cell, text: str, *, bold: bool, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    _write(paragraph, text, _CELL, bold=bold)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _set_look(table: Table, colour: str) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (
            ("val", "single"),
            ("sz", "4"),
            ("space", "0"),
            ("color", colour.removeprefix("#")),
        ):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties: BaseOxmlElement = table._tbl.tblPr
    # Word reads what a table is like in one order only.
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", _ABOVE), ("bottom", _BELOW)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.insert_element_before(margins, "w:tblLook")


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.removeprefix("#"))):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _write_figure(word: Word, figure: Figure) -> None:
    width = min(LINE_MM, FIGURE_MM * figure.width / figure.height)
    shape = word.add_picture(BytesIO(figure.png), width=Mm(width))
    shape._inline.docPr.set("descr", clean(figure.words))
