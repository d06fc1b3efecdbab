"""The sheet in which a fact is added to the evidence register of a programme, or changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scorecard.analysis.sources.discrepancies import differing
from scorecard.analysis.sources.evidence_words import sign_word, standing_word
from scorecard.edits import evidence
from scorecard.i18n import _, language, ngettext
from scorecard.model.evaluation import Key
from scorecard.model.programme import SIGNS, STANDINGS, Evidence
from ui.dialogs.citations import CitationsDialog
from ui.dialogs.document import DocumentDialog
from ui.dialogs.sheet import make_room
from ui.prompts import Prompts
from ui.session import Session
from ui.theme import Theme
from ui.widgets.choice_list import ChoiceList
from ui.widgets.icon_button import IconButton
from ui.widgets.link_field import LinkField
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

_LEFT, _RIGHT, _BETWEEN = 400, 432, 28
_LONGEST_NAME = 80


class EvidenceDialog(QDialog):
    """Changes an item of evidence that is in the register, or adds one that is not yet.

    It closes only once the item is stored, so a refusal loses nothing written; `written` is what stood in it
    when it closed without. `removing` says afterwards whether the person asked to remove the item instead.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        prompts: Prompts,
        item: Evidence,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._prompts = prompts
        self.item = item
        workspace = session.workspace
        self._new = workspace is None or item.key not in workspace.snapshot.evidence
        self.removing = False
        title = _("Add evidence") if self._new else _("Change evidence {id}").format(id=self.item.id)
        self.setWindowTitle(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(4)
        outer.addWidget(label(theme, title, "title"))
        self._about = label(theme, self._about_words(), "body", ink="muted")
        outer.addWidget(self._about)
        columns = QHBoxLayout()
        columns.setSpacing(_BETWEEN)
        columns.addWidget(self._fact())
        columns.addWidget(self._sources())
        outer.addSpacing(8)
        outer.addLayout(columns)
        outer.addLayout(self._buttons())
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self.fact.setFocus()

    def setVisible(self, visible: bool) -> None:
        if visible and not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            make_room(self)
        super().setVisible(visible)

    def accept(self) -> None:
        """Store what is written; what is wrong is said beside the field or below, and the sheet stays open."""
        text = self.fact.toPlainText()
        _show_wrong(self.fact, self.fact_problem, "" if text.strip() else _("Say the fact in a sentence."))
        if not text.strip():
            self.fact.setFocus()
            return
        self._session.refused.connect(self._refused)
        if self._new:
            stored = self._session.edit(evidence.add, self.written)
        else:
            stored = self._session.edit(evidence.change, self._entered(), differs=self.differs.chosen)
        self._session.refused.disconnect(self._refused)
        if stored:
            super().accept()

    @property
    def written(self) -> Evidence:
        """The item as it stands in the sheet."""
        return replace(self._entered(), differs_from=self.differs.chosen)

    def _entered(self) -> Evidence:
        listed = {key for key, _words in self._listed_criteria()}
        unlisted = [one for one in self.item.criteria if one not in listed and not self._new]
        return replace(
            self.item,
            text=self.fact.toPlainText(),
            documents=_in_order(self.item.documents, self.documents.chosen),
            place=self.place.text(),
            criteria=_in_order(self.item.criteria, (*self.criteria_choice.chosen, *unlisted)),
            sign=SIGNS[self.sign.current],
            context=self.setting.isChecked(),
            standing=STANDINGS[self.standing.current],
            effect=self.effect.isChecked(),
            link=self.link.link,
        )

    def _about_words(self) -> str:
        """The programme, and how many scores cite the item that is changed."""
        workspace = self._session.workspace
        if workspace is None or self.item.programme not in workspace.snapshot.programmes:
            return ""
        name = workspace.snapshot.programmes[self.item.programme].name
        name = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        if self._new:
            return name
        scores = workspace.scores(programme=self.item.programme)
        count = sum(self.item.key in score.cites for score in scores)
        if not count:
            return _("{programme}. No score cites it.").format(programme=name)
        sentence = ngettext("{programme}. One score cites it.", "{programme}. {count} scores cite it.", count)
        return sentence.format(programme=name, count=count)

    # What is asked

    def _fact(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(_LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.fact = QPlainTextEdit(self.item.text)
        self.fact.setTabChangesFocus(True)
        self.fact.setFixedHeight(84)
        self.fact_problem = label(self._theme, "", "caption", ink="danger", wrap=True)
        self.fact_problem.hide()
        self._labelled(column, _("The fact, in a sentence"), self.fact)
        column.addWidget(self.fact_problem)
        name = _("What it says of the criterion")
        self.sign = Segmented(self._theme, [sign_word(sign) for sign in SIGNS], name=name, px=12)
        self.sign.set_current(SIGNS.index(self.item.sign))
        self._labelled(column, name, self.sign)
        name = _("How far it has come")
        words = [standing_word(standing) or _("not said") for standing in STANDINGS]
        self.standing = Segmented(self._theme, words, name=name, px=12)
        self.standing.set_current(STANDINGS.index(self.item.standing))
        self._labelled(column, name, self.standing)
        self.effect = QCheckBox(_("It shows an effect or a use"))
        self.effect.setToolTip(_("The best level asks for evidence of the effect."))
        self.effect.setChecked(self.item.effect)
        self.setting = QCheckBox(_("About the setting rather than the programme itself"))
        self.setting.setChecked(self.item.context)
        column.addSpacing(10)
        column.addWidget(self.effect)
        column.addWidget(self.setting)
        self.place = QLineEdit(self.item.place)
        self.place.setCursorPosition(0)
        self.place.setPlaceholderText(_("Such as: Annual report 2020, page 12"))
        self._labelled(column, _("Where it is found"), self.place)
        self.link = LinkField(self._theme, self._prompts, self.item.link)
        column.addSpacing(8)
        column.addWidget(self.link)
        column.addStretch(1)
        return left

    def _sources(self) -> QWidget:
        right = QWidget()
        right.setFixedWidth(_RIGHT)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        nothing = _("No document is listed yet.")
        self.documents = ChoiceList(self._theme, _("Documents"), rows=4, nothing=nothing)
        self.new_document = IconButton(self._theme, "plus", _("New"), kind="link", small=True)
        self.new_document.setToolTip(_("List a new document"))
        self.new_document.setAutoDefault(False)
        self.new_document.clicked.connect(self._add_document)
        self.documents.add_button(self.new_document)
        self._show_documents(self.item.documents)
        self.criteria_choice = ChoiceList(self._theme, _("Criteria it speaks to"), rows=6)
        self.criteria_choice.set_choices(self._listed_criteria(), self.item.criteria)
        self.differs = ChoiceList(self._theme, _("Evidence that says otherwise"), rows=3)
        self._show_others()
        self.differs.setVisible(self.differs.list.count() > 0)
        self.criteria = self.criteria_choice.list
        column.addSpacing(4)
        for field in (self.documents, self.criteria_choice, self.differs):
            column.addWidget(field)
        column.addStretch(1)
        return right

    def _listed_criteria(self) -> list[tuple[str, str]]:
        workspace = self._session.workspace
        frameworks = workspace.snapshot.ordered_frameworks() if workspace else ()
        return [
            (criterion.id, f"{criterion.code}  {criterion.name.into(language())}")
            for framework in frameworks
            for criterion in framework.criteria
        ]

    def _show_documents(self, chosen: tuple[Key, ...]) -> None:
        workspace = self._session.workspace
        listed = workspace.snapshot.ordered_documents() if workspace else ()
        self.documents.set_choices([(one.key, f"{one.id}  {one.title}") for one in listed], chosen)

    def _show_others(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        snapshot = workspace.snapshot
        linked = differing(snapshot, self.item.key)
        ticked = {*self.item.differs_from, *(one.key for one in linked)}
        others = [one for one in snapshot.evidence_of(self.item.programme) if one.key != self.item.key]
        others += [one for one in linked if one.programme != self.item.programme]
        choices = [(one.key, f"{one.id}  {' '.join(one.text.split())}") for one in others]
        self.differs.set_choices(choices, ticked)

    def _add_document(self) -> None:
        dialog = DocumentDialog(self._session, self._theme, self._prompts, parent=self)
        if self._prompts.run(dialog):
            self._show_documents((*self.documents.chosen, dialog.document.key))
        dialog.deleteLater()
        self.documents.list.setFocus()

    def _buttons(self) -> QVBoxLayout:
        self.problem = label(self._theme, "", "caption", ink="danger", wrap=True)
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        if not self._new:
            remove = IconButton(self._theme, "trash", _("Remove this item"), kind="link")
            remove.setAutoDefault(False)
            remove.clicked.connect(self._ask_removal)
            row.addWidget(remove)
            if self._session.evaluator is not None and self._session.round is not None:
                self.cite = IconButton(self._theme, "quote", _("Cite in several scores…"), kind="link")
                self.cite.setAutoDefault(False)
                self.cite.clicked.connect(self._ask_citations)
                row.addWidget(self.cite)
        row.addStretch(1)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        store = QPushButton(_("Add evidence") if self._new else _("Store"))
        store.setProperty("kind", "primary")
        store.setDefault(True)
        store.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(store)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addSpacing(4)
        column.addWidget(self.problem)
        column.addLayout(row)
        return column

    def _ask_removal(self) -> None:
        self.removing = True
        self.reject()

    def _ask_citations(self) -> None:
        session, workspace = self._session, self._session.workspace
        if workspace is None or session.evaluator is None or session.round is None:
            return
        dialog = CitationsDialog(
            session, self._theme, workspace, self.item, session.evaluator, session.round, parent=self
        )
        self._prompts.run(dialog)
        dialog.deleteLater()
        self._about.setText(self._about_words())

    def _labelled(self, column: QVBoxLayout, words: str, field: QWidget) -> None:
        field.setAccessibleName(words)
        column.addSpacing(8)
        column.addWidget(label(self._theme, words, "field"))
        if isinstance(field, Segmented):
            column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(field)

    def _refused(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self.adjustSize()


def _in_order(before: tuple[str, ...], chosen: tuple[str, ...]) -> tuple[str, ...]:
    """What is chosen, in the order it had before and then as listed, so that nothing changes by being looked at."""
    return (*(key for key in before if key in chosen), *(key for key in chosen if key not in before))


def _show_wrong(field: QWidget, words: QLabel, problem: str) -> None:
    field.setProperty("wrong", "true" if problem else "false")
    field.style().polish(field)
    words.setText(problem)
    words.setVisible(bool(problem))
