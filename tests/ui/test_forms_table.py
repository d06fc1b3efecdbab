"""The pane of forms: what can be done with the one that is chosen, and why not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from scorecard.edits import forms as form_edits
from scorecard.edits import rounds
from scorecard.model.form import Form
from scorecard.model.score import Cell
from scorecard.workspace import Workspace
from ui.models.exchange.sent_forms import SENT, form_rows
from ui.session import Session
from ui.theme import Theme
from ui.widgets.exchange.forms_table import FormsPane

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def workspace(session: Session) -> Workspace:
    """Three forms of three evaluators, the last first; the first came back."""
    workspace = session.workspace
    assert workspace is not None
    snapshot = workspace.snapshot
    forms = [
        Form(
            key=key,
            evaluator=evaluator.key,
            round=snapshot.round().key,
            framework="ptpr",
            version=snapshot.framework("ptpr").version,
            programmes=(snapshot.programme("W01").key,),
            language="en",
            made_at=form_edits.moment_of(NOON + timedelta(hours=place)),
            file=f"{key}.xlsx",
        )
        for place, (key, evaluator) in enumerate(zip("abc", snapshot.ordered_evaluators(), strict=False))
    ]
    workspace.edit(form_edits.sent, forms)
    workspace.edit(form_edits.returned, ["a"], NOON)
    return workspace


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme, workspace: Workspace) -> FormsPane:
    pane = FormsPane(theme)
    qtbot.addWidget(pane)
    pane.resize(880, 300)
    pane.show()
    show(pane, workspace)
    return pane


def show(pane: FormsPane, workspace: Workspace, *known: str, changeable: bool = True) -> None:
    pane.show_forms("Trial", form_rows(workspace), frozenset(known), changeable=changeable)


def chosen(pane: FormsPane) -> str:
    assert pane.chosen is not None
    return pane.chosen.key


def test_the_last_form_stands_first_and_is_chosen(pane: FormsPane) -> None:
    assert [row.key for row in pane.found.shown()] == ["c", "b", "a"]
    assert chosen(pane) == "c"


def test_the_filters_say_how_many_they_keep(pane: FormsPane) -> None:
    texts = [button.text() for button in pane.filter.findChildren(type(pane.copy))]
    assert texts == ["All 3", "Not back 2", "Back 1"]


def test_what_was_chosen_stays_chosen_in_another_order_and_when_shown_again(
    pane: FormsPane, workspace: Workspace
) -> None:
    pane.view.select_row(pane.found.place_of("b"))
    pane.view.sortByColumn(SENT, Qt.SortOrder.AscendingOrder)
    assert chosen(pane) == "b"
    show(pane, workspace, "a")
    assert chosen(pane) == "b"


def test_narrowing_to_what_leaves_it_out_chooses_the_first_there_is(pane: FormsPane, qtbot: QtBot) -> None:
    pane.filter.set_current(2)
    pane.filter.changed.emit(2)
    assert chosen(pane) == "a"
    qtbot.keyClicks(pane.find, "nobody at all")
    assert pane.chosen is None
    assert not pane.send_again.isEnabled()
    assert not pane.show_place.isEnabled()
    assert not pane.copy.isEnabled()


def test_a_file_is_shown_where_it_is_known(pane: FormsPane, workspace: Workspace, qtbot: QtBot) -> None:
    assert not pane.show_place.isEnabled()
    assert "not known on this computer" in pane.show_place.toolTip()
    show(pane, workspace, "c")
    with qtbot.waitSignal(pane.placed) as placed:
        qtbot.mouseClick(pane.show_place, Qt.MouseButton.LeftButton)
    assert placed.args[0].key == "c"
    with qtbot.waitSignal(pane.placed):
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)


def test_a_form_is_sent_again_while_its_round_is_open(
    pane: FormsPane, workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(pane.again) as again:
        qtbot.mouseClick(pane.send_again, Qt.MouseButton.LeftButton)
    assert again.args[0].key == "c"
    workspace.edit(rounds.close_round, workspace.snapshot.round().key)
    show(pane, workspace)
    assert not pane.send_again.isEnabled()
    assert "round that is open" in pane.send_again.accessibleDescription()


def test_the_reminder_is_of_what_is_shown_and_still_owed(
    pane: FormsPane, workspace: Workspace, qtbot: QtBot
) -> None:
    assert not pane.copy.isEnabled()
    form = workspace.snapshot.forms["b"]
    criterion = workspace.snapshot.framework("ptpr").criteria[0].id
    workspace.set_value(Cell(form.programmes[0], form.evaluator, form.round, criterion), "")
    show(pane, workspace)
    with qtbot.waitSignal(pane.told):
        qtbot.mouseClick(pane.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "b.xlsx" in text
    assert "a.xlsx" not in text
    assert "c.xlsx" not in text
