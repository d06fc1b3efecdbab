"""A theme, a session on a real file and prompts that answer by themselves, for every test of the window."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copy2
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QDialog, QWidget
    from pytestqt.qtbot import QtBot

    from ui.app import Program
    from ui.pages.score import ScorePage
    from ui.preferences import Preferences
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme
    from ui.widgets.page import Surroundings


@dataclass
class FakePrompts:
    """The methods of `ui.prompts.Prompts` with answers prepared by the test; what was asked is kept.

    `fill` gets each sheet that would be shown and returns whether the person agrees.
    """

    path: Path | None = None
    paths: list[Path] = field(default_factory=list)
    text: str | None = None
    agrees: bool = False
    fill: Callable[[QDialog], bool] = lambda dialog: False
    asked: list[str] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)

    def open_path(self, parent: QWidget | None, kinds: str = "", title: str = "") -> Path | None:
        self.asked.append("open_path")
        return self.path

    def open_paths(self, parent: QWidget | None, kinds: str, title: str) -> list[Path]:
        self.asked.append("open_paths")
        return self.paths

    def save_path(self, parent: QWidget | None, suggestion: Path, kinds: str) -> Path | None:
        self.asked.append("save_path")
        return self.path

    def folder(self, parent: QWidget | None, suggestion: Path | None = None) -> Path | None:
        self.asked.append("folder")
        return self.path

    def agree(self, parent: QWidget | None, sentence: str, yes: str) -> bool:
        self.asked.append(yes)
        return self.agrees

    def run(self, dialog: QDialog) -> bool:
        self.asked.append(type(dialog).__name__)
        return self.fill(dialog)

    def show_folder(self, path: Path) -> None:
        self.shown.append(path)

    def show_file(self, path: Path) -> None:
        self.shown.append(path)


@pytest.fixture(autouse=True)
def nothing_left_over(qapp: QApplication) -> Iterator[None]:
    """Widgets of a test are destroyed with it: a theme would dress all that are left, in every test after.

    So does its work: nobody leaves Python's collector off.
    """
    from PySide6.QtCore import QCoreApplication, QEvent

    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gc.isenabled()


@pytest.fixture
def prompts() -> FakePrompts:
    return FakePrompts()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    from ui.preferences import Preferences

    return Preferences(path=tmp_path / "preferences.toml", language="en", theme="light")


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, prompts: FakePrompts, preferences: Preferences
) -> Iterator[Program]:
    """The real window with everything wired, in English and light, and prompts that answer by themselves."""
    from ui.app import Program

    program = Program(qapp, prompts, preferences)
    qtbot.addWidget(program.window)
    program.window.resize(1366, 690)
    yield program
    program.window.close()
    program.deleteLater()


@pytest.fixture
def theme(qapp: object) -> Theme:
    from ui.theme import Theme

    theme = Theme()
    theme.apply("light")
    return theme


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    from ui.tasks import Tasks

    tasks = Tasks()
    yield tasks
    tasks.cancel()
    tasks.wait()


@pytest.fixture(scope="session")
def made_samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both samples in English, made once: making one takes as long as many tests."""
    from scorecard.workspace import Workspace

    folder = tmp_path_factory.mktemp("samples")
    made = {name: folder / f"{name}.scorecard" for name in ("workshop", "mining")}
    for name, path in made.items():
        Workspace.create(path, sample=name, language="en").close()
    return made


@pytest.fixture
def sample(made_samples: dict[str, Path], tmp_path: Path) -> Callable[[str], Path]:
    """A copy of a sample for one test, by its name."""
    return lambda name: copy2(made_samples[name], tmp_path / f"{name}.scorecard")


@pytest.fixture
def session(qtbot: QtBot, sample: Callable[[str], Path]) -> Iterator[Session]:
    """A session on the workshop sample: twelve programmes; the first of its five evaluators scores."""
    from ui.session import Session

    session = Session()
    refusals: list[str] = []
    session.refused.connect(refusals.append)
    assert session.open(sample("workshop")), refusals
    assert session.workspace is not None
    session.choose_evaluator(session.workspace.snapshot.ordered_evaluators()[0].key)
    yield session
    session.close()


@pytest.fixture
def empty_session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    """A session on a new evaluation with both frameworks, one round, and nobody and nothing in it."""
    from ui.session import Session

    session = Session()
    assert session.create(tmp_path / "empty.scorecard", title="Empty")
    yield session
    session.close()


@pytest.fixture
def around(
    theme: Theme, prompts: FakePrompts, tasks: Tasks, preferences: Preferences
) -> Callable[[Session], Surroundings]:
    """What a page is handed, around a session."""
    from ui.actions import Actions
    from ui.widgets.page import Surroundings

    def surroundings(session: Session) -> Surroundings:
        return Surroundings(session, theme, prompts, tasks, Actions(session), preferences)  # type: ignore[arg-type]

    return surroundings


@pytest.fixture
def open_page(qtbot: QtBot, around: Callable[[Session], Surroundings]) -> Callable[[Session], ScorePage]:
    """Shows the Score page of a session alone, as large as it is in a window of 1366x768."""
    from PySide6.QtWidgets import QApplication

    from ui.pages.score import ScorePage

    def show(session: Session) -> ScorePage:
        page = ScorePage(around(session))
        qtbot.addWidget(page)
        page.resize(1270, 692)
        page.show()
        page.activateWindow()
        page.refresh()
        QApplication.processEvents()
        return page

    return show
