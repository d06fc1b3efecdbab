"""What became of programmes, in the window: the table and the lines say the same, and a row points out its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QSignalSpy, QTest

from scorecard.model.score import Cell
from ui.models.columns import CELL_ROLE
from ui.models.compare.over_time_table import OverTimeTable
from ui.pages.compare import ComparePage
from ui.widgets.compare.over_time_view import OverTimeView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from scorecard.analysis.views.over_time import OverTime
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme
    from ui.widgets.page import Surroundings


@pytest.fixture
def page(session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot) -> ComparePage:
    page = ComparePage(around(session))
    qtbot.addWidget(page)
    page.resize(1270, 640)
    page.show()
    page.refresh()
    page.show_view("time")
    return page


def view_of(page: ComparePage) -> OverTimeView:
    view = page.view
    assert isinstance(view, OverTimeView)
    return view


def over_time_of(page: ComparePage) -> OverTime:
    assert page.study is not None
    return page.study.over_time


def test_the_table_keeps_the_contract_of_qt(page: ComparePage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(view_of(page).table)
    qtmodeltester.check(OverTimeTable())


def test_the_sentence_above_says_what_moved_most(page: ComparePage) -> None:
    answer, detail = over_time_of(page).sentences()
    assert page._sentence.text() == answer
    assert page._second.text().startswith(detail)


def test_every_programme_has_its_scores_its_change_and_its_coverage(page: ComparePage) -> None:
    table, over_time = view_of(page).table, over_time_of(page)
    assert table.rowCount() == 12
    first = over_time.rows()[0]
    assert [table.index(0, column).data() for column in range(table.columnCount())] == [
        over_time.programmes[first].label,
        *over_time.score_figures(first),
        over_time.change_figure(first),
        over_time.coverage_figures(first),
    ]
    said = table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == over_time.in_words(first)
    assert [column.title for column in table.columns][1:3] == ["Baseline", "Round 1"]


def test_the_lines_are_drawn_once_the_page_is_seen_and_say_what_they_show(
    page: ComparePage, qtbot: QtBot
) -> None:
    view = view_of(page)
    qtbot.waitUntil(lambda: view._canvas is not None)
    assert view._canvas is not None
    assert view._canvas.accessibleName()
    assert over_time_of(page).sentences()[0] in view._canvas.accessibleDescription()


def test_a_row_that_is_chosen_goes_to_the_programme_and_points_out_its_line(
    page: ComparePage, session: Session
) -> None:
    view, over_time = view_of(page), over_time_of(page)
    view.view.select_row(8)
    key = over_time.programmes[over_time.rows()[8]].key
    assert session.programme == key
    looks = [view.table.index(row, 0).data(CELL_ROLE).look for row in range(12)]
    assert looks[:3] == [0, 1, 2]
    assert looks[8] == 3
    QTest.keyClick(view.view, Qt.Key.Key_Down)
    assert session.programme == over_time.programmes[over_time.rows()[9]].key
    looks = [view.table.index(row, 0).data(CELL_ROLE).look for row in range(12)]
    assert (looks[8], looks[9]) == (-1, 3)


def test_enter_opens_the_score(page: ComparePage, session: Session) -> None:
    asked = QSignalSpy(page.go)
    view = view_of(page)
    view.view.select_row(2)
    QTest.keyClick(view.view, Qt.Key.Key_Return)
    assert asked.at(0)[0] == "score"
    assert session.programme == over_time_of(page).programmes[over_time_of(page).rows()[2]].key


def test_a_score_of_another_round_changes_what_is_shown(page: ComparePage, session: Session) -> None:
    """Undo can bring back a score of a round that is not the one shown."""
    assert session.workspace is not None
    rounds = session.workspace.snapshot.round("baseline"), session.workspace.snapshot.round("r1")
    session.go_to(round=rounds[0].key)
    row = over_time_of(page).comparisons[1].row(session.programme or "")
    before = over_time_of(page).comparisons[1].cell_value[row].tolist()
    cell = Cell(session.programme or "", session.evaluator or "", rounds[1].key, "ptpr.ANT1")
    assert session.perform(lambda workspace: workspace.set_value(cell, ""))
    after = over_time_of(page).comparisons[1].cell_value[row].tolist()
    assert before[0] != after[0]
    assert before[1:] == pytest.approx(after[1:], nan_ok=True)


def test_the_picture_is_that_of_the_programme_at_hand(
    page: ComparePage, prompts: Any, tasks: Tasks, tmp_path: Path
) -> None:
    view_of(page).view.select_row(9)
    prompts.path = tmp_path / "picture.svg"
    page.save_picture()
    tasks.wait()
    words = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    over_time = over_time_of(page)
    assert over_time.in_words(over_time.rows()[9]) in words


def test_with_one_round_the_page_says_what_to_do_next(
    around: Callable[[Session], Surroundings], qtbot: QtBot, sample: Callable[[str], Path]
) -> None:
    from PySide6.QtWidgets import QPushButton

    from ui.session import Session

    session = Session()
    assert session.open(sample("mining"))
    page = ComparePage(around(session))
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    page._tabs.setFocus()
    page.show_view("time")
    asked = QSignalSpy(page.go)
    assert "a change needs a second one" in page._sentence.text()
    (button,) = [one for one in view_of(page).findChildren(QPushButton) if one.isVisible()]
    assert not button.hasFocus()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.at(0)[0] == "people"
    session.close()


def test_an_interval_has_room_in_the_column_of_a_round(page: ComparePage, theme: Theme) -> None:
    width = QFontMetricsF(theme.font(11.5)).horizontalAdvance("(0.40 – 2.80)")
    rounds = view_of(page).table.columns[1:3]
    assert all(column.least >= width + 10 for column in rounds)
