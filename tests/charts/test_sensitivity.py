"""The table of choices as a picture says what the analysis says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.figure import Figure
from matplotlib.text import Text

from scorecard.charts.sensitivity import choices, choices_height, choices_pictures, lay_choices
from scorecard.charts.sheet import Sheet
from scorecard.i18n import speaking
from scorecard.palette import palette
from tests.charts.conftest import MADE_AT

Build = Callable[..., Any]


def texts(figure: Figure) -> list[str]:
    """Every text on a figure."""
    return [text.get_text() for text in figure.findobj(Text)]


def test_every_head_stands_over_the_ranks_of_its_choice(sample: Build) -> None:
    study = sample("workshop", "en")
    sensitivity = study.sensitivity
    figure = Figure(figsize=(12, 8), dpi=100)
    sheet = Sheet(figure, palette("light"))
    rows = sensitivity.asked.ranking()
    lay_choices(sheet, sheet.box, sensitivity, rows, range(len(sensitivity.variants)))
    words = texts(figure)
    for variant in sensitivity.variants:
        assert set(variant.short.split()) <= set(" ".join(words).split())
        changes = [variant.figure(row).partition("\N{NO-BREAK SPACE}")[2] for row in rows]
        assert set(changes) <= set(words)
    assert sum(one.startswith("▲") and one[1:].isdigit() for one in words) == sum(
        int((variant.change > 0).sum()) for variant in sensitivity.variants
    )
    assert choices_height(rows) < sheet.height


def test_many_programmes_take_several_pictures_and_one_where_one_is_asked_for(compared: Build) -> None:
    study = compared({f"Programme {number}": str(number % 5) * 6 for number in range(70)})
    made = [make() for make in choices_pictures(study, MADE_AT)]
    assert [picture.name for picture in made] == ["choices", "choices-2"]
    whole = choices(study, MADE_AT)
    assert "Programme 69" in whole.words
    assert "Programme 69" in "\n".join(texts(whole.figure))


def test_many_choices_take_several_pictures_too(compared: Build) -> None:
    study = compared({"One": "4321" * 9, "Two": "1234" * 9}, sections=18)
    names = [make().name for make in choices_pictures(study, MADE_AT)]
    assert names == ["choices", "choices-columns-2"]


def test_the_words_tell_the_ranks_of_every_choice(sample: Build) -> None:
    with speaking("en"):
        words = choices(sample("workshop", "en"), MADE_AT).words
    assert "Rule, Weakest criterion: Southern Lithium Agenda 2\N{NO-BREAK SPACE}▼1;" in words
    assert "Southern Lithium Agenda leads in 8 of 12 other choices." in words
