"""Whoever sees little, or uses no mouse, comes to everything: names, the way of Tab, and room for words at 200 %."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.every_sheet import classes
from tests.ui.walks import ENGLISH, TREES, WALKS, reviewed, walk

if TYPE_CHECKING:
    from ui.app import Program

Found = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def walked() -> dict[str, Found]:
    """Every walk, gone once."""
    return {name: walk(asked) for name, asked in WALKS.items()}


@pytest.fixture(params=WALKS)
def found(request: pytest.FixtureRequest, walked: dict[str, Found]) -> Found:
    return {place: facts for place, facts in walked[request.param].items() if "nameless" in facts}


def told(found: Found, what: str) -> list[str]:
    return [f"{place}: {one}" for place, facts in found.items() for one in facts[what]]


def test_what_can_be_pressed_or_takes_the_focus_has_a_name_in_words(found: Found) -> None:
    assert told(found, "nameless") == []


def test_nothing_else_is_read_aloud_than_what_is_written(found: Found) -> None:
    assert told(found, "unheard") == []


def test_tab_comes_to_every_control_and_round_again(found: Found) -> None:
    assert told(found, "unreached") == []


def test_tab_goes_on_as_people_read(found: Found) -> None:
    assert told(found, "backwards") == []


def test_no_words_are_cut(found: Found) -> None:
    assert told(found, "clipped") == []


@pytest.mark.parametrize("name", WALKS)
def test_no_page_and_no_sheet_needs_more_than_the_screen_has(name: str, walked: dict[str, Found]) -> None:
    asked = WALKS[name]
    needed = {place: facts["least"] for place, facts in walked[name].items() if "least" in facts}
    large = {
        place: least for place, least in needed.items() if least[0] > asked.width or least[1] > asked.height
    }
    assert large == {}


def test_every_sheet_that_a_person_meets_is_walked(walked: dict[str, Found]) -> None:
    seen = {facts["class"] for facts in walked["English, light"].values() if "class" in facts}
    assert classes() - seen == set(), "make them in tests/ui/every_sheet.py"


def test_a_screen_reader_is_told_what_was_reviewed(walked: dict[str, Found]) -> None:
    kept = {path.stem: path.read_text(encoding="utf-8") for path in TREES.glob("*.txt")}
    trees = reviewed(walked[next(name for name, asked in WALKS.items() if asked == ENGLISH)])
    assert kept.keys() == trees.keys(), "“make trees” writes them anew; read what changed"
    for name, tree in trees.items():
        assert tree.splitlines() == kept[name].splitlines(), name


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_every_command_has_a_key_or_stands_in_the_menu_that_alt_opens(program: Program) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QMenu

    program.begin(None)
    program.explore("workshop")
    window = program.window
    window.show()
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Alt)
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction() is not None, "The arrows lead on from the first command."
    offered = menu.actions()
    menu.close()
    lost = [one.text() for one in window.actions() if one not in offered and one.shortcut().isEmpty()]
    assert lost == []
