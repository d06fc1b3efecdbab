"""Exchange: what is made, where it went, and what happens when it cannot be made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from python_calamine import CalamineWorkbook

from scorecard.edits import forms as form_edits
from scorecard.edits import rounds
from scorecard.model.evaluation import WeightSet
from scorecard.model.form import Form
from ui.actions import Actions
from ui.dialogs.export import ChartChoice, ExportChoice
from ui.models.exchange.runs import ExchangeRuns
from ui.pages.exchange import COLLECT, PUBLISH, ExchangePage
from ui.preferences import Preferences
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.page import Surroundings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import FakePrompts


@pytest.fixture
def page(
    qtbot: QtBot,
    session: Session,
    theme: Theme,
    prompts: FakePrompts,
    tasks: Tasks,
    preferences: Preferences,
) -> ExchangePage:
    page = ExchangePage(Surroundings(session, theme, prompts, tasks, Actions(session), preferences))
    qtbot.addWidget(page)
    page.resize(1270, 613)
    page.show()
    page.show_tab(PUBLISH)
    return page


def press(page: ExchangePage, qtbot: QtBot, text: str) -> None:
    buttons = [one for one in page.findChildren(QPushButton) if one.text() == text and one.isVisible()]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def said(page: ExchangePage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def test_the_workbook_is_made_in_the_background_and_remembered(
    page: ExchangePage,
    session: Session,
    prompts: FakePrompts,
    tasks: Tasks,
    preferences: Preferences,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    prompts.fill = lambda dialog: isinstance(dialog, ExportChoice)
    prompts.path = tmp_path / "scorecard"
    told: list[str] = []
    session.told.connect(told.append)
    with qtbot.waitSignal(tasks.finished, timeout=60_000):
        press(page, qtbot, "Export workbook…")
    assert told == ["The workbook “scorecard.xlsx” is ready."]
    assert (tmp_path / "scorecard.xlsx").read_bytes()[:2] == b"PK"
    assert [run.path for run in preferences.runs.values()] == [tmp_path / "scorecard.xlsx"]
    qtbot.waitUntil(lambda: "12 programmes · scorecard.xlsx" in said(page))
    press(page, qtbot, "Open folder")
    press(page, qtbot, "Open file")
    assert prompts.shown == [tmp_path / "scorecard.xlsx"] * 2


def test_a_workbook_is_asked_by_rule_view_and_weights(
    session: Session,
    theme: Theme,
    tasks: Tasks,
    page: ExchangePage,
    prompts: FakePrompts,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ExportChoice)
        assert dialog.changes["rule"] == "mean"
        dialog._rule.asked.emit({"rule": "weakest"})
        dialog._view.set_value("independent")
        return True

    prompts.fill = fill
    prompts.path = tmp_path / "weakest.xlsx"
    with qtbot.waitSignal(tasks.finished, timeout=60_000):
        press(page, qtbot, "Export workbook…")
    with CalamineWorkbook.from_path(prompts.path) as book:
        line = str(book.get_sheet_by_name("Summary").to_python()[1][0])
    assert "the weakest criterion decides" in line
    assert "independent" in line


def test_only_the_weights_of_the_chosen_framework_are_offered(
    session: Session, theme: Theme, qtbot: QtBot
) -> None:
    workspace = session.workspace
    assert workspace is not None
    mine = WeightSet(key="w", id="w", name="Mine", framework="lnk", sections=(), criteria=())
    snapshot = replace(workspace.snapshot, weights={"w": mine})
    dialog = ExportChoice(session, snapshot, theme, "Export", "Go")
    qtbot.addWidget(dialog)
    places = {one.id: place for place, one in enumerate(snapshot.ordered_frameworks())}
    dialog._framework.set_current(places["lnk"])
    dialog._framework.changed.emit(places["lnk"])
    dialog._weights.set_value("w")
    assert dialog.changes["weights"] == "w"
    dialog._framework.set_current(places["ptpr"])
    dialog._framework.changed.emit(places["ptpr"])
    assert dialog.changes["weights"] is None
    assert not dialog._weights.isEnabled()


def test_charts_are_drawn_into_the_folder(
    page: ExchangePage, session: Session, prompts: FakePrompts, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ChartChoice)
        dialog._format.set_current(1)
        return True

    prompts.fill = fill
    prompts.path = tmp_path / "charts"
    prompts.path.mkdir()
    told: list[str] = []
    session.told.connect(told.append)
    with qtbot.waitSignal(tasks.finished, timeout=60_000):
        press(page, qtbot, "Save charts…")
    made = list(prompts.path.iterdir())
    assert made
    assert {path.suffix for path in made} == {".svg"}
    assert len(told) == 1


def test_a_file_that_cannot_be_written_is_told_and_not_remembered(
    page: ExchangePage,
    session: Session,
    prompts: FakePrompts,
    tasks: Tasks,
    preferences: Preferences,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    prompts.fill = lambda dialog: True
    prompts.path = tmp_path / "nowhere" / "scorecard.xlsx"
    told: list[str] = []
    session.refused.connect(told.append)
    with qtbot.waitSignal(tasks.finished, timeout=60_000):
        press(page, qtbot, "Export workbook…")
    assert len(told) == 1
    assert "nothing was written" in told[0]
    assert preferences.runs == {}


def test_changing_ones_mind_does_nothing(
    page: ExchangePage, prompts: FakePrompts, tasks: Tasks, qtbot: QtBot
) -> None:
    press(page, qtbot, "Export workbook…")
    assert prompts.asked == ["WorkbookChoice"]
    prompts.fill = lambda dialog: True
    press(page, qtbot, "Save charts…")
    assert prompts.asked == ["WorkbookChoice", "ChartChoice", "folder"]
    assert not tasks.busy


def test_what_was_made_elsewhere_is_not_claimed_here(page: ExchangePage) -> None:
    assert "Not done yet" in said(page)
    assert "Open folder" not in [one.text() for one in page.findChildren(QPushButton) if one.isVisible()]


def send_form(session: Session, tmp_path: Path, preferences: Preferences) -> Form:
    """A form of the one who scores, about one programme, whose file is on this computer."""
    workspace = session.workspace
    assert workspace is not None
    snapshot = workspace.snapshot
    form = Form(
        key="k",
        evaluator=session.viewer,
        round=snapshot.round().key,
        framework="ptpr",
        version=snapshot.framework("ptpr").version,
        programmes=(snapshot.programme("W01").key,),
        language="en",
        made_at="2026-11-22T14:32:00+00:00",
        file="form.xlsx",
    )
    (tmp_path / form.file).write_text("x")
    runs = ExchangeRuns(preferences=preferences, evaluation=snapshot.evaluation.id)
    runs.remember_forms(form.made_at, tmp_path, 1)
    session.edit(form_edits.sent, [form])
    return form


def test_without_forms_the_page_says_what_to_do(page: ExchangePage) -> None:
    page.show_tab(COLLECT)
    assert "No form has been sent yet" in said(page)
    assert not page.forms.isVisible()


def test_a_form_that_is_sent_stands_in_the_list_at_once_and_comes_back_there(
    page: ExchangePage, session: Session, preferences: Preferences, prompts: FakePrompts, tmp_path: Path
) -> None:
    page.show_tab(COLLECT)
    form = send_form(session, tmp_path, preferences)
    assert [row.state for row in page.forms.found.shown()] == ["waiting"]
    assert page.forms.isVisible()
    page.forms.show_place.click()
    assert prompts.shown == [tmp_path / form.file]
    session.edit(form_edits.returned, [form.key], datetime(2026, 11, 23, tzinfo=UTC))
    assert [row.state for row in page.forms.found.shown()] == ["back"]
    session.undo()
    session.undo()
    assert not page.forms.isVisible()


def test_a_form_sent_again_shows_its_work_in_the_card_of_forms(
    page: ExchangePage,
    session: Session,
    preferences: Preferences,
    prompts: FakePrompts,
    tasks: Tasks,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    page.show_tab(COLLECT)
    form = send_form(session, tmp_path, preferences)
    prompts.path = tmp_path / "again"
    page.forms.send_again.click()
    assert page.cards.working == "forms"
    qtbot.waitUntil(lambda: not tasks.busy and page.forms.table.rowCount() == 2, timeout=60_000)
    assert prompts.asked == ["folder"]
    states = {row.key: row.state for row in page.forms.found.shown()}
    assert states.pop(form.key) == "replaced"
    assert list(states.values()) == ["waiting"]
    qtbot.waitUntil(lambda: "1 form · again" in said(page))


def test_a_blind_round_explains_itself_once_where_results_are_published(
    page: ExchangePage, session: Session
) -> None:
    assert not any("courtesy" in one for one in said(page))
    session.edit(rounds.set_blind, session.round, blind=True)
    assert sum("courtesy" in one for one in said(page)) == 1


def test_the_word_that_is_raised_survives_another_language(
    page: ExchangePage, qtbot: QtBot, session: Session, theme: Theme, tasks: Tasks, preferences: Preferences
) -> None:
    again = ExchangePage(Surroundings(session, theme, page._prompts, tasks, Actions(session), preferences))
    qtbot.addWidget(again)
    again.take_up(page.kept())
    assert again.tabs.current == PUBLISH


@pytest.mark.parametrize("size", [(1270, 613), (928, 523)])
@pytest.mark.parametrize("tab", [COLLECT, PUBLISH])
def test_nothing_is_wider_than_the_page_and_every_button_has_its_room(
    page: ExchangePage,
    session: Session,
    preferences: Preferences,
    tmp_path: Path,
    size: tuple[int, int],
    tab: int,
) -> None:
    send_form(session, tmp_path, preferences)
    page.resize(*size)
    page.show_tab(tab)
    QApplication.processEvents()
    for button in page.findChildren(QPushButton):
        if button.isVisible():
            right = button.mapTo(page, button.rect().bottomRight()).x()
            assert right <= size[0], button.text()
            assert button.width() >= button.minimumSizeHint().width(), button.text()
