"""The window on the wall: led by keys and remotes, blank when asked, and never lost with its display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scorecard.model.workshop import Agenda
from tests.analysis.evaluations import case_of
from tests.edits.workshops import begun
from tests.ui.walls import drawn, workshop_of
from ui.widgets.wall.ink import Words
from ui.widgets.wall.window import STILL, WallWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.theme import Theme

Key = Qt.Key
TWO_DISPLAYS = {
    "screens": [
        {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "wall", "x": 1366, "y": 0, "width": 1280, "height": 720},
    ]
}
UNPLUGGED = """
import sys
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
application = QApplication(["wall", "-style", "fusion"])
from ui.theme import Theme
from ui.widgets.wall.ink import Words
from ui.widgets.wall.window import WallWindow
theme = Theme()
theme.apply("light")
laptop, beamer = QGuiApplication.screens()
window = WallWindow(theme)
told = []
window.told.connect(told.append)
window.show_on(beamer)
application.processEvents()
print(window.isFullScreen(), window.screen().name(), window.geometry().getRect())
application.screenRemoved.emit(beamer)
application.processEvents()
print(window.isFullScreen(), laptop.geometry().contains(window.geometry()), window.isVisible())
print(len(told), bool(window.windowFlags() & window.windowFlags().FramelessWindowHint))
application.screenRemoved.emit(beamer)
print(len(told))
"""


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> WallWindow:
    """A window with the ranking of twenty programmes, on three pages."""
    made = WallWindow(theme)
    qtbot.addWidget(made)
    answers = {f"P{number:02}": {"ana": str(number % 5)} for number in range(20)}
    made.show_workshop(workshop_of(case_of({"A": 1}, answers)))
    made.show_slide("ranking")
    made.resize(1280, 720)
    made.show()
    QApplication.processEvents()
    return made


def steps(window: WallWindow) -> list[int]:
    """What is left to the page from now on."""
    found: list[int] = []
    window.stepped.connect(found.append)
    return found


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_Down, Key.Key_PageDown, Key.Key_Space])
def test_keys_and_remotes_step_forward_through_pages_and_then_beyond(window: WallWindow, key: Key) -> None:
    beyond = steps(window)
    for page in (1, 2):
        QTest.keyClick(window, key)
        assert window.slide.page == page
    assert beyond == []
    QTest.keyClick(window, key)
    assert (window.slide.page, beyond) == (2, [1])


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Up, Key.Key_PageUp, Key.Key_Backspace])
def test_keys_and_remotes_step_back_and_then_before_the_first(window: WallWindow, key: Key) -> None:
    beyond = steps(window)
    window.slide.go_to_page(1)
    QTest.keyClick(window, key)
    assert (window.slide.page, beyond) == (0, [])
    QTest.keyClick(window, key)
    assert beyond == [-1]


def test_a_click_steps_forward(window: WallWindow) -> None:
    QTest.mouseClick(window.slide, Qt.MouseButton.LeftButton)
    assert window.slide.page == 1


def test_home_and_end_go_to_the_first_and_the_last_page(window: WallWindow) -> None:
    QTest.keyClick(window, Key.Key_End)
    assert window.slide.page == 2
    QTest.keyClick(window, Key.Key_Home)
    assert window.slide.page == 0


@pytest.mark.parametrize(
    ("key", "colour"),
    [(Key.Key_B, "black"), (Key.Key_Period, "black"), (Key.Key_W, "white"), (Key.Key_Comma, "white")],
)
def test_a_key_makes_the_wall_black_or_white_and_brings_the_slide_back(
    window: WallWindow, key: Key, colour: str
) -> None:
    QTest.keyClick(window, key)
    assert window.grab().toImage().pixelColor(640, 360) == QColor(colour)
    assert not window.slide.isVisible()
    QTest.keyClick(window, key)
    assert window.slide.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_PageUp, Key.Key_F5, Key.Key_Home])
def test_any_step_brings_a_blank_wall_back_without_stepping(window: WallWindow, key: Key) -> None:
    beyond = steps(window)
    QTest.keyClick(window, Key.Key_B)
    QTest.keyClick(window, key)
    assert window.slide.isVisible()
    assert (window.slide.page, beyond) == (0, [])


def test_black_turns_to_white_by_its_own_key(window: WallWindow) -> None:
    QTest.keyClick(window, Key.Key_B)
    QTest.keyClick(window, Key.Key_W)
    assert window.blank == "white"


def test_escape_leaves_and_says_so(window: WallWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window, Key.Key_Escape)
    assert not window.isVisible()


def test_n_asks_for_names_and_takes_them_away(window: WallWindow) -> None:
    QTest.keyClick(window, Key.Key_N)
    assert window.slide.names
    QTest.keyClick(window, Key.Key_N)
    assert not window.slide.names


def test_another_slide_is_announced_once(window: WallWindow) -> None:
    shown: list[str] = []
    window.slide_shown.connect(shown.append)
    for id in ("agenda", "agenda", "unknown", "moved"):
        window.show_slide(id)
    assert shown == ["agenda", "moved"]


def test_the_pointer_hides_when_it_is_still_and_comes_back_when_it_moves(
    window: WallWindow, qtbot: QtBot
) -> None:
    assert window.still.interval() == STILL
    window.still.setInterval(1)
    window.show_on(None)
    qtbot.waitUntil(lambda: window.cursor().shape() == Qt.CursorShape.BlankCursor)
    place = QPointF(40, 40)
    moved = QMouseEvent(
        QMouseEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(window, moved)
    assert window.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_it_fills_a_display_without_a_frame(window: WallWindow) -> None:
    window.show_on(None)
    screen = QGuiApplication.primaryScreen()
    assert window.isFullScreen()
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert window.geometry() == screen.geometry()
    assert window.slide.size() == window.size()


def test_a_timer_is_on_the_slide_until_it_is_stopped(window: WallWindow) -> None:
    window.start_timer(300)
    assert "05:00" in drawn(window.slide)
    window.stop_timer()
    assert "05:00" not in drawn(window.slide)


def test_a_time_that_is_over_is_said_in_words_and_in_another_colour(window: WallWindow) -> None:
    window.start_timer(-5)
    (said,) = [mark for mark in window.slide.marks() if isinstance(mark, Words) and "over time" in mark.text]
    assert said.role == "danger"


def test_without_any_display_left_it_closes_with_a_sentence(window: WallWindow) -> None:
    told: list[str] = []
    window.told.connect(told.append)
    window.show_on(QGuiApplication.primaryScreen())
    window.leave_screen(QGuiApplication.primaryScreen())
    assert not window.isVisible()
    assert told == ["The display of the wall was unplugged, and the wall is closed. Nothing is lost."]


def test_a_display_that_is_unplugged_leaves_a_window_on_the_other_one(tmp_path: Path) -> None:
    displays = tmp_path / "displays.json"
    displays.write_text(json.dumps(TWO_DISPLAYS))
    there = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={displays}"}
    said = subprocess.run(
        [sys.executable, "-c", UNPLUGGED], env=there, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert said == [
        "True wall (1366, 0, 1280, 720)",
        "False True True",
        "1 False",
        "1",
    ]


def test_the_workshop_is_shown_on_it_as_it_stands(window: WallWindow) -> None:
    window.show_workshop(begun().workshop())
    window.show_slide("item")
    assert "1 of 3" in drawn(window.slide)
    assert isinstance(begun().agenda, Agenda)
