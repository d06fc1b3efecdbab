"""The work behind the sheet of backups: looking at one, going back to it, salvaging a damaged file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.paths import documents_folder
from scorecard.storage.keeping.backups import backups_of_file
from scorecard.storage.keeping.description import Backup
from scorecard.storage.restoring import copy_whole, restore
from ui.dialogs.backups import BackupsDialog
from ui.prompts import Prompts, evaluation_kinds
from ui.session import Session
from ui.theme import Theme


class BackupsDesk(QObject):
    """`told` and `refused` carry sentences for the strip."""

    told = Signal(str)
    refused = Signal(str)

    def __init__(
        self, session: Session, theme: Theme, prompts: Prompts, window: QWidget, leave: Callable[[], None]
    ) -> None:
        """`leave` lets the page in view store what is being typed."""
        super().__init__(window)
        self._session = session
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
        """For a damaged file that was not opened: its backups, or salvaging. True when something was opened."""
        kept = backups_of_file(path)
        self._theme.dress()
        dialog = BackupsDialog(
            self._theme,
            kept,
            show_folder=self._prompts.show_folder,
            trouble=str(refusal),
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
                return self._restore(backup, path)
            case "salvage":
                return self._salvage(path)
            case _:
                return False

    def _salvage(self, path: Path) -> bool:
        """Ask for a new file, read into it what can be read, and open it."""
        from scorecard.storage.salvage import salvage

        suggestion = path.with_name(_("{name} (salvaged)").format(name=path.stem) + path.suffix)
        out = self._prompts.save_path(self._window, suggestion, evaluation_kinds())
        if out is None:
            return False
        try:
            found = salvage(path, out)
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return False
        if not self._session.open(out):
            return False
        self.told.emit(" ".join((found.sentence(out), *found.losses)))
        return True

    def _restore(self, backup: Backup, path: Path) -> bool:
        """Let the file go, put the backup in its place, and open what is there then, whichever it is."""
        self._session.close()
        try:
            before = restore(backup.path, path)
        except Refusal as refusal:
            self._session.open(path)
            self.refused.emit(str(refusal))
            return False
        if not self._session.open(path):
            return False
        at = f"{backup.made_at.astimezone():%Y-%m-%d %H:%M}"
        if before is None:
            self.told.emit(_("The evaluation is again as it was on {time}.").format(time=at))
        else:
            sentence = _(
                "The evaluation is again as it was on {time}. What stood here before is the newest of its backups."
            )
            self.told.emit(sentence.format(time=at))
        return True
