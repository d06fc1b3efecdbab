"""Adds an evaluator: a name and a kind."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from scorecard.edits import people
from scorecard.i18n import _
from scorecard.model.evaluation import EVALUATOR_KINDS, EvaluatorKind
from ui.dialogs.sheet import Sheet
from ui.session import Session
from ui.theme import Theme
from ui.widgets.text import label


class NewEvaluator(Sheet):
    """Adds when the person agrees; a refusal stands in the sheet, which stays open."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Add evaluator"), agree=_("Add evaluator"), parent=parent)
        self._session = session
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("A person or a body"))
        self.add_field(_("Name"), self.name)
        self.kinds = KindChoice(theme)
        self.body.addWidget(label(theme, _("Kind"), "field"))
        self.body.addWidget(self.kinds)

    def agreed(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.complain(_("Write the name of the evaluator."), self.name)
            return
        workspace = self._session.workspace
        if workspace is None:
            return
        refusals: list[str] = []
        self._session.refused.connect(refusals.append)
        added = self._session.edit(people.add_evaluator, name, self.kinds.kind)
        self._session.refused.disconnect(refusals.append)
        if added:
            self.accept()
        else:
            self.complain(" ".join(refusals), self.name)


class KindChoice(QWidget):
    """The kinds of evaluators, each with what it means."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._group = QButtonGroup(self)
        for index, kind in enumerate(EVALUATOR_KINDS):
            button = QRadioButton(_meaning(kind))
            self._group.addButton(button, index)
            column.addWidget(button)
        self._group.button(EVALUATOR_KINDS.index("independent")).setChecked(True)

    @property
    def kind(self) -> EvaluatorKind:
        """The kind that is chosen."""
        return EVALUATOR_KINDS[self._group.checkedId()]


def _meaning(kind: EvaluatorKind) -> str:
    match kind:
        case "self":
            return _("Self: runs the programme that is scored")
        case "independent":
            return _("Independent: has no part in the programme")
        case "peer":
            return _("Peer: runs a similar programme elsewhere")
        case "panel":
            return _("Panel: the answer that a group has agreed on")
