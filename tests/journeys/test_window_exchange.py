"""A coordinator sends forms, evaluators fill them in, and what comes back stands in the list; work can be cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from scorecard.edits import programmes, rounds
from scorecard.exchange.forms.layout import Columns, parse_row_key
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.score import Cell
from scorecard.workspace import Workspace
from tests.ui.conftest import FakePrompts
from ui.app import Program
from ui.dialogs.export import ExportChoice
from ui.dialogs.forms import SOME, FormsSheet
from ui.dialogs.import_preview import ImportPreview
from ui.dialogs.merge_preview import MergePreview
from ui.pages.exchange import COLLECT, PUBLISH, ExchangePage
from ui.widgets.drop_veil import DropVeil

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

LONG = 60_000
MANY = 1_000


@pytest.fixture
def page(program: Program, tmp_path: Path) -> ExchangePage:
    """The page as Ctrl+5 opens it, on the workshop in a new round in which nobody has said anything."""
    path = tmp_path / "workshop.scorecard"
    with Workspace.create(path, sample="workshop", language="en") as workspace:
        workspace.edit(rounds.add_round, "Round 2")
    assert program.open(path)
    return turn_to(program)


def turn_to(program: Program) -> ExchangePage:
    QApplication.processEvents()
    QTest.keyClick(program.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    page = program.window.page
    assert isinstance(page, ExchangePage)
    return page


def press(page: ExchangePage, text: str) -> None:
    """The button with this text that is seen, by the keyboard."""
    button = next(one for one in page.findChildren(QPushButton) if one.text() == text and one.isVisible())
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QApplication.processEvents()


def choose_two(dialog: QDialog) -> bool:
    """Two evaluators, about the first programme."""
    assert isinstance(dialog, FormsSheet)
    for place in range(dialog.evaluators.list.count()):
        ticked = Qt.CheckState.Checked if place < 2 else Qt.CheckState.Unchecked
        dialog.evaluators.list.item(place).setCheckState(ticked)
    dialog.which.set_current(SOME)
    dialog.programmes.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.agreed()
    return dialog.plan is not None


def test_an_export_is_cancelled_and_leaves_nothing_while_all_else_stays_usable(
    program: Program, page: ExchangePage, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    # So many that no machine has written them before Cancel is pressed.
    assert program.session.edit(
        programmes.take_in, [Programme(key=new_key(), id=f"X{n}", name=f"Programme {n}") for n in range(MANY)]
    )
    page.show_tab(PUBLISH)
    prompts.fill = lambda dialog: isinstance(dialog, ExportChoice)
    prompts.path = tmp_path / "ministry.xlsx"
    told: list[str] = []
    program.session.told.connect(told.append)
    refused: list[str] = []
    program.session.refused.connect(refused.append)
    press(page, "Export workbook…")
    assert page.cards.working == "workbook"
    press(page, "Save charts…")
    assert "Wait for it or cancel it" in refused[0]
    assert prompts.asked == ["WorkbookChoice", "save_path"]
    QTest.keyClick(program.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert program.window.page is not page
    assert turn_to(program) is page
    press(page, "Cancel")
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=LONG)
    assert told == ["Cancelled. Nothing was changed."]
    assert not prompts.path.exists()
    assert not page.cards["workbook"].is_working
    assert list(tmp_path.glob("*.xlsx")) == []


def test_work_shows_in_its_card_in_another_language_too_and_its_result_after(
    program: Program, page: ExchangePage, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    page.show_tab(PUBLISH)
    prompts.fill = lambda dialog: isinstance(dialog, ExportChoice)
    prompts.path = tmp_path / "ministry.xlsx"
    press(page, "Export workbook…")
    program.actions["es"].trigger()
    anew = program.window.page
    assert isinstance(anew, ExchangePage)
    assert anew is not page
    assert anew.tabs.current == PUBLISH
    assert anew.cards["workbook"].is_working
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=LONG)
    qtbot.waitUntil(
        lambda: any("ministry.xlsx" in one.accessibleName() for one in anew.findChildren(QLabel)),
        timeout=LONG,
    )
    assert not anew.cards["workbook"].is_working
    program.actions["en"].trigger()


def send(
    program: Program, page: ExchangePage, prompts: FakePrompts, qtbot: QtBot, folder: Path
) -> list[Path]:
    """Two forms, sent from the card."""
    page.show_tab(COLLECT)
    prompts.fill, prompts.path = choose_two, folder
    press(page, "Send forms…")
    qtbot.waitUntil(lambda: page.forms.table.rowCount() == 2, timeout=LONG)
    return sorted(folder.glob("*.xlsx"))


def fill_in(path: Path, steps: int, answer: str) -> int:
    """Give this answer to every question of a form, as a person would in Excel; how many they are."""
    columns, count = Columns(steps), 0
    book = load_workbook(path)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        for row in range(1, sheet.max_row + 1):
            key = sheet.cell(row, columns.key + 1).value
            if isinstance(key, str) and parse_row_key(key):
                sheet.cell(row, columns.answer + 1).value = answer
                count += 1
    book.save(path)
    return count


def drop(page: ExchangePage, *paths: Path) -> None:
    """Files as the file browser of the system drops them onto the page."""
    contents = QMimeData()
    contents.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle = page.rect().center()
    held = (Qt.DropAction.CopyAction, contents, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, QDragEnterEvent(middle, *held))
    assert page.findChild(DropVeil).isVisible()
    QApplication.sendEvent(page, QDropEvent(QPointF(middle), *held))


def test_filled_forms_come_back_by_a_drop_and_one_undo_takes_them_back(
    program: Program, page: ExchangePage, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    files = send(program, page, prompts, qtbot, tmp_path / "round two")
    assert program.session.workspace is not None
    framework = program.session.workspace.snapshot.framework("ptpr")
    answered = [fill_in(path, framework.top + 1, "3") for path in files]
    assert answered == [len(framework.criteria)] * 2
    prompts.asked.clear()
    prompts.fill = lambda dialog: isinstance(dialog, ImportPreview)
    drop(page, *files)
    qtbot.waitUntil(lambda: [row.state for row in page.forms.found.shown()] == ["back"] * 2, timeout=LONG)
    assert prompts.asked == ["ImportPreview"]
    assert [(row.answered, row.asked) for row in page.forms.found.shown()] == [(answered[0], answered[0])] * 2
    scores = sum(answered)
    name = f"2 files · {scores} scores · round two"
    qtbot.waitUntil(lambda: name in [one.accessibleName() for one in page.findChildren(QLabel)])
    program.actions["undo"].trigger()
    assert [row.state for row in page.forms.found.shown()] == ["waiting"] * 2
    assert {row.answered for row in page.forms.found.shown()} == {0}


def test_a_preview_that_is_put_away_changes_nothing_and_other_files_are_told_what_belongs_here(
    program: Program, page: ExchangePage, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    files = send(program, page, prompts, qtbot, tmp_path / "round two")
    prompts.asked.clear()
    prompts.fill = lambda dialog: False
    drop(page, tmp_path / "round two")
    qtbot.waitUntil(lambda: prompts.asked == ["ImportPreview"], timeout=LONG)
    assert [row.state for row in page.forms.found.shown()] == ["waiting"] * 2
    refused: list[str] = []
    program.session.refused.connect(refused.append)
    drop(page, files[0], tmp_path / "letter.docx")
    qtbot.waitUntil(lambda: len(refused) == 1)
    assert ".scorepack" in refused[0]
    assert prompts.asked == ["ImportPreview"]


def test_a_copy_goes_out_as_a_package_and_what_was_scored_there_is_merged_by_a_drop(
    program: Program, page: ExchangePage, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    session = program.session
    assert session.workspace is not None
    snapshot = session.workspace.snapshot
    copy = tmp_path / "copy.scorecard"
    copy.write_bytes(session.workspace.path.read_bytes())
    criterion = snapshot.framework("ptpr").criteria[0].id
    programme, evaluator = snapshot.ordered_programmes()[0].key, snapshot.ordered_evaluators()[0].key
    cell = Cell(programme, evaluator, snapshot.round().key, criterion)
    with Workspace.open(copy) as elsewhere:
        elsewhere.set_value(cell, "2")
        elsewhere.package(tmp_path / "back.scorepack")
    page.show_tab(PUBLISH)
    prompts.path = tmp_path / "out.scorepack"
    press(page, "Make a package…")
    qtbot.waitUntil(lambda: prompts.path.exists() and not program.tasks.busy, timeout=LONG)
    page.show_tab(COLLECT)
    prompts.fill = lambda dialog: isinstance(dialog, MergePreview)
    drop(page, tmp_path / "back.scorepack")
    qtbot.waitUntil(lambda: session.workspace.score(cell).value == "2", timeout=LONG)
    qtbot.waitUntil(lambda: "back.scorepack" in [one.accessibleName() for one in page.findChildren(QLabel)])
    program.actions["undo"].trigger()
    assert session.workspace.score(cell).value == ""


def test_what_was_sent_to_whom_stands_in_the_list_and_is_found_on_this_computer(
    program: Program, page: ExchangePage, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    files = send(program, page, prompts, qtbot, tmp_path / "round two")
    assert [row.state for row in page.forms.found.shown()] == ["waiting"] * 2
    assert {row.sent.form.file for row in page.forms.found.shown()} == {path.name for path in files}
    press(page, "Copy reminder")
    text = QApplication.clipboard().text()
    assert all(row.sent.evaluator.name in text for row in page.forms.found.shown())
    program.actions["undo"].trigger()
    assert page.forms.table.rowCount() == 0
    program.actions["redo"].trigger()
    assert page.forms.table.rowCount() == 2
    press(page, "Show in folder")
    assert prompts.shown[0].name in {path.name for path in files}
