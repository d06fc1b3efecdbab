"""Scores as bars on the wall, with what missing evidence leaves open, and the words for their parts."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from scorecard.i18n import _, pgettext
from ui.widgets.wall_ink import HEIGHT, MARGIN, Canvas, Hatch, width_of
from ui.widgets.wall_table import TABLE_FOOT

_SAMPLES = (("data", 44.0, 20.0), ("data-soft", 44.0, 20.0), ("data-strong", 7.0, 36.0))
_BESIDE, _BETWEEN = 12.0, 36.0


def draw_bar(
    canvas: Canvas, rect: QRectF, low: float | None, high: float | None, score: float | None, top: int
) -> None:
    """Solid to the lower bound, pale to the upper one, a mark at the score; hatched without a score."""
    middle = rect.center().y()
    canvas.box(rect.left(), middle - 1.5, rect.width(), 3, "border")
    if low is None or high is None or not top:
        return
    scale = rect.width() / top
    start, end = rect.left() + low * scale, rect.left() + high * scale
    if score is None:
        hatch = QRectF(min(start, rect.right() - 4), rect.top(), max(end - start, 4.0), rect.height())
        canvas.marks.append(Hatch(rect=hatch, radius=3.0))
        return
    if high > low:
        canvas.box(start, rect.top(), end - start, rect.height(), "data-soft", radius=3.0)
    if low > 0:
        canvas.box(rect.left(), rect.top(), low * scale, rect.height(), "data", radius=3.0)
    x = rect.left() + score * scale
    canvas.box(x - 3.5, rect.top() - 7, 7, rect.height() + 14, "data-strong", radius=3.0)


def show_legend(canvas: Canvas, edge: float) -> None:
    """What the parts of a bar are; in fewer words where the room to the left of `edge` is narrow."""
    full = (_("certain"), _("left open by missing evidence"), _("score"))
    brief = (_("certain"), pgettext("part of a bar", "open"), _("score"))
    words = full if MARGIN + _width(full) <= edge else brief
    if MARGIN + _width(words) > edge:
        return
    middle, x = (TABLE_FOOT + HEIGHT) / 2, MARGIN
    for (role, wide, high), text in zip(_SAMPLES, words, strict=True):
        canvas.box(x, middle - high / 2, wide, high, role, radius=3.0)
        x += wide + _BESIDE
        canvas.write(text, QRectF(x, middle - 18, width_of(text, 24) + 1, 36), 24)
        x += width_of(text, 24) + _BETWEEN


def _width(words: tuple[str, ...]) -> float:
    samples = sum(wide for _role, wide, _high in _SAMPLES)
    return samples + 3 * _BESIDE + 2 * _BETWEEN + sum(width_of(text, 24) for text in words) + 1
