"""Backups thin out as they grow old, and never all at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scorecard.storage.keeping.ages import ALWAYS, to_prune

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
AGES = st.timedeltas(min_value=timedelta(days=-2), max_value=timedelta(days=900))
MOMENTS = st.sets(AGES.map(lambda age: NOW - age), max_size=80)


@given(MOMENTS)
def test_the_newest_are_never_given_up(moments: set[datetime]) -> None:
    gone = to_prune(moments, NOW)
    assert gone <= moments
    assert not gone & set(sorted(moments, reverse=True)[:ALWAYS])


@given(MOMENTS)
def test_what_is_left_has_nothing_to_give_up(moments: set[datetime]) -> None:
    left = moments - to_prune(moments, NOW)
    assert to_prune(left, NOW) == set()


@given(st.lists(AGES.map(lambda age: NOW - age), max_size=60), st.data())
def test_pruning_on_the_way_comes_to_the_same_as_pruning_once(
    moments: list[datetime], data: st.DataObject
) -> None:
    moments.sort()
    kept: set[datetime] = set()
    for moment in moments:
        kept.add(moment)
        if data.draw(st.booleans()):
            kept -= to_prune(kept, moment)
    assert kept - to_prune(kept, NOW) == set(moments) - to_prune(moments, NOW)


@given(MOMENTS, st.permutations(range(24)))
def test_the_zone_in_which_a_moment_is_told_makes_no_difference(
    moments: set[datetime], hours: list[int]
) -> None:
    zone = timezone(timedelta(hours=hours[0] - 12))
    assert to_prune({one.astimezone(zone) for one in moments}, NOW.astimezone(zone)) == to_prune(moments, NOW)


def test_two_years_of_hourly_work_leave_every_hour_day_week_and_month_its_share() -> None:
    moments = {NOW - timedelta(hours=hour) for hour in range(2 * 365 * 24)}
    left = sorted(moments - to_prune(moments, NOW), reverse=True)
    ages = [(NOW - one) / timedelta(days=1) for one in left]
    assert len(left) < 100
    assert sum(age <= 2 for age in ages) == 49
    assert 330 < ages[-1] <= 366
    gaps = [later - earlier for earlier, later in pairwise(ages)]
    assert max(gap for gap, age in zip(gaps, ages, strict=False) if age < 13) <= 1 + 1 / 24
    assert max(gap for gap, age in zip(gaps, ages, strict=False) if age < 63) <= 7 + 1 / 24
    assert max(gaps) <= 31 + 1 / 24


def test_somebody_who_comes_back_after_years_finds_the_last_ones() -> None:
    moments = {NOW - timedelta(days=800, hours=hour) for hour in range(40)}
    assert len(moments - to_prune(moments, NOW)) == ALWAYS


def test_of_each_period_the_last_one_stays() -> None:
    fresh = {NOW - timedelta(minutes=minute) for minute in range(ALWAYS)}
    day = {datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in range(24)}
    assert day - to_prune(fresh | day, NOW) == {max(day)}
    month = {datetime(2026, 3, number, 9, tzinfo=UTC) for number in range(1, 32)}
    assert month - to_prune(fresh | month, NOW) == {max(month)}
