"""Where the views of a comparison begin, and what brings another programme into their sight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ui.models.columns import KEY_ROLE
from ui.pages.compare import ComparePage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.session import Session
    from ui.widgets.page import Surroundings


@pytest.fixture
def page(
    session: Session, around: Callable[[Session], Surroundings], sample: Callable[[str], Path], qtbot: QtBot
) -> ComparePage:
    """The page on thirty programmes, of which only some have room, the person being at the last of them."""
    assert session.open(sample("mining"))
    page = ComparePage(around(session))
    qtbot.addWidget(page)
    page.resize(1270, 480)
    page.show_view("choices")
    page.show()
    page.refresh()
    assert page.study is not None
    comparison = page.study.comparison
    session.go_to(programme=comparison.programmes[comparison.ranking()[-1]].key)
    return page


def table_of(page: ComparePage, view: str) -> Any:
    made = page.view_named(view)
    return {
        "heatmap": lambda: made.grid,
        "ranking": lambda: made.ranking,
        "time": lambda: made.view,
        "choices": lambda: made.grid,
    }[view]()


def place_of(page: ComparePage, view: str, key: str) -> int:
    model = table_of(page, view).model()
    return next(
        row
        for row in range(model.rowCount())
        if model.index(row, model.columnCount() - 1).data(KEY_ROLE) == key
    )


@pytest.mark.parametrize("view", ["heatmap", "ranking"])
def test_a_view_first_shows_its_top_wherever_the_person_is(
    page: ComparePage, session: Session, view: str
) -> None:
    page.show_view(view)
    table = table_of(page, view)
    assert table.verticalScrollBar().maximum() > 0
    assert table.verticalScrollBar().value() == 0
    assert table.currentIndex().data(KEY_ROLE) == session.programme


@pytest.mark.parametrize("view", ["heatmap", "ranking", "choices"])
def test_a_programme_to_which_the_person_has_gone_elsewhere_is_brought_into_sight(
    page: ComparePage, session: Session, view: str
) -> None:
    page.show_view(view)
    table = table_of(page, view)
    assert page.study is not None
    comparison = page.study.comparison
    other = comparison.programmes[comparison.ranking()[-2]].key
    session.go_to(programme=other)
    assert table.currentIndex().data(KEY_ROLE) == other
    assert table.verticalScrollBar().value() > 0
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


@pytest.mark.parametrize("view", ["heatmap", "ranking", "choices"])
def test_another_question_begins_at_the_top_and_keeps_where_the_person_is(
    page: ComparePage, session: Session, view: str
) -> None:
    page.show_view(view)
    table = table_of(page, view)
    table.scrollToBottom()
    session.go_to(framework="ptpr")
    assert table.verticalScrollBar().value() == 0
    assert table.currentIndex().data(KEY_ROLE) == session.programme


def test_what_stands_beside_the_scores_changes_nothing_of_who_is_chosen(
    page: ComparePage, session: Session
) -> None:
    page.show_view("ranking")
    panel = page.view_named("ranking")
    panel.kind.set_current(1)
    panel.kind.changed.emit(1)
    assert panel.ranking.currentIndex().data(KEY_ROLE) == session.programme


@pytest.mark.parametrize("view", ["heatmap", "ranking", "choices"])
def test_whoever_comes_back_from_another_page_is_shown_where_they_went_there(
    page: ComparePage, session: Session, view: str
) -> None:
    page.show_view(view)
    assert page.study is not None
    other = page.study.comparison.programmes[3].key
    page.hide()
    session.go_to(programme=other)
    page.show()
    assert table_of(page, view).currentIndex().data(KEY_ROLE) == other
