"""Icons from `resources/icons`, one line drawing each, in the colour of the text beside them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from scorecard.paths import resource
from ui.theme import Theme

_SCALES = (1, 2)


def icon(theme: Theme, name: str, role: str = "text", size: int = 16, *, gap: int = 0) -> QIcon:
    """An icon for a button or a menu in the colour of a role; greyed where the button is disabled.

    `gap` is empty room at its right, since a button leaves none before its words.
    """
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "disabled")):
        for scale in _SCALES:
            colour = theme.colour(tint).name(QColor.NameFormat.HexArgb)
            made.addPixmap(_pixmap(name, colour, size, gap, scale), mode)
    return made


def draw_icon(painter: QPainter, rect: QRectF, theme: Theme, name: str, role: str = "text") -> None:
    """An icon into a square, sharp at any scale of the screen."""
    colour = theme.colour(role).name(QColor.NameFormat.HexArgb)
    _renderer(name, colour).render(painter, rect)


def draw_program_mark(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The mark of the program: five bars, one of each level."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    step = rect.width() / 5
    for level in range(5):
        height = rect.height() * (0.24 + 0.19 * level)
        painter.setBrush(theme.colour(f"fill{level}"))
        bar = QRectF(rect.left() + level * step, rect.bottom() - height, step * 0.82, height)
        painter.drawRoundedRect(bar, step * 0.2, step * 0.2)
    painter.restore()


def program_icon(theme: Theme) -> QIcon:
    """The mark of the program for the bar of the window and the task bar."""
    made = QIcon()
    for size in (16, 32, 64):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_program_mark(painter, QRectF(0, 0, size, size), theme)
        painter.end()
        made.addPixmap(pixmap)
    return made


@cache
def _pixmap(name: str, colour: str, size: int, gap: int, scale: int) -> QPixmap:
    pixmap = QPixmap((size + gap) * scale, size * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, colour).render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    """The drawing in a colour; SVG knows no `#AARRGGBB`, so opacity is written apart."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    tint = QColor(colour)
    stroke = f'{tint.name()}" stroke-opacity="{tint.alphaF():.3f}'
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", stroke).encode()))
