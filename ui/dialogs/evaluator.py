"""Adds an evaluator or changes one: a name, a kind and, once there is one, the id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from scorecard.edits import people
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.edit import Edit
from scorecard.model.evaluation import EVALUATOR_KINDS, Evaluator, EvaluatorKind
from scorecard.model.snapshot import Snapshot
from ui.dialogs.sheet import Sheet
from ui.session import Session
from ui.theme import Theme
from ui.widgets.text import label


class _EvaluatorSheet(Sheet):
    """Stores when the person agrees; a refusal stands in the sheet, which stays open.

    A name that is there already is asked about: a box appears that says this is another person.
    """

    def __init__(
        self, session: Session, theme: Theme, title: str, agree: str, parent: QWidget | None
    ) -> None:
        super().__init__(theme, title, agree=agree, parent=parent)
        self._session = session
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("A person or a body"))
        self.add_field(_("Name"), self.name)
        self.another = QCheckBox(_("This is another person of the same name"))
        self.another.hide()
        self.name.textEdited.connect(self._name_edited)
        self.kinds = KindChoice(theme)
        kind = QVBoxLayout()
        kind.setSpacing(6)
        kind.addWidget(label(theme, _("Kind"), "field"))
        kind.addWidget(self.kinds)
        self.body.addLayout(kind)

    def store(self, make: Callable[[Snapshot], Edit]) -> None:
        """Store what `make` says and close, or say why not and stay."""
        workspace = self._session.workspace
        if workspace is None:
            return
        try:
            edit = make(workspace.snapshot)
        except Refusal as refusal:
            if refusal.code == "same-name" and self.body.indexOf(self.another) < 0:
                self.body.addWidget(self.another)
            self.another.setVisible(refusal.code == "same-name" or self.another.isChecked())
            self.complain(str(refusal), self.name)
            return
        refusals: list[str] = []
        self._session.refused.connect(refusals.append)
        stored = self._session.perform(lambda one: one.commit(edit))
        self._session.refused.disconnect(refusals.append)
        if stored:
            self.accept()
        else:
            self.complain(" ".join(refusals), self.name)

    def _name_edited(self) -> None:
        """Another name is another question."""
        self.another.setChecked(False)
        self.another.hide()
        self.complain("")


class NewEvaluator(_EvaluatorSheet):
    """Adds an evaluator when the person agrees."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, _("Add evaluator"), _("Add evaluator"), parent)

    def agreed(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.complain(_("Write the name of the evaluator."), self.name)
            return
        kind, another = self.kinds.kind, self.another.isChecked()
        self.store(lambda snapshot: people.add_evaluator(snapshot, name, kind, same_name=another))


class ChangeEvaluator(_EvaluatorSheet):
    """Changes an evaluator when the person agrees."""

    def __init__(
        self, session: Session, theme: Theme, evaluator: Evaluator, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, theme, _("Change evaluator"), _("Store"), parent)
        self._evaluator = evaluator
        self.name.setText(evaluator.name)
        self.kinds.choose(evaluator.kind)
        self.id = QLineEdit(evaluator.id)
        self.add_field(_("Id"), self.id, _("How files and forms name the evaluator: letters and digits."))

    def agreed(self) -> None:
        entered = replace(
            self._evaluator, name=self.name.text(), id=self.id.text().strip(), kind=self.kinds.kind
        )
        another = self.another.isChecked()
        self.store(lambda snapshot: people.change_evaluator(snapshot, entered, same_name=another))


class KindChoice(QWidget):
    """The kinds of evaluators, each with what it means."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._group = QButtonGroup(self)
        for index, kind in enumerate(EVALUATOR_KINDS):
            button = QRadioButton(kind_meaning(kind))
            self._group.addButton(button, index)
            column.addWidget(button)
        self.choose("independent")

    @property
    def kind(self) -> EvaluatorKind:
        """The kind that is chosen."""
        return EVALUATOR_KINDS[self._group.checkedId()]

    def choose(self, kind: EvaluatorKind) -> None:
        """Choose a kind."""
        chosen = self._group.button(EVALUATOR_KINDS.index(kind))
        chosen.setChecked(True)
        # Qt says so itself only after one of them had the focus: Tab would come to the first, not to this one.
        for button in self._group.buttons():
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus
            )


def kind_meaning(kind: EvaluatorKind) -> str:
    """An evaluator's kind and what it means."""
    match kind:
        case "self":
            return _("Self: runs the programme that is scored")
        case "independent":
            return _("Independent: has no part in the programme")
        case "peer":
            return _("Peer: runs a similar programme elsewhere")
        case "panel":
            return _("Panel: the answer that a group has agreed on")
