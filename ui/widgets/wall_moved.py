"""The slide of what the workshop has moved: ranks and scores before and after the discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from scorecard.analysis.workshop_sentences import movement_sentence, narrowing_sentence
from scorecard.i18n import _, format_number
from ui.widgets.wall_frame import Deck, Frame, foot, title_head
from ui.widgets.wall_ink import MARGIN, Canvas
from ui.widgets.wall_table import ROW, TABLE_FOOT, mark_row, rows_in_words, rule, table_deck, write_name

if TYPE_CHECKING:
    from scorecard.analysis.workshop import Move
    from ui.models.wall_sight import Sight

_RANKS, _SCORES = 210.0, 260.0


def moved_deck(sight: Sight) -> Deck:
    """The programmes that have moved, in the present order."""
    workshop = sight.workshop
    moves = workshop.moves
    at_hand = workshop.at_hand.discussion.programme if workshop.at_hand else ""
    sentence, spread = movement_sentence(workshop), narrowing_sentence(workshop.narrowing)

    def head(canvas: Canvas, frame: Frame, first: int, end: int) -> None:
        title_head(canvas, frame, (sentence, _("What the discussion has moved")), spread)
        columns = _("Place and score: when revealed, and now") if moves else ""
        foot(canvas, columns, rows_in_words(first, end, len(moves)), top=TABLE_FOOT, weight=400)

    def row(canvas: Canvas, place: int, top: float) -> None:
        one = moves[place]
        if one.programme.key == at_hand:
            mark_row(canvas, top)
        rule(canvas, top)
        names = tuple(dict.fromkeys(filter(None, (one.programme.name, one.programme.short))))
        ranks = canvas.right - _SCORES - _RANKS - 24
        write_name(canvas, names, MARGIN, top, ranks - MARGIN - 24)
        canvas.write(_arrow(one), QRectF(ranks - 8, top, 40, ROW), 34, 600, align="centre")
        before, after = (str(rank or "–") for rank in (one.rank_before, one.rank_after))
        _pair(canvas, before, after, QRectF(ranks + 32, top, _RANKS - 32, ROW))
        scores = (
            "–" if one_score is None else format_number(one_score, 2)
            for one_score in (one.score_before, one.score_after)
        )
        _pair(canvas, *scores, QRectF(canvas.right - _SCORES, top, _SCORES, ROW))

    return table_deck(len(moves), head, row)


def _pair(canvas: Canvas, before: str, after: str, rect: QRectF) -> None:
    half = (rect.width() - 48) / 2
    canvas.write(before, QRectF(rect.left(), rect.top(), half, rect.height()), 30, 400, "muted", "right")
    arrow = QRectF(rect.left() + half, rect.top(), 48, rect.height())
    canvas.write("→", arrow, 28, 400, "muted", "centre")
    canvas.write(after, QRectF(arrow.right(), rect.top(), half, rect.height()), 34, 600)


def _arrow(one: Move) -> str:
    """Up, down, or nothing where the place is the same."""
    if one.rank_before is None or one.rank_after is None or one.rank_before == one.rank_after:
        return ""
    return "▲" if one.rank_after < one.rank_before else "▼"


def _figure(score: float | None) -> str:
    return "–" if score is None else format_number(score, 2)
