"""A slider for the share of one section, with the band in which the leader stays first drawn on its groove."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from scorecard.i18n import format_share
from ui.theme import Theme

_HANDLE = 8.0
_GROOVE, _BAND = 4.0, 8.0
_STEP, _PAGE = 1, 5
_PALE = 0.32
"""How much of the colour of chances the band has."""

Band = tuple[float, float]


class ShareSlider(QSlider):
    """A share from 0 to 100 %: arrows move it by 1 %, Page Up and Page Down by 5 %, Home and End to its ends.

    The handle stands at the share as it is; a person moves it to whole per cents. `asked` carries the share that
    a person wants, from 0 to 1.
    """

    asked = Signal(float)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._share = 0.0
        self._band: Band | None = None
        self._settled = True
        self.setRange(0, 100)
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.setAccessibleName(name)
        self.setProperty("ring", "none")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.valueChanged.connect(lambda value: self.asked.emit(value / 100))

    @property
    def band(self) -> Band | None:
        """The shares between which the leader stays first, where that is known."""
        return self._band

    def show_share(self, share: float) -> None:
        """Put the handle at a share without announcing it."""
        if share == self._share:
            return
        self._share = share
        before = self.blockSignals(True)
        self.setValue(round(share * 100))
        self.blockSignals(before)
        self.setToolTip(format_share(share))
        self.update()

    def show_band(self, band: Band | None, *, settled: bool = True) -> None:
        """Draw the band of the leader, fainter until it is `settled`; None draws none."""
        if (band, settled) != (self._band, self._settled):
            self._band, self._settled = band, settled
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 20)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """What scrolls past under the wheel is not moved by it."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, left, length = self.height() / 2, _HANDLE, self._length()
        usable = self.isEnabled()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("border"))
        painter.drawRoundedRect(QRectF(left, middle - _GROOVE / 2, length, _GROOVE), 2, 2)
        if self._band is not None and usable:
            low, high = self._band
            tint = QColor(theme.colour("chance"))
            tint.setAlphaF(_PALE if self._settled else _PALE / 3)
            painter.setBrush(tint)
            room = QRectF(left + low * length, middle - _BAND / 2, max((high - low) * length, 2), _BAND)
            painter.drawRoundedRect(room, 3, 3)
        at = QPointF(left + self._share * length, middle)
        if theme.shows_focus(self):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawEllipse(at, _HANDLE + 2, _HANDLE + 2)
        painter.setPen(QPen(theme.colour("accent" if usable else "border"), 2))
        painter.setBrush(theme.colour("accent-soft" if self.isSliderDown() else "surface"))
        painter.drawEllipse(at, _HANDLE - 1, _HANDLE - 1)
        painter.end()

    def _go(self, x: float) -> None:
        self.setValue(round(100 * min(max((x - _HANDLE) / self._length(), 0), 1)))

    def _length(self) -> float:
        return max(self.width() - 2 * _HANDLE, 1.0)
