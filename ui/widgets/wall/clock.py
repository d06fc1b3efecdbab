"""The time that is left for an item: counts down, and then says how far over it is, without a sound."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from scorecard.i18n import _

_EVERY = 200
"""Milliseconds between two looks at the time, so that no second is shown for twice its length."""
_MINUTE = 60


class WallClock(QObject):
    """`ticked` with the time in words, empty where none runs, and whether it is past."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = monotonic) -> None:
        """`now` tells the time in seconds."""
        super().__init__(parent)
        self._now = now
        self._end: float | None = None
        self._said: tuple[str, bool] = ("", False)
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def left(self) -> int | None:
        """Seconds that are left, below 0 once the time is past; None where none runs."""
        return None if self._end is None else ceil(self._end - self._now())

    def start(self, seconds: int) -> None:
        """Count down from so many seconds; what ran before is forgotten."""
        self._end = self._now() + seconds
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Take the time away."""
        self._end = None
        self._timer.stop()
        self.look()

    def look(self) -> None:
        """Look at the time, and say it where it is another."""
        left = self.left
        said = ("", False) if left is None else (time_in_words(left), left < 0)
        if said != self._said:
            self._said = said
            self.ticked.emit(*said)


def time_in_words(seconds: int) -> str:
    """Minutes and seconds, as `04:32`; past the end with the words that say so."""
    minutes, rest = divmod(abs(seconds), _MINUTE)
    figures = f"{minutes:02}:{rest:02}"
    return figures if seconds >= 0 else _("over time {time}").format(time=figures)
