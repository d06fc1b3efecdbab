"""Adds a round or changes one: name, kind, dates, and whether it is scored blind."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from scorecard.edits import rounds
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.edit import Edit
from scorecard.model.evaluation import ROUND_KINDS, Round
from ui.dialogs.sheet import Sheet
from ui.models.people.words import blind_sentence, round_kind_word
from ui.session import Session
from ui.theme import Theme
from ui.widgets.picker import Picker
from ui.widgets.text import label


class RoundSheet(Sheet):
    """Stores when the person agrees; a refusal stands in the sheet, which stays open. `round` None adds one."""

    def __init__(
        self, session: Session, theme: Theme, round: Round | None = None, parent: QWidget | None = None
    ) -> None:
        title = _("Add round") if round is None else _("Change round")
        super().__init__(theme, title, agree=title if round is None else _("Store"), parent=parent)
        self._session = session
        self._round = round
        self.name = QLineEdit(round.name if round else "")
        self.name.setPlaceholderText(_("Baseline 2026"))
        self.add_field(_("Name"), self.name)
        self.kind = Picker(theme, "", name=_("Kind"))
        self.kind.set_choices(
            [(round_kind_word(kind) or _("not said"), kind) for kind in ROUND_KINDS],
            round.kind if round else "",
        )
        self._add_kind()
        self.begins = QLineEdit(round.begins if round else "")
        self.ends = QLineEdit(round.ends if round else "")
        self._add_dates()
        self.blind = QCheckBox(_("Blind round"))
        self.blind.setChecked(round.blind if round else False)
        blind = QVBoxLayout()
        blind.setSpacing(4)
        blind.addWidget(self.blind)
        blind.addWidget(label(theme, blind_sentence(), "caption", ink="muted", wrap=True))
        self.body.addLayout(blind)
        self.id = QLineEdit(round.id if round else "")
        if round is not None:
            self.add_field(_("Id"), self.id, _("How files and forms name the round: letters and digits."))
        self.name.setFocus()

    def agreed(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        try:
            edit = self._entered()
        except Refusal as refusal:
            self.complain(str(refusal))
            return
        if edit is not None and self._session.perform(lambda one: one.commit(edit)):
            self.accept()

    def _entered(self) -> Edit | None:
        workspace = self._session.workspace
        if workspace is None:
            return None
        snapshot = workspace.snapshot
        begins, ends, blind = self.begins.text(), self.ends.text(), self.blind.isChecked()
        if self._round is None:
            return rounds.add_round(
                snapshot, self.name.text(), kind=self.kind.value, begins=begins, ends=ends, blind=blind
            )
        entered = replace(
            self._round,
            id=self.id.text().strip(),
            name=self.name.text(),
            kind=self.kind.value,
            begins=begins,
            ends=ends,
            blind=blind,
        )
        return rounds.change_round(snapshot, entered)

    def _add_kind(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(self.theme, _("Kind"), "field"))
        column.addWidget(self.kind)
        self.body.addLayout(column)

    def _add_dates(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for words, field in ((_("First day"), self.begins), (_("Last day"), self.ends)):
            field.setPlaceholderText(_("2026-11-22"))
            field.setAccessibleName(words)
            column = QVBoxLayout()
            column.setSpacing(4)
            name = label(self.theme, words, "field")
            name.setBuddy(field)
            column.addWidget(name)
            column.addWidget(field)
            row.addLayout(column)
        self.body.addLayout(row)
