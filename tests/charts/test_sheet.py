"""Names are cut and texts wrapped so that they can still be told apart."""

from __future__ import annotations

import pytest
from matplotlib.backends.backend_agg import RendererAgg

from scorecard.charts.sheet import shorten, width_of, wrap, wrap_list
from scorecard.charts.style import face


def test_a_name_that_fits_stays_whole() -> None:
    assert shorten("Alta Ley", 200, 12) == "Alta Ley"


def test_a_cut_name_keeps_its_last_word() -> None:
    cut = shorten("Regional Development Strategy of Tarapacá", 160, 12)
    assert cut.endswith("… Tarapacá")
    assert cut.startswith("Regional")
    assert width_of(cut, 12) <= 160


@pytest.mark.parametrize("room", [20, 60, 200])
def test_a_single_endless_word_is_cut_at_its_end(room: int) -> None:
    cut = shorten("W" * 100, room, 12)
    assert cut.endswith("…")
    assert width_of(cut, 12) <= room


def test_wrapped_lines_hold_every_word() -> None:
    words = "Programmes institutions evaluators evidence and levels are all made up"
    lines = wrap(words, 120, 12)
    assert " ".join(lines) == words
    assert all(width_of(line, 12) <= 120 for line in lines)


def test_the_last_of_few_lines_is_shortened() -> None:
    lines = wrap("one two three four five six seven eight", 90, 12, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("… eight")


def test_a_width_is_that_of_the_wider_of_screen_and_picture() -> None:
    words = "Dimensiones del Examen de la Política · puntajes de todos los evaluadores · media ponderada" * 2
    for dots in (100, 200):
        drawn = RendererAgg(1, 1, dots).get_text_width_height_descent(words, face(12, 400), False)[0]
        assert width_of(words, 12) >= drawn * 100 / dots


def test_a_list_breaks_between_its_items() -> None:
    lines = wrap_list(["Framework 1.0", "Round 1", "equal weights"], "  ·  ", 160, 12)
    assert lines == ["Framework 1.0  ·  Round 1", "equal weights"]


def test_an_item_wider_than_its_line_is_wrapped() -> None:
    lines = wrap_list(["Round 1", "Production linkages of natural-resource programmes"], "  ·  ", 160, 12)
    assert lines[0] == "Round 1"
    assert len(lines) > 2
    assert all(width_of(line, 12) <= 160 for line in lines)
