"""A field in which one searches a list by word; Enter goes on into the list and agrees to nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from scorecard.i18n import _
from ui.theme import Theme
from ui.widgets.icons import icon


def show_glass(field: QLineEdit, theme: Theme) -> None:
    """The magnifying glass at the beginning of a field, which is a button to assistive software and so has a name."""
    glass = field.addAction(icon(theme, "search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
    glass.setText(_("Find"))


class FindField(QLineEdit):
    """`searched` is the widget that Enter and Down lead to, since in a sheet Enter would press its main button."""

    def __init__(self, theme: Theme, name: str, searched: QWidget) -> None:
        super().__init__()
        self._searched = searched
        self.setPlaceholderText(_("Find"))
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        show_glass(self, theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._searched.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
