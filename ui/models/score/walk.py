"""Walking through what a list shows, by keys: one on, one back, or on to the next that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def neighbour(shown: Iterable[str], key: str, step: int) -> str:
    """The key so many places on, or the one at either end; the first where `key` is not shown, or `key` alone."""
    order = list(shown)
    if key not in order:
        return order[0] if order else key
    return order[min(max(order.index(key) + step, 0), len(order) - 1)]


def next_wanted(shown: Iterable[str], key: str, is_wanted: Callable[[str], bool]) -> str | None:
    """The next key that is wanted, going round once to `key` itself; None when there is none."""
    order = list(shown)
    start = order.index(key) + 1 if key in order else 0
    return next((one for one in (*order[start:], *order[:start]) if is_wanted(one)), None)
