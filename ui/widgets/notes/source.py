"""What stands behind the current entry of a note sheet: where it is found, in which documents, its footnote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.note_sheet import NoteRow
from scorecard.model.programme import Document
from ui.theme import Theme
from ui.widgets.entry_field import EntryField
from ui.widgets.header import Elided
from ui.widgets.icon_button import IconButton
from ui.widgets.picker import Picker
from ui.widgets.text import label

_DOCUMENTS = 168
_LONGEST = 90


class NoteSource(QWidget):
    """A panel under the sheet. `changed` carries another state of the entry, `asked` what a button asks for it."""

    changed = Signal(object)
    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row: NoteRow | None = None
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 10)
        column.setSpacing(6)
        column.addLayout(self._head())
        fields = QHBoxLayout()
        fields.setSpacing(12)
        self.place = EntryField(theme, name=_("Where it is found"), lines=1)
        self.place.setPlaceholderText(_("Such as: Table 2, row 3"))
        self._add_field(fields, _("Where it is found"), self.place, 3)
        self.documents = DocumentsPicker(theme)
        self.documents.turned.connect(self._turn)
        self._add_field(fields, _("Documents"), self.documents, 0)
        self.footnote = EntryField(theme, name=_("Footnote"), lines=2)
        self._add_field(fields, _("Footnote"), self.footnote, 4)
        column.addLayout(fields)
        for field in (self.place, self.footnote):
            field.entered.connect(self._enter)
        self.place.done.connect(lambda: self.asked.emit("back"))
        self.footnote.done.connect(lambda: self.asked.emit("back"))

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the eye."""
        return [*self._buttons.values(), self.place, self.documents, self.footnote]

    def show_row(
        self, row: NoteRow | None, words: str, documents: Sequence[Document], *, editable: bool
    ) -> None:
        """Show an entry, or none; `words` say which one it is."""
        same = row is not None and self._row is not None and row.key == self._row.key
        if not same:
            self.enter()
        self._row = row
        self._title.set_text(words)
        for field, text in (
            (self.place, row.place if row else ""),
            (self.footnote, row.footnote if row else ""),
        ):
            if same:
                field.show_stored(text)
            else:
                field.open(text)
        self.documents.show_documents(documents, row.documents if row else ())
        for button in self._buttons.values():
            button.setEnabled(editable and row is not None)
        indent = self._buttons["in"]
        indent.setText(_("Set out") if row and row.depth else _("Set in"))
        for field in (self.place, self.documents, self.footnote):
            field.setEnabled(editable and row is not None)

    def enter(self) -> None:
        """Store what is being typed."""
        self.place.enter()
        self.footnote.enter()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._title = Elided(self._theme)
        self._title.setFont(self._theme.font(13, 600))
        row.addWidget(self._title, 1)
        row.addStretch(0)
        self._buttons = {
            "up": IconButton(self._theme, "chevron-up", kind="quiet", small=True, name=_("Move up (Alt+Up)")),
            "down": IconButton(
                self._theme, "chevron-down", kind="quiet", small=True, name=_("Move down (Alt+Down)")
            ),
            "in": QPushButton(_("Set in")),
            "remove": IconButton(self._theme, "trash", _("Remove entry"), kind="quiet", small=True),
        }
        indent = self._buttons["in"]
        indent.setProperty("kind", "quiet")
        indent.setProperty("small", "true")
        indent.setToolTip(_("Put it under the entry above, or take it out again (Alt+Shift+Right, Left)"))
        indent.setMinimumWidth(84)
        self._buttons["remove"].setToolTip(_("Remove the entry with what stands under it (Ctrl+Delete)"))
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self._press(name))
            row.addWidget(button)
        return row

    def _press(self, name: str) -> None:
        if name == "in" and self._row is not None and self._row.depth:
            name = "out"
        self.asked.emit(name)

    def _add_field(self, fields: QHBoxLayout, words: str, field: QWidget, stretch: int) -> None:
        column = QVBoxLayout()
        column.setSpacing(3)
        head = label(self._theme, words, "caption", ink="muted")
        head.setBuddy(field)
        column.addWidget(head)
        column.addWidget(field)
        column.addStretch(1)
        fields.addLayout(column, stretch)

    def _enter(self) -> None:
        if self._row is not None:
            row = replace(self._row, place=self.place.text, footnote=self.footnote.text)
            self.changed.emit(row)

    def _turn(self, key: Key) -> None:
        if self._row is None:
            return
        chosen = self._row.documents
        others = tuple(one for one in chosen if one != key)
        documents = others if key in chosen else (*chosen, key)
        self.changed.emit(replace(self._row, documents=documents))


class DocumentsPicker(Picker):
    """The documents of an entry in a menu of all, ticked; `turned` carries the key of one that is ticked or freed."""

    turned = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", name=_("Documents"))
        self._listed: Sequence[Document] = ()
        self._ticked: tuple[Key, ...] = ()
        self.setFixedWidth(_DOCUMENTS)

    def show_documents(self, documents: Sequence[Document], ticked: tuple[Key, ...]) -> None:
        """The documents to choose from, and which are chosen."""
        self._listed, self._ticked = documents, ticked
        ids = ", ".join(one.id for one in documents if one.key in ticked)
        self.set_choices([(ids, ids)] if ids else [], ids or None, nothing=_("None"))

    def menu_of_choices(self) -> QMenu:
        """The menu as it opens; whoever asks for it owns it."""
        menu = QMenu(self)
        for one in self._listed:
            words = f"{one.id} {one.title}"
            words = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(one.key in self._ticked)
            action.triggered.connect(lambda _on=False, key=one.key: self.turned.emit(key))
        if not self._listed:
            menu.addAction(_("No document is listed yet")).setEnabled(False)
        return menu
