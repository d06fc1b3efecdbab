"""The spread of scores as a picture: a dot a programme, where its score is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from scorecard.analysis.study import Study
from scorecard.analysis.views.groups import find_groups
from scorecard.charts.groups import group_pictures, groups, lay_groups
from scorecard.charts.sheet import Sheet
from scorecard.palette import palette
from tests.charts.conftest import MADE_AT

Build = Callable[..., Any]


def in_countries(study: Study, countries: list[str]) -> Study:
    """The same study with countries for its programmes, in order."""
    programmes = {
        key: replace(one, country=country)
        for (key, one), country in zip(study.snapshot.programmes.items(), countries, strict=True)
    }
    return Study(
        replace(study.snapshot, programmes=programmes), study.cube, study.question, {"r": study.cube}.get
    )


def dots(figure: Figure) -> list[float]:
    """Where the dots are from left to right, in pixels."""
    return [float(line.get_xdata()[0]) for line in figure.findobj(Line2D) if line.get_marker() == "o"]


def test_every_programme_with_a_score_is_a_dot_where_its_score_is(compared: Build) -> None:
    study = compared({"Zero": "00", "Two": "22", "Four": "44", "Nothing": "--"}, sections=1)
    study = in_countries(study, ["Chile", "Chile", "Peru", "Peru"])
    figure = Figure(figsize=(11, 4), dpi=100)
    sheet = Sheet(figure, palette("light"))
    lay_groups(sheet, sheet.box, study.comparison, "Country", find_groups(study.comparison, "country"))
    found = sorted(dots(figure)[:3])
    assert found[1] - found[0] == pytest.approx(found[2] - found[1])
    words = [text.get_text() for text in figure.findobj(Text)]
    assert {"Chile", "Peru", "Country", "4.00", "1.00"} <= set(words)
    assert "2 with a score" in words
    assert any("insufficient" in one for one in words)


def test_only_attributes_that_are_stated_have_a_picture(compared: Build) -> None:
    study = compared({"One": "22", "Two": "33"}, sections=1)
    assert group_pictures(study, MADE_AT) == []
    stated = in_countries(study, ["Chile", ""])
    assert [make().name for make in group_pictures(stated, MADE_AT)] == ["groups-country"]


def test_many_groups_take_several_pictures_and_one_where_one_is_asked_for(compared: Build) -> None:
    study = compared({f"P{number}": "22" for number in range(30)}, sections=1)
    study = in_countries(study, [f"Country {number}" for number in range(30)])
    assert [make().name for make in group_pictures(study, MADE_AT)] == ["groups-country", "groups-country-2"]
    assert "Country 29" in groups(study, "country", MADE_AT).words


def test_the_words_name_every_programme_with_a_score(sample: Build) -> None:
    study = sample("mining", "en")
    words = groups(study, "country", MADE_AT).words
    comparison = study.comparison
    for row, programme in enumerate(comparison.programmes):
        assert (programme.label in words) == bool(comparison.rank[row])


def test_one_picture_of_very_many_groups_holds_the_first_and_says_so(compared: Build) -> None:
    study = compared({f"Programme {number}": "22" for number in range(120)}, sections=1)
    study = in_countries(study, [f"Country {number}" for number in range(120)])
    made = groups(study, "country", MADE_AT)
    assert "The first 100 of 120 groups." in made.words
    assert sum(text.get_text().startswith("Country ") for text in made.figure.findobj(Text)) == 100
