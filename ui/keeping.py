"""Backups while somebody works: one an hour, copied between two key presses and verified on a worker."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from scorecard.errors import Refusal
from ui.faults import explain
from ui.session import Session
from ui.tasks import Tasks

if TYPE_CHECKING:
    from scorecard.storage.keeping.backups import Unfinished

EVERY = timedelta(hours=1)
_FIRST_LOOK_MS = 15_000
"""After opening: nobody waits for a backup while the page is being made."""
_LOOK_MS = 60_000
_SLICE_MS = 10
"""Between two slices of a copy; most of it is for the person."""


class Keeping(QObject):
    """Looks every minute whether an hour has gone by since the last backup of the open evaluation.

    What went wrong with a backup, here or before something large, is said by `session.refused`; work goes on.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = Tasks(self)
        self._unfinished: Unfinished | None = None
        self._last: datetime | None = None
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._slicing = QTimer(self, interval=_SLICE_MS)
        self._slicing.timeout.connect(self._copy_slice)
        session.opened.connect(self._opened)
        session.edited.connect(self._tell_what_was_missed)
        session.closing.connect(self._rest)

    @property
    def busy(self) -> bool:
        """Whether a backup is being made."""
        return self._unfinished is not None or self._tasks.busy

    def look(self) -> None:
        """Begin a backup if it is time for one."""
        workspace = self._session.workspace
        if workspace is None or workspace.reading or self.busy:
            return
        now = datetime.now(UTC)
        # A moment that lies ahead is of a clock that was wrong: waiting for it could take years.
        if self._last is not None and timedelta() <= now - self._last < EVERY:
            return
        self._last = now
        try:
            self._unfinished = workspace.begin_backup()
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
        if self._unfinished is not None:
            self._slicing.start()

    def wait(self) -> None:
        """Stay until what is copied already is kept; for the end of the program."""
        self._tasks.wait()

    def _opened(self) -> None:
        workspace = self._session.workspace
        self._last = None
        if workspace is None or workspace.reading:
            return
        kept = [one.made_at for one in workspace.backups() if one.whole]
        self._last = kept[0] if kept else None
        self._looking.start()
        QTimer.singleShot(_FIRST_LOOK_MS, self, self.look)
        self._tell_what_was_missed()

    def _rest(self) -> None:
        # The store gives up the copy itself before it closes.
        self._looking.stop()
        self._slicing.stop()
        self._unfinished = None

    def _copy_slice(self) -> None:
        unfinished = self._unfinished
        if unfinished is None:
            self._slicing.stop()
            return
        try:
            if not unfinished.step():
                return
        except Refusal as refusal:
            self._rest_after(str(refusal))
            return
        self._slicing.stop()
        self._unfinished = None
        self._tasks.run(
            lambda _progress: unfinished.keep(),
            doing="",
            done=lambda _backup: None,
            failed=lambda error: self._session.refused.emit(explain(error)),
        )

    def _rest_after(self, sentence: str) -> None:
        self._slicing.stop()
        self._unfinished = None
        self._session.refused.emit(sentence)

    def _tell_what_was_missed(self) -> None:
        workspace = self._session.workspace
        sentence = workspace.not_kept() if workspace is not None else ""
        if sentence:
            # After everybody has shown what was edited: the strip makes room for that.
            QTimer.singleShot(0, self, lambda: self._session.refused.emit(sentence))
