"""Packages from the window: asks for paths, reads and writes in the background, and merges what is agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _, format_count, ngettext
from scorecard.model.edit import Edit
from scorecard.progress import Progress
from ui.dialogs.told_work import run_told
from ui.models.exchange_runs import ExchangeRuns
from ui.preferences import Preferences
from ui.prompts import Prompts
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from scorecard.exchange.merge_plan import MergePlan
    from scorecard.exchange.package_reader import Package
    from scorecard.model.record import Ref
    from scorecard.workspace import Workspace

_SUFFIX = ".scorepack"


class PackagesDesk:
    """Serves the page that it is given."""

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

    def package(self, *, pseudonyms: bool = False) -> None:
        """Ask for a place and write the evaluation there as a package, under `pseudonyms` one for publication."""
        workspace = self._session.workspace
        if workspace is None:
            return
        suggestion = Path(f"{workspace.path.stem}{_SUFFIX}")
        path = self._prompts.save_path(self._page, suggestion, _kinds())
        if path is None:
            return
        path = path if path.suffix.lower() == _SUFFIX else path.with_name(path.name + _SUFFIX)
        try:
            evaluation, pages = workspace.pages()
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        runs = self._runs(workspace)

        def write(_progress: Progress) -> Path:
            from scorecard.exchange.package import save_package
            from scorecard.exchange.veiled_pages import veiled_pages

            contents = veiled_pages(evaluation, pages) if pseudonyms else (evaluation, pages)
            save_package(path, *contents, pseudonyms=pseudonyms)
            return path

        def done(made: Path) -> None:
            runs.remember("package", made)
            sentence = _("The package “{name}” is ready to be sent.")
            if pseudonyms:
                sentence = _(
                    "The package “{name}” is ready. It has numbers in place of names and cannot be merged; its notes "
                    "stand as written."
                )
            self._session.told.emit(sentence.format(name=made.name))

        run_told(self._session, self._tasks, write, doing=_("Packing the evaluation"), done=done)

    def merge(self) -> None:
        """Ask for packages, and begin to merge them."""
        if self._writable() is not None:
            self.take(self._prompts.open_paths(self._page, _kinds(), _("Choose packages to merge")))

    def take(self, paths: Sequence[Path]) -> None:
        """Read packages in the background, and show what merging them would change."""
        workspace = self._writable()
        if workspace is None or not paths:
            return

        def read(progress: Progress) -> list[Package]:
            from scorecard.exchange.package_reader import read_package

            packages = []
            for place, path in enumerate(paths):
                progress.step(place, len(paths), path.name)
                packages.append(read_package(path))
            return packages

        run_told(
            self._session,
            self._tasks,
            read,
            doing=ngettext("Reading the package", "Reading the packages", len(paths)),
            done=lambda packages: self._look_through(workspace, packages, paths),
        )

    def _look_through(self, workspace: Workspace, packages: Sequence[Package], paths: Sequence[Path]) -> None:
        from ui.dialogs.merge_preview import MergePreview

        if self._session.workspace is not workspace:
            return

        def plan_of(decisions: Mapping[Ref, int]) -> MergePlan:
            return workspace.merge_plan(packages, decisions=decisions)

        try:
            plan = plan_of({})
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        if plan.is_empty and not plan.conflicts:
            self._session.told.emit(_("Everything in it is here already. Nothing has changed."))
            return
        preview = MergePreview(
            self._theme,
            workspace.snapshot,
            self._session.viewer,
            plan,
            plan_of,
            parent=self._page.window(),
        )
        if self._prompts.run(preview):
            self._store(workspace, preview.plan, paths)
        preview.deleteLater()

    def _store(self, workspace: Workspace, plan: MergePlan, paths: Sequence[Path]) -> None:
        def merge(here: Workspace) -> Edit | None:
            merged = here.merge(plan)
            return Edit(label=merged.label, changes=here.changes_in(merged.id)) if merged else None

        if not self._session.perform(merge):
            return
        place = paths[0] if len(paths) == 1 else paths[0].parent
        conflicts = len(plan.conflicts)
        self._runs(workspace).remember("merge", place, files=len(paths), conflicts=conflicts)
        words = ngettext(
            "{count} edit is merged. Undo (Ctrl+Z) takes all of it back.",
            "{count} edits are merged. Undo (Ctrl+Z) takes all of it back.",
            plan.applied,
        )
        self._session.told.emit(words.format(count=format_count(plan.applied)))

    def _runs(self, workspace: Workspace) -> ExchangeRuns:
        return ExchangeRuns(preferences=self._preferences, evaluation=workspace.snapshot.evaluation.id)

    def _writable(self) -> Workspace | None:
        workspace = self._session.workspace
        if workspace is not None and workspace.reading:
            self._session.refused.emit(
                _("This evaluation is open for reading only, so that nothing can be merged into it.")
            )
            return None
        return workspace


def _kinds() -> str:
    return _("Packages (*.scorepack)")
