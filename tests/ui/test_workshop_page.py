"""The Workshop page, through what a facilitator and evaluators do on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel

from scorecard.analysis.workshops.workshop import Workshop
from scorecard.edits import people, programmes, rounds
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.score import Cell
from ui.actions import Actions
from ui.dialogs.workshop_cells import AddCells
from ui.dialogs.workshop_settings import WorkshopSettings
from ui.models.workshop.voters import VOTER
from ui.pages.workshop import WorkshopPage
from ui.widgets.page import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from scorecard.workspace import Workspace
    from ui.preferences import Preferences
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def show(
    theme: Theme, prompts: Any, tasks: Tasks, preferences: Preferences, qtbot: QtBot
) -> Callable[[Session], WorkshopPage]:
    """Shows the page of a session alone, as large as it is in a window of 1366x768."""

    def show(session: Session) -> WorkshopPage:
        page = WorkshopPage(Surroundings(session, theme, prompts, tasks, Actions(session), preferences))
        qtbot.addWidget(page)
        page.resize(1270, 640)
        page.show()
        page.activateWindow()
        page.refresh()
        QApplication.processEvents()
        return page

    return show


@pytest.fixture
def page(session: Session, show: Callable[[Session], WorkshopPage]) -> WorkshopPage:
    """A workshop that has just begun, with six cells."""
    page = show(session)
    page.beginning.cells.setValue(6)
    click(page.beginning.begin)
    return page


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def press(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def write(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def open_in(session: Session) -> Workspace:
    assert session.workspace is not None
    return session.workspace


def stage(page: WorkshopPage) -> str:
    assert page.at_hand is not None
    return page.at_hand.stage


def turn(page: WorkshopPage) -> str:
    assert page.at_hand is not None
    assert page.at_hand.turn is not None
    return page.at_hand.turn.key


def vote_all(page: WorkshopPage, *keys: Key) -> None:
    """Everybody whose turn comes gives these answers in order; whoever has submitted lets it stand."""
    for key in keys:
        assert page.at_hand is not None
        if page.at_hand.turn is not None and page.at_hand.reason_locked(turn(page)):
            press(Key.Key_O)
        press(Key.Key_Return)
        press(key)


def words(widget: QWidget) -> str:
    """All that can be read on a widget."""
    shown = [one for one in widget.findChildren(QLabel) if one.isVisible()]
    return "\n".join(one.text() for one in shown)


# Before there is an agenda


def test_an_empty_evaluation_leads_to_the_programmes(
    empty_session: Session, show: Callable[[Session], WorkshopPage]
) -> None:
    page = show(empty_session)
    asked = QSignalSpy(page.go)
    assert page.workshop is None
    press(Key.Key_Space)
    assert asked.at(0)[0] == "programmes"


def test_the_twelve_cells_of_most_consequence_are_offered_first(
    session: Session, show: Callable[[Session], WorkshopPage]
) -> None:
    page = show(session)
    workspace = open_in(session)
    disputes = workspace.study(workspace.question()).disputes[:12]
    assert page.beginning.rows.ticked == [(one.programme.key, one.criterion.id) for one in disputes]
    assert "about 2 h" in page.beginning.time.text()


def test_beginning_is_one_step_with_practice_and_absence_in_it(
    session: Session, show: Callable[[Session], WorkshopPage]
) -> None:
    page = show(session)
    workspace = open_in(session)
    before = workspace.snapshot
    page.beginning.cells.setValue(3)
    page.beginning.practice.setValue(1)
    page.beginning.minutes.setValue(7)
    list_of_people = page.beginning.people.list
    list_of_people.item(4).setCheckState(Qt.CheckState.Unchecked)
    click(page.beginning.begin)
    assert page.workshop is not None
    assert [one.discussion.practice for one in page.workshop.items] == [True, False, False, False]
    agenda = page.workshop.agenda
    assert agenda is not None
    assert (agenda.minutes, agenda.absent) == (7, (workspace.snapshot.ordered_evaluators()[4].key,))
    session.undo()
    assert workspace.snapshot == before
    assert page.beginning.isVisible()


def test_nobody_and_nothing_chosen_cannot_begin(
    session: Session, show: Callable[[Session], WorkshopPage]
) -> None:
    page = show(session)
    page.beginning.cells.setValue(0)
    assert not page.beginning.begin.isEnabled()
    assert page.beginning.why_not.text()
    page.beginning.cells.setValue(1)
    assert page.beginning.begin.isEnabled()


def test_a_closed_round_can_be_looked_at_only(page: WorkshopPage, session: Session) -> None:
    assert session.round is not None
    assert session.edit(rounds.close_round, session.round)
    assert not page.item.waiting.begin.isEnabled()
    assert page.item.banner.sentence
    press(Key.Key_Return)
    press(Key.Key_V)
    assert stage(page) == "waiting"


# In private


def test_the_hand_over_shows_no_level_and_the_levels_nobody_elses(
    page: WorkshopPage, session: Session
) -> None:
    press(Key.Key_Return)
    voting = page.item.voting
    assert not voting.is_open
    assert not voting.levels.isVisible()
    first = turn(page)
    press(Key.Key_3)
    assert turn(page) == first, "a digit on the covered screen is no vote"
    press(Key.Key_Return)
    assert voting.levels.isVisible()
    assert page.at_hand is not None
    own = page.at_hand.answers.get(first, "")
    pairs = zip(page.at_hand.framework.codes, voting.levels.buttons, strict=True)
    assert [code for code, one in pairs if one.isChecked()] == [own] * (own in page.at_hand.framework.codes)
    press(Key.Key_3)
    assert not voting.is_open
    assert turn(page) != first
    assert not any(one.isChecked() for one in voting.levels.buttons)


def test_nothing_of_what_is_said_in_private_can_be_read_on_the_page_or_the_wall(
    page: WorkshopPage, session: Session
) -> None:
    press(Key.Key_Return)
    before = (words(page), page.side.wall.mirror.accessibleDescription())
    vote_all(page, Key.Key_0)
    page.side.wall.mirror.marks()
    after = (words(page), page.side.wall.mirror.accessibleDescription())
    press(Key.Key_Z, CTRL)
    session.undo()
    vote_all(page, Key.Key_4)
    page.side.wall.mirror.marks()
    assert (words(page), page.side.wall.mirror.accessibleDescription()) == after
    assert before != after, "how many have scored is told"


def test_the_ranking_stands_still_while_a_cell_is_scored_in_private(page: WorkshopPage) -> None:
    press(Key.Key_Return)
    assert page.workshop is not None
    before = page.workshop.study.comparison.score.tolist()
    vote_all(page, Key.Key_4, Key.Key_4, Key.Key_4)
    assert page.workshop.study.comparison.score.tolist() == pytest.approx(before, nan_ok=True)


def test_esc_covers_the_levels_and_so_does_leaving_the_page(page: WorkshopPage) -> None:
    press(Key.Key_Return)
    press(Key.Key_Return)
    press(Key.Key_Escape)
    assert not page.item.voting.is_open
    press(Key.Key_Return)
    assert page.item.voting.is_open
    page.hide()
    assert not page.item.voting.is_open


def test_not_applicable_waits_for_its_reason(page: WorkshopPage, session: Session) -> None:
    press(Key.Key_Return)
    first = turn(page)
    assert page.at_hand is not None
    place = page.at_hand.place
    press(Key.Key_Return)
    press(Key.Key_X)
    assert turn(page) == first
    assert page.item.voting.reason.hasFocus()
    write("There is no such region.")
    press(Key.Key_Return)
    assert turn(page) != first
    score = open_in(session).score(Cell(place.programme, first, place.round, place.criterion))
    assert (score.value, score.note) == ("NA", "There is no such region.")


def test_one_can_wait_be_absent_and_come_back(page: WorkshopPage) -> None:
    press(Key.Key_Return)
    assert page.at_hand is not None
    order = [one.key for one in page.at_hand.queue]
    press(Key.Key_L)
    assert [one.key for one in page.at_hand.queue] == [*order[1:], order[0]]
    press(Key.Key_A)
    assert [one.key for one in page.at_hand.queue] == [*order[2:], order[0]]
    press(Key.Key_L)
    assert [one.key for one in page.at_hand.queue] == [*order[3:], order[0], order[2]]
    voters = page.item.voting.people
    row = next(
        index
        for index in (voters.model().index(place, 0) for place in range(5))
        if index.data(VOTER).key == order[1]
    )
    assert row.data(VOTER).standing == "absent"
    QTest.mouseClick(voters.viewport(), Qt.MouseButton.LeftButton, pos=voters.visualRect(row).center())
    assert order[1] in [one.key for one in page.at_hand.queue]


def test_somebody_can_be_given_the_turn_and_vote_again(page: WorkshopPage) -> None:
    press(Key.Key_Return)
    assert page.at_hand is not None
    order = [one.key for one in page.at_hand.queue]
    page.turn_to(order[3])
    assert turn(page) == order[3]
    vote_all(page, Key.Key_1)
    assert order[3] in page.at_hand.discussion.voted
    page.turn_to(order[3])
    assert turn(page) == order[3]
    vote_all(page, Key.Key_2)
    assert page.at_hand.answers[order[3]] == "2"
    assert turn(page) != order[3]


def test_what_came_in_by_form_can_stand(page: WorkshopPage, session: Session) -> None:
    press(Key.Key_Return)
    assert page.at_hand is not None
    while page.at_hand.turn is not None:
        value = page.at_hand.answers.get(turn(page), "")
        before = turn(page)
        if page.item.voting.keep.isVisible():
            press(Key.Key_K)
            assert page.at_hand.answers[before] == value
        else:
            vote_all(page, Key.Key_1)
    press(Key.Key_V)
    assert stage(page) == "revealed"


def test_who_has_submitted_reopens_or_lets_it_stand(
    session: Session, show: Callable[[Session], WorkshopPage]
) -> None:
    page = show(session)
    page.beginning.cells.setValue(40)
    click(page.beginning.begin)
    assert page.workshop is not None
    page.act(page.acts.begin_scoring)
    assert page.at_hand is not None
    place, first = page.at_hand.place, turn(page)
    workspace = open_in(session)
    name = workspace.snapshot.evaluators[first].name
    assert session.edit(people.submit, place.programme, first, place.round, name, page_now())
    assert page.item.voting.reopen.isVisible()
    assert not page.item.voting.mine.isVisible()
    press(Key.Key_Return)
    assert not page.item.voting.is_open
    press(Key.Key_O)
    assert page.item.voting.mine.isVisible()
    vote_all(page, Key.Key_2)
    assert page.at_hand.answers[first] == "2"


def page_now() -> Any:
    from datetime import UTC, datetime

    return datetime.now(UTC)


# What is revealed


@pytest.fixture
def revealed(page: WorkshopPage) -> WorkshopPage:
    """The first cell with everybody's answers revealed."""
    press(Key.Key_Return)
    assert page.at_hand is not None
    vote_all(page, *(Key.Key_0, Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4)[: len(page.at_hand.queue)])
    press(Key.Key_Return)
    assert stage(page) == "revealed"
    return page


def test_dots_have_no_names_until_they_are_asked_for(revealed: WorkshopPage) -> None:
    reveal = revealed.item.reveal
    assert not reveal.names.isChecked()
    assert not revealed.side.wall.mirror.names
    press(Key.Key_H)
    assert reveal.names.isChecked()
    assert revealed.side.wall.mirror.names
    press(Key.Key_PageDown)
    press(Key.Key_PageUp)
    assert not reveal.names.isChecked()


def test_speaking_again_is_private_and_keeps_both_rounds(revealed: WorkshopPage) -> None:
    assert revealed.at_hand is not None
    first = dict(revealed.at_hand.discussion.first)
    who = next(key for key, value in first.items() if value == "0")
    revealed.speak_again(who)
    assert revealed.item.panel is revealed.item.voting
    assert turn(revealed) == who
    press(Key.Key_Return)
    press(Key.Key_3)
    assert stage(revealed) == "revealed"
    assert revealed.at_hand.answers[who] == "3"
    assert dict(revealed.at_hand.discussion.first) == first
    press(Key.Key_2)
    write("Read together.")
    press(Key.Key_Return, CTRL)
    assert dict(revealed.at_hand.discussion.second)[who] == "3"
    assert dict(revealed.at_hand.discussion.first) == first


def test_speaking_again_can_be_left_without_any_change(revealed: WorkshopPage, session: Session) -> None:
    edits = QSignalSpy(session.edited)
    assert revealed.at_hand is not None
    revealed.speak_again(revealed.at_hand.voters[0].key)
    press(Key.Key_Escape)
    assert stage(revealed) == "revealed"
    assert edits.count() == 0


def test_a_note_is_stored_as_it_is_typed_and_belongs_to_its_item(
    revealed: WorkshopPage, session: Session, qtbot: QtBot
) -> None:
    assert revealed.at_hand is not None
    place = revealed.at_hand.place
    press(Key.Key_N)
    write("Ana saw the decree.")
    with qtbot.waitSignal(session.edited, timeout=3_000):
        pass
    assert revealed.at_hand.discussion.note == "Ana saw the decree."
    write(" Bruno did not.")
    revealed.step(1)
    discussions = open_in(session).snapshot.discussions
    assert discussions["/".join(place)].note == "Ana saw the decree. Bruno did not."
    assert revealed.side.note.text == ""
    assert revealed.at_hand.discussion.note == ""


def test_agreeing_needs_a_level_and_a_reason(revealed: WorkshopPage) -> None:
    reveal = revealed.item.reveal
    assert not reveal.agree.isEnabled()
    press(Key.Key_3)
    assert reveal.rationale.hasFocus()
    assert not reveal.agree.isEnabled()
    press(Key.Key_Return, CTRL)
    assert stage(revealed) == "revealed"
    press(Key.Key_G)
    write("The decree.")
    assert reveal.agree.isEnabled()
    click(reveal.agree)
    assert stage(revealed) == "settled"
    assert revealed.at_hand is not None
    assert revealed.at_hand.discussion.rationale == "The decree."


def test_what_is_being_written_survives_another_vote(revealed: WorkshopPage) -> None:
    press(Key.Key_3)
    write("Half a sent")
    assert revealed.at_hand is not None
    at = revealed.at_hand
    revealed.acts.vote(at.place, at.voters[0].key, "2")
    assert revealed.item.reveal.rationale.text == "Half a sent"
    assert revealed.item.reveal.level.value == "3"


def test_what_is_not_agreed_on_yet_is_there_when_one_comes_back(
    revealed: WorkshopPage, session: Session, show: Callable[[Session], WorkshopPage]
) -> None:
    press(Key.Key_3)
    write("Half a sentence")
    press(Key.Key_Escape)
    press(Key.Key_PageDown)
    page = revealed
    page.act(page.acts.reveal)
    assert page.item.reveal.rationale.text == ""
    press(Key.Key_PageUp)
    assert (page.item.reveal.level.value, page.item.reveal.rationale.text) == ("3", "Half a sentence")
    press(Key.Key_PageDown)
    again = show(session)
    again.take_up(page.kept())
    press(Key.Key_PageUp)
    assert again.item.reveal.rationale.text == "Half a sentence"


# What is settled


@pytest.fixture
def settled(revealed: WorkshopPage) -> WorkshopPage:
    press(Key.Key_3)
    write("The decree.")
    press(Key.Key_Return, CTRL)
    assert stage(revealed) == "settled"
    return revealed


def test_a_settled_item_tells_what_was_decided_and_what_moved(settled: WorkshopPage) -> None:
    panel = settled.item.settled
    assert panel.title.text().startswith("Agreed on 3")
    assert panel.rationale.text() == "The decree."
    assert "steps apart" in panel.spread.text()
    assert panel.moves.text()


def test_dissents_are_recorded_and_taken_back(settled: WorkshopPage) -> None:
    assert settled.at_hand is not None
    press(Key.Key_D)
    write("Too high.")
    press(Key.Key_Return, CTRL)
    (one,) = settled.at_hand.discussion.dissents
    assert (one.evaluator, one.text) == ("", "Too high.")
    assert settled.item.settled.dissent.text.text == ""
    settled.item.settled.withdrawn.emit("")
    assert settled.at_hand.discussion.dissents == ()
    assert settled.at_hand.discussion.outcome == "agreed"


def test_an_action_with_a_date_that_is_none_is_refused_and_stays_in_the_fields(
    settled: WorkshopPage, session: Session
) -> None:
    refused = QSignalSpy(session.refused)
    form = settled.item.settled.to_do
    press(Key.Key_I)
    write("Ask the ministry")
    form.due.setText("soon")
    click(form.add)
    assert refused.count() == 1
    assert form.text.text() == "Ask the ministry"
    form.due.setText("2026-12-01")
    click(form.add)
    assert settled.at_hand is not None
    assert len(settled.at_hand.discussion.actions) == 1
    assert form.text.text() == ""


def test_reopened_it_is_discussed_again(settled: WorkshopPage) -> None:
    press(Key.Key_O)
    assert stage(settled) == "revealed"


def test_enter_goes_to_the_next_open_item(settled: WorkshopPage) -> None:
    assert settled.workshop is not None
    following = settled.workshop.next
    assert following is not None
    press(Key.Key_Return)
    assert settled.at_hand is not None
    assert settled.at_hand.place == following.place


# The agenda


def test_items_are_moved_skipped_and_removed_by_keys(page: WorkshopPage) -> None:
    assert page.workshop is not None
    assert page.at_hand is not None
    keys = [one.discussion.key for one in page.workshop.items]
    press(Key.Key_Down, ALT)
    assert [one.discussion.key for one in page.workshop.items] == [keys[1], keys[0], *keys[2:]]
    press(Key.Key_Up, ALT)
    assert [one.discussion.key for one in page.workshop.items] == keys
    press(Key.Key_K)
    assert page.workshop.items[0].discussion.outcome == "skipped"
    press(Key.Key_PageDown)
    press(Key.Key_Delete)
    assert [one.discussion.key for one in page.workshop.items] == [keys[0], *keys[2:]]


def test_any_cell_can_be_added(page: WorkshopPage, prompts: Any) -> None:
    def fill(sheet: AddCells) -> bool:
        sheet.rows.narrow("Northern Copper scenario")
        sheet.rows.setData(sheet.rows.index(0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
        sheet.practice.setChecked(True)
        return True

    prompts.fill = fill
    page.add()
    assert page.workshop is not None
    assert len(page.workshop.items) == 7
    assert page.workshop.items[0].discussion.practice


def test_how_it_is_held_can_be_changed(page: WorkshopPage, prompts: Any) -> None:
    def fill(sheet: WorkshopSettings) -> bool:
        sheet.field.setValue(5)
        sheet.people.list.item(0).setCheckState(Qt.CheckState.Unchecked)
        for row in range(2, sheet.pages.list.count()):
            sheet.pages.list.item(row).setCheckState(Qt.CheckState.Unchecked)
        return True

    prompts.fill = fill
    page.settle_how()
    assert page.workshop is not None
    agenda = page.workshop.agenda
    assert agenda is not None
    assert (agenda.minutes, len(agenda.absent), agenda.slides) == (5, 1, ("item", "ranking"))
    page.side.wall.step(1)
    assert page.side.wall.mirror.slide == "ranking"
    page.side.wall.step(1)
    assert page.side.wall.mirror.slide == "item"


def test_an_agenda_without_items_says_what_to_do(page: WorkshopPage) -> None:
    assert page.workshop is not None
    for item in page.workshop.items:
        page.acts.remove(item.place)
    assert page.at_hand is None
    assert page.workshop is not None
    assert not page.item.isVisible()


def test_practice_never_moves_results(session: Session, show: Callable[[Session], WorkshopPage]) -> None:
    page = show(session)
    page.beginning.cells.setValue(2)
    page.beginning.practice.setValue(1)
    click(page.beginning.begin)
    workspace = open_in(session)
    before = set(workspace.scores())
    press(Key.Key_Return)
    assert page.at_hand is not None
    vote_all(page, *(Key.Key_4 for _one in page.at_hand.queue))
    press(Key.Key_Return)
    press(Key.Key_4)
    write("To learn the scale.")
    press(Key.Key_Return, CTRL)
    assert stage(page) == "settled"
    assert set(workspace.scores()) == before
    assert page.workshop is not None
    assert page.workshop.moves == ()
    assert "practice" in page.item.settled.moves.text()


def test_what_another_hand_does_shows_at_once(page: WorkshopPage, session: Session) -> None:
    assert page.at_hand is not None
    assert session.edit(cells.begin_scoring, page.at_hand.place)
    assert page.item.panel is page.item.voting
    session.undo()
    assert page.item.panel is page.item.waiting


def test_the_page_reopens_at_the_item_that_was_at_hand(
    page: WorkshopPage, session: Session, show: Callable[[Session], WorkshopPage]
) -> None:
    press(Key.Key_PageDown)
    press(Key.Key_PageDown)
    assert page.at_hand is not None
    place = page.at_hand.place
    path = open_in(session).path
    session.close()
    assert session.open(path)
    again = show(session)
    assert again.at_hand is not None
    assert again.at_hand.place == place
    assert again.at_hand.number == 3


def test_it_shows_what_the_engine_says(revealed: WorkshopPage, session: Session) -> None:
    assert revealed.workshop is not None
    workspace = open_in(session)
    fresh = Workshop(workspace.study(revealed.workshop.study.question))
    assert revealed.workshop.items == fresh.items
    assert revealed.workshop.progress == fresh.progress
    assert session.framework is not None
    agenda = workspace.snapshot.agenda(session.framework, fresh.study.question.round)
    assert agenda is not None
    assert workspace.edit(agendas.remove_agenda, "ptpr", agenda.round) is not None


# The wall


def test_the_wall_opens_in_a_window_follows_and_closes(page: WorkshopPage, qtbot: QtBot) -> None:
    press(Key.Key_F5)
    wall = page.side.wall.window_on_wall
    assert wall is not None
    assert wall.isVisible()
    page.side.wall.step(1)
    assert wall.slide.slide == page.side.wall.mirror.slide
    page.side.turn_clock()
    assert wall.clock.left is not None
    page.side.turn_clock()
    assert wall.clock.left is None
    wall.close()
    assert page.side.wall.window_on_wall is None


def test_the_wall_is_dark_or_light_whatever_the_window_wears_and_comes_again_so(
    page: WorkshopPage,
    session: Session,
    preferences: Preferences,
    theme: Theme,
    show: Callable[[Session], WorkshopPage],
) -> None:
    controls = page.side.wall
    assert (theme.name, controls.dark.isChecked()) == ("light", False)
    press(Key.Key_F5)
    controls.dark.click()
    assert controls.window_on_wall is not None
    assert controls.window_on_wall.slide.look == controls.mirror.look == "dark"
    assert theme.name == "light"
    assert preferences.wall == "dark"
    controls.close_wall()
    later = show(session).side.wall
    assert (later.mirror.look, later.dark.isChecked()) == ("dark", True)


def test_the_round_that_is_blind_says_so_where_a_workshop_begins(
    session: Session, show: Callable[[Session], WorkshopPage]
) -> None:
    assert session.workspace is not None
    assert session.round is not None
    assert session.edit(
        rounds.change_round, replace(session.workspace.snapshot.rounds[session.round], blind=True)
    )
    beginning = show(session).beginning
    assert beginning.blind.isVisible()
    assert "is blind" in beginning.blind.text()


def test_the_discussion_fits_a_small_screen_whole(revealed: WorkshopPage) -> None:
    revealed.resize(928, 520)
    QApplication.processEvents()
    panel = revealed.item.reveal
    for part in (panel.dots, panel.everybody, panel.agree, panel.dissent.record):
        right = part.mapTo(panel, part.rect().topRight()).x()
        assert right <= panel.width()


def test_the_wall_goes_with_the_evaluation(page: WorkshopPage, session: Session) -> None:
    page.side.wall.turn()
    wall = page.side.wall.window_on_wall
    assert wall is not None
    session.close()
    assert not wall.isVisible()


def test_the_wall_stays_in_another_language_or_theme(
    page: WorkshopPage, session: Session, show: Callable[[Session], WorkshopPage]
) -> None:
    page.side.wall.turn()
    wall = page.side.wall.window_on_wall
    page.side.wall.show_slide("ranking")
    kept = page.kept()
    again = show(session)
    again.take_up(kept)
    assert again.side.wall.window_on_wall is wall
    assert wall is not None
    assert wall.isVisible()
    assert wall.slide.slide == "ranking"
    again.side.wall.close_wall()
    assert page.side.wall.window_on_wall is None


def test_hidden_names_are_stored_with_the_agenda(page: WorkshopPage) -> None:
    click(page.side.wall.hides_programmes)
    assert page.workshop is not None
    assert page.workshop.agenda is not None
    assert page.workshop.agenda.hides_programmes


# Where there is little


def test_one_programme_one_evaluator_and_no_difference_make_a_workshop_too(
    empty_session: Session, show: Callable[[Session], WorkshopPage]
) -> None:
    session, workspace = empty_session, open_in(empty_session)
    workspace.edit(programmes.add, Programme(key=new_key(), id="P1", name="Only one"))
    page = show(session)
    assert page.beginning.rows.differing == 0
    assert not page.beginning.begin.isEnabled()
    workspace.edit(people.add_evaluator, "Ana", "independent")
    page = show(session)
    page.beginning.rows.setData(
        page.beginning.rows.index(0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole
    )
    click(page.beginning.begin)
    press(Key.Key_Return)
    vote_all(page, Key.Key_E)
    press(Key.Key_V)
    assert stage(page) == "revealed"
    assert page.item.reveal.sentence.text() == "Nobody has given a level."
    press(Key.Key_E)
    write("Nothing was found.")
    press(Key.Key_Return, CTRL)
    assert page.at_hand is not None
    assert page.at_hand.discussion.value == "NE"
    assert page.workshop is not None
    assert page.workshop.next is None
    press(Key.Key_Return)
    assert stage(page) == "settled"


def test_a_programme_that_is_removed_is_passed_by(page: WorkshopPage, session: Session) -> None:
    snapshot = open_in(session).snapshot
    submitted = {one.programme for one in snapshot.assignments.values() if one.status != "draft"}
    assert page.at_hand is not None
    while page.at_hand.place.programme in submitted:
        press(Key.Key_PageDown)
    gone = page.at_hand.place.programme
    assert session.perform(lambda workspace: workspace.remove_programme(gone))
    assert page.at_hand is not None
    assert page.at_hand.place.programme != gone
    assert page.workshop is not None
    assert page.workshop.progress.gone >= 1
    press(Key.Key_PageUp)
    press(Key.Key_PageDown)
    assert page.at_hand.place.programme != gone


def test_a_workshop_in_a_blind_round_knows_what_evaluators_say(
    session: Session, show: Callable[[Session], WorkshopPage]
) -> None:
    assert session.round is not None
    assert session.edit(rounds.set_blind, session.round, blind=True)
    page = show(session)
    assert page.beginning.rows.differing > 100


def test_read_only_nothing_can_be_done(session: Session, show: Callable[[Session], WorkshopPage]) -> None:
    page = show(session)
    click(page.beginning.begin)
    path = open_in(session).path
    session.close()
    assert session.open(path, reading=True)
    page = show(session)
    assert page.at_hand is not None
    for key in (Key.Key_Return, Key.Key_V, Key.Key_K, Key.Key_Delete):
        press(key)
    assert stage(page) == "waiting"
    assert page.item.banner.sentence
    assert page.side.note.isReadOnly()
