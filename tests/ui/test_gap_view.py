"""Self and independent in the window: programmes by the width of the gap, and the sections of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton

from ui.models.compare.gap_table import GAP, INDEPENDENT, NAME, OWN, GapTable
from ui.pages.compare import ComparePage
from ui.widgets.compare.gap_view import GapView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from scorecard.analysis.views.gap import Gap
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
    page.show_view("gap")
    return page


def view_of(page: ComparePage) -> GapView:
    view = page.view
    assert isinstance(view, GapView)
    return view


def gap_of(page: ComparePage) -> Gap:
    assert page.study is not None
    return page.study.gap


def test_the_tables_keep_the_contract_of_qt(page: ComparePage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(view_of(page).table)
    qtmodeltester.check(view_of(page).sections)
    qtmodeltester.check(GapTable())


def test_the_sentence_above_says_how_far_they_are_apart(page: ComparePage) -> None:
    assert page._sentence.text() == gap_of(page).sentences()[0]
    assert page._sentence.text().startswith("Self-assessments are higher by ")


def test_the_widest_gap_comes_first_with_its_figures(page: ComparePage) -> None:
    table, gap = view_of(page).table, gap_of(page)
    order = [table.index(row, NAME).data() for row in range(table.rowCount())]
    assert order == [gap.programmes[row].label for row in (*gap.rows(), *gap.others())]
    pair = gap.pair(gap.rows()[0])
    shown = [table.index(0, column).data() for column in (OWN, INDEPENDENT, GAP)]
    assert shown == [pair.own.figure(2), pair.independent.figure(2), pair.figure(2)]
    said = table.index(0, NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"{order[0]}. {pair.in_words(2)}."


def test_the_view_that_is_asked_about_makes_no_difference(page: ComparePage) -> None:
    table = view_of(page).table
    before = [table.index(row, GAP).data() for row in range(table.rowCount())]
    page.ask(view="independent")
    assert [table.index(row, GAP).data() for row in range(table.rowCount())] == before


def test_another_rule_is_followed_in_both(page: ComparePage) -> None:
    page.ask(rule="weakest")
    gap = gap_of(page)
    assert gap.own.question.rule == gap.independent.question.rule == "weakest"
    assert view_of(page).table.index(0, GAP).data() == gap.pair(gap.rows()[0]).figure(2)


def test_the_sections_are_those_of_the_programme_that_is_chosen(page: ComparePage, session: Session) -> None:
    view, gap = view_of(page), gap_of(page)
    view.view.select_row(4)
    row = gap.rows()[4]
    assert session.programme == gap.programmes[row].key
    assert view._chosen.text() == gap.programmes[row].label
    shown = [view.sections.index(place, GAP).data() for place in range(view.sections.rowCount())]
    assert shown == [pair.figure(1) for pair in gap.section_pairs(row)]
    QTest.keyClick(view.view, Qt.Key.Key_Up)
    assert view._chosen.text() == gap.programmes[gap.rows()[3]].label


def test_enter_opens_the_score_from_either_table(page: ComparePage, session: Session) -> None:
    view = view_of(page)
    view.view.select_row(3)
    asked = QSignalSpy(page.go)
    QTest.keyClick(view.view, Qt.Key.Key_Return)
    view.section_view.select_row(0)
    QTest.keyClick(view.section_view, Qt.Key.Key_Return)
    assert [asked.at(place)[0] for place in range(asked.count())] == ["score", "score"]
    assert session.programme == gap_of(page).programmes[gap_of(page).rows()[3]].key


def test_too_little_evidence_leaves_an_interval_and_no_gap(page: ComparePage) -> None:
    page.ask(threshold=1.0)
    table, gap = view_of(page).table, gap_of(page)
    without = len(gap.rows())
    assert gap.others()
    assert table.index(without, GAP).data() == "–"
    assert "(" in table.index(without, INDEPENDENT).data()
    view_of(page).grab()


def test_the_picture_has_the_sections_of_the_programme_at_hand(
    page: ComparePage, prompts: Any, tasks: Tasks, tmp_path: Path
) -> None:
    view_of(page).view.select_row(5)
    prompts.path = tmp_path / "picture.svg"
    page.save_picture()
    tasks.wait()
    words = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    gap = gap_of(page)
    assert gap.section_pairs(gap.rows()[5])[0].in_words(1) in words


@pytest.mark.parametrize(
    ("round", "file", "title"),
    [("baseline", "workshop", "self-assessment"), (None, "mining", "self-assessment")],
)
def test_without_one_of_the_two_the_page_says_what_to_do_next(
    around: Callable[[Session], Surroundings],
    qtbot: QtBot,
    sample: Callable[[str], Path],
    round: str | None,
    file: str,
    title: str,
) -> None:
    from ui.session import Session

    session = Session()
    assert session.open(sample(file))
    assert session.workspace is not None
    session.go_to(round=session.workspace.snapshot.round(round).key)
    page = ComparePage(around(session))
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    page.show_view("gap")
    asked = QSignalSpy(page.go)
    assert title in page._sentence.text()
    (button,) = [one for one in view_of(page).findChildren(QPushButton) if one.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.at(0)[0] == "people"
    page.show_view("ranking")
    page.show_view("gap")
    assert len([one for one in view_of(page).findChildren(QPushButton) if one.isVisible()]) == 1
    session.close()


def test_an_interval_has_room_in_the_columns_of_scores(page: ComparePage, theme: Theme) -> None:
    view = view_of(page)
    figures = QFontMetricsF(theme.font(11))
    for table, interval in ((view.table, "(0.40 – 2.80)"), (view.sections, "(0.4 – 2.8)")):
        for place in (OWN, INDEPENDENT):
            assert table.columns[place].least >= figures.horizontalAdvance(interval) + 10
