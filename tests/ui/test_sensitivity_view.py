"""Ranks under our other choices in the window: read, stepped through, and asked by a click or a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest

from ui.models.columns import CELL_ROLE, COLUMN_ROLE, KEY_ROLE
from ui.models.compare.sensitivity import ChoiceHead, ChoicesTable, RankCell, RankedName
from ui.pages.compare import ComparePage
from ui.widgets.compare.sensitivity_view import SensitivityView

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from scorecard.analysis.study import Study
    from ui.session import Session
    from ui.theme import Theme
    from ui.widgets.page import Surroundings


def caught(spy: QSignalSpy) -> list[list[object]]:
    """What a signal has carried, each time it came; a spy itself crashes when asked for what never came."""
    return [spy.at(number) for number in range(spy.count())]


@pytest.fixture
def study(session: Session) -> Study:
    assert session.workspace is not None
    return session.workspace.study(session.workspace.question("ptpr"))


@pytest.fixture
def view(study: Study, theme: Theme, qtbot: QtBot) -> SensitivityView:
    view = SensitivityView(theme)
    qtbot.addWidget(view)
    view.resize(1220, 480)
    view.show_study(study)
    view.show()
    return view


@pytest.fixture
def page(session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot) -> ComparePage:
    page = ComparePage(around(session))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1270, 692)
    page.show()
    page.show_view("choices")
    page.refresh()
    return page


def column_of(table: ChoicesTable, name: str) -> int:
    """The column with a name."""
    return [head.name for head in table.heads].index(name)


def click_head(view: SensitivityView, column: int) -> None:
    heads = view.grid.horizontalHeader()
    middle = heads.sectionViewportPosition(column) + heads.sectionSize(column) // 2
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle, heads.height() // 2))


def test_the_table_keeps_the_contract_of_qt(study: Study, qtmodeltester: ModelTester) -> None:
    table = ChoicesTable()
    assert (table.rowCount(), table.columnCount()) == (0, 0)
    table.show(study.sensitivity)
    qtmodeltester.check(table)


def test_cells_hold_the_ranks_and_changes_of_the_analysis(study: Study) -> None:
    table = ChoicesTable()
    table.show(study.sensitivity)
    sensitivity = study.sensitivity
    for place, row in enumerate(sensitivity.asked.ranking()):
        name = table.headerData(place, Qt.Orientation.Vertical, CELL_ROLE)
        assert isinstance(name, RankedName)
        assert (name.rank, name.programme) == (sensitivity.asked.rank[row], sensitivity.asked.programmes[row])
        for column, variant in enumerate(sensitivity.variants):
            index = table.index(place, column)
            cell = index.data(CELL_ROLE)
            assert isinstance(cell, RankCell)
            assert (cell.rank, cell.moved) == (variant.comparison.rank[row], variant.moved[row])
            assert index.data() == variant.figure(row)
            assert index.data(KEY_ROLE) == sensitivity.asked.programmes[row].key


def test_heads_say_who_is_first_and_how_many_have_another_rank(study: Study) -> None:
    table = ChoicesTable()
    table.show(study.sensitivity)
    column = column_of(table, "Weakest criterion")
    head = table.headerData(column, Qt.Orientation.Horizontal, COLUMN_ROLE)
    assert isinstance(head, ChoiceHead)
    assert (head.group, head.first, head.other_first, head.moved) == ("Rule", "W04", True, 11)
    spoken = table.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert (
        "first is Coastal Fisheries Innovation Programme (invented); 11 programmes have another rank"
        in spoken
    )
    assert "space bar" in spoken
    assert column_of(table, "ANT") > column


def test_a_change_is_read_out_in_words(study: Study) -> None:
    table = ChoicesTable()
    table.show(study.sensitivity)
    column = column_of(table, "Weakest criterion")
    said = [
        table.index(place, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for place in range(table.rowCount())
    ]
    assert [one.partition("(invented): ")[2] for one in (said[0], said[3], said[1])] == [
        "rank 2 under the weakest criterion, 1 place lower",
        "rank 1 under the weakest criterion, 3 places higher",
        "rank 2 under the weakest criterion too",
    ]


def test_a_click_on_a_head_asks_that_choice(view: SensitivityView) -> None:
    asked = QSignalSpy(view.asked)
    click_head(view, column_of(view.table, "Weakest criterion"))
    assert caught(asked)[0] == [{"rule": "weakest"}]
    click_head(view, column_of(view.table, "EMB"))
    assert caught(asked)[1] == [{"without": ("EMB",)}]


def test_the_space_bar_asks_the_choice_of_the_cell_and_enter_opens_its_programme(
    view: SensitivityView,
) -> None:
    column = column_of(view.table, "Territory first")
    view.grid.setCurrentIndex(view.table.index(2, column))
    asked, opened = QSignalSpy(view.asked), QSignalSpy(view.opened)
    QTest.keyClick(view.grid, Qt.Key.Key_Space)
    assert list(caught(asked)[0][0]) == ["weights", "tried"]
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    assert caught(opened)[0] == [view.table.index(2, 0).data(KEY_ROLE), ""]


def test_arrow_keys_step_over_cells_and_the_programme_follows(view: SensitivityView) -> None:
    view.grid.setCurrentIndex(view.table.index(0, 0))
    chosen = QSignalSpy(view.chosen)
    QTest.keyClick(view.grid, Qt.Key.Key_Right)
    assert view.grid.currentIndex().column() == 1
    assert chosen.count() == 0
    QTest.keyClick(view.grid, Qt.Key.Key_Down)
    assert caught(chosen)[0] == [view.table.index(1, 0).data(KEY_ROLE)]


def test_the_place_of_the_session_is_shown_and_a_new_answer_begins_at_the_top(
    view: SensitivityView, study: Study
) -> None:
    last = study.sensitivity.asked.ranking()[-1]
    view.show_place(study.comparison.programmes[last].key, in_sight=False)
    assert view.grid.currentIndex().row() == view.table.rowCount() - 1
    assert view.grid.verticalScrollBar().value() == 0
    view.show_place("gone")
    assert not view.grid.currentIndex().isValid()


def test_names_stay_where_they_are_while_many_choices_scroll(view: SensitivityView) -> None:
    view.resize(620, 400)
    view.grid.horizontalScrollBar().setValue(view.grid.horizontalScrollBar().maximum())
    assert view.grid.horizontalScrollBar().value() > 0
    names = view.grid.verticalHeader()
    assert names.isVisible()
    assert names.x() <= view.grid.frameWidth()
    assert names.width() >= 200


def test_the_page_says_the_sentences_of_the_analysis_and_takes_over_a_choice(page: ComparePage) -> None:
    view = page.view
    assert isinstance(view, SensitivityView)
    assert page.study is not None
    assert page._sentence.text() == page.study.sensitivity.sentences()[0]
    click_head(view, column_of(view.table, "Weakest criterion"))
    assert page.comparison is not None
    assert page.comparison.question.rule == "weakest"
    assert "Weakest criterion" not in [head.name for head in view.table.heads]
    assert "Weighted mean" in [head.name for head in view.table.heads]


def test_the_view_has_a_picture_of_the_whole_table(view: SensitivityView) -> None:
    from datetime import UTC, datetime

    name, draw = view.picture()
    picture = draw(datetime(2026, 3, 4, tzinfo=UTC))
    assert (name, picture.name) == ("choices", "choices")
    assert "Coastal Fisheries Innovation" in picture.words
