"""The tables for analysts from the window: asked for, written beside everything else, and remembered."""

from __future__ import annotations

import importlib.util
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas
import pytest

from scorecard.edits import rounds
from scorecard.frames.collection import frames_of, material_of
from scorecard.frames.numbers import Asked
from scorecard.frames.tables import TABLES
from ui.dialogs.data import DataChoice
from ui.dialogs.data_desk import DataDesk
from ui.models.exchange.runs import ExchangeRuns, counts_in_words

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from pytestqt.qtbot import QtBot

    from scorecard.workspace import Workspace
    from ui.preferences import Preferences
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme


@pytest.fixture
def here(session: Session) -> Workspace:
    assert session.workspace is not None
    return session.workspace


@pytest.fixture
def desk(
    session: Session, theme: Theme, prompts: Any, tasks: Tasks, preferences: Preferences, qtbot: QtBot
) -> DataDesk:
    from PySide6.QtWidgets import QWidget

    page = QWidget()
    qtbot.addWidget(page)
    return DataDesk(session, theme, prompts, tasks, preferences, page)


def test_a_folder_of_tables_is_written_in_the_background_and_remembered(
    desk: DataDesk,
    session: Session,
    here: Workspace,
    prompts: Any,
    preferences: Preferences,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    session.compare(replace(here.question("ptpr"), rule="weakest", average="median", tried=(("ANT", 2.0),)))
    prompts.path = tmp_path
    prompts.fill = lambda _dialog: True
    with qtbot.waitSignal(session.told, timeout=60_000) as told:
        desk.save()
    made = tmp_path / f"{here.path.stem}-tables"
    assert told.args == [f"The tables are in “{made.name}”."]
    assert len(list(made.glob("*.csv"))) == len(TABLES)
    results = pandas.read_csv(made / "results.csv")
    assert set(results["rule"]) == {"weakest"}
    run = ExchangeRuns(preferences=preferences, evaluation=here.snapshot.evaluation.id).last("data")
    assert run is not None
    assert (run.path, counts_in_words(run)) == (made, [f"{len(TABLES)} tables"])
    prompts.path = made
    with qtbot.waitSignal(session.told, timeout=60_000) as told:
        desk.save()
    assert told.args == [f"The tables are in “{made.name}”."]


def test_a_database_has_its_ending_and_may_have_numbers_for_names(
    desk: DataDesk, session: Session, here: Workspace, prompts: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    def choose(dialog: DataChoice) -> bool:
        dialog._format.set_current(1)
        dialog._pseudonyms.setChecked(True)
        return True

    prompts.path = tmp_path / "tables"
    prompts.fill = choose
    with qtbot.waitSignal(session.told, timeout=60_000):
        desk.save()
    names = {one.name for one in here.snapshot.evaluators.values()}
    with closing(sqlite3.connect(tmp_path / "tables.db")) as connection:
        said = {name for (name,) in connection.execute("SELECT name FROM evaluators")}
    assert len(said) == len(names)
    assert not said & names


def test_what_cannot_be_written_is_told(
    desk: DataDesk, session: Session, prompts: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    prompts.path = tmp_path / "nowhere" / "deeper"
    prompts.fill = lambda _dialog: True
    with qtbot.waitSignal(session.refused, timeout=60_000) as refused:
        desk.save()
    assert "There is no folder" in refused.args[0]
    prompts.fill = lambda _dialog: False
    desk.save()
    session.close()
    desk.save()


def test_the_tables_are_made_of_values_when_the_file_is_closed(session: Session, here: Workspace) -> None:
    material = material_of(here, Asked())
    scores = len(here.scores())
    session.close()
    assert len(frames_of(material).scores) == scores


@pytest.mark.parametrize("blind", [True, False])
def test_it_is_said_that_tables_hide_nothing_of_a_blind_round(
    desk: DataDesk, session: Session, here: Workspace, prompts: Any, blind: bool
) -> None:
    from PySide6.QtWidgets import QLabel

    session.edit(rounds.set_blind, here.snapshot.round().key, blind=blind)
    said: list[str] = []

    def look(dialog: DataChoice) -> bool:
        said.extend(one.text() for one in dialog.findChildren(QLabel))
        return False

    prompts.fill = look
    desk.save()
    assert any("hide nothing" in text for text in said) is blind


def test_parquet_is_offered_where_it_can_be_written(theme: Theme, qtbot: QtBot) -> None:
    choice = DataChoice(theme, blind=False, compared=False)
    qtbot.addWidget(choice)
    assert ("parquet" in choice._formats) is (importlib.util.find_spec("pyarrow") is not None)
