"""Where things stand in a form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.exchange.forms.layout import META, Columns, RowKey, form_tabs, parse_row_key, row_key
from scorecard.model.programme import Programme

IDS = st.from_regex(r"[^\W_](?:[\w.\-]{0,22}[^\W_])?", fullmatch=True)
CODES = st.from_regex(r"[A-Za-z0-9_\-]{1,20}", fullmatch=True)


@given(IDS, CODES, CODES)
def test_a_row_key_is_read_as_it_was_written(programme: str, framework: str, code: str) -> None:
    key = RowKey(programme, f"{framework}.{code}")
    assert parse_row_key(f" {row_key(*key)} ") == key


@pytest.mark.parametrize(
    "text", ["", "key", "CL03", "CL03|", "|ptpr.ANT1", "CL03|ANT1", "a|b.c|d.e", "a b|c.d"]
)
def test_no_other_text_is_taken_for_a_row_key(text: str) -> None:
    assert parse_row_key(text) is None


def test_with_five_levels_the_columns_are_those_of_the_printed_form() -> None:
    columns = Columns(5)
    assert (columns.answer, columns.evidence, columns.note, columns.check, columns.key) == (7, 8, 9, 10, 11)


@given(st.lists(IDS, unique_by=str.casefold))
def test_tabs_are_unlike_each_other_in_any_case(ids: list[str]) -> None:
    tabs = form_tabs(Programme(key=id, id=id, name=id) for id in ids)
    names = [tabs.start, tabs.evidence, META, *tabs.programmes.values()]
    assert len({name.casefold() for name in names}) == len(ids) + 3
    assert all(0 < len(name) <= 31 for name in names)
