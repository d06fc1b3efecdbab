"""Marks: what is missing is drawn, and names stay apart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from scorecard.library.frameworks import built_in_framework
from ui.theme import Theme
from ui.widgets import marks

BOX = QRectF(0, 0, 30, 18)


def painted(theme: Theme, value: str) -> bytes:
    image = QImage(30, 18, QImage.Format.Format_ARGB32)
    image.fill(theme.colour("surface"))
    painter = QPainter(image)
    marks.draw_value(painter, BOX, theme, built_in_framework("ptpr"), value)
    painter.end()
    return bytes(image.constBits())


def test_no_two_values_look_alike(theme: Theme) -> None:
    values = ("0", "1", "2", "3", "4", "NE", "NA", "")
    assert len({painted(theme, value) for value in values}) == len(values)


@pytest.mark.parametrize(
    ("position", "top", "step"), [(0, 4, 0), (4, 4, 4), (0, 2, 0), (1, 2, 2), (2, 2, 4), (1, 1, 4), (5, 5, 4)]
)
def test_scales_of_any_length_run_from_the_first_step_to_the_last(position: int, top: int, step: int) -> None:
    assert marks.level_role(position, top) == step


def test_an_interval_without_a_score_has_no_mark(theme: Theme) -> None:
    strong = theme.colour("data-strong").rgb()
    for score, expected in ((2.0, True), (None, False)):
        image = QImage(120, 20, QImage.Format.Format_ARGB32)
        image.fill(theme.colour("surface"))
        painter = QPainter(image)
        marks.draw_interval(painter, QRectF(0, 0, 120, 20), theme, 1.0, 3.0, score, 4)
        painter.end()
        found = any(image.pixel(x, 10) == strong for x in range(120))
        assert found is expected


def test_a_long_name_keeps_its_last_word(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.font(12))
    name = "Regional Development Strategy of Tarapacá"
    cut = marks.elide_keeping_last_word(metrics, name, 150)
    assert cut.endswith("… Tarapacá")
    assert cut.startswith("Regional")
    assert metrics.horizontalAdvance(cut) <= 150


def test_a_short_name_stays_whole(theme: Theme) -> None:
    assert (
        marks.elide_keeping_last_word(QFontMetricsF(theme.font(12)), "Innovate Peru", 300) == "Innovate Peru"
    )


@pytest.mark.parametrize(
    "name", ["Supercalifragilisticexpialidocious", "An Unpronounceablylongplacename", ""]
)
def test_a_name_never_grows_out_of_its_room(theme: Theme, name: str) -> None:
    metrics = QFontMetricsF(theme.font(12))
    assert metrics.horizontalAdvance(marks.elide_keeping_last_word(metrics, name, 80)) <= 80
