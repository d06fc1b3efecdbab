"""The time that is left for an item: counts down, and then says how far over it is, without a sound."""

from __future__ import annotations

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from scorecard.i18n import _

_EVERY = 200
_MINUTE = 60


class WallClock(QObject):
    """`ticked` with the time in words, empty where none runs, and whether it is past."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end: QDeadlineTimer | None = None
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._tick)
        self._said: tuple[str, bool] = ("", False)

    @property
    def left(self) -> int | None:
        """Seconds that are left, below 0 once the time is past; None where none runs."""
        if self._end is None:
            return None
        # Rounded up, so that it shows the whole time at first and 00:00 when it is over.
        return -int(-(self._end.deadline() - QDeadlineTimer.current().deadline()) // 1000)

    def start(self, seconds: int) -> None:
        """Count down from so many seconds; what ran before is forgotten."""
        end = QDeadlineTimer.current()
        self._end = QDeadlineTimer.addNSecs(end, max(seconds, 0) * 1_000_000_000)
        self._timer.start()
        self._tick()

    def stop(self) -> None:
        """Take the time away."""
        self._end = None
        self._timer.stop()
        self._tick()

    def _tick(self) -> None:
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
