"""The picture of agreement: every section, criterion and evaluator is on it, and said in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from scorecard.charts.agreement import agreement_height, agreement_pictures
from scorecard.charts.frame import Picture
from scorecard.i18n import speaking

MADE_AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
Build = Callable[..., Any]


def drawn(study: Any) -> Picture:
    """The one picture."""
    (make,) = agreement_pictures(study, MADE_AT)
    return make()


def texts_on(figure: Figure) -> list[str]:
    """Every text on a figure."""
    return [text.get_text() for text in figure.findobj(Text)]


@pytest.mark.parametrize("name", ["mining", "workshop"])
def test_every_section_criterion_and_evaluator_is_on_the_picture(name: str, sample: Build) -> None:
    study = sample(name, "en")
    texts = set(texts_on(drawn(study).figure))
    framework = study.agreement.framework
    assert {section.short.en for section in framework.sections} <= texts
    starts = {criterion.name.en.split()[0] for criterion in framework.criteria}
    assert starts <= {text.split()[0] for text in texts if text.strip()}
    assert {habit.evaluator.name for habit in study.agreement.habits} <= texts


def test_the_picture_says_in_words_what_it_shows(sample: Build) -> None:
    picture = drawn(sample("workshop", "en"))
    lines = picture.words.splitlines()
    assert lines[:2] == [
        "Invented scores, not an official assessment",
        (
            "Evaluators agree well on embeddedness, hardly on anticipation, adaptation, learning and upgrading, "
            "and interconnectedness."
        ),
    ]
    assert "Embeddedness: well, alpha 0.89, interval 0.77 to 0.93, 59 shared cells." in lines
    assert "Marta Ejemplo: severity −0.61 levels on 256 shared cells, severe." in lines
    assert "Julio Ejemplo: severity −0.25 levels on 260 shared cells, flat." in lines


def test_figures_use_the_decimal_mark_of_the_language(sample: Build) -> None:
    with speaking("es"):
        texts = texts_on(drawn(sample("workshop", "es")).figure)
    assert "0,89" in texts
    assert "0,667" in texts


def test_one_evaluator_has_a_picture_that_says_why_it_is_empty(compared: Build) -> None:
    study = compared({"One": "222222", "Two": "13--E-"})
    picture = drawn(study)
    assert "Only Eva has given levels; agreement takes two evaluators." in picture.words
    assert texts_on(picture.figure).count("too few cells") == 9
    assert "–" in texts_on(picture.figure)
    FigureCanvasAgg(picture.figure).draw()


def test_a_picture_grows_with_its_criteria(compared: Build) -> None:
    few, many = (compared({"One": ""}, sections=sections).agreement for sections in (1, 9))
    assert agreement_height(many) > agreement_height(few)
