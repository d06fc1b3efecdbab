"""One line on whether an answer has the evidence that its level asks for, in a room that never changes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from scorecard.analysis.sources.proof import Shortfall, shortfall_sentence
from scorecard.i18n import _, ngettext
from ui.theme import Theme
from ui.widgets.icons import draw_icon

_HEIGHT = 20


class ProofLine(QWidget):
    """Says what a mark lacks, or how much is cited; the whole sentence stands in the tip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.text = ""
        self._role, self._icon = "muted", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def show_proof(self, lacking: Shortfall, level: str, cited: int) -> None:
        """Say it for a mark; `level` is its code, empty where the answer is no level."""
        if lacking:
            self._role, self._icon = "warning", "alert"
            self.text = _short(lacking, level)
        elif level:
            self._role, self._icon = "positive", "check"
            self.text = ngettext(
                "{count} item cited, enough for level {level}",
                "{count} items cited, enough for level {level}",
                cited,
            ).format(count=cited, level=level)
        else:
            self._role, self._icon = "muted", ""
            self.text = ngettext("{count} item cited", "{count} items cited", cited).format(count=cited)
            if not cited:
                self.text = _("Nothing cited yet")
        whole = shortfall_sentence(lacking, level) or self.text
        self.setToolTip(whole)
        self.setAccessibleName(whole)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 2.0
        if self._icon:
            draw_icon(
                painter, QRectF(left, self.height() / 2 - 7, 14, 14), self._theme, self._icon, self._role
            )
            left += 20
        room = QRectF(left, 0, self.width() - left, self.height())
        font = self._theme.font(12, 500 if self._icon else 400)
        painter.setFont(font)
        painter.setPen(self._theme.colour(self._role))
        shown = QFontMetricsF(font).elidedText(self.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


def _short(lacking: Shortfall, level: str) -> str:
    """What a mark lacks, short enough for one line beside the levels."""
    match lacking:
        case "official":
            return _("{level} asks for an official document or 2 items").format(level=level)
        case "effect":
            return _("{level} asks for an item that shows the effect").format(level=level)
        case _:
            return _("Level {level} without any evidence cited").format(level=level)
