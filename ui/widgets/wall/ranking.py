"""The slide of the ranking: the answer, and bars with what missing evidence leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from scorecard.i18n import _, format_number, language
from ui.widgets.wall.bars import draw_bar, show_legend
from ui.widgets.wall.frame import Deck, Frame, foot_band, foot_right, title_head
from ui.widgets.wall.ink import MARGIN, Canvas, width_of
from ui.widgets.wall.table import (
    ROW,
    TABLE_FOOT,
    figure,
    mark_row,
    name_size,
    rows_in_words,
    rule,
    table_deck,
    tops,
    write_name,
)

if TYPE_CHECKING:
    from scorecard.analysis.results import ProgrammeResult
    from ui.models.wall.sight import Sight

_DRAWN = 60
"""Of so many programmes it is worked out on the spot how sure the ranking is."""
_THICK = 22.0
_NAMES = 0.44
"""The share of a row that rank and name take."""


def ranking_deck(sight: Sight) -> Deck:
    """All programmes, best first; the one that is talked about stands out."""
    workshop = sight.workshop
    comparison = workshop.study.comparison
    order, top = comparison.ranking(), comparison.framework.top
    at_hand = workshop.at_hand.discussion.programme if workshop.at_hand else ""
    short = comparison.framework.short.into(language())
    scale = _("0 to {top}").format(top=top)
    titles, details = _sentences(sight)
    widest = "≤\N{NO-BREAK SPACE}8.88" if comparison.at_most().any() else "8.88"
    figures = width_of(widest, 34, 600) + 4

    def table(canvas: Canvas, frame: Frame, rows: range) -> None:
        title_head(canvas, frame, titles, details)
        foot_band(canvas, TABLE_FOOT)
        said = (rows_in_words(rows, len(order)), ", ".join(filter(None, (short, scale))))
        results = {row: comparison.result(order[row]) for row in rows}
        edge = foot_right(canvas, " · ".join(filter(None, said)), TABLE_FOOT)
        show_legend(canvas, edge, thin=any(one.score is None for one in results.values()))
        ranks = max((width_of(str(one.rank or ""), 34, 600) for one in results.values()), default=0.0) + 24
        left, right = MARGIN + canvas.room * _NAMES, canvas.right - figures - 24
        names = left - MARGIN - ranks - 24
        px = name_size((one.programme.label for one in results.values()), names, 600)
        for row, y in tops(rows):
            one = results[row]
            is_own = one.programme.key == at_hand
            if is_own:
                mark_row(canvas, y)
            rule(canvas, y)
            place = QRectF(MARGIN, y, ranks, ROW)
            canvas.write(str(one.rank or "–"), place, 34, 600, "text" if one.rank else "muted")
            name = QRectF(MARGIN + ranks, y, names, ROW)
            write_name(canvas, one.programme.label, name, px, 600 if is_own else 400)
            bar = QRectF(left, y + (ROW - _THICK) / 2, right - left, _THICK)
            draw_bar(canvas, bar, one.low, one.high, one.score, top)
            figure(canvas, _figure(one), QRectF(right, y, canvas.right - right, ROW))

    return table_deck(len(order), table)


def _figure(one: ProgrammeResult) -> str:
    if one.score is None:
        return "–"
    words = format_number(one.score, 2)
    return f"≤\N{NO-BREAK SPACE}{words}" if one.at_most else words


def _sentences(sight: Sight) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Titles and what to know about the answer, of each the fullest first."""
    study = sight.workshop.study
    leads = study.comparison.sentence()
    if study.comparison.ranked >= 2 and len(study.comparison.programmes) <= _DRAWN:
        answer, detail = study.robustness.sentences()
        return (answer, leads), (detail, leads)
    return (leads,), ()
