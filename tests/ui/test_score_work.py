"""Status, rounds, conflicts, what is carried over, what is left open: the Score page shows it and lets it be done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from scorecard.edits import drafting, frameworks, people, programmes, rounds
from scorecard.edits.entries import LONGEST_ENTRY
from scorecard.library.frameworks import built_in_framework
from scorecard.model.framework import Criterion, Framework, Step
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.text import Text
from tests.ui.scoring import cell, choose, click, edits_of, press, sentences, set_stored, stored, write
from ui.dialogs.keys import Keys
from ui.models.score.criterion_list import CriterionList
from ui.widgets.answer_form import AnswerForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from scorecard.model.evaluation import Assignment
    from ui.pages.score import ScorePage
    from ui.session import Session
    from ui.theme import Theme

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(open_page: Callable[[Session], ScorePage], session: Session) -> ScorePage:
    choose(session, "clara", "W01")
    return open_page(session)


def assignment(session: Session) -> Assignment:
    assert session.workspace is not None
    place = cell(session)
    return session.workspace.snapshot.assignment(place.programme, place.evaluator, place.round)


def told(page: ScorePage) -> list[str]:
    found: list[str] = []
    page.notice.connect(found.append)
    return found


def shown(page: ScorePage) -> list[str]:
    """The criteria that the list shows, by code."""
    model: CriterionList = page.criteria
    ids = [criterion.id for criterion in model.framework.criteria] if model.framework else []
    return [id.partition(".")[2] for id in ids if model.place_of(id).isValid()]


def clear(session: Session, *criteria: str) -> None:
    for criterion in criteria:
        place = cell(session)._replace(criterion=criterion)
        assert session.perform(lambda workspace, place=place: workspace.set_value(place, ""))


# Status


def test_submitting_locks_the_form_says_so_and_keeps_it_readable(page: ScorePage, session: Session) -> None:
    before = stored(session)
    press(Key.Key_Return, CONTROL)
    assert assignment(session).status == "submitted"
    assert assignment(session).by == "Clara Ejemplo"
    assert "has submitted" in page.view.panel.banner.sentence
    assert page.form.note.isReadOnly()
    refused = sentences(session)
    press(Key.Key_0 if before.value != "0" else Key.Key_1)
    assert len(refused) == 1
    assert "Reopen" in refused[0]
    assert stored(session) == before
    assert [button.isChecked() for button in page.form.levels].index(True) == int(before.value)


def test_a_submitted_programme_is_approved_and_reopened_by_its_buttons(
    page: ScorePage, session: Session
) -> None:
    work = page.view.panel.work
    click(work.submit)
    assert not work.submit.isVisibleTo(page)
    click(work.approve)
    assert assignment(session).status == "approved"
    assert "Approved by Clara Ejemplo" in work.pill.toolTip()
    click(work.reopen)
    assert assignment(session).status == "draft"
    assert page.view.panel.banner.sentence == ""
    assert not page.form.note.isReadOnly()
    assert work.submit.isVisibleTo(page)


def test_undo_takes_a_submission_back(page: ScorePage, session: Session) -> None:
    page.submit()
    session.undo()
    assert assignment(session).status == "draft"
    press(Key.Key_3)
    assert stored(session).value == "3"


def test_submitting_says_what_has_no_answer_and_submits_all_the_same(
    page: ScorePage, session: Session
) -> None:
    clear(session, "ptpr.ANT2", "lnk.A1", "lnk.A2")
    found = told(page)
    page.submit()
    assert assignment(session).status == "submitted"
    assert "PTPR 1, Linkages 2" in found[-1]


def test_a_programme_with_a_text_that_is_not_stored_is_not_submitted(
    page: ScorePage, session: Session
) -> None:
    press(Key.Key_N)
    page.form.note.setPlainText("x" * (LONGEST_ENTRY + 1))
    press(Key.Key_Escape)
    press(Key.Key_Right)
    press(Key.Key_Left)
    refused = sentences(session)
    page.submit()
    assert assignment(session).status == "draft"
    assert "not stored yet" in refused[-1]


def test_submitting_stores_first_what_is_being_written(page: ScorePage, session: Session) -> None:
    press(Key.Key_N)
    write("the last word")
    click(page.view.panel.work.submit)
    assert stored(session).note.endswith("the last word")
    assert assignment(session).status == "submitted"


def test_the_list_shows_who_is_submitted_and_filters_by_it(page: ScorePage, session: Session) -> None:
    column = page.programme_column
    page.programmes.set_filter("submitted")
    assert shown_programmes(page) == ["W01"]
    page.submit()
    press(Key.Key_Right)
    assert session.programme == cell(session).programme
    page.programmes.set_filter("all")
    choose(session, "clara", "W02")
    page.programmes.set_filter("submitted")
    column.set_place(session.programme or "")
    assert shown_programmes(page) == ["W01", "W02"]


def shown_programmes(page: ScorePage) -> list[str]:
    from ui.models.score.programme_progress import ROW

    rows = (page.programmes.index(place).data(ROW) for place in range(page.programmes.rowCount()))
    return [row.id for row in rows if row.kind == "programme"]


def test_what_is_owed_can_be_shown_alone(open_page: Callable[[Session], ScorePage], session: Session) -> None:
    choose(session, "clara", "W07")
    page = open_page(session)
    page.programmes.set_filter("owed")
    assert shown_programmes(page) == ["W07", "W08", "W09", "W10", "W11", "W12"]


# Rounds and conflicts


def test_a_closed_round_is_read_and_not_changed(
    open_page: Callable[[Session], ScorePage], session: Session
) -> None:
    assert session.workspace is not None
    session.go_to(round=session.workspace.snapshot.round("baseline").key)
    choose(session, "marta", "W03")
    page = open_page(session)
    assert "is closed" in page.view.panel.banner.sentence
    assert not page.view.panel.work.reopen.isEnabled()
    before = stored(session)
    press(Key.Key_4 if before.value != "4" else Key.Key_1)
    assert stored(session) == before


def test_a_conflict_of_interest_stands_over_the_form_with_its_reason(
    open_page: Callable[[Session], ScorePage], session: Session
) -> None:
    choose(session, "rosa", "W11")
    page = open_page(session)
    assert session.workspace is not None
    conflict = session.workspace.snapshot.conflict(cell(session).programme, cell(session).evaluator)
    assert conflict is not None
    assert conflict.reason in page.view.panel.banner.sentence
    press(Key.Key_2)
    assert stored(session).value == "2"


def test_a_conflict_is_said_of_the_others_too(
    open_page: Callable[[Session], ScorePage], session: Session
) -> None:
    choose(session, "clara", "W11")
    page = open_page(session)
    assert "Rosa Ejemplo – not counted" in page.proof.others.accessibleName()


def test_in_a_blind_round_the_others_show_once_the_programme_is_submitted(
    page: ScorePage, session: Session
) -> None:
    assert session.round is not None
    assert session.edit(rounds.set_blind, session.round, blind=True)
    assert stored(session).value
    assert page.proof.others.names == ()
    assert "until you submit" in page.proof.others.accessibleName()
    page.submit()
    assert len(page.proof.others.names) == 4


def test_a_dispute_shows_only_what_may_be_seen(page: ScorePage, session: Session) -> None:
    for evaluator, level in (("clara", "0"), ("julio", "4")):
        choose(session, evaluator, "W01")
        set_stored(session, value=level)
    choose(session, "clara", "W01")
    assert page.criteria.said("ptpr.ANT1").disputed
    press(Key.Key_Delete)
    assert not page.criteria.said("ptpr.ANT1").disputed
    press(Key.Key_4)
    assert session.round is not None
    session.edit(rounds.set_blind, session.round, blind=True)
    assert not page.criteria.said("ptpr.ANT1").disputed


# Carried over


def test_a_carried_score_is_confirmed_by_its_level_or_by_enter(
    open_page: Callable[[Session], ScorePage], session: Session
) -> None:
    choose(session, "rosa", "W12")
    page = open_page(session)
    before = stored(session)
    assert before.carried
    assert page.criteria.said("ptpr.ANT1").carried == "Baseline"
    assert page.view.panel.work.confirm.isVisibleTo(page)
    press(Key.Key_Return)
    assert stored(session) == replace(before, carried="")
    assert not page.view.panel.work.confirm.isVisibleTo(page)
    press(Key.Key_Down)
    level = stored(session).value
    press(Key(Key.Key_0 + int(level)))
    assert (stored(session).value, stored(session).carried) == (level, "")
    press(Key.Key_Down)
    assert stored(session).carried
    click(page.view.panel.work.confirm)
    assert not stored(session).carried


def test_confirming_moves_nothing_of_the_form(
    open_page: Callable[[Session], ScorePage], session: Session
) -> None:
    choose(session, "rosa", "W12")
    page = open_page(session)

    def places() -> list[QPoint]:
        QApplication.processEvents()
        parts = [*page.form.levels, page.form.note, page.proof.list, page.head.title]
        return [part.mapTo(page, QPoint(0, 0)) for part in parts]

    before = places()
    press(Key.Key_Return)
    assert places() == before


def test_enter_where_nothing_is_carried_over_changes_nothing(page: ScorePage, session: Session) -> None:
    found = edits_of(session)
    press(Key.Key_Return)
    assert found == []


def test_an_earlier_round_fills_what_is_open_and_marks_it(
    open_page: Callable[[Session], ScorePage], session: Session
) -> None:
    choose(session, "marta", "W03")
    clear(session, "ptpr.ANT1", "ptpr.ANT2")
    page = open_page(session)
    assert session.workspace is not None
    baseline = session.workspace.snapshot.round("baseline").key
    earlier = session.workspace.score(cell(session)._replace(round=baseline))
    menu = page.menu()
    assert menu is not None
    action = next(one for one in menu.actions() if "Baseline" in one.text())
    action.trigger()
    assert (stored(session).value, stored(session).carried) == (earlier.value, "baseline")
    assert page.criteria.count("carried") == 2
    session.undo()
    assert stored(session).value == ""
    assert page.criteria.count("carried") == 0


# Many at once


def test_shift_e_answers_the_rest_of_the_section_and_one_undo_takes_it_back(
    page: ScorePage, session: Session
) -> None:
    clear(session, "ptpr.ANT2", "ptpr.ANT3")
    kept = stored(session)
    found = told(page)
    press(Key.Key_E, SHIFT)
    assert [page.criteria.answer(f"ptpr.ANT{n}") for n in (2, 3)] == ["NE", "NE"]
    assert stored(session) == kept
    assert "2 criteria of “Anticipation capacity”" in found[-1]
    session.undo()
    assert [page.criteria.answer(f"ptpr.ANT{n}") for n in (2, 3)] == ["", ""]


def test_a_section_without_anything_open_says_so(page: ScorePage, session: Session) -> None:
    found, edits = told(page), edits_of(session)
    press(Key.Key_E, SHIFT)
    assert edits == []
    assert "has an answer" in found[-1]


# Filters and finders


def test_an_answered_criterion_keeps_its_row_until_the_filter_is_asked_again(
    page: ScorePage, session: Session
) -> None:
    clear(session, "ptpr.ANT2", "ptpr.INT1")
    page.criterion_column.filter.changed.emit("unscored")
    assert shown(page) == ["ANT1", "ANT2", "INT1"]
    press(Key.Key_Down)
    press(Key.Key_2)
    assert shown(page) == ["ANT1", "ANT2", "INT1"]
    page.criterion_column.filter.changed.emit("unscored")
    assert shown(page) == ["ANT2", "INT1"]


def test_the_arrows_walk_what_the_filter_shows(page: ScorePage, session: Session) -> None:
    set_stored(session, question="Still so?")
    choose(session, "clara", "W01", "ptpr.EMB1")
    set_stored(session, question="And here?")
    page.criterion_column.filter.changed.emit("asking")
    press(Key.Key_Up)
    assert session.criterion == "ptpr.ANT1"
    press(Key.Key_Down)
    assert session.criterion == "ptpr.EMB1"


def test_a_mark_without_its_evidence_is_found_and_mended_by_citing(page: ScorePage, session: Session) -> None:
    assert session.perform(
        lambda workspace: workspace.record_score(replace(stored(session), value="2", cites=()))
    )
    assert page.criteria.said("ptpr.ANT1").lacking == "uncited"
    before = page.criteria.count("lacking")
    assert session.workspace is not None
    item = session.workspace.snapshot.evidence_of(cell(session).programme)[0]
    page.proof.cited.emit(item.key)
    assert page.criteria.said("ptpr.ANT1").lacking == ""
    assert page.criteria.count("lacking") == before - 1


def test_ctrl_f_finds_a_criterion_by_any_word_and_again_a_programme(
    page: ScorePage, session: Session
) -> None:
    press(Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is page.criterion_column.finder
    page.criterion_column.finder.setText("GOBIÉRNO sobrevivir")
    press(Key.Key_Return)
    assert session.criterion == "ptpr.ANT4"
    assert QApplication.focusWidget() is page
    press(Key.Key_F, CONTROL)
    press(Key.Key_Escape)
    assert len(shown(page)) == 22
    press(Key.Key_F, CONTROL)
    press(Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is page.programme_column.finder
    page.programme_column.finder.setText("w05")
    press(Key.Key_Return)
    assert session.workspace is not None
    assert session.programme == session.workspace.snapshot.programme("W05").key


def test_finding_nothing_leaves_the_place(page: ScorePage, session: Session) -> None:
    place = cell(session)
    press(Key.Key_F, CONTROL)
    page.criterion_column.finder.setText("🦙 nothing like it مرحبا")
    assert shown(page) == []
    press(Key.Key_Return)
    assert cell(session) == place


def test_t_goes_to_the_other_framework_and_back(page: ScorePage, session: Session) -> None:
    press(Key.Key_T)
    assert session.criterion == "lnk.A1"
    press(Key.Key_T)
    assert session.criterion == "ptpr.ANT1"


def test_f_says_what_it_leaves_behind_in_another_framework(page: ScorePage, session: Session) -> None:
    clear(session, "lnk.A1")
    found = told(page)
    press(Key.Key_F)
    assert found[-1].endswith("has criteria without an answer in Linkages: 1. T goes there.")


# Texts


def test_a_refused_text_waits_where_it_was_written(page: ScorePage, session: Session) -> None:
    before = stored(session)
    press(Key.Key_N)
    page.form.note.setPlainText("y" * (LONGEST_ENTRY + 1))
    refused = sentences(session)
    press(Key.Key_Escape)
    assert len(refused) == 1
    press(Key.Key_Down)
    assert page.form.note.toPlainText() == stored(session).note
    press(Key.Key_Right)
    press(Key.Key_Left)
    press(Key.Key_Up)
    assert page.form.note.toPlainText() == "y" * (LONGEST_ENTRY + 1)
    assert page.form.note.property("wrong") == "true"
    assert stored(session) == before
    press(Key.Key_N)
    page.form.note.setPlainText("short")
    press(Key.Key_Escape)
    assert stored(session).note == "short"
    assert not page.form.note.property("wrong")
    press(Key.Key_Down)
    press(Key.Key_Up)
    assert page.form.note.toPlainText() == "short"


def test_a_refused_text_survives_the_page_made_anew(
    open_page: Callable[[Session], ScorePage], session: Session
) -> None:
    choose(session, "clara", "W01")
    page = open_page(session)
    press(Key.Key_C)
    page.form.challenge.setPlainText("z" * (LONGEST_ENTRY + 1))
    press(Key.Key_Escape)
    press(Key.Key_Down)
    again = open_page(session)
    again.take_up(page.kept())
    again.step_criterion(-1)
    assert again.form.challenge.toPlainText() == "z" * (LONGEST_ENTRY + 1)


def test_question_and_challenge_have_keys_and_are_stored_beside_the_level(
    page: ScorePage, session: Session
) -> None:
    set_stored(session, question="", challenge="")
    press(Key.Key_2)
    press(Key.Key_Q)
    write("Who pays?")
    press(Key.Key_Escape)
    press(Key.Key_C)
    write("Nobody kept the minutes")
    press(Key.Key_Escape)
    said = stored(session)
    assert (said.value, said.question, said.challenge) == ("2", "Who pays?", "Nobody kept the minutes")


def test_a_text_grows_with_what_is_written_and_stops_at_its_most(page: ScorePage) -> None:
    form: AnswerForm = page.form
    low = form.challenge.height()
    form.challenge.setPlainText("\n".join("line" for _line in range(5)))
    QApplication.processEvents()
    middle = form.challenge.height()
    form.challenge.setPlainText("\n".join("line" for _line in range(60)))
    QApplication.processEvents()
    assert low < middle < form.challenge.height() < 200


def test_the_caret_stays_in_sight_as_a_text_grows(page: ScorePage) -> None:
    page.resize(1270, 614)
    press(Key.Key_N)
    page.form.note.setPlainText("\n".join("line" for _line in range(8)))
    QApplication.processEvents()
    press(Key.Key_Escape)
    press(Key.Key_C)
    for _line in range(6):
        write("line")
        press(Key.Key_Return)
    for _round in range(3):
        QApplication.processEvents()
    field = page.form.challenge
    caret = field.viewport().mapTo(page.view.panel.area, field.cursorRect().bottomLeft()).y()
    assert field.height() > 100
    assert 0 < caret < page.view.panel.area.height()


def test_a_narrow_window_keeps_its_room_for_levels_and_evidence(page: ScorePage, session: Session) -> None:
    page.resize(928, 520)
    QApplication.processEvents()
    assert not page.programme_column.isVisible()
    assert page.form.levels[0].width() > 320
    assert page.proof.list.width() > 220
    before = session.programme
    press(Key.Key_Right)
    assert session.programme != before
    page.resize(1270, 692)
    assert page.programme_column.isVisible()


@pytest.mark.parametrize("text", ["ملاحظة قصيرة", "🦙" * 40, "e\u0301" * 50, "w" * 3_000])
def test_texts_of_any_alphabet_come_back_as_they_were_written(
    page: ScorePage, session: Session, text: str
) -> None:
    press(Key.Key_N)
    page.form.note.setPlainText(text)
    press(Key.Key_Escape)
    press(Key.Key_Down)
    press(Key.Key_Up)
    assert page.form.note.toPlainText() == stored(session).note
    assert len(stored(session).note) > 0


def test_h_asks_for_the_history_of_the_open_score(page: ScorePage, session: Session) -> None:
    went: list[str] = []
    page.go.connect(went.append)
    press(Key.Key_H)
    assert went == ["history"]
    assert session.history_of == cell(session)


def test_an_assignment_by_somebody_else_shows_at_once(page: ScorePage, session: Session) -> None:
    place = cell(session)
    assert session.edit(people.assign, [(place.programme, place.evaluator)], place.round, owed=True)
    assert page.programmes.count("owed") == 7


# Versions, scales, and the card of keys


def test_a_closed_round_is_shown_by_the_version_that_it_was_scored_by(
    open_page: Callable[[Session], ScorePage], session: Session
) -> None:
    workspace = session.workspace
    assert workspace is not None
    assert session.edit(frameworks.begin_draft, "ptpr")
    draft = drafting.retire_criterion(workspace.snapshot.drafts["ptpr"].framework, "ptpr.ANT1")
    assert session.edit(frameworks.change_draft, draft)
    assert session.edit(frameworks.adopt, "ptpr", "", workspace.framework_scores("ptpr"))
    choose(session, "marta", "W03", "ptpr.ANT2")
    page = open_page(session)
    assert shown(page)[0] == "ANT2"
    session.go_to(round=workspace.snapshot.round("baseline").key)
    assert shown(page)[0] == "ANT1"
    session.go_to(criterion="ptpr.ANT1")
    assert stored(session).value
    assert page.form.levels[0].isVisibleTo(page)


def test_a_scale_of_letters_is_scored_by_the_keys_printed_on_it(
    open_page: Callable[[Session], ScorePage], empty_session: Session
) -> None:
    session = empty_session
    steps = tuple(Step(code=code, word=Text(en=code, es=code), meaning=Text(en="", es="")) for code in "DCBA")
    letters = replace(built_in_framework("ptpr"), id="let", scale=steps)
    letters = replace(letters, sections=(replace(letters.sections[0], criteria=four(letters)),))
    assert session.edit(frameworks.embed, letters)
    assert session.edit(programmes.add, Programme(key=new_key(), id="P1", name="محطة 🦙 " + "long " * 50))
    assert session.edit(people.add_evaluator, "Ana", "self")
    choose(session, "E1", "P1", "let.ANT1")
    page = open_page(session)
    assert len(page.form.levels) == 4
    press(Key.Key_3)
    assert stored(session).value == "A"
    assert page.criteria.answer("let.ANT1") == "A"
    page.grab()


def four(framework: Framework) -> tuple[Criterion, ...]:
    """The criteria of the first section with a text for each of four levels."""
    return tuple(
        replace(one, id=f"let.{one.code}", levels=one.levels[:4]) for one in framework.sections[0].criteria
    )


def test_the_card_of_keys_holds_a_page_for_every_choice(theme: Theme, qtbot: QtBot) -> None:
    card = Keys(theme)
    qtbot.addWidget(card)
    choices = card.pages.findChildren(QPushButton)
    assert len(choices) == card.lines.count() > 1
    for number, choice in enumerate(choices):
        card.pages.changed.emit(number)
        assert choice.text() in heading(card)


@pytest.mark.parametrize(
    ("at_hand", "named"),
    [
        ("programmes", "Programmes"),
        ("compare", "Compare"),
        ("workshop", "Workshop"),
        ("notes", "Note sheets"),
        ("people", "Score"),
        ("", "Score"),
    ],
)
def test_the_card_of_keys_opens_at_the_page_at_hand(
    theme: Theme, qtbot: QtBot, at_hand: str, named: str
) -> None:
    card = Keys(theme, at_hand)
    qtbot.addWidget(card)
    assert card.pages.current == card.lines.currentIndex()
    assert heading(card) == f"On the page “{named}”"


def heading(card: Keys) -> str:
    """What stands above the keys that the card shows."""
    head = card.lines.currentWidget().findChild(QLabel)
    assert isinstance(head, QLabel)
    return head.text()


def test_what_was_undone_can_be_done_again_from_the_start(page: ScorePage, session: Session) -> None:
    assert session.edit(rounds.add_round, "Follow-up")
    assert session.workspace is not None
    session.go_to(round=session.workspace.snapshot.ordered_rounds()[-1].key)
    refused: list[str] = []
    session.refused.connect(refused.append)
    press(Key.Key_E, SHIFT)
    assert session.undo()

    press(Key.Key_E, SHIFT)

    assert refused == []
    assert page.criteria.answer("ptpr.ANT3") == "NE"
