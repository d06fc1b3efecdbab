"""Tabs, names and references are safe whatever ids people give."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scorecard.exchange.layout import at, column, name_tabs, on, safe_names, span
from scorecard.i18n import speaking
from scorecard.model.programme import Programme

ids = st.lists(st.text(alphabet="aA1ñ_-.'[]:*?/\\ #&😀", min_size=1, max_size=40), max_size=12)


def programme(key: str, id: str) -> Programme:
    return Programme(key=key, id=id, name="name")


@given(names=ids)
def test_every_tab_is_one_that_a_spreadsheet_takes(names: list[str]) -> None:
    tabs = name_tabs(programme(str(number), id) for number, id in enumerate([*names, "Summary", "history"]))
    cards = list(tabs.cards.values())
    for tab in cards:
        assert 1 <= len(tab.encode("utf-16-le")) // 2 <= 31
        assert not set(tab) & set("[]:*?/\\'#")
    folded = {tab.casefold() for tab in (*cards, tabs.cover, tabs.summary, tabs.matrix, tabs.data, "history")}
    assert len(folded) == len(cards) + 5


def test_tabs_speak_the_language_of_the_workbook() -> None:
    with speaking("es"):
        assert name_tabs([]).summary == "Resumen"
    assert name_tabs([]).summary == "Summary"


@given(names=st.lists(st.text(min_size=1, max_size=20), unique=True, max_size=10))
def test_defined_names_hold_letters_digits_and_underscores_and_differ(names: list[str]) -> None:
    defined = safe_names("w_", names)
    assert all(
        name.isascii() and name.replace("_", "").isalnum() for name in defined.values() if name != "w_"
    )
    assert len({name.casefold() for name in defined.values()}) == len(names)


def test_references_are_written_as_spreadsheets_write_them() -> None:
    assert [column(index) for index in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert (at(5, 3), at(5, 3, "row"), at(5, 3, "row col")) == ("D6", "D$6", "$D$6")
    assert span(5, 2, 9, 2, "col") == "$C6:$C10"
    assert on("O'Higgins", "A1") == "'O''Higgins'!A1"
