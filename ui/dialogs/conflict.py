"""Declares a conflict of interest: whose, on which programme, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QPlainTextEdit, QWidget

from scorecard.edits import people
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from ui.dialogs.sheet import Sheet
from ui.session import Session
from ui.theme import Theme
from ui.widgets.text import label


class ConflictSheet(Sheet):
    """Declares when the person agrees. Without a programme it is chosen in the sheet."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        evaluator: Key,
        programme: Key | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, _("Conflict of interest"), agree=_("Declare"), parent=parent)
        self._session = session
        self._evaluator = evaluator
        snapshot = session.workspace.snapshot if session.workspace is not None else None
        who = snapshot.evaluators[evaluator].name if snapshot else ""
        sentence = _("From now on the scores of {evaluator} on this programme are shown and never counted.")
        self.body.addWidget(label(theme, sentence.format(evaluator=who), "body", ink="muted", wrap=True))
        self.programme = QComboBox()
        self.programme.setEditable(True)
        self.programme.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.programme.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.programme.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        for one in snapshot.ordered_programmes() if snapshot else ():
            self.programme.addItem(f"{one.id} · {one.label}", one.key)
        self.programme.setCurrentIndex(self.programme.findData(programme))
        self.programme.lineEdit().setPlaceholderText(_("Choose a programme"))
        self.programme.lineEdit().setAccessibleName(_("Programme"))
        self.add_field(_("Programme"), self.programme)
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(84)
        conflict = snapshot.conflict(programme, evaluator) if snapshot and programme else None
        self.reason.setPlainText(conflict.reason if conflict else "")
        self.add_field(_("Reason"), self.reason, _("Such as: has worked for the agency that runs it."))
        self.reason.setFocus()

    def agreed(self) -> None:
        place = self.programme.findText(self.programme.currentText())
        if place < 0:
            self.complain(_("Choose the programme."), self.programme)
            return
        programme = self.programme.itemData(place)
        refusals: list[str] = []
        self._session.refused.connect(refusals.append)
        stored = self._session.edit(
            people.declare_conflict, programme, self._evaluator, self.reason.toPlainText()
        )
        self._session.refused.disconnect(refusals.append)
        if stored:
            self.accept()
        else:
            self.complain(" ".join(refusals), self.reason)
