"""The sheet in which a document is listed, or what is said of it changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from scorecard.analysis.sources.evidence_words import document_kind_word
from scorecard.edits import documents
from scorecard.i18n import _
from scorecard.model.programme import DOCUMENT_KINDS, Document
from scorecard.model.record import new_key
from ui.dialogs.sheet import Sheet
from ui.prompts import Prompts
from ui.session import Session
from ui.theme import Theme
from ui.widgets.link_field import LinkField
from ui.widgets.picker import Picker
from ui.widgets.text import label

Field = TypeVar("Field", bound=QWidget)

_WIDTH = 520


class DocumentDialog(Sheet):
    """Changes a document, or lists a new one where `document` is None.

    It closes only once the document is stored, so a refusal loses nothing written; `document` is then what was
    stored, but for a free id that it was given.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        prompts: Prompts,
        document: Document | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("New document") if document is None else _("Change document {id}").format(id=document.id)
        agree = _("Add document") if document is None else _("Store")
        super().__init__(theme, title, agree=agree, width=_WIDTH, parent=parent)
        self._session = session
        self._new = document is None
        self.document = document or Document(key=new_key(), id="", title="")
        self.title = self._line(_("Title"), self.document.title)
        self.author = self._line(_("Author or institution"), self.document.author)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.year = self._beside(row, _("Year"), QLineEdit(self.document.year), 1)
        self.id = self._beside(row, _("Id"), QLineEdit(self.document.id), 1)
        if self._new:
            self.id.setPlaceholderText(_("the next free one"))
        self.kind = Picker(theme, "", name=_("Kind"))
        kinds = [(document_kind_word(kind) or _("not said"), kind) for kind in DOCUMENT_KINDS]
        self.kind.set_choices(kinds, self.document.kind)
        self._beside(row, _("Kind"), self.kind, 0)
        row.addStretch(1)
        self.body.addLayout(row)
        hint = _("An official document is proof enough for the levels that ask for one.")
        self.body.addWidget(label(theme, hint, "caption", ink="muted", wrap=True))
        self.link = LinkField(theme, prompts, self.document.link)
        self.body.addWidget(self.link)
        self.title.setFocus()

    def agreed(self) -> None:
        """Store what is written; a refusal is said in the sheet, which stays open."""
        entered = replace(
            self.document,
            id=self.id.text(),
            title=self.title.text(),
            author=self.author.text(),
            year=self.year.text(),
            kind=self.kind.value,
            link=self.link.link,
        )
        if not entered.title.strip():
            self.complain(_("Give the title of the document."), self.title)
            return
        self._session.refused.connect(self.complain)
        stored = self._session.edit(documents.add if self._new else documents.change, entered)
        self._session.refused.disconnect(self.complain)
        if stored:
            self.document = entered
            self.accept()

    def _line(self, name: str, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setCursorPosition(0)
        self.add_field(name, field)
        return field

    def _beside(self, row: QHBoxLayout, name: str, field: Field, stretch: int) -> Field:
        column = QVBoxLayout()
        column.setSpacing(4)
        head = label(self.theme, name, "field")
        head.setBuddy(field)
        if isinstance(field, QLineEdit):
            field.setAccessibleName(name)
        column.addWidget(head)
        column.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, stretch)
        return field
