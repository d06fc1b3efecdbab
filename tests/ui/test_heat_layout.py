"""Names and scores of the heat map stay in sight, criteria have the rest, and every place is found again."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.heat.layout import CELL_WIDTH, HEAD, PITCH, ROW, SECTION_GAP, HeatLayout

PTPR = (4, 4, 5, 4, 5)


@st.composite
def layouts(draw: st.DrawFn) -> HeatLayout:
    """Views of every size, with sections of every size, empty ones among them."""
    sections = draw(st.lists(st.integers(0, 12), max_size=7))
    names = draw(st.lists(st.integers(0, 300), min_size=len(sections), max_size=len(sections)))
    rows, divider = draw(st.integers(0, 80)), draw(st.integers(-1, 80))
    size = draw(st.integers(300, 3000)), draw(st.integers(100, 1400))
    return HeatLayout(*size, sections, rows, divider, draw(st.sampled_from([names, []])))


@given(layouts())
def test_names_criteria_and_scores_stand_side_by_side(places: HeatLayout) -> None:
    order = [places.rank, places.name, places.country]
    assert all(one.right <= other.left for one, other in itertools.pairwise(order))
    assert places.country.right < places.left <= places.right <= max(places.bar.left, places.left)
    assert places.bar.right == places.figure.left
    assert places.figure.right == places.coverage.left


@given(layouts())
def test_every_row_is_found_where_it_stands(places: HeatLayout) -> None:
    for row in range(places.rows):
        top = places.top_of(row)
        assert places.row_at(top) == places.row_at(top + ROW - 1) == row
    assert places.row_at(places.top_of(places.rows)) == -1


@given(layouts())
def test_every_criterion_is_found_where_it_stands(places: HeatLayout) -> None:
    assert len(places.lefts) == sum(places.sections)
    for place, left in enumerate(places.lefts):
        assert places.criterion_at(left) == places.criterion_at(left + CELL_WIDTH - 1) == place
        assert places.section_at(left) == places.section_at(left + CELL_WIDTH - 1)
    assert places.criterion_at(places.length + PITCH) == -1


@given(layouts())
def test_scrolled_to_the_end_the_last_programme_and_criterion_are_in_sight(places: HeatLayout) -> None:
    if places.rows:
        assert places.rows - 1 in places.rows_from(places.most_down)
        assert places.most_down % ROW == 0
    if places.lefts:
        shown = places.criteria_between(places.most_across, places.most_across + max(places.window, 1))
        assert len(places.lefts) - 1 in shown or places.window < CELL_WIDTH


@given(layouts())
def test_all_programmes_are_passed_on_the_way_down(places: HeatLayout) -> None:
    passed: set[int] = set()
    for down in range(0, places.most_down + 1, ROW):
        passed.update(places.rows_from(down))
    assert passed == set(range(places.rows))


@pytest.mark.parametrize("sections", [PTPR, (4, 2, 6, 2, 2)])
def test_the_frameworks_that_come_along_fit_a_laptop_without_scrolling(sections: tuple[int, ...]) -> None:
    assert HeatLayout(1208, 400, sections, 30).most_across == 0


def test_forty_criteria_scroll_and_names_keep_their_room() -> None:
    places = HeatLayout(1208, 400, (8,) * 5, 30)
    assert places.most_across > 0
    assert places.name.width >= 120
    assert places.window > 20 * PITCH


def test_sections_are_parted_by_a_gap_and_by_no_more_where_there_is_no_room() -> None:
    close = HeatLayout(1208, 400, PTPR, 30, names=[250] * 5)
    assert close.lefts[4] - close.lefts[3] == PITCH + SECTION_GAP
    roomy = HeatLayout(2400, 400, PTPR, 30, names=[250] * 5)
    assert [room.width for room in roomy.rooms] == [250] * 5


def test_the_line_above_those_without_a_rank_is_no_row() -> None:
    places = HeatLayout(1208, HEAD + 10 * ROW, PTPR, 6, divider=4)
    assert places.row_at(4 * ROW + 3) == -1
    assert places.row_at(5 * ROW) == 4
