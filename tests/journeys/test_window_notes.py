"""A sheet of strengths and weaknesses is begun, filled, put in order and copied in the real window, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QDialog, QWidget
    from pytestqt.qtbot import QtBot

    from ui.app import Program


class Agrees:
    """Prompts of a person who takes the first template that is offered."""

    def run(self, dialog: QDialog) -> bool:
        dialog.agreed()  # type: ignore[attr-defined]
        return True


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    from ui.app import Program
    from ui.preferences import Preferences

    program = Program(qapp, Agrees(), Preferences.load())  # type: ignore[arg-type]
    qtbot.addWidget(program.window)
    program.begin(None)
    # The window is made after its first paint, and what is opened before that is shown anew.
    qtbot.waitUntil(lambda: program.window.centralWidget() is not None)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    yield program
    program.close()


def test_a_sheet_is_filled_by_keys_alone(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ui.pages.notes import NotesPage

    window, session = program.window, program.session
    assert session.create(tmp_path / "notes.scorecard", sample="workshop")
    assert session.workspace is not None
    QTest.keyClick(window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    page = window.page
    assert isinstance(page, NotesPage)
    QTest.keyClick(page.column.new, Qt.Key.Key_Space)

    def focused() -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= one
        QTest.keyClick(focused(), key, modifiers)

    assert page.body is not None
    strengths, weaknesses = page.body.views[:2]
    qtbot.waitUntil(strengths.hasFocus)
    press(Qt.Key.Key_Right)
    assert weaknesses.hasFocus()
    press(Qt.Key.Key_Insert)
    for text in ("Scale", "Skills", "Reputation"):
        qtbot.waitUntil(lambda: weaknesses.editor is not None and focused() is not weaknesses)
        QTest.keyClicks(focused(), text)
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: weaknesses.editor is not None)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Up)
    alt, shift, control = (
        Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.ControlModifier,
    )
    press(Qt.Key.Key_Up, alt)
    press(Qt.Key.Key_Right, alt, shift)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Left, alt)

    snapshot = session.workspace.snapshot
    (sheet,) = (one for one in snapshot.note_sheets.values() if one.template.id == "swot")
    rows = [(row.cell("side"), row.cell("text"), row.depth) for row in snapshot.rows_of(sheet.key)]
    assert rows == [("weakness", "Scale", 0), ("weakness", "Reputation", 1), ("strength", "Skills", 0)]
    assert strengths.hasFocus()
    press(Qt.Key.Key_Z, control)
    rows = [row.cell("side") for row in session.workspace.snapshot.rows_of(sheet.key)]
    assert rows == ["weakness"] * 3
