"""A sheet: head, fields with their labels above, and the two buttons of every question."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.theme import Theme
from ui.widgets.text import label

_AROUND = 24
"""Pixels of the screen that are left beside the widest sheet."""


class Sheet(QDialog):
    """Agreeing calls `agreed`, which a sheet overrides to check its fields before it accepts."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        *,
        agree: str,
        refuse: str = "",
        width: int = 480,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        room = (parent or self).screen().availableGeometry()
        self.setMinimumWidth(min(width, room.width() - _AROUND))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(16)
        outer.addWidget(label(theme, title, "title"))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        outer.addLayout(self.body, 1)
        self.problem = label(theme, "", "body", ink="danger", wrap=True)
        self.problem.hide()
        outer.addWidget(self.problem)
        row = self.buttons = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        self._asks = bool(agree)
        if agree:
            cancel = QPushButton(refuse or _("Cancel"))
            cancel.setAutoDefault(False)
            cancel.clicked.connect(self.reject)
            row.addWidget(cancel)
        self.agree = QPushButton(agree or _("Close"))
        self.agree.setProperty("kind", "primary")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self.agreed)
        row.addWidget(self.agree)
        outer.addLayout(row)

    def setVisible(self, visible: bool) -> None:
        """Answers begin in the first field; Qt would begin at the buttons, which come first in its chain."""
        if visible and self._asks and self.focusWidget() is None:
            first = self.agree.nextInFocusChain()
            while first is not self and not (
                first.focusPolicy() & Qt.FocusPolicy.TabFocus and first.isEnabled()
            ):
                first = first.nextInFocusChain()
            if first is not self:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
        if visible and not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            make_room(self)
        super().setVisible(visible)

    def agreed(self) -> None:
        """The person pressed the main button."""
        self.accept()

    def add_field(self, text: str, field: QWidget, hint: str = "") -> QLabel:
        """A field under its label; the hint stands below in small."""
        column = QVBoxLayout()
        column.setSpacing(4)
        words = label(self.theme, text, "field")
        words.setBuddy(field)
        field.setAccessibleName(text)
        column.addWidget(words)
        column.addWidget(field)
        if hint:
            column.addWidget(label(self.theme, hint, "caption", ink="muted", wrap=True))
        self.body.addLayout(column)
        return words

    def complain(self, sentence: str, field: QWidget | None = None) -> None:
        """Say what is wrong and go to the field; the sheet stays open."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if field is not None:
            field.setProperty("wrong", "true")
            field.style().polish(field)
            field.setFocus(Qt.FocusReason.OtherFocusReason)


def make_room(sheet: QDialog) -> None:
    """As high as its sentences need; Qt would give it two thirds of the screen at most, and cut them."""
    sheet.adjustSize()
    needed = max(sheet.height(), sheet.layout().totalHeightForWidth(sheet.width()))
    sheet.resize(sheet.width(), min(needed, sheet.screen().availableGeometry().height()))
