"""The page that tells what happened and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from scorecard.edits import rounds
from scorecard.model.score import Cell
from ui.pages.history import HistoryPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.session import Session
    from ui.widgets.page import Surroundings


@pytest.fixture
def cell(session: Session) -> Cell:
    """A score of the sample that was 4 and then 1."""
    snapshot = session.workspace.snapshot
    cell = Cell(
        snapshot.programme("W01").key, snapshot.evaluator("clara").key, snapshot.round().key, "ptpr.ANT1"
    )
    session.choose_evaluator(cell.evaluator)
    session.go_to(programme=cell.programme, criterion=cell.criterion)
    for value in ("4", "1"):
        assert session.perform(lambda workspace, value=value: workspace.set_value(cell, value))
    return cell


@pytest.fixture
def page(session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot) -> HistoryPage:
    page = HistoryPage(around(session))
    qtbot.addWidget(page)
    page.resize(1270, 640)
    page.show()
    page.refresh()
    return page


def texts(model: Any) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def value_of(session: Session, cell: Cell) -> str:
    return session.workspace.score(cell).value


def test_edits_stand_newest_first(cell: Cell, page: HistoryPage) -> None:
    assert [row[1] for row in texts(page.edits)][:3] == [
        "level 1 for ANT1",
        "level 4 for ANT1",
        "new evaluation",
    ]


def test_what_an_edit_did_stands_beside_it(cell: Cell, page: HistoryPage) -> None:
    ((thing, part, before, after),) = texts(page.differences)
    assert thing.startswith("W01 · ANT1 · ")
    assert (part, before, after) == ("level", "4", "1")


def test_words_find_edits(cell: Cell, page: HistoryPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page._find, "LEVEL 4")
    assert [row[1] for row in texts(page.edits)] == ["level 4 for ANT1"]


def test_a_score_has_a_history_of_its_own(session: Session, cell: Cell, page: HistoryPage) -> None:
    session.ask_history(cell)
    page.refresh()
    words = [row[1] for row in texts(page.edits)]
    assert words[:2] == ["level 1 for ANT1", "level 4 for ANT1"]
    session.go_to(criterion="ptpr.ANT2")
    page._about_changed(2)
    assert "level 1 for ANT1" not in [row[1] for row in texts(page.edits)]


def test_an_earlier_value_comes_back_and_undo_takes_that_back(
    session: Session, cell: Cell, page: HistoryPage, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.before_button, Qt.MouseButton.LeftButton)
    assert value_of(session, cell) == "4"
    assert texts(page.edits)[0][1] == "restore ANT1"
    session.undo()
    assert value_of(session, cell) == "1"


def test_the_evaluation_goes_back_to_a_moment(
    session: Session, cell: Cell, page: HistoryPage, qtbot: QtBot
) -> None:
    page.edit_view.select_row(1)
    qtbot.mouseClick(page.back_button, Qt.MouseButton.LeftButton)
    assert value_of(session, cell) == "4"
    assert texts(page.edits)[0][1].startswith("back to ")


def test_two_moments_are_compared_by_what_differs_and_by_rank(
    session: Session, cell: Cell, page: HistoryPage
) -> None:
    page.edit_view.select_row(1)
    page._what.set_current(1)
    page._show_details()
    assert [row[2:] for row in texts(page.differences)] == [["4", "1"]]
    page._what.set_current(2)
    page._show_details()
    rows = {row[0]: row for row in texts(page.ranks)}
    then, now = rows[session.workspace.snapshot.programme("W01").label][3:]
    assert float(then) > float(now)


def test_what_is_only_read_cannot_be_taken_back(
    session: Session, cell: Cell, page: HistoryPage, tmp_path: Any
) -> None:
    assert session.open(session.workspace.path, reading=True)
    page.refresh()
    assert texts(page.differences)
    assert not page.before_button.isEnabled()
    assert not page.back_button.isEnabled()


def test_a_blind_round_hides_what_others_scored_until_ones_own_programme_is_in(
    session: Session, cell: Cell, page: HistoryPage
) -> None:
    assert session.edit(rounds.set_blind, cell.round, blind=True)
    session.perform(lambda workspace: workspace.set_value(cell, "2"))
    page.edit_view.select_row(0)
    assert [row[3] for row in texts(page.differences)] == ["2"]

    other = session.workspace.snapshot.evaluator("marta").key
    session.choose_evaluator(other)

    assert texts(page.differences) == []
    assert "blind" in page._sentence.text()
