"""Long work whose end is told in the strip, whatever has become of the page that asked for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.progress import Progress
from ui.faults import explain
from ui.prompts import Prompts
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
    instead: Callable[[Exception], bool] | None = None,
) -> None:
    """Do `work` in the background; a failure is explained, and cancelling says that nothing has changed.

    `undone` is called before either is said. `instead` may know a way out of a failure: it says whether that was taken.
    """

    def failed(error: Exception) -> None:
        if undone is not None:
            undone()
        if instead is None or not instead(error):
            session.refused.emit(explain(error))

    def cancelled() -> None:
        if undone is not None:
            undone()
        session.told.emit(_("Cancelled. Nothing was changed."))

    tasks.run(work, doing=doing, done=done, failed=failed, cancelled=cancelled)


def saved_elsewhere(
    prompts: Prompts, error: Exception, path: Path, kinds: str, write: Callable[[Path], None]
) -> bool:
    """Offer another name where a file cannot be replaced, as while Excel has it open, and write there.

    False where the failure is another one, or nobody wants another name.
    """
    if not isinstance(error, Refusal) or error.code != "read-only":
        return False
    # The page that asked may be gone by now.
    parent = QApplication.activeWindow()
    if not prompts.agree(parent, str(error), _("Choose another name…")):
        return False
    other = prompts.save_path(parent, path, kinds)
    if other is None:
        return False
    write(other if other.suffix.lower() == path.suffix.lower() else other.with_name(other.name + path.suffix))
    return True
