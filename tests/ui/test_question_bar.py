"""The question bar: what is offered, what is asked when somebody chooses, and which programmes are compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidgetAction

from scorecard.i18n import format_share
from ui.models.compare.compared_programmes import HEAD_ROLE, ComparedProgrammes
from ui.widgets.compare.compared_picker import ComparedPanel
from ui.widgets.compare.question_bar import QuestionBar

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from scorecard.model.programme import Programme
    from ui.session import Session
    from ui.theme import Theme


@pytest.fixture
def bar(theme: Theme, session: Session, qtbot: QtBot) -> QuestionBar:
    assert session.workspace is not None
    bar = QuestionBar(theme)
    qtbot.addWidget(bar)
    bar.show_question(session.workspace, session.workspace.question("ptpr"))
    return bar


def every(session: Session) -> tuple[Programme, ...]:
    assert session.workspace is not None
    return session.workspace.snapshot.ordered_programmes()


def choose(menu: Any, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_the_rule_says_what_differs_from_the_usual(bar: QuestionBar, session: Session) -> None:
    assert session.workspace is not None
    question = session.workspace.question("ptpr")
    assert bar.rule.accessibleName() == "Rule: Weighted mean"
    asked = replace(question, rule="weakest", average="median", threshold=0.25)
    bar.show_question(session.workspace, asked)
    assert bar.rule.accessibleName() == f"Rule: Weakest criterion, median, coverage {format_share(0.25)}"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Geometric mean", {"rule": "geometric"}),
        ("Median of evaluators", {"average": "median"}),
        (format_share(0.75), {"threshold": 0.75}),
        (f"{format_share(0.5)}, as set for this evaluation", {"threshold": None}),
    ],
)
def test_a_choice_in_the_menu_of_the_rule_is_asked(bar: QuestionBar, text: str, asked: object) -> None:
    spy = QSignalSpy(bar.asked)
    choose(bar.rule.menu_of_choices(), text)
    assert spy.at(0)[0] == asked


def test_a_section_is_switched_off_and_on_and_one_always_counts(bar: QuestionBar, session: Session) -> None:
    assert session.workspace is not None
    spy = QSignalSpy(bar.asked)
    choose(bar.sections.menu_of_choices(), "Anticipation")
    assert spy.at(0)[0] == {"without": ("ANT",)}
    question = replace(session.workspace.question("ptpr"), without=("ANT", "ADA", "LUP", "INT"))
    bar.show_question(session.workspace, question)
    assert bar.sections.accessibleName() == "Sections: 1 of 5"
    enabled = {action.text(): action.isEnabled() for action in bar.sections.menu_of_choices().actions()}
    assert not enabled["Embeddedness"]
    assert enabled["Anticipation"]
    choose(bar.sections.menu_of_choices(), "Adaptation")
    assert spy.at(1)[0] == {"without": ("ANT", "LUP", "INT")}


@pytest.mark.parametrize("weights", [None, "territory"])
def test_the_bar_does_not_move_when_weights_are_tried_or_a_section_is_switched_off(
    bar: QuestionBar, session: Session, weights: str | None
) -> None:
    workspace = session.workspace
    assert workspace is not None
    key = workspace.snapshot.weight_set(weights).key if weights else None
    question = replace(workspace.question("ptpr"), weights=key)
    bar.resize(1400, 44)
    places = []
    for asked in (question, replace(question, tried=(("ANT", 2.0),), without=("ADA",))):
        bar.show_question(workspace, asked)
        bar.layout().activate()
        places.append([picker.x() for picker in (bar.weights, bar.sections, bar.programmes)])
    assert places[0] == places[1]


def test_where_no_weights_are_kept_the_bar_says_that_they_are_equal(
    bar: QuestionBar, session: Session
) -> None:
    assert session.workspace is not None
    bar.show_question(session.workspace, session.workspace.question("lnk"))
    assert not bar.weights.isHidden()
    assert bar.weights.accessibleName() == "Weights: Equal"


def test_weights_being_tried_are_named_and_given_up_for_a_set(bar: QuestionBar, session: Session) -> None:
    assert session.workspace is not None
    question = replace(session.workspace.question("ptpr"), tried=(("ANT", 3.0),))
    bar.show_question(session.workspace, question)
    assert bar.weights.accessibleName() == "Weights: Tried out"
    spy = QSignalSpy(bar.asked)
    choose(bar.weights.menu_of_choices(), "Tried out")
    assert spy.count() == 0
    choose(bar.weights.menu_of_choices(), "Equal")
    assert spy.at(0)[0] == {"weights": None, "tried": ()}


def test_a_group_is_ticked_as_a_whole_and_one_programme_always_stays(
    session: Session, qtmodeltester: ModelTester
) -> None:
    model = ComparedProgrammes()
    programmes = every(session)
    model.group_by("region")
    model.offer(programmes, None)
    qtmodeltester.check(model)
    assert model.chosen is None
    heads = [row for row in range(model.rowCount()) if model.index(row).data(HEAD_ROLE)]
    model.turn(heads[0])
    gone = {one.key for one in programmes if one.region == programmes_head(model, heads[0])}
    assert 0 < len(gone) < len(programmes)
    assert set(model.chosen or ()) == {one.key for one in programmes} - gone
    for head in heads[1:]:
        model.turn(head)
    assert model.chosen
    model.choose_all()
    assert model.chosen is None


def programmes_head(model: ComparedProgrammes, row: int) -> str:
    return str(model.index(row).data()).rpartition(" · ")[0]


def test_a_group_that_is_ticked_in_part_says_so_and_is_completed(session: Session) -> None:
    model = ComparedProgrammes()
    model.offer(every(session), None)
    model.turn(1)
    assert model.index(0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.PartiallyChecked
    model.turn(0)
    assert model.chosen is None


def test_what_is_ticked_stays_so_while_it_is_out_of_sight(session: Session) -> None:
    model = ComparedProgrammes()
    programmes = every(session)
    model.offer(programmes, [programmes[0].key, programmes[1].key])
    model.find(programmes[5].label)
    assert [str(model.index(row).data()) for row in range(model.rowCount())][1:] == [programmes[5].label]
    model.turn(1)
    assert model.chosen == (programmes[0].key, programmes[1].key, programmes[5].key)


def test_the_panel_is_worked_by_keys_alone(theme: Theme, session: Session, qtbot: QtBot) -> None:
    model = ComparedProgrammes()
    model.offer(every(session), None)
    panel = ComparedPanel(theme, model)
    qtbot.addWidget(panel)
    panel.show()
    QTest.keyClicks(panel.list, "desert")
    assert panel.find.text() == "desert"
    QTest.keyClick(panel.find, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert len(model.chosen or ()) == 11
    panel.groups.changed.emit(2)
    assert model.attribute == "kind"


def test_the_programmes_compared_are_counted(bar: QuestionBar, session: Session) -> None:
    assert session.workspace is not None
    assert bar.programmes.accessibleName() == "Programmes: All 12"
    keys = tuple(one.key for one in every(session)[:3])
    question = replace(session.workspace.question("ptpr"), programmes=keys)
    bar.show_question(session.workspace, question)
    assert bar.programmes.accessibleName() == "Programmes: 3 of 12"
    (action,) = bar.programmes.menu_of_choices().actions()
    assert isinstance(action, QWidgetAction)
    spy = QSignalSpy(bar.asked)
    bar.compared.choose_all()
    assert spy.at(0)[0] == {"programmes": None}
