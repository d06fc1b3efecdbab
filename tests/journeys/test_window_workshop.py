"""A whole workshop through the real window: thirty cells, five evaluators, keys and mouse, minutes at the end."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from scorecard.analysis.workshops.workshop import Workshop
from scorecard.edits import workshop as agendas
from scorecard.model.score import Cell
from scorecard.workspace import Workspace
from tests.storage.evaluations import ROOT
from tests.ui.conftest import FakePrompts
from ui.app import Program
from ui.dialogs.paper import PaperChoice
from ui.pages.workshop import WorkshopPage

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from scorecard.model.workshop import Place

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ITEMS = 30
"""Cells on the agenda, the first two of them for practice."""


def press(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def write(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def number_key(value: int) -> Key:
    return Key(Key.Key_0 + value)


@pytest.fixture
def page(program: Program, tmp_path: Path) -> WorkshopPage:
    """The page as Ctrl+4 opens it, on the workshop with its five evaluators."""
    path = tmp_path / "workshop.scorecard"
    Workspace.create(path, sample="workshop", language="en").close()
    assert program.open(path)
    QApplication.processEvents()
    QTest.keyClick(program.window, Key.Key_4, CTRL)
    QApplication.processEvents()
    shown = program.window.page
    assert isinstance(shown, WorkshopPage)
    return shown


def place(page: WorkshopPage) -> Place:
    assert page.at_hand is not None
    return page.at_hand.place


def values(workspace: Workspace, place: Place) -> dict[str, str]:
    """What is stored of a cell, by evaluator."""
    stored = workspace.scores(programme=place.programme, round=place.round, criteria=(place.criterion,))
    return {score.evaluator: score.value for score in stored if score.value}


def engine(page: WorkshopPage, workspace: Workspace) -> Workshop:
    """The workshop as the engine has it, made anew from the file."""
    assert page.workshop is not None
    return Workshop(workspace.study(page.workshop.study.question))


def vote_in_turn(page: WorkshopPage, first: int) -> list[int]:
    """Everybody present scores, whoever it is handed to; nothing shows in between. What was said, in turn."""
    said = []
    while page.at_hand is not None and page.at_hand.turn is not None:
        assert not page.item.voting.is_open
        value = (first + 2 * len(said)) % 5
        if page.at_hand.reason_locked(page.at_hand.turn.key):
            # Whoever has submitted the programme reopens it first.
            press(Key.Key_Return)
            assert not page.item.voting.is_open
            press(Key.Key_O)
        press(Key.Key_Return)
        assert page.item.voting.is_open
        press(number_key(value))
        said.append(value)
    return said


def test_a_whole_workshop_is_held_in_the_window(
    page: WorkshopPage, program: Program, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = program.session.workspace
    assert workspace is not None
    page.beginning.cells.setValue(ITEMS - 2)
    page.beginning.practice.setValue(2)
    click(page.beginning.begin)
    assert page.workshop is not None
    assert page.workshop.progress.of == ITEMS
    everybody = [one.key for one in workspace.snapshot.ordered_evaluators()]
    leaver = everybody[-1]
    agreed = dissents = 0
    for number in range(ITEMS):
        at = place(page)
        before = values(workspace, at)
        assert page.at_hand is not None
        assert page.at_hand.number == number + 1
        practice = page.at_hand.discussion.practice
        assert practice is (number < 2)
        if number == 29:
            press(Key.Key_K)
            assert page.at_hand.stage == "settled"
            break
        press(Key.Key_Return)
        if number == 20:
            # Midway through this item the last evaluator leaves.
            vote_until(page, leaver)
            press(Key.Key_A)
        said = vote_in_turn(page, number)
        # Whoever has a conflict of interest on a programme has no turn.
        present = [
            key
            for key in everybody
            if workspace.snapshot.conflict(at.programme, key) is None and (number < 20 or key != leaver)
        ]
        assert [one.key for one in page.at_hand.voters] == present
        assert len(said) == (len(present) if number != 20 else 0)
        if practice:
            assert values(workspace, at) == before
        else:
            assert set(present) <= set(values(workspace, at))
        press(Key.Key_Return)
        assert page.at_hand.stage == "revealed"
        revealed = dict(page.at_hand.discussion.first)
        assert engine(page, workspace).at_hand == page.at_hand.item
        if number % 3 == 0:
            press(Key.Key_N)
            write(f"Discussed at length: {number}.")
            press(Key.Key_Escape)
            assert page.at_hand.discussion.note == f"Discussed at length: {number}."
        if number % 4 == 1:
            speak_again(page, present[0], 2)
        if number % 5 == 4:
            press(Key.Key_D)
            write("Not convinced.")
            press(Key.Key_Return, CTRL)
            dissents += 1
            assert page.at_hand.discussion.outcome == "dissent"
        else:
            press(number_key(3))
            write("As the decree says.")
            press(Key.Key_Return, CTRL)
            agreed += 1
            assert page.at_hand.discussion.value == "3"
        assert dict(page.at_hand.discussion.first) == revealed
        if number == 3:
            act(page)
        press(Key.Key_Return)
    held = engine(page, workspace)
    outcomes = [one.discussion.outcome for one in held.items]
    assert {name: outcomes.count(name) for name in set(outcomes)} == {
        "agreed": agreed,
        "dissent": dissents,
        "skipped": 1,
    }
    assert page.workshop.progress == held.progress
    assert page.workshop.moves == held.moves
    assert held.moves
    assert held.progress.open == 0
    assert workspace.verify() == ()
    write_minutes(page, prompts, program, qtbot, tmp_path)
    undo_and_redo(page, program, workspace)


def undo_and_redo(page: WorkshopPage, program: Program, workspace: Workspace) -> None:
    """The last items step by step back to before they were scored, and forth again; the page follows each step."""
    end = workspace.snapshot, set(workspace.scores())
    steps = 0
    while page.at_hand is not None and page.at_hand.number > ITEMS - 2:
        assert program.session.undo()
        steps += 1
        if steps % 5 == 0:
            assert page.workshop is not None
            assert page.workshop.progress == engine(page, workspace).progress
    assert steps >= 8
    for _step in range(steps):
        assert program.session.redo()
    assert (workspace.snapshot, set(workspace.scores())) == end
    assert page.at_hand is not None
    assert page.at_hand.number == ITEMS


def vote_until(page: WorkshopPage, evaluator: str) -> None:
    """Everybody scores until it is somebody's turn."""
    while page.at_hand is not None and page.at_hand.turn is not None and page.at_hand.turn.key != evaluator:
        press(Key.Key_Return)
        press(Key.Key_1)


def speak_again(page: WorkshopPage, evaluator: str, value: int) -> None:
    """One evaluator scores anew after the reveal, covered from the others."""
    page.item.reveal.speaker.set_value(evaluator)
    page.item.reveal.speaker.changed.emit(evaluator)
    press(Key.Key_R)
    assert page.item.panel is page.item.voting
    assert not page.item.voting.is_open
    press(Key.Key_Return)
    click(page.item.voting.levels.buttons[value])
    assert page.at_hand is not None
    assert page.at_hand.stage == "revealed"
    assert page.at_hand.answers[evaluator] == str(value)


def act(page: WorkshopPage) -> None:
    """Somebody is to do something until a day."""
    form = page.item.settled.to_do
    press(Key.Key_I)
    write("Send the decree to all")
    QTest.keyClicks(form.owner, "Ana")
    QTest.keyClicks(form.due, "2026-12-01")
    click(form.add)
    assert page.at_hand is not None
    (action,) = page.at_hand.discussion.actions
    assert (action.text, action.owner, action.due) == ("Send the decree to all", "Ana", "2026-12-01")
    press(Key.Key_Escape)


def write_minutes(
    page: WorkshopPage, prompts: FakePrompts, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """Minutes in Spanish, written in the background."""
    prompts.path = tmp_path / "minutes.docx"

    def fill(sheet: PaperChoice) -> bool:
        click_in = sheet.findChildren(QPushButton)
        next(one for one in click_in if one.text() == "Español").click()
        return True

    prompts.fill = fill
    with qtbot.waitSignal(program.tasks.finished, timeout=20_000):
        click(page.column.minutes_button)
    assert prompts.path.stat().st_size > 10_000


def test_a_vote_is_an_edit_whose_words_do_not_say_what_it_is(page: WorkshopPage, program: Program) -> None:
    click(page.beginning.begin)
    press(Key.Key_Return)
    at = place(page)
    assert page.at_hand is not None
    assert page.at_hand.turn is not None
    first = page.at_hand.turn.key
    workspace = program.session.workspace
    assert workspace is not None
    cell = Cell(at.programme, first, at.round, at.criterion)
    before = workspace.score(cell)
    press(Key.Key_Return)
    press(number_key(4 if before.value != "4" else 0))
    after = workspace.score(cell)
    assert after == replace(before, value="4" if before.value != "4" else "0", carried="")
    undo = program.session.undo_text()
    assert undo is not None
    assert after.value not in undo.replace(at.criterion.partition(".")[2], "").replace("W", "")
    assert page.at_hand.turn is not None
    assert page.at_hand.turn.key != first
    program.session.undo()
    assert workspace.score(cell) == before
    assert page.at_hand.turn.key == first


def killed_process(path: Path, after: int) -> list[str]:
    """What a process that holds a workshop has acknowledged when it is killed after so many votes."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.voting_process", path],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        seen = [process.stdout.readline() for _number in range(after)]
        process.kill()
        seen += process.stdout.readlines()
    return [line.strip() for line in seen if line.endswith("\n")]


def test_killed_during_a_vote_it_reopens_at_the_same_item_and_turn_and_no_vote_is_lost(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "workshop.scorecard"
    with Workspace.create(path, sample="workshop", language="en") as workspace:
        question = workspace.question()
        disputes = workspace.study(question).disputes[:8]
        cells = [(one.programme.key, one.criterion.id) for one in disputes]
        workspace.edit(agendas.begin_agenda, "ptpr", question.round, cells, datetime.now(UTC))
    for after in (2, 5, 9):
        said = killed_process(path, after)
        assert len(said) >= after
        assert program.open(path)
        QApplication.processEvents()
        QTest.keyClick(program.window, Key.Key_4, CTRL)
        QApplication.processEvents()
        page = program.window.page
        assert isinstance(page, WorkshopPage)
        assert page.at_hand is not None
        workspace = program.session.workspace  # type: ignore[assignment]
        promised = {tuple(line.split()[:2]): line.split()[2] for line in said}
        for (item, evaluator), value in promised.items():
            stored = values(workspace, workspace.snapshot.discussions[item].place)
            assert stored[evaluator] == value
        last = said[-1].split()[0]
        assert page.at_hand.discussion.key == last
        had_turn = {line.split()[1] for line in said if line.split()[0] == last}
        assert had_turn <= set(page.at_hand.discussion.voted)
        assert page.at_hand.stage == "scoring"
        assert not page.item.voting.is_open
        program.session.close()
        with Workspace.open(path) as again:
            assert again.verify() == ()
