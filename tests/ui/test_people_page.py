"""The page of evaluators and rounds, through what a person does on it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget

from scorecard.edits import people, rounds
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Assignment
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.score import Cell
from ui.actions import Actions
from ui.dialogs.assign import AssignSheet
from ui.dialogs.conflict import ConflictSheet
from ui.dialogs.evaluator import ChangeEvaluator, NewEvaluator
from ui.dialogs.round import RoundSheet
from ui.pages.people import ASSIGNMENTS, EVALUATORS, ROUNDS, PeoplePage
from ui.widgets.header import Header

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from scorecard.analysis.evaluators.duties import Duty
    from scorecard.workspace import Workspace
    from ui.session import Session
    from ui.theme import Theme
    from ui.widgets.page import Surroundings


@pytest.fixture
def fresh(session: Session) -> Session:
    """The workshop with one more evaluator, Zoe, of whom nothing is said; the last by name."""
    session.edit(people.add_evaluator, "Zoe", "peer", "zoe")
    return session


@pytest.fixture
def page(fresh: Session, around: Callable[[Session], Surroundings], qtbot: QtBot) -> PeoplePage:
    page = PeoplePage(around(fresh))
    qtbot.addWidget(page)
    page.resize(1270, 613)
    page.show()
    page.refresh()
    return page


def workspace_of(session: Session) -> Workspace:
    assert session.workspace is not None
    return session.workspace


def turn_to(page: PeoplePage, tab: int) -> None:
    page.tabs.set_current(tab)
    page.tabs.changed.emit(tab)


def zoe_and(page: PeoplePage, row: int) -> Assignment:
    """What is said of Zoe and the programme of a row in the round that is shown."""
    snapshot = workspace_of(page._session).snapshot
    programme = page.duties.matrix.programme(row)
    assert page._session.round is not None
    return snapshot.assignment(programme.key, snapshot.evaluator("zoe").key, page._session.round)


def choose(page: PeoplePage, row: int) -> None:
    """Choose Zoe's cell of a row."""
    page.duties.view.choose(page.duties.matrix.index(row, page.duties.matrix.columnCount() - 1))


def press(page: PeoplePage, key: Qt.Key, *more: Qt.KeyboardModifier) -> None:
    QTest.keyClick(page.duties.view, key, *more)


def test_space_assigns_the_chosen_cell_and_space_again_takes_it_away(page: PeoplePage) -> None:
    choose(page, 0)
    press(page, Qt.Key.Key_Space)
    assert zoe_and(page, 0).owed
    assert page.duties._assign.text().startswith("Take away")
    press(page, Qt.Key.Key_Space)
    assert not zoe_and(page, 0).owed


def test_a_press_on_the_box_assigns_and_beside_it_only_chooses(page: PeoplePage) -> None:
    view = page.duties.view
    index = page.duties.matrix.index(1, page.duties.matrix.columnCount() - 1)
    view.scrollTo(index)
    rect = view.visualRect(index)
    beside = QPoint(rect.center().x(), rect.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert not zoe_and(page, 1).owed
    assert view.currentIndex() == index
    box = QPoint(rect.left() + 14, rect.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert zoe_and(page, 1).owed


def test_several_chosen_cells_are_assigned_as_one_edit(page: PeoplePage) -> None:
    edits = QSignalSpy(page._session.edited)
    choose(page, 0)
    for _step in range(3):
        press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert "4 cells chosen" in page.duties._chosen.text()
    press(page, Qt.Key.Key_Space)
    assert edits.count() == 1
    assert [zoe_and(page, row).owed for row in range(5)] == [True, True, True, True, False]
    page._session.undo()
    assert not zoe_and(page, 0).owed


def test_submit_approve_and_reopen_follow_each_other_and_say_who(page: PeoplePage) -> None:
    said = QSignalSpy(page.notice)
    choose(page, 0)
    duties = page.duties
    assert (duties._submit.isEnabled(), duties._approve.isEnabled(), duties._reopen.isEnabled()) == (
        True,
        False,
        False,
    )
    duties._submit.click()
    assert zoe_and(page, 0).status == "submitted"
    snapshot = workspace_of(page._session).snapshot
    assert zoe_and(page, 0).by == snapshot.evaluators[page._session.evaluator or ""].name
    assert "without an answer" in said.at(0)[0]
    duties._approve.click()
    assert zoe_and(page, 0).status == "approved"
    duties._reopen.click()
    assert zoe_and(page, 0).status == "draft"
    assert "reopened by" in duties._chosen.text()


def test_a_conflict_is_declared_with_its_reason_and_withdrawn(page: PeoplePage, prompts: Any) -> None:
    def fill(dialog: ConflictSheet) -> bool:
        dialog.agreed()
        assert not dialog.result(), "a conflict without a reason is refused and the sheet stays"
        dialog.reason.setPlainText("Worked there.")
        dialog.agreed()
        return bool(dialog.result())

    prompts.fill = fill
    choose(page, 2)
    page.duties._conflict.click()
    assert page.duties.view.duties()[0].conflict == "Worked there."
    assert not page.duties._assign.isEnabled()
    press(page, Qt.Key.Key_Space)
    assert not zoe_and(page, 2).owed
    page.duties._conflict.click()
    assert not page.duties.view.duties()[0].conflict


def test_a_closed_round_can_be_read_and_nothing_assigned(page: PeoplePage, session: Session) -> None:
    session.edit(rounds.close_round, session.round)
    choose(page, 0)
    press(page, Qt.Key.Key_Space)
    assert not zoe_and(page, 0).owed
    buttons = (page.duties._assign, page.duties._submit, page.duties._approve, page.duties._many)
    assert not any(button.isEnabled() for button in buttons)
    assert "closed" in page.duties._counts.text()


def test_enter_scores_as_the_evaluator_of_the_cell(page: PeoplePage, session: Session) -> None:
    asked = QSignalSpy(page.go)
    choose(page, 3)
    press(page, Qt.Key.Key_Return)
    snapshot = workspace_of(session).snapshot
    assert session.evaluator == snapshot.evaluator("zoe").key
    assert session.programme == page.duties.matrix.programme(3).key
    assert asked.at(0)[0] == "score"


def test_many_are_assigned_from_a_sheet_that_says_how_many_each_gets(page: PeoplePage, prompts: Any) -> None:
    seen: list[str] = []

    def fill(dialog: AssignSheet) -> bool:
        zoe = workspace_of(page._session).snapshot.evaluator("zoe").key
        for key, box in dialog._boxes.items():
            box.setChecked(key == zoe)
        seen.append(dialog._outcome.text())
        dialog.agreed()
        return bool(dialog.result())

    prompts.fill = fill
    page.duties._many.click()
    assert seen == ["12 new assignments: Zoe 12"]
    assert all(zoe_and(page, row).owed for row in range(12))


def test_finding_a_programme_leaves_it_alone_and_nothing_found_says_so(page: PeoplePage) -> None:
    page.duties.find.setText("lithium")
    assert page.duties.matrix.rowCount() == 1
    page.duties.find.setText("no such programme")
    assert page.duties.matrix.rowCount() == 0
    assert "No programme is found" in page.duties._chosen.text()


def test_with_two_thousand_programmes_a_key_asks_only_for_the_duties_in_sight(
    page: PeoplePage, session: Session
) -> None:
    programmes = [Programme(key=new_key(), id=f"N{number}", name=f"New {number}") for number in range(2_000)]
    session.perform(
        lambda one: one.commit(
            Edit(
                label=Label(message="trial"),
                changes=tuple(Change(before=None, after=programme) for programme in programmes),
            )
        )
    )
    QApplication.processEvents()
    asked = Counter[str]()
    whole = page.duties.matrix._duties
    assert whole is not None

    class Counting:
        def duty(self, programme: str, evaluator: str) -> Duty:
            asked[evaluator] += 1
            return whole.duty(programme, evaluator)

    page.duties.matrix._duties = Counting()  # type: ignore[assignment]
    press(page, Qt.Key.Key_PageDown)
    QApplication.processEvents()
    in_sight = page.duties.view.viewport().height() // 32 + 2
    assert 0 < asked.total() < in_sight * 6 * 12


def test_an_evaluator_leaves_with_their_scores_and_undo_brings_them_back(
    page: PeoplePage, session: Session
) -> None:
    turn_to(page, EVALUATORS)
    snapshot = workspace_of(session).snapshot
    zoe = snapshot.evaluator("zoe").key
    cell = Cell(snapshot.ordered_programmes()[0].key, zoe, session.round or "", "ptpr.ANT1")
    session.perform(lambda one: one.set_value(cell, "3"))
    said = QSignalSpy(page.notice)
    page.people.view.select_row(page.people.table.place_of(zoe))
    QTest.keyClick(page.people.view, Qt.Key.Key_Delete)
    assert zoe not in workspace_of(session).snapshot.evaluators
    assert "Zoe is removed with 1 score" in said.at(0)[0]
    assert page.people.view.currentIndex().isValid()
    session.undo()
    assert workspace_of(session).score(cell).value == "3"


def test_an_evaluator_changes_in_a_sheet_and_their_details_follow(page: PeoplePage, prompts: Any) -> None:
    def fill(dialog: ChangeEvaluator) -> bool:
        dialog.name.setText("Zoé Díaz")
        dialog.kinds.choose("self")
        dialog.agreed()
        return bool(dialog.result())

    prompts.fill = fill
    turn_to(page, EVALUATORS)
    page.people.view.select_row(page.people.table.rowCount() - 1)
    QTest.keyClick(page.people.view, Qt.Key.Key_Return)
    assert page.people.details.title.text() == "Zoé Díaz"
    assert page.people.details.caption.text() == "self · zoe"


def test_the_details_list_what_is_due_and_lead_to_it(page: PeoplePage, session: Session) -> None:
    choose(page, 4)
    press(page, Qt.Key.Key_Space)
    turn_to(page, EVALUATORS)
    page.people.view.select_row(page.people.table.rowCount() - 1)
    asked = QSignalSpy(page.go)
    page.people.details.opened.emit(page.duties.matrix.programme(4).key)
    assert asked.count() == 1
    assert session.programme == page.duties.matrix.programme(4).key


def test_a_round_is_added_closed_reopened_moved_and_removed(page: PeoplePage, prompts: Any) -> None:
    def fill(dialog: RoundSheet) -> bool:
        dialog.begins.setText("2027-02-01")
        dialog.ends.setText("2027-01-01")
        dialog.name.setText("Follow-up 2027")
        dialog.agreed()
        assert "before it begins" in dialog.problem.text()
        dialog.ends.setText("2027-03-01")
        dialog.agreed()
        return bool(dialog.result())

    prompts.fill = fill
    turn_to(page, ROUNDS)
    page._add.click()
    details = page.rounds.details
    assert details.title.text() == "Follow-up 2027"

    def added() -> Any:
        snapshot = workspace_of(page._session).snapshot
        return next((one for one in snapshot.ordered_rounds() if one.name == "Follow-up 2027"), None)

    details._close.click()
    assert added().closed
    details._close.click()
    assert not added().closed
    details._blind.click()
    assert added().blind
    details._earlier.click()
    assert workspace_of(page._session).snapshot.ordered_rounds()[-1] != added()
    details._remove.click()
    assert added() is None
    page._session.undo()
    assert added() is not None


def test_a_round_with_scores_stays_and_it_is_said_why(page: PeoplePage, session: Session) -> None:
    refused = QSignalSpy(session.refused)
    turn_to(page, ROUNDS)
    page.rounds.view.select_row(page.rounds.table.place_of(session.round))
    page.rounds.remove.emit(session.round)
    assert "has scores" in refused.at(0)[0]
    assert session.round in workspace_of(session).snapshot.rounds


def test_working_in_another_round_shows_its_duties(page: PeoplePage, session: Session) -> None:
    session.edit(rounds.add_round, "Next")
    choose(page, 0)
    press(page, Qt.Key.Key_Space)
    assert zoe_and(page, 0).owed
    turn_to(page, ROUNDS)
    page.rounds.view.select_row(page.rounds.table.rowCount() - 1)
    page.rounds.details._here.click()
    turn_to(page, ASSIGNMENTS)
    assert not zoe_and(page, 0).owed
    assert "Nothing is assigned" in page.duties._counts.text()


def test_a_second_evaluator_of_one_name_is_asked_about(fresh: Session, theme: Theme, qtbot: QtBot) -> None:
    sheet = NewEvaluator(fresh, theme)
    qtbot.addWidget(sheet)
    sheet.name.setText("ZOÉ")
    sheet.agreed()
    assert "already" in sheet.problem.text()
    assert len([one for one in workspace_of(fresh).snapshot.evaluators.values() if "Z" in one.name]) == 1
    assert not sheet.another.isHidden()
    sheet.another.setChecked(True)
    sheet.agreed()
    assert "ZOÉ" in [one.name for one in workspace_of(fresh).snapshot.evaluators.values()]


def test_a_button_keeps_the_focus_after_what_it_did(page: PeoplePage) -> None:
    choose(page, 0)
    page.duties._submit.setFocus()
    QTest.keyClick(page.duties._submit, Qt.Key.Key_Space)
    assert zoe_and(page, 0).status == "submitted"
    page.duties._reopen.setFocus()
    page._session.edit(rounds.add_round, "Next")
    assert page.focusWidget() is page.duties._reopen


def test_what_is_shown_survives_another_theme(page: PeoplePage) -> None:
    turn_to(page, ROUNDS)
    kept = page.kept()
    turn_to(page, ASSIGNMENTS)
    page.take_up(kept)
    assert page._stack.currentIndex() == ROUNDS


def test_without_anybody_the_page_says_what_to_do(
    empty_session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot
) -> None:
    page = PeoplePage(around(empty_session))
    qtbot.addWidget(page)
    page.show()
    assert page._stack.currentWidget() is page._nobody
    empty_session.edit(people.add_evaluator, "Ana", "peer")
    assert page._stack.currentWidget() is page._nothing
    turn_to(page, EVALUATORS)
    assert page.people.table.rowCount() == 1


def test_every_control_has_a_name_and_a_way_by_keys(page: PeoplePage) -> None:
    for tab in (ASSIGNMENTS, EVALUATORS, ROUNDS):
        turn_to(page, tab)
        for one in page.findChildren(QWidget):
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                named = one.accessibleName() or getattr(one, "text", str)()
                assert named, type(one).__name__


@pytest.fixture
def header(fresh: Session, theme: Theme, qtbot: QtBot) -> Header:
    header = Header(fresh, theme, Actions(fresh))
    qtbot.addWidget(header)
    header.resize(1270, 47)
    header.show()
    return header


def test_the_round_is_chosen_in_the_head_and_a_closed_one_says_so(header: Header, fresh: Session) -> None:
    here = fresh.round
    fresh.edit(rounds.add_round, "Next")
    menu = header._round.menu_of_choices()
    texts = [action.text() for action in menu.actions()]
    assert "Next" in texts
    next(action for action in menu.actions() if action.text() == "Next").trigger()
    assert fresh.round != here
    fresh.edit(rounds.close_round, fresh.round)
    assert "closed" in header._round.accessibleName()
    assert header._round._mark == "lock"


def test_a_blind_round_has_a_flag_that_explains_itself(header: Header, fresh: Session) -> None:
    told: list[str] = []
    fresh.told.connect(told.append)
    assert not header._blind.isVisible()
    fresh.edit(rounds.set_blind, fresh.round, blind=True)
    assert header._blind.isVisible()
    header._blind.click()
    assert "courtesy" in told[0]


def test_where_nothing_can_be_written_everything_is_read(
    sample: Any, session: Session, around: Callable[[Session], Surroundings], prompts: Any, qtbot: QtBot
) -> None:
    assert session.open(sample("mining"), reading=True)
    page = PeoplePage(around(session))
    qtbot.addWidget(page)
    page.show()
    page.duties.view.choose(page.duties.matrix.index(0, 0))
    press(page, Qt.Key.Key_Space)
    duties = page.duties
    buttons = [duties._assign, duties._submit, duties._conflict, duties._many, page._add]
    turn_to(page, EVALUATORS)
    QTest.keyClick(page.people.view, Qt.Key.Key_Delete)
    QTest.keyClick(page.people.view, Qt.Key.Key_Return)
    turn_to(page, ROUNDS)
    QTest.keyClick(page.rounds.view, Qt.Key.Key_Delete)
    details = page.rounds.details
    buttons += [details._edit, details._close, details._blind, details._earlier, details._later]
    assert not any(button.isEnabled() for button in buttons)
    assert prompts.asked == []
    assert session.undo_text() is None


def test_tab_comes_to_what_stands_above_the_assignments(page: PeoplePage) -> None:
    page._add.setFocus()
    QTest.keyClick(page._add, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.duties.find
