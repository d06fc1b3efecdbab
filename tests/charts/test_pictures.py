"""Pictures can stand alone: every programme is on them, and all that is needed to read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from scorecard.analysis.study import Study
from scorecard.charts.acceptability import acceptability
from scorecard.charts.frame import Picture
from scorecard.charts.gap import self_and_independent
from scorecard.charts.pictures import KINDS, pictures, profile, ranking
from scorecard.charts.profile import draw_profile
from scorecard.charts.radar import draw_radar
from scorecard.charts.sensitivity import choices
from scorecard.i18n import speaking
from scorecard.palette import palette

MADE_AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
Build = Callable[..., Any]


def drawn(kind: Any, compared: Any) -> list[Picture]:
    """Every picture of a kind."""
    return [make() for make in pictures(kind, compared, MADE_AT)]


def words_on(figure: Figure) -> str:
    """Every text on a figure."""
    return "\n".join(text.get_text() for text in figure.findobj(Text))


def plain(words: str) -> str:
    """Words without the breaks between lines."""
    return re.sub(r"\s+", " ", words)


SAMPLES = {"slope": "workshop", "gap": "workshop"}
"""The sample in which a kind has something to draw: the mining one has one round and no self-assessment."""
FACTS = {
    "mining": (
        "Mining programmes of Chile and Peru",
        "Production linkages of natural-resource programmes 1.1",
        "Round 1",
        "Illustrative scores, not an official assessment",
    ),
    "workshop": (
        "Workshop with invented programmes",
        "OECD Production Transformation Policy Review dimensions 1.1",
        "Round 1",
        "Invented scores, not an official assessment",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_says_which_scores_do_not_count_and_which_are_not_seen(kind: Any, sample: Build) -> None:
    study = sample("workshop", "en")
    snapshot = study.snapshot
    blind = {key: replace(one, blind=True) for key, one in snapshot.rounds.items()}
    viewer = next(key for key, one in snapshot.evaluators.items() if one.id == "marta")
    draft = {
        key: replace(one, status="draft") if one.evaluator == viewer else one
        for key, one in snapshot.assignments.items()
    }
    seen = Study(
        replace(snapshot, rounds=blind, assignments=draft),
        study.cube,
        replace(study.question, seen_by=viewer),
        study._cube_in,
    )
    conflict = "1 conflict of interest: the scores concerned do not count."
    for picture in drawn(kind, study):
        assert conflict in plain(words_on(picture.figure))
        assert conflict in picture.words
    for picture in drawn(kind, seen):
        assert "The round is blind: of 12 programmes you see the others’ scores once" in plain(
            words_on(picture.figure)
        )


@pytest.mark.parametrize(
    "draw", [ranking, acceptability, choices, partial(self_and_independent, at_hand=None)]
)
def test_one_picture_of_very_many_programmes_holds_the_first_and_says_so(draw: Any, compared: Build) -> None:
    study = compared({f"Programme {number}": "222222" for number in range(1200)})
    made = draw(study, made_at=MADE_AT)
    assert "The first 200 of 1200 programmes." in plain(words_on(made.figure))
    assert "The first 200 of 1200 programmes." in made.words
    assert made.figure.get_figheight() * 200 < 2**16


@pytest.mark.parametrize(("sections", "has_radar"), [(1, False), (2, False), (3, True)])
def test_the_profile_draws_a_radar_where_there_are_sections_enough_for_a_shape(
    sections: int, has_radar: bool, compared: Build
) -> None:
    study = compared({"One": "22" * sections}, sections=sections)
    figure = profile(study, [one.key for one in study.comparison.programmes], MADE_AT).figure
    named = [text.get_text() for text in figure.findobj(Text)].count("Section 1")
    assert named == (2 if has_radar else 1)


OF_PROGRAMMES = [kind for kind in KINDS if kind not in ("agreement", "groups")]
"""The kinds that name programmes; agreement is between evaluators, and in groups a programme is a dot."""


@pytest.mark.parametrize("kind", OF_PROGRAMMES)
def test_every_programme_is_on_a_picture_of_each_kind_ranked_or_not(kind: Any, sample: Build) -> None:
    compared = sample(SAMPLES.get(kind, "mining"), "en")
    words = plain("\n".join(words_on(picture.figure) for picture in drawn(kind, compared)))
    assert [one.label for one in compared.comparison.programmes if one.label not in words] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_says_what_was_asked_and_how_far_to_trust_it(kind: Any, sample: Build) -> None:
    name = SAMPLES.get(kind, "mining")
    made = drawn(kind, sample(name, "en"))
    assert made
    for picture in made:
        words = plain(words_on(picture.figure))
        for part in (
            *FACTS[name],
            "weighted mean",
            "equal weights",
            "2026-03-04",
            "have the coverage of 50",
        ):
            assert part in words, part


def test_nothing_is_drawn_of_a_kind_that_has_nothing_to_show(sample: Build) -> None:
    assert drawn("slope", sample("mining", "en")) == []
    assert drawn("gap", sample("mining", "en")) == []


def test_invented_scores_are_called_invented(sample: Build) -> None:
    (picture,) = drawn("bars", sample("workshop", "en"))
    assert "Invented scores, not an official assessment" in words_on(picture.figure)
    assert "Invented scores, not an official assessment" in picture.words


def test_an_evaluation_of_ones_own_carries_no_caution(compared: Build) -> None:
    (picture,) = drawn("bars", compared({"Alone": "222222"}))
    assert "official assessment" not in words_on(picture.figure)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ["mining", "workshop"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_leaves_its_picture(kind: Any, name: str, language: str, sample: Build) -> None:
    with speaking(language):
        for picture in drawn(kind, sample(name, language)):
            assert outside(picture.figure) == []


def test_endless_names_are_cut_rather_than_run_over(compared: Build) -> None:
    names = {f"{'Regional development strategy ' * 6}number {n}": "2222" + "-" * 2 * n for n in range(3)}
    names["W" * 300] = "333333"
    for kind in KINDS:
        for picture in drawn(kind, compared(names, caution="illustrative")):
            assert outside(picture.figure) == []


@pytest.mark.parametrize("name", ["mining", "workshop"])
@pytest.mark.parametrize("size", [(4.6, 4.8), (6.2, 4.8), (9, 8)])
def test_no_text_leaves_the_cards_of_the_window(size: tuple[float, float], name: str, sample: Build) -> None:
    comparison = sample(name, "es").comparison
    keys = [comparison.programmes[row].key for row in comparison.ranking()[:3]]
    figure = Figure(figsize=size, dpi=100)
    with speaking("es"):
        for draw in (draw_radar, draw_profile):
            draw(figure, comparison, keys, palette("dark"))
            assert outside(figure) == []


def outside(figure: Figure) -> list[str]:
    """The texts that are not wholly within their figure."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    edge = figure.bbox
    found = []
    for text in figure.findobj(Text):
        if text.get_text() and text.get_visible() and text.axes.axison is False and text in text.axes.texts:
            box = text.get_window_extent(renderer)
            if box.x0 < 0 or box.y0 < 0 or box.x1 > edge.x1 or box.y1 > edge.y1:
                found.append(text.get_text())
    return found


def test_nothing_in_a_name_is_read_as_mathematics(compared: Build) -> None:
    name = r"$\frac{1}{2}$ of $x_1$"
    (picture,) = drawn("bars", compared({name: "222222"}))
    assert name in words_on(picture.figure)
    FigureCanvasAgg(picture.figure).draw()


def test_many_programmes_take_several_pictures(compared: Build) -> None:
    many = compared({f"Programme {number}": "22222"[: number % 5] for number in range(1, 71)})
    assert [picture.name for picture in drawn("bars", many)] == ["bars", "bars-2"]
    assert [picture.name for picture in drawn("radar", many)] == [
        "radar",
        "radar-all",
        "radar-all-2",
        "radar-all-3",
    ]


@pytest.mark.parametrize("sections", [1, 2, 9])
@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"Nothing yet": ""},
        {"Does not apply": "A" * 18},
        {"No evidence": "E" * 18},
        {"Whole": "4" * 18, "Lowest": "0" * 18, "A gap": "4E" + "-" * 16, "Apart": "A" * 18},
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_every_evaluation_can_be_drawn(
    kind: Any, answers: dict[str, str], sections: int, compared: Build
) -> None:
    for picture in drawn(kind, compared(answers, sections=sections)):
        FigureCanvasAgg(picture.figure).draw()


@pytest.mark.parametrize("steps", [2, 3, 7])
def test_a_scale_of_another_length_fills_the_same_width(steps: int, compared: Build) -> None:
    top = str(steps - 1)
    (picture,) = drawn("bars", compared({"Best": top * 6}, steps=steps))
    assert top in words_on(picture.figure).splitlines()
    FigureCanvasAgg(picture.figure).draw()


def test_a_profile_takes_up_to_six_programmes(compared: Build) -> None:
    six = compared({f"Programme {number}": str(number % 5) * 6 for number in range(8)})
    keys = [programme.key for programme in six.comparison.programmes]
    for count in (0, 1, 6, 8):
        picture = profile(six, keys[:count], MADE_AT)
        FigureCanvasAgg(picture.figure).draw()


def test_the_whole_ranking_is_one_picture_where_one_is_asked_for(compared: Build) -> None:
    many = compared({f"Programme {number}": "222222" for number in range(80)})
    picture = ranking(many, MADE_AT)
    assert all(one.name in words_on(picture.figure) for one in many.comparison.programmes)


def test_a_picture_says_in_words_what_it_shows(compared: Build) -> None:
    shown = compared({"Second": "333322", "First": "444444", "Thin": "4-----", "Apart": "AAAAAA"})
    (picture,) = drawn("bars", shown)
    assert "1. First: 4.00, between 4.00 and 4.00, coverage 100" in picture.words
    assert "Thin: insufficient evidence, between 0.67 and 4.00, coverage 17" in picture.words
    assert "Apart: no criterion applies." in picture.words


def test_words_use_the_decimal_mark_of_the_language(compared: Build) -> None:
    with speaking("es"):
        (picture,) = drawn("bars", compared({"Primero": "444443"}))
    assert "3,83" in picture.words
    assert "3,83" in words_on(picture.figure)
