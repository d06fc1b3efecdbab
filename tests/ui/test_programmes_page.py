"""The page of programmes, through what a person does on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from scorecard.edits import programmes, rounds
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.score import Cell
from ui.dialogs.paste_programmes import PasteProgrammes
from ui.dialogs.programme import ProgrammeDialog, problems_of
from ui.models.columns import KEY_ROLE
from ui.models.programmes.table import ANSWERED
from ui.pages.programmes import ProgrammesPage
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from pytestqt.qtbot import QtBot

    from scorecard.workspace import Workspace
    from ui.session import Session
    from ui.theme import Theme
    from ui.widgets.page import Surroundings


@pytest.fixture
def page(session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot) -> ProgrammesPage:
    page = ProgrammesPage(around(session))
    qtbot.addWidget(page)
    page.resize(1270, 640)
    page.show()
    page.refresh()
    return page


def workspace_of(session: Session) -> Workspace:
    assert session.workspace is not None
    return session.workspace


def press(page: ProgrammesPage, key: Qt.Key) -> None:
    QTest.keyClick(page.view, key)


def row_of(page: ProgrammesPage, row: int) -> QPoint:
    return page.view.visualRect(page.found.index(row, 1)).center()


def click_row(page: ProgrammesPage, row: int) -> None:
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=row_of(page, row))


def test_the_programme_of_the_session_is_chosen_and_described(page: ProgrammesPage, session: Session) -> None:
    programme = workspace_of(session).snapshot.ordered_programmes()[0]
    assert page.view.currentIndex().row() == 0
    assert programme.label in {one.text() for one in page.details.findChildren(QLabel)}


def test_a_click_or_an_arrow_moves_the_place_of_the_session(page: ProgrammesPage, session: Session) -> None:
    programmes = workspace_of(session).snapshot.ordered_programmes()
    click_row(page, 3)
    assert session.programme == programmes[3].key
    press(page, Qt.Key.Key_Down)
    assert session.programme == programmes[4].key


def test_enter_and_a_double_click_ask_for_the_page_of_scores(page: ProgrammesPage, session: Session) -> None:
    asked = QSignalSpy(page.go)
    click_row(page, 2)
    press(page, Qt.Key.Key_Return)
    click_row(page, 5)
    QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=row_of(page, 5))
    assert [asked.at(place)[0] for place in range(asked.count())] == ["score", "score"]
    assert session.programme == workspace_of(session).snapshot.ordered_programmes()[5].key


def test_the_counts_say_how_many_could_be_ranked(page: ProgrammesPage) -> None:
    assert page.head.counts.text() == "12 programmes · 12 with enough evidence to rank"


def test_another_framework_brings_its_sections(page: ProgrammesPage, session: Session) -> None:
    session.go_to(framework="lnk")
    heads = [column.title for column in page.table.columns]
    assert heads[6:-1] == ["A", "B", "C", "D", "E"]


def test_a_score_changes_the_row_it_is_about_and_no_other(page: ProgrammesPage, session: Session) -> None:
    assert session.evaluator is not None
    assert session.round is not None
    programme = workspace_of(session).snapshot.ordered_programmes()[6].key
    changed = QSignalSpy(page.table.dataChanged)
    cell = Cell(programme, session.evaluator, session.round, "ptpr.ANT1")
    session.perform(lambda workspace: workspace.set_value(cell, ""))
    assert {changed.at(place)[0].row() for place in range(changed.count())} == {6}
    assert page.table.index(6, ANSWERED).data() == "21"


def test_nothing_is_worked_out_while_the_page_is_not_seen(page: ProgrammesPage, session: Session) -> None:
    assert session.evaluator is not None
    assert session.round is not None
    page.hide()
    changed = QSignalSpy(page.table.dataChanged)
    cell = Cell(session.programme or "", session.evaluator, session.round, "ptpr.ANT1")
    session.perform(lambda workspace: workspace.set_value(cell, ""))
    assert changed.count() == 0
    page.show()
    assert changed.count() == 1


def test_a_programme_is_added_with_its_name_alone_and_chosen(
    page: ProgrammesPage, session: Session, prompts: Any
) -> None:
    def fill(dialog: ProgrammeDialog) -> bool:
        dialog.field("name").setText("Harbour of Arica")
        dialog.agreed()
        return bool(dialog.result())

    prompts.fill = fill
    page.desk.add()
    assert session.programme is not None
    added = workspace_of(session).snapshot.programmes[session.programme]
    assert (added.name, added.id) == ("Harbour of Arica", "P1")
    assert page.found.rowCount() == 13


def test_a_removal_is_not_asked_about_and_undo_brings_all_back(
    page: ProgrammesPage, session: Session
) -> None:
    notices = QSignalSpy(page.notice)
    scores = len(workspace_of(session).scores())
    click_row(page, 4)
    gone = session.programme
    press(page, Qt.Key.Key_Delete)
    assert gone not in workspace_of(session).snapshot.programmes
    assert page.found.rowCount() == 11
    assert "Undo" in notices.at(0)[0]
    assert session.undo()
    assert page.found.rowCount() == 12
    assert len(workspace_of(session).scores()) == scores


def test_an_edit_is_shown_at_once(page: ProgrammesPage, session: Session, prompts: Any) -> None:
    def fill(dialog: ProgrammeDialog) -> bool:
        dialog.field("country").setText("Bolivia")
        dialog.agreed()
        return bool(dialog.result())

    prompts.fill = fill
    page.desk.edit()
    assert page.table.index(0, 2).data() == "Bolivia"


def test_without_programmes_the_page_says_what_to_do_next(
    empty_session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot
) -> None:
    page = ProgrammesPage(around(empty_session))
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    assert page._stack.currentIndex() == 1
    programme = Programme(key=new_key(), id="", name="First")
    empty_session.edit(programmes.add, programme)
    assert page._stack.currentIndex() == 0
    assert page.found.rowCount() == 1


def test_a_file_that_is_only_read_offers_no_changes(
    session: Session, around: Callable[[Session], Surroundings], prompts: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    assert session.open(tmp_path / "workshop.scorecard", reading=True)
    page = ProgrammesPage(around(session))
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    assert not page.head.add.isEnabled()
    page.remove()
    page.desk.edit()
    assert prompts.asked == []
    assert page.found.rowCount() == 12


def test_what_is_wrong_stands_beside_its_field_and_the_sheet_stays(
    session: Session, theme: Theme, qtbot: QtBot
) -> None:
    dialog = ProgrammeDialog(theme, workspace_of(session).snapshot)
    qtbot.addWidget(dialog)
    dialog.field("id").setText("two words")
    dialog.field("region").setText("x" * 400)
    dialog.agreed()
    assert dialog.result() == 0
    assert "needs a name" in dialog.wrong("name")
    assert "two words" in dialog.wrong("id")
    assert "400" in dialog.wrong("region")
    assert dialog.wrong("country") == ""
    dialog.field("name").setText("A name")
    dialog.field("id").setText("NEW")
    dialog.field("region").setText("North")
    dialog.agreed()
    assert dialog.result() == 1
    assert (dialog.programme.id, dialog.programme.region) == ("NEW", "North")


def test_an_id_that_is_taken_is_the_problem_of_the_id_alone(session: Session) -> None:
    snapshot = workspace_of(session).snapshot
    first, second, *_others = snapshot.ordered_programmes()
    problems = problems_of(snapshot, replace(first, id=second.id.lower()), may_lack_id=False)
    assert set(problems) == {"id"}


def test_the_register_can_be_narrowed_to_a_sign(page: ProgrammesPage, session: Session) -> None:
    programme = workspace_of(session).snapshot.ordered_programmes()[0].key
    evidence = workspace_of(session).snapshot.evidence_of(programme)
    register = page.details.register
    assert register.cards.rowCount() == len(evidence)
    register.choose_sign(1)
    assert register.cards.rowCount() == sum(item.sign == "+" for item in evidence)


def test_find_counts_what_it_found_and_enter_leads_to_it(page: ProgrammesPage, session: Session) -> None:
    page.activateWindow()
    QTest.keyClicks(page.head.find, "solar")
    assert page.head.counts.text() == "1 of 12 programmes"
    QTest.keyClick(page.head.find, Qt.Key.Key_Return)
    assert page.view.hasFocus()
    assert session.programme == page.found.index(0, 0).data(KEY_ROLE)
    page.head.find.clear()
    assert page.head.counts.toolTip() == "12 programmes · 12 with enough evidence to rank"


def test_groups_are_chosen_shown_and_counted(page: ProgrammesPage, session: Session) -> None:
    for place, programme in enumerate(workspace_of(session).snapshot.ordered_programmes()):
        session.edit(programmes.change, replace(programme, country=("Chile", "Perú")[place % 2]))
    page.head.groups.changed.emit("country")
    page.head.groups.set_value("country")
    assert page.found.rowCount() == 14
    page.head.show_groups(page.found.groups())
    page.head.only.changed.emit("peru")
    assert page.found.rowCount() == 7
    assert page.head.counts.text() == "6 of 12 programmes"
    press(page, Qt.Key.Key_Home)
    assert page.view.currentIndex().row() == 1


def test_arrows_pass_over_the_heads_of_groups(page: ProgrammesPage, session: Session) -> None:
    programmes_in_order = workspace_of(session).snapshot.ordered_programmes()
    for place, programme in enumerate(programmes_in_order):
        session.edit(programmes.change, replace(programme, country=("Chile", "Perú")[place // 6]))
    page.found.group_by("country")
    session.go_to(programme=programmes_in_order[5].key)
    press(page, Qt.Key.Key_Down)
    assert session.programme == programmes_in_order[6].key
    assert page.view.currentIndex().row() == 8
    press(page, Qt.Key.Key_Up)
    assert session.programme == programmes_in_order[5].key


def test_a_copy_is_chosen_and_undo_takes_it_back(page: ProgrammesPage, session: Session) -> None:
    before = session.programme
    menu = page.details.menu_of_more()
    menu.actions()[1].trigger()
    copy = workspace_of(session).snapshot.programmes[session.programme or ""]
    assert copy.name.endswith("(copy)")
    assert workspace_of(session).snapshot.evidence_of(copy.key)
    session.undo()
    assert session.programme != copy.key
    assert before in workspace_of(session).snapshot.programmes


def test_what_is_submitted_says_so_in_the_row_and_in_the_details(
    page: ProgrammesPage, session: Session
) -> None:
    snapshot = workspace_of(session).snapshot
    marta = snapshot.evaluator("marta")
    session.choose_evaluator(marta.key)
    programme = snapshot.programme("W10")
    session.go_to(programme=programme.key)
    place = page.table.place_of(programme.key)
    assert "Submitted" in page.table.index(place, ANSWERED).data(Qt.ItemDataRole.AccessibleTextRole)
    texts = " ".join(one.text() for one in page.details.findChildren(QLabel))
    assert "locked" in texts
    session.choose_evaluator(snapshot.evaluator("rosa").key)
    place = page.table.place_of(snapshot.programme("W11").key)
    assert "Conflict of interest" in page.table.index(place, ANSWERED).data(
        Qt.ItemDataRole.AccessibleTextRole
    )


def test_the_uuid_goes_into_the_clipboard(page: ProgrammesPage, session: Session) -> None:
    notices = QSignalSpy(page.notice)
    page.details._copy_uuid()
    programme = workspace_of(session).snapshot.programmes[session.programme or ""]
    assert QGuiApplication.clipboard().text() == programme.uuid
    assert notices.count() == 1


def test_a_copied_block_is_taken_in_with_one_edit(
    page: ProgrammesPage, session: Session, prompts: Any
) -> None:
    QGuiApplication.clipboard().setText("Programa\tPaís\nPuerto de Arica\tChile\nFaro de Tacna\tPerú")

    def fill(dialog: PasteProgrammes) -> bool:
        dialog.agreed()
        return bool(dialog.result())

    prompts.fill = fill
    page.desk.paste()
    assert page.table.rowCount() == 14
    added = workspace_of(session).snapshot.programmes[session.programme or ""]
    assert (added.name, added.country) == ("Puerto de Arica", "Chile")
    session.undo()
    assert page.table.rowCount() == 12


def test_a_name_that_is_there_is_told_once_and_then_believed(
    session: Session, theme: Theme, qtbot: QtBot
) -> None:
    snapshot = workspace_of(session).snapshot
    first = snapshot.ordered_programmes()[0]
    dialog = ProgrammeDialog(theme, snapshot)
    qtbot.addWidget(dialog)
    dialog.field("name").setText(first.name.upper())
    dialog.agreed()
    assert (dialog.result(), first.id in dialog.wrong("name")) == (0, True)
    dialog.agreed()
    assert (dialog.result(), dialog.same_name) == (1, True)


def test_tags_and_the_investment_code_are_entered(session: Session, theme: Theme, qtbot: QtBot) -> None:
    snapshot = workspace_of(session).snapshot
    dialog = ProgrammeDialog(theme, snapshot, snapshot.ordered_programmes()[0])
    qtbot.addWidget(dialog)
    dialog.field("tags").setText("north; port,  two words")
    dialog.field("investment_code").setText("BIP 30")
    dialog.agreed()
    assert dialog.programme.tags == ("north", "port", "two words")
    assert dialog.programme.investment_code == "BIP 30"
    assert not dialog.same_name


def test_the_chosen_programme_stays_in_sight_when_rows_move(page: ProgrammesPage, session: Session) -> None:
    page.resize(1270, 300)
    session.go_to(programme=workspace_of(session).snapshot.ordered_programmes()[-1].key)
    page._group("tags", None)
    inside = page.view.viewport().rect()
    assert inside.contains(page.view.visualRect(page.view.currentIndex()).center())
    assert page.view.verticalScrollBar().maximum() > 0


def test_tab_goes_through_everything_above_the_table(page: ProgrammesPage) -> None:
    page.activateWindow()
    page.head.find.setFocus()
    passed = [page.head.find]
    for _step in range(6):
        QTest.keyClick(passed[-1], Qt.Key.Key_Tab)
        passed.append(page.focusWidget())
    head = page.head
    assert passed[1:4] == [head.paste, head.add, head.groups]
    assert page.view in passed


def test_rows_are_pasted_where_there_is_no_programme_yet(
    page: ProgrammesPage, session: Session, prompts: Any, tmp_path: Path
) -> None:
    assert session.create(tmp_path / "new.scorecard", title="New", frameworks=("ptpr",))
    QGuiApplication.clipboard().setText("Name\tCountry\nLocal suppliers\tPeru")
    prompts.fill = lambda dialog: True
    focused = page.focusWidget()
    assert focused is not None
    assert page.empty.isAncestorOf(focused)

    QTest.keyClick(focused, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert [one.name for one in workspace_of(session).snapshot.ordered_programmes()] == ["Local suppliers"]
    assert page.focusWidget() is page.view


def test_tab_comes_to_the_frameworks_before_the_table(page: ProgrammesPage) -> None:
    chosen = page.head.findChildren(Segmented)[0].findChildren(QPushButton)[0]
    reached: list[QWidget] = []
    page.head.find.setFocus()
    while page.focusWidget() is not page.view:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        reached.append(page.focusWidget())

    assert chosen in reached


def test_a_blind_round_hides_scores_from_nobody_in_particular_too(
    page: ProgrammesPage, session: Session
) -> None:
    session.choose_evaluator(None)
    assert session.edit(rounds.set_blind, session.round, blind=True)
    assert page.head.counts.text() == "12 programmes · 0 with enough evidence to rank"
