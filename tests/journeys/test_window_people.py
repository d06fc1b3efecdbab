"""A coordinator hands out a review by keyboard alone, and the evaluator finds it locked once it is submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scorecard.edits import people
from scorecard.model.score import Cell
from scorecard.workspace import Workspace
from ui.app import Program
from ui.pages.people import PeoplePage
from ui.preferences import Preferences
from ui.prompts import Prompts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    program = Program(qapp, Prompts(), Preferences.load())
    qtbot.addWidget(program.window)
    program.window.resize(1366, 690)
    program.window.show()
    program.window.activateWindow()
    yield program
    program.close()


@pytest.fixture
def page(program: Program, tmp_path: Path) -> PeoplePage:
    """The page as Ctrl+6 opens it, on the workshop with one more evaluator of whom nothing is said."""
    path = tmp_path / "review.scorecard"
    with Workspace.create(path, sample="workshop", language="en") as workspace:
        workspace.edit(people.add_evaluator, "Zoe", "peer", "zoe")
    assert program.open(path)
    QApplication.processEvents()
    QTest.keyClick(program.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    page = program.window.page
    assert isinstance(page, PeoplePage)
    return page


def press(*keys: Qt.Key, shift: bool = False) -> None:
    """Keys to whatever has the focus."""
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)
        QApplication.processEvents()


def test_assign_submit_and_find_it_locked_by_keyboard_alone(program: Program, page: PeoplePage) -> None:
    session = program.session
    assert session.workspace is not None
    press(Qt.Key.Key_Home)
    press(*[Qt.Key.Key_Right] * 8)
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, shift=True)
    press(Qt.Key.Key_Space)
    zoe, round = session.workspace.snapshot.evaluator("zoe").key, session.round
    assert round is not None
    owed = [one for one in session.workspace.snapshot.assignments.values() if one.evaluator == zoe]
    assert len(owed) == 3
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.duties._submit
    press(Qt.Key.Key_Space)
    programme = page.duties.matrix.programme(0).key
    assert session.workspace.snapshot.assignment(programme, zoe, round).status == "submitted"
    refused: list[str] = []
    session.refused.connect(refused.append)
    cell = Cell(programme, zoe, round, "ptpr.ANT1")
    assert not session.perform(lambda one: one.set_value(cell, "3"))
    assert "locked" in refused[0]
    program.actions["undo"].trigger()
    assert session.perform(lambda one: one.set_value(cell, "3"))
