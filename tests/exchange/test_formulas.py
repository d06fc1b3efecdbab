"""Formulas are built with their results, and no text can break out of its quotation marks."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from scorecard.exchange.formulas import Formula, either, fixed, literal, rank, sentence, spaced
from scorecard.i18n import speaking


@given(text=st.text(max_size=900))
def test_a_literal_is_text_in_pieces_that_a_spreadsheet_takes(text: str) -> None:
    pieces = re.findall(r'"((?:[^"]|"")*)"', literal(text))
    assert "".join(piece.replace('""', '"') for piece in pieces) == text
    assert all(len(piece.replace('""', '"')) <= 255 for piece in pieces)


def test_a_sentence_is_live_and_shows_what_it_would_compute() -> None:
    formula = sentence('{n} of "{all}".', n=Formula("COUNT(x)", "3"), all=Formula("ROWS(x)", "5"))
    assert formula == ('COUNT(x)&" of """&ROWS(x)&"""."', '3 of "5".')


def test_a_number_in_a_sentence_rounds_half_up_in_the_decimal_mark_of_the_language() -> None:
    assert fixed("D6", 1.625, 2) == ("FIXED(ROUND(D6,9),2,TRUE)", "1.63")
    with speaking("es"):
        assert fixed("D6", 1.625, 2).value == "1,63"
    assert fixed("D6", "", 2).value == ""
    assert fixed("D6", 57.499999999999993, 0).value == "58"


def test_a_choice_takes_the_result_of_its_branch() -> None:
    assert either("A1>0", True, Formula("1", 1.0), Formula("2", 2.0)) == ("IF(A1>0,1,2)", 1.0)
    assert either("A1>0", False, Formula("1", 1.0), Formula("2", 2.0)).value == 2.0


@given(text=st.text(alphabet='ab"*/,+ ', max_size=30))
def test_a_formula_shown_with_room_for_breaks_is_still_the_formula(text: str) -> None:
    formula = f"{rank('$E6', '$E$6:$E$9')}&{literal(text)}"
    shown = spaced(formula)
    assert shown.replace(" ", "") == formula.replace(" ", "")
    assert literal(text) in shown
