"""Long work whose end is told in the strip, whatever has become of the page that asked for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from scorecard.i18n import _
from scorecard.progress import Progress
from ui.faults import explain
from ui.session import Session
from ui.tasks import Tasks

T = TypeVar("T")


def run_told(
    session: Session,
    tasks: Tasks,
    work: Callable[[Progress], T],
    *,
    doing: str,
    done: Callable[[T], None],
    undone: Callable[[], None] | None = None,
) -> None:
    """Do `work` in the background; a failure is explained, and cancelling says that nothing has changed.

    `undone` is called before either is said.
    """

    def failed(error: Exception) -> None:
        if undone is not None:
            undone()
        session.refused.emit(explain(error))

    def cancelled() -> None:
        if undone is not None:
            undone()
        session.told.emit(_("Cancelled. Nothing was changed."))

    tasks.run(work, doing=doing, done=done, failed=failed, cancelled=cancelled)
