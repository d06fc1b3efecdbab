"""The marks of evidence: what a fact says, by its sign, and how far what it tells of has come."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from scorecard.model.programme import Sign, Standing
from ui.theme import Theme
from ui.widgets.icons import draw_icon

SIGN_ROLES: dict[Sign, tuple[str, str]] = {
    "+": ("positive", "plus"),
    "-": ("danger", "minus"),
    "~": ("warning", "tilde"),
    "?": ("info", "question"),
}
"""The colour and the icon of each sign."""

_FULL_CIRCLE = 360 * 16


def draw_sign(painter: QPainter, circle: QRectF, theme: Theme, sign: Sign) -> None:
    """A disc with the sign in it."""
    role, glyph = SIGN_ROLES[sign]
    painter.setPen(QPen(theme.colour(role), 1))
    painter.setBrush(theme.colour(f"{role}-soft"))
    painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
    inset = circle.width() / 5
    draw_icon(painter, circle.adjusted(inset, inset, -inset, -inset), theme, glyph, role)


def draw_standing(painter: QPainter, circle: QRectF, theme: Theme, standing: Standing) -> None:
    """How far it has come: a ring that fills, declared empty, implemented half, verified full; nothing unsaid."""
    if not standing:
        return
    ring = circle.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(theme.colour("muted"), 1.5))
    painter.setBrush(theme.colour("muted") if standing == "verified" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if standing == "implemented":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("muted"))
        painter.drawPie(ring, 90 * 16, _FULL_CIRCLE // 2)


def draw_pencil(painter: QPainter, box: QRectF, theme: Theme, *, hovered: bool) -> None:
    """Where an item can be changed: faint until the pointer is on it."""
    if hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(box, 4, 4)
    square = QRectF(0, 0, 14, 14)
    square.moveCenter(QPointF(box.center()))
    draw_icon(painter, square, theme, "pencil", "text" if hovered else "muted")
