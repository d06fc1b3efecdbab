"""The real window for journeys: shown, active, and with prompts that answer by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import FakePrompts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from ui.app import Program


@pytest.fixture
def prompts() -> FakePrompts:
    return FakePrompts()


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, prompts: FakePrompts, tmp_path: Path) -> Iterator[Program]:
    from ui.app import Program
    from ui.preferences import Preferences

    preferences = Preferences(path=tmp_path / "preferences.toml", language="en", theme="light")
    program = Program(qapp, prompts, preferences)
    qtbot.addWidget(program.window)
    program.window.resize(1366, 690)
    program.window.show()
    program.window.activateWindow()
    yield program
    program.close()
