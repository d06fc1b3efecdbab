"""Dots that would lie on each other go above and below their line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scorecard.charts.lanes import lanes


def test_dots_apart_stay_on_the_line_and_close_ones_take_turns_beside_it() -> None:
    assert lanes([0, 10, 20], 9, 5) == [0, 0, 0]
    assert lanes([5, 5, 5, 5, 5], 9, 5) == [0, 1, -1, 2, -2]
    assert lanes([20, 0, 3], 9, 5) == [0, 0, 1]
    assert lanes([], 9, 5) == []


@given(st.lists(st.floats(0, 100), max_size=40), st.integers(1, 7))
def test_no_lane_is_outside_and_dots_on_one_lane_are_apart_while_there_are_lanes(
    places: list[float], most: int
) -> None:
    found = lanes(places, 5.0, most)
    assert all(-(most // 2) <= lane <= most // 2 for lane in found)
    crowded = max((sum(abs(one - other) < 5 for other in places) for one in places), default=0)
    if crowded <= most:
        pairs = [(lane, place) for lane, place in zip(found, places, strict=True)]
        for number, (lane, place) in enumerate(pairs):
            for other_lane, other in pairs[number + 1 :]:
                assert lane != other_lane or abs(place - other) >= 5
