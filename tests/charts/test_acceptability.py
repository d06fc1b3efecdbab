"""Chances stand in the cells of their ranks, and bands where their weights are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text

from scorecard.analysis.sureness.robustness import Variation
from scorecard.charts.acceptability import (
    acceptability_height,
    acceptability_pictures,
    lay_acceptability,
    lay_stability,
    stability_height,
)
from scorecard.charts.legend import LEADS, STANDS
from scorecard.charts.sheet import Sheet
from scorecard.charts.style import blend
from scorecard.i18n import speaking
from scorecard.palette import palette
from tests.charts.conftest import MADE_AT

Build = Callable[..., Any]


def boxes(figure: Figure, share: float) -> list[tuple[float, float]]:
    """Where the shapes in this tint of the colour of chances begin and end from left to right."""
    wanted = pytest.approx(blend(palette("light"), "chance", share))
    found = [
        patch.get_path().get_extents(patch.get_patch_transform())
        for patch in figure.findobj(Patch)
        if patch.get_facecolor()[:3] == wanted
    ]
    return [(box.x0, box.x1) for box in found]


def places(figure: Figure) -> dict[str, list[tuple[float, float]]]:
    """Where each text stands: x and y by its words."""
    found: dict[str, list[tuple[float, float]]] = {}
    for text in figure.findobj(Text):
        found.setdefault(text.get_text(), []).append(text.get_position())
    return found


def plain(words: str) -> str:
    """Words without the breaks between lines."""
    return " ".join(words.split())


def sheet_of(height: float) -> tuple[Figure, Sheet]:
    """An empty sheet as wide as a picture."""
    figure = Figure(figsize=(12, height / 100), dpi=100)
    return figure, Sheet(figure, palette("light"))


def drawn_rows(study: Any) -> Figure:
    """The rows of the whole ranking."""
    rows = study.comparison.ranking()
    figure, sheet = sheet_of(acceptability_height(study.robustness, rows))
    lay_acceptability(sheet, sheet.box, study.robustness, rows)
    return figure


def test_a_chance_from_10_per_cent_stands_below_its_rank(compared: Build) -> None:
    study = compared({"Ahead": "440022", "Behind": "004400", "Last": "000000"})
    acceptability = study.robustness.acceptability
    figure = drawn_rows(study)
    at = places(figure)
    strip = at["Chance of each rank, %"][0][0]
    first, _second, third = (
        max(place[0] for place in at[str(rank)] if place[0] > strip) for rank in (1, 2, 3)
    )
    chance = round(float(acceptability[0, 0]) * 100)
    assert 10 <= chance < 100
    assert first in {place[0] for place in at[str(chance)]}
    # The last is last in every draw: 100 in the third column, and two empty cells before it.
    assert [place[0] for place in at["100"]] == [third]


def test_the_darker_a_cell_the_greater_its_chance(compared: Build) -> None:
    study = compared({"Ahead": "442222", "Behind": "222222"})
    figure = drawn_rows(study)
    assert len(boxes(figure, 0.06 + 0.64)) == 2


def test_a_programme_that_is_never_ranked_has_no_cells(compared: Build) -> None:
    alone = drawn_rows(compared({"Ranked": "444444", "Thin": "4-----"}))
    assert len(boxes(alone, 0.7)) == 1
    assert "Without a rank: insufficient evidence" in places(alone)


def test_what_has_no_room_is_gathered_in_the_last_column(compared: Build) -> None:
    study = compared({f"P{n:02}": f"{n % 5}{n // 5}" + "2222" for n in range(20)})
    at = places(drawn_rows(study))
    assert "13+" in at
    assert "13" not in {words for words in at if words != "13"}
    _heads, chances = study.robustness.chances(13)
    assert f"{chances[0, 12] * 100:.0f}" in at


def test_bands_reach_from_the_least_weight_to_the_greatest(compared: Build) -> None:
    study = compared({"Ahead": "440022", "Behind": "224400", "Last": "000000"})
    stability = study.robustness.stability
    figure, sheet = sheet_of(stability_height(stability))
    lay_stability(sheet, sheet.box, stability)
    at = places(figure)
    (zero,), (whole,) = at["0\N{NO-BREAK SPACE}%"], at["100\N{NO-BREAK SPACE}%"]
    for share, interval_of in ((LEADS, lambda one: one.leader), (STANDS, lambda one: one.order)):
        found = boxes(figure, share)
        assert len(found) == len(stability) == 3
        for (start, end), one in zip(found, stability, strict=True):
            low, high = (zero[0] + (whole[0] - zero[0]) * bound for bound in interval_of(one))
            assert start == pytest.approx(low, abs=0.5)
            assert end == pytest.approx(max(high, low + 2), abs=0.5)


def test_the_picture_says_how_its_chances_were_drawn(sample: Build) -> None:
    study = sample("workshop", "en")
    study = study.asking(
        study.question, Variation(weighting="near", missing=True, evaluators=True, draws=2_000, seed=9)
    )
    (make,) = acceptability_pictures(study, MADE_AT)
    picture = make()
    words = plain(" ".join(places(picture.figure)))
    for part in (
        "2,000 draws",
        "seed 9",
        "weights drawn around the chosen ones, c = 5",
        "missing cells drawn from the levels",
        "one evaluator drawn for each cell",
        study.robustness.sentences()[0],
    ):
        assert plain(part) in words
        assert part in picture.words


def test_the_picture_says_its_chances_and_weights_in_words(compared: Build) -> None:
    (make,) = acceptability_pictures(compared({"Ahead": "443322", "Behind": "222222"}), MADE_AT)
    words = make().words
    assert "1. Ahead: 3.00, between 3.00 and 3.00" in words
    assert "Ahead: expected rank 1.0; rank 1 100\N{NO-BREAK SPACE}%." in words
    assert "Section 1, weight 33\N{NO-BREAK SPACE}%: stays first at any weight." in words


def test_weights_are_left_out_where_they_decide_nothing(sample: Build) -> None:
    study = sample("workshop", "en")
    study = study.asking(replace(study.question, rule="weakest"))
    (make,) = acceptability_pictures(study, MADE_AT)
    at = places(make().figure)
    assert "Weights at which the order stands, the other sections in proportion" not in at
    assert "weights do not count" in " ".join(at)


def test_many_programmes_are_on_several_pictures_with_the_weights_on_the_first(compared: Build) -> None:
    study = compared({f"Programme {n}": "222222" for n in range(50)})
    first, second = (make() for make in acceptability_pictures(study, MADE_AT))
    assert (first.name, second.name) == ("acceptability", "acceptability-2")
    assert "weight as chosen" in places(first.figure)
    assert "weight as chosen" not in places(second.figure)


def test_spanish_pictures_use_its_decimal_mark(sample: Build) -> None:
    with speaking("es"):
        (make,) = acceptability_pictures(sample("workshop", "es"), MADE_AT)
        assert "2,4" in places(make().figure)
