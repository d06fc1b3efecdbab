"""Charts from the window: asks what they show and where they go, and has them drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext, speaking
from scorecard.progress import Progress
from ui.dialogs.export import ChartChoice, named_or_numbered
from ui.dialogs.told_work import run_told
from ui.models.exchange_runs import ExchangeRuns
from ui.preferences import Preferences
from ui.prompts import Prompts
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme


class ChartsDesk:
    """Draws for the page that it serves; what it made is remembered even if the page is gone meanwhile."""

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

    def save(self) -> None:
        """Ask, and draw the charts in the background."""
        workspace = self._session.workspace
        if workspace is None:
            return
        choice = ChartChoice(self._session, workspace.snapshot, self._theme, self._page.window())
        agreed = self._prompts.run(choice)
        choice.deleteLater()
        if not agreed:
            return
        folder = self._prompts.folder(self._page)
        if folder is None:
            return
        try:
            shown = named_or_numbered(workspace, choice)
            question = replace(
                workspace.question(choice.framework), **choice.changes, seen_by=self._session.viewer
            )
            study = shown.study(question)
            # Other rounds are read on this thread, before the worker draws.
            study.over_time  # noqa: B018
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        spoken, kind, made_at = choice.language, choice.format, datetime.now(UTC)
        runs = ExchangeRuns(preferences=self._preferences, evaluation=workspace.snapshot.evaluation.id)

        def draw(progress: Progress) -> list[Path]:
            from scorecard.charts.files import save_charts

            with speaking(spoken):
                return save_charts(study, folder, format=kind, made_at=made_at, progress=progress)

        def done(made: list[Path]) -> None:
            count = len(made)
            runs.remember("charts", folder, pictures=count)
            sentence = ngettext(
                "{count} picture is in the folder “{name}”.",
                "{count} pictures are in the folder “{name}”.",
                count,
            )
            self._session.told.emit(sentence.format(count=count, name=folder.name))

        run_told(self._session, self._tasks, draw, doing=_("Drawing the charts"), done=done)
