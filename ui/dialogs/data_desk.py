"""The tables for analysts from the window: asks as what and where, and has them written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.progress import Progress
from scorecard.veiled import Veiled
from ui.dialogs.data import DataChoice, DataFormat
from ui.dialogs.desk import Desk

if TYPE_CHECKING:
    from scorecard.frames.collection import Material
    from scorecard.workspace import Workspace

_SUFFIX = ".db"


class DataDesk(Desk):
    """Hands the worker values: it never opens the file a second time."""

    def save(self) -> None:
        """Ask, and write the tables in the background."""
        workspace = self._session.workspace
        if workspace is None:
            return
        choice = DataChoice(
            self._theme,
            blind=any(one.blind for one in workspace.snapshot.rounds.values()),
            compared=self._session.compared is not None,
            parent=self._page.window(),
        )
        agreed = self._prompts.run(choice)
        choice.deleteLater()
        place = self._place(workspace, choice.format) if agreed else None
        if place is None:
            return
        try:
            material = self._material(Veiled(workspace) if choice.pseudonyms else workspace)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        format = choice.format
        runs = self._runs(workspace)

        def write(path: Path, progress: Progress) -> tuple[Path, int]:
            from scorecard.frames.collection import frames_of
            from scorecard.frames.files import save_folder, save_sqlite

            progress.step(0, 0, _("Working out the tables"))
            tables = frames_of(material)
            if format == "sqlite":
                save_sqlite(tables, path, progress)
            else:
                save_folder(tables, path, format, progress)
            return path, len(tables)

        def done(made: tuple[Path, int]) -> None:
            path, count = made
            runs.remember("data", path, tables=count)
            self._session.told.emit(_("The tables are in “{name}”.").format(name=path.name))

        def begin(path: Path) -> None:
            self._run(
                lambda progress: write(path, progress),
                doing=_("Writing the tables"),
                done=done,
                instead=self._elsewhere(path, _kinds(), begin) if format == "sqlite" else None,
            )

        begin(place)

    def _place(self, workspace: Workspace, format: DataFormat) -> Path | None:
        """Where they go: a file, or a folder of their own in the one that is chosen, unless that is one already."""
        from scorecard.frames.description import described

        stem = workspace.path.stem
        if format == "sqlite":
            path = self._prompts.save_path(self._page, Path(f"{stem}{_SUFFIX}"), _kinds())
            if path is None or path.suffix:
                return path
            return path.with_name(path.name + _SUFFIX)
        folder = self._prompts.folder(self._page)
        if folder is None or described(folder):
            return folder
        return folder / _("{name}-tables").format(name=stem)

    def _material(self, workspace: Workspace) -> Material:
        """What the tables are made of, with the question that is being compared."""
        from scorecard.frames.collection import material_of
        from scorecard.frames.numbers import Asked

        question = self._session.compared
        if question is None:
            return material_of(workspace, Asked())
        weights = workspace.snapshot.weights.get(question.weights or "")
        return material_of(
            workspace,
            Asked(
                view=question.view,
                average=question.average,
                rule=question.rule,
                weights=weights,
                threshold=question.threshold,
            ),
        )


def _kinds() -> str:
    return _("SQLite database (*.db)")
