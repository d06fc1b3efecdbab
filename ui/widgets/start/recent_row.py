"""A recent evaluation as a row: title, folder, when, and how far it has come."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from scorecard.i18n import _, format_share
from ui.models.moments import day_and_time
from ui.preferences import Recent
from ui.theme import Theme
from ui.widgets.icons import draw_icon
from ui.widgets.marks import draw_progress


class RecentRow(QAbstractButton):
    """56 px high; grey, with its reason, when the file is not there any more."""

    def __init__(
        self, theme: Theme, recent: Recent, *, last: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._recent = recent
        self._last = last
        self._there = recent.path.exists()
        self.setText(recent.title)
        self.setEnabled(self._there)
        place = folder_name(recent.path)
        self._place = place if self._there else _("{folder} (not found)").format(folder=place)
        self._when = day_and_time(recent.at)
        self.setToolTip(str(recent.path))
        answered = _("{share} answered").format(share=format_share(recent.share))
        self.setAccessibleDescription(f"{self._place}, {self._when}, {answered}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, 56)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self._there:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("border" if self.isDown() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 7, 7)
        ink = "text" if self._there else "disabled"
        quiet = "muted" if self._there else "disabled"
        draw_icon(painter, QRectF(18, 19, 18, 18), self._theme, "file", quiet)
        width = self.width()
        self._line(painter, QRectF(50, 9, width - 190, 20), self.text(), ink, 600)
        self._line(painter, QRectF(50, 29, width - 190, 18), self._place, quiet, 400)
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.colour(quiet))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(width - 150, 9, 132, 20), right, self._when)
        if self._there:
            share = round(self._recent.share * 100)
            draw_progress(painter, QRectF(width - 82, 31, 64, 14), self._theme, share, 100)
        if not self._last:
            painter.setPen(self._theme.colour("border"))
            painter.drawLine(50, self.height() - 1, width - 16, self.height() - 1)
        painter.end()

    def _line(self, painter: QPainter, box: QRectF, text: str, role: str, weight: int) -> None:
        font = self._theme.font(12.5 if weight == 600 else 12, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


def folder_name(path: Path) -> str:
    """The last two folders of a path, as people name a place."""
    names = [part for part in path.parent.parts if part not in ("/", "\\") and not part.endswith(":\\")]
    return " · ".join(names[-2:])
