"""Undo and redo from the window: at once, and in the background where half a million scores came with a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.i18n import _
from scorecard.progress import Progress
from ui.dialogs.told_work import run_told
from ui.session import Session
from ui.tasks import Tasks

if TYPE_CHECKING:
    from scorecard.aside import Aside, Turn
    from scorecard.model.edit import Revision
    from scorecard.workspace import Workspace


class TurningDesk:
    """Goes back and forth for the two commands of those names."""

    def __init__(self, session: Session, tasks: Tasks) -> None:
        self._session = session
        self._tasks = tasks

    def undo(self) -> None:
        """Take back the last edit that stands."""
        workspace = self._session.workspace
        revision = workspace.undoable() if workspace is not None else None
        if workspace is None or revision is None or not workspace.is_large(revision):
            self._session.undo()
        else:
            self._turn(workspace, revision, "undo")

    def redo(self) -> None:
        """Do again what was undone last."""
        workspace = self._session.workspace
        revision = workspace.redoable() if workspace is not None else None
        if workspace is None or revision is None or not workspace.is_large(revision):
            self._session.redo()
        else:
            self._turn(workspace, revision, "redo")

    def _turn(self, workspace: Workspace, revision: Revision, kind: Turn) -> None:
        if self._tasks.busy:
            # Before a copy is thought of: what is under way may have one in the same place.
            self._session.refused.emit(str(self._tasks.refusal()))
            return
        aside, label = workspace.aside(), revision.label.text()
        doing = _("Undo: {edit}") if kind == "undo" else _("Redo: {edit}")
        told = _("Undone: {label}.") if kind == "undo" else _("Done again: {label}.")

        def work(progress: Progress) -> None:
            if kind == "undo":
                aside.undo(progress)
            else:
                aside.redo(progress)

        run_told(
            self._session,
            self._tasks,
            work,
            doing=doing.format(edit=label),
            done=lambda _nothing: self._written(workspace, aside, told.format(label=label)),
            undone=aside.discard,
        )

    def _written(self, workspace: Workspace, aside: Aside, told: str) -> None:
        held = self._session.workspace is workspace and self._session.perform(
            lambda here: here.take_over(aside)
        )
        aside.discard()
        if held:
            self._session.told.emit(told)
