"""The profile on the Compare page: up to six programmes, a radar and bars or bars alone, and words for both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from scorecard.analysis.study import Study
from ui.models.compare.profile_choice import MOST, ProfileChoice
from ui.widgets.compare.profile_picker import draw_series_mark
from ui.widgets.compare.profile_view import ProfileView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.session import Session
    from ui.theme import Theme


@pytest.fixture
def study(session: Session) -> Study:
    assert session.workspace is not None
    return session.workspace.study(session.workspace.question("ptpr"))


@pytest.fixture
def view(theme: Theme, study: Study, qtbot: QtBot) -> ProfileView:
    choice = ProfileChoice()
    choice.offer(study.comparison)
    view = ProfileView(theme, choice)
    choice.setParent(view)
    qtbot.addWidget(view)
    view.resize(1220, 480)
    view.show_study(study)
    view.show()
    qtbot.waitUntil(lambda: view.radar is not None)
    return view


def test_six_programmes_keep_bars_that_can_be_told_apart_and_scroll(view: ProfileView, qtbot: QtBot) -> None:
    assert view.area.verticalScrollBar().maximum() == 0
    for row in (3, 4, 5):
        assert view.choice.turn(row)
    qtbot.waitUntil(lambda: view.area.verticalScrollBar().maximum() > 0)
    assert view.picker.accessibleName().endswith("Programmes: 6 of 12 shown")


def test_both_charts_are_told_in_words(view: ProfileView, study: Study) -> None:
    assert view.radar is not None
    words = view.radar.accessibleDescription()
    assert words.startswith(study.comparison.profile_sentence(view.choice.chosen))
    for key in view.choice.chosen:
        result = study.comparison.result(study.comparison.row(key))
        line = next(one for one in words.splitlines() if one.startswith(f"{result.programme.label}, "))
        assert result.figure in line
        assert line.count(":") == len(result.sections)


def test_who_cannot_read_radars_has_the_bars_alone(view: ProfileView) -> None:
    assert view.radar is not None
    view.shape.set_current(1)
    view.shape.changed.emit(1)
    assert not view.radar.isVisible()
    assert view.kept() == 1


def test_too_few_sections_for_a_shape_are_bars_alone(
    view: ProfileView, session: Session, study: Study
) -> None:
    framework = study.comparison.framework
    few = replace(framework, sections=framework.sections[:2])
    count = sum(len(one.criteria) for one in few.sections)
    cube = replace(study.cube, framework=few, values=study.cube.values[:, :, :count])
    view.show_study(Study(study.snapshot, cube, study.question, lambda _round: None))
    assert not view.shape.isVisible()
    assert view.radar is not None
    assert not view.radar.isVisible()
    view.show_study(study)
    assert view.shape.isVisible()
    assert view.radar.isVisible()


def test_other_weights_change_the_heads_and_draw_nothing_anew(view: ProfileView, study: Study) -> None:
    assert view.radar is not None
    before = view.radar.figure.axes
    tried = tuple((one.id, float(one.id == "ANT")) for one in study.comparison.framework.sections)
    other = study.asking(replace(study.question, tried=tried))
    view.show_study(other)
    assert view.radar.figure.axes == before
    key = view.choice.chosen[0]
    figure = other.comparison.result(other.comparison.row(key)).figure
    assert figure in view.heads.accessibleName()
    assert figure in view.radar.accessibleDescription()
    view.show_study(study.asking(replace(study.question, average="median")))
    assert view.radar.figure.axes != before


def test_a_key_chooses_what_is_shown(view: ProfileView) -> None:
    menu = view.picker.menu_of_choices()
    panel = menu.actions()[0].defaultWidget()  # type: ignore[attr-defined]
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert len(view.choice.chosen) == 2


def test_every_place_among_the_chosen_has_a_mark_of_its_own(theme: Theme) -> None:
    shapes = set()
    for place in range(MOST):
        image = QImage(16, 16, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        draw_series_mark(painter, image.rect().center().toPointF(), theme, place)
        painter.end()
        ink = [
            image.pixelColor(x, y).lightness() < 250
            for x in range(image.width())
            for y in range(image.height())
        ]
        shapes.add(tuple(ink))
    assert len(shapes) == MOST
