"""A file that cannot be replaced, as while Excel has it open, is written under another name if a person wants that."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from scorecard.exchange.merging.package_reader import read_package
from tests.ui.conftest import FakePrompts
from ui.dialogs.packages_desk import PackagesDesk
from ui.dialogs.workbook_desk import WorkbookDesk

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.preferences import Preferences
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme

NOBODYS = Path("/sys")
"""A folder in which not even the administrator may write; elsewhere nothing can stand in for Excel."""

OTHER_NAME = "Choose another name…"


@dataclass
class Asked(FakePrompts):
    """Somebody who gives another name once they have been told that the first cannot be had."""

    other: Path | None = None

    def agree(self, parent: QWidget | None, sentence: str, yes: str) -> bool:
        self.path = self.other
        self.told = sentence
        return super().agree(parent, sentence, yes)


@pytest.fixture
def prompts() -> FakePrompts:
    return Asked()


@pytest.fixture
def given(
    session: Session,
    theme: Theme,
    prompts: FakePrompts,
    tasks: Tasks,
    preferences: Preferences,
    qtbot: QtBot,
) -> tuple[Session, Theme, FakePrompts, Tasks, Preferences, QWidget]:
    if not NOBODYS.is_dir() or os.name == "nt":
        pytest.skip("this machine has no folder in which nobody may write")
    page = QWidget()
    qtbot.addWidget(page)
    return session, theme, prompts, tasks, preferences, page


def test_another_name_is_offered_and_taken(
    given: tuple[Session, Theme, Asked, Tasks, Preferences, QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    session, prompts = given[0], given[2]
    prompts.path, prompts.other, prompts.agrees = NOBODYS / "x.scorepack", tmp_path / "other", True
    refused: list[str] = []
    session.refused.connect(refused.append)
    with qtbot.waitSignal(session.told, timeout=60_000) as told:
        PackagesDesk(*given).package()
    assert "cannot be written in this folder" in prompts.told
    assert prompts.asked == ["save_path", OTHER_NAME, "save_path"]
    assert "other.scorepack" in told.args[0]
    assert refused == []
    assert read_package(tmp_path / "other.scorepack").evaluation


def test_whoever_wants_no_other_name_is_told_why_nothing_was_written(
    given: tuple[Session, Theme, Asked, Tasks, Preferences, QWidget], qtbot: QtBot
) -> None:
    session, prompts = given[0], given[2]
    for agrees in (False, True):
        prompts.path, prompts.other, prompts.agrees = NOBODYS / "x.scorepack", None, agrees
        with qtbot.waitSignal(session.refused, timeout=60_000) as refused:
            PackagesDesk(*given).package()
        assert "cannot be written in this folder" in refused.args[0]


def test_a_workbook_that_stays_held_goes_to_another_name_as_well(
    given: tuple[Session, Theme, Asked, Tasks, Preferences, QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    session, prompts = given[0], given[2]
    prompts.fill = lambda _dialog: True
    prompts.path, prompts.other, prompts.agrees = NOBODYS / "x.xlsx", tmp_path / "other.xlsx", True
    with qtbot.waitSignal(session.told, timeout=60_000):
        WorkbookDesk(*given).export()
    assert (tmp_path / "other.xlsx").stat().st_size > 10_000


def test_a_failure_of_another_kind_is_told_and_no_name_asked_for(
    given: tuple[Session, Theme, Asked, Tasks, Preferences, QWidget], tmp_path: Path, qtbot: QtBot
) -> None:
    session, prompts = given[0], given[2]
    prompts.path, prompts.agrees = tmp_path / "none" / "x.scorepack", True
    with qtbot.waitSignal(session.refused, timeout=60_000) as refused:
        PackagesDesk(*given).package()
    assert "There is no folder" in refused.args[0]
    assert prompts.asked == ["save_path"]
