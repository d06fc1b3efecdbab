"""The slide of the ranking: the answer, and bars with what missing evidence leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from scorecard.analysis.results import plain
from scorecard.i18n import _, format_number, language
from ui.widgets.wall_frame import Deck, Frame, foot_band, foot_right, title_head
from ui.widgets.wall_ink import HEIGHT, MARGIN, Canvas, Hatch, width_of
from ui.widgets.wall_table import (
    ROW,
    TABLE_FOOT,
    figure,
    mark_row,
    rows_in_words,
    rule,
    table_deck,
    write_name,
)

if TYPE_CHECKING:
    from ui.models.wall_sight import Sight

_DRAWN = 60
"""Of so many programmes it is worked out on the spot how sure the ranking is."""
_THICK = 22.0


def ranking_deck(sight: Sight, width: float) -> Deck:
    """All programmes, best first; the one that is talked about stands out."""
    workshop = sight.workshop
    study = workshop.study
    comparison = study.comparison
    order = comparison.ranking()
    at_hand = workshop.at_hand.discussion.programme if workshop.at_hand else ""
    framework = comparison.framework
    scale = f"{framework.short.into(language())}, 0\N{EN DASH}{framework.top}".lstrip(", ")
    titles, subtitle = _sentences(sight)
    at_most = comparison.at_most()
    figures = max(
        (width_of(_figure(comparison.score[row], at_most[row]), 34, 600) for row in order), default=0.0
    )
    bar = width - MARGIN - figures - 28
    left = MARGIN + 56 + (bar - MARGIN - 56) * 0.5

    def head(canvas: Canvas, frame: Frame, first: int, end: int) -> None:
        title_head(canvas, frame, titles, subtitle)
        foot_band(canvas, TABLE_FOOT)
        words = rows_in_words(first, end, len(order))
        edge = foot_right(canvas, "  ·  ".join(filter(None, (words, scale))), TABLE_FOOT)
        show_legend(canvas, edge)

    def row(canvas: Canvas, place: int, top: float) -> None:
        one = order[place]
        programme, rank = comparison.programmes[one], int(comparison.rank[one])
        is_own = programme.key == at_hand
        if is_own:
            mark_row(canvas, top)
        rule(canvas, top)
        weight = 600 if is_own else 400
        canvas.write(
            str(rank) if rank else "–", QRectF(MARGIN, top, 56, ROW), 34, 600, "text" if rank else "muted"
        )
        names = tuple(dict.fromkeys(filter(None, (programme.name, programme.short))))
        write_name(canvas, names, MARGIN + 64, top, left - MARGIN - 88, weight)
        rect = QRectF(left, top + (ROW - _THICK) / 2, bar - left, _THICK)
        draw_bar(
            canvas,
            rect,
            plain(comparison.low[one]),
            plain(comparison.high[one]),
            plain(comparison.score[one]),
            framework.top,
        )
        figure(canvas, _figure(comparison.score[one], at_most[one]), bar, top, canvas.right - bar)

    at = next((place for place, one in enumerate(order) if comparison.programmes[one].key == at_hand), 0)
    return table_deck(len(order), head, row, at=at)


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
        hatch = QRectF(start, rect.top(), max(end - start, 4.0), rect.height())
        canvas.marks.append(Hatch(rect=hatch, radius=3.0))
        return
    if low > 0:
        canvas.box(rect.left(), rect.top(), low * scale, rect.height(), "data", radius=3.0)
    if high > low:
        canvas.box(start, rect.top(), end - start, rect.height(), "data-soft", radius=3.0)
    x = rect.left() + score * scale
    canvas.box(x - 3.5, rect.top() - 7, 7, rect.height() + 14, "data-strong", radius=3.0)


def show_legend(canvas: Canvas, edge: float) -> None:
    """What the parts of a bar are, as far as there is room."""
    middle, x = (TABLE_FOOT + HEIGHT) / 2, MARGIN
    words = (_("certain"), _("left open by missing evidence"), _("score"))
    shorter = (_("certain"), _("open"), _("score"))
    if sum(width_of(one, 24) for one in words) + 3 * 100 > edge - MARGIN:
        words = shorter
    for kind, text in zip(("data", "data-soft", "data-strong"), words, strict=True):
        wide = width_of(text, 24) + 1
        sample = 7.0 if kind == "data-strong" else 44.0
        if x + sample + 12 + wide > edge:
            return
        high = 36.0 if kind == "data-strong" else 20.0
        canvas.box(x, middle - high / 2, sample, high, kind, radius=3.0)
        canvas.write(text, QRectF(x + sample + 12, middle - 18, wide, 36), 24)
        x += sample + 12 + wide + 36


def _figure(score: float, at_most: bool) -> str:
    number = plain(score)
    if number is None:
        return "–"
    words = format_number(number, 2)
    return f"≤\N{NO-BREAK SPACE}{words}" if at_most else words


def _sentences(sight: Sight) -> tuple[tuple[str, ...], str]:
    """Titles, the fullest first, and what to know about it."""
    study = sight.workshop.study
    plain_sentence = study.comparison.sentence()
    if study.comparison.ranked >= 2 and len(study.comparison.programmes) <= _DRAWN:
        answer, detail = study.robustness.sentences()
        return (answer, plain_sentence), detail
    return (plain_sentence,), ""
