"""The chances of ranks as a strip of tinted cells: the figure from 10 % on, what finds no room gathered at the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.models.compare.ranking import CHANCE
from ui.models.compare.ranking_rows import gathered
from ui.theme import Theme

CELL = float(CHANCE)
_GAP = 1.0
_FIGURE_FROM = 0.095
_SEEN_FROM = 0.0005
"""A chance of less than this looks like none."""
_LEAST, _MORE = 0.06, 0.64
"""How much of its colour a tint has: by the chance, so that the figure can always be read on it."""


def cells_in(room: float) -> int:
    """How many chances stand side by side in a room, at least one."""
    return max(int((room + _GAP) // (CELL + _GAP)), 1)


def cell_rect(strip: QRectF, place: int) -> QRectF:
    """The cell at a place of a strip."""
    return QRectF(strip.left() + place * (CELL + _GAP), strip.center().y() - CELL / 2, CELL, CELL)


def draw_chances(
    painter: QPainter, strip: QRectF, theme: Theme, chances: Sequence[float], *, settled: bool
) -> None:
    """The chances of one programme from the left; those that are not `settled` are dim and have no figures."""
    from scorecard.analysis.sureness.robustness_sentences import chance_figure

    if not settled:
        painter.setOpacity(0.35)
    painter.setFont(theme.font(11, 600))
    for place, chance in enumerate(gathered(chances, cells_in(strip.width()))):
        cell = cell_rect(strip, place)
        if chance < _SEEN_FROM:
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            continue
        percent = round(chance * 100)
        ground, ink = _tint(percent, theme.colour("chance").rgb(), theme.colour("surface").rgb())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(cell, 3, 3)
        if chance >= _FIGURE_FROM and settled:
            painter.setPen(theme.colour(ink))
            painter.drawText(cell.adjusted(-2, 0, 2, 0), Qt.AlignmentFlag.AlignCenter, chance_figure(chance))
    painter.setOpacity(1)


def draw_ranks(painter: QPainter, strip: QRectF, theme: Theme, ranks: Sequence[str]) -> None:
    """The ranks above the cells of `draw_chances`, the last with a plus where it stands for more."""
    painter.setFont(theme.font(11))
    painter.setPen(theme.colour("muted"))
    room = cells_in(strip.width())
    shown = list(ranks[:room])
    if len(ranks) > room:
        shown[-1] = f"{room}+"
    metrics = QFontMetricsF(painter.font())
    for place, rank in enumerate(shown):
        cell = cell_rect(strip, place)
        wide = metrics.horizontalAdvance(rank) > CELL
        right = QPointF(cell.right(), cell.top())
        at = QRectF(right.x() - 40, right.y(), 40, CELL) if wide else cell
        align = Qt.AlignmentFlag.AlignRight if wide else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(at, align | Qt.AlignmentFlag.AlignVCenter, rank)


@lru_cache(maxsize=512)
def _tint(percent: int, over: int, under: int) -> tuple[QColor, str]:
    """The colour of a chance, and the role of the figure on it."""
    share = _LEAST + _MORE * (percent / 100) ** 0.75
    top, ground = QColor(over), QColor(under)
    mixed = QColor(
        *(
            round(share * above + (1 - share) * below)
            for above, below in zip(top.getRgb()[:3], ground.getRgb()[:3], strict=True)
        )
    )
    return mixed, "text" if ground.lightness() > 128 else "accent-text"
