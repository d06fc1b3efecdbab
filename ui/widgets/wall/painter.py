"""Paints the marks of a slide in the colours of a palette, whatever the application itself wears."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from scorecard.palette import Palette
from ui.widgets.wall.ink import Box, Dot, Hatch, Mark, Mean, Words, font

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_HATCH_EVERY = 8.0
_RING = 4.0


def paint_marks(painter: QPainter, marks: Iterable[Mark], palette: Palette) -> None:
    """Paint marks in their order."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        match mark:
            case Words():
                _words(painter, mark, palette)
            case Box():
                _box(painter, mark, palette)
            case Dot():
                _dot(painter, mark, palette)
            case Hatch():
                _hatch(painter, mark, palette)
            case Mean():
                _mean(painter, mark, palette)


def wall_colour(palette: Palette, role: str) -> QColor:
    """The colour of a role, or one given as `#RRGGBB` itself."""
    text = role if role.startswith("#") else palette[role]
    colour = QColor(text[:7])
    if len(text) == 9:
        colour.setAlpha(int(text[7:], 16))
    return colour


def _words(painter: QPainter, mark: Words, palette: Palette) -> None:
    painter.setFont(font(mark.px, mark.weight))
    painter.setPen(wall_colour(palette, mark.role))
    flags = _ALIGN[mark.align] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(mark.rect, flags | Qt.TextFlag.TextSingleLine, mark.text)


def _box(painter: QPainter, mark: Box, palette: Palette) -> None:
    rect = mark.rect
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.fill:
        painter.setBrush(wall_colour(palette, mark.fill))
    if mark.edge:
        pen = QPen(wall_colour(palette, mark.edge), mark.thick)
        if mark.dotted:
            pen.setDashPattern([2, 2])
        painter.setPen(pen)
        half = mark.thick / 2
        rect = rect.adjusted(half, half, -half, -half)
    if mark.radius:
        painter.drawRoundedRect(rect, mark.radius, mark.radius)
    else:
        painter.drawRect(rect)


def _dot(painter: QPainter, mark: Dot, palette: Palette) -> None:
    ink = wall_colour(palette, "text")
    if not mark.hollow:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(mark.rect)
        return
    ring = min(_RING, mark.rect.width() / 6)
    painter.setPen(QPen(ink, ring))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(mark.rect.adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2))


def _hatch(painter: QPainter, mark: Hatch, palette: Palette) -> None:
    box = mark.rect.adjusted(0.75, 0.75, -0.75, -0.75)
    path = QPainterPath()
    path.addRoundedRect(box, mark.radius, mark.radius)
    painter.fillPath(path, wall_colour(palette, "ne-ground"))
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(wall_colour(palette, "ne-hatch"), 2))
    height, x = box.height(), box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + height, box.top()))
        x += _HATCH_EVERY
    painter.restore()
    painter.setPen(QPen(wall_colour(palette, "control"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _mean(painter: QPainter, mark: Mean, palette: Palette) -> None:
    from scorecard.charts.heat_tones import mean_tone

    tone = mean_tone(palette, mark.value, mark.top)
    _box(painter, Box(rect=mark.rect, fill=tone.ground, edge="edge", radius=8.0), palette)
    words = Words(text=mark.text, rect=mark.rect, px=mark.px, weight=500, role=tone.ink, align="centre")
    _words(painter, words, palette)
