"""The work behind the sheet of backups: looking at one, going back to it, salvaging a damaged file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.paths import documents_folder
from scorecard.progress import Progress
from scorecard.storage.keeping.backups import backups_of_file
from scorecard.storage.keeping.description import Backup
from scorecard.storage.restoring import copy_whole, restore
from ui.dialogs.backups import BackupsDialog
from ui.faults import explain
from ui.prompts import Prompts, evaluation_kinds
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from scorecard.storage.salvage import Salvaged


class BackupsDesk(QObject):
    """`told` and `refused` carry sentences for the strip."""

    told = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        prompts: Prompts,
        tasks: Tasks,
        window: QWidget,
        leave: Callable[[], None],
    ) -> None:
        """`leave` lets the page in view store what is being typed."""
        super().__init__(window)
        self._session = session
        self._tasks = tasks
        self._theme = theme
        self._prompts = prompts
        self._window = window
        self._leave = leave

    def show(self) -> None:
        """The backups of the open evaluation, beside what it holds now."""
        workspace = self._session.workspace
        if workspace is None:
            return
        self._leave()

        def make() -> Sequence[Backup]:
            workspace.back_up()
            return workspace.backups()

        dialog = BackupsDialog(
            self._theme,
            workspace.backups(),
            show_folder=self._prompts.show_folder,
            history=workspace.history(),
            make=None if workspace.reading else make,
            parent=self._window,
        )
        source = next(
            (one.source for one in workspace.backups() if one.path == workspace.path), workspace.path
        )
        if self._prompts.run(dialog):
            self._carry_out(dialog, source)

    def offer(self, path: Path, refusal: Refusal) -> bool:
        """For a file that is damaged or gone: its backups, or salvaging. True when one was opened to be read.

        What is restored or salvaged is opened when that is done. Of a file that is gone without backups nothing more is
        said than was.
        """
        kept = backups_of_file(path)
        there = path.exists()
        if not there and not kept:
            return False
        self._theme.dress()
        dialog = BackupsDialog(
            self._theme,
            kept,
            show_folder=self._prompts.show_folder,
            trouble=str(refusal),
            salvages=there,
            parent=self._window,
        )
        return self._prompts.run(dialog) and self._carry_out(dialog, path)

    def copy(self) -> bool:
        """Ask for a place on this computer, put a copy of the open evaluation there and go on in that."""
        workspace = self._session.workspace
        if workspace is None:
            return False
        self._leave()
        place = self._prompts.save_path(
            self._window, documents_folder() / workspace.path.name, evaluation_kinds()
        )
        if place is None:
            return False
        try:
            kept = workspace.back_up() or next(one for one in workspace.backups() if one.whole)
            copy_whole(kept, place)
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return False
        if not self._session.open(place):
            return False
        sentence = _(
            "This is your own copy, “{name}”. What you do in it comes back by a package: Exchange, Make a package."
        )
        self.told.emit(sentence.format(name=place))
        return True

    def _carry_out(self, dialog: BackupsDialog, path: Path) -> bool:
        backup = dialog.backup
        match dialog.wish:
            case "read" if backup is not None:
                return self._session.open(backup.path, reading=True)
            case "restore" if backup is not None:
                self._restore(backup, path)
            case "salvage":
                self._salvage(path)
        return False

    def _salvage(self, path: Path) -> None:
        """Ask for a new file, read into it what can be read, and open it."""
        suggestion = path.with_name(_("{name} (salvaged)").format(name=path.stem) + path.suffix)
        out = self._prompts.save_path(self._window, suggestion, evaluation_kinds())
        if out is None:
            return

        def work(progress: Progress) -> Salvaged:
            from scorecard.storage.salvage import salvage

            return salvage(path, out, progress)

        there = self._session.workspace

        def done(found: Salvaged) -> None:
            if self._session.workspace is not there or self._session.open(out):
                self.told.emit(" ".join((found.sentence(out), *found.losses)))

        self._tasks.run(
            work,
            doing=_("Reading what can be read"),
            done=done,
            failed=lambda error: self.refused.emit(explain(error)),
            cancelled=lambda: self.told.emit(_("Cancelled. Nothing was changed.")),
        )

    def _restore(self, backup: Backup, path: Path) -> None:
        """Let the file go, put the backup in its place, and open what is there then, whichever it is."""
        if self._tasks.busy:
            self.refused.emit(str(self._tasks.refusal()))
            return
        there = self._session.workspace
        was_there = there is not None and there.path.resolve() == path.resolve()
        if was_there:
            self._session.close()
            there = None

        # Whoever has opened another evaluation meanwhile stays in that.
        def done(before: Backup | None) -> None:
            if self._session.workspace is not there or self._session.open(path):
                self.told.emit(_restored(path, backup, before))

        def undone() -> None:
            if was_there and self._session.workspace is None:
                self._session.open(path)

        def failed(error: Exception) -> None:
            undone()
            self.refused.emit(explain(error))

        def cancelled() -> None:
            undone()
            self.told.emit(_("Cancelled. Nothing was changed."))

        self._tasks.run(
            lambda progress: restore(backup.path, path, progress),
            doing=_("Restoring the backup"),
            done=done,
            failed=failed,
            cancelled=cancelled,
        )


def _restored(path: Path, backup: Backup, before: Backup | None) -> str:
    sentence = (
        _("“{name}” is again as it was on {time}.")
        if before is None
        else _("“{name}” is again as it was on {time}. What stood here before is the newest of its backups.")
    )
    return sentence.format(name=path.name, time=f"{backup.made_at.astimezone():%Y-%m-%d %H:%M}")
