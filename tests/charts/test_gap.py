"""Self and independent as pictures: both marks of every programme, and the sections of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from scorecard.analysis.cube import build_cube
from scorecard.analysis.study import Study
from scorecard.charts.frame import Picture
from scorecard.charts.gap import gap_pictures, self_and_independent
from scorecard.i18n import speaking
from scorecard.model.evaluation import Evaluator

MADE_AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
CODES = {"E": "NE", "A": "NA", "-": ""}
Build = Callable[..., Any]


@pytest.fixture
def sides(compared: Build) -> Callable[..., Study]:
    """Studies programmes by name with a row of codes of themselves and one of an independent evaluator."""

    def build(answers: Mapping[str, tuple[str, str]], **given: Any) -> Study:
        study = compared(dict.fromkeys(answers, ""), **given)
        own = Evaluator(key="own", id="own", name="Own", kind="self")
        snapshot = replace(study.snapshot, evaluators={**study.snapshot.evaluators, "own": own})
        framework = study.cube.framework
        cells = [
            (programme, evaluator, criterion.id, CODES.get(code, code))
            for programme, rows in zip(study.cube.programmes, answers.values(), strict=True)
            for evaluator, row in zip(("own", "eva"), rows, strict=True)
            for criterion, code in zip(framework.criteria, row, strict=False)
            if code != "-"
        ]
        cube = build_cube(snapshot, framework, "r", cells)
        return Study(snapshot, cube, study.question, {"r": cube}.get)

    return build


def drawn(study: Study) -> list[Picture]:
    """Every picture of a study's gap."""
    return [make() for make in gap_pictures(study, MADE_AT)]


def words_on(figure: Figure) -> list[str]:
    """Every text on a figure from top to bottom."""
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]
    return [text.get_text() for text in sorted(texts, key=lambda text: text.get_position()[1])]


def test_the_widest_gap_comes_first_with_its_sections_beneath(sides: Build) -> None:
    (picture,) = drawn(
        sides({"Narrow": ("222222", "222221"), "Wide": ("443333", "221111"), "Other": ("111111", "222222")})
    )
    words = words_on(picture.figure)
    places = [words.index(name) for name in ("Wide", "Section 1", "Section 3", "Other", "Narrow")]
    assert places == sorted(places)
    assert {"3.33", "1.33", "−1.00", "+0.17"} <= set(words)


def test_it_says_whose_scores_are_set_against_each_other(sides: Build) -> None:
    (picture,) = drawn(sides({"One": ("444444", "222222"), "Two": ("333333", "2-----")}))
    words = " ".join(words_on(picture.figure))
    for part in (
        "self-assessments, and scores of independent evaluators and peers",
        "Self-assessment: 2 of 2 programmes have the coverage",
        "Independent: 1 of 2 programmes have the coverage",
        "Only One has a score in both views",
        "Without a gap: no score in at least one of the two views",
        "(0.33 – 3.67)",
    ):
        assert part in words, part
    assert "One: self 4.00; independent 2.00; gap +2.00." in picture.words
    assert "Section 1: self 4.0; independent 2.0; gap +2.0." in picture.words
    assert "Two: self 3.00; independent insufficient evidence, between 0.33 and 3.67." in picture.words


def test_the_programme_at_hand_shows_its_sections(sides: Build) -> None:
    study = sides({"Wide": ("444444", "000000"), "Narrow": ("222222", "111111")})
    words = words_on(self_and_independent(study, "key2", MADE_AT).figure)
    assert words.index("Narrow") < words.index("Section 1")
    words = words_on(self_and_independent(study, None, MADE_AT).figure)
    assert words.index("Section 3") < words.index("Narrow")


def test_many_programmes_take_several_pictures(sides: Build) -> None:
    study = sides({f"Programme {n}": (f"{n % 5}22222", "222222") for n in range(90)})
    pictures = drawn(study)
    assert [one.name for one in pictures] == ["gap", "gap-2", "gap-3"]
    words = [word for one in pictures for word in words_on(one.figure)]
    assert all(words.count(f"Programme {n}") == 1 for n in range(90))


@pytest.mark.parametrize("answers", [{"P": ("222222", "")}, {"P": ("", "222222")}, {"P": ("", "")}, {}])
def test_nothing_is_drawn_unless_both_have_answered(
    answers: dict[str, tuple[str, str]], sides: Build
) -> None:
    study = sides(answers)
    assert drawn(study) == []
    FigureCanvasAgg(self_and_independent(study, None, MADE_AT).figure).draw()


@pytest.mark.parametrize("sections", [1, 9])
@pytest.mark.parametrize(
    "answers",
    [
        {"Same": ("2" * 18, "2" * 18)},
        {"Does not apply": ("A" * 18, "A" * 18), "Whole": ("4" * 18, "0" * 18)},
        {"No evidence": ("E" * 18, "3" * 18), "Thin": ("4", "4"), "Half": ("4A" + "-" * 16, "3")},
        {"W" * 300: ("1" * 18, "2" * 18), "Regional strategy " * 20: ("4", "3" * 18)},
    ],
)
def test_whatever_the_answers_they_can_be_drawn_and_no_text_leaves_the_picture(
    answers: dict[str, tuple[str, str]], sections: int, sides: Build
) -> None:
    with speaking("es"):
        figure = self_and_independent(sides(answers, sections=sections), None, MADE_AT).figure
    renderer = FigureCanvasAgg(figure).get_renderer()
    for text in figure.findobj(Text):
        if text.axes is not None and text in text.axes.texts:
            box = text.get_window_extent(renderer)
            assert box.x0 >= 0, text.get_text()
            assert box.x1 <= figure.bbox.x1, text.get_text()
            assert box.y0 >= 0, text.get_text()
    FigureCanvasAgg(figure).draw()
