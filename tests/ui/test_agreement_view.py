"""The view of agreement, through what a person sees and does on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton

from scorecard.model.score import Cell
from ui.models.compare.agreement import (
    ALPHA_FIGURE,
    ALPHA_VERDICT,
    DISPUTE_LEVELS,
    DISPUTE_MOVES,
    HABIT_WORD,
    AlphaTable,
    DisputeTable,
    HabitTable,
)
from ui.pages.compare import ComparePage
from ui.widgets.compare.agreement_view import AgreementView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from scorecard.analysis.study import Study
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme
    from ui.widgets.page import Surroundings


def study_of(session: Session, framework: str = "ptpr", round: str = "r1", **asked: Any) -> Study:
    """A study of what the session holds."""
    assert session.workspace is not None
    return session.workspace.study(replace(session.workspace.question(framework, round), **asked))


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> AgreementView:
    view = AgreementView(theme)
    qtbot.addWidget(view)
    view.resize(1220, 480)
    view.show()
    return view


def column(model: Any, place: int) -> list[str]:
    """What a column shows, from its top."""
    return [model.index(row, place).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("framework", ["ptpr", "lnk"])
@pytest.mark.parametrize("round", ["baseline", "r1"])
def test_the_tables_keep_the_contract_of_qt(
    session: Session, qtmodeltester: ModelTester, framework: str, round: str
) -> None:
    study = study_of(session, framework, round)
    alphas, habits, disputes = AlphaTable(), HabitTable(), DisputeTable()
    alphas.show(study.agreement)
    habits.show(study.agreement.habits)
    disputes.show(study.agreement.framework, study.disputes)
    for model in (alphas, habits, disputes):
        qtmodeltester.check(model)


def test_sections_stand_above_their_criteria_with_figure_cells_and_a_word(
    session: Session, view: AgreementView
) -> None:
    study = study_of(session)
    view.show_study(study)
    assert view.alphas.rowCount() == 5 + 22
    assert column(view.alphas, 0)[:2] == ["Anticipation", "Long-term horizon and road-map"]
    assert column(view.alphas, ALPHA_FIGURE)[0] == "0.00"
    assert column(view.alphas, ALPHA_VERDICT)[-6] == "well"
    said = view.alphas.index(21, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Embeddedness: well, alpha 0.89, interval 0.77 to 0.93, 59 shared cells."
    assert view.sentences() == study.agreement.sentences()


def test_too_few_cells_are_a_word_and_a_dash_not_a_zero(session: Session, view: AgreementView) -> None:
    view.show_study(study_of(session, "lnk", "baseline"))
    row = column(view.alphas, ALPHA_VERDICT).index("too few cells")
    assert column(view.alphas, ALPHA_FIGURE)[row] == "–"
    assert "indicative interval" in view.alphas.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_evaluators_show_who_is_severe_lenient_and_flat(session: Session, view: AgreementView) -> None:
    view.show_study(study_of(session))
    assert dict(zip(column(view.habits, 0), column(view.habits, HABIT_WORD), strict=True)) == {
        "Clara Ejemplo": "lenient",
        "Iván Ejemplo": "",
        "Julio Ejemplo": "flat",
        "Marta Ejemplo": "severe",
        "Rosa Ejemplo": "",
    }


def test_the_agenda_is_that_of_the_study(session: Session, view: AgreementView) -> None:
    study = study_of(session, "lnk")
    view.show_study(study)
    first = study.disputes[0]
    assert view.disputes.rowCount() == len(study.disputes)
    assert column(view.disputes, DISPUTE_MOVES)[0] == str(first.moves)
    assert column(view.disputes, DISPUTE_LEVELS)[0] == f"{first.lowest} – {first.highest}"
    assert f"{len(study.disputes)} cells" in view._count.text()


def test_enter_and_a_double_click_open_the_score_and_arrows_move_the_person(
    session: Session, view: AgreementView
) -> None:
    study = study_of(session)
    view.show_study(study)
    opened, chosen = QSignalSpy(view.opened), QSignalSpy(view.chosen)
    first, second = study.disputes[:2]
    view.agenda.select_row(0)
    QTest.keyClick(view.agenda, Qt.Key.Key_Down)
    QTest.keyClick(view.agenda, Qt.Key.Key_Return)
    assert opened.at(0) == [second.programme.key, second.criterion.id]
    assert chosen.at(0) == [first.programme.key]
    place = view.agenda.visualRect(view.disputes.index(0, 0)).center()
    QTest.mouseClick(view.agenda.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.agenda.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.at(1) == [first.programme.key, first.criterion.id]


def test_who_is_at_a_cell_stays_at_it_when_the_figures_change(session: Session, view: AgreementView) -> None:
    view.show_study(study_of(session))
    view.agenda.select_row(3)
    at = view.disputes.dispute(3)
    view.show_study(study_of(session, rule="weakest"))
    assert at is not None
    now = view.disputes.dispute(view.agenda.currentIndex().row())
    assert now is not None
    assert (now.programme, now.criterion) == (at.programme, at.criterion)


def test_every_table_has_a_name_and_is_reached_by_the_keyboard(session: Session, view: AgreementView) -> None:
    view.show_study(study_of(session))
    for table in (view.alpha_view, view.habit_view, view.agenda):
        assert table.accessibleName()
        assert table.focusPolicy() & Qt.FocusPolicy.TabFocus


def button_of(view: AgreementView) -> QPushButton:
    """The next step of the empty state that is shown."""
    assert view._stack.currentIndex() > 0
    (button,) = view._stack.currentWidget().findChildren(QPushButton)
    return button


def test_a_view_without_evaluators_leads_to_all_of_them(session: Session, view: AgreementView) -> None:
    view.show_study(study_of(session, view="panel"))
    asked = QSignalSpy(view.asked)
    button_of(view).click()
    assert asked.at(0) == [{"view": "all"}]
    assert "there is no agreement to measure" in view.sentences()[0]
    view.show_study(study_of(session))
    assert view._stack.currentIndex() == 0


def test_a_single_evaluator_is_led_to_where_others_are_added(
    empty_session: Session, view: AgreementView
) -> None:
    view.show_study(study_of(empty_session))
    went = QSignalSpy(view.go)
    button_of(view).click()
    assert went.at(0) == ["people"]


def test_a_blind_round_leads_to_one_s_own_scores(session: Session, view: AgreementView) -> None:
    assert session.workspace is not None
    study = study_of(session)
    round = replace(study.comparison.round, blind=True)
    snapshot = replace(study.snapshot, rounds=study.snapshot.rounds | {round.key: round}, assignments={})
    blind = type(study)(snapshot, study.cube, replace(study.question, seen_by=session.evaluator), {}.get)
    view.show_study(blind)
    went = QSignalSpy(view.go)
    button_of(view).click()
    assert went.at(0) == ["score"]
    assert view.sentences()[0].startswith("The round is blind")


def test_the_same_next_step_does_not_take_the_focus_again(session: Session, view: AgreementView) -> None:
    view.show_study(study_of(session, view="panel"))
    shown = view._stack.currentWidget()
    view.show_study(study_of(session, view="panel", rule="weakest"))
    assert view._stack.currentWidget() is shown


@pytest.mark.parametrize("theme_name", ["light", "dark"])
@pytest.mark.parametrize("round", ["baseline", "r1"])
def test_every_mark_is_painted(
    session: Session, view: AgreementView, theme: Theme, theme_name: str, round: str
) -> None:
    theme.apply(theme_name)
    view.show_study(study_of(session, "lnk", round))
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    seen = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
    for role in ("data", "data-soft", "data-strong", "fill0", "fill4"):
        assert theme.colour(role).rgb() in seen, role


def test_the_page_has_the_view_and_saves_its_picture(
    session: Session,
    around: Callable[[Session], Surroundings],
    prompts: Any,
    tasks: Tasks,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    page = ComparePage(around(session))
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    page.show_view("agreement")
    assert page.study is not None
    assert page._sentence.text() == page.study.agreement.sentences()[0]
    prompts.path = tmp_path / "agreement.svg"
    page.save_picture()
    tasks.wait()
    assert prompts.path.read_text(encoding="utf-8").lstrip().startswith("<?xml")


def test_a_score_that_is_agreed_on_leaves_the_agenda_at_once(
    session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot
) -> None:
    page = ComparePage(around(session))
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    page.show_view("agreement")
    view: Any = page.view_named("agreement")
    assert session.workspace is not None
    before = view.disputes.rowCount()
    dispute = view.disputes.dispute(0)
    assert session.round is not None
    for evaluator in session.workspace.snapshot.evaluators:
        cell = Cell(dispute.programme.key, evaluator, session.round, dispute.criterion.id)
        session.perform(lambda workspace, cell=cell: workspace.set_value(cell, "2"))
    assert view.disputes.rowCount() == before - 1
