"""The tables of the sources in the window: read, copied, saved, and marks taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from scorecard.analysis.sources.source_tables import TABLES, TableName
from scorecard.edits.rounds import set_blind
from scorecard.i18n import choose_language
from ui.dialogs.source_tables import SourceTablesDialog
from ui.models.notes.source_table_rows import MOST_ROWS, SourceTableRows
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import FakePrompts

Opened = Callable[[Session], SourceTablesDialog]


@pytest.fixture
def remembered() -> list[Path]:
    return []


@pytest.fixture
def opened(theme: Theme, prompts: FakePrompts, tasks: Tasks, remembered: list[Path]) -> Iterator[Opened]:
    """Shows the sheet on a session."""
    made: list[SourceTablesDialog] = []

    def show(session: Session) -> SourceTablesDialog:
        dialog = SourceTablesDialog(theme, session, prompts, tasks, remembered.append)
        made.append(dialog)
        dialog.show()
        return dialog

    yield show
    for dialog in made:
        dialog.close()
        dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def mining(qtbot: QtBot, sample: Callable[[str], Path]) -> Iterator[Session]:
    session = Session()
    assert session.open(sample("mining"))
    yield session
    session.close()


def shown(dialog: SourceTablesDialog) -> list[tuple[str, ...]]:
    model = dialog.model
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


@pytest.mark.parametrize("name", TABLES)
def test_the_window_shows_the_table_that_the_terminal_prints(
    opened: Opened, mining: Session, name: TableName
) -> None:
    assert mining.workspace is not None
    dialog = opened(mining)
    dialog.choose(name)
    source = mining.workspace.source_table(name)
    assert dialog.source == source
    assert shown(dialog) == list(source.table.rows[:MOST_ROWS])
    assert [one.title for one in dialog.model.columns] == list(source.table.heads)
    assert all(note in dialog.notes.text() for note in source.notes)
    assert dialog.caution.text() == source.caution


@pytest.mark.parametrize("name", TABLES)
def test_the_rows_are_a_sound_item_model(
    opened: Opened, mining: Session, name: TableName, qtmodeltester: ModelTester
) -> None:
    dialog = opened(mining)
    dialog.choose(name)
    qtmodeltester.check(dialog.model)


def test_a_cell_says_its_head_to_those_who_do_not_see_it(opened: Opened, mining: Session) -> None:
    dialog = opened(mining)
    dialog.choose("regions")
    index = dialog.model.index(2, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Region: Antofagasta"
    assert dialog.view.accessibleName()


def test_rows_are_as_high_as_what_they_hold_and_no_column_is_hidden(opened: Opened, mining: Session) -> None:
    dialog = opened(mining)
    heights = [dialog.view.rowHeight(row) for row in range(6)]
    assert heights[5] > heights[1] > 30
    dialog.choose("regions")
    assert dialog.view.rowHeight(0) < heights[5]
    assert dialog.view.horizontalHeader().height() > 40


def test_a_long_table_is_cut_in_the_preview_and_says_so(opened: Opened, session: Session) -> None:
    dialog = opened(session)
    dialog.choose("long")
    assert dialog.model.rowCount() == MOST_ROWS
    assert "first 300 of" in dialog.notes.text()


def test_an_empty_table_says_what_to_fill(opened: Opened, empty_session: Session) -> None:
    dialog = opened(empty_session)
    for name in TABLES:
        dialog.choose(name)
        assert dialog.model.rowCount() == 0
        assert dialog.notes.text()


def test_marks_can_be_narrowed_to_one_programme(opened: Opened, mining: Session) -> None:
    assert mining.workspace is not None
    dialog = opened(mining)
    key = mining.workspace.snapshot.programme("CL09").key
    dialog.programmes.set_value(key)
    dialog.refresh()
    assert {row[0] for row in shown(dialog)} == {"CL09"}
    dialog.choose("regions")
    assert not dialog.programmes.isVisible()
    assert len(shown(dialog)) == 16


def test_a_copy_is_a_table_for_spreadsheets_and_for_texts(opened: Opened, mining: Session) -> None:
    dialog = opened(mining)
    dialog.choose("synthesis")
    QTest.keyClick(dialog.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    contents = QGuiApplication.clipboard().mimeData()
    lines = contents.text().split("\n")
    assert lines[0].split("\t")[0] == "Programme (id)"
    assert len(lines) == 10
    assert "<td" in contents.html()
    assert "Yes**" in contents.html()
    assert "clipboard" in dialog.told.text()


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".md"])
def test_a_table_is_saved_in_the_background_and_remembered(
    opened: Opened,
    mining: Session,
    prompts: FakePrompts,
    tasks: Tasks,
    qtbot: QtBot,
    tmp_path: Path,
    remembered: list[Path],
    suffix: str,
) -> None:
    dialog = opened(mining)
    dialog.choose("inventory")
    prompts.path = tmp_path / f"inventory{suffix}"
    with qtbot.waitSignal(tasks.finished, timeout=60_000):
        dialog.save()
    assert remembered == [prompts.path]
    assert prompts.path.stat().st_size > 1000
    assert prompts.path.name in dialog.told.text()


def test_a_table_that_cannot_be_written_says_why(
    opened: Opened, mining: Session, prompts: FakePrompts, tasks: Tasks, qtbot: QtBot, tmp_path: Path,
    remembered: list[Path],
) -> None:  # fmt: skip
    dialog = opened(mining)
    prompts.path = tmp_path / "nowhere" / "table.xlsx"
    with qtbot.waitSignal(tasks.finished, timeout=60_000):
        dialog.save()
    assert "nothing was written" in dialog.problem.text()
    assert remembered == []


def test_changing_ones_mind_writes_nothing(
    opened: Opened, mining: Session, prompts: FakePrompts, tasks: Tasks
) -> None:
    opened(mining).save()
    assert prompts.asked == ["save_path"]
    assert not tasks.busy


def test_marks_are_taken_over_by_one_edit_that_undo_takes_back(opened: Opened, session: Session) -> None:
    assert session.workspace is not None
    dialog = opened(session)
    assert not dialog.begin.isEnabled()
    assert dialog.hint.text() == "Choose a programme first."
    dialog.programmes.set_value(session.workspace.snapshot.programme("W01").key)
    dialog.refresh()
    assert dialog.begin.isEnabled()
    QTest.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)
    assert {row[5] for row in shown(dialog)} == {"ours, set by hand"}
    assert "scorecard_marks-1" in dialog.told.text()
    assert not dialog.begin.isEnabled()
    assert session.undo()
    assert {row[5] for row in shown(dialog)} == {"ours, derived"}


def test_while_a_round_is_blind_nothing_is_derived_from_what_one_may_not_see(
    opened: Opened, session: Session
) -> None:
    assert session.workspace is not None
    dialog = opened(session)
    values = [row[4] for row in shown(dialog)]
    assert session.edit(set_blind, session.workspace.snapshot.round("r1").key, blind=True)
    hidden = [row[4] for row in shown(dialog)]
    assert hidden != values
    assert all("." not in text for text in hidden), "one evaluator alone gives whole levels, never a mean"
    dialog.choose("long")
    assert {row[1] for row in shown(dialog) if row[2] == "r1"} == {"clara"}


def test_marks_of_a_source_are_not_offered_to_be_taken_over(opened: Opened, mining: Session) -> None:
    assert mining.workspace is not None
    dialog = opened(mining)
    dialog.programmes.set_value(mining.workspace.snapshot.programme("CL09").key)
    dialog.refresh()
    assert not dialog.begin.isEnabled()
    assert "A source has marked" in dialog.hint.text()


def test_in_spanish_heads_are_spanish_and_figures_as_printed(opened: Opened, mining: Session) -> None:
    choose_language("es")
    dialog = opened(mining)
    dialog.choose("regions")
    assert dialog.model.columns[1].title == "Región"
    assert shown(dialog)[-1][4] == "43,2%"


def test_a_model_without_a_table_is_empty(qtmodeltester: ModelTester) -> None:
    model = SourceTableRows()
    assert (model.rowCount(), model.columnCount()) == (0, 0)
    qtmodeltester.check(model)
