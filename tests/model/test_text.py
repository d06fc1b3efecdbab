"""Texts that people enter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scorecard.model.text import Text, clean, folded


def test_a_text_is_given_in_the_language_asked_for() -> None:
    text = Text(en="level", es="nivel")
    assert (text.into("en"), text.into("es")) == ("level", "nivel")


def test_what_a_spreadsheet_cannot_hold_is_taken_out() -> None:
    assert clean(" a\x00b\x0bc\ud800d\ufffee\r\nf\rg ") == "abcde\nf\ng"


def test_a_line_cannot_be_turned_around() -> None:
    assert clean("safe\u202etxt.exe\u202d") == "safetxt.exe"


def test_other_alphabets_signs_and_emoji_stay() -> None:
    assert clean("العربية  – 鉱業 🏔️") == "العربية  – 鉱業 🏔️"


def test_an_accent_is_one_character_however_it_was_typed() -> None:
    assert clean("Tarapaca\u0301") == "Tarapacá"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(entry: str) -> None:
    assert clean(clean(entry)) == clean(entry)
    clean(entry).encode("utf-8")


def test_names_are_compared_without_case_accents_and_runs_of_spaces() -> None:
    assert folded("  José  PÉREZ ") == folded("jose perez")
    assert folded("Ñuñoa") == "nunoa"
    assert folded("ana") != folded("anna")
