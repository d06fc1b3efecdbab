"""What a value looks like: chips, bars, intervals and ticks, painted alike by delegates and by widgets."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPainterPath, QPen

from scorecard.model.framework import NA, NE, Framework
from ui.theme import Theme

_RAMP_TOP = 4
_RADIUS = 4.0
_HATCH_EVERY = 4.0
_SECTIONS = 5


def draw_value(painter: QPainter, rect: QRectF, theme: Theme, framework: Framework, value: str) -> None:
    """The chip of a score's value: a code of the framework's scale, `NE`, `NA` or nothing."""
    match value:
        case "":
            draw_unscored(painter, rect, theme)
        case code if code == NE:
            draw_ne(painter, rect, theme)
        case code if code == NA:
            draw_na(painter, rect, theme)
        case code:
            draw_level(painter, rect, theme, code, framework.codes.index(code), framework.top)


def level_role(position: int, top: int) -> int:
    """The step of the ramp, 0 to 4, for a position on a scale from 0 to `top`."""
    return round(position * _RAMP_TOP / top) if top else _RAMP_TOP


def draw_level(painter: QPainter, rect: QRectF, theme: Theme, text: str, position: int, top: int) -> None:
    """A level: the colour of its step of the ramp, always with its digit."""
    step = level_role(position, top)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.setBrush(theme.colour(f"fill{step}"))
    _round(painter, rect)
    _text(painter, rect, theme, text, theme.colour(f"text{step}"))
    painter.restore()


def draw_ne(painter: QPainter, rect: QRectF, theme: Theme, *, edge: str = "control") -> None:
    """Looked, and found no evidence: a hatch with its letters on a plain ground; where many stand together with a
    fainter `edge`.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _hatch(painter, rect, theme, edge=edge)
    font = theme.font(_text_size(rect, small=True), 600)
    width = QFontMetricsF(font).horizontalAdvance(NE) + 4
    ground = QRectF(0, 0, width, rect.height() - 4)
    ground.moveCenter(rect.center())
    painter.fillRect(ground, theme.colour("ne-ground"))
    painter.setFont(font)
    painter.setPen(theme.colour("ne-text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, NE)
    painter.restore()


def draw_na(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Does not apply: a dash."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("unscored-edge"), 1))
    painter.setBrush(theme.colour("ne-ground"))
    _round(painter, rect)
    _text(painter, rect, theme, "–", theme.colour("na-text"))
    painter.restore()


def draw_unscored(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Nobody has looked yet: an empty dotted box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour("unscored-edge"), 1)
    pen.setDashPattern([2, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _round(painter, rect)
    painter.restore()


def draw_interval(
    painter: QPainter,
    rect: QRectF,
    theme: Theme,
    low: float,
    high: float,
    score: float | None,
    top: float,
    *,
    series_role: str = "data",
    solid: bool = False,
) -> None:
    """What is known of a score on an axis from 0 to `top` over the whole width of `rect`.

    The interval is pale and the score a dark mark; without a score, the evidence being too thin, the interval
    is hatched and has no mark. With `solid` the part below the lower bound is a bar, as in a ranking.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = rect.width() / top
    thick = min(rect.height(), 10.0)
    band = QRectF(rect.left() + low * scale, 0, max((high - low) * scale, 1.0), thick)
    band.moveTop(rect.center().y() - thick / 2)
    if score is None:
        _hatch(painter, band, theme, edge="ne-hatch", radius=2)
        painter.restore()
        return
    painter.setPen(Qt.PenStyle.NoPen)
    if solid:
        painter.setBrush(theme.colour(series_role))
        painter.drawRoundedRect(QRectF(rect.left(), band.top(), low * scale, thick), 1.5, 1.5)
    painter.setBrush(soft_colour(theme, series_role))
    if high > low:
        painter.drawRoundedRect(band, 1.5, 1.5)
    mark = QRectF(0, 0, 4, min(rect.height(), thick + 6))
    mark.moveCenter(QPointF(rect.left() + score * scale, rect.center().y()))
    painter.setBrush(theme.colour("data-strong"))
    painter.drawRoundedRect(mark, 1.5, 1.5)
    painter.restore()


def soft_colour(theme: Theme, role: str) -> QColor:
    """The pale companion of a chart colour, for what missing evidence leaves open."""
    if role == "data":
        return theme.colour("data-soft")
    colour = QColor(theme.colour(role))
    colour.setAlphaF(0.28)
    return colour


def draw_progress(painter: QPainter, rect: QRectF, theme: Theme, done: int, of: int) -> None:
    """A bar of work done, 4 px thick in the middle of `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    bar = QRectF(rect.left(), rect.center().y() - 2, rect.width(), 4)
    painter.setBrush(theme.colour("border"))
    painter.drawRoundedRect(bar, 2, 2)
    if done and of:
        bar.setWidth(max(rect.width() * min(done / of, 1.0), 4))
        painter.setBrush(theme.colour("data"))
        painter.drawRoundedRect(bar, 2, 2)
    painter.restore()


def draw_section_tick(painter: QPainter, rect: QRectF, theme: Theme, index: int) -> None:
    """The 4 px tick beside the name of the section at `index`, at the left edge of `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(section_colour(theme, index))
    height = min(rect.height(), 12.0)
    painter.drawRoundedRect(QRectF(rect.left(), rect.center().y() - height / 2, 4, height), 1.5, 1.5)
    painter.restore()


def section_colour(theme: Theme, index: int) -> QColor:
    """The accent of the section at `index`; a sixth has the first colour again, and its name."""
    return theme.colour(f"s{index % _SECTIONS + 1}")


def draw_keycap(painter: QPainter, rect: QRectF, theme: Theme, key: str) -> None:
    """A small key with its letter, 18 px high."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("control"), 1))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme.font(11, 500))
    painter.setPen(theme.colour("muted"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


def draw_focus_row(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The focus of a row, inset 2 px."""
    painter.save()
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(3, 2, -3, -2), 3, 3)
    painter.restore()


def elide_keeping_last_word(metrics: QFontMetrics | QFontMetricsF, text: str, width: float) -> str:
    """A name cut to `width` px in its middle, so that the last word, in which names differ, stays whole."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    head, _space, last = text.rpartition(" ")
    tail = f"… {last}"
    if head and metrics.horizontalAdvance(head[:3] + tail) <= width:
        cut = len(head)
        while cut > 3 and metrics.horizontalAdvance(head[:cut].rstrip(" ,:(–-") + tail) > width:
            cut -= 1
        return head[:cut].rstrip(" ,:(–-") + tail
    cut = len(text)
    while cut > 1 and metrics.horizontalAdvance(text[:cut].rstrip() + "…") > width:
        cut -= 1
    return text[:cut].rstrip() + "…"


def _hatch(painter: QPainter, rect: QRectF, theme: Theme, *, edge: str, radius: float = _RADIUS) -> None:
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("ne-ground"))
    painter.drawRoundedRect(box, radius, radius)
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(theme.colour("ne-hatch"), 1))
    height = box.height()
    x = box.left() - height
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + height, box.top()))
        x += _HATCH_EVERY
    painter.restore()
    painter.setPen(QPen(theme.colour(edge), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)


def _round(painter: QPainter, rect: QRectF) -> None:
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


def _text(painter: QPainter, rect: QRectF, theme: Theme, text: str, colour: QColor) -> None:
    painter.setFont(theme.font(_text_size(rect), 600))
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _text_size(rect: QRectF, *, small: bool = False) -> float:
    """11 px in the chips of lists, 15 px in the 30 px chips of level buttons."""
    if rect.height() >= 26:
        return 12 if small else 15
    return 10.5 if small else 11.5
