"""One manuscript as Word and as PDF: both say the same, and both can be found one's way in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from scorecard.documents.files import save_document
from scorecard.documents.manuscript import Bullets, Figure, Grid, Heading, Manuscript, Paragraph
from scorecard.documents.page import LINE_MM, column_widths
from scorecard.documents.pdf import as_pdf
from scorecard.documents.word import as_word
from scorecard.errors import Refusal
from scorecard.model.text import clean
from tests.documents.read_back import letters_of, word_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def picture() -> Figure:
    buffer = BytesIO()
    Image.new("RGB", (40, 20)).save(buffer, "PNG")
    return Figure(png=buffer.getvalue(), width=40, height=20, words="A profile with five spokes")


def manuscript(*blocks: Heading | Paragraph | Bullets | Grid | Figure) -> Manuscript:
    return Manuscript(
        title="Minutes",
        subject="Mining",
        language="en",
        made_at=NOON,
        footer="Illustrative scores",
        blocks=blocks,
    )


LONG = Grid(
    heads=("Id", "Text"), rows=tuple((str(number), "word " * 40) for number in range(60)), widths=(1, 9)
)


def test_word_has_headings_as_styles_and_lists_as_lists() -> None:
    word = word_of(as_word(manuscript(Heading("First"), Heading("Second", 2), Bullets(("one", "two")))))
    assert [(one.style.name, one.text) for one in word.paragraphs if one.style] == [
        ("Title", "Minutes"),
        ("Heading 1", "First"),
        ("Heading 2", "Second"),
        ("List Bullet", "one"),
        ("List Bullet", "two"),
    ]


def test_word_repeats_heads_and_keeps_rows_whole() -> None:
    table = word_of(as_word(manuscript(LONG))).tables[0]
    marks = [[mark.tag for mark in row._tr.trPr] for row in table.rows]
    assert marks[0] == [qn("w:tblHeader")]
    assert marks[1] == [qn("w:cantSplit")]
    assert [cell.text for cell in table.rows[3].cells] == ["2", ("word " * 40).strip()]


def test_word_is_a4_with_numbered_pages_and_properties() -> None:
    word = word_of(as_word(manuscript()))
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("Illustrative scores")
    fields = [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    properties = word.core_properties
    assert (properties.title, properties.subject, properties.language) == ("Minutes", "Mining", "en")
    assert properties.comments == ""


def test_a_picture_in_word_says_what_it_shows() -> None:
    word = word_of(as_word(manuscript(picture())))
    assert word.inline_shapes[0]._inline.docPr.get("descr") == "A profile with five spokes"


def test_pdf_has_an_outline_properties_and_its_fonts_within() -> None:
    contents = as_pdf(manuscript(Heading("First"), Heading("Second", 2), picture()))
    assert contents.startswith(b"%PDF-")
    assert contents.rstrip().endswith(b"%%EOF")
    for part in (
        b"/Title (Minutes)",
        b"/Subject (Mining)",
        b"/Lang (en)",
        b"/Title (First)",
        b"/Title (Second)",
    ):
        assert part in contents
    assert b"/FontFile2" in contents
    assert b"Inter-SemiBold" in contents


def test_an_outline_leaves_no_level_out_where_headings_do() -> None:
    contents = as_pdf(manuscript(Heading("Third", 3), Heading("First"), Heading("Third again", 3)))
    assert contents.count(b"/Title (Third") == 2


def test_pdf_repeats_heads_and_numbers_every_page() -> None:
    letters = letters_of(as_pdf(manuscript(LONG))).splitlines()
    pages = [line for line in letters if line.startswith("Page ")]
    assert len(pages) > 2
    assert pages == [f"Page {number} of {len(pages)}" for number in range(1, len(pages) + 1)]
    assert letters.count("Id") == len(pages)


def test_a_text_longer_than_a_page_goes_on_with_the_next_one() -> None:
    grid = Grid(heads=("Id", "Text"), rows=(("1", "word " * 4_000),), widths=(1, 1))
    letters = letters_of(as_pdf(manuscript(grid)))
    assert letters.count("word") == 4_000


def test_what_looks_like_a_formula_or_markup_is_plain_text_in_both() -> None:
    words = "=SUM(A1:A2) <b>bold</b> & <font size=99>"
    written = manuscript(Paragraph(words), Grid(rows=(("a", words),), widths=(1, 4)), Bullets((words,)))
    word = word_of(as_word(written))
    assert [one.text for one in word.paragraphs].count(words) == 2
    assert word.tables[0].rows[0].cells[1].text == words
    # Escaped signs are drawn apart from what stands around them.
    assert letters_of(as_pdf(written)).replace("\n", "").count(words) == 3


@settings(max_examples=15)
@given(words=st.text(max_size=200))
def test_no_text_breaks_a_document(words: str) -> None:
    written = replace(
        manuscript(
            Heading(words or "x"),
            Paragraph(words, lead=words),
            Bullets((words,)),
            Grid(heads=(words, "b"), rows=((words, words),), widths=(1, 1)),
        ),
        title=words,
        footer=words,
        subject=words,
    )
    word = word_of(as_word(written))
    assert word.paragraphs[0].text == clean(words)
    assert as_pdf(written).startswith(b"%PDF-")


def test_columns_fill_the_line_and_none_is_too_narrow_for_a_word() -> None:
    widths = column_widths(Grid(rows=(), widths=(1, 1, 60)))
    assert sum(widths) == pytest.approx(LINE_MM)
    assert min(widths) >= 12


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".PDF"])
def test_a_file_is_written_in_the_format_of_its_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"minutes{suffix}"
    save_document(manuscript(Paragraph("Agreed.")), path)
    assert path.read_bytes()[:2] == (b"PK" if suffix == ".docx" else b"%P")
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_another_suffix_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"neither in \.docx, for Word, nor in \.pdf"):
        save_document(manuscript(), tmp_path / "minutes.odt")
    assert list(tmp_path.iterdir()) == []


def test_pages_are_numbered_in_the_language_of_the_manuscript(tmp_path: Path) -> None:
    path = tmp_path / "acta.pdf"
    save_document(replace(manuscript(), language="es"), path)
    assert "gina 1 de 1" in letters_of(path.read_bytes())
