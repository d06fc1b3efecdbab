"""Scoring by key and by pointer: what is pressed is stored, what is stored is shown, and nothing else moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from scorecard.edits import evidence
from scorecard.i18n import choose_language
from scorecard.library.frameworks import built_in_framework
from scorecard.model.framework import Framework, Step
from scorecard.model.programme import Evidence
from scorecard.model.record import new_key
from scorecard.model.text import Text
from tests.ui.scoring import cell, click, edits_of, press, set_stored, stored, write
from ui.dialogs.evidence import EvidenceDialog
from ui.models.score.evidence_cards import CARD
from ui.pages.score import ScorePage
from ui.widgets.answer_form import AnswerForm, level_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from ui.session import Session
    from ui.theme import Theme

Key = Qt.Key


@pytest.fixture
def page(open_page: Callable[[Session], ScorePage], session: Session) -> ScorePage:
    session.go_to(criterion="ptpr.ANT4")
    return open_page(session)


@pytest.mark.parametrize("digit", [0, 1, 2, 3, 4])
def test_a_digit_stores_its_level(page: ScorePage, session: Session, digit: int) -> None:
    press(Key(Key.Key_0 + digit))
    assert stored(session).value == str(digit)
    assert [button.isChecked() for button in page.form.levels] == [digit == level for level in range(5)]
    assert page.criteria.answer("ptpr.ANT4") == str(digit)


def test_a_digit_that_is_no_level_does_nothing(page: ScorePage, session: Session) -> None:
    before = stored(session)
    press(Key.Key_7)
    assert stored(session) == before


def test_e_stores_that_nothing_was_found(page: ScorePage, session: Session) -> None:
    press(Key.Key_E)
    assert stored(session).value == "NE"
    assert page.form.no_evidence.isChecked()


def test_delete_clears_the_answer_and_keeps_the_note(page: ScorePage, session: Session) -> None:
    set_stored(session, value="2", note="Kept")
    press(Key.Key_Delete)
    assert (stored(session).value, stored(session).note) == ("", "Kept")


def test_a_click_on_a_level_stores_it(page: ScorePage, session: Session) -> None:
    press(Key.Key_0)
    click(page.form.levels[3])
    assert stored(session).value == "3"


def test_choosing_a_level_moves_nothing(page: ScorePage, session: Session) -> None:
    def places() -> list[tuple[QPoint, int]]:
        parts = [*page.form.levels, page.form.note, page.proof.next, page.proof.others, page.proof.list]
        return [(part.mapTo(page, QPoint(0, 0)), part.height()) for part in parts]

    press(Key.Key_Delete)
    QApplication.processEvents()
    before = places()
    for key in (Key.Key_0, Key.Key_4, Key.Key_E):
        press(key)
        QApplication.processEvents()
        assert places() == before


def test_the_arrows_walk_criteria_and_programmes(page: ScorePage, session: Session) -> None:
    first = session.programme
    press(Key.Key_Up)
    assert session.criterion == "ptpr.ANT3"
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert session.criterion == "ptpr.ADA1"
    press(Key.Key_Right)
    assert session.programme != first
    assert session.criterion == "ptpr.ADA1"
    press(Key.Key_Left)
    assert session.programme == first


def test_the_arrows_pass_through_a_pressed_button(page: ScorePage, session: Session) -> None:
    click(page.form.levels[1])
    press(Key.Key_Down)
    assert session.criterion == "ptpr.ADA1"
    click(page.form.confidence.findChildren(QPushButton)[0])
    press(Key.Key_Down)
    assert session.criterion == "ptpr.ADA2"


def test_x_with_a_note_stores_at_once(page: ScorePage, session: Session) -> None:
    set_stored(session, value="2", note="Not its mandate")
    press(Key.Key_X)
    assert stored(session).value == "NA"
    assert page.form.not_applicable.isChecked()


def test_x_without_a_note_waits_for_the_reason_and_stores_both_together(
    page: ScorePage, session: Session
) -> None:
    set_stored(session, value="2", note="")
    found = edits_of(session)
    press(Key.Key_X)
    assert page.form.waits_for_reason
    assert QApplication.focusWidget() is page.form.note
    assert stored(session).value == "2"
    write("No mandate")
    press(Key.Key_Escape)
    assert (stored(session).value, stored(session).note) == ("NA", "No mandate")
    assert len(found) == 1
    assert not page.form.waits_for_reason


def test_leaving_without_a_reason_keeps_the_old_answer_and_says_so(page: ScorePage, session: Session) -> None:
    set_stored(session, value="2", note="")
    told: list[str] = []
    page.notice.connect(told.append)
    press(Key.Key_X)
    press(Key.Key_Escape)
    assert stored(session).value == "2"
    assert page.form.levels[2].isChecked()
    assert len(told) == 1
    assert "needs a reason" in told[0]


def test_going_on_without_a_reason_keeps_the_old_answer(page: ScorePage, session: Session) -> None:
    set_stored(session, value="2", note="")
    press(Key.Key_X)
    asked = cell(session)
    page.step_criterion(1)
    assert session.workspace is not None
    assert session.workspace.score(asked).value == "2"
    assert not page.form.waits_for_reason


def test_clearing_the_reason_of_na_is_refused_and_the_reason_comes_back(
    page: ScorePage, session: Session
) -> None:
    set_stored(session, value="NA", note="No mandate")
    refused: list[str] = []
    session.refused.connect(refused.append)
    press(Key.Key_N)
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_Backspace)
    page.form.note.enter()
    assert refused == []
    press(Key.Key_Escape)
    assert len(refused) == 1
    assert page.form.note.toPlainText() == "No mandate"
    assert stored(session).note == "No mandate"


def test_texts_keep_the_keys_of_the_page(page: ScorePage, session: Session) -> None:
    set_stored(session, value="2", note="")
    press(Key.Key_N)
    write("1e x")
    assert stored(session).value == "2"
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page
    assert stored(session).note == "1e x"
    press(Key.Key_3)
    assert stored(session).value == "3"


def test_a_pause_stores_the_text_once(page: ScorePage, session: Session, qtbot: QtBot) -> None:
    set_stored(session, note="")
    found = edits_of(session)
    press(Key.Key_Q)
    with qtbot.waitSignal(session.edited, timeout=3000):
        write("Did it last?")
    assert stored(session).question == "Did it last?"
    assert len(found) == 1
    press(Key.Key_Escape)
    assert len(found) == 1


def test_what_is_typed_after_a_pause_is_not_overwritten_by_what_was_stored(
    page: ScorePage, session: Session
) -> None:
    set_stored(session, note="")
    press(Key.Key_N)
    write("One ")
    page.form.note.enter()
    write("two")
    assert page.form.note.toPlainText() == "One two"
    press(Key.Key_Escape)
    assert stored(session).note == "One two"


def test_a_note_survives_quick_switching(page: ScorePage, session: Session) -> None:
    set_stored(session, note="")
    place = cell(session)
    press(Key.Key_N)
    write("Kept on the way")
    page.step_criterion(1)
    page.step_programme(1)
    page.step_programme(-1)
    page.step_criterion(-1)
    assert session.workspace is not None
    assert session.workspace.score(place).note == "Kept on the way"
    assert page.form.note.toPlainText() == "Kept on the way"


def test_a_note_survives_a_move_that_comes_from_elsewhere(page: ScorePage, session: Session) -> None:
    set_stored(session, note="")
    place = cell(session)
    press(Key.Key_N)
    write("Kept")
    session.go_to(criterion="lnk.B2")
    assert session.workspace is not None
    assert session.workspace.score(place).note == "Kept"
    assert page.criteria.framework is not None
    assert page.criteria.framework.id == "lnk"


def test_a_note_survives_another_evaluator(page: ScorePage, session: Session) -> None:
    set_stored(session, note="")
    place = cell(session)
    press(Key.Key_N)
    write("Kept")
    assert session.workspace is not None
    session.choose_evaluator(session.workspace.snapshot.ordered_evaluators()[1].key)
    assert session.workspace.score(place).note == "Kept"
    assert page.form.note.toPlainText() == stored(session).note


def test_a_note_survives_hiding_the_page(page: ScorePage, session: Session) -> None:
    press(Key.Key_N)
    write("Kept")
    page.hide()
    assert stored(session).note.endswith("Kept")


def test_undo_shows_what_stands_again(page: ScorePage, session: Session) -> None:
    set_stored(session, value="1")
    press(Key.Key_4)
    session.undo()
    assert page.form.levels[1].isChecked()
    assert page.criteria.answer("ptpr.ANT4") == "1"
    session.redo()
    assert page.form.levels[4].isChecked()


def test_undo_gives_a_text_back_though_the_field_has_the_focus(page: ScorePage, session: Session) -> None:
    set_stored(session, note="First")
    press(Key.Key_N)
    write(" and more")
    page.form.note.enter()
    session.undo()
    assert page.form.note.toPlainText() == "First"


def test_an_edit_elsewhere_counts_there_and_leaves_the_open_score_alone(
    page: ScorePage, session: Session
) -> None:
    workspace = session.workspace
    assert workspace is not None
    other = workspace.snapshot.ordered_programmes()[1].key
    before = page.programmes.done(other)
    place = cell(session)._replace(programme=other)
    session.perform(lambda open: open.set_value(place, ""))
    assert page.programmes.done(other) == before - 1


def test_counts_stand_above_the_criteria(page: ScorePage, session: Session) -> None:
    press(Key.Key_Delete)
    assert page.criterion_column.frameworks is not None
    labels = [button.text() for button in page.criterion_column.frameworks.findChildren(QPushButton)]
    assert labels[0] == "PTPR 21/22"
    press(Key.Key_2)
    labels = [button.text() for button in page.criterion_column.frameworks.findChildren(QPushButton)]
    assert labels[0] == "PTPR 22/22"


def test_the_others_stay_hidden_until_one_has_answered(page: ScorePage, session: Session) -> None:
    press(Key.Key_Delete)
    assert page.proof.others.names == ()
    assert "hidden until you answer" in page.proof.others.accessibleName()
    press(Key.Key_E)
    assert len(page.proof.others.names) >= 1
    assert session.evaluator is not None
    assert session.workspace is not None
    own = session.workspace.snapshot.evaluators[session.evaluator].name
    assert own not in page.proof.others.names


def test_a_note_alone_does_not_show_the_others(page: ScorePage, session: Session) -> None:
    set_stored(session, value="", note="Only a note")
    assert page.proof.others.names == ()


def test_f_goes_to_the_next_criterion_without_an_answer(page: ScorePage, session: Session) -> None:
    press(Key.Key_Up)
    press(Key.Key_Delete)
    press(Key.Key_Down)
    press(Key.Key_F)
    assert session.criterion == "ptpr.ANT3"


def test_f_goes_on_to_the_next_unfinished_programme(page: ScorePage, session: Session) -> None:
    workspace = session.workspace
    assert workspace is not None
    third = workspace.snapshot.ordered_programmes()[2].key
    place = cell(session)._replace(programme=third, criterion="ptpr.INT2")
    session.perform(lambda open: open.set_value(place, ""))
    press(Key.Key_F)
    assert (session.programme, session.criterion) == (third, "ptpr.INT2")


def test_f_says_so_when_everything_is_answered(page: ScorePage, session: Session) -> None:
    told: list[str] = []
    page.notice.connect(told.append)
    place = cell(session)
    press(Key.Key_F)
    assert told == ["Every criterion of every programme shown here has an answer."]
    assert cell(session) == place


def test_the_filter_narrows_what_the_arrows_walk(page: ScorePage, session: Session) -> None:
    workspace = session.workspace
    assert workspace is not None
    wanted = workspace.snapshot.ordered_programmes()[4]
    page.programme_column.finder.setFocus()
    QTest.keyClicks(page.programme_column.finder, wanted.id)
    press(Key.Key_Return)
    assert QApplication.focusWidget() is page
    press(Key.Key_Right)
    assert session.programme == wanted.key


def test_confidence_is_chosen_and_taken_back_by_its_own_button(page: ScorePage, session: Session) -> None:
    set_stored(session, confidence="")
    page.form.confidence.changed.emit(1)
    assert stored(session).confidence == "medium"
    assert page.form.confidence.current == 1
    page.form.confidence.changed.emit(1)
    assert stored(session).confidence == ""
    assert page.form.confidence.current == -1


def add_fact(session: Session, text: str, *criteria: str) -> str:
    assert session.programme is not None
    fact = Evidence(key=new_key(), id="", programme=session.programme, text=text, criteria=criteria, sign="+")
    assert session.edit(evidence.add, fact)
    return fact.key


def test_one_press_cites_and_another_takes_it_back(page: ScorePage, session: Session) -> None:
    set_stored(session, value="2")
    key = add_fact(session, "A dated road-map", "ptpr.ANT4")
    QApplication.processEvents()
    row = [page.proof.cards.index(one).data(CARD).key for one in range(page.proof.cards.rowCount())].index(
        key
    )
    page.proof.list.scrollTo(page.proof.cards.index(row))
    viewport, left = page.proof.list.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport, left, pos=page.proof.list.pill_centre(row))
    assert key in stored(session).cites
    assert page.proof.cards.index(row).data(CARD).cited
    QTest.mouseClick(viewport, left, pos=page.proof.list.pill_centre(row))
    assert key not in stored(session).cites


def test_evidence_is_cited_by_keys_alone(page: ScorePage, session: Session) -> None:
    for number in range(3):
        add_fact(session, f"Fact {number}", "ptpr.ANT4")
    assert session.perform(lambda workspace: workspace.record_score(replace(stored(session), cites=())))
    place = cell(session)
    page.proof.list.setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert cell(session) == place
    current = page.proof.list.currentIndex().data(CARD).key
    press(Key.Key_Space)
    assert current in stored(session).cites
    press(Key.Key_3)
    assert stored(session).value == "3"


def test_all_evidence_of_the_programme_is_one_press_away(page: ScorePage, session: Session) -> None:
    add_fact(session, "Speaks to another", "ptpr.EMB1")
    here = page.proof.cards.rowCount()
    page.proof.scope.set_current(1)
    page.proof.scope.changed.emit(1)
    assert page.proof.cards.rowCount() > here


def test_adding_evidence_opens_its_sheet_for_the_open_criterion(
    page: ScorePage, session: Session, prompts: object
) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, EvidenceDialog)
        return False

    prompts.fill = fill  # type: ignore[attr-defined]
    click(page.proof.add)
    assert prompts.asked == ["EvidenceDialog"]  # type: ignore[attr-defined]
    assert QApplication.focusWidget() is page


def test_without_a_programme_the_page_says_what_to_do_next(
    open_page: Callable[[Session], ScorePage], empty_session: Session
) -> None:
    page = open_page(empty_session)
    went: list[str] = []
    page.go.connect(went.append)
    assert page.current_state() == "no programme"
    press(Key.Key_2)


def test_without_an_evaluator_the_page_asks_who_scores(
    open_page: Callable[[Session], ScorePage], session: Session
) -> None:
    session.choose_evaluator(None)
    page = open_page(session)
    assert page.current_state() == "no evaluator"
    assert session.workspace is not None
    session.choose_evaluator(session.workspace.snapshot.ordered_evaluators()[0].key)
    assert page.current_state() == "open"


def test_without_an_evaluation_the_page_stands_empty(
    open_page: Callable[[Session], ScorePage], session: Session
) -> None:
    page = open_page(session)
    session.close()
    assert page.current_state() == "closed"
    press(Key.Key_2)
    page.leave()


def scale(*codes: str) -> Framework:
    steps = tuple(Step(code=code, word=Text(en=code, es=code), meaning=Text(en="", es="")) for code in codes)
    return replace(built_in_framework("ptpr"), scale=steps)


def test_a_scale_of_digits_has_its_codes_as_keys() -> None:
    assert level_keys(scale("1", "2", "3", "4", "5")) == ("1", "2", "3", "4", "5")


def test_any_other_scale_is_given_by_position() -> None:
    assert level_keys(scale("A", "B", "C")) == ("0", "1", "2")
    assert level_keys(scale("no", "yes")) == ("0", "1")
    assert level_keys(scale(*[f"L{number}" for number in range(12)]))[9:] == ("9", "", "")


def test_tab_goes_through_the_page_as_the_eye_does(page: ScorePage, session: Session) -> None:
    session.go_to(framework="lnk")
    found = []
    for _stop in range(36):
        press(Key.Key_Tab)
        found.append(QApplication.focusWidget())
    wanted = [
        page.programme_column.filter,
        page.programme_column.finder,
        page.programme_column.view,
        page.criterion_column.finder,
        page.criterion_column.filter,
        page.criterion_column.view,
        *page.form.levels,
        page.form.no_evidence,
        page.form.not_applicable,
        page.form.note,
        page.form.question,
        page.form.challenge,
        page.proof.list,
        page.proof.add,
        page.proof.next,
    ]
    assert [stop for stop in found if stop in wanted][: len(wanted)] == wanted


def test_everything_that_takes_the_focus_has_a_name(page: ScorePage) -> None:
    parts = (page.programme_column, page.criterion_column, page.view.panel)
    stops = [stop for part in parts for stop in part.stops]
    for stop in stops:
        assert stop.accessibleName() or stop.text(), stop  # type: ignore[attr-defined]


def test_a_refused_answer_shows_the_stored_one_again(
    open_page: Callable[[Session], ScorePage], session: Session
) -> None:
    assert session.workspace is not None
    path, evaluator = session.workspace.path, session.evaluator
    session.close()
    assert session.open(path, reading=True)
    session.choose_evaluator(evaluator)
    refused: list[str] = []
    session.refused.connect(refused.append)
    page = open_page(session)
    before = stored(session)
    other = "0" if before.value != "0" else "1"
    press(Key(Key.Key_0 + int(other)))
    press(Key.Key_N)
    write("Not stored")
    press(Key.Key_Escape)
    assert len(refused) == 1
    assert [button.isChecked() for button in page.form.levels].index(True) == int(before.value)
    assert page.form.note.toPlainText() == before.note
    assert page.criteria.answer(before.criterion) == before.value
    assert not page.view.panel.proof.add.isEnabled()


def test_a_scale_has_as_many_buttons_as_levels(qtbot: QtBot, theme: Theme) -> None:
    form = AnswerForm(theme)
    qtbot.addWidget(form)
    criterion = built_in_framework("ptpr").criteria[0]
    for codes in (("A", "B", "C"), ("0", "1", "2", "3", "4"), ("no", "yes")):
        framework = scale(*codes)
        form.show_criterion(framework, replace(criterion, levels=criterion.levels[: len(codes)]))
        assert len(form.levels) == len(codes)
        assert [button.isVisibleTo(form) for button in form.levels] == [True] * len(codes)
        assert form.levels[-1].text().startswith(f"{codes[-1]}. ")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("id", ["ptpr", "lnk"])
def test_every_level_of_every_criterion_shows_its_whole_text(
    qtbot: QtBot, theme: Theme, id: str, language: str
) -> None:
    choose_language(language)
    framework = built_in_framework(id)
    form = AnswerForm(theme)
    qtbot.addWidget(form)
    for criterion in framework.criteria:
        form.show_criterion(framework, criterion)
        for width in (406, 420):
            form.resize(width, form.heightForWidth(width))
            form.layout().activate()
            for button, text in zip(form.levels, criterion.levels, strict=True):
                assert button.text().endswith(text.into(language))
                assert button.height() >= button.heightForWidth(button.width())


@pytest.mark.parametrize("tongue", ["en", "es"])
def test_on_a_small_screen_every_answer_and_the_note_are_in_sight(
    open_page: Callable[[Session], ScorePage], session: Session, tongue: str
) -> None:
    """In a window of 1366x690 the page begins at 48; levels, NE and NA end above 560, the note above 660."""
    choose_language(tongue)
    assert session.workspace is not None
    page = open_page(session)
    page.resize(1270, 614)
    for framework in session.workspace.snapshot.ordered_frameworks():
        for criterion in framework.criteria:
            session.go_to(criterion=criterion.id)
            for _round in range(3):
                QApplication.processEvents()
            for part, most in ((page.form.no_evidence, 560), (page.form.note, 660)):
                bottom = 48 + part.mapTo(page, QPoint(0, part.height())).y()
                assert bottom <= most, (criterion.id, bottom)


def test_another_criterion_is_met_from_its_first_level_whatever_was_written_below(
    page: ScorePage, session: Session
) -> None:
    page.resize(1270, 480)
    bar = page.view.panel.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0

    QTest.keyClick(page, Qt.Key.Key_Down)

    assert bar.value() == 0


def test_where_nobody_scores_yet_the_next_step_has_the_focus(page: ScorePage, session: Session) -> None:
    somebody = session.evaluator
    session.choose_evaluator(None)
    focused = page.focusWidget()
    assert isinstance(focused, QPushButton)
    assert page._nobody.isAncestorOf(focused)
    session.choose_evaluator(somebody)
    assert page.window().focusWidget() is page
