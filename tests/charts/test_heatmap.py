"""The heat map as a picture has every programme and every cell on it, on as many sheets as can be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from scorecard.charts.heatmap import heatmap, heatmap_pictures
from scorecard.i18n import speaking

MADE_AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
Build = Callable[..., Any]


def texts_on(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def test_every_cell_is_on_the_picture_with_its_figure_or_its_sign(compared: Build) -> None:
    study = compared({"One": "0123E", "Two": "4E-A3"})
    (make,) = heatmap_pictures(study, MADE_AT)
    texts = texts_on(make().figure)
    # Each once in a cell and once in the legend; NE in two cells, and 1 is a rank too.
    counts = {sign: texts.count(sign) for sign in ("0", "1", "2", "4", "NE", "–")}
    assert counts == {"0": 2, "1": 3, "2": 2, "4": 2, "NE": 3, "–": 2}


def test_who_cannot_see_the_picture_reads_its_cells(compared: Build) -> None:
    study = compared({"One": "01E", "Two": "4-A"}, sections=2)
    (make,) = heatmap_pictures(study, MADE_AT)
    assert "One: S11 0, S12 1, S21 NE, S22 ·" in make().words
    assert "Two: S11 4, S12 ·, S21 –, S22 ·" in make().words


def test_means_use_the_decimal_mark_of_the_language(sample: Build) -> None:
    with speaking("es"):
        picture = heatmap(sample("workshop", "es"), [0, 1, 2], MADE_AT)
    assert any("," in text and len(text) == 3 for text in texts_on(picture.figure))


def test_many_programmes_take_several_pictures_and_each_is_on_one(compared: Build) -> None:
    study = compared({f"Programme {number}": "222222" for number in range(95)})
    pictures = [make() for make in heatmap_pictures(study, MADE_AT)]
    assert [picture.name for picture in pictures] == ["heatmap", "heatmap-2", "heatmap-3"]
    texts = [text for picture in pictures for text in texts_on(picture.figure)]
    assert all(texts.count(one.name) == 1 for one in study.comparison.programmes)


def test_many_criteria_take_several_pictures_and_each_is_on_one(compared: Build) -> None:
    study = compared({"One": "2" * 120, "Two": "3" * 120}, sections=60)
    pictures = [make() for make in heatmap_pictures(study, MADE_AT)]
    assert len(pictures) == 4
    texts = [text for picture in pictures for text in texts_on(picture.figure)]
    assert all(texts.count(one.code) == 1 for one in study.comparison.framework.criteria)


def test_the_picture_of_the_view_says_when_it_shows_but_the_first(compared: Build) -> None:
    study = compared({f"Programme {number}": "222222" for number in range(80)})
    texts = texts_on(heatmap(study, study.comparison.ranking(), MADE_AT).figure)
    assert "The first 60 of 80 programmes." in texts


@pytest.mark.parametrize("sections", [1, 9, 20])
def test_nothing_leaves_the_sheet(sections: int, compared: Build) -> None:
    names = {f"{'A very long name ' * 9}{number}": "21E-A" * 8 for number in range(3)} | {"W" * 200: "3"}
    for make in heatmap_pictures(compared(names, sections=sections), MADE_AT):
        figure = make().figure
        renderer = FigureCanvasAgg(figure).get_renderer()
        for text in figure.findobj(Text):
            if text.get_text() and text in figure.axes[0].texts:
                box = text.get_window_extent(renderer)
                assert 0 <= box.x0 <= box.x1 <= figure.bbox.x1
                assert 0 <= box.y0 <= box.y1 <= figure.bbox.y1
        FigureCanvasAgg(figure).draw()


@pytest.mark.parametrize("answers", [{}, {"Nothing": ""}, {"Apart": "A" * 6}, {"Looked": "E" * 6}])
def test_an_evaluation_with_nothing_to_rank_can_be_drawn(answers: dict[str, str], compared: Build) -> None:
    for make in heatmap_pictures(compared(answers), MADE_AT):
        FigureCanvasAgg(make().figure).draw()
