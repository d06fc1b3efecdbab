"""Sending forms from the window: who is ticked, what is said beforehand, what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from scorecard.edits import rounds
from tests.exchange.forms import facts_of
from ui.dialogs.forms import ALL, OWED, SOME, FormsSheet
from ui.dialogs.forms_desk import FormsDesk
from ui.preferences import Preferences
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from scorecard.model.snapshot import Snapshot
    from tests.ui.conftest import FakePrompts


@pytest.fixture
def sheet(session: Session, theme: Theme, qtbot: QtBot) -> FormsSheet:
    sheet = FormsSheet(session, snapshot_of(session), theme)
    qtbot.addWidget(sheet)
    return sheet


@pytest.fixture
def desk(
    session: Session,
    theme: Theme,
    prompts: FakePrompts,
    tasks: Tasks,
    preferences: Preferences,
    qtbot: QtBot,
) -> FormsDesk:
    page = QWidget()
    qtbot.addWidget(page)
    return FormsDesk(session, theme, prompts, tasks, preferences, page)


def snapshot_of(session: Session) -> Snapshot:
    assert session.workspace is not None
    return session.workspace.snapshot


def agree(dialog: QDialog) -> bool:
    assert isinstance(dialog, FormsSheet)
    dialog.agreed()
    return dialog.plan is not None


def test_those_who_still_owe_something_are_ticked_and_what_they_owe_is_said(
    sheet: FormsSheet, session: Session
) -> None:
    snapshot = snapshot_of(session)
    assert [snapshot.evaluators[key].id for key in sheet.evaluators.chosen] == [
        "clara", "ivan", "julio", "marta", "rosa",
    ]  # fmt: skip
    assert sheet.which.current == OWED
    assert sheet._outcome.text().startswith("5 forms, 42 programmes to score in all.")
    assert "Julio Ejemplo has submitted and is not asked again about: W11, W12." in sheet._outcome.text()
    assert sheet.evaluators.list.item(0).text() == "Clara Ejemplo · 6 programmes due"


def test_some_programmes_are_chosen_in_a_list_that_is_shown_for_them_alone(
    sheet: FormsSheet, session: Session
) -> None:
    assert sheet.programmes.isHidden()
    sheet.which.set_current(SOME)
    sheet.which.changed.emit(SOME)
    assert not sheet.programmes.isHidden()
    assert (sheet._outcome.text(), sheet.agree.isEnabled()) == (
        "No programme was chosen. Nothing was written.",
        False,
    )
    key = snapshot_of(session).programme("W03").key
    sheet.programmes.set_choices([(key, "W03")], [key])
    sheet.programmes.changed.emit()
    sheet.agreed()
    assert sheet.plan is not None
    assert {form.programmes for form in sheet.plan.forms} == {(key,)}


def test_a_closed_round_is_not_offered(session: Session, theme: Theme, qtbot: QtBot) -> None:
    snapshot = snapshot_of(session)
    session.go_to(round=snapshot.round("baseline").key)
    sheet = FormsSheet(session, snapshot, theme)
    qtbot.addWidget(sheet)
    assert sheet.round.value == snapshot.round("r1").key
    assert session.edit(rounds.close_round, snapshot.round("r1").key)
    closed = FormsSheet(session, snapshot_of(session), theme)
    qtbot.addWidget(closed)
    closed.agreed()
    assert closed.plan is None
    assert "Every round is closed" in closed.problem.text()


def test_while_nothing_is_assigned_everybody_is_asked_about_everything(
    session: Session, sample: Callable[[str], Path], theme: Theme, qtbot: QtBot
) -> None:
    assert session.open(sample("mining"))
    sheet = FormsSheet(session, snapshot_of(session), theme)
    qtbot.addWidget(sheet)
    assert sheet.which.current == ALL
    sheet.agreed()
    assert sheet.plan is not None
    assert [len(form.programmes) for form in sheet.plan.forms] == [30, 30]


def test_forms_are_written_in_the_background_and_remembered_as_one_edit(
    desk: FormsDesk,
    session: Session,
    prompts: FakePrompts,
    tasks: Tasks,
    preferences: Preferences,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    prompts.fill, prompts.path = agree, tmp_path / "sent"
    told: list[str] = []
    session.told.connect(told.append)
    desk.send()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert told == ["5 forms are in the folder “sent”."]
    sent = snapshot_of(session).forms
    assert {form.file for form in sent.values()} == {path.name for path in (tmp_path / "sent").iterdir()}
    assert {facts_of(path)["sc_form_id"] for path in (tmp_path / "sent").iterdir()} == set(sent)
    assert session.undo_text() == "send forms, evaluators: 5"
    assert any(key.endswith("/forms") for key in preferences.runs)


def test_an_evaluation_that_cannot_be_written_to_gets_its_forms_and_says_what_it_does_not_list(
    desk: FormsDesk,
    session: Session,
    prompts: FakePrompts,
    qtbot: QtBot,
    sample: Callable[[str], Path],
    tmp_path: Path,
) -> None:
    assert session.open(sample("workshop"), reading=True)
    prompts.fill, prompts.path = agree, tmp_path / "sent"
    told: list[str] = []
    session.told.connect(told.append)
    desk.send()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert "does not list them as sent" in told[0]
    assert len(list((tmp_path / "sent").iterdir())) == 5
    assert snapshot_of(session).forms == {}


def test_changing_ones_mind_writes_nothing(
    desk: FormsDesk, session: Session, prompts: FakePrompts, tasks: Tasks, tmp_path: Path
) -> None:
    prompts.path = tmp_path / "sent"
    desk.send()
    prompts.fill, prompts.path = agree, None
    desk.send()
    assert prompts.asked == ["FormsSheet", "FormsSheet", "folder"]
    assert not tasks.busy
    assert snapshot_of(session).forms == {}


def test_a_form_is_made_again_for_the_same_evaluator_beside_the_one_before(
    desk: FormsDesk,
    session: Session,
    prompts: FakePrompts,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    prompts.fill, prompts.path = agree, tmp_path / "sent"
    told: list[str] = []
    session.told.connect(told.append)
    desk.send()
    qtbot.waitUntil(lambda: len(told) == 1, timeout=60_000)
    first = snapshot_of(session).ordered_forms()[0]
    desk.send_again(first)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=60_000)
    (again,) = [one for one in snapshot_of(session).forms.values() if one.file.endswith("(2).xlsx")]
    assert (again.evaluator, again.round, again.framework) == (first.evaluator, first.round, first.framework)
    assert again.programmes == first.programmes
    assert again.key != first.key
    assert (tmp_path / "sent" / again.file).exists()


def test_what_cannot_be_sent_again_is_refused_before_a_folder_is_asked(
    desk: FormsDesk, session: Session, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    prompts.fill, prompts.path = agree, tmp_path / "sent"
    with qtbot.waitSignal(session.told, timeout=60_000):
        desk.send()
    asked, refused = len(prompts.asked), []
    session.refused.connect(refused.append)
    session.edit(rounds.close_round, snapshot_of(session).round().key)
    desk.send_again(snapshot_of(session).ordered_forms()[0])
    assert "is closed" in refused[0]
    assert len(prompts.asked) == asked
