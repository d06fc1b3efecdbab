"""One background worker for long work, with progress and cancelling, that never touches Qt."""

from __future__ import annotations

import gc
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple, TypeVar

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


class _Work:
    """The thread of one `Tasks`, and Python's collector, which is off as long as any such thread may run."""

    _under_way: ClassVar[set[_Work]] = set()

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        return self._thread is not None

    def begin(self, work: Callable[[Progress], Any], queue: deque[_Step | _End]) -> None:
        self.stop.clear()
        thread = threading.Thread(target=_perform, args=(work, _Report(queue, self.stop), queue), daemon=True)
        _Work._under_way.add(self)
        gc.disable()
        try:
            thread.start()
        except RuntimeError:
            self.finish()
            raise
        self._thread = thread

    def join(self) -> None:
        if self._thread is not None:
            self._thread.join()

    def finish(self) -> None:
        self.join()
        self._thread = None
        _Work._under_way.discard(self)
        if not _Work._under_way:
            gc.enable()

    def abandon(self) -> None:
        """Nobody waits for the end any more."""
        if self.busy:
            self.stop.set()
            self.finish()


class Tasks(QObject):
    """Runs one piece of work at a time on a thread of its own; every handler is called on the main thread.

    The worker reads values and computes values. Its messages wait in a queue that a timer of the main thread
    looks into, so that no Qt object is touched from elsewhere. Python's cyclic collector would destroy Qt
    objects on whichever thread it happens to run: it is off while work of any `Tasks` is under way, and the timer
    collects. One that is destroyed meanwhile stops its work and stays until it has stopped.
    """

    started = Signal(str)
    progress = Signal(int, int, str)
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: deque[_Step | _End] = deque()
        self._work = work = _Work()
        self._handlers: _Handlers | None = None
        self._looks = 0
        self._ending = False
        # Not a method of this object, which is not there any more by then.
        self.destroyed.connect(lambda: work.abandon())
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._work.busy

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

        One of the handlers is called in the end. While other work is under way, `failed` gets a refusal; after
        `end` nothing begins any more.
        """
        if self._ending:
            return
        if self.busy:
            failed(self.refusal())
            return
        self._handlers = _Handlers(done=done, failed=failed, cancelled=cancelled)
        self._work.begin(work, self._queue)
        self._timer.start()
        self.started.emit(doing)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._work.stop.set()

    def wait(self) -> None:
        """Stay here until the work has ended and its handler has been called, with whatever that has begun."""
        while self.busy:
            self._work.join()
            self._look()

    def end(self) -> None:
        """Cancel what is under way, stay until it has stopped, and begin nothing more: the program ends.

        What was done before it could stop counts as cancelled too: nobody is there to be shown its result.
        """
        self._ending = True
        self.cancel()
        self.wait()

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
        self._work.finish()
        handlers, self._handlers = self._handlers, None
        self.finished.emit()
        if handlers is None:
            return
        if isinstance(end.error, Cancelled) or (self._ending and end.error is None):
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
