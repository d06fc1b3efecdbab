"""What the desks of the Exchange page have in common: what they are given, and work in the background that is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from scorecard.errors import Refusal
from scorecard.progress import Progress
from ui.dialogs.told_work import run_told, saved_elsewhere
from ui.models.exchange.runs import ExchangeRuns
from ui.preferences import Preferences
from ui.prompts import Prompts
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from scorecard.aside import Aside
    from scorecard.workspace import Workspace

T = TypeVar("T")
V = TypeVar("V")


class Desk:
    """Serves the page that it is given; what it made is remembered even if the page is gone meanwhile."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        prompts: Prompts,
        tasks: Tasks,
        preferences: Preferences,
        page: QWidget,
    ) -> None:
        self._session = session
        self._theme = theme
        self._prompts = prompts
        self._tasks = tasks
        self._preferences = preferences
        self._page = page

    def _run(
        self,
        work: Callable[[Progress], T],
        *,
        doing: str,
        done: Callable[[T], None],
        undone: Callable[[], None] | None = None,
        instead: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Do `work` in the background; `undone` is called once it has failed or was cancelled, which is told.

        `instead` may know a way out of a failure.
        """
        run_told(self._session, self._tasks, work, doing=doing, done=done, undone=undone, instead=instead)

    def _elsewhere(
        self, path: Path, kinds: str, write: Callable[[Path], None]
    ) -> Callable[[Exception], bool]:
        """The way out where the file at `path` cannot be replaced: another name, at which it is written."""
        return lambda error: saved_elsewhere(self._prompts, error, path, kinds, write)

    def _run_apart(
        self,
        workspace: Workspace,
        gather: Callable[[Workspace | Aside], V],
        work: Callable[[V, Progress], T],
        *,
        doing: str,
        done: Callable[[T], None],
        instead: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Gather values from a copy in the background, and do `work` with them.

        Of an evaluation that is open for reading only they are gathered at once, since there is no place for a copy.
        """
        if workspace.reading:
            try:
                values = gather(workspace)
            except Refusal as refusal:
                self._session.refused.emit(str(refusal))
                return
            self._run(lambda progress: work(values, progress), doing=doing, done=done, instead=instead)
            return
        aside = workspace.aside()

        def both(progress: Progress) -> T:
            with aside:
                gathered = gather(aside)
            return work(gathered, progress)

        self._run(both, doing=doing, done=done, instead=instead)

    def _runs(self, workspace: Workspace) -> ExchangeRuns:
        return ExchangeRuns(preferences=self._preferences, evaluation=workspace.snapshot.evaluation.id)

    def _writable(self, sentence: str) -> Workspace | None:
        """The open evaluation; where it is open for reading only the sentence says what cannot be done."""
        workspace = self._session.workspace
        if workspace is not None and workspace.reading:
            self._session.refused.emit(sentence)
            return None
        return workspace
