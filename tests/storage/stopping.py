"""Somebody who cancels long work at a step of our choosing."""

from __future__ import annotations

from scorecard.progress import Cancelled


class Stopping:
    """Progress that is cancelled at its step of that number."""

    def __init__(self, number: int) -> None:
        self.left = number
        self.told: list[str] = []

    def step(self, done: int, total: int, doing: str) -> None:
        assert not total or 0 <= done <= total
        self.left -= 1
        if self.left == 0:
            raise Cancelled
        self.told.append(doing)
