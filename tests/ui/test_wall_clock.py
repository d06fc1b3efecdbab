"""The time for an item: counted down to the second, and beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorecard.i18n import speaking
from ui.widgets.wall.clock import WallClock, time_in_words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_it_counts_down_and_then_says_how_far_over_it_is(qtbot: QtBot) -> None:
    now = [100.0]
    clock = WallClock(now=lambda: now[0])
    said: list[tuple[str, bool]] = []
    clock.ticked.connect(lambda words, over: said.append((words, over)))
    clock.start(61)
    for at in (100.5, 101.2, 160.9, 161.0, 161.9, 162.0, 221.5):
        now[0] = at
        clock.look()
    clock.stop()
    clock.look()
    assert said == [
        ("01:01", False),
        ("01:00", False),
        ("00:01", False),
        ("00:00", False),
        ("over time 00:01", True),
        ("over time 01:00", True),
        ("", False),
    ]


def test_without_a_start_no_time_is_left(qtbot: QtBot) -> None:
    assert WallClock().left is None


def test_starting_anew_forgets_what_ran_before(qtbot: QtBot) -> None:
    now = [0.0]
    clock = WallClock(now=lambda: now[0])
    clock.start(10)
    now[0] = 30.0
    clock.start(600)
    assert clock.left == 600
    clock.stop()


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "00:00"), (272, "04:32"), (6000, "100:00"), (-31, "over time 00:31")]
)
def test_a_time_is_minutes_and_seconds(seconds: int, words: str) -> None:
    with speaking("en"):
        assert time_in_words(seconds) == words
