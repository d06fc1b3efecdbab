"""Charts from the window: asks what they show and where they go, and has them drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext, speaking
from scorecard.progress import Progress
from ui.dialogs.desk import Desk
from ui.dialogs.export import ChartChoice, named_or_numbered


class ChartsDesk(Desk):
    """Draws for the page that it serves; what it made is remembered even if the page is gone meanwhile."""

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
        runs = self._runs(workspace)

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

        self._run(draw, doing=_("Drawing the charts"), done=done)
