"""What the page of programmes asks for when a person works on one: its sheets, and the edits that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from scorecard.edits import programmes
from scorecard.i18n import _, ngettext
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from ui.dialogs.paste_programmes import PasteProgrammes
from ui.dialogs.programme import ProgrammeDialog
from ui.prompts import Prompts
from ui.session import Session
from ui.theme import Theme

if TYPE_CHECKING:
    from scorecard.workspace import Workspace


class ProgrammeDesk(QObject):
    """Works on the programme of the session. `added` carries the key of a new one, `told` a sentence for the strip."""

    added = Signal(str)
    told = Signal(str)

    def __init__(self, session: Session, theme: Theme, prompts: Prompts, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._theme = theme
        self._prompts = prompts
        self._page = page

    def add(self) -> None:
        """Ask for a programme and add it."""
        workspace = self._writable()
        if workspace is None:
            return
        dialog = ProgrammeDialog(self._theme, workspace.snapshot, parent=self._page)
        if self._prompts.run(dialog) and self._session.edit(
            programmes.add, dialog.programme, same_name=dialog.same_name
        ):
            self.added.emit(dialog.programme.key)
        dialog.deleteLater()

    def edit(self) -> None:
        """Ask for another state of the programme that is chosen."""
        workspace, programme = self._writable(), self._chosen()
        if workspace is None or programme is None:
            return
        dialog = ProgrammeDialog(self._theme, workspace.snapshot, programme, parent=self._page)
        if self._prompts.run(dialog):
            self._session.edit(programmes.change, dialog.programme, same_name=dialog.same_name)
        dialog.deleteLater()

    def duplicate(self, with_evidence: bool = False) -> None:
        """Begin a programme from the one that is chosen."""
        programme, key = self._chosen(), new_key()
        if self._writable() is None or programme is None:
            return
        if self._session.edit(programmes.duplicate, programme.key, as_key=key, with_evidence=with_evidence):
            self.added.emit(key)
            sentence = _("{programme} is copied without its scores. Undo (Ctrl+Z) takes the copy back.")
            self.told.emit(sentence.format(programme=programme.label))

    def remove(self) -> bool:
        """Remove the programme that is chosen; undo brings it back, so nobody is asked. Whether it is gone."""
        programme = self._chosen()
        if self._writable() is None or programme is None:
            return False
        if not self._session.perform(lambda one: one.remove_programme(programme.key)):
            return False
        sentence = _("{programme} and all its scores are removed. Undo (Ctrl+Z) brings everything back.")
        self.told.emit(sentence.format(programme=programme.label))
        return True

    def paste(self) -> None:
        """Take in programmes from a block that was copied in a spreadsheet, or from a file."""
        workspace = self._writable()
        if workspace is None:
            return
        copied = QGuiApplication.clipboard().text()
        dialog = PasteProgrammes(self._theme, workspace.snapshot, self._prompts, copied, parent=self._page)
        if self._prompts.run(dialog):
            taken = dialog.plan.programmes
            if self._session.edit(programmes.take_in, taken) and taken:
                self.added.emit(taken[0].key)
                sentence = ngettext(
                    "{count} programme is taken in. Undo (Ctrl+Z) takes it back.",
                    "{count} programmes are taken in. Undo (Ctrl+Z) takes all of them back.",
                    len(taken),
                )
                self.told.emit(sentence.format(count=len(taken)))
        dialog.deleteLater()

    def _chosen(self) -> Programme | None:
        workspace, key = self._session.workspace, self._session.programme
        return None if workspace is None or key is None else workspace.snapshot.programmes.get(key)

    def _writable(self) -> Workspace | None:
        workspace = self._session.workspace
        return None if workspace is None or workspace.reading else workspace
