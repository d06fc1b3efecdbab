"""The Excel scorecard from the window: asks what it shows and where it goes, and has it written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.progress import Progress
from ui.dialogs.desk import Desk
from ui.dialogs.export import named_or_numbered
from ui.dialogs.workbook import WorkbookChoice
from ui.models.exchange.workbook_presets import WorkbookPresets


class WorkbookDesk(Desk):
    """Exports for the page that it serves; what it made is remembered even if the page is gone meanwhile."""

    def export(self) -> None:
        """Ask, and write the workbook in the background."""
        workspace = self._session.workspace
        if workspace is None:
            return
        presets = WorkbookPresets(preferences=self._preferences, evaluation=workspace.snapshot.evaluation.id)
        choice = WorkbookChoice(self._session, workspace.snapshot, self._theme, presets, self._page.window())
        agreed = self._prompts.run(choice)
        choice.deleteLater()
        if not agreed:
            return
        suggestion = Path(f"{workspace.path.stem}-{choice.framework}.xlsx")
        kinds = _("Excel workbook (*.xlsx)")
        place = self._prompts.save_path(self._page, suggestion, kinds)
        if place is None:
            return
        place = place if place.suffix.lower() == ".xlsx" else place.with_name(place.name + ".xlsx")
        try:
            shown = named_or_numbered(workspace, choice)
            question = replace(
                workspace.question(choice.framework), **choice.changes, seen_by=self._session.viewer
            )
            publication = shown.publication(question)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        chosen, contents = choice.language, choice.contents
        runs = self._runs(workspace)
        programmes = len(publication.study.comparison.programmes)

        def write(path: Path, progress: Progress) -> Path:
            from scorecard.exchange.books.workbook import write_workbook

            write_workbook(publication, path, language=chosen, progress=progress, contents=contents)
            return path

        def done(made: Path) -> None:
            runs.remember("workbook", made, programmes=programmes)
            self._session.told.emit(_("The workbook “{name}” is ready.").format(name=made.name))

        def begin(path: Path) -> None:
            self._run(
                lambda progress: write(path, progress),
                doing=_("Writing the workbook"),
                done=done,
                instead=self._elsewhere(path, kinds, begin),
            )

        begin(place)
