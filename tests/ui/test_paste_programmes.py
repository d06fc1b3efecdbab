"""The sheet in which a pasted list is looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui.dialogs.paste_programmes import PasteProgrammes
from ui.models.columns import CELL_ROLE
from ui.models.programmes.planned_rows import OUTCOME, PlannedRows

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from scorecard.model.snapshot import Snapshot
    from ui.session import Session
    from ui.theme import Theme


@pytest.fixture
def snapshot(session: Session) -> Snapshot:
    assert session.workspace is not None
    return session.workspace.snapshot


@pytest.fixture
def sheet(snapshot: Snapshot, theme: Theme, prompts: Any, qtbot: QtBot) -> PasteProgrammes:
    """The sheet on an empty clipboard."""
    sheet = PasteProgrammes(theme, snapshot, prompts, "")
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def outcomes(sheet: PasteProgrammes) -> list[str]:
    """What the table says would happen, row by row."""
    return [sheet.rows.index(row, OUTCOME).data() for row in range(sheet.rows.rowCount())]


def repeated(snapshot: Snapshot, count: int = 1) -> str:
    """A list that names programmes that are there, in capitals and with another country, and a new one."""
    names = [one.name.upper() for one in snapshot.ordered_programmes()[:count]]
    return "Name\tCountry\n" + "".join(f"{name}\tBolivia\n" for name in names) + "Faro\tChile\n"


def test_without_anything_copied_it_says_what_to_do(sheet: PasteProgrammes) -> None:
    assert sheet._stack.currentIndex() == 0
    assert not sheet.agree.isEnabled()
    QGuiApplication.clipboard().setText("")
    sheet.paste()
    assert "copy the rows" in sheet.problem.text()


def test_the_button_says_how_many_come_and_what_waits_is_told(
    sheet: PasteProgrammes, snapshot: Snapshot
) -> None:
    sheet.read_text(repeated(snapshot) + "\tPeru\n")
    assert outcomes(sheet) == ["Needs you", "New", "Problem"]
    assert sheet.agree.text() == "Take in 1 programme"
    assert "1 row with a problem" in sheet._left_out.text()
    assert "waits for an answer" in sheet._left_out.text()


def test_a_row_is_answered_by_a_key_and_the_next_that_waits_is_chosen(
    sheet: PasteProgrammes, snapshot: Snapshot
) -> None:
    sheet.read_text(repeated(snapshot, 2))
    QTest.keyClick(sheet.view, Qt.Key.Key_2)
    assert outcomes(sheet) == ["Changed", "Needs you", "New"]
    assert sheet.view.currentIndex().row() == 1
    QTest.keyClick(sheet.view, Qt.Key.Key_3)
    assert outcomes(sheet) == ["Changed", "New", "New"]
    assert [one.country for one in sheet.plan.programmes] == ["Bolivia", "Bolivia", "Chile"]
    QTest.keyClick(sheet.view, Qt.Key.Key_1)
    assert outcomes(sheet) == ["Changed", "Left out", "New"]


def test_one_answer_for_all_forgets_the_single_ones(sheet: PasteProgrammes, snapshot: Snapshot) -> None:
    sheet.read_text(repeated(snapshot, 3))
    sheet.answer("add")
    sheet.answer_all("update")
    assert outcomes(sheet) == ["Changed", "Changed", "Changed", "New"]


def test_rows_that_are_looked_at_stay_when_they_are_answered(
    sheet: PasteProgrammes, snapshot: Snapshot
) -> None:
    sheet.read_text(repeated(snapshot, 2))
    sheet._parts.changed.emit(2)
    assert outcomes(sheet) == ["Needs you", "Needs you"]
    sheet.answer("update")
    sheet.answer("update")
    assert outcomes(sheet) == ["Changed", "Changed"]


def test_a_column_gets_its_meaning_from_a_person(sheet: PasteProgrammes) -> None:
    sheet.read_text("Obra\tLugar\tPaís\nFaro\tTacna\tPerú")
    assert "No column holds the names" in sheet.problem.text()
    assert not sheet.agree.isEnabled()
    sheet._panel.pickers[0].changed.emit("name")
    sheet._panel.pickers[1].changed.emit("region")
    (faro,) = sheet.plan.programmes
    assert (faro.name, faro.region, faro.country) == ("Faro", "Tacna", "Perú")
    assert sheet.problem.text() == ""
    sheet._panel.pickers[1].changed.emit("name")
    assert [picker.value for picker in sheet._panel.pickers] == [None, "name", "country"]


def test_the_row_of_heads_can_be_said(sheet: PasteProgrammes) -> None:
    sheet.read_text("Programa\tPaís\nFaro\tPerú")
    assert sheet.rows.rowCount() == 1
    sheet._heads.changed.emit(0)
    assert sheet.rows.rowCount() == 2
    assert [one.name for one in sheet.plan.programmes] == ["Programa", "Faro"]


def test_a_wrong_cell_says_what_is_wrong_with_it(sheet: PasteProgrammes) -> None:
    sheet.read_text(f"Id\tName\tCountry\ntwo words\tFaro\t{'x' * 400}")
    wrongs = [sheet.rows.index(0, column).data(CELL_ROLE).wrong for column in range(2, 5)]
    assert ["two words" in wrongs[0], wrongs[1], "400" in wrongs[2]] == [True, "", True]
    assert not sheet.answers.one.isEnabled()
    assert "two words" in sheet.answers.about.text()


def test_a_file_is_read_and_a_bad_one_leaves_what_is_there(
    sheet: PasteProgrammes, prompts: Any, tmp_path: Path
) -> None:
    good, bad = tmp_path / "list.csv", tmp_path / "bad.xlsx"
    good.write_text("Nombre;País\nFaro;Perú\n", encoding="utf-8")
    bad.write_text("no workbook")
    prompts.path = good
    sheet._ask_for_file()
    assert (sheet._source.text(), outcomes(sheet)) == ("list.csv: 2 rows", ["New"])
    prompts.path = bad
    sheet._ask_for_file()
    assert "not a readable Excel workbook" in sheet.problem.text()
    assert outcomes(sheet) == ["New"]


def test_nothing_new_leaves_nothing_to_agree_to(sheet: PasteProgrammes, snapshot: Snapshot) -> None:
    first = snapshot.ordered_programmes()[0]
    sheet.read_text(f"Id\tName\n{first.id}\t{first.name}")
    assert outcomes(sheet) == ["Unchanged"]
    sheet.agreed()
    assert sheet.result() == 0


def test_the_table_keeps_the_contract_of_qt(sheet: PasteProgrammes, qtmodeltester: ModelTester) -> None:
    sheet.read_text("Name\tTags\nFaro 🗼\tmar; costa\nمنارة\t")
    qtmodeltester.check(sheet.rows)
    qtmodeltester.check(PlannedRows())
