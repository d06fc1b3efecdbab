"""Widths and heights by Arial's advance widths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scorecard.exchange.lettering import clip, count_lines, room, row_height, text_width

words = st.text(alphabet="abc ñé-–.ÁMW\n😀", max_size=120)


def test_digits_are_as_wide_as_in_arial() -> None:
    assert text_width("0123456789", 10) == 55.6
    assert text_width("Wi", 10, bold=True) > text_width("Wi", 10)


def test_a_long_text_wraps_and_its_row_grows_with_it() -> None:
    text = "Every priority has a dated road-map with named responsibles. " * 4
    lines = count_lines(text, 26, 8)
    assert 7 <= lines <= 9
    assert row_height((text, 26, 8, False)) > lines * 10
    assert count_lines(text, 52, 8) < lines


def test_no_row_is_taller_than_a_spreadsheet_allows() -> None:
    assert row_height(("word " * 5_000, 10, 9, False)) <= 409


@given(text=words, width=st.floats(5, 80))
def test_a_clipped_text_fits_on_its_line(text: str, width: float) -> None:
    clipped = clip(text, width)
    assert "\n" not in clipped
    assert text_width(clipped) <= max(room(width), text_width("…"))


@given(text=words, width=st.floats(5, 60))
def test_a_wider_column_never_needs_more_lines(text: str, width: float) -> None:
    assert count_lines(text, width * 2) <= count_lines(text, width)


@given(text=words)
def test_what_fits_is_not_clipped(text: str) -> None:
    line = " ".join(text.split())
    assert clip(line, 400) == line
