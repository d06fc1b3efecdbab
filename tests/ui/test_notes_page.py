"""The page of note sheets: begun from a template, written in where they stand, each entry with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from scorecard.edits import note_sheets
from scorecard.library.note_sheets import built_in_template, built_in_templates
from scorecard.model.note_sheet import NoteRow, NoteSheet
from scorecard.model.record import new_key
from ui.dialogs.framework_problems import FrameworkProblemsDialog
from ui.dialogs.note_sheet import NewNoteSheetDialog, NoteSheetDialog
from ui.pages.notes import NotesPage
from ui.session import Session
from ui.widgets.notes.editors import ChoiceEditor, TextEditor
from ui.widgets.notes.grid import NoteGrid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from scorecard.model.snapshot import Snapshot
    from tests.ui.conftest import FakePrompts
    from ui.widgets.notes.view import NoteView
    from ui.widgets.page import Surroundings


NO_POPUPS = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""Without a screen Qt warns of every list that opens over a window."""


@pytest.fixture
def page(empty_session: Session, around: Callable[[Session], Surroundings]) -> Iterator[NotesPage]:
    page = NotesPage(around(empty_session))
    page.resize(1270, 612)
    page.show()
    yield page
    page.close()
    page.deleteLater()
    # At once: every widget that is left over makes the theme of the next test slower.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def now(session: Session) -> Snapshot:
    assert session.workspace is not None
    return session.workspace.snapshot


def begun(page: NotesPage, session: Session, template: str) -> NoteSheet:
    sheet = NoteSheet(key=new_key(), id="", title=f"A {template}", template=built_in_template(template))
    assert session.edit(note_sheets.add, sheet)
    page.choose(sheet.key)
    return now(session).note_sheets[sheet.key]


def write(session: Session, sheet: NoteSheet, **cells: str) -> NoteRow:
    row = NoteRow(key=new_key(), sheet=sheet.key, position=0, cells=tuple(cells.items()))
    assert session.edit(note_sheets.add_row, row)
    return row


def texts(session: Session, sheet: NoteSheet, column: str = "text") -> list[str]:
    return [row.cell(column) for row in now(session).rows_of(sheet.key)]


def type_into(view: NoteView, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type over the current cell and close with a key."""
    if view.editor is None:
        QTest.keyClick(view, Qt.Key.Key_Return)
    editor = view.editor
    assert isinstance(editor, TextEditor)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, key)


def test_an_evaluation_without_sheets_says_what_to_do(page: NotesPage, prompts: FakePrompts) -> None:
    assert page._stack.currentIndex() == 1
    page._stack.currentWidget().pressed.emit()
    assert prompts.asked == ["NewNoteSheetDialog"]


def test_a_sheet_is_begun_from_a_template_and_shown(
    page: NotesPage, empty_session: Session, prompts: FakePrompts
) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewNoteSheetDialog)
        dialog.templates.setCurrentRow(built_in_templates().index("challenges"))
        dialog.agreed()
        return True

    prompts.fill = fill
    page.begin_sheet()
    (sheet,) = now(empty_session).note_sheets.values()
    assert (sheet.title, sheet.template.id) == ("Challenges by nature", "challenges")
    assert page.body is not None
    assert len(page.body.views) == 3


def test_entries_of_a_list_are_typed_one_after_another(
    page: NotesPage, empty_session: Session, qtbot: QtBot
) -> None:
    sheet = begun(page, empty_session, "swot")
    assert page.body is not None
    view = page.body.views[1]
    view.begin()
    type_into(view, "Scale")
    qtbot.waitUntil(lambda: view.editor is not None)
    type_into(view, "Skills")
    qtbot.waitUntil(lambda: view.editor is not None)
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert texts(empty_session, sheet) == ["Scale", "Skills"]
    assert {row.cell("side") for row in now(empty_session).note_rows.values()} == {"weakness"}
    assert len(now(empty_session).rows_of(sheet.key)) == 2


def test_esc_takes_back_what_is_typed(page: NotesPage, empty_session: Session) -> None:
    sheet = begun(page, empty_session, "swot")
    write(empty_session, sheet, side="strength", text="Flexibility")
    assert page.body is not None
    type_into(page.body.active, "Other", Qt.Key.Key_Escape)
    assert texts(empty_session, sheet) == ["Flexibility"]
    assert page.body.active.editor is None


def test_leaving_the_page_stores_what_is_typed(page: NotesPage, empty_session: Session) -> None:
    sheet = begun(page, empty_session, "swot")
    write(empty_session, sheet, side="strength", text="Flexibility")
    assert page.body is not None
    QTest.keyClick(page.body.active, Qt.Key.Key_F2)
    editor = page.body.active.editor
    assert isinstance(editor, TextEditor)
    QTest.keyClicks(editor, " of firms")
    page.leave()
    assert texts(empty_session, sheet) == ["Flexibility of firms"]


def test_a_text_that_is_refused_stays_to_be_corrected(
    page: NotesPage, empty_session: Session, qtbot: QtBot
) -> None:
    sheet = begun(page, empty_session, "swot")
    write(empty_session, sheet, side="strength", text="Flexibility")
    refused: list[str] = []
    empty_session.refused.connect(refused.append)
    assert page.body is not None
    view = page.body.active
    QTest.keyClick(view, Qt.Key.Key_Return)
    editor = view.editor
    assert isinstance(editor, TextEditor)
    editor.setPlainText("x" * 4_001)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert "4001" in refused[0]
    qtbot.waitUntil(lambda: isinstance(view.editor, TextEditor))
    assert isinstance(view.editor, TextEditor)
    assert len(view.editor.toPlainText()) == 4_001
    type_into(view, "Shorter")
    assert texts(empty_session, sheet) == ["Shorter"]


def test_a_table_is_written_cell_by_cell_with_tab(
    page: NotesPage, empty_session: Session, qtbot: QtBot
) -> None:
    sheet = begun(page, empty_session, "prioritisation")
    assert page.body is not None
    view = page.body.active
    view.begin()
    type_into(view, "+/-", Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: isinstance(view.editor, TextEditor))
    type_into(view, "Spaces for outlook", Qt.Key.Key_Return)
    (row,) = now(empty_session).rows_of(sheet.key)
    assert row.cells == (("mark", "+/-"), ("text", "Spaces for outlook"))


@NO_POPUPS
def test_a_choice_is_made_from_a_list_and_stored_by_its_code(
    page: NotesPage, empty_session: Session, qtbot: QtBot
) -> None:
    sheet = begun(page, empty_session, "supplier_innovation")
    row = write(empty_session, sheet, firm="Bisa")
    assert page.body is not None
    view = page.body.active
    view.go_to(row.key, 1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    editor = view.editor
    assert isinstance(editor, ChoiceEditor)
    assert [editor.itemText(n) for n in range(editor.count())][1] == "New to the company"
    editor.setCurrentIndex(3)
    editor.activated.emit(3)
    assert now(empty_session).note_rows[row.key].cell("novelty") == "world"


def test_keys_move_indent_and_remove_an_entry(page: NotesPage, empty_session: Session) -> None:
    sheet = begun(page, empty_session, "swot")
    for text in ("a", "b", "c"):
        write(empty_session, sheet, side="threat", text=text)
    assert page.body is not None
    view = page.body.views[3]
    view.setFocus()
    view.go_to(now(empty_session).rows_of(sheet.key)[2].key)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert texts(empty_session, sheet) == ["a", "c", "b"]
    assert view.currentIndex().data() == "c"
    QTest.keyClick(
        view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert now(empty_session).note_rows[view.key].depth == 1
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert texts(empty_session, sheet) == ["a", "b"]
    empty_session.undo()
    assert texts(empty_session, sheet) == ["a", "c", "b"]


def test_an_entry_moves_to_the_neighbouring_column_and_stays_current(
    page: NotesPage, empty_session: Session
) -> None:
    sheet = begun(page, empty_session, "swot")
    row = write(empty_session, sheet, side="strength", text="Scale")
    assert page.body is not None
    page.body.views[0].setFocus()
    QTest.keyClick(page.body.active, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert now(empty_session).note_rows[row.key].cell("side") == "weakness"
    assert page.body.active is page.body.views[1]
    assert page.body.key == row.key


def test_delete_in_a_table_empties_the_cell_and_keeps_the_entry(
    page: NotesPage, empty_session: Session
) -> None:
    sheet = begun(page, empty_session, "prioritisation")
    row = write(empty_session, sheet, mark="+", text="A reason")
    assert page.body is not None
    page.body.active.setFocus()
    QTest.keyClick(page.body.active, Qt.Key.Key_Delete)
    assert now(empty_session).note_rows[row.key].cells == (("text", "A reason"),)
    QTest.keyClick(page.body.active, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert not now(empty_session).note_rows


def test_the_panel_shows_and_stores_place_and_footnote(page: NotesPage, empty_session: Session) -> None:
    sheet = begun(page, empty_session, "swot")
    row = write(empty_session, sheet, side="strength", text="Flexibility")
    page.source.place.setPlainText("Table 2, item 2")
    page.source.place.enter()
    page.source.footnote.setPlainText("* early")
    page.leave()
    stored = now(empty_session).note_rows[row.key]
    assert (stored.place, stored.footnote) == ("Table 2, item 2", "* early")


def test_what_is_typed_in_the_panel_belongs_to_the_entry_it_was_typed_for(
    page: NotesPage, empty_session: Session
) -> None:
    sheet = begun(page, empty_session, "swot")
    first = write(empty_session, sheet, side="strength", text="a")
    second = write(empty_session, sheet, side="strength", text="b")
    assert page.body is not None
    page.source.place.setPlainText("page 1")
    page.body.active.go_to(second.key)
    assert now(empty_session).note_rows[first.key].place == "page 1"
    assert now(empty_session).note_rows[second.key].place == ""
    assert page.source.place.text == ""


def test_a_cell_of_a_matrix_opens_its_entries(page: NotesPage, empty_session: Session, qtbot: QtBot) -> None:
    sheet = begun(page, empty_session, "industries_areas")
    grid = page.findChild(NoteGrid)
    assert grid is not None
    assert (grid.matrix.rowCount(), grid.matrix.columnCount()) == (8, 7)
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert page.body is not None
    type_into(page.body.active, "Seed law")
    (row,) = now(empty_session).rows_of(sheet.key)
    assert dict(row.cells) == {"industry": "agro_food", "area": "research", "text": "Seed law"}
    assert grid.matrix.index(1, 2).data() == "Seed law"


def test_undo_shows_on_the_page(page: NotesPage, empty_session: Session) -> None:
    sheet = begun(page, empty_session, "swot")
    write(empty_session, sheet, side="strength", text="Flexibility")
    assert page.body is not None
    assert page.body.active.currentIndex().data() == "Flexibility"
    empty_session.undo()
    assert page.body.active.currentIndex().data() == "New entry"
    empty_session.undo()
    assert page._stack.currentIndex() == 1


def test_a_removed_sheet_gives_way_to_another_and_undo_brings_it_back(
    page: NotesPage, empty_session: Session
) -> None:
    notices: list[str] = []
    page.notice.connect(notices.append)
    first, second = begun(page, empty_session, "swot"), begun(page, empty_session, "challenges")
    page.remove_sheet()
    assert set(now(empty_session).note_sheets) == {first.key}
    assert page.kept() == first.key
    assert "Ctrl+Z" in notices[0]
    empty_session.undo()
    assert second.key in now(empty_session).note_sheets


def test_title_and_subject_are_changed_in_a_sheet(
    page: NotesPage, empty_session: Session, prompts: FakePrompts
) -> None:
    sheet = begun(page, empty_session, "swot")

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, NoteSheetDialog)
        dialog.title.clear()
        dialog.agreed()
        assert "needs a name" in dialog.problem.text()
        dialog.title.setText("Suppliers of Peru")
        dialog.note.setPlainText("In our own words.")
        dialog.agreed()
        return True

    prompts.fill = fill
    page.change_sheet()
    stored = now(empty_session).note_sheets[sheet.key]
    assert (stored.title, stored.note) == ("Suppliers of Peru", "In our own words.")


def test_a_template_of_ones_own_is_taken_from_a_file_or_all_its_problems_are_shown(
    page: NotesPage, empty_session: Session, prompts: FakePrompts, tmp_path: Path
) -> None:
    good = tmp_path / "own.toml"
    good.write_text(
        'id = "own"\nlayout = "table"\nname = { en = "Our table", es = "Nuestra tabla" }\n'
        '[[column]]\nid = "text"\nkind = "text"\nname = { en = "Entry", es = "Entrada" }\n',
        encoding="utf-8",
    )
    bad = tmp_path / "bad.toml"
    bad.write_text('id = "Bad"\nlayout = "cards"\n', encoding="utf-8")
    asked: list[str] = []

    def fill(dialog: QDialog) -> bool:
        asked.append(type(dialog).__name__)
        if not isinstance(dialog, NewNoteSheetDialog):
            return False
        prompts.path = bad
        dialog.read_own()
        dialog.offer_file(tmp_path / "missing.toml")
        assert "missing.toml" in dialog.problem.text()
        dialog.offer_file(good)
        dialog.agreed()
        return True

    prompts.fill = fill
    page.begin_sheet()
    assert asked == ["NewNoteSheetDialog", FrameworkProblemsDialog.__name__]
    (sheet,) = now(empty_session).note_sheets.values()
    assert (sheet.title, sheet.template.id) == ("Our table", "own")


def test_a_sheet_is_copied_as_a_table_and_exported(
    page: NotesPage, empty_session: Session, prompts: FakePrompts, tmp_path: Path
) -> None:
    sheet = begun(page, empty_session, "swot")
    write(empty_session, sheet, side="strength", text='Two "lines"\nof text')
    page.copy()
    lines = QGuiApplication.clipboard().text()
    assert lines == 'Strengths\tWeaknesses\tOpportunities\tThreats\n"Two ""lines""\nof text"\t\t\t'
    assert "Two &quot;lines&quot;<br>of text" in QGuiApplication.clipboard().mimeData().html()
    prompts.path = tmp_path / "swot.md"
    page.export()
    assert "Strengths" in (tmp_path / "swot.md").read_text(encoding="utf-8")
    refused: list[str] = []
    empty_session.refused.connect(refused.append)
    prompts.path = tmp_path / "swot.pdf"
    page.export()
    assert "swot.pdf" in refused[0]


def test_a_copied_block_becomes_entries(page: NotesPage, empty_session: Session) -> None:
    sheet = begun(page, empty_session, "swot")
    QGuiApplication.clipboard().setText("• Scale, and size\n\n• Skills\r\n")
    assert page.body is not None
    page.body.views[1].setFocus()
    QTest.keyClick(page.body.views[1], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert texts(empty_session, sheet) == ["Scale, and size", "Skills"]
    table = begun(page, empty_session, "prioritisation")
    page.paste("+\tA reason\n-\tAnother")
    assert texts(empty_session, table, "mark") == ["+", "-"]
    refused: list[str] = []
    empty_session.refused.connect(refused.append)
    page.paste("+\tA reason\ttoo wide")
    assert "3 columns" in refused[0]


def test_the_sheet_stays_when_the_pages_are_made_anew(page: NotesPage, empty_session: Session) -> None:
    first = begun(page, empty_session, "swot")
    begun(page, empty_session, "challenges")
    page.choose(first.key)
    kept = page.kept()
    page.take_up(kept)
    assert page.kept() == first.key


def test_sheets_of_programmes_stand_below_those_of_the_evaluation(
    qtbot: QtBot, session: Session, around: Callable[[Session], Surroundings]
) -> None:
    page = NotesPage(around(session))
    qtbot.addWidget(page)
    page.show()
    programme = now(session).programme("W02")
    sheet = begun(page, session, "swot")
    session.edit(note_sheets.change, replace(sheet, programme=programme.key))
    begun(page, session, "challenges")
    names = [page.model.index(n).data() for n in range(page.model.rowCount())]
    assert names[:2] == ["The whole evaluation", "A challenges"]
    assert names[2].startswith("W02 ")
    assert names[3] == "A swot"


def test_every_control_has_a_name_and_a_place_among_the_tabs(page: NotesPage, empty_session: Session) -> None:
    for template in ("swot", "industries_areas", "regions"):
        begun(page, empty_session, template)
        assert page.body is not None
        for stop in (*page.head.stops, *page.body.stops, *page.source.stops, page.column.new):
            assert stop.accessibleName() or stop.text(), stop  # type: ignore[attr-defined]
            assert stop.focusPolicy() & Qt.FocusPolicy.TabFocus, stop


@NO_POPUPS
def test_every_template_can_be_shown_and_written_in(page: NotesPage, empty_session: Session) -> None:
    for template in built_in_templates():
        begun(page, empty_session, template)
        assert page.body is not None
        page.body.begin()
        assert page.body.active.editor is not None, template
        page.body.active.abandon(page.body.active.editor)


def test_hostile_texts_are_painted(page: NotesPage, empty_session: Session) -> None:
    sheet = begun(page, empty_session, "swot")
    for text in ("x" * 4_000, "مرحبا بالعالم " * 40, "👩‍🏫🏽" * 80, "a\nb\nc", "<b>&amp;</b>"):
        write(empty_session, sheet, side="strength", text=text)
    assert not page.grab().isNull()
    assert page.body is not None
    view = page.body.views[0]
    assert view.rowHeight(0) > 200


def test_an_evaluation_that_can_only_be_read_is_shown_and_not_written_in(
    page: NotesPage, empty_session: Session
) -> None:
    sheet = begun(page, empty_session, "swot")
    write(empty_session, sheet, side="strength", text="Flexibility")
    assert empty_session.workspace is not None
    path = empty_session.workspace.path
    empty_session.close()
    assert empty_session.open(path, reading=True)
    page.refresh()
    assert page.body is not None
    view = page.body.active
    assert view.entries.rowCount() == 1
    assert not page.head.add.isEnabled()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_X):
        QTest.keyClick(view, key)
        assert view.editor is None
    page.paste("a\nb")
    assert texts(empty_session, sheet) == ["Flexibility"]


def test_without_a_sheet_the_next_step_has_the_focus(page: NotesPage) -> None:
    focused = page.focusWidget()
    assert focused is not None
    assert page.empty.isAncestorOf(focused)
