"""How a line is shared among columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scorecard.analysis.sources.column_shares import LINE, column_shares


def test_a_column_of_long_texts_gets_what_short_ones_do_not_need() -> None:
    id, text, mark = column_shares(("Id", "Text", "Mark"), [("CL01", "word " * 60, "√")] * 3)
    assert text > 10 * id
    assert mark < id + 4


def test_no_column_is_narrower_than_its_longest_word_nor_wider_than_its_longest_line() -> None:
    widths = column_shares(
        ("Id", "Entrepreneurship"), [("CL01", "a b"), ("CL02", "Interconnectedness is one")]
    )
    assert widths[1] >= len("Interconnectedness")
    assert widths[1] <= len("Interconnectedness is one") + 1
    assert widths[0] <= 6


def test_lines_of_their_own_need_no_more_room_than_the_longest_of_them() -> None:
    assert column_shares(("A",), [("one\ntwo\nthree",)])[0] <= 6


@given(
    rows=st.lists(st.tuples(st.text(max_size=200), st.text("ab -\n", max_size=400), st.just("")), max_size=12)
)
def test_every_column_has_room_and_all_together_no_more_than_a_line_unless_words_ask_for_it(
    rows: list[tuple[str, ...]],
) -> None:
    widths = column_shares(("One", "Two", "Three"), rows)
    assert len(widths) == 3
    assert min(widths) >= 4
    assert sum(widths) <= LINE
