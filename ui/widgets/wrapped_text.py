"""Text wrapped into a width, measured and painted alike, also where a word is longer than the line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


def draw_wrapped(painter: QPainter, text: str, font: QFont, box: QRectF) -> float:
    """Paint a text from the top of a box, in the pen of the painter; its height, which may pass the box."""
    layout, height = _wrapping(text, font, box.width())
    layout.draw(painter, box.topLeft())
    return height


def wrapped_height(text: str, font: QFont, width: float) -> float:
    """How high a text stands in a width; an empty one takes one line."""
    return _wrapping(text, font, width)[1]


def _wrapping(text: str, font: QFont, width: float) -> tuple[QTextLayout, float]:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    step = round(QFontMetricsF(font).height() * 1.12)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        line.setPosition(QPointF(0, height))
        height += step
    layout.endLayout()
    return layout, height
