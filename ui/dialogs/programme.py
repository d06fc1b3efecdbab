"""The sheet in which a programme is added or edited, with what is wrong beside the field it is wrong in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scorecard.edits.programmes import namesakes, tags_in, valid_programme
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import folded
from ui.dialogs.sheet import Sheet
from ui.models.programmes.table import in_brief
from ui.theme import Theme
from ui.widgets.text import label

_LINES = ("name", "short", "id", "country", "region", "period", "kind", "tags", "investment_code")
_TEXTS = ("institution", "mechanism", "note")
_WIDTH = 600
_MOST_HEIGHT = 460
"""Of the fields: with head and buttons the sheet fits on a screen of 768 px whose bars take 78 px."""


class ProgrammeDialog(Sheet):
    """Edits a programme, or a new one when `programme` is None. Once accepted, `programme` is as entered.

    A name that another programme has is told once; agreeing again to the same name says that two have it, and then
    `same_name` is true.
    """

    def __init__(
        self,
        theme: Theme,
        snapshot: Snapshot,
        programme: Programme | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add programme") if programme is None else _("Edit programme")
        agree = _("Add programme") if programme is None else _("Store")
        super().__init__(theme, title, agree=agree, width=_WIDTH, parent=parent)
        self._snapshot = snapshot
        self._new = programme is None
        self.same_name = False
        self._told_name = ""
        self.programme = programme or Programme(key=new_key(), id="", name="")
        self._fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._wrongs: dict[str, QLabel] = {}
        self.body.addWidget(self._form())
        self._fields["name"].setFocus()

    def agreed(self) -> None:
        """Close only when everything entered can be stored."""
        entered = self._entered()
        problems = problems_of(self._snapshot, entered, may_lack_id=self._new)
        self.same_name = self._is_told_of(entered)
        if not problems and not self.same_name and (told := self._namesake(entered)):
            problems["name"] = told
        for name, wrong in self._wrongs.items():
            wrong.setText(problems.get(name, ""))
            field = self._fields[name]
            if name in problems:
                # Within a scroll area nothing else makes room for the lines that a label needs at its width.
                wrong.setFixedHeight(wrong.heightForWidth(field.width()))
            wrong.setVisible(name in problems)
            field.setProperty("wrong", "true" if name in problems else "false")
            field.style().polish(field)
        if problems:
            first = self._fields[next(name for name in self._fields if name in problems)]
            first.setFocus()
            self._area.ensureWidgetVisible(first)
            return
        self.programme = entered
        self.accept()

    def field(self, name: str) -> QLineEdit | QPlainTextEdit:
        """The field of an attribute of the programme."""
        return self._fields[name]

    def wrong(self, name: str) -> str:
        """What stands beside a field because it is wrong, empty while nothing is."""
        return self._wrongs[name].text()

    def _is_told_of(self, entered: Programme) -> bool:
        return bool(self._told_name) and folded(entered.name) == self._told_name

    def _namesake(self, entered: Programme) -> str:
        """Which other programme has this name, and how to go ahead; empty where none has or it had it before."""
        if not self._new and folded(entered.name) == folded(self.programme.name):
            return ""
        for other in namesakes(self._snapshot, entered.name):
            if other.key != entered.key:
                self._told_name = folded(entered.name)
                place = ", ".join(filter(None, map(in_brief, (other.country, other.region, other.period))))
                sentence = _(
                    "{id} has this name already ({place}). If this is another one, press “{button}” again."
                )
                return sentence.format(id=other.id, place=place or other.name, button=self.agree.text())
        return ""

    def _form(self) -> QScrollArea:
        names = {
            "name": _("Name"),
            "short": _("Short name, for lists and charts"),
            "id": _("Id"),
            "kind": _("Kind"),
            "country": _("Country"),
            "region": _("Region"),
            "period": _("Period"),
            "investment_code": _("Public investment code"),
            "tags": _("Tags, with commas between them"),
            "institution": _("Institution"),
            "mechanism": _("Mechanism"),
            "note": _("Note, such as where documents differ"),
        }
        inside = QWidget()
        inside.setProperty("ground", "none")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        places = {
            "name": (0, 0, 2), "short": (1, 0, 2), "id": (2, 0, 1), "kind": (2, 1, 1), "country": (3, 0, 1),
            "region": (3, 1, 1), "period": (4, 0, 1), "investment_code": (4, 1, 1), "tags": (5, 0, 2),
            "institution": (6, 0, 2), "mechanism": (7, 0, 2), "note": (8, 0, 2),
        }  # fmt: skip
        for name, text in names.items():
            row, place, span = places[name]
            grid.addLayout(self._labelled(name, text), row, place, 1, span)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._area = area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(min(inside.sizeHint().height() + 4, _MOST_HEIGHT))
        return area

    def _labelled(self, name: str, text: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        head = label(self.theme, text, "field")
        stored = ", ".join(self.programme.tags) if name == "tags" else getattr(self.programme, name)
        if name in _TEXTS:
            field: QLineEdit | QPlainTextEdit = QPlainTextEdit(stored)
            field.setTabChangesFocus(True)
            field.setFixedHeight(64)
        else:
            field = QLineEdit(stored)
            field.setCursorPosition(0)
            if name == "id" and self._new:
                field.setPlaceholderText(_("the next free one"))
            if name == "investment_code":
                field.setPlaceholderText(_("such as BIP or CUI"))
        field.setAccessibleName(text)
        head.setBuddy(field)
        wrong = label(self.theme, "", "caption", ink="danger", wrap=True)
        wrong.hide()
        for widget in (head, field, wrong):
            column.addWidget(widget)
        column.addStretch()
        self._fields[name], self._wrongs[name] = field, wrong
        return column

    def _entered(self) -> Programme:
        texts = {
            name: field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            for name, field in self._fields.items()
        }
        entered: dict[str, Any] = {name: text.strip() for name, text in texts.items()}
        return replace(self.programme, **{**entered, "tags": tags_in(entered["tags"])})


def problems_of(snapshot: Snapshot, programme: Programme, *, may_lack_id: bool) -> dict[str, str]:
    """What is wrong with each attribute, in a sentence: each is tried alone in a programme without fault."""
    faultless = Programme(key=programme.key, id=new_key()[:24], name="-")
    problems = {}
    for name in (*_LINES, *_TEXTS):
        entry = getattr(programme, name)
        if name == "id" and may_lack_id and not entry:
            continue
        try:
            valid_programme(snapshot, replace(faultless, **{name: entry}))
        except Refusal as refusal:
            problems[name] = str(refusal)
    return problems
