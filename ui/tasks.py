"""One background worker for long work, with progress and cancelling, that never touches Qt."""

from __future__ import annotations

import gc
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.progress import Cancelled, Progress

T = TypeVar("T")

_LOOK_EVERY_MS = 30
_COLLECT_EVERY = 33


class _Step(NamedTuple):
    done: int
    total: int
    doing: str


class _End(NamedTuple):
    result: Any = None
    error: Exception | None = None


class _Handlers(NamedTuple):
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    cancelled: Callable[[], None] | None


class _Report:
    """The worker's end of the line: a `Progress` that puts its steps into a queue."""

    def __init__(self, queue: deque[_Step | _End], stop: threading.Event) -> None:
        self._queue = queue
        self._stop = stop

    def step(self, done: int, total: int, doing: str) -> None:
        if self._stop.is_set():
            raise Cancelled
        self._queue.append(_Step(done=done, total=total, doing=doing))


class Tasks(QObject):
    """Runs one piece of work at a time on a thread of its own; every handler is called on the main thread.

    The worker reads values and computes values. Its messages wait in a queue that a timer of the main thread
    looks into, so that no Qt object is touched from elsewhere. Python's cyclic collector would destroy Qt
    objects on whichever thread it happens to run: it is off while work of any `Tasks` is under way, and the timer
    collects.
    """

    _at_work = 0

    started = Signal(str)
    progress = Signal(int, int, str)
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: deque[_Step | _End] = deque()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._handlers: _Handlers | None = None
        self._looks = 0
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._thread is not None

    def refusal(self) -> Refusal:
        """Why work cannot begin while other work is under way."""
        return Refusal(_("Something else is still being done. Wait for it or cancel it, then try again."))

    def run(
        self,
        work: Callable[[Progress], T],
        *,
        doing: str,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        cancelled: Callable[[], None] | None = None,
    ) -> None:
        """Do `work` in the background; `doing` is a translated phrase for the strip.

        One of the handlers is called in the end. While other work is under way, `failed` gets a refusal.
        """
        if self.busy:
            failed(self.refusal())
            return
        self._stop.clear()
        self._handlers = _Handlers(done=done, failed=failed, cancelled=cancelled)
        report = _Report(self._queue, self._stop)
        self._thread = threading.Thread(target=_perform, args=(work, report, self._queue), daemon=True)
        Tasks._at_work += 1
        gc.disable()
        self._thread.start()
        self._timer.start()
        self.started.emit(doing)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def wait(self) -> None:
        """Stay here until the work has ended and its handler has been called; for the end of the program."""
        if self._thread is not None:
            self._thread.join()
            self._look()

    def _look(self) -> None:
        last: _Step | None = None
        end: _End | None = None
        while self._queue:
            message = self._queue.popleft()
            if isinstance(message, _End):
                end = message
            else:
                last = message
        if last is not None:
            self.progress.emit(last.done, last.total, last.doing)
        self._looks += 1
        if self._looks % _COLLECT_EVERY == 0:
            gc.collect(1)
        if end is not None:
            self._finish(end)

    def _finish(self, end: _End) -> None:
        self._timer.stop()
        if self._thread is not None:
            self._thread.join()
        self._thread = None
        Tasks._at_work -= 1
        if not Tasks._at_work:
            gc.enable()
        handlers, self._handlers = self._handlers, None
        self.finished.emit()
        if handlers is None:
            return
        if isinstance(end.error, Cancelled):
            if handlers.cancelled is not None:
                handlers.cancelled()
        elif end.error is not None:
            handlers.failed(end.error)
        else:
            handlers.done(end.result)


def _perform(work: Callable[[Progress], Any], report: _Report, queue: deque[_Step | _End]) -> None:
    try:
        queue.append(_End(result=work(report)))
    except Exception as error:
        queue.append(_End(error=error))
