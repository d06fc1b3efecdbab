"""The views of an answer, and what is done with the one that is shown; on two lines where one has no room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from scorecard.i18n import _
from ui.theme import Theme
from ui.widgets.compare.compare_views import view_titles
from ui.widgets.icon_button import IconButton
from ui.widgets.segmented import Segmented

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ViewBar(QWidget):
    """`tabs` are the views; `copied` and `saved` ask for the picture of the one that is shown."""

    copied = Signal()
    saved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = Segmented(theme, view_titles(), name=_("View"))
        copy = IconButton(theme, "copy", _("Copy"), kind="link", small=True)
        copy.setToolTip(_("Copy the picture, with its question, date and coverage"))
        copy.clicked.connect(self.copied)
        save = IconButton(theme, "image", _("Save picture"), kind="link", small=True)
        save.clicked.connect(self.saved)
        self._commands = QWidget()
        row = QHBoxLayout(self._commands)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(copy)
        row.addWidget(save)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self.tabs, 0, 0, _LEFT)
        self._grid.addWidget(self._commands, 0, 1, _RIGHT)
        self._is_narrow = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.tabs.sizeHint().width() + self._commands.sizeHint().width() + self._grid.spacing()
        is_narrow = self.width() < needed
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            row, column = (1, 0) if is_narrow else (0, 1)
            self._grid.addWidget(self._commands, row, column, _RIGHT)
