"""The cells of the heat map as small pictures, each drawn once and then laid wherever it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from scorecard.analysis.cube import NA, NE, UNSCORED
from scorecard.analysis.views.heat import MEAN
from scorecard.charts.heat_tones import mean_tone
from scorecard.charts.heat_words import figure_of
from ui.models.heat.row import look_parts
from ui.theme import Theme
from ui.widgets.heat.layout import CELL_HEIGHT, CELL_WIDTH
from ui.widgets.marks import draw_level, draw_na, draw_ne, draw_unscored, level_role

if TYPE_CHECKING:
    from scorecard.model.framework import Framework

_RADIUS = 4.0
_CORNER = 8.0
_FAINT = 0.22
"""How much is left of a cell that is not looked for."""


class HeatChips(dict[int, QPixmap]):
    """Pictures by look, each drawn when it is first looked up, for a screen with so many dots to a pixel.

    Without figures, levels and means are colour and tone alone.
    """

    def __init__(self, theme: Theme, framework: Framework, figures: bool, sharp: float) -> None:
        super().__init__()
        self._theme = theme
        self._framework = framework
        self._figures = figures
        self._sharp = sharp

    def __missing__(self, look: int) -> QPixmap:
        pixmap = QPixmap(QSize(CELL_WIDTH, CELL_HEIGHT) * self._sharp)
        pixmap.setDevicePixelRatio(self._sharp)
        pixmap.fill(Qt.GlobalColor.transparent)
        rect = QRectF(0, 0, CELL_WIDTH, CELL_HEIGHT)
        shown, disputed, dim = look_parts(look)
        painter = QPainter(pixmap)
        if dim:
            painter.setOpacity(_FAINT)
        draw_cell(painter, rect, self._theme, self._framework, shown, self._figures)
        if disputed:
            draw_dispute(painter, rect, self._theme, self._framework, shown)
        painter.end()
        self[look] = pixmap
        return pixmap


def draw_cell(
    painter: QPainter, rect: QRectF, theme: Theme, framework: Framework, shown: int, figures: bool = True
) -> None:
    """A cell of a heat map: a level in its colour, a mean in a grey tone as dark as its place, or a state."""
    text = figure_of(shown, framework.codes) if figures else ""
    if shown >= MEAN:
        draw_mean(painter, rect, theme, (shown - MEAN) / 10, framework.top, text)
    elif shown == NE:
        draw_ne(painter, rect, theme, edge="ne-hatch")
    elif shown == NA:
        draw_na(painter, rect, theme)
    elif shown == UNSCORED:
        draw_unscored(painter, rect, theme)
    else:
        draw_level(painter, rect, theme, text, shown, framework.top)


def draw_mean(painter: QPainter, rect: QRectF, theme: Theme, mean: float, top: int, text: str) -> None:
    """A mean that is no level, with its figure."""
    tone = mean_tone(theme.palette, mean, top)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.setBrush(QColor(tone.ground))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    painter.setFont(theme.font(11, 500))
    painter.setPen(theme.colour(tone.ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def draw_dispute(painter: QPainter, rect: QRectF, theme: Theme, framework: Framework, shown: int) -> None:
    """A corner turned down, in the ink of the cell: evaluators are far apart here."""
    if shown >= MEAN:
        ink = theme.colour(mean_tone(theme.palette, (shown - MEAN) / 10, framework.top).ink)
    else:
        ink = theme.colour(f"text{level_role(max(shown, 0), framework.top)}")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    right, top = rect.right() - 2, rect.top() + 2
    side = _CORNER - 2
    painter.drawPolygon(
        QPolygonF([QPointF(right - side, top), QPointF(right, top), QPointF(right, top + side)])
    )
    painter.restore()
