"""A whole programme scored in the real window by the keyboard alone, and nothing of it lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from scorecard.edits import people, programmes
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.workspace import Workspace
from ui.app import Program
from ui.dialogs.evidence import EvidenceDialog
from ui.pages.score import ScorePage
from ui.preferences import Preferences
from ui.prompts import Prompts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

Key = Qt.Key


@pytest.fixture
def evaluation(tmp_path: Path) -> Path:
    """Two programmes, one evaluator, and no answer yet."""
    return begun(tmp_path / "valley.scorecard", "ptpr")


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """The same with both frameworks."""
    return begun(tmp_path / "whole.scorecard", "ptpr", "lnk")


def begun(path: Path, *frameworks: str) -> Path:
    with Workspace.create(path, frameworks=frameworks, title="Valley", language="en") as workspace:
        for number in (1, 2):
            workspace.edit(
                programmes.add, Programme(key=new_key(), id=f"P{number}", name=f"Programme {number}")
            )
        workspace.edit(people.add_evaluator, "Ana", "independent")
    return path


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    program = Program(qapp, Prompts(), Preferences.load())
    qtbot.addWidget(program.window)
    program.window.resize(1366, 768)
    program.window.show()
    program.window.activateWindow()
    yield program
    program.close()


def opened(program: Program, path: Path) -> ScorePage:
    assert program.open(path)
    program.actions["score"].trigger()
    QApplication.processEvents()
    page = program.window.page
    assert isinstance(page, ScorePage)
    return page


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the focus is, as a person presses it."""
    QTest.keyClick(focus(), key, modifiers)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def write(text: str) -> None:
    QTest.keyClicks(focus(), text)


def answers(path: Path) -> dict[str, tuple[str, str, str]]:
    """Value, note and question of each criterion of the first programme, as the file holds them."""
    with Workspace.open(path, reading=True) as workspace:
        first = workspace.snapshot.programme("P1").key
        return {
            score.criterion: (score.value, score.note, score.question)
            for score in workspace.scores(programme=first)
        }


def test_a_programme_is_scored_by_the_keyboard_alone(program: Program, evaluation: Path) -> None:
    page = opened(program, evaluation)
    assert page.criteria.framework is not None
    ids = [criterion.id for criterion in page.criteria.framework.criteria]
    expected: dict[str, tuple[str, str, str]] = {}
    for number, id in enumerate(ids):
        assert program.session.criterion == id
        match number % 7:
            case 5:
                press(Key.Key_E)
                expected[id] = ("NE", "", "")
            case 6:
                press(Key.Key_X)
                write(f"Outside its mandate {number}")
                press(Key.Key_Escape)
                expected[id] = ("NA", f"Outside its mandate {number}", "")
            case level:
                press(Key(Key.Key_0 + level))
                press(Key.Key_N)
                write(f"Because {number}")
                press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
                press(Key.Key_Q)
                write("Still so?")
                press(Key.Key_Escape)
                expected[id] = (str(level), f"Because {number}", "Still so?")
        press(Key.Key_F)
    assert answers(evaluation) == expected
    assert program.session.workspace is not None
    assert program.session.programme == program.session.workspace.snapshot.programme("P2").key
    assert page.programmes.complete() == 1


def tab_to(target: QWidget) -> None:
    """Tab from the page until something has the focus."""
    for _stop in range(60):
        if QApplication.focusWidget() is target:
            return
        press(Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {target}")


def add_evidence(page: ScorePage, fact: str) -> None:
    """Write an item of evidence into its sheet, which stops everything else until it is closed."""
    sheets: list[EvidenceDialog] = []
    waiting = QTimer()
    waiting.setInterval(0)

    def fill() -> None:
        sheet = QApplication.activeWindow()
        if not isinstance(sheet, EvidenceDialog):
            return
        waiting.stop()
        sheets.append(sheet)
        try:
            write(fact)
            tab_to(next(one for one in sheet.findChildren(QPushButton) if one.isDefault()))
            press(Key.Key_Space)
        finally:
            sheet.close()

    tab_to(page.proof.add)
    waiting.timeout.connect(fill)
    waiting.start()
    press(Key.Key_Space)
    assert len(sheets) == 1
    page.window().activateWindow()  # as a window manager does
    QApplication.processEvents()


def test_a_whole_programme_with_evidence_is_scored_and_submitted_by_the_keyboard_alone(
    program: Program, whole: Path
) -> None:
    page = opened(program, whole)
    session = program.session
    assert session.workspace is not None
    add_evidence(page, "The agenda was approved by consensus")
    tab_to(page.proof.list)
    press(Key.Key_Down)
    press(Key.Key_Space)
    expected: dict[str, tuple[str, str]] = {}
    frameworks = session.workspace.snapshot.ordered_frameworks()
    for framework in frameworks:
        for number, criterion in enumerate(framework.criteria):
            assert session.criterion == criterion.id
            level = str(number % 5)
            press(Key(Key.Key_0 + int(level)))
            press(Key.Key_N)
            write(f"Because {criterion.code}")
            press(Key.Key_Escape)
            press(Key.Key_C)
            write("Money")
            press(Key.Key_Escape)
            expected[criterion.id] = (level, f"Because {criterion.code}")
            press(Key.Key_Down)
        press(Key.Key_T)
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_3)
    program.window.close()
    found = answers(whole)
    assert {criterion: (value, note) for criterion, (value, note, _question) in found.items()} == expected
    with Workspace.open(whole, reading=True) as workspace:
        snapshot = workspace.snapshot
        programme, ana = snapshot.programme("P1").key, snapshot.evaluator("E1").key
        assert snapshot.assignment(programme, ana, snapshot.round().key).status == "submitted"
        scores = {score.criterion: score for score in workspace.scores(programme=programme)}
        (item,) = snapshot.evidence_of(programme)
        assert item.text == "The agenda was approved by consensus"
        assert scores["ptpr.ANT1"].cites == (item.key,)
        assert {score.challenge for score in scores.values()} == {"Money"}


def test_undo_and_redo_paint_what_stands(program: Program, evaluation: Path) -> None:
    page = opened(program, evaluation)
    press(Key.Key_1)
    press(Key.Key_3)
    painted = page.grab().toImage()
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.form.levels[1].isChecked()
    assert page.grab().toImage() != painted
    press(Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.form.levels[3].isChecked()
    assert page.grab().toImage() == painted


def test_a_note_survives_another_page_and_the_end_of_the_program(program: Program, evaluation: Path) -> None:
    opened(program, evaluation)
    press(Key.Key_N)
    write("Before the page")
    program.actions["programmes"].trigger()
    first = next(iter(answers(evaluation).values()))
    assert first[1] == "Before the page"
    program.actions["score"].trigger()
    press(Key.Key_N)
    write(" and before the end")
    program.window.close()
    assert program.session.workspace is None
    first = next(iter(answers(evaluation).values()))
    assert first[1] == "Before the page and before the end"


def test_the_place_and_the_note_survive_a_change_of_language(program: Program, evaluation: Path) -> None:
    opened(program, evaluation)
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_N)
    write("Before the language")
    program.speak("es")
    QApplication.processEvents()
    page = program.window.page
    assert isinstance(page, ScorePage)
    assert program.session.criterion == "ptpr.ANT3"
    assert page.form.note.toPlainText() == "Before the language"
    write(" 2")
    press(Key.Key_Escape)
    assert page.form.note.toPlainText() == "Before the language 2"
    assert not page.form.levels[2].isChecked()
    assert page.head.title.text() == "Voces de cambio en la priorización"


def test_a_note_is_stored_when_another_evaluation_takes_the_place_of_its_own(
    program: Program, evaluation: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.scorecard"
    Workspace.create(other, title="Other", language="en").close()
    opened(program, evaluation)
    press(Key.Key_N)
    write("Half a thought")
    assert program.session.open(other)
    assert next(iter(answers(evaluation).values()))[1] == "Half a thought"


def test_what_is_written_stays_in_sight_when_it_cannot_be_stored(program: Program, evaluation: Path) -> None:
    page = opened(program, evaluation)
    refused: list[str] = []
    program.session.refused.connect(refused.append)
    press(Key.Key_N)
    page.form.note.setPlainText("long " * 40_000)
    press(Key.Key_Escape)
    assert len(refused) == 1
    assert page.form.note.toPlainText() == "long " * 40_000
    assert answers(evaluation) == {}
