"""Slopes over rounds: a line for every programme, names that do not run into each other, every round named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from scorecard.analysis.cube import build_cube
from scorecard.analysis.study import Study
from scorecard.charts.frame import Picture
from scorecard.charts.slope import MOST_LINES, draw_slope, lines_shown, spread
from scorecard.charts.slope_pictures import slope, slope_pictures
from scorecard.i18n import speaking
from scorecard.model.evaluation import Round
from scorecard.palette import palette

MADE_AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
CODES = {"E": "NE", "A": "NA", "-": ""}
Build = Callable[..., Any]


@pytest.fixture
def rounds(compared: Build) -> Callable[..., Study]:
    """Studies answers over several rounds, given by name as one row of codes for each round."""

    def build(answers: Mapping[str, tuple[str, ...]], **given: Any) -> Study:
        study = compared(dict.fromkeys(answers, ""), **given)
        count = max((len(rows) for rows in answers.values()), default=2)
        keys = [f"r{number}" for number in range(1, count + 1)]
        named = {
            key: Round(key=key, id=key, name=f"Round {number}", position=number)
            for number, key in enumerate(keys, start=1)
        }
        snapshot = replace(study.snapshot, rounds=named)
        framework = study.cube.framework
        cubes = {
            key: build_cube(
                snapshot,
                framework,
                key,
                [
                    (programme, "eva", criterion.id, CODES.get(code, code))
                    for programme, rows in zip(study.cube.programmes, answers.values(), strict=True)
                    for criterion, code in zip(framework.criteria, rows[number], strict=False)
                    if code != "-"
                ],
            )
            for number, key in enumerate(keys)
        }
        question = replace(study.question, round=keys[-1])
        return Study(snapshot, cubes[keys[-1]], question, cubes.get)

    return build


def drawn(study: Study) -> list[Picture]:
    """Every picture of a study over time."""
    return [make() for make in slope_pictures(study, MADE_AT)]


def texts_of(figure: Figure) -> list[Text]:
    """The texts on a figure."""
    return [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]


def words_on(figure: Figure) -> str:
    """Every text on a figure, without the breaks between lines."""
    return " ".join(text.get_text() for text in texts_of(figure))


def dashed(figure: Figure, colour: str) -> list[Line2D]:
    """The lines in a colour that lead from one round to another."""
    lines = [line for line in figure.findobj(Line2D) if isinstance(line, Line2D)]
    return [line for line in lines if line.get_color() == colour and line.get_linewidth() > 1.5]


def test_every_round_is_named_with_how_many_have_a_score(rounds: Build) -> None:
    (picture,) = drawn(rounds({"Up": ("111111", "333333"), "New": ("------", "222222")}))
    words = words_on(picture.figure)
    for part in (
        "Round 1 and Round 2",
        "1 of 2 with a score",
        "2 of 2 with a score",
        "Round 1: 1 of 2 programmes have the coverage of 50",
        "Round 2: 2 of 2 programmes have the coverage of 50",
        "Only Up has a score in both Round 1 and Round 2: it changed by +2.00.",
    ):
        assert part in words, part


def test_the_largest_changes_have_a_colour_and_a_dash_of_their_own(rounds: Build) -> None:
    study = rounds({f"P{n}": ("000000", str(n) * 6) for n in range(5)})
    (picture,) = drawn(study)
    light = palette("light")
    styles = [dashed(picture.figure, light[role]) for role in ("series1", "series2", "series3")]
    assert [len(lines) for lines in styles] == [1, 1, 1]
    assert len({str(line.get_linestyle()) + str(line._unscaled_dash_pattern) for (line,) in styles}) == 3  # type: ignore[attr-defined]
    rise = [line.get_ydata() for (line,) in styles]
    assert [start - end for start, end in rise] == sorted((start - end for start, end in rise), reverse=True)


def test_the_scale_is_never_cut(rounds: Build) -> None:
    (picture,) = drawn(rounds({"Close": ("222222", "222223")}))
    codes = [text.get_text() for text in texts_of(picture.figure)]
    assert [code for code in codes if code in "01234"] == ["0", "1", "2", "3", "4"]


def test_no_line_leads_to_a_round_without_a_score_and_its_interval_is_drawn(rounds: Build) -> None:
    study = rounds({"Gap": ("111111", "4-----", "333333"), "Whole": ("000000", "111111", "444444")})
    figure = Figure(figsize=(9, 6), dpi=100)
    draw_slope(figure, study.over_time, None, palette("light"))
    assert len(dashed(figure, palette("light")["series1"])) == 2
    assert dashed(figure, palette("light")["series2"]) == []
    assert "too little evidence for a score: between the open marks" in words_on(figure)


def test_names_beside_an_axis_do_not_run_into_each_other(rounds: Build) -> None:
    study = rounds({f"Programme {n}": ("222222", f"22222{n % 2}") for n in range(MOST_LINES)})
    for figure in (drawn(study)[0].figure, on_screen(study)):
        renderer = FigureCanvasAgg(figure).get_renderer()
        boxes = [
            text.get_window_extent(renderer)
            for text in texts_of(figure)
            if text.get_text().startswith("Programme ")
        ]
        assert len(boxes) == 2 * MOST_LINES
        for place, one in enumerate(boxes):
            assert not any(one.overlaps(other) for other in boxes[place + 1 :])


def on_screen(study: Study) -> Figure:
    """The chart as large as a card of the window."""
    figure = Figure(figsize=(6.3, 5.0), dpi=100)
    draw_slope(figure, study.over_time, None, palette("dark"))
    return figure


def test_more_programmes_than_one_chart_can_tell_apart_take_several(rounds: Build) -> None:
    answers = {f"Programme {n}": ("111111", f"{n % 5}11111") for n in range(40)}
    pictures = drawn(rounds(answers | {"Never looked at": ("------", "------")}))
    assert [picture.name for picture in pictures] == ["slope", "slope-2", "slope-3"]
    words = [words_on(picture.figure) for picture in pictures]
    for name in answers:
        assert sum(f"{name} " in f"{page} " for page in words) == 1
        assert sum(f"{name}." in picture.words for picture in pictures) == 1
    assert "Nothing is scored in any round of: Never looked at." in words[-1]
    assert "series1" not in words[-1]
    assert "largest changes" not in words[-1]


def test_on_the_screen_the_programme_at_hand_is_always_among_the_lines(rounds: Build) -> None:
    study = rounds({f"P{n}": ("000000", f"{4 * (n < 20)}00000") for n in range(30)})
    over_time = study.over_time
    shown = lines_shown(over_time, None)
    assert len(shown) == MOST_LINES
    outside = next(row for row in range(30) if row not in shown)
    with_it = lines_shown(over_time, over_time.programmes[outside].key)
    assert len(with_it) == MOST_LINES
    assert with_it[-1] == outside
    picture = slope(study, over_time.programmes[outside].key, MADE_AT)
    assert "the programme at hand" in words_on(picture.figure)


def test_a_picture_says_in_words_what_it_shows(rounds: Build) -> None:
    (picture,) = drawn(rounds({"Up": ("111111", "333333"), "Thin": ("2-----", "222222")}))
    assert "Up. Round 1: 1.00; Round 2: 3.00; change +2.00." in picture.words
    assert "Thin. Round 1: insufficient evidence, between 0.33 and 3.67; Round 2: 2.00." in picture.words


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"Nothing yet": ("------", "------")},
        {"Does not apply": ("AAAAAA", "AAAAAA", "AAAAAA")},
        {"No evidence": ("EEEEEE", "EEEEEE")},
        {
            "Whole": ("444444",) * 4,
            "Lowest": ("000000",) * 4,
            "A gap": ("4E----", "2222--", "------", "AAAAAA"),
        },
        {"In the middle only": ("------", "333333", "------"), "Thin there": ("------", "3-----", "------")},
        {"W" * 300: ("111111", "222222"), "Regional strategy " * 20: ("4-----", "333333")},
    ],
)
def test_whatever_the_answers_they_can_be_drawn_and_no_text_leaves_the_picture(
    answers: Mapping[str, tuple[str, ...]], rounds: Build
) -> None:
    study = rounds(answers)
    with speaking("es"):
        figures = [one.figure for one in drawn(study)]
        assert figures
        for figure in (*figures, on_screen(study) if answers else figures[0]):
            renderer = FigureCanvasAgg(figure).get_renderer()
            for text in texts_of(figure):
                if text.axes is not None and text in text.axes.texts:
                    box = text.get_window_extent(renderer)
                    assert box.x0 >= 0, text.get_text()
                    assert box.x1 <= figure.bbox.x1, text.get_text()
            FigureCanvasAgg(figure).draw()


def test_one_round_alone_is_no_slope(compared: Build) -> None:
    study = compared({"Alone": "222222"})
    assert slope_pictures(study, MADE_AT) == []
    picture = slope(study, None, MADE_AT)
    assert "Round 1 is the only round that can be compared" in words_on(picture.figure)


heights = st.lists(st.floats(-50, 150), max_size=20)


@given(heights)
def test_labels_keep_their_order_their_distance_and_their_room(wanted: list[float]) -> None:
    found = spread(wanted, 4, 0, 100)
    assert len(found) == len(wanted)
    in_order = [
        found[place] for place in sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    ]
    assert all(0 - 1e-6 <= one <= 100 + 1e-6 for one in found)
    assert all(below - above >= 4 - 1e-6 for above, below in pairwise(in_order))


@given(st.lists(st.integers(0, 10), max_size=10, unique=True))
def test_labels_that_are_in_nobodys_way_stay_where_they_want_to_be(places: list[int]) -> None:
    wanted = [10.0 * place for place in places]
    assert spread(wanted, 10, 0, 100) == pytest.approx(wanted)


def test_labels_without_room_stand_closer() -> None:
    assert spread([5, 5, 5], 40, 0, 20) == pytest.approx([0, 10, 20])
    assert spread([], 10, 0, 20) == []
    assert spread([7], 10, 0, 20) == [7]
