"""Texts flow over as many pages as they take: none is lost, cut or moved out of its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.walls import texts
from ui.widgets.wall.flow import Block, flow, text_block
from ui.widgets.wall.ink import fitting, width_of, wrapped

if TYPE_CHECKING:
    import pytest

TOP, BOTTOM = 100.0, 500.0


@given(text=texts(400), px=st.sampled_from([24, 40]), width=st.floats(80, 1200), indent=st.floats(0, 60))
def test_wrapping_keeps_every_letter_within_the_width(
    text: str, px: int, width: float, indent: float
) -> None:
    lines = wrapped(text, px, 400, width, indent)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for place, line in enumerate(lines):
        assert len(line) <= 1 or width_of(line, px) <= width - (indent if place == 0 else 0)


@given(some=st.lists(st.tuples(texts(900), st.sampled_from([24, 30])), max_size=6))
def test_pages_hold_every_line_in_order_and_within_the_page(some: list[tuple[str, int]]) -> None:
    blocks = [text_block(text, 600, px) for text, px in some]
    heading = (Block(lines=text_block("again", 600, 30).lines),)
    pages = flow(blocks, TOP, BOTTOM, heading)
    lines = [
        line.text
        for number, page in enumerate(pages)
        for _y, block in page[number > 0 :]
        for line in block.lines
    ]
    assert lines == [line.text for block in blocks for line in block.lines]
    for page in pages:
        y = TOP
        for top, block in page:
            assert top >= y
            y = top + block.height
        assert y <= BOTTOM


def test_the_first_text_that_fits_is_taken_at_the_largest_size() -> None:
    assert fitting(("short",), (40, 24), 400, 600, 1) == (["short"], 40)
    lines, px = fitting(("a rather long name for a line", "short"), (40, 24), 400, 140, 1)
    assert (lines, px) == (["short"], 40)


def test_what_fits_nowhere_keeps_its_last_word() -> None:
    lines, px = fitting(("Programa de Desarrollo de Proveedores Tarapacá",), (24,), 400, 300, 1)
    assert px == 24
    assert lines[0].endswith("… Tarapacá")
    assert width_of(lines[0], 24) <= 300


def test_wrapping_measures_with_the_font_of_the_window(
    theme: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert width_of("W" * 10, 24) > width_of("i" * 10, 24)
