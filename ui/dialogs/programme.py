"""The sheet in which a programme is added or edited, with what is wrong beside the field it is wrong in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.snapshot import Snapshot
from ui.theme import Theme
from ui.widgets.text import label

_LINES = ("name", "short", "id", "country", "region", "period", "kind")
_TEXTS = ("institution", "mechanism", "note")


class ProgrammeDialog(QDialog):
    """Edits a programme, or a new one when `programme` is None. Once accepted, `programme` is as entered."""

    def __init__(
        self,
        theme: Theme,
        snapshot: Snapshot,
        programme: Programme | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._snapshot = snapshot
        self._new = programme is None
        self.programme = programme or Programme(key=new_key(), id="", name="")
        self.setWindowTitle(_("Add programme") if self._new else _("Edit programme"))
        self.setMinimumWidth(560)
        self._fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._wrongs: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(theme, self.windowTitle(), "title"))
        column.addWidget(self._form(), 1)
        column.addWidget(self._buttons())
        self._fields["name"].setFocus()

    def accept(self) -> None:
        """Close only when everything entered can be stored."""
        entered = self._entered()
        problems = problems_of(self._snapshot, entered, may_lack_id=self._new)
        for name, wrong in self._wrongs.items():
            wrong.setText(problems.get(name, ""))
            wrong.setVisible(name in problems)
            field = self._fields[name]
            field.setProperty("wrong", "true" if name in problems else "false")
            field.style().polish(field)
        if problems:
            self._fields[next(name for name in self._fields if name in problems)].setFocus()
            return
        self.programme = entered
        super().accept()

    def field(self, name: str) -> QLineEdit | QPlainTextEdit:
        """The field of an attribute of the programme."""
        return self._fields[name]

    def wrong(self, name: str) -> str:
        """What stands beside a field because it is wrong, empty while nothing is."""
        return self._wrongs[name].text()

    def _form(self) -> QScrollArea:
        names = {
            "name": _("Name"),
            "short": _("Short name, for lists and charts"),
            "id": _("Id"),
            "country": _("Country"),
            "region": _("Region"),
            "period": _("Period"),
            "kind": _("Kind"),
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
            "region": (3, 1, 1), "period": (4, 0, 2), "institution": (5, 0, 2), "mechanism": (6, 0, 2),
            "note": (7, 0, 2),
        }  # fmt: skip
        for name, text in names.items():
            row, place, span = places[name]
            grid.addLayout(self._labelled(name, text), row, place, 1, span, Qt.AlignmentFlag.AlignTop)
        if self._new:
            self._line("id").setPlaceholderText(_("the next free one"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(min(inside.sizeHint().height() + 4, 540))
        return area

    def _labelled(self, name: str, text: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        head = label(self._theme, text, "caption", ink="muted")
        stored = getattr(self.programme, name)
        if name in _TEXTS:
            field: QLineEdit | QPlainTextEdit = QPlainTextEdit(stored)
            field.setTabChangesFocus(True)
            field.setFixedHeight(64)
        else:
            field = QLineEdit(stored)
        field.setAccessibleName(text)
        head.setBuddy(field)
        wrong = label(self._theme, "", "caption", ink="danger", wrap=True)
        wrong.hide()
        for widget in (head, field, wrong):
            column.addWidget(widget)
        self._fields[name], self._wrongs[name] = field, wrong
        return column

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        agree = QPushButton(_("Add programme") if self._new else _("Store"))
        agree.setProperty("kind", "primary")
        agree.setDefault(True)
        box.addButton(agree, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(QPushButton(_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _line(self, name: str) -> QLineEdit:
        field = self._fields[name]
        if not isinstance(field, QLineEdit):
            raise TypeError(name)
        return field

    def _entered(self) -> Programme:
        texts = {
            name: field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            for name, field in self._fields.items()
        }
        return replace(self.programme, **{name: text.strip() for name, text in texts.items()})


def problems_of(snapshot: Snapshot, programme: Programme, *, may_lack_id: bool) -> dict[str, str]:
    """What is wrong with each attribute, in a sentence: each is tried alone in a programme without fault."""
    from scorecard.analysis.validation import valid_programme

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
