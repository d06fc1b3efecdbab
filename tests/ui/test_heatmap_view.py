"""The heat map through what a person does on it: keys, clicks, words and the card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest

from scorecard.analysis.views.heat import Order
from ui.models.columns import KEY_ROLE
from ui.models.heat.heatmap import FIRST, NAME
from ui.widgets.compare.heatmap_view import HeatmapView
from ui.widgets.heat.card import evidence_in_words
from ui.widgets.heat.layout import CELL_WIDTH, HEAD, ROW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from scorecard.analysis.study import Study
    from ui.session import Session
    from ui.theme import Theme
    from ui.widgets.page import Surroundings


@pytest.fixture
def study(session: Session) -> Study:
    """The workshop sample: twelve programmes with a rank, 22 criteria."""
    assert session.workspace is not None
    return session.workspace.study(session.workspace.question("ptpr"))


@pytest.fixture
def show(theme: Theme, qtbot: QtBot) -> Callable[..., HeatmapView]:
    """Shows a study as large as on a laptop, or otherwise."""

    def shown(study: Study, width: int = 1218, height: int = 520) -> HeatmapView:
        view = HeatmapView(theme)
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show_study(study)
        view.show()
        view.activateWindow()
        view.grid.setFocus()
        view.show_place(view.table.index(0, NAME).data(KEY_ROLE))
        return view

    return shown


@pytest.fixture
def view(study: Study, show: Callable[..., HeatmapView]) -> HeatmapView:
    return show(study)


@pytest.fixture
def mining(qtbot: QtBot, sample: Callable[[str], Path]) -> Iterator[Study]:
    """Thirty programmes, of which few have a rank."""
    from scorecard.workspace import Workspace

    with Workspace.open(sample("mining")) as workspace:
        yield workspace.study(workspace.question("lnk"))


def press(view: HeatmapView, point: QPoint) -> None:
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=point)


def head_of(view: HeatmapView, column: int) -> QPoint:
    """A point of the head above a column, in the line of the codes."""
    return QPoint(view.grid.visualRect(view.table.index(0, column)).center().x(), HEAD - 8)


def place(view: HeatmapView) -> tuple[int, int]:
    index = view.grid.currentIndex()
    return index.row(), index.column()


def test_a_press_on_a_code_sorts_by_it_and_another_turns_the_order_round(view: HeatmapView) -> None:
    column = FIRST + 5
    press(view, head_of(view, column))
    assert view.table.order == Order("criterion", "ptpr.ADA2", True)
    falling = [view.table.index(row, column).data() for row in range(12)]
    assert falling[:8] == sorted(falling[:8], reverse=True)
    press(view, head_of(view, column))
    assert view.table.order == Order("criterion", "ptpr.ADA2", False)
    assert view._way.text() == "Lowest first"


def test_a_press_on_a_section_sorts_by_the_section(view: HeatmapView) -> None:
    x = view.grid.visualRect(view.table.index(0, FIRST + 9)).center().x()
    press(view, QPoint(x, 12))
    assert view.table.order == Order("section", "LUP", True)
    assert view.order.value == ("section", "LUP")


def test_names_sort_from_a_to_z_and_scores_from_the_highest(view: HeatmapView) -> None:
    press(view, head_of(view, NAME))
    assert view.table.order == Order("name", "", False)
    assert view._way.text() == "A to Z"
    press(view, head_of(view, FIRST + 22))
    assert view.table.order == Order()


def test_keys_sort_by_the_column_that_one_is_at(view: HeatmapView) -> None:
    view.grid.setCurrentIndex(view.table.index(0, FIRST + 2))
    QTest.keyClick(view.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert view.table.order == Order("criterion", "ptpr.ANT3", False)
    QTest.keyClick(view.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert view.table.order == Order("criterion", "ptpr.ANT3", True)


def test_the_order_is_chosen_from_a_list_too(view: HeatmapView) -> None:
    view.order.changed.emit(("coverage", ""))
    assert view.table.order == Order("coverage", "", True)
    QTest.mouseClick(view._way, Qt.MouseButton.LeftButton)
    assert view.table.order == Order("coverage", "", False)


def test_who_is_chosen_stays_chosen_and_in_sight_when_rows_move(
    mining: Study, show: Callable[..., HeatmapView]
) -> None:
    view = show(mining, height=300)
    chosen = view.grid.currentIndex().data(KEY_ROLE)
    view.grid.ordered.emit(Order("name", "", True))
    index = view.grid.currentIndex()
    assert index.data(KEY_ROLE) == chosen
    assert view.grid.viewport().rect().contains(view.grid.visualRect(index))


def test_arrows_move_the_cell_and_the_ends_are_a_key_away(view: HeatmapView) -> None:
    assert place(view) == (0, FIRST)
    for key, expected in (
        (Qt.Key.Key_Down, (1, FIRST)),
        (Qt.Key.Key_Right, (1, FIRST + 1)),
        (Qt.Key.Key_Home, (1, NAME)),
        (Qt.Key.Key_Left, (1, NAME)),
        (Qt.Key.Key_End, (1, FIRST + 22)),
        (Qt.Key.Key_Up, (0, FIRST + 22)),
        (Qt.Key.Key_Up, (0, FIRST + 22)),
    ):
        QTest.keyClick(view.grid, key)
        assert place(view) == expected
    QTest.keyClick(view.grid, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert place(view)[0] == 11
    QTest.keyClick(view.grid, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert place(view)[0] == 0


def test_a_page_down_brings_what_was_below_into_sight(
    mining: Study, show: Callable[..., HeatmapView]
) -> None:
    view = show(mining, height=300)
    below = view.grid.below()
    assert view._below.text() == f"{below} more below"
    QTest.keyClick(view.grid, Qt.Key.Key_PageDown)
    QTest.keyClick(view.grid, Qt.Key.Key_PageDown)
    assert view.grid.below() < below
    for _page in range(9):
        QTest.keyClick(view.grid, Qt.Key.Key_PageDown)
    assert place(view)[0] == 29
    assert view._below.isHidden()


def test_where_one_is_stays_in_sight_when_the_window_shrinks(
    mining: Study, show: Callable[..., HeatmapView]
) -> None:
    view = show(mining)
    view.grid.setCurrentIndex(view.table.index(view.grid.places.rows_from(0).stop - 1, FIRST))
    view.resize(1218, 400)
    assert view.grid.currentIndex().row() in view.grid.places.rows_from(view.grid.down)


def test_the_link_below_goes_a_page_down(mining: Study, show: Callable[..., HeatmapView]) -> None:
    view = show(mining, height=300)
    first_out_of_sight = view.grid.places.rows_from(0).stop
    QTest.mouseClick(view._below, Qt.MouseButton.LeftButton)
    assert view.grid.places.rows_from(view.grid.down).start == first_out_of_sight


def test_enter_opens_the_cell_and_on_a_name_the_programme(view: HeatmapView) -> None:
    opened = QSignalSpy(view.opened)
    key = view.grid.currentIndex().data(KEY_ROLE)
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    QTest.keyClick(view.grid, Qt.Key.Key_Home)
    QTest.keyClick(view.grid, Qt.Key.Key_Enter)
    assert [opened.at(0), opened.at(1)] == [[key, "ptpr.ANT1"], [key, ""]]


def test_the_space_bar_shows_the_card_and_takes_it_away(view: HeatmapView) -> None:
    QTest.keyClick(view.grid, Qt.Key.Key_Space)
    assert view.card.isVisible()
    assert view.card._title.text().startswith("ANT1 · ")
    QTest.keyClick(view.grid, Qt.Key.Key_Right)
    assert view.card._title.text().startswith("ANT2 · ")
    QTest.keyClick(view.grid, Qt.Key.Key_Space)
    assert not view.card.isVisible()
    QTest.keyClick(view.grid, Qt.Key.Key_Space)
    QTest.keyClick(view.grid, Qt.Key.Key_Escape)
    assert not view.card.isVisible()


def test_a_press_on_a_cell_shows_its_card_and_the_next_press_hides_it(view: HeatmapView) -> None:
    point = view.grid.visualRect(view.table.index(2, FIRST + 3)).center()
    press(view, point)
    assert place(view) == (2, FIRST + 3)
    assert view.card.isVisible()
    press(view, view.grid.visualRect(view.table.index(3, FIRST + 3)).center())
    assert view.card.isVisible()
    press(view, view.grid.visualRect(view.table.index(3, FIRST + 3)).center())
    assert not view.card.isVisible()


def test_the_card_never_lies_on_its_own_cell_nor_beyond_the_edge(view: HeatmapView) -> None:
    for row in range(0, 12, 3):
        for column in range(FIRST, FIRST + 22, 3):
            index = view.table.index(row, column)
            view.grid.setCurrentIndex(index)
            view._show_card(index)
            cell = view.grid.visualRect(index)
            cell.moveTopLeft(view.grid.viewport().mapTo(view, cell.topLeft()))
            assert not view.card.geometry().intersects(cell)
            assert view.rect().contains(view.card.geometry())


def test_the_card_leads_to_the_score(view: HeatmapView) -> None:
    opened = QSignalSpy(view.opened)
    QTest.keyClick(view.grid, Qt.Key.Key_Space)
    QTest.mouseClick(view.card._open, Qt.MouseButton.LeftButton)
    assert opened.at(0)[1] == "ptpr.ANT1"


def test_names_have_no_card(view: HeatmapView) -> None:
    QTest.keyClick(view.grid, Qt.Key.Key_Space)
    QTest.keyClick(view.grid, Qt.Key.Key_Home)
    assert not view.card.isVisible()


def test_a_cell_out_of_sight_has_no_card(mining: Study, show: Callable[..., HeatmapView]) -> None:
    view = show(mining, height=300)
    QTest.keyClick(view.grid, Qt.Key.Key_Space)
    view.grid.page_down()
    assert not view.card.isVisible()


def test_letters_go_to_the_field_in_which_one_finds_and_enter_comes_back(view: HeatmapView) -> None:
    QTest.keyClick(view.grid, Qt.Key.Key_S)
    assert view.find.hasFocus()
    QTest.keyClicks(view.find, "olar")
    assert view.find.text() == "solar"
    assert view.table.rowCount() == 1
    assert view._count.text() == "1 of 12 programmes"
    QTest.keyClick(view.find, Qt.Key.Key_Return)
    assert view.grid.hasFocus()


def test_who_is_found_again_is_chosen_again(view: HeatmapView) -> None:
    chosen = view.grid.currentIndex().data(KEY_ROLE)
    view.find.setText("nobody is called so")
    assert view.table.rowCount() == 0
    assert not view.grid.currentIndex().isValid()
    view.grid.viewport().repaint()
    view.find.clear()
    assert view.grid.currentIndex().data(KEY_ROLE) == chosen


def test_cells_are_narrowed_to_those_without_evidence(view: HeatmapView) -> None:
    view.cells.set_value("NE")
    view.cells.changed.emit("NE")
    assert view._count.text() == f"{view.table.rowCount()} of 12 programmes"
    assert 0 < view.table.rowCount() < 12


def test_moving_to_another_programme_is_told_once_and_being_shown_one_is_not(view: HeatmapView) -> None:
    chosen = QSignalSpy(view.chosen)
    QTest.keyClick(view.grid, Qt.Key.Key_Right)
    assert chosen.count() == 0
    QTest.keyClick(view.grid, Qt.Key.Key_Down)
    key = view.grid.currentIndex().data(KEY_ROLE)
    assert [chosen.at(number) for number in range(chosen.count())] == [[key]]
    view.show_place(view.table.index(7, NAME).data(KEY_ROLE))
    assert place(view)[0] == 7
    assert chosen.count() == 1


def test_in_a_narrow_window_criteria_scroll_and_names_and_scores_stay(
    study: Study, show: Callable[..., HeatmapView]
) -> None:
    view = show(study, width=760)
    grid, last = view.grid, view.table.columnCount() - 1
    before = [grid.visualRect(view.table.index(0, column)) for column in (NAME, last - 1)]
    assert grid.horizontalScrollBar().maximum() > 0
    grid.setCurrentIndex(view.table.index(0, FIRST + 21))
    assert grid.horizontalScrollBar().value() == grid.horizontalScrollBar().maximum()
    assert [grid.visualRect(view.table.index(0, column)) for column in (NAME, last - 1)] == before
    cell = grid.visualRect(grid.currentIndex())
    assert grid.places.left <= cell.left()
    assert cell.left() + CELL_WIDTH <= grid.places.right


def test_every_cell_in_sight_is_found_under_the_pointer(view: HeatmapView) -> None:
    for row in range(view.table.rowCount()):
        for column in (NAME, *range(FIRST, FIRST + 23)):
            index = view.table.index(row, column)
            assert view.grid.indexAt(view.grid.visualRect(index).center()) == index


def test_without_figures_states_keep_their_signs_and_levels_their_colours(view: HeatmapView) -> None:
    from ui.models.heat.row import look_of
    from ui.widgets.heat.chips import HeatChips

    framework = view.table.framework
    assert framework is not None
    shown = HeatChips(view._theme, framework, True, 1.0)
    hidden = HeatChips(view._theme, framework, False, 1.0)
    for state in (-3, -2, -1):
        assert shown[look_of(state)].toImage() == hidden[look_of(state)].toImage()
    for figure in (0, 4, 1_024):
        one, other = shown[look_of(figure)].toImage(), hidden[look_of(figure)].toImage()
        assert one != other
        assert one.pixelColor(5, 5) == other.pixelColor(5, 5)


def test_a_disputed_cell_bears_a_corner_whatever_it_shows(view: HeatmapView) -> None:
    from ui.models.heat.row import look_of
    from ui.widgets.heat.chips import HeatChips

    framework = view.table.framework
    assert framework is not None
    chips = HeatChips(view._theme, framework, True, 1.0)
    for shown in (0, 1, 2, 3, 4, 1_000, 1_024, 1_039):
        plain = chips[look_of(shown)].toImage()
        marked = chips[look_of(shown, disputed=True)].toImage()
        assert plain.pixelColor(CELL_WIDTH - 4, 3) != marked.pixelColor(CELL_WIDTH - 4, 3)
        assert plain.pixelColor(4, 12) == marked.pixelColor(4, 12)


def test_the_focus_shows_on_every_level(view: HeatmapView) -> None:
    """Two rings, a light one and a dark one, around the cell, so that one of them stands out."""
    grid = view.grid
    QTest.keyClick(grid, Qt.Key.Key_Down)
    cell = grid.visualRect(grid.currentIndex())
    image = grid.viewport().grab().toImage()
    y = cell.center().y()
    assert image.pixelColor(cell.left() - 2, y) == view._theme.colour("focus")
    assert image.pixelColor(cell.left(), y) == view._theme.colour("surface")


def test_what_was_asked_for_is_kept_in_another_language(
    view: HeatmapView, study: Study, show: Callable[..., HeatmapView], theme: Theme, qtbot: QtBot
) -> None:
    view.grid.ordered.emit(Order("section", "INT", False))
    view.find.setText("a")
    view.figures.changed.emit(1)
    view.figures.set_current(1)
    other = HeatmapView(theme)
    qtbot.addWidget(other)
    other.take_up(view.kept())
    other.show_study(study)
    assert other.table.order == Order("section", "INT", False)
    assert other.find.text() == "a"
    assert not other.grid.figures
    assert [other.table.row_of(row) for row in range(other.table.rowCount())] == [
        view.table.row_of(row) for row in range(view.table.rowCount())
    ]


def test_what_is_not_there_is_not_explained(mining: Study, show: Callable[..., HeatmapView]) -> None:
    view = show(mining)
    said = view._legend.accessibleName()
    assert "looked, none found" in said
    assert "does not apply" not in said
    assert "disputed" not in said


def test_evidence_is_counted_by_its_signs(view: HeatmapView, study: Study) -> None:
    from ui.models.heat.cell import cell_details

    heat = view.table.heat
    assert heat is not None
    programme = study.comparison.programmes[0]
    items = study.snapshot.evidence_of(programme.key)
    details = cell_details(study, heat, 0, 0, items)
    own = [one for one in items if details.criterion.id in one.criteria]
    assert sum(count for _sign, count in details.evidence) == len(own)
    assert evidence_in_words(details).startswith(f"{len(own)} item")
    nothing = replace(details, evidence=())
    assert evidence_in_words(nothing) == "No evidence of this programme speaks to this criterion."


def test_screen_readers_meet_the_cells_of_a_table(view: HeatmapView) -> None:
    table = QAccessible.queryAccessibleInterface(view.grid)
    assert table.role() == QAccessible.Role.Table
    said = {table.child(number).text(QAccessible.Text.Name) for number in range(table.childCount())}
    assert {view.table.said(0, FIRST), view.table.said(11, FIRST + 21)} <= said


def test_the_page_opens_on_the_heat_map_and_says_what_the_ranking_says(
    session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot
) -> None:
    from ui.pages.compare import ComparePage

    page = ComparePage(around(session))
    qtbot.addWidget(page)
    page.resize(1270, 640)
    page.show()
    page.refresh()
    assert isinstance(page.view, HeatmapView)
    said = page._sentence.text()
    asked = QSignalSpy(page.go)
    page.view.grid.setCurrentIndex(page.view.table.index(3, FIRST + 7))
    key = page.view.grid.currentIndex().data(KEY_ROLE)
    QTest.keyClick(page.view.grid, Qt.Key.Key_Return)
    assert asked.at(0)[0] == "score"
    assert (session.programme, session.criterion) == (key, "ptpr.ADA4")
    page.show_view("ranking")
    assert page._sentence.text() == said


def test_an_evaluation_without_programmes_shows_an_empty_grid(
    empty_session: Session, show: Callable[..., HeatmapView]
) -> None:
    assert empty_session.workspace is not None
    workspace = empty_session.workspace
    view = show(workspace.study(workspace.question("ptpr")))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_PageDown):
        QTest.keyClick(view.grid, key)
    view.grid.viewport().repaint()
    assert not view.grid.currentIndex().isValid()
    assert view.grid.places.top_of(0) == 0 * ROW
