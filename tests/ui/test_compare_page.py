"""The page of comparisons, through what a person does on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest

from scorecard.model.score import Cell
from ui.models.compare.ranking import NAME
from ui.pages.compare import ComparePage
from ui.widgets.compare.profile_picker import ChoicePanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from pytestqt.qtbot import QtBot

    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme
    from ui.widgets.page import Surroundings


@pytest.fixture
def page(session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot) -> ComparePage:
    page = ComparePage(around(session))
    qtbot.addWidget(page)
    page.resize(1270, 640)
    page.show()
    page.refresh()
    return page


def point(page: ComparePage, row: int) -> Any:
    return (
        page.view_named("ranking")
        .ranking.visualRect(page.view_named("ranking").table.index(row, NAME))
        .center()
    )


def clear(session: Session, criterion: str, programme: str | None = None) -> None:
    assert session.evaluator is not None
    assert session.round is not None
    cell = Cell(programme or session.programme or "", session.evaluator, session.round, criterion)
    assert session.perform(lambda workspace: workspace.set_value(cell, ""))


def test_the_answer_stands_above_its_proof(page: ComparePage) -> None:
    page.show_view("ranking")
    assert page.study is not None
    answer, detail = page.study.robustness.sentences()
    assert page._sentence.text() == answer
    assert page._second.text().startswith(detail)
    assert "Invented scores, not an official assessment" in page._second.text()


def test_only_what_can_be_chosen_is_asked(page: ComparePage) -> None:
    assert not page._bar.round.isHidden()
    assert not page._bar.weights.isHidden()


def test_the_views_offered_are_those_that_somebody_has_answered_in(
    page: ComparePage, session: Session
) -> None:
    assert session.workspace is not None
    kinds = {evaluator.kind for evaluator in session.workspace.snapshot.evaluators.values()}
    offered = {value for _text, value in page._bar.view._choices}
    assert "all" in offered
    assert ("panel" in offered) == ("panel" in kinds)
    assert ("self" in offered) == ("self" in kinds)


def test_another_view_gives_another_answer_from_the_same_engine(page: ComparePage, session: Session) -> None:
    assert session.workspace is not None
    page.ask(view="independent", average="median")
    assert page.comparison is not None
    assert page.comparison.question.view == "independent"
    expected = session.workspace.compare(page.comparison.question).score.tolist()
    assert page.comparison.score.tolist() == expected


def test_the_framework_is_that_of_the_session(page: ComparePage, session: Session) -> None:
    session.go_to(framework="lnk")
    assert page.comparison is not None
    assert page.comparison.framework.id == "lnk"
    assert page._bar.framework.value == "lnk"


def test_an_edit_is_seen_at_once_while_the_page_is(page: ComparePage, session: Session) -> None:
    before = page.comparison
    clear(session, "ptpr.ANT1")
    assert page.comparison is not before


def test_what_the_page_does_not_depend_on_changes_nothing(page: ComparePage, session: Session) -> None:
    before = page.comparison
    clear(session, "lnk.A1")
    assert page.comparison is before


def test_a_hidden_page_waits_until_it_is_seen(page: ComparePage, session: Session) -> None:
    page.hide()
    before = page.comparison
    clear(session, "ptpr.ANT1")
    assert page.comparison is before
    page.show()
    assert page.comparison is not before


def test_a_click_in_the_ranking_chooses_for_the_profile_and_a_double_click_goes_to_the_score(
    page: ComparePage, session: Session
) -> None:
    page.show_view("ranking")
    asked = QSignalSpy(page.go)
    page.show_view("ranking")
    QTest.mouseClick(
        page.view_named("ranking").ranking.viewport(), Qt.MouseButton.LeftButton, pos=point(page, 6)
    )
    assert page.comparison is not None
    seventh = page.comparison.programmes[page.comparison.ranking()[6]].key
    assert session.programme == seventh
    assert page.choice.chosen[-1] == seventh
    assert asked.count() == 0
    QTest.mouseDClick(
        page.view_named("ranking").ranking.viewport(), Qt.MouseButton.LeftButton, pos=point(page, 6)
    )
    assert asked.at(0)[0] == "score"


def test_the_profile_says_who_is_ahead_on_what(page: ComparePage, qtbot: QtBot) -> None:
    page.show_view("profile")
    qtbot.waitUntil(lambda: page.view_named("profile").radar is not None)
    assert page.comparison is not None
    assert page._sentence.text() == page.comparison.profile_sentences(page.choice.chosen)[0]
    page.choice.turn(0)
    assert page._sentence.text() == page.comparison.profile_sentences(page.choice.chosen)[0]
    assert len(page.choice.chosen) == 2


def test_the_list_of_the_profile_is_turned_by_keys_and_narrowed(
    page: ComparePage, theme: Theme, qtbot: QtBot
) -> None:
    panel = ChoicePanel(theme, page.choice)
    qtbot.addWidget(panel)
    panel.show()
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert len(page.choice.chosen) == 2
    QTest.keyClicks(panel.list, "highland")
    assert panel.list.model().rowCount() == 1
    panel.list.setCurrentIndex(panel.list.model().index(0, 0))
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert len(page.choice.chosen) == 3


@pytest.mark.parametrize("tab", ["ranking", "profile"])
def test_a_picture_is_saved_where_the_person_says(
    page: ComparePage, prompts: Any, tasks: Tasks, tmp_path: Path, tab: str
) -> None:
    notices = QSignalSpy(page.notice)
    prompts.path = tmp_path / "picture.svg"
    page.show_view(tab)
    page.save_picture()
    tasks.wait()
    assert "picture.svg" in notices.at(0)[0]
    assert (tmp_path / "picture.svg").read_text(encoding="utf-8").lstrip().startswith("<?xml")


def test_changing_one_s_mind_saves_nothing(page: ComparePage, prompts: Any, tasks: Tasks) -> None:
    page.save_picture()
    assert prompts.asked == ["save_path"]
    assert not tasks.busy


def test_a_picture_that_cannot_be_saved_is_a_sentence(
    page: ComparePage, session: Session, prompts: Any, tasks: Tasks, tmp_path: Path
) -> None:
    refusals = QSignalSpy(session.refused)
    prompts.path = tmp_path / "nowhere" / "picture.png"
    page.save_picture()
    tasks.wait()
    assert refusals.count() == 1


def test_nobody_chooses_a_file_for_a_picture_that_cannot_be_drawn_now(
    page: ComparePage, session: Session, prompts: Any, tasks: Tasks
) -> None:
    refusals = QSignalSpy(session.refused)
    tasks.run(lambda progress: None, doing="", done=lambda _: None, failed=lambda _: None)
    page.save_picture()
    assert prompts.asked == []
    assert refusals.count() == 1
    tasks.wait()


def test_a_copy_is_on_the_clipboard(page: ComparePage, tasks: Tasks) -> None:
    page.copy_picture()
    tasks.wait()
    assert QGuiApplication.clipboard().image().width() > 800


def test_a_removed_programme_leaves_the_ranking_and_comes_back(page: ComparePage, session: Session) -> None:
    page.show_view("ranking")
    page.show_view("ranking")
    first = page.choice.chosen[0]
    session.perform(lambda workspace: workspace.remove_programme(first))
    assert page.view_named("ranking").table.rowCount() == 11
    assert first not in page.choice.chosen
    session.undo()
    assert page.view_named("ranking").table.rowCount() == 12


def test_without_programmes_the_page_says_where_to_begin(
    empty_session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot
) -> None:
    page = ComparePage(around(empty_session))
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    assert page._stack.currentIndex() == 1


def test_arrows_step_over_the_line_and_the_space_bar_chooses_for_the_profile(
    around: Callable[[Session], Surroundings], qtbot: QtBot, sample: Callable[[str], Path]
) -> None:
    from ui.session import Session

    session = Session()
    assert session.open(sample("mining"))
    page = ComparePage(around(session))
    qtbot.addWidget(page)
    page.show()
    page.show_view("ranking")
    page.refresh()
    page.show_view("ranking")
    assert page.comparison is not None
    order = [page.comparison.programmes[row].key for row in page.comparison.ranking()]
    ranked = page.comparison.ranked
    session.go_to(programme=order[ranked - 1])
    QTest.keyClick(page.view_named("ranking").ranking, Qt.Key.Key_Down)
    assert session.programme == order[ranked]
    QTest.keyClick(page.view_named("ranking").ranking, Qt.Key.Key_Space)
    assert page.choice.chosen == (*order[:2], order[ranked])
    QTest.keyClick(page.view_named("ranking").ranking, Qt.Key.Key_Up)
    assert session.programme == order[ranked - 1]
    session.close()
