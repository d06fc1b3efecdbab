"""What pages ask for when a person works on the evidence register: its sheets, and the edits that follow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.programme import Evidence
from scorecard.model.record import new_key
from ui.dialogs.citations import CitationsDialog
from ui.dialogs.discrepancies import DiscrepanciesDialog
from ui.dialogs.documents import DocumentsDialog
from ui.dialogs.evidence import EvidenceDialog
from ui.prompts import Prompts
from ui.session import Session
from ui.theme import Theme
from ui.widgets.programmes.register_panel import RegisterPanel

if TYPE_CHECKING:
    from scorecard.workspace import Workspace


class EvidenceDesk(QObject):
    """Opens the sheets over a page and stores through the session; `told` carries sentences for the strip."""

    told = Signal(str)

    def __init__(self, session: Session, theme: Theme, prompts: Prompts, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._theme = theme
        self._prompts = prompts
        self._page = page
        self._begun: dict[Key, Evidence] = {}
        session.opened.connect(self._begun.clear)

    def serve(self, register: RegisterPanel) -> None:
        """Do what the register of a programme asks for."""
        register.adding.connect(self.add)
        register.editing.connect(self.edit)
        register.removing.connect(self.remove)
        register.comparing.connect(self.compare)
        register.documents_wanted.connect(self.documents)

    def add(self, programme: Key, criterion: str = "") -> None:
        """Ask for an item of evidence of a programme, speaking to a criterion if one is given.

        What was written and not stored stands there again the next time.
        """
        workspace = self._writable()
        if workspace is None or programme not in workspace.snapshot.programmes:
            return
        item = self._begun.pop(programme, None) or Evidence(
            key=new_key(), id="", programme=programme, text="", sign="+"
        )
        if criterion and criterion not in item.criteria:
            item = replace(item, criteria=(*item.criteria, criterion))
        dialog = EvidenceDialog(self._session, self._theme, self._prompts, item, parent=self._page)
        if not self._prompts.run(dialog) and dialog.written.text.strip():
            self._begun[programme] = dialog.written
            self.told.emit(_("What you wrote is not stored; it stands there again when you add evidence."))
        dialog.deleteLater()

    def edit(self, key: Key) -> None:
        """Ask for another state of an item, or for its removal."""
        workspace = self._writable()
        if workspace is None or key not in workspace.snapshot.evidence:
            return
        item = workspace.snapshot.evidence[key]
        dialog = EvidenceDialog(self._session, self._theme, self._prompts, item, parent=self._page)
        self._run(dialog)
        if dialog.removing:
            self.remove(key)

    def remove(self, key: Key) -> None:
        """Remove an item with its citations; undo brings everything back, so nobody is asked."""
        workspace = self._writable()
        if workspace is None or key not in workspace.snapshot.evidence:
            return
        id = workspace.snapshot.evidence[key].id
        if self._session.perform(lambda one: one.remove_evidence(key)):
            sentence = _("{id} and its citations are removed. Undo (Ctrl+Z) brings everything back.")
            self.told.emit(sentence.format(id=id))

    def cite_in(self, key: Key) -> None:
        """Ask in which scores of the evaluator who scores, in the round at hand, an item is cited."""
        workspace, evaluator, round = self._writable(), self._session.evaluator, self._session.round
        if workspace is None or evaluator is None or round is None:
            return
        if key in workspace.snapshot.evidence:
            item = workspace.snapshot.evidence[key]
            self._run(
                CitationsDialog(
                    self._session, self._theme, workspace, item, evaluator, round, parent=self._page
                )
            )

    def compare(self, key: Key) -> None:
        """Show what says otherwise than an item, side by side, with all else of its programme that differs."""
        workspace = self._session.workspace
        if workspace is None or key not in workspace.snapshot.evidence:
            return
        snapshot = workspace.snapshot
        keys = [item.key for item in snapshot.evidence_of(snapshot.evidence[key].programme)]
        self._run(DiscrepanciesDialog(self._theme, snapshot, keys, parent=self._page))

    def documents(self) -> None:
        """Show all documents."""
        if self._session.workspace is not None:
            self._run(DocumentsDialog(self._session, self._theme, self._prompts, parent=self._page))

    def _writable(self) -> Workspace | None:
        workspace = self._session.workspace
        if workspace is not None and workspace.reading:
            self.told.emit(_("This evaluation is open for reading only, so its evidence cannot change."))
            return None
        return workspace

    def _run(self, dialog: QDialog) -> None:
        self._prompts.run(dialog)
        dialog.deleteLater()
