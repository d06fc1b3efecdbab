"""Scores as bars on the wall, with what missing evidence leaves open, and the words for their parts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from scorecard.i18n import _, pgettext
from ui.widgets.wall.ink import HEIGHT, MARGIN, Canvas, Hatch, width_of
from ui.widgets.wall.table import TABLE_FOOT

_Sample = tuple[str, float, float]
"""Role, width and height of a part in the legend."""

_HATCHED = "hatch"
_SAMPLES: tuple[_Sample, ...] = (
    ("data", 44.0, 20.0), ("data-soft", 44.0, 20.0), ("data-strong", 7.0, 30.0), (_HATCHED, 44.0, 20.0),
)  # fmt: skip
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


def show_legend(canvas: Canvas, edge: float, *, thin: bool) -> None:
    """What the parts of a bar are, with `thin` also what a hatched one says.

    On two lines, and then in fewer words, where the room to the left of `edge` is narrow.
    """
    hatched = (_("too little evidence"),) if thin else ()
    full = (_("certain"), _("left open by missing evidence"), _("score"), *hatched)
    brief = (_("certain"), pgettext("part of a bar", "open"), _("score"), *hatched)
    room = edge - MARGIN
    for words in (full, brief):
        if _width(_SAMPLES, words) <= room:
            _show_samples(canvas, (TABLE_FOOT + HEIGHT) / 2, _SAMPLES, words)
            return
        if max(_width(_SAMPLES[:2], words[:2]), _width(_SAMPLES[2:], words[2:])) <= room:
            _show_samples(canvas, TABLE_FOOT + 20, _SAMPLES[:2], words[:2])
            _show_samples(canvas, HEIGHT - 20, _SAMPLES[2:], words[2:])
            return


def _show_samples(canvas: Canvas, middle: float, samples: Sequence[_Sample], words: Sequence[str]) -> None:
    x = MARGIN
    for (role, wide, high), text in zip(samples, words, strict=False):
        if role == _HATCHED:
            canvas.marks.append(Hatch(rect=QRectF(x, middle - high / 2, wide, high), radius=3.0))
        else:
            canvas.box(x, middle - high / 2, wide, high, role, radius=3.0)
        x += wide + _BESIDE
        canvas.write(text, QRectF(x, middle - 16, width_of(text, 24) + 1, 32), 24)
        x += width_of(text, 24) + _BETWEEN


def _width(samples: Sequence[_Sample], words: Sequence[str]) -> float:
    shown = zip(samples, words, strict=False)
    each = [wide + _BESIDE + width_of(text, 24) for (_role, wide, _high), text in shown]
    return sum(each) + (len(each) - 1) * _BETWEEN + 1
