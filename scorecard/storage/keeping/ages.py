"""Which backups have served their time: close together while they are fresh, further apart as they grow old."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, timedelta

ALWAYS = 10
"""So many of the newest are kept whatever their age: someone may come back after two years."""

_GRADES: tuple[tuple[timedelta, Callable[[datetime], Hashable]], ...] = (
    (timedelta(days=2), lambda moment: (moment.date(), moment.hour)),
    (timedelta(days=14), lambda moment: moment.date()),
    (timedelta(weeks=10), lambda moment: moment.isocalendar()[:2]),
    (timedelta(days=366), lambda moment: (moment.year, moment.month)),
)
"""Up to each age the newest of every hour, day, week and month stays. The periods are those of the calendar in UTC."""


def to_prune(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Of the moments at which backups were made those that are given up; both with their zones.

    Pruning along the way comes to the same as pruning once at the end. A moment that lies ahead, by a clock that
    was wrong, counts as new.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = set(newest_first[:ALWAYS])
    for age, period_of in _GRADES:
        newest: dict[Hashable, datetime] = {}
        for moment in newest_first:
            if now - moment <= age:
                newest.setdefault(period_of(moment.astimezone(UTC)), moment)
        kept.update(newest.values())
    return set(newest_first) - kept
