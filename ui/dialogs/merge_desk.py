"""Merging from the window: packages are read, looked through and merged in the background, and undone as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.i18n import _, format_count, ngettext
from scorecard.progress import Progress
from ui.dialogs.desk import Desk

if TYPE_CHECKING:
    from scorecard.aside import Aside
    from scorecard.exchange.merging.merge_plan import MergePlan
    from scorecard.exchange.merging.package_reader import Package
    from scorecard.model.record import Ref
    from scorecard.workspace import Workspace


class MergeDesk(Desk):
    """Merges for the page that it serves. Whoever goes on scoring meanwhile has the merge planned again over that."""

    def merge(self) -> None:
        """Ask for packages, and begin to merge them."""
        if self._mergeable() is not None:
            kinds = _("Packages (*.scorepack)")
            self.take(self._prompts.open_paths(self._page, kinds, _("Choose packages to merge")))

    def take(self, paths: Sequence[Path]) -> None:
        """Read packages in the background, and show what merging them would change."""
        workspace = self._mergeable()
        if workspace is None or not paths:
            return

        def read(progress: Progress) -> list[Package]:
            from scorecard.exchange.merging.package_reader import read_package

            packages = []
            for place, path in enumerate(paths):
                progress.step(place, len(paths), path.name)
                packages.append(read_package(path))
            return packages

        self._run(
            read,
            doing=ngettext("Reading the package", "Reading the packages", len(paths)),
            done=lambda packages: _Merge(self, workspace, packages, paths).plan(),
        )

    def _mergeable(self) -> Workspace | None:
        return self._writable(
            _("This evaluation is open for reading only, so that nothing can be merged into it.")
        )


class _Merge:
    """One merge on its way, whose copy is put by in the end whatever happens."""

    def __init__(
        self, desk: MergeDesk, workspace: Workspace, packages: Sequence[Package], paths: Sequence[Path]
    ) -> None:
        self._desk = desk
        self._workspace = workspace
        self._packages = packages
        self._paths = paths
        self._aside: Aside = workspace.aside()
        self._decisions: Mapping[Ref, int] = {}
        self._is_shown = False

    def plan(self) -> None:
        """Work out in the background what would change, and show it; or carry it out where all is decided already."""
        self._work_out(self._decisions, self._planned, self._aside.discard)

    def _work_out(
        self, decisions: Mapping[Ref, int], done: Callable[[MergePlan], None], undone: Callable[[], None]
    ) -> None:
        aside, packages = self._aside, self._packages
        self._desk._run(
            lambda progress: aside.plan(packages, decisions=decisions, progress=progress),
            doing=_("Working out what changes"),
            done=done,
            undone=undone,
        )

    def _planned(self, plan: MergePlan) -> None:
        session = self._desk._session
        if session.workspace is not self._workspace:
            self._aside.discard()
        elif self._workspace.has_gone_on(self._aside):
            self._again()
        elif plan.is_empty and not plan.conflicts:
            self._aside.discard()
            session.told.emit(_("Everything in it is here already. Nothing has changed."))
        elif self._decisions and plan.may_apply:
            self._write(plan)
        else:
            self._show(plan)

    def _again(self) -> None:
        """Begin anew with what the evaluation is by now, and say why."""
        self._desk._session.told.emit(
            _("Something was changed meanwhile, so what the packages change is worked out again.")
        )
        self._aside.discard()
        self.plan()

    def _show(self, plan: MergePlan) -> None:
        from ui.dialogs.merge_preview import MergePreview

        desk = self._desk

        def plan_again(decisions: Mapping[Ref, int], done: Callable[[MergePlan], None]) -> None:
            self._decisions = decisions
            self._work_out(
                decisions,
                lambda planned: self._if_shown(lambda: done(planned)),
                lambda: self._if_shown(preview.show_outlook),
            )

        preview = MergePreview(
            desk._theme,
            self._workspace.snapshot,
            desk._session.viewer,
            plan,
            plan_again,
            parent=desk._page.window(),
        )
        self._is_shown = True
        agreed = desk._prompts.run(preview)
        self._is_shown = False
        if agreed:
            self._write(preview.plan)
        elif desk._tasks.busy:
            desk._tasks.cancel()
        else:
            self._aside.discard()
        preview.deleteLater()

    def _if_shown(self, act: Callable[[], None]) -> None:
        """What becomes of a plan that was asked for in the sheet, unless that was closed meanwhile."""
        if self._is_shown:
            act()
        else:
            self._aside.discard()

    def _write(self, plan: MergePlan) -> None:
        aside = self._aside
        self._desk._run(
            lambda progress: aside.merge(plan, progress),
            doing=ngettext("Merging the package", "Merging the packages", len(self._paths)),
            done=lambda _nothing: self._written(plan),
            undone=aside.discard,
        )

    def _written(self, plan: MergePlan) -> None:
        session, workspace = self._desk._session, self._workspace
        if session.workspace is not workspace:
            self._aside.discard()
            return
        if workspace.has_gone_on(self._aside):
            self._again()
            return
        held = session.perform(lambda here: here.take_over(self._aside))
        self._aside.discard()
        if not held:
            return
        place = self._paths[0] if len(self._paths) == 1 else self._paths[0].parent
        conflicts = len(plan.conflicts)
        self._desk._runs(workspace).remember("merge", place, files=len(self._paths), conflicts=conflicts)
        words = ngettext(
            "{count} edit is merged. Undo (Ctrl+Z) takes all of it back.",
            "{count} edits are merged. Undo (Ctrl+Z) takes all of it back.",
            plan.applied,
        )
        session.told.emit(words.format(count=format_count(plan.applied)))
