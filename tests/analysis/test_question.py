"""Names of views, averages and rules, and what is refused in their stead."""

from __future__ import annotations

import pytest

from scorecard.analysis.question import average_named, checked_threshold, kinds_in, rule_named, view_named
from scorecard.errors import Refusal


def test_names_are_read_as_they_are_written() -> None:
    assert [view_named(name) for name in ("all", "self", "independent", "panel")] == [
        "all",
        "self",
        "independent",
        "panel",
    ]
    assert average_named("median") == "median"
    assert [rule_named(name) for name in ("mean", "geometric", "weakest")] == ["mean", "geometric", "weakest"]


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal, match="“independant”; the nearest is “independent”"):
        view_named("independant")
    with pytest.raises(Refusal, match="“modal”"):
        average_named("modal")
    with pytest.raises(Refusal, match="“zzz”; there are: geometric, mean, weakest"):
        rule_named("zzz")


def test_peers_count_as_independent() -> None:
    assert kinds_in("independent") == ("independent", "peer")


@pytest.mark.parametrize("threshold", [-0.1, 1.0001, float("nan"), float("inf")])
def test_a_threshold_that_is_no_share_is_refused(threshold: float) -> None:
    with pytest.raises(Refusal, match="from 0 to 1"):
        checked_threshold(threshold)
    assert checked_threshold(0) == 0
    assert checked_threshold(1) == 1
