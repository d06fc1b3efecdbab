"""The sheet in which an import is looked through, its lists, and the desk that asks for files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from scorecard.edits import rounds
from scorecard.exchange.imports.import_plan import PlannedCell
from scorecard.exchange.imports.sources import read_sources
from tests.exchange.filled_forms import cell_of, opened, send_form
from ui.dialogs.import_columns import ImportColumns
from ui.dialogs.import_desk import ImportDesk
from ui.dialogs.import_preview import ImportPreview
from ui.models.exchange.import_files import ImportFiles
from ui.models.exchange.import_rows import CellRow, FaultRow, Looks
from ui.models.exchange.preview_rows import HeadRow, PreviewRows, Question
from ui.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from PySide6.QtWidgets import QWidget
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from scorecard.workspace import Workspace
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme


@pytest.fixture
def workshop(session: Session) -> Workspace:
    assert session.workspace is not None
    return session.workspace


def viewer(workshop: Workspace) -> str:
    return workshop.snapshot.evaluator("ivan").key


@pytest.fixture
def files(workshop: Workspace, tmp_path: Path) -> list[Path]:
    """Marta's form with two conflicts, a changed score and three problems; a table with other heads; a note."""
    form = send_form(workshop, tmp_path / "form.xlsx", "marta", "W01", "W02")
    with opened(form) as of:
        of("W01").say("ANT1", "NE")
        of("W01").say("ANT2", "NE")
        of("W01").say("ANT3", "NE")
        of("W01").say("ANT4", "n.a.", None, "Because")
        of("W02").say("ANT1", "3,5")
        of("W02").say("ANT2", 1, "W02-99")
    for code in ("ANT1", "ANT2"):
        cell = cell_of(workshop, "marta", "W01", f"ptpr.{code}")
        workshop.set_value(cell, "0" if workshop.score(cell).value != "0" else "1")
    table = tmp_path / "table.csv"
    table.write_text("Quién;P;C;N\nivan;W01;ptpr.ANT1;NE\n", encoding="utf-8")
    other = tmp_path / "notes.docx"
    other.write_bytes(b"")
    return [form, table, other]


@pytest.fixture
def shown(workshop: Workspace, files: list[Path], theme: Theme, prompts: Any, qtbot: QtBot) -> ImportPreview:
    readings = read_sources(files, workshop.snapshot)

    def read_again(path: Path, columns: Any, done: Callable[[Any], None]) -> None:
        (reading,) = read_sources([path], workshop.snapshot, columns=columns)
        done(reading)

    def all_again(create: bool, done: Callable[[Any], None]) -> None:
        done(read_sources(files, workshop.snapshot, create=create))

    preview = ImportPreview(
        theme,
        Looks(workshop.snapshot, {one.id: one for one in workshop.history()}, viewer(workshop)),
        prompts,
        {reading.file: path for path, reading in zip(files, readings, strict=True)},
        readings,
        workshop.import_plan(readings),
        lambda said, mended, done: done(workshop.import_plan(tuple(said), mended=mended)),
        read_again,
        all_again,
    )
    qtbot.addWidget(preview)
    preview.show()
    return preview


def parts(rows: PreviewRows) -> list[str]:
    return [row.part for place in range(rows.rowCount()) if isinstance(row := rows.row(place), HeadRow)]


def place_of_fault(rows: PreviewRows, words: str) -> int:
    return next(
        place
        for place in range(rows.rowCount())
        if isinstance(row := rows.row(place), FaultRow)
        and words in f"{row.fault.problem.file} {row.fault.problem.text}"
    )


def test_counts_come_first_then_what_needs_a_person_then_problems_then_the_rest(shown: ImportPreview) -> None:
    assert shown.windowTitle() == "Import 3 files"
    parts_counted = ("new", "changed", "conflict", "problem")
    counts = {part: shown.tiles[part].accessibleName() for part in parts_counted}
    assert counts == {
        "new": "0 new scores",
        "changed": "2 changed scores",
        "conflict": "2 need you",
        "problem": "4 problems",
    }
    assert parts(shown.rows) == ["conflict", "problem", "changed", "same"]
    assert "unchanged" in shown.tiles.same.text()
    assert not shown.tiles["new"].isEnabled()


def test_the_button_says_how_many_and_beside_it_stands_what_happens_to_the_rest(shown: ImportPreview) -> None:
    assert shown.agree.text() == "Import 2 scores"
    assert "2 scores still need a decision; they would stay as they are." in shown.outlook.text()
    assert "4 problems are left out." in shown.outlook.text()
    shown.decide_all(last=True)
    assert shown.agree.text() == "Import 4 scores"
    assert "decision" not in shown.outlook.text()


def test_conflicts_are_settled_by_keys_and_the_next_open_one_is_chosen(shown: ImportPreview) -> None:
    first, second = 1, 2
    assert shown.list.currentIndex().row() == first
    QTest.keyClick(shown.list, Qt.Key.Key_2)
    assert shown.list.currentIndex().row() == second
    assert shown.agree.text() == "Import 3 scores"
    QTest.keyClick(shown.list, Qt.Key.Key_1)
    assert sorted(shown.decisions.values()) == ["keep", "replace"]
    assert "decision" not in shown.outlook.text()
    assert "is kept" in shown._told.text()
    QTest.keyClick(shown.list, Qt.Key.Key_Backspace)
    assert list(shown.decisions.values()) == ["replace"]


def test_both_answers_are_buttons_to_be_clicked(shown: ImportPreview) -> None:
    rect = shown.list.visualRect(shown.rows.index(1))
    row = shown.rows.row(1)
    assert isinstance(row, CellRow)
    face = row.face()
    assert isinstance(face, Question)
    boxes = dict(zip(("keep", "replace"), shown.list._painter.answers(rect, face), strict=True))
    assert boxes["keep"].right() < boxes["replace"].left()
    for choice in ("replace", "keep"):
        point = boxes[choice].center().toPoint()
        QTest.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
        assert list(shown.decisions.values()) == [choice]
    QTest.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(20, 20))
    assert list(shown.decisions.values()) == ["keep"]


def test_a_row_says_all_about_itself_to_who_cannot_see_it(shown: ImportPreview) -> None:
    texts = [
        shown.rows.index(place).data(Qt.ItemDataRole.AccessibleTextRole)
        for place in range(shown.rows.rowCount())
    ]
    assert "W01, ANT1" in texts[1]
    assert "Not decided yet" in texts[1]
    assert any("W02, H5: “3,5” is no whole level" in text for text in texts)
    assert all(texts)


def test_a_blind_round_keeps_the_answers_of_others_from_whoever_has_not_submitted(
    shown: ImportPreview, workshop: Workspace
) -> None:
    def texts() -> list[str]:
        return [
            shown.rows.index(place).data(Qt.ItemDataRole.AccessibleTextRole)
            for place in range(shown.rows.rowCount())
            if isinstance(shown.rows.row(place), CellRow)
        ]

    def chips() -> list[str | None]:
        face = shown.rows.row(1).face()  # type: ignore[union-attr]
        assert isinstance(face, Question)
        return [answer.chip.value for answer in face.answers if answer.chip is not None]

    assert any("The file says: NE" in text for text in texts())
    assert "NE" in chips()
    workshop.edit(rounds.set_blind, workshop.snapshot.round().key, blind=True)
    shown._looks.snapshot = workshop.snapshot
    shown.show_narrowed()
    assert not any("The file says" in text or "Here" in text for text in texts())
    assert all("The round is blind" in text for text in texts())
    assert chips() == [None, None]
    assert "The round is blind" in shown._told.text()
    QTest.keyClick(shown.list, Qt.Key.Key_2)
    assert list(shown.decisions.values()) == ["replace"]
    shown._looks.viewer = workshop.snapshot.evaluator("marta").key
    shown.show_narrowed()
    assert any("The file says: NE" in text for text in texts())


def test_a_tile_narrows_the_list_to_what_it_counts_and_back(shown: ImportPreview) -> None:
    shown.tiles["problem"].click()
    assert parts(shown.rows) == ["problem"]
    assert shown.tiles["problem"].isChecked()
    shown.tiles["changed"].click()
    assert parts(shown.rows) == ["changed"]
    shown.tiles["changed"].click()
    assert len(parts(shown.rows)) == 4


def test_a_file_narrows_the_list_to_what_it_brings(shown: ImportPreview) -> None:
    names = [shown.files.index(row).data() for row in range(shown.files.rowCount())]
    assert names == ["All files", "form.xlsx", "table.csv", "notes.docx"]
    shown.file_list.setCurrentIndex(shown.files.index(3))
    assert parts(shown.rows) == ["problem"]
    assert shown.rows.rowCount() == 2


def test_what_was_probably_meant_is_read_so_when_a_person_says_so(shown: ImportPreview) -> None:
    row = place_of_fault(shown.rows, "n.a.")
    shown.list.select_row(row)
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert shown.tiles["problem"].accessibleName() == "3 problems"
    assert shown.agree.text() == "Import 3 scores"


def test_a_problem_leads_to_its_file(shown: ImportPreview, prompts: Any, files: list[Path]) -> None:
    shown.mend(place_of_fault(shown.rows, "3,5"))
    shown.mend(place_of_fault(shown.rows, "notes.docx"))
    assert prompts.shown == [files[0], files[2]]
    remark = shown.rows.row(place_of_fault(shown.rows, "W02-99"))
    assert isinstance(remark, FaultRow)
    assert remark.remedy() == ""


def test_columns_are_explained_by_a_person_and_the_table_is_read_again(
    shown: ImportPreview, prompts: Any
) -> None:
    def explain(sheet: Any) -> bool:
        assert isinstance(sheet, ImportColumns)
        assert not sheet.agree.isEnabled()
        for place, name in enumerate(("evaluator", "programme", "criterion", "value")):
            sheet.pickers[place].changed.emit(name)
        assert sheet.agree.isEnabled()
        return True

    prompts.fill = explain
    shown.mend(place_of_fault(shown.rows, "table.csv"))
    assert [one.file for one in shown.plan.cells if one.evaluator == "ivan"] == ["table.csv"]


def test_who_is_missing_is_added_when_a_person_says_so(
    workshop: Workspace, tmp_path: Path, theme: Theme, prompts: Any, qtbot: QtBot
) -> None:
    table = tmp_path / "new.csv"
    table.write_text("programme,evaluator,criterion,value\nW01,nora,ptpr.ANT1,3\n", encoding="utf-8")
    preview = ImportPreview(
        theme,
        Looks(workshop.snapshot, {}, ""),
        prompts,
        {"new.csv": table},
        read_sources([table], workshop.snapshot),
        workshop.import_plan(read_sources([table], workshop.snapshot)),
        lambda said, mended, done: done(workshop.import_plan(tuple(said), mended=mended)),
        lambda path, columns, done: None,
        lambda create, done: done(read_sources([table], workshop.snapshot, create=create)),
    )
    qtbot.addWidget(preview)
    assert not preview.agree.isEnabled()
    preview.missing.setChecked(True)
    assert preview.agree.text() == "Import 1 score"


def test_the_models_keep_the_rules_of_qt(shown: ImportPreview, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(shown.rows)
    shown.narrow("problem")
    qtmodeltester.check(shown.files)
    empty = ImportFiles()
    qtmodeltester.check(empty)


# The desk


@pytest.fixture
def desk(
    session: Session, theme: Theme, prompts: Any, tasks: Tasks, tmp_path: Path, page: QWidget
) -> ImportDesk:
    preferences = Preferences(path=tmp_path / "preferences.toml")
    return ImportDesk(session, theme, prompts, tasks, preferences, page)


def wait(tasks: Tasks) -> None:
    """Until nothing is under way: what has been read is planned, and what was agreed is taken in."""
    while tasks.busy:
        tasks.wait()


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_files_are_read_in_the_background_looked_through_and_taken_in_as_one_step(
    desk: ImportDesk,
    session: Session,
    workshop: Workspace,
    files: list[Path],
    prompts: Any,
    tasks: Tasks,
    qtbot: QtBot,
) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    prompts.paths = files[:1]
    prompts.fill = lambda sheet: (sheet.decide_all(last=True), True)[1]
    before = len(workshop.history())
    desk.choose_files()
    wait(tasks)
    assert told == ["4 scores are taken in. Undo (Ctrl+Z) takes all of it back."]
    assert len(workshop.history()) == before + 1
    assert workshop.score(cell_of(workshop, "marta", "W01", "ptpr.ANT1")).value == "NE"
    (form,) = workshop.snapshot.forms.values()
    assert form.returned_at


def test_what_is_not_agreed_changes_nothing(
    desk: ImportDesk, workshop: Workspace, files: list[Path], prompts: Any, tasks: Tasks
) -> None:
    before = workshop.history()
    prompts.path = files[0].parent
    desk.choose_folder()
    wait(tasks)
    assert prompts.asked[-1] == "ImportPreview"
    assert workshop.history() == before


def test_what_columns_hold_is_remembered_for_the_next_table(
    desk: ImportDesk, workshop: Workspace, files: list[Path], prompts: Any, tasks: Tasks
) -> None:
    seen: list[Any] = []

    def explain(sheet: Any) -> bool:
        if isinstance(sheet, ImportColumns):
            for place, name in enumerate(("evaluator", "programme", "criterion", "value")):
                sheet.choose(place, name)  # type: ignore[arg-type]
            return True
        seen.append(sheet)
        if len(seen) == 1:
            sheet.mend(place_of_fault(sheet.rows, "table.csv"))
            wait(tasks)
        cells = [one for one in sheet.plan.cells if isinstance(one, PlannedCell)]
        assert [one.evaluator for one in cells] == ["ivan"]
        return False

    prompts.fill = explain
    for _time in range(2):
        desk.take(files[1:2])
        wait(tasks)
    assert len(seen) == 2


def test_an_empty_folder_is_told_and_nothing_is_asked_where_nothing_can_be_written(
    desk: ImportDesk, session: Session, prompts: Any, tmp_path: Path
) -> None:
    refused: list[str] = []
    session.refused.connect(refused.append)
    (tmp_path / "nothing").mkdir()
    desk.take([tmp_path / "nothing"])
    assert "nothing" in refused[0]
    desk.take([])
    assert len(refused) == 1


def test_what_is_scored_while_an_import_is_worked_out_is_looked_at_first(
    desk: ImportDesk,
    session: Session,
    workshop: Workspace,
    files: list[Path],
    prompts: Any,
    tasks: Tasks,
) -> None:
    cell = cell_of(workshop, "marta", "W01", "ptpr.ANT1")
    at: list[str] = []

    def score(doing: str) -> None:
        at.append(doing)
        if at.count(doing) == 1 and doing in ("Working out what changes", "Taking in the scores"):
            session.perform(lambda here: here.set_value(cell, str(len(at) % 2)))

    tasks.started.connect(score)
    prompts.fill = lambda sheet: (sheet.decide_all(last=True), True)[1]
    desk.take(files[:1])
    wait(tasks)
    assert prompts.asked.count("ImportPreview") == 2
    assert at.count("Taking in the scores") == 2
    assert workshop.score(cell).value == "NE"
    assert workshop.verify() == ()


def test_an_import_that_is_cancelled_leaves_everything_as_it_was(
    desk: ImportDesk, session: Session, workshop: Workspace, files: list[Path], prompts: Any, tasks: Tasks
) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    tasks.started.connect(lambda doing: tasks.cancel() if doing == "Taking in the scores" else None)
    prompts.fill = lambda sheet: (sheet.decide_all(last=True), True)[1]
    before = workshop.path.read_bytes()
    desk.take(files[:1])
    wait(tasks)
    assert told == ["Cancelled. Nothing was changed."]
    assert workshop.path.read_bytes() == before
    assert [one.name for one in workshop.path.parent.glob(".*.working")] == []
