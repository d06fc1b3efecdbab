"""Progress and cancelling as one object that long work is handed."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """The person asked the work to stop; whatever it was writing is gone and nothing else has changed."""


class Progress(Protocol):
    """Told by long work how far it is; answers by raising `Cancelled` when the person wants it to stop."""

    def step(self, done: int, total: int, doing: str) -> None:
        """`done` of `total` parts are finished and `doing`, a translated phrase, is under way."""


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, doing: str) -> None:
        """Carry on."""
