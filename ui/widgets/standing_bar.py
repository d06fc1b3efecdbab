"""The line under the head of the window for as long as this file is open: why it cannot change, or is at risk."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from scorecard.i18n import _
from ui.models.standing import Standing
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.icons import draw_icon
from ui.widgets.text import label


class StandingBar(QWidget):
    """A sentence in all its lines with the way out beside it; `wanted` carries which. It can be put away."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, standing: Standing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = "warning" if standing.warns else "info"
        row = QHBoxLayout(self)
        row.setContentsMargins(46, 5, 12, 5)
        row.setSpacing(12)
        self.words = label(theme, standing.sentence, "body", ink=self._tone, wrap=True)
        row.addWidget(self.words, 1)
        offers = {"copy": _("Work on a copy of my own…"), "backups": _("Backups…")}
        self.button = QPushButton(offers[standing.offer])
        self.button.clicked.connect(lambda: self.wanted.emit(standing.offer))
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.close_button = IconButton(theme, "close", kind="quiet", name=_("Put this notice away"))
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(f"{self._tone}-soft"))
        sign = QRectF(22, self.height() / 2 - 8, 16, 16)
        draw_icon(painter, sign, self._theme, "flag" if self._tone == "warning" else "lock", self._tone)
        painter.end()
